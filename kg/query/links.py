"""The triple patterns of a query as links: two ends that are variables or IRIs, and the properties between them.

A path of several steps is several links: variables of ours stand between them, which the query is asked for besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.query import lexer
from kg.query.syntax import Branches, Statement, SubSelect, name_of
from kg.query.terms import expanded
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.query.lexer import Token
    from kg.query.syntax import Group, Triple


class Name(NamedTuple):
    """A variable."""

    name: str


End: TypeAlias = "Name | str"
"""A variable, or an IRI."""


class Property(NamedTuple):
    """One property that a link may have: an IRI or a variable, and whether it goes from the object to the subject."""

    term: End
    inverse: bool = False


class Link(NamedTuple):
    """One step from a subject to an object.

    Attributes:
        properties: It is one of these.
        asked: A pattern that binds the ends that are ours; empty where the query's own pattern binds them.
    """

    subject: End
    properties: tuple[Property, ...]
    object: End
    asked: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Names of its variables."""
        ends = (self.subject, self.object, *(one.term for one in self.properties))
        return frozenset(end.name for end in ends if isinstance(end, Name))


def links_in(group: Group, *, text: str, prefixes: Mapping[str, str]) -> Iterator[Link]:
    """The links that a group asks for, those of the groups within it included, what it takes away not.

    Args:
        group: Of a query.
        text: The query.
        prefixes: All that hold in it.
    """
    for element in group.elements:
        if isinstance(element, Statement):
            for triple in element.triples:
                yield from _links(triple, text=text, prefixes=prefixes)
        elif isinstance(element, SubSelect) and element.query.where is not None:
            yield from links_in(element.query.where, text=text, prefixes=prefixes)
        elif isinstance(element, Branches) and element.kind not in {"MINUS", "SERVICE"}:
            for inner in element.groups:
                yield from links_in(inner, text=text, prefixes=prefixes)


def _links(triple: Triple, *, text: str, prefixes: Mapping[str, str]) -> Iterator[Link]:
    subject, target = (_end(token, prefixes) for token in (triple.subject, triple.object))
    if subject is None or target is None:
        return
    path = lexer.tokens(text[triple.verb_start : triple.verb_end])[:-1]
    steps = _split(path, "/")
    alternatives = [_properties(step, prefixes) for step in steps]
    if len(steps) == 1 and alternatives[0]:
        yield Link(subject, alternatives[0], target)
    elif all(alternatives):
        between: list[End] = [Name(f"kgStep{triple.verb_start}_{at}") for at in range(1, len(steps))]
        ends = [subject, *between, target]
        asked = " ".join(
            f"{_written(ends[at])} {' '.join(token.text for token in step)} {_written(ends[at + 1])} ."
            for at, step in enumerate(steps)
        )
        for at, properties in enumerate(alternatives):
            yield Link(ends[at], properties, ends[at + 1], asked)


def _end(token: Token | None, prefixes: Mapping[str, str]) -> End | None:
    if token is None or token.kind not in {"var", "iri", "pname"}:
        return None
    return Name(name_of(token)) if token.kind == "var" else expanded(token.text, prefixes=prefixes)


def _written(end: End) -> str:
    return f"?{end.name}" if isinstance(end, Name) else f"<{end}>"


def _split(path: Sequence[Token], sign: str) -> list[list[Token]]:
    """What stands between the signs that are in no brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in path:
        depth += (token.key == "(") - (token.key == ")")
        if token.key == sign and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _properties(step: Sequence[Token], prefixes: Mapping[str, str]) -> tuple[Property, ...]:
    """The properties that a step may be; none where it is more than a choice of them."""
    if len(step) > 1 and step[0].key == "(" and step[-1].key == ")":
        step = step[1:-1]
    found = []
    for choice in _split(step, "|"):
        inverse = bool(choice) and choice[0].key == "^"
        rest = choice[inverse:]
        if len(rest) != 1:
            return ()
        term = RDF + "type" if rest[0].key == "A" else _end(rest[0], prefixes)
        if term is None:
            return ()
        found.append(Property(term, inverse))
    return tuple(found)
