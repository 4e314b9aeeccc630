"""On which triples a SPARQL constraint relies: its triple patterns, each with the way that leads to it from `$this`.

Filters are left out, and patterns in `OPTIONAL`, `UNION` and `EXISTS` count like any other: more changes seem to
matter than do. What must not happen is that one matters and does not seem to. So a way leads only through variables
that are bound wherever the pattern is matched: through those that a group requires, and into `OPTIONAL` and `EXISTS`
through those that are bound before. A pattern that no such way leads to matters to all focus nodes
(`docs/decisions/0013-checking-what-changed.md`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.check.parsed_query import parsed
from kg.check.walks import ANY, HERE, Reliance, Use, Walk, then, walks_along
from kg.errors import QueryError
from kg.query.syntax import Bind, Branches, Filter, Statement, SubSelect, name_of
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.check.parsed_query import ParsedQuery
    from kg.check.paths import Path
    from kg.query.lexer import Token
    from kg.query.syntax import Expression, Group, Query, Triple

_UNKNOWN = frozenset(
    {"BASE", "FROM", "SERVICE", "MINUS", "VALUES", "LIMIT", "OFFSET"}
    | {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}
    | {"SAMPLE", "GROUP_CONCAT", "SUM", "AVG"}
)
"""Words of queries whose solutions hang on more than triples: on the time, or on the order of what is found."""

_AGGREGATES = frozenset({"COUNT", "MIN", "MAX"})
_CROWDED = 50
"""How many times more nodes lead back over a class, or over any property, than over a property. A guess, which decides
between ways and never what is found."""


class _UnreadError(Exception):
    """A query in which it cannot be seen what it relies on."""


class _Node(NamedTuple):
    """The subject or object of a pattern: a variable's name, or else an IRI, or else another constant."""

    variable: str
    iri: str | None


class _Pattern(NamedTuple):
    """A triple pattern."""

    subject: _Node
    path: Path
    object: _Node


class _Link(NamedTuple):
    """How a variable is reached: along a way that is so crowded, from the focus node or from all that is used so."""

    crowd: int
    way: Path
    begins_at: Use | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    """What variables are called: those of a nested SELECT that it does not project are others than those outside."""

    around: _Names | None = None
    projected: frozenset[str] = frozenset()
    mark: str = ""

    def __call__(self, name: str) -> str:
        if self.around is None:
            return name
        return self.around(name) if name in self.projected else name + self.mark


@dataclass(slots=True)
class _Frame:
    """A group: what it requires, and what is looked at for what it requires.

    Attributes:
        names: How its variables are called.
        patterns: Its own triple patterns.
        joined: Groups that are joined with it.
        unions: Alternatives of which one is joined with it.
        tests: Groups in EXISTS.
        options: Groups in OPTIONAL, and EXISTS in BIND, each with the variables that are bound before it.
        closed: Nested SELECTs that aggregate.
        lists: Variables to what they list, all of it: from nested SELECTs that do nothing else.
    """

    names: _Names
    patterns: list[_Pattern] = field(default_factory=list)
    joined: list[_Frame] = field(default_factory=list)
    unions: list[Group] = field(default_factory=list)
    tests: list[Group] = field(default_factory=list)
    options: list[tuple[Group, bool, frozenset[str]]] = field(default_factory=list)
    closed: list[tuple[Group, _Names]] = field(default_factory=list)
    lists: dict[str, Use] = field(default_factory=dict)

    def all_patterns(self) -> Iterator[_Pattern]:
        """The patterns that it requires, those of joined groups included."""
        yield from self.patterns
        for frame in self.joined:
            yield from frame.all_patterns()

    def bound(self) -> frozenset[str]:
        """The variables that it binds for certain."""
        nodes = (node for pattern in self.all_patterns() for node in (pattern.subject, pattern.object))
        listed = (name for frame in self.frames() for name in frame.lists)
        return frozenset(node.variable for node in nodes if node.variable).union(listed)

    def frames(self) -> Iterator[_Frame]:
        """The frame and all that are joined with it."""
        yield self
        for frame in self.joined:
            yield from frame.frames()


def query_walks(text: str, *, bound: Mapping[str, Path]) -> Reliance:
    """What a query relies on.

    Args:
        text: A SELECT or ASK query, with its prefixes.
        bound: The variables that are bound before it begins, each with the way from the focus node.
    """
    try:
        reader = _Reader(parsed(text))
        reader.read({name: _Link(0, way) for name, way in bound.items()})
    except (QueryError, _UnreadError) as error:
        return Reliance(unknown=str(error))
    return Reliance(reader.walks)


