"""`metadata.csv`, `metadata.tsv` and `metadata.jsonl`: what is known of documents beside their text."""

from __future__ import annotations

import csv
import json
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ConfigError, similar
from kg.model import Skipped
from kg.readers.dates import publication_date
from kg.readers.language import language_code
from kg.readers.text import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COLUMNS = ("path", "title", "date", "language", "publisher", "agencies", "url", "annotator")
# When it was annotated: formats give it, tables seldom do.
_RARE_COLUMNS = ("annotated",)
FILES = ("metadata.csv", "metadata.tsv", "metadata.jsonl")

BAD_DATE = "date is not one, left out"
BAD_LANGUAGE = "language is not one, left out"
BAD_ROW = "row does not fit the columns"
NO_DOCUMENT = "metadata row matches no document"
NO_PATH = "row has no path"
SECOND_ROW = "second metadata row of one document"


@dataclass(slots=True)
class Table:
    """The rows of one metadata file, by document id.

    Attributes:
        path: The file, relative to the corpus folder.
        rows: (line, row) by the document's id or its path with an ending, as the file writes it.
        ignored: Cells and rows that cannot be used.
        remarks: What is kept and yet may be a mistake, as sentences that begin with `path:line`.
    """

    path: str
    rows: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    ignored: list[Skipped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_table(file: str, *, path: str) -> Table:
    """Read one metadata file.

    Args:
        file: Where it is.
        path: The same, relative to the corpus folder; rows name documents relative to its folder.

    Raises:
        ConfigError: It has no column `path`, or is not in its format at all.
        InputError: It cannot be read.
    """
    content = load(file).text
    folder = path.rpartition("/")[0]
    table = Table(path)
    rows = _json_rows(content, table) if path.endswith(".jsonl") else _csv_rows(content, table, file=file)
    for line, cells in rows:
        row = _checked(cells, table, line)
        name = row.pop("path", "").replace("\\", "/").removeprefix("./")
        key = normal(f"{folder}/{name}" if folder else name)
        if not name:
            table.ignored.append(Skipped(line, NO_PATH, _shown(cells), path))
        elif key in table.rows:
            table.ignored.append(Skipped(line, SECOND_ROW, name, path))
        else:
            table.rows[key] = (line, row)
    return table


def normal(path: str) -> str:
    """A path as it is compared: macOS writes accents apart from their letters, spreadsheets do not."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _csv_rows(content: str, table: Table, *, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    header = content.partition("\n")[0]
    delimiter = "\t" if table.path.endswith(".tsv") else max(",;\t", key=header.count)
    # A spreadsheet's own line ends may stand in quoted cells; the csv module wants them as they are.
    reader = csv.reader(content.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        if "path" not in columns:
            raise ConfigError(
                f"no column 'path' among {', '.join(map(repr, columns)) or 'none'}",
                path=file,
                line=1,
                hint=f"the first line names the columns: {','.join(COLUMNS)}",
            )
        _check_columns(columns, table, line=1)
        for cells in reader:
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                table.ignored.append(Skipped(reader.line_num, BAD_ROW, delimiter.join(cells), table.path))
            elif any(cells):
                yield reader.line_num, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise ConfigError(f"not a table: {error}", path=file, line=reader.line_num) from error


def _json_rows(content: str, table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    met: set[str] = set()
    for line, text in enumerate(content.split("\n"), 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            table.ignored.append(Skipped(line, BAD_ROW, text, table.path))
            continue
        cells = {key.strip().lower(): _plain(value) for key, value in row.items() if value is not None}
        _check_columns([column for column in cells if column not in met], table, line=line)
        met |= cells.keys()
        yield line, cells


def _plain(value: object) -> str:
    """A JSON value as a cell: lists are joined by `;`, the rest is written as JSON writes it."""
    if isinstance(value, str):
        return value
    return ";".join(map(_plain, value)) if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


def _check_columns(columns: Iterable[str], table: Table, *, line: int) -> None:
    """Remark on those that are nearly called like a known one."""
    for column in columns:
        near = similar(column, among=COLUMNS, cutoff=0.75)
        if near and column not in (*COLUMNS, *_RARE_COLUMNS):
            kept = f"unknown column {column!r} is kept under its own name"
            table.remarks.append(f"{table.path}:{line}: {kept} (did you mean {near[0]!r}?)")


def _checked(cells: dict[str, str], table: Table, line: int) -> dict[str, str]:
    """The cells that say something, dates and languages and lists of agencies in their normal form."""
    row = {column: cell.strip() for column, cell in cells.items() if column and cell.strip()}
    if "date" in row:
        _replace(row, "date", publication_date(row["date"]), Skipped(line, BAD_DATE, row["date"], table.path), table)
    if "language" in row:
        code = language_code(row["language"])
        _replace(row, "language", code, Skipped(line, BAD_LANGUAGE, row["language"], table.path), table)
    if "agencies" in row:
        row["agencies"] = ";".join(name for part in row["agencies"].split(";") if (name := part.strip()))
    return row


def _replace(row: dict[str, str], column: str, value: str | None, otherwise: Skipped, table: Table) -> None:
    if value is None:
        table.ignored.append(otherwise)
        del row[column]
    else:
        row[column] = value


def _shown(cells: dict[str, str]) -> str:
    return ", ".join(f"{column}={cell}" for column, cell in cells.items() if cell)


def row_of(names: Sequence[str], *, tables: Sequence[Table], used: set[tuple[str, str]]) -> dict[str, str]:
    """What tables, the nearest first, say under any of some names; the rows are noted as used."""
    row: dict[str, str] = {}
    for table in tables:
        for name in names:
            if name in table.rows:
                used.add((table.path, name))
                row = {**table.rows[name][1], **row}
    return row


def rows_in(names: Sequence[str], *, tables: Sequence[Table], used: set[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Rows of documents in a file, by their own ids: their paths begin with one of the file's names and `/`.

    The rows are noted as used.
    """
    inner: dict[str, dict[str, str]] = {}
    for table in tables:
        for path, (_, row) in table.rows.items():
            name = next((name for name in names if path.startswith(f"{name}/")), None)
            if name is not None:
                used.add((table.path, path))
                own = path.removeprefix(f"{name}/")
                inner[own] = {**row, **inner.get(own, {})}
    return inner
