"""Rules as they are asked what their conclusions rest on, whoever wrote them down and however.

Rules in `.rq` files are read here. Of rules that shapes have, this room knows nothing: whoever asks for evidence hands
in what makes them the same kind of value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, QueryError
from kg.query.links import links_in, ways_in
from kg.query.parser import parse
from kg.query.scope import bound_in
from kg.query.syntax import Bind, Branches, Filter, SubSelect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    import pyoxigraph as ox

    from kg.query.links import Link, Way
    from kg.query.syntax import Element, Group
    from kg.store import Opened

_SIGN_OF_RULES = re.compile(rb"\brule\b|imports|\\[uU]")
"""What a file with an `sh:rule` has in it, or one that imports others: telling it so takes no time."""


class Asked(NamedTuple):
    """A query whose pattern binds the variables of what a rule concludes.

    Attributes:
        query: The query: a CONSTRUCT, or a SELECT of whatever.
        functions: What its expressions call, by name.
    """

    query: str
    functions: Mapping[ox.NamedNode, Callable[..., Any]] = {}


class AskedRule(NamedTuple):
    """A rule, to be asked what its conclusions rest on.

    Attributes:
        concludes: A query whose pattern is what the rule concludes.
        asked: Gives the queries to ask, the best first; a later one is asked for the conclusions that those before it
            do not explain. It is called when the rule is needed.
    """

    concludes: str
    asked: Callable[[], Sequence[Asked]]


class RuleFiles(NamedTuple):
    """Where the rules of a graph are written.

    Attributes:
        queries: Files with a CONSTRUCT query each.
        shapes: Files or folders that may have rules of shapes.
        read_shapes: What reads the latter, for a graph; a function of a module, so that another process can be told.
    """

    queries: tuple[Path, ...] = ()
    shapes: tuple[Path, ...] = ()
    read_shapes: Callable[[Opened, tuple[Path, ...]], Iterable[AskedRule]] | None = None

    def asked(self, opened: Opened) -> Iterator[AskedRule]:
        """All rules that may have concluded anything in a graph.

        Raises:
            InputError: A file cannot be read.
            OntologyError: A rule of a shape is not well-formed.
        """
        read = (query_rule(_text(path).decode("utf-8", "replace")) for path in self.queries)
        yield from (rule for rule in read if rule is not None)
        if self.read_shapes is not None and any(path.is_dir() or _may_have_rules(path) for path in self.shapes):
            yield from self.read_shapes(opened, self.shapes)


def _may_have_rules(path: Path) -> bool:
    return _SIGN_OF_RULES.search(_text(path)) is not None


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error


def query_rule(text: str) -> AskedRule | None:
    """The rule that a CONSTRUCT query is; None for what is no such query, or cannot be taken apart."""
    try:
        query = parse(text, prefixes={})
    except QueryError:
        return None
    if query.form != "CONSTRUCT" or query.where is None:
        return None
    braces = [token for token in query.tokens if token.key in {"{", "}"} and token.start < query.where.start]
    # In `CONSTRUCT WHERE { … }` the pattern is what is concluded.
    start, end = (braces[0].start, braces[-1].end) if braces else (query.where.start, query.where.end)
    return AskedRule(f"{text[: query.start]} SELECT * {text[start:end]}", lambda: (Asked(text),))


class Premises(NamedTuple):
    """The pattern of a rule, as it is asked.

    Attributes:
        prologue: Its declarations.
        pattern: Its pattern without the braces.
        functions: What it calls.
        narrow: Whether the pattern may begin with `VALUES` of the head's variables.
        names: The variables that the pattern binds.
        links: The links that it asks for.
        ways: Its paths that are no links.
    """

    prologue: str
    pattern: str
    functions: Mapping[ox.NamedNode, Callable[..., Any]]
    narrow: bool
    names: frozenset[str]
    links: tuple[Link, ...]
    ways: tuple[Way, ...]


def heads_of(rule: AskedRule) -> tuple[Link, ...]:
    """What a rule concludes, as links; none of what cannot be read."""
    try:
        query = parse(rule.concludes, prefixes={})
    except QueryError:
        return ()
    where = query.where
    return tuple(links_in(where, text=rule.concludes, prefixes=query.absolute_prefixes)) if where is not None else ()


def premises_of(asked: Asked, *, heads: Iterable[Link]) -> Premises | None:
    """The pattern of a rule taken apart.

    Args:
        asked: The rule's query.
        heads: What it concludes.

    Returns:
        None of what only the engine can read.
    """
    text = asked.query
    try:
        query = parse(text, prefixes={})
    except QueryError:
        return None
    where, prefixes = query.where, query.absolute_prefixes
    if where is None:
        return None
    return Premises(
        prologue=text[: query.start],
        pattern=_without_itself(where, heads, text=text, prefixes=prefixes),
        functions=asked.functions,
        narrow=not any(isinstance(element, Bind | SubSelect) for element in where.elements),
        names=bound_in(where),
        links=tuple(links_in(where, text=text, prefixes=prefixes)),
        ways=tuple(ways_in(where, text=text, prefixes=prefixes)),
    )


def _without_itself(where: Group, heads: Iterable[Link], *, text: str, prefixes: Mapping[str, str]) -> str:
    """The pattern without its braces, and without the denials that what the rule concludes has made untrue since.

    "No conversion is stated" is so when a rule concludes one, and not any more when it is asked why.
    """
    verbs = {head.properties[0].term for head in heads}
    kept, last = [], where.start + 1
    for element in where.elements:
        links = (link for group in _denied(element) for link in links_in(group, text=text, prefixes=prefixes))
        if any(one.term in verbs for link in links for one in link.properties):
            kept.append(text[last : element.start])
            last = element.end
    return "".join([*kept, text[last : where.end - 1]])


def _denied(element: Element) -> tuple[Group, ...]:
    """The groups that a MINUS or a filter denies, as far as it does nothing else."""
    if isinstance(element, Branches) and element.kind == "MINUS":
        return element.groups
    if isinstance(element, Filter) and [token.key for token in element.expression.tokens[:2]] == ["NOT", "EXISTS"]:
        return element.expression.groups
    return ()
