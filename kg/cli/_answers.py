"""Answers of `kg query`: the graph that is asked, the language of names, tables on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table

    from kg.config import Config
    from kg.store import Opened


_kept: dict[str, Opened] = {}


def keep_open(opened: Opened) -> None:
    """Let the commands that follow in this process use an open graph, as `kg shell` does."""
    _kept[str(opened.path)] = opened


def opened_graph(graph: str | None, config: Config) -> Opened:
    """The graph that a command names, or that of kg.toml.

    Raises:
        StoreError: There is none, or it is damaged.
        InputError: An RDF file that cannot be read.
    """
    from kg.store import open_graph

    path = graph or config.graph
    return _kept.get(str(path)) or open_graph(path, base=config.base)


def language_for(opened: Opened, wanted: str | None, *, config: Config) -> str:
    """The language to show names in: that of the option where the graph has names in it, else the project's.

    A language in which nothing is called anything is said on standard error, once.
    """
    if wanted is None:
        return config.language
    from click import echo

    from kg.query.labels import language_of_labels

    found = language_of_labels(opened, wanted)
    if found is None:
        echo(f"kg: nothing has a name in {wanted!r}; names are in {config.language!r} where there are any", err=True)
    return found or config.language


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool] = ()) -> None:
    """A table that fits the terminal: wide cells fold between words, numbers stand at the right.

    Columns without any value are named below. Where even single words do not fit side by side, each row is a block.
    """
    from rich.console import Console

    full = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    empty = [name for at, name in enumerate(columns) if at not in full]
    console = Console(file=sys.stdout, highlight=False)
    widths = _widths([[columns[at], *(row[at] for row in rows)] for at in full], available=console.width)
    if widths is not None:
        console.print(_grid(columns, rows, shown=full, widths=widths, numeric=numeric))
    else:
        _print_blocks(console, columns, rows, shown=full)
    if empty:
        console.print(f"no values: {', '.join(empty)}", style="dim")


def _widths(cells: Sequence[Sequence[str]], *, available: int) -> list[int] | None:
    """Widths of columns, so that rich need not cut any off; None where even single words do not fit side by side.

    Args:
        cells: The texts of each column.
        available: Width of the terminal.
    """
    room = available - _EDGES - _BETWEEN * (len(cells) - 1)
    narrow = [_narrowest(column) for column in cells]
    wide = [max(_cell_len(cell) for cell in column) for column in cells]
    spare = room - sum(narrow)
    if spare < 0:
        return None
    wished = [most - least for most, least in zip(wide, narrow, strict=True)]
    share = min(1.0, spare / sum(wished)) if sum(wished) else 0.0
    return [least + int(wish * share) for least, wish in zip(narrow, wished, strict=True)]


def _cell_len(text: str) -> int:
    """Columns of the terminal that the longest line of a text takes."""
    from rich.cells import cell_len

    return max((cell_len(line) for line in text.splitlines()), default=0)


def _narrowest(cells: Sequence[str]) -> int:
    """The width that a column needs: its longest word, unless that is a long one."""
    return min(max((_cell_len(word) for cell in cells for word in cell.split()), default=1), _WORD)


_WORD = 24
"""A longer word is folded rather than asking for its width."""

_EDGES, _BETWEEN = 2, 3
"""What rich's SIMPLE_HEAD box puts at both ends of a row together, and between two columns."""


def _grid(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    shown: Sequence[int],
    widths: Sequence[int],
    numeric: Sequence[bool],
) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, width in zip(shown, widths, strict=True):
        right = bool(numeric) and numeric[at]
        table.add_column(columns[at], justify="right" if right else "left", overflow="fold", width=width)
    for row in rows:
        table.add_row(*(Text(row[at]) for at in shown))
    return table


def _print_blocks(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], *, shown: Sequence[int]
) -> None:
    from rich.table import Table
    from rich.text import Text

    for number, row in enumerate(rows, start=1):
        console.print(Text(f"— {number} —", style="dim"))
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column()
        block.add_column(overflow="fold")
        for at in shown:
            if row[at]:
                block.add_row(Text(columns[at], style="bold"), Text(row[at]))
        console.print(block)
