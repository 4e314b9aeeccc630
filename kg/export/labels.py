"""Places for labels: beside their nodes, over as little else as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Point = tuple[float, float]
Circle = tuple[float, float, float]

_GAP = 2.0
_LINES_AT_MOST = 0.4
_CELL = 120.0
"""Side of the squares, in pixels, by which neighbours are found."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> float:
        """Area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(width, 0.0) * max(height, 0.0) if width > 0 else 0.0

    @property
    def area(self) -> float:
        """Its own area."""
        return (self.right - self.left) * (self.top - self.bottom)


class _Grid:
    """Boxes by the squares that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Any, Box]]] = {}

    def add(self, owner: Any, box: Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append((owner, box))

    def near(self, box: Box) -> Iterator[tuple[Any, Box]]:
        for cell in _cells(box):
            yield from self._cells.get(cell, ())


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.bottom // _CELL), int(box.top // _CELL) + 1):
            yield column, row


@dataclass(frozen=True, slots=True)
class _Board:
    """What is drawn so far."""

    bounds: Box
    nodes: _Grid
    labels: _Grid
    lines: _Grid

    def cost(self, box: Box, node: Any, radius: float) -> float:
        """What a place for the label of a node covers: 1 and more where it is not to be had."""
        cost = 2.0 * (1.0 - box.overlap(self.bounds) / box.area)
        for _, other in self.labels.near(box):
            cost += 20.0 * box.overlap(other) / box.area
        own = (2 * radius) ** 2
        for owner, other in self.nodes.near(box):
            # The label of a large node may cover small ones, not the other way round.
            matters = 0.35 if owner == node else 1.2 * min(1.0, other.area / own) ** 0.5
            cost += matters * box.overlap(other) / min(box.area, other.area)
        crossed = sum(1 for _, other in self.lines.near(box) if box.overlap(other) > 0)
        # Where lines are everywhere they cannot decide whether there is room.
        return cost + min(0.06 * crossed, _LINES_AT_MOST)


def arranged(
    circles: Mapping[Any, Circle],
    sizes: Mapping[Any, tuple[float, float]],
    lines: Sequence[tuple[Point, Point]],
    bounds: Box,
) -> dict[Any, Point]:
    """Lower left corner of each label that has room; important nodes first.

    Args:
        circles: Centre and radius of each node, in pixels, in order of importance.
        sizes: Width and height of each label.
        lines: Edges, as their two ends.
        bounds: The picture.
    """
    board = _Board(bounds, _Grid(), _Grid(), _Grid())
    for node, (x, y, radius) in circles.items():
        board.nodes.add(node, Box(x - radius, y - radius, x + radius, y + radius))
    for start, end in lines:
        for box in _pieces(start, end):
            board.lines.add(None, box)
    found: dict[Any, Point] = {}
    for node, circle in circles.items():
        ranked = [
            (board.cost(box, node, circle[2]) + 0.01 * number, number, box)
            for number, box in enumerate(_candidates(circle, sizes[node]))
        ]
        cost, _, best = min(ranked, key=lambda item: item[:2])
        # A label that hides another one is worse than none.
        if cost < 1:
            board.labels.add(node, best)
            found[node] = (best.left, best.bottom)
    return found


def _candidates(circle: Circle, size: tuple[float, float]) -> Iterator[Box]:
    """Places around a node, the ones that read best first."""
    x, y, radius = circle
    width, height = size
    beside, over = radius + _GAP, radius + _GAP
    slanted = 0.72 * radius + _GAP
    for left, bottom in (
        (x + beside, y - height / 2),
        (x - width / 2, y + over),
        (x - width / 2, y - over - height),
        (x - beside - width, y - height / 2),
        (x + slanted, y + slanted),
        (x + slanted, y - slanted - height),
        (x - slanted - width, y + slanted),
        (x - slanted - width, y - slanted - height),
        (x - width / 2, y - height / 2),
    ):
        yield Box(left, bottom, left + width, bottom + height)


def _pieces(start: Point, end: Point) -> Iterator[Box]:
    """Small boxes along a line."""
    length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    number = max(1, int(length // 12))
    for step in range(number):
        x = start[0] + (end[0] - start[0]) * (step + 0.5) / number
        y = start[1] + (end[1] - start[1]) * (step + 0.5) / number
        yield Box(x - 3, y - 3, x + 3, y + 3)
