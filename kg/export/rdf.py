"""The graph itself in the syntaxes of RDF, with the same bytes for the same statements.

Syntaxes without named graphs hold the union of all. Blank nodes get the labels of RDF Dataset Canonicalization, for
those in a store differ from load to load.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.rdftext import declarations
from kg.vocab import DEFAULT_BASE, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "n3": ox.RdfFormat.N3,
}
"""Syntax by the ending of its files."""

_WITH_PREFIXES = ("ttl", "trig", "rdf", "n3")
_LONGEST_HEAD = 16_384
"""Bytes within which all declarations stand: some twenty, with a base of some hundred characters."""

_MAY_BE_BLANK = re.compile(rb"(?:^| )_:")


def write(store: ox.Store, stream: IO[bytes], *, format: str, base: str = DEFAULT_BASE) -> int:  # noqa: A002 - as all writers call it
    """Write all statements of a store, sorted.

    Args:
        store: The quads.
        stream: Where to write.
        format: A key of `FORMATS`.
        base: What `id:`, `doc:` and `graph:` abbreviate.

    Returns:
        Number of statements written; of the union where the syntax has no named graphs.
    """
    syntax = FORMATS[format]
    lines = _sorted_lines(store)
    if format == "nq":
        stream.writelines(lines)
        return len(lines)
    counter = [0]
    quads = ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    names = prefixes(base) if format in _WITH_PREFIXES else None
    output = _OrderedPrefixes(stream) if names else stream
    if syntax.supports_datasets:
        ox.serialize(_by_graph(quads, counter), output, syntax, prefixes=names)  # type: ignore[arg-type]
    else:
        ox.serialize(_union(quads, counter), output, syntax, prefixes=names)  # type: ignore[arg-type]
    if isinstance(output, _OrderedPrefixes):
        output.finish()
    return counter[0]


class _OrderedPrefixes:
    """A stream that sorts the declarations of prefixes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            return self._stream.write(data)
        self._head += data
        if len(self._head) >= _LONGEST_HEAD:
            self.finish()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: the head is written when it is whole."""

    def finish(self) -> None:
        """Write what is held back."""
        if self._head is not None:
            before, declared, body = declarations(self._head)
            self._stream.write(b"".join((before, *declared, body)))
        self._head = None


def _sorted_lines(store: ox.Store) -> list[bytes]:
    """All statements as lines of N-Quads, sorted, each once."""
    lines = (store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    blank = [line for line in lines if _MAY_BE_BLANK.search(line)]
    if blank:
        lines = [line for line in lines if not _MAY_BE_BLANK.search(line)] + _canonical(blank)
    return sorted(set(lines))


def _canonical(lines: list[bytes]) -> list[bytes]:
    # RDFC-1.0 labels blank nodes by the statements about them alone, so the others need not be there.
    dataset = ox.Dataset(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def _by_graph(quads: Iterator[ox.Quad], counter: list[int]) -> list[ox.Quad]:
    """Quads graph by graph; within a graph the order stays."""
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
    counter[0] = len(ordered)
    return ordered


def _union(quads: Iterator[ox.Quad], counter: list[int]) -> Iterator[ox.Triple]:
    """Triples of all graphs, each once: equal ones follow one another in sorted quads."""
    last = None
    for quad in quads:
        triple = quad.triple
        if triple != last:
            counter[0] += 1
            yield triple
        last = triple
