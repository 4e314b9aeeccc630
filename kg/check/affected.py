"""Which focus nodes changes can matter to, and which nodes they made focus nodes or no focus nodes any more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import wrapped
from kg.check.walks import HERE, Backwards, TooManyError, Walk
from kg.vocab import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.changes import Changes
    from kg.check.data import Data
    from kg.check.shapes import Shape, Target
    from kg.check.shapes_graph import Term
    from kg.check.walks import Use

_MOST = 20_000
"""Nodes that are visited for one walk at most: as many look-ups take as long as evaluating a constraint everywhere."""


def doubt(changes: Changes, data: Data) -> str:
    """Why nothing that was found earlier can be relied on after some changes; empty where it can."""
    if len(changes) > _MOST:
        return "much has changed"
    for quad in (*changes.added, *changes.removed):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
            return "blank nodes have changed"
        if quad.predicate.value == RDFS + "subClassOf" or quad.graph_name == data.ontology:
            return "the classes have changed"
    if data.ontology is not None:
        for subject in {quad.subject for quad in (*changes.added, *changes.removed)}:
            # What only the ontology describes is no focus node: so what else describes its terms matters.
            if any(True for _ in data.store.quads_for_pattern(subject, None, None, data.ontology)):
                return "what is said of the ontology's terms has changed"
    return ""


class Affected:
    """Finds the focus nodes from which walks lead to something that changed.

    Ways are followed through the store as it is now. That is enough for what was removed too: take the first triple on
    a walk that is not there any more; all before it are, so the way to it is found.
    """

    def __init__(self, store: ox.Store, changes: Changes) -> None:
        self._store, self._added = store, changes.added
        self._backwards = Backwards(store, _MOST)
        self._changed: dict[str, list[tuple[Term, str, Term]]] = {"": []}
        self._found: dict[Walk, set[Term] | None] = {}
        for quad in (*changes.added, *changes.removed):
            triple = (quad.subject, quad.predicate.value, quad.object)
            self._changed.setdefault(quad.predicate.value, []).append(triple)  # type: ignore[arg-type]
            self._changed[""].append(triple)  # type: ignore[arg-type]

    def at(self, walks: Iterable[Walk]) -> set[Term] | None:
        """The nodes from which any of some walks leads over a changed triple; None where it may be any node."""
        found: set[Term] = set()
        for walk in walks:
            if walk not in self._found:
                self._found[walk] = self._at(walk)
            nodes = self._found[walk]
            if nodes is None:
                return None
            found |= nodes
        return found

    def _at(self, walk: Walk) -> set[Term] | None:
        triples: Iterable[tuple[Term, str, Term]] = self._changed.get(walk.predicate, ())
        if walk.lists is not None:
            triples = [triple for triple in triples if not self._is_in_both(triple, walk.lists)]
        starts = walk.starts(triples)
        if not starts or walk.way is None:
            return None if starts else starts
        try:
            found = starts if walk.way == HERE else self._backwards.sources(walk.way, starts)
        except TooManyError:
            return None
        if walk.begins_at is None:
            return found
        # What was used so and is not any more makes a walk matter that lists what is.
        return None if any(walk.begins_at.has(node, self._store) for node in found) else set()

    def _is_in_both(self, triple: tuple[Term, str, Term], use: Use) -> bool:
        """Whether what a changed triple uses is used so by one that was there before and is there now."""
        return use.has(use.of(triple), self._store, but=self._added)


@dataclass(slots=True)
class Membership:
    """Tells whether targets select a node, now and before the changes.

    Attributes:
        data: What is checked, as it is now.
        changes: What has changed in it.
    """

    data: Data
    changes: Changes
    _removed: dict[tuple[Term | None, str, Term | None], list[ox.Quad]] = field(default_factory=dict)
    _selected: dict[tuple[Target, Term, bool], bool] = field(default_factory=dict)
    _ontology: dict[Target, frozenset[Term]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for quad in self.changes.removed:
            for key in ((quad.subject, quad.predicate.value, None), (None, quad.predicate.value, quad.object)):
                self._removed.setdefault(key, []).append(quad)  # type: ignore[arg-type]

    def is_focus(self, node: Term, shape: Shape, *, before: bool) -> bool:
        """Whether a node is a focus node of a shape with targets; or whether it was one."""
        return any(self._is_selected(node, target, before=before) for target in shape.targets)

    def _is_selected(self, node: Term, target: Target, *, before: bool) -> bool:
        key = (target, node, before)
        if key not in self._selected:
            self._selected[key] = self._selects(target, node, before=before)
        return self._selected[key]

    def _selects(self, target: Target, node: Term, *, before: bool) -> bool:
        if target.kind == "targetNode":
            return node == wrapped(target.term)
        if target not in self._ontology:
            self._ontology[target] = self.data.ontology_selection(target)
        if node in self._ontology[target]:
            return False
        if target.kind == "targetObjectsOf":
            return any(True for _ in self._quads(None, target.term.value, node, before=before))
        if isinstance(node, ox.Literal):
            return False
        if target.kind == "targetSubjectsOf":
            return any(True for _ in self._quads(node, target.term.value, None, before=before))
        classes = self.data.subclasses.get(target.term.value, frozenset({target.term.value}))
        types = (quad.object for quad in self._quads(node, RDF + "type", None, before=before))
        return any(isinstance(found, ox.NamedNode) and found.value in classes for found in types)

    def _quads(self, subject: Term | None, predicate: str, value: Term | None, *, before: bool) -> Iterator[ox.Quad]:
        found = self.data.store.quads_for_pattern(subject, ox.NamedNode(predicate), value)  # type: ignore[arg-type]
        yield from (quad for quad in found if not before or quad not in self.changes.added)
        if before:
            yield from self._removed.get((subject, predicate, value), ())
