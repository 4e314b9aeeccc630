"""Lines of a file made of columns: some hundred elements at once, and what all of them share is made once.

The lines of elements of one shape differ in a few values only. Those are worked out column by column, by functions that
run over a whole column without a step of Python for each value, and put side by side with the text between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.export.columns import Shape

Part = str | Iterable[str]
"""Text that all lines share, or a column: text for each of them."""

Row = TypeVar("Row")

_TOGETHER = 512
"""Elements of a batch: some hundred kilobytes of lines."""


def joined(parts: Iterable[Part]) -> Iterator[str]:
    """The lines that parts make side by side; at least one must be a column.

    Example:
        >>> list(joined(["<", ["a", "b"], "/>"]))
        ['<a/>', '<b/>']
    """
    return map("".join, zip(*(repeat(part) if isinstance(part, str) else part for part in parts), strict=False))


def each(function: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """What a function makes of each row of some columns: made once for all equal rows, as most are of a few kinds.

    Values in a column must be of one type: 1 and True are equal.
    """
    rows = list(zip(*columns, strict=True))
    try:
        different = set(rows)
    except TypeError:
        # A list, say, cannot be in a set.
        return [function(*row) for row in rows]
    made = {row: function(*row) for row in different}
    return [made[row] for row in rows]


def values_of(data: Sequence[Mapping[str, Any]], shape: Shape, name: str) -> list[Any]:
    """The values of one attribute of elements of one shape, None where they have none of that name."""
    return list(map(itemgetter(name), data)) if name in shape[0] else [None] * len(data)


def batches(
    rows: Iterable[Row], numbers: Sequence[int], lines: Callable[[int, Sequence[Row]], Iterable[str]]
) -> Iterator[str]:
    """The lines of all elements in their order, batch by batch.

    Args:
        rows: What is known of each element.
        numbers: Of each element the number of its shape.
        lines: Makes the lines of elements of one shape.
    """
    remaining = iter(rows)
    for first in range(0, len(numbers), _TOGETHER):
        batch, shapes = list(islice(remaining, _TOGETHER)), numbers[first : first + _TOGETHER]
        if len(set(shapes)) == 1:
            yield "".join(lines(shapes[0], batch))
        else:
            yield "".join(_mixed(batch, shapes, lines))


def _mixed(
    batch: Sequence[Row], shapes: Sequence[int], lines: Callable[[int, Sequence[Row]], Iterable[str]]
) -> list[str]:
    """Lines of elements of several shapes, made together by shape."""
    places: dict[int, list[int]] = {}
    for place, number in enumerate(shapes):
        places.setdefault(number, []).append(place)
    made = [""] * len(batch)
    for number, own in places.items():
        for place, line in zip(own, lines(number, [batch[place] for place in own]), strict=True):
            made[place] = line
    return made
