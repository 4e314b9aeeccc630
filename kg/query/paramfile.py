"""Parameters from a table: one row of a CSV or TSV file, one set of values; the query runs once over all of them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError, located
from kg.query.parameters import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.query.header import StoredQuery
    from kg.query.parameters import Given
    from kg.store import Opened


def resolve_file(
    path: Path, *, stored: StoredQuery, given: Mapping[str, object], opened: Opened, language: str = "en"
) -> tuple[tuple[Given, ...], ...]:
    """The terms of each row of a file; an empty cell leaves its parameter open.

    Args:
        path: A file whose first row names parameters; tabs between cells where it ends in `.tsv`, else commas.
        stored: The query.
        given: Parameters that hold for all rows; they count as given, and are not among the terms returned.
        opened: The graph in which names are looked up.
        language: Of labels in messages.

    Raises:
        InputError: The file cannot be read, has no rows, a column twice, or a row of another length.
        UsageError: As for `resolve`, with file and line; a parameter that is given for all rows too.
    """
    rows = []
    for line, cells in _rows(path):
        with located(path=str(path), line=line):
            twice = [name for name in cells if name in given]
            if twice:
                raise UsageError(f"{twice[0]!r} is given for all rows too", hint="leave one of them out")
            found = resolve(stored, {**given, **cells}, opened=opened, language=language)
        rows.append(tuple(one for one in found if one.name in cells))
    if not rows:
        raise InputError("has no rows", path=str(path))
    return tuple(rows)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Line number and filled cells of each row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", strict=True)
            names = [name.strip() for name in next(reader, [])]
            rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"not a table: {error}", path=str(path)) from error
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"column {twice!r} stands twice", path=str(path), line=1)
    for line, cells in rows:
        if len(cells) != len(names):
            raise InputError(f"{len(cells)} cells where the first row has {len(names)}", path=str(path), line=line)
    return [
        (line, {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell.strip()})
        for line, cells in rows
    ]
