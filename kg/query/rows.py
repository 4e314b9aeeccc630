"""Rows for people, for a shell's pipes and for programs that read JSON line by line, made of Python's values."""

from __future__ import annotations

import json
import math
from typing import IO, TYPE_CHECKING

from kg.query.table import escape, text_of
from kg.query.terms import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyoxigraph as ox


def write_rows(
    solutions: ox.QuerySolutions, *, name: str, output: IO[bytes], label: Callable[[str], str], columns: tuple[str, ...]
) -> int:
    """Write rows as they come; the number of rows.

    Args:
        solutions: The engine's rows, read to their end.
        name: `plain`, `md`, `html` or `ndjson`.
        output: Where bytes go.
        label: What an IRI is called, for all but the last.
        columns: The names above the rows.
    """
    head, row, tail = _WRITERS[name]
    count = 0
    output.write(head(columns).encode())
    for solution in solutions:
        values = tuple(value_of(term) for term in solution)
        if name == "ndjson":
            output.write(_json_row(columns, values).encode())
        else:
            output.write(row(tuple(text_of(value, label=label) for value in values)).encode())
        count += 1
    output.write(tail.encode())
    return count


def _json_row(columns: tuple[str, ...], values: tuple[object, ...]) -> str:
    """Numbers and truth values as JSON has them, all else as text; what is not bound is left out."""
    cells = {name: _finite(value) for name, value in zip(columns, values, strict=True) if value is not None}
    return json.dumps(cells, ensure_ascii=False, default=_json_value) + "\n"


def _finite(value: object) -> object:
    """JSON has no infinite numbers: they are text, as XML Schema writes them."""
    if not isinstance(value, float) or math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"


def _json_value(value: object) -> object:
    text = text_of(value)  # type: ignore[arg-type]
    # A decimal beyond a double's digits stays exact as text.
    number = float(text) if text.replace(".", "", 1).lstrip("-").isdigit() else None
    if number is None or f"{number:f}".rstrip("0").rstrip(".") != text:
        return text
    return int(text) if number.is_integer() else number


def _plain_row(cells: tuple[str, ...]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def _markdown_row(cells: tuple[str, ...]) -> str:
    kept = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(kept)} |\n"


def _markdown_head(columns: tuple[str, ...]) -> str:
    return _markdown_row(columns) + f"|{' --- |' * len(columns)}\n"


def _html_head(columns: tuple[str, ...]) -> str:
    cells = "".join(f"<th>{escape(name)}</th>" for name in columns)
    return f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"


def _html_row(cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"


_WRITERS: dict[str, tuple[Callable[[tuple[str, ...]], str], Callable[[tuple[str, ...]], str], str]] = {
    "md": (_markdown_head, _markdown_row, ""),
    "html": (_html_head, _html_row, "</tbody>\n</table>\n"),
    "plain": (_plain_row, _plain_row, ""),
    "ndjson": (lambda _: "", lambda _: "", ""),
}


def row_writer(name: str) -> tuple[Callable[[tuple[str, ...]], str], Callable[[tuple[str, ...]], str]]:
    """What writes the head and a row of texts: `plain`, `md` or `html`."""
    head, row, _ = _WRITERS[name]
    return head, row


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Sequence[bool]) -> Iterator[str]:
    """Lines of a table in plain text, as wide as its widest cells; numbers stand at the right."""
    widths = [max([len(name), *(len(row[at]) for row in rows)]) for at, name in enumerate(columns)]
    yield _line(columns, widths, numeric)
    yield "  ".join("-" * width for width in widths)
    for row in rows:
        yield _line(row, widths, numeric)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    one_line = (cell.replace("\n", " ") for cell in cells)
    padded = (
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(one_line, widths, numeric, strict=True)
    )
    return "  ".join(padded).rstrip()
