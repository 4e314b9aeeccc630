"""Periods of time: years, quarters or months, from the first tie of a network to its last report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

PERIODS = {"year": 12, "quarter": 3, "month": 1}
"""Months of each period."""


def periods(network: nx.MultiDiGraph, by: str) -> list[tuple[str, str, str]]:
    """Label, first month and last month of each period that a network covers, in order.

    It ends with the last report: ties without a known end would otherwise go on for ever.

    Args:
        network: Edges have `start` and `last`, as `kg.project.project` makes them.
        by: A key of `PERIODS`.

    Raises:
        UsageError: No such period, or no edge has a date.

    Example:
        >>> import networkx as nx
        >>> periods(nx.MultiDiGraph([("a", "b", {"start": "2023-11-02", "last": "2024-02-01"})]), "quarter")
        [('2023-Q4', '2023-10', '2023-12'), ('2024-Q1', '2024-01', '2024-03')]
    """
    if by not in PERIODS:
        raise UsageError(f"there is no period {by!r}", hint=f"there are {', '.join(PERIODS)}")
    starts = [start for *_, start in network.edges(data="start") if start]
    ends = [last for *_, last in network.edges(data="last") if last]
    if not starts or not ends:
        raise UsageError("no edge has a date, so there is nothing to slice", hint="give documents a date")
    step = PERIODS[by]
    first, last = _month(min(starts)) // step, _month(max(*ends, min(starts))) // step
    return [_period(number * step, step) for number in range(first, last + 1)]


def _month(day: str) -> int:
    year, month = day.split("-")[:2]
    return int(year) * 12 + int(month) - 1


def _period(month: int, step: int) -> tuple[str, str, str]:
    year, start = divmod(month, 12)
    first, last = f"{year:04}-{start + 1:02}", f"{year:04}-{start + step:02}"
    label = {12: f"{year:04}", 3: f"{year:04}-Q{start // 3 + 1}", 1: first}[step]
    return label, first, last
