"""The formats that answers are written in; those of the standard are the engine's own."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import UsageError

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


class Watched:
    """A stream that remembers whether any row went through it.

    Attributes:
        size: Bytes written.
        head: The first bytes, enough to hold the head of any table.
        tail: The last bytes.
    """

    __slots__ = ("head", "size", "stream", "tail")

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.size = 0
        self.head = self.tail = b""

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
