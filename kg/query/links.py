"""The triple patterns of a query as links: two ends that are variables or terms, and the properties between them.

A path of several steps is several links: variables of ours stand between them, which the query is asked for besides.
A path that repeats is no link but a `Way`, behind which chains of triples are looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.query import lexer
from kg.query.paths import Choice, Name, Property, Steps, read_path, repeats
from kg.query.syntax import Branches, Statement, SubSelect, name_of
from kg.query.terms import expanded
from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.query.lexer import Token
    from kg.query.paths import Path
    from kg.query.syntax import Group, Triple

End: TypeAlias = "Name | str | ox.Literal"
"""A variable, an IRI, or a literal."""


class Link(NamedTuple):
    """One step from a subject to an object.

    Attributes:
        properties: It is one of these.
        asked: What to put behind the query's pattern to bind the ends that are ours; empty where none is. It is
            optional where the path is in a part of the pattern that need not match.
        around: The ends of the path that it is a step of; its own where it is no step.
    """

    subject: End
    properties: tuple[Property, ...]
    object: End
    asked: str = ""
    around: tuple[End, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Names of its variables."""
        return _names(self.subject, self.object, *(one.term for one in self.properties))

    @property
    def given(self) -> frozenset[str]:
        """Names of the variables that the query must bind for it."""
        return _names(*self.around) if self.asked else self.names

    @property
    def between(self) -> frozenset[str]:
        """Names of the variables that are ours."""
        return self.names - _names(*self.around) if self.asked else frozenset()


class Way(NamedTuple):
    """A path that repeats, or that chooses between ways of different length."""

    subject: End
    path: Path
    object: End

    @property
    def given(self) -> frozenset[str]:
        """Names of its variables."""
        return _names(self.subject, self.object)


def _names(*ends: End) -> frozenset[str]:
    return frozenset(end.name for end in ends if isinstance(end, Name))


def links_in(group: Group, *, text: str, prefixes: Mapping[str, str]) -> list[Link]:
    """The links that a group asks for, those of the groups within it included, what it takes away not.

    Args:
        group: Of a query.
        text: The query.
        prefixes: All that hold in it and are absolute.
    """
    certain = {id(triple) for element in group.elements if isinstance(element, Statement) for triple in element.triples}
    return [
        link if id(triple) in certain or not link.asked else link._replace(asked=f"OPTIONAL {{ {link.asked} }}")
        for triple in _triples_in(group)
        for link in _links(triple, text=text, prefixes=prefixes)
    ]


def ways_in(group: Group, *, text: str, prefixes: Mapping[str, str]) -> list[Way]:
    """The paths of a group that are no links; the arguments are those of `links_in`."""
    found = []
    for triple in _triples_in(group):
        ends, path = _ends_and_path(triple, text=text, prefixes=prefixes)
        if ends and path is not None and _alternatives(path) is None:
            found.append(Way(ends[0], path, ends[1]))
    return found


def _triples_in(group: Group) -> Iterator[Triple]:
    for element in group.elements:
        if isinstance(element, Statement):
            yield from element.triples
        elif isinstance(element, SubSelect) and element.query.where is not None:
            yield from _triples_in(element.query.where)
        elif isinstance(element, Branches) and element.kind not in {"MINUS", "SERVICE"}:
            for inner in element.groups:
                yield from _triples_in(inner)


def _ends_and_path(
    triple: Triple, *, text: str, prefixes: Mapping[str, str]
) -> tuple[tuple[End, End] | None, Path | None]:
    subject = _end(triple.subject, "", prefixes)
    target = _end(triple.object, text[triple.object_start : triple.object_end], prefixes)
    if subject is None or target is None:
        return None, None
    path = lexer.tokens(text[triple.verb_start : triple.verb_end])[:-1]
    return (subject, target), read_path(path, prefixes=prefixes)


def _links(triple: Triple, *, text: str, prefixes: Mapping[str, str]) -> Iterator[Link]:
    ends, path = _ends_and_path(triple, text=text, prefixes=prefixes)
    alternatives = _alternatives(path) if path is not None else None
    if ends is None or alternatives is None:
        return
    if len(alternatives) == 1:
        yield Link(ends[0], alternatives[0], ends[1])
        return
    between: list[End] = [Name(f"kgStep{triple.object_start}_{at}") for at in range(1, len(alternatives))]
    places = [ends[0], *between, ends[1]]
    asked = " ".join(
        f"{_written(places[at])} {'|'.join('^' * one.inverse + f'<{one.term}>' for one in step)} "
        f"{_written(places[at + 1])} ."
        for at, step in enumerate(alternatives)
    )
    for at, properties in enumerate(alternatives):
        yield Link(places[at], properties, places[at + 1], asked, ends)


def _alternatives(path: Path) -> list[tuple[Property, ...]] | None:
    """The properties that each step of a path may be; None where a step is more than a choice of properties."""
    if repeats(path):
        return None
    found = []
    for step in path.parts if isinstance(path, Steps) else (path,):
        choices = step.parts if isinstance(step, Choice) else (step,)
        properties = tuple(choice for choice in choices if isinstance(choice, Property))
        if len(properties) < len(choices):
            return None
        found.append(properties)
    return found


def _end(token: Token | None, text: str, prefixes: Mapping[str, str]) -> End | None:
    if token is None:
        return None
    if token.kind in {"iri", "pname"}:
        return expanded(token.text, prefixes=prefixes)
    if token.kind == "var":
        return Name(name_of(token))
    return _literal(token, text, prefixes)


def _literal(token: Token, text: str, prefixes: Mapping[str, str]) -> ox.Literal | None:
    """A literal as the engine reads it; None for a blank node, and for one with a datatype that nobody declared."""
    if token.kind not in {"string", "number"} and token.key not in {"TRUE", "FALSE", "+", "-"}:
        return None
    if token.key in {"TRUE", "FALSE"}:
        return ox.Literal(token.text.lower(), datatype=ox.NamedNode(XSD + "boolean"))
    declared = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(prefixes.items()))
    try:
        (solution,) = ox.Store().query(f"{declared}SELECT ({text} AS ?term) {{}}")  # type: ignore[misc] # of a SELECT
    except SyntaxError:
        return None
    return solution[0] if isinstance(solution[0], ox.Literal) else None


def _written(end: End) -> str:
    if isinstance(end, Name):
        return f"?{end.name}"
    return str(end) if isinstance(end, ox.Literal) else f"<{end}>"
