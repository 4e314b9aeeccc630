"""What was measured, line by line, as a Markdown table with ratios."""

from __future__ import annotations

from dataclasses import dataclass

from measuring import Cost, Missing

Figure = Cost | Missing


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what ran, what it took, and the figure that its own is divided by."""

    stage: str
    what: str
    figure: Figure
    by: Figure | None = None
    goal: str = ""


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table; a ratio is what this line took by what ours took."""
    head = "| stage | what | wall s | CPU s | memory MB | ratio wall | ratio CPU | ratio memory | goal |"
    return "\n".join([head, "|---|---|--:|--:|--:|--:|--:|--:|---|", *map(line, rows)])


def line(row: Row) -> str:
    """One row of the table."""
    if isinstance(row.figure, Missing):
        cells = [row.figure.reason, "", "", *_at_least(row)]
    else:
        figure = row.figure
        cells = [_seconds(figure.wall), _seconds(figure.cpu), f"{figure.memory:.0f}", *_ratios(row)]
    return "| " + " | ".join((row.stage, row.what, *cells, row.goal)) + " |"


def _seconds(time: float) -> str:
    """With two decimals; less than a second with three."""
    return f"{time:.2f}" if time >= 1 else f"{time:.3f}"


def _ratios(row: Row) -> list[str]:
    if not isinstance(row.by, Cost) or not isinstance(row.figure, Cost):
        return ["", "", ""]
    pairs = ((row.figure.wall, row.by.wall), (row.figure.cpu, row.by.cpu), (row.figure.memory, row.by.memory))
    return [f"{theirs / ours:.1f}" if ours > 0 else "-" for theirs, ours in pairs]


def _at_least(row: Row) -> list[str]:
    """A peer that ran out of time is at least so many times slower."""
    reason = row.figure.reason if isinstance(row.figure, Missing) else ""
    if isinstance(row.by, Cost) and reason.startswith("not done after"):
        limit = float(reason.split()[3].replace(",", ""))
        return [f"over {limit / row.by.wall:.0f}", "", ""]
    return ["", "", ""]


def without(figure: Figure, other: Figure) -> Figure:
    """A cost with another one taken off."""
    if isinstance(figure, Missing) or isinstance(other, Missing):
        return figure
    return Cost(figure.wall - other.wall, figure.cpu - other.cpu, max(0.0, figure.memory - other.memory))


def together(first: Figure, second: Figure) -> Figure:
    """The cost of one command after the other; where one is missing, its reason."""
    if isinstance(first, Missing) or isinstance(second, Missing):
        return first if isinstance(first, Missing) else second
    return Cost(first.wall + second.wall, first.cpu + second.cpu, max(first.memory, second.memory))
