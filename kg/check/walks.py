"""Walks: on which triples a constraint relies, as seen from its focus nodes.

A walk leads from a focus node along a path, and then over one triple more. A triple that changed can matter to those
focus nodes only from which a walk leads over it; `sources` finds them, by following the path backwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.check.paths import Path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.check.shapes_graph import Term

HERE = Path("sequence")
"""The path that leads nowhere else: a sequence of no steps."""

ANY = Path("predicate")
"""A step over a triple with whatever predicate."""


class TooManyError(Exception):
    """More nodes lead to a change than it pays to look at one by one."""


class Use(NamedTuple):
    """What is used as a property, or, where one is named, as a value of it.

    Attributes:
        predicate: The property; empty for what is used as a property itself.
    """

    predicate: str = ""

    def of(self, triple: tuple[Term, str, Term]) -> Term:
        """What a triple uses so."""
        return triple[2] if self.predicate else ox.NamedNode(triple[1])

    def has(self, node: Term, store: ox.Store, *, but: Collection[ox.Quad] = ()) -> bool:
        """Whether any quad of a store, but for some, uses a node so."""
        if self.predicate:
            quads = store.quads_for_pattern(None, ox.NamedNode(self.predicate), node)
        elif isinstance(node, ox.NamedNode):
            quads = store.quads_for_pattern(None, node, None)
        else:
            return False
        return any(quad not in but for quad in quads)


@dataclass(frozen=True, slots=True)
class Walk:
    """A path from the focus node, and one triple more.

    Attributes:
        way: From the focus node to the triple; None where nothing says which focus nodes it matters to, so that it
            matters to all.
        predicate: Of the triple; empty for any.
        inverse: Whether the way ends at its object.
        begins: IRIs that the node where the way ends may be; None for any.
        ends: Likewise for the node at the other end of the triple.
        begins_at: Where the way begins, if not at the focus node: at all that is used so. Then it matters to all focus
            nodes, if anything used so is where it comes from.
        lists: What the triple is looked at for, if only for what it uses so: it matters if it is the first, or was the
            last, to use that.
    """

    way: Path | None
    predicate: str
    inverse: bool = False
    begins: frozenset[str] | None = None
    ends: frozenset[str] | None = None
    begins_at: Use | None = None
    lists: Use | None = None

    def starts(self, triples: Iterable[tuple[Term, str, Term]]) -> set[Term]:
        """The nodes at which the way must end to meet one of some triples, whose predicate is that of this walk."""
        found = set()
        for subject, _, value in triples:
            near, far = (value, subject) if self.inverse else (subject, value)
            if _is_one_of(near, self.begins) and _is_one_of(far, self.ends):
                found.add(near)
        return found


@dataclass(slots=True)
class Reliance:
    """What a constraint relies on.

    Attributes:
        walks: The walks.
        unknown: Why that cannot be said, so that any change matters to all focus nodes; empty where it can.
    """

    walks: set[Walk] = field(default_factory=set)
    unknown: str = ""

    def add(self, other: Reliance) -> None:
        """Rely on what another one relies on, too."""
        self.walks |= other.walks
        self.unknown = self.unknown or other.unknown


def then(way: Path, further: Path, *, inverse: bool = False) -> Path:
    """A way, and then a path, perhaps from its end to its beginning."""
    step = Path("inverse", parts=(further,)) if inverse else further
    if further == HERE:
        return way
    return Path("sequence", parts=(*way.parts, step) if way.kind == "sequence" else (way, step))


def walks_along(path: Path, way: Path | None, *, inverse: bool = False) -> Iterator[Walk]:
    """The walks that end on each triple that a path may lead over.

    Args:
        path: The path.
        way: From the focus node to where the path begins.
        inverse: Whether the path is taken from its end to its beginning.
    """
    if path.kind == "predicate":
        yield Walk(way, path.iri, inverse)
    elif path.kind == "inverse":
        yield from walks_along(path.parts[0], way, inverse=not inverse)
    elif path.kind == "sequence":
        for part in reversed(path.parts) if inverse else path.parts:
            yield from walks_along(part, way, inverse=inverse)
            way = then(way, part, inverse=inverse) if way is not None else None
    elif path.kind in ("*", "+"):
        again = then(way, Path("*", parts=path.parts), inverse=inverse) if way is not None else None
        yield from walks_along(path.parts[0], again, inverse=inverse)
    else:
        for part in path.parts:
            yield from walks_along(part, way, inverse=inverse)


@dataclass(slots=True)
class Backwards:
    """Follows paths backwards through a store.

    Attributes:
        store: The store; the union of its graphs counts.
        most: Nodes that are visited at most for one walk.
    """

    store: ox.Store
    most: int
    _left: int = 0

    def sources(self, way: Path, targets: set[Term]) -> set[Term]:
        """The nodes from which a way leads to any of some nodes.

        Raises:
            TooManyError: It would lead through more nodes than are to be visited.
        """
        self._left = self.most
        return self._sources(way, targets, inverse=False)

    def _sources(self, path: Path, targets: set[Term], *, inverse: bool) -> set[Term]:
        if path.kind == "predicate":
            return self._one_step(path.iri, targets, inverse=inverse)
        if path.kind == "inverse":
            return self._sources(path.parts[0], targets, inverse=not inverse)
        if path.kind == "sequence":
            for part in path.parts if inverse else reversed(path.parts):
                targets = self._sources(part, targets, inverse=inverse)
            return targets
        if path.kind in ("*", "+"):
            return self._closure(path, targets, inverse=inverse)
        found = set().union(*(self._sources(part, targets, inverse=inverse) for part in path.parts))
        return found | targets if path.kind == "?" else found

    def _closure(self, path: Path, targets: set[Term], *, inverse: bool) -> set[Term]:
        found: set[Term] = set()
        new = targets
        while new:
            new = self._sources(path.parts[0], new, inverse=inverse) - found
            found |= new
        return found | targets if path.kind == "*" else found

    def _one_step(self, iri: str, targets: set[Term], *, inverse: bool) -> set[Term]:
        predicate = ox.NamedNode(iri) if iri else None
        found: set[Term] = set()
        for target in targets:
            if not inverse:
                quads = self.store.quads_for_pattern(None, predicate, target)
            elif isinstance(target, ox.Literal):
                continue
            else:
                quads = self.store.quads_for_pattern(target, predicate, None)
            for quad in quads:
                self._left -= 1
                if self._left < 0:
                    raise TooManyError
                found.add(quad.object if inverse else quad.subject)  # type: ignore[arg-type]
        return found


def _is_one_of(term: Term, allowed: frozenset[str] | None) -> bool:
    return allowed is None or (isinstance(term, ox.NamedNode) and term.value in allowed)
