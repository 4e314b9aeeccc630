"""What a derived triple rests on: the situations that a rule concluded it from.

A rule is a CONSTRUCT query. Its pattern is asked once more with the variables of its head bound to the triple's terms:
what it binds and has evidence are the situations. Triples of its pattern that rules conclude are followed in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.asked import heads_of, premises_of
from kg.query.chains import Chains
from kg.query.paths import Name
from kg.vocab import BIZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.query.asked import AskedRule, Premises
    from kg.query.links import End, Link, Way

    Bound = Mapping[str, object]

_FEW = 200
"""Up to so many triples a rule is asked for them alone; beyond, all that it concludes takes less time (measured on a
graph of a million triples: a millisecond for one, four tenths of a second for all)."""

_LINE = ox.NamedNode(BIZ + "line")
_MENTION = ox.NamedNode(BIZ + "mention")


@dataclass(slots=True)
class _Rule:
    """A rule, its pattern read when it is needed."""

    asked: AskedRule
    heads: tuple[Link, ...]
    _premises: list[Premises] | None = None

    def premises(self) -> list[Premises]:
        """Its patterns, the best first."""
        if self._premises is None:
            read = (premises_of(asked, heads=self.heads) for asked in self.asked.asked())
            self._premises = [premises for premises in read if premises is not None]
        return self._premises


@dataclass(slots=True)
class Derivations:
    """The rules of one graph, asked what their conclusions rest on.

    Args:
        store: The graph.
        rules: All of its rules.
        is_situation: Whether a term has evidence.
    """

    store: ox.Store
    rules: Iterable[AskedRule]
    is_situation: Callable[[object], bool]
    chains: Chains = field(init=False)
    _read: list[_Rule] = field(init=False)
    _known: dict[ox.Triple, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._read = [_Rule(rule, heads_of(rule)) for rule in self.rules]
        self.chains = Chains(self.store)

    def concludes(self, link: Link) -> bool:
        """Whether a rule may conclude triples that a link matches."""
        return any(_may_be(link, head) for rule in self._read for head in rule.heads)

    def behind(self, triples: Iterable[ox.Triple]) -> Mapping[ox.Triple, set[str]]:
        """IRIs of the situations behind each triple; none behind what no rule concludes."""
        waiting = [triple for triple in dict.fromkeys(triples) if triple not in self._known]
        self._known.update((triple, set()) for triple in waiting)
        premises: list[tuple[ox.Triple, ox.Triple]] = []
        for rule in self._read:
            for head in rule.heads:
                premises += self._from(rule, head, waiting)
        if premises:
            self.behind(premise for _, premise in premises)
            for triple, premise in premises:
                self._known[triple] |= self._known[premise]
        return self._known

    def on_the_way(self, way: Way, bounds: Sequence[Bound]) -> list[tuple[frozenset[str], tuple[ox.Triple, ...]]]:
        """The links of a shortest chain for each of some bindings: the situations that it leads through, its triples.

        Chains that are not found count in `chains.missed`.
        """
        pairs = [(value_of(way.subject, bound), value_of(way.object, bound)) for bound in bounds]
        found = self.chains.between({pair for pair in pairs if None not in pair}, way.path)
        return [(self._through(found.get(pair, ())), found.get(pair, ())) for pair in pairs]

    def _through(self, triples: Sequence[ox.Triple]) -> frozenset[str]:
        """The situations between the links of a chain."""
        ends = [{triple.subject, triple.object} for triple in triples]
        inner = set().union(*(one & other for one, other in pairwise(ends)))
        return frozenset(term.value for term in inner if isinstance(term, ox.NamedNode) and self.is_situation(term))

    def _from(self, rule: _Rule, head: Link, triples: Iterable[ox.Triple]) -> list[tuple[ox.Triple, ox.Triple]]:
        """Note the situations from which one rule concludes triples; the triples that it concludes them from."""
        rows = {row: triple for triple in triples if (row := _row(head, triple)) is not None}
        found: list[tuple[ox.Triple, ox.Triple]] = []
        for premises in rule.premises() if rows else ():
            solutions = [(row, bound) for row, bound in self._solutions(premises, head, rows) if row in rows]
            found += self._noted([(rows[row], bound) for row, bound in solutions], premises)
            rows = {row: rows[row] for row in rows.keys() - {row for row, _ in solutions}}
            if not rows:
                break
        return [(triple, premise) for triple, premise in found if triple != premise]

    def _noted(
        self, solutions: Sequence[tuple[ox.Triple, Bound]], premises: Premises
    ) -> Iterator[tuple[ox.Triple, ox.Triple]]:
        """Note the situations of each solution's triple; the triples that it rests on."""
        links = [link for link in premises.links if self.concludes(link)]
        for triple, bound in solutions:
            self._known[triple] |= self._annotated(bound)
            yield from ((triple, premise) for link in links for premise in triples_of(link, bound))
        for way in premises.ways:
            chains = self.on_the_way(way, [bound for _, bound in solutions])
            for (triple, _), (situations, passed) in zip(solutions, chains, strict=True):
                self._known[triple] |= situations
                yield from ((triple, premise) for premise in passed)

    def _solutions(
        self, premises: Premises, head: Link, rows: Mapping[tuple[object, ...], ox.Triple]
    ) -> Iterator[tuple[tuple[object, ...], Bound]]:
        """What the variables of a rule are bound to where it concludes, with the values of its head's variables."""
        names = _names(head)
        others = sorted((premises.names | {name for link in premises.links for name in link.between}) - set(names))
        values = values_of(names, rows) if premises.narrow and len(rows) <= _FEW else ""
        more = " ".join(sorted({link.asked for link in premises.links}))
        columns = " ".join(f"?{name}" for name in [*names, *others]) or "(1 AS ?kgOne)"
        query = f"{premises.prologue} SELECT DISTINCT {columns} {{ {values} {premises.pattern}\n {more} }}"
        try:
            solutions = self.store.query(
                query, use_default_graph_as_union=True, custom_functions=dict(premises.functions)
            )
        except SyntaxError:
            return  # a nested SELECT that is valid only with `$this` written into it
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - SELECT gives solutions
        for solution in solutions:
            bound = {name: solution[name] for name in [*names, *others]}
            yield tuple(bound[name] for name in names), bound

    def _annotated(self, bound: Bound) -> set[str]:
        """The situations among the terms that a rule binds; where there are none, the values, which are annotated."""
        terms = [term for term in bound.values() if isinstance(term, ox.NamedNode)]
        situations = {term.value for term in terms if self.is_situation(term)}
        return situations or {term.value for term in terms if self._is_value(term)}

    def _is_value(self, term: ox.NamedNode) -> bool:
        return all(any(True for _ in self.store.quads_for_pattern(term, verb, None)) for verb in (_MENTION, _LINE))