class _Reader:
    """Reads one query; collects its walks."""

    def __init__(self, parsed_query: ParsedQuery) -> None:
        self.walks: set[Walk] = set()
        self._parsed = parsed_query
        self._selects = 0

    def read(self, links: dict[str, _Link]) -> None:
        """Collect the walks of the query, whose bound variables are reached in some ways."""
        query = self._parsed.query
        unknown = {token.key for token in query.tokens if token.kind == "word"} & _UNKNOWN
        if unknown:
            raise _UnreadError(min(unknown))
        self._refuse_tests(query)
        if query.where is not None:
            self._walk(self._frame(query.where, _Names()), links, given=frozenset(links))

    def _walk(
        self, frame: _Frame, links: dict[str, _Link], *, given: frozenset[str], also: frozenset[str] = frozenset()
    ) -> None:
        """Collect the walks of a group.

        Args:
            frame: The group.
            links: How the variables are reached that are bound outside.
            given: Those that are visible everywhere in the group.
            also: Those that only its own filters see.
        """
        patterns = list(frame.all_patterns())
        links = self._listed(frame, links)
        links = _linked(patterns, links)
        for pattern in patterns:
            self.walks.update(_walks(pattern, links))
        for part in frame.frames():
            seen = given | part.bound() | (also if part is frame else frozenset())
            for group in part.unions:
                self._walk(self._frame(group, part.names), links, given=given)
            for group in part.tests:
                self._test(group, part.names, _only(links, seen))
            for group, is_test, before in part.options:
                visible = _only(links, given | before)
                if is_test:
                    self._test(group, part.names, visible)
                else:
                    self._walk(self._frame(group, part.names), visible, given=given, also=before)
            for group, names in part.closed:
                self._walk(self._frame(group, names), _only(links, given), given=given)

    def _listed(self, frame: _Frame, links: dict[str, _Link]) -> dict[str, _Link]:
        """The links, with those to what is listed; collects the walks of the lists."""
        for part in frame.frames():
            for name, use in part.lists.items():
                self.walks.add(Walk(None, use.predicate, lists=use))
                links = {name: _Link(_CROWDED, HERE, use)} | links
        return links

    def _test(self, group: Group, names: _Names, links: dict[str, _Link]) -> None:
        """Collect the walks of EXISTS: in it, the variables of the solution that it tests have their values."""
        self._walk(self._frame(group, names), links, given=frozenset(links))

    def _frame(self, group: Group, names: _Names) -> _Frame:
        frame = _Frame(names)
        for element in group.elements:
            if isinstance(element, Statement):
                if not element.plain:
                    raise _UnreadError("[…] or (…)")
                frame.patterns += [self._pattern(triple, names) for triple in element.triples]
            elif isinstance(element, Filter):
                frame.tests += element.expression.groups
            elif isinstance(element, Bind):
                frame.options += [(found, True, frame.bound()) for found in element.expression.groups]
            elif isinstance(element, SubSelect):
                self._add_select(frame, element.query)
            elif isinstance(element, Branches):
                self._add_branches(frame, element)
            else:
                raise _UnreadError("VALUES")
        return frame

    def _add_branches(self, frame: _Frame, element: Branches) -> None:
        if element.kind == "UNION":
            frame.unions += element.groups
        elif element.kind == "OPTIONAL":
            frame.options.append((element.groups[0], False, frame.bound()))
        elif element.kind == "GROUP" or (element.kind == "GRAPH" and element.groups[0].elements):
            frame.joined.append(self._frame(element.groups[0], frame.names))
        else:
            raise _UnreadError(element.kind)

    def _add_select(self, frame: _Frame, query: Query) -> None:
        self._refuse_tests(query)
        if query.where is None:
            raise _UnreadError("SELECT without a pattern")
        names = frame.names
        if query.columns:
            self._selects += 1
            projected = frozenset(name_of(column.variable) for column in query.columns)
            names = _Names(frame.names, projected, f" in SELECT {self._selects}")
        listed = self._list_of(query)
        if listed is not None:
            frame.lists[names(name_of(listed[0]))] = listed[1]
        elif query.grouped or _aggregates(column.expression for column in query.columns):
            frame.closed.append((query.where, names))
        else:
            frame.joined.append(self._frame(query.where, names))

    def _list_of(self, query: Query) -> tuple[Token, Use] | None:
        """The variable of a nested SELECT that groups one triple pattern by its property or object, and what that is.

        How often a thing is used, and by what, does not matter then: only whether it is.
        """
        by = {name_of(token) for token in query.group_variables}
        is_plain = all(column.expression is None and name_of(column.variable) in by for column in query.columns)
        if not by or not is_plain or query.modifiers or query.named or query.values is not None:
            return None
        triple = _only_triple(query)
        path = self._parsed.path(triple) if triple is not None else None
        if triple is None or (path is not None and path.kind != "predicate"):
            return None
        variables = [token for token in (triple.subject, triple.object, triple.verb) if token and token.kind == "var"]
        *others, listed = variables
        is_open = len({name_of(token) for token in variables}) == (3 if path is None else 2)
        if not is_open or name_of(listed) not in by or any(name_of(token) in by for token in others):
            return None
        return listed, Use(path.iri if path is not None else "")

    @staticmethod
    def _refuse_tests(query: Query) -> None:
        expressions = [*query.modifiers, *(column.expression for column in query.columns)]
        if any(expression.groups for expression in expressions if expression is not None):
            raise _UnreadError("EXISTS outside a group")

    def _pattern(self, triple: Triple, names: _Names) -> _Pattern:
        path = self._parsed.path(triple) or ANY
        return _Pattern(self._node(triple.subject, names), path, self._node(triple.object, names))

    def _node(self, token: Token | None, names: _Names) -> _Node:
        if token is None:
            raise _UnreadError("[…] or (…)")
        if token.kind in ("var", "blank"):
            return _Node(names(token.text[1:]), None)
        return _Node("", self._parsed.iri(token))


