"""Triples in the syntaxes of RDF, each answer in one order."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.query.formats import GRAPHS
from kg.rdftext import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    before, declared, body = declarations(data)
    if not before:
        declared = [line for line in declared if re.search(rb"(?<![\w<])" + re.escape(line.split()[1]), body)]
    return b"".join((before, *declared, body))
