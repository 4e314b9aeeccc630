"""The time of nodes and edges: which attributes are times, and how GEXF and Gephi's tables say them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.project.intervals import Interval, merged, parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.export.columns import Elements

Spell = tuple[str | None, str | None]

NAMES = ("start", "end", "spells")


def has_times(elements: Elements) -> bool:
    """Whether `start`, `end` and `spells` of these nodes or edges are times: all that are set are dates."""
    if not any("start" in names or "end" in names for names, _ in elements.shapes):
        return False
    try:
        # Most are equal to others, and sets find that out faster than a look at each.
        values = {data.get(name) for name in ("start", "end") for data in elements.data} - {None}
    except TypeError:
        # A list is no date.
        return False
    return bool(values) and all(_day(value) is not None for value in values)


def _day(value: Any) -> Any:
    if isinstance(value, dt.date):
        value = value.isoformat()
    return parse_day(value) if isinstance(value, str) else None


def spells_of(data: Mapping[str, Any]) -> list[Spell]:
    """Intervals of a node or an edge: closed, in days, in order, without overlaps; a missing end is None.

    Partial dates cover all days that they may mean. An interval that ends before it begins has no time at all.

    Raises:
        UsageError: The attribute `spells` is no list of pairs.

    Example:
        >>> spells_of({"start": "2024", "end": "2024-02"})
        [('2024-01-01', '2024-02-29')]
    """
    given = data.get("spells") or [(data.get("start"), data.get("end"))]
    try:
        pairs = [(start, end) for start, end in given]
    except (TypeError, ValueError) as error:
        hint = "they are pairs of start and end; rename the attribute"
        raise UsageError(f"spells are {given!r}", hint=hint) from error
    intervals = []
    for start, end in pairs:
        first, last = _day(start), _day(end)
        if first is None:
            # Only the end is known: it is all that can be said.
            return [(None, last.last)] if last else []
        if last is None or last.last >= first.first:
            intervals.append(Interval(first.first, last.last if last else None))
    return [(interval.start, interval.end) for interval in merged(intervals)]


def timeset(spells: list[Spell]) -> str:
    """Intervals as Gephi's column Timeset writes them.

    Example:
        >>> timeset([("2024-01-01", "2024-02-29"), ("2025-01-01", None)])
        '<[2024-01-01, 2024-02-29]; [2025-01-01, Infinity]>'
    """
    parts = [f"[{start or '-Infinity'}, {end or 'Infinity'}]" for start, end in spells]
    return f"<{'; '.join(parts)}>" if parts else ""
