"""Writing answers: the standard's formats by the engine's own serialisers, the readable ones from values."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.table import escape, text_of
from kg.query.terms import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

STANDARD: dict[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
"""SPARQL 1.1 results, byte for byte as the engine writes them."""

READABLE = ("table", "plain", "md", "html", "ndjson")
"""For people, for a shell's pipes (labels between tabs), and one JSON object a line for programs."""

COLUMNAR = ("parquet", "arrow")
"""For data frames; they need pyarrow."""

TABLES = (*READABLE, *STANDARD, *COLUMNAR)

GRAPHS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "n3": ox.RdfFormat.N3,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
"""For CONSTRUCT and DESCRIBE."""

NAMES = (*TABLES, *GRAPHS)

_ENDINGS = {"srj": "json", "srx": "xml", "txt": "table", "markdown": "md", "htm": "html", "jsonl": "ndjson"}


def format_of(path: str) -> str:
    """The format that a file's ending names.

    Raises:
        UsageError: It names none.
    """
    ending = Path(path).suffix.lstrip(".").lower()
    name = _ENDINGS.get(ending, ending)
    if name not in NAMES:
        raise UsageError(f"the ending of {path!r} names no format", hint=f"use one of .{', .'.join(NAMES[1:])}, or -f")
    return name


@dataclass(slots=True)
class Watched:
    """A stream that remembers whether any row went through it.

    Attributes:
        size: Bytes written.
        head: The first bytes, enough to hold the head of any table.
        tail: The last bytes.
    """

    stream: IO[bytes]
    size: int = 0
    head: bytes = b""
    tail: bytes = field(default=b"")

    def write(self, data: bytes) -> int:
        """Pass bytes on."""
        self.size += len(data)
        if len(self.head) < _HEAD:
            self.head += bytes(data[:_HEAD])
        self.tail = bytes(data[-_TAIL:]) if len(data) >= _TAIL else (self.tail + data)[-_TAIL:]
        return self.stream.write(data)

    def flush(self) -> None:
        """Pass the wish on."""
        self.stream.flush()

    def is_empty(self, name: str) -> bool:
        """Whether the table that was written has no rows."""
        if name == "json":
            return self.tail.endswith(b'"bindings":[]}}')
        if name == "xml":
            return self.tail.endswith(b"<results></results></sparql>")
        return self.size <= len(self.head) and self.head.count(b"\n") == 1


_HEAD = 1 << 16
_TAIL = 64


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
    cells = {name: value for name, value in zip(columns, values, strict=True) if value is not None}
    return json.dumps(cells, ensure_ascii=False, default=_json_value) + "\n"


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


def write_triples(triples: Iterable[ox.Triple], *, name: str, output: IO[bytes], prefixes: dict[str, str]) -> int:
    """Write triples in a syntax of RDF; their number.

    N-Triples and N-Quads are written as they come. The other syntaxes are written at the end, each triple once and
    sorted, with the prefixes in use: pyoxigraph 0.5.13 declares all it is given, in an order of chance.
    """
    if name in {"nt", "nq"}:
        counter = _Counted(triples)
        ox.serialize(counter, output, format=GRAPHS[name])
        return counter.count
    ordered = sorted(set(triples), key=str)
    used = {name: namespace for name, namespace in prefixes.items() if any(namespace in str(one) for one in ordered)}
    data = ox.serialize(ordered, format=GRAPHS[name], prefixes=used) or b""
    output.write(_with_sorted_prefixes(data))
    return len(ordered)


class _Counted:
    """Triples passed on, and how many there were."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._triples = triples
        self.count = 0

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            self.count += 1
            yield triple


def _with_sorted_prefixes(data: bytes) -> bytes:
    if data.startswith(b"<?xml"):
        start = data.index(b"<rdf:RDF") + len(b"<rdf:RDF")
        end = data.index(b">", start)
        declared = sorted(re.findall(rb' [\w:.-]+="[^"]*"', data[start:end]))
        return data[:start] + b"".join(declared) + data[end:]
    lines = data.splitlines(keepends=True)
    count = next((number for number, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    body = b"".join(lines[count:])
    used = [line for line in lines[:count] if re.search(rb"(?<![\w<])" + re.escape(line.split()[1]), body)]
    return b"".join(sorted(used)) + body


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
