"""Checking again what can have changed since an earlier check, and taking over all else that it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.affected import Affected, Membership, doubt
from kg.check.earlier import Outcome, recall
from kg.check.engine import check_constraint
from kg.check.queries import Scope
from kg.check.reliance import reliance_of, target_walk
from kg.check.screening import Screening
from kg.check.targets import Focus, focus_of, values_clause
from kg.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.changes import Changes
    from kg.check.data import Data
    from kg.check.engine import Found, Part
    from kg.check.shapes import Constraint, Shape, Shapes
    from kg.check.shapes_graph import Term

_MANY = 5000
"""Focus nodes that are named in a query at most; of more, all are checked, by the pattern that selects them."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a report was made from an earlier one.

    Attributes:
        version: Name of the version of the graph that the earlier check looked at.
        changes: How many statements of the graph have changed since.
        nodes: How many focus nodes were checked again for some constraint.
        everywhere: How many constraints of shapes with targets were checked again at all their focus nodes.
        constraints: How many there are.
    """

    version: str
    changes: int
    nodes: int
    everywhere: int
    constraints: int

    def __str__(self) -> str:
        nodes, everywhere = counted(self.nodes, "focus node"), counted(self.everywhere, "constraint")
        changed = f"{counted(self.changes, 'statement')} changed since {self.version} was checked"
        return f"{changed}; checked again: {nodes}, and {everywhere} everywhere"


def renewed(version: Path, *, shapes: Shapes, data: Data) -> tuple[Outcome, Renewal] | None:
    """The outcome of checking a version of a graph, made from that of an earlier one.

    Args:
        version: The folder of the version.
        shapes: What is checked.
        data: What it is checked on.

    Returns:
        None where everything has to be checked.
    """
    known = recall(version, shapes=shapes)
    if known is None:
        return None
    earlier, changes, name = known
    return None if doubt(changes, data) else renew(earlier, changes, shapes=shapes, data=data, version=name)


def renew(
    earlier: Outcome, changes: Changes, *, shapes: Shapes, data: Data, version: str = ""
) -> tuple[Outcome, Renewal] | None:
    """As `renewed`, from an outcome and all that has changed since, of which there must be no doubt.

    Returns:
        None where the outcome is not one of these shapes.
    """
    patterns = {focus_of(shape, data).pattern for shape in shapes.roots}
    if patterns != earlier.sizes.keys():
        return None
    work = _Work(earlier, changes, shapes, data)
    found = {part: work.found_at(part, constraint) for part, constraint in _parts(shapes)}
    outcome = Outcome(found, work.sizes, work.focus_nodes)
    return outcome, Renewal(version, len(changes), len(work.checked), work.everywhere, len(found))


def _parts(shapes: Shapes) -> Iterator[tuple[Part, Constraint]]:
    for root, shape in enumerate(shapes.roots):
        for number, constraint in enumerate(shape.constraints):
            yield (root, number), constraint


class _Work:
    """One renewal.

    Attributes:
        sizes: Pattern of focus nodes to their number, as it is now.
        focus_nodes: How many different focus nodes there are now.
        checked: The focus nodes that some constraint was checked at again.
        everywhere: How many constraints were checked at all focus nodes.
    """

    def __init__(self, earlier: Outcome, changes: Changes, shapes: Shapes, data: Data) -> None:
        self._earlier, self._changes, self._shapes, self._data = earlier, changes, shapes, data
        self._affected = Affected(data.store, changes)
        self._membership = Membership(data, changes)
        self._selected = [self._selected_by(shape) for shape in shapes.roots]
        self.sizes = self._sizes(earlier.sizes)
        everyone = set().union(*self._selected)
        self.focus_nodes = earlier.focus_nodes + sum(
            self._is_any_focus(node, before=False) - self._is_any_focus(node, before=True) for node in everyone
        )
        self._screening = Screening(shapes, data, self.sizes)
        self.checked: set[Term] = set()
        self.everywhere = 0

    def found_at(self, part: Part, constraint: Constraint) -> Found:
        """The results of a constraint: those found earlier, and those found now where something can have changed."""
        shape = self._shapes.roots[part[0]]
        earlier = self._earlier.found.get(part, [])
        nodes = self._to_check(constraint, shape, self._selected[part[0]])
        if nodes is None:
            self.everywhere += 1
            return check_constraint(constraint, self._scope(shape, focus_of(shape, self._data), self._screening))
        kept = [(this, draft) for this, draft in earlier if this not in nodes]
        now = sorted((node for node in nodes if self._membership.is_focus(node, shape, before=False)), key=str)
        if not now:
            return kept
        self.checked.update(now)
        focus = Focus(values_clause("?this", now))
        return [*kept, *check_constraint(constraint, self._scope(shape, focus, None))]

    def _to_check(self, constraint: Constraint, shape: Shape, selected: set[Term]) -> set[Term] | None:
        """The nodes at which a constraint has to be checked again; None for all focus nodes."""
        if not self._changes or shape.deactivated:
            return set()
        reliance = reliance_of(constraint, shape, shapes=self._shapes, data=self._data)
        found = self._affected.at(reliance.walks) if not reliance.unknown else None
        if found is None or len(found) > _MANY:
            return None
        nodes = found | selected
        # A blank node cannot be named in the pattern of focus nodes.
        return None if any(isinstance(node, ox.BlankNode) for node in nodes) else nodes

    def _scope(self, shape: Shape, focus: Focus, screening: Screening | None) -> Scope:
        return Scope(shape, focus, self._shapes, self._data, screening)

    def _selected_by(self, shape: Shape) -> set[Term]:
        """The nodes that may have become focus nodes of a shape, or be none any more."""
        walks = [walk for target in shape.targets if (walk := target_walk(target, self._data)) is not None]
        return self._affected.at(walks) or set()

    def _sizes(self, earlier: Mapping[str, int]) -> dict[str, int]:
        sizes: dict[str, int] = {}
        for shape, nodes in zip(self._shapes.roots, self._selected, strict=True):
            pattern = focus_of(shape, self._data).pattern
            if pattern not in sizes:
                is_focus = self._membership.is_focus
                more = sum(is_focus(n, shape, before=False) - is_focus(n, shape, before=True) for n in nodes)
                sizes[pattern] = earlier[pattern] + more
        return sizes

    def _is_any_focus(self, node: Term, *, before: bool) -> bool:
        return any(self._membership.is_focus(node, shape, before=before) for shape in self._shapes.roots)
