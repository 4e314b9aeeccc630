"""The chain of triples behind a path that repeats: a shortest one that leads from one end to the other.

The path is an automaton, and a search breadth first goes through the graph and the automaton together. Of several
shortest chains it is the one whose terms come first in alphabetical order, so that an answer is always the same. How
far and how long is looked is bounded by steps, not by a clock, for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.query.paths import Choice, Name, Property, Repeat, Steps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.query.paths import Path

    Term: TypeAlias = object
    _Place: TypeAlias = tuple[Term, int]

_LINKS = 16
"""The longest chain that is looked for."""

_LOOK_UPS = 200_000
"""How often the neighbours of a node are looked up for one answer: a second or two."""


class Walk(NamedTuple):
    """A path as an automaton without empty moves.

    Attributes:
        moves: State to the properties that lead on, each with the next state.
        accepting: State to whether the path may end there.
        start: Where it begins.
    """

    moves: tuple[tuple[tuple[Property, int], ...], ...]
    accepting: tuple[bool, ...]
    start: int


def walk_of(path: Path, *, backwards: bool = False) -> Walk:
    """The automaton of a path, or of the path from its end to its beginning."""
    builder = _Builder([], [])
    start, end = builder.add(_reversed(path) if backwards else path)
    reached = [builder.reached(state) for state in range(len(builder.moves))]
    return Walk(
        moves=tuple(tuple(dict.fromkeys(move for at in states for move in builder.moves[at])) for states in reached),
        accepting=tuple(end in states for states in reached),
        start=start,
    )


def _reversed(path: Path) -> Path:
    if isinstance(path, Property):
        return path._replace(inverse=not path.inverse)
    if isinstance(path, Repeat):
        return path._replace(part=_reversed(path.part))
    parts = tuple(_reversed(part) for part in path.parts)
    return Steps(parts[::-1]) if isinstance(path, Steps) else Choice(parts)


class _Builder(NamedTuple):
    """An automaton that grows, with empty moves (Thompson's construction)."""

    moves: list[list[tuple[Property, int]]]
    empty: list[list[int]]

    def _new(self) -> int:
        self.moves.append([])
        self.empty.append([])
        return len(self.moves) - 1

    def add(self, path: Path) -> tuple[int, int]:
        """Its first and its last state."""
        start, end = self._new(), self._new()
        if isinstance(path, Property):
            self.moves[start].append((path, end))
        elif isinstance(path, Steps):
            at = start
            for part in path.parts:
                first, last = self.add(part)
                self.empty[at].append(first)
                at = last
            self.empty[at].append(end)
        else:
            for part in path.parts if isinstance(path, Choice) else (path.part,):
                first, last = self.add(part)
                self.empty[start].append(first)
                self.empty[last].append(end)
                if isinstance(path, Repeat) and not path.once:
                    self.empty[last].append(first)
            if isinstance(path, Repeat) and path.may_be_none:
                self.empty[start].append(end)
        return start, end

    def reached(self, state: int) -> list[int]:
        """The states that empty moves lead to, itself first."""
        found = {state: None}
        pending = [state]
        while pending:
            for following in self.empty[pending.pop()]:
                if following not in found:
                    found[following] = None
                    pending.append(following)
        return list(found)


@dataclass(slots=True)
class Chains:
    """Searches of one answer.

    Attributes:
        store: The graph.
        missed: How many pairs of ends the search was given up for.
        left: Look-ups that may still be made.
    """

    store: ox.Store
    missed: int = 0
    left: int = _LOOK_UPS

    def between(
        self, pairs: Collection[tuple[Term, Term]], path: Path
    ) -> Mapping[tuple[Term, Term], tuple[ox.Triple, ...]]:
        """Pairs of ends to the triples of a shortest chain, from the subject's end on; pairs without one are left out.

        Cost: one search for each subject, or for each object where these are fewer.
        """
        backwards = len({end for _, end in pairs}) < len({start for start, _ in pairs})
        walk = walk_of(path, backwards=backwards)
        wanted: dict[Term, dict[Term, None]] = {}
        for subject, target in pairs:
            start, goal = (target, subject) if backwards else (subject, target)
            wanted.setdefault(start, {})[goal] = None
        found: dict[tuple[Term, Term], tuple[ox.Triple, ...]] = {}
        for start, goals in wanted.items():
            for goal, triples in self._search(walk, start, goals):
                found[(goal, start) if backwards else (start, goal)] = triples[::-1] if backwards else triples
        return found

    def _search(self, walk: Walk, start: Term, goals: Collection[Term]) -> Iterator[tuple[Term, tuple[ox.Triple, ...]]]:
        """Each goal that is reached, with the triples on the way."""
        first = (start, walk.start)
        came: dict[_Place, tuple[_Place, ox.Triple] | None] = {first: None}
        missing = set(goals)
        frontier = [first]
        for _ in range(_LINKS + 1):
            for place in frontier:
                if walk.accepting[place[1]] and place[0] in missing:
                    missing.remove(place[0])
                    yield place[0], tuple(_way(came, place))
            if not missing or not frontier:
                break
            frontier = list(self._further(walk, frontier, came))
        # Where a search has come to its end, what is missing is not joined by this path at all.
        if frontier or self.left <= 0:
            self.missed += len(missing)

    def _further(
        self, walk: Walk, frontier: Iterable[_Place], came: dict[_Place, tuple[_Place, ox.Triple] | None]
    ) -> Iterator[_Place]:
        for place in frontier:
            for one, state in walk.moves[place[1]]:
                if self.left <= 0:
                    return
                self.left -= 1
                for node, triple in self._neighbours(place[0], one):
                    if (node, state) not in came:
                        came[node, state] = (place, triple)
                        yield node, state

    def _neighbours(self, node: Term, one: Property) -> list[tuple[Term, ox.Triple]]:
        if isinstance(one.term, Name):
            return []  # paths have no variables
        verb = ox.NamedNode(one.term)
        if one.inverse:
            quads = self.store.quads_for_pattern(None, verb, node)  # type: ignore[arg-type] # a term of the graph
            found: dict[Term, ox.Triple] = {quad.triple.subject: quad.triple for quad in quads}
        elif isinstance(node, ox.NamedNode | ox.BlankNode):
            quads = self.store.quads_for_pattern(node, verb, None)
            found = {quad.triple.object: quad.triple for quad in quads}
        else:
            return []
        return sorted(found.items(), key=lambda item: str(item[0]))


def _way(came: Mapping[_Place, tuple[_Place, ox.Triple] | None], place: _Place) -> list[ox.Triple]:
    triples = []
    step = came[place]
    while step is not None:
        place, triple = step
        triples.append(triple)
        step = came[place]
    return triples[::-1]