def _may_be(link: Link, head: Link) -> bool:
    """Whether a rule's head may be a triple of a link: their properties and their constant ends agree."""
    verb = head.properties[0].term
    for one in link.properties:
        ends = (link.object, link.subject) if one.inverse else (link.subject, link.object)
        pairs = ((one.term, verb), (ends[0], head.subject), (ends[1], head.object))
        if all(isinstance(a, Name) or isinstance(b, Name) or a == b for a, b in pairs):
            return True
    return False


def value_of(end: End, bound: Bound) -> object:
    """The term that an end stands for; None where it is bound to nothing."""
    if isinstance(end, Name):
        return bound.get(end.name)
    return end if isinstance(end, ox.Literal) else ox.NamedNode(end)


def triples_of(link: Link, bound: Bound) -> Iterator[ox.Triple]:
    """The triples that a link may stand for where variables are bound so."""
    for one in link.properties:
        ends = (link.object, link.subject) if one.inverse else (link.subject, link.object)
        subject, verb, target = (value_of(end, bound) for end in (ends[0], one.term, ends[1]))
        # Blank nodes cannot stand in the VALUES that rules are asked with.
        if (
            isinstance(subject, ox.NamedNode)
            and isinstance(verb, ox.NamedNode)
            and isinstance(target, ox.NamedNode | ox.Literal)
        ):
            yield ox.Triple(subject, verb, target)


def _ends(head: Link) -> tuple[End, End, End]:
    return head.subject, head.properties[0].term, head.object


def _names(head: Link) -> list[str]:
    return list(dict.fromkeys(end.name for end in _ends(head) if isinstance(end, Name)))


def _row(head: Link, triple: ox.Triple) -> tuple[object, ...] | None:
    """The values of a head's variables that make it this triple; None where it is another one."""
    values: dict[str, object] = {}
    for end, term in zip(_ends(head), (triple.subject, triple.predicate, triple.object), strict=True):
        if isinstance(end, Name):
            if values.setdefault(end.name, term) != term:
                return None
        elif term != (end if isinstance(end, ox.Literal) else ox.NamedNode(end)):
            return None
    return tuple(values.values())


def values_of(names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> str:
    """Rows of values as `VALUES` has them."""
    heading = " ".join(f"?{name}" for name in names)
    return f"VALUES ({heading}) {{ {' '.join(f'({chr(32).join(map(str, row))})' for row in rows)} }}"