def _only_triple(query: Query) -> Triple | None:
    """The triple pattern that a query consists of; None where there is more, or another thing."""
    elements = query.where.elements if query.where is not None else ()
    if len(elements) != 1 or not isinstance(elements[0], Statement) or not elements[0].plain:
        return None
    triples = elements[0].triples
    return triples[0] if len(triples) == 1 else None


def _aggregates(expressions: Iterable[Expression | None]) -> bool:
    return any(token.key in _AGGREGATES for found in expressions if found is not None for token in found.tokens)


def _only(links: dict[str, _Link], names: frozenset[str]) -> dict[str, _Link]:
    return {name: link for name, link in links.items() if name in names}


def _linked(patterns: list[_Pattern], links: dict[str, _Link]) -> dict[str, _Link]:
    """The variables that patterns reach, each along its least crowded way."""
    links = dict(links)
    changed = True
    while changed:
        changed = False
        for subject, path, value in patterns:
            for near, far, inverse in ((subject, value, False), (value, subject, True)):
                link = links.get(near.variable)
                if link is None or not far.variable:
                    continue
                crowd = link.crowd + _crowd(path, inverse=inverse)
                if far.variable not in links or crowd < links[far.variable].crowd:
                    links[far.variable] = _Link(crowd, then(link.way, path, inverse=inverse), link.begins_at)
                    changed = True
    return links


def _crowd(path: Path, *, inverse: bool) -> int:
    crowded = {"", RDF + "type"} & set(path.predicates())
    return len(path.predicates()) + (_CROWDED if crowded and not inverse else 0)


def _walks(pattern: _Pattern, links: Mapping[str, _Link]) -> Iterator[Walk]:
    """The walks to the triples that a pattern matches, from the end that is easier to reach."""
    ends = [
        (links[node.variable].crowd, inverse, links[node.variable])
        for node, inverse in ((pattern.subject, False), (pattern.object, True))
        if node.variable in links
    ]
    _, inverse, link = min(ends, key=lambda end: end[:2], default=(0, False, None))
    way, begins_at = (link.way, link.begins_at) if link is not None else (None, None)
    if pattern.path.may_be_empty():
        # It leads from any node to itself; and what is a node depends on every triple (section 18.4 of SPARQL 1.1).
        yield from (Walk(way, ANY.iri, inverse, begins_at=begins_at) for inverse in (False, True))
    for walk in walks_along(pattern.path, way, inverse=inverse):
        if pattern.path.kind != "predicate":
            yield replace(walk, begins_at=begins_at)
            continue
        near, far = (pattern.object, pattern.subject) if inverse else (pattern.subject, pattern.object)
        yield Walk(walk.way, walk.predicate, walk.inverse, _iris(near), _iris(far), begins_at)


def _iris(node: _Node) -> frozenset[str] | None:
    return frozenset({node.iri}) if node.iri is not None else None
