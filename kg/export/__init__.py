"""Files that other programs read: networks for Gephi, igraph and networkx, and the graph itself as RDF."""

from __future__ import annotations

import importlib
import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import UsageError, similar
from kg.export.igraphs import to_igraph
from kg.export.walk import id_of
from kg.vocab import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx
    import pyoxigraph as ox

WRITERS: dict[str, tuple[str, str]] = {
    "gexf": ("kg.export.gexf", "chunks"),
    "graphml": ("kg.export.graphml", "chunks"),
    "csv": ("kg.export.tables", "edge_chunks"),
    "nodes.csv": ("kg.export.tables", "node_chunks"),
    "json": ("kg.export.nodelink", "chunks"),
    "cyjs": ("kg.export.cytoscape", "chunks"),
    "dot": ("kg.export.dot", "chunks"),
    "neo4j.csv": ("kg.export.neo4j", "edge_chunks"),
    "neo4j.nodes.csv": ("kg.export.neo4j", "node_chunks"),
    "tsv": ("kg.export.triples", "chunks"),
    "parquet": ("kg.export.parquet", "write_edges"),
    "nodes.parquet": ("kg.export.parquet", "write_nodes"),
    "npz": ("kg.export.arrays", "write"),
    "mapping.json": ("kg.export.arrays", "mapping_chunks"),
    "dataset": ("kg.export.dataset", "write"),
    "html": ("kg.export.html", "chunks"),
}
"""Module and function that write a network, by format; a format is also the ending of its files."""

COMPANIONS = {
    "csv": "nodes.csv",
    "neo4j.csv": "neo4j.nodes.csv",
    "parquet": "nodes.parquet",
    "npz": "mapping.json",
}
"""Formats of edges alone, and that of the nodes, which is written beside them."""

PLACED = ("gexf", "cyjs", "html")
"""Formats that hold places of nodes."""

_LAID_OUT_UNASKED = 2_000
"""Number of nodes up to which a layout takes a few seconds at most."""

_BINARY = ("parquet", "nodes.parquet", "npz")

FOLDERS = ("dataset",)
"""Formats that are a folder of several files."""

RDF_FORMATS = ("ttl", "trig", "nq", "nt", "jsonld", "rdf", "n3")
"""Syntaxes of the graph itself, likewise; those without named graphs hold the union."""

_OTHER_ENDINGS = {
    "edges.csv": "csv",
    "edges.parquet": "parquet",
    "gv": "dot",
    "turtle": "ttl",
    "nquads": "nq",
    "ntriples": "nt",
    "owl": "rdf",
    "xml": "rdf",
}


_PAJEK = ("net", "paj", "pajek")
"""What is asked for and left out: `docs/decisions/0012-no-pajek.md`."""


def format_of(path: str | Path) -> str:
    """The format that a file's ending names.

    Raises:
        UsageError: None does, or not that of a file of its own.

    Example:
        >>> format_of("out/companies.gexf"), format_of("ties.nodes.csv")
        ('gexf', 'nodes.csv')
    """
    parts = Path(path).name.lower().split(".")
    if parts[-2:] == ["mentions", "parquet"]:
        raise UsageError(
            "mentions are written beside the edges, not alone", hint=f"kg export {'.'.join(parts[:-2])}.parquet"
        )
    for ending in (".".join(parts[-3:]), ".".join(parts[-2:]), parts[-1]):
        if ending in WRITERS or ending in RDF_FORMATS:
            return ending
        if ending in _OTHER_ENDINGS:
            return _OTHER_ENDINGS[ending]
    if len(parts) == 1:
        raise UsageError(f"{str(path)!r} has no ending that names a format", hint="name one with -f")
    return check_format(parts[-1])


def check_format(name: str) -> str:
    """A format's name, if there is such a format.

    Raises:
        UsageError: There is none.
    """
    name = _OTHER_ENDINGS.get(name.lower(), name.lower())
    if name in _PAJEK:
        raise UsageError(
            "Pajek is left out: its files have no place for kinds, times and sentences that programs read alike",
            hint="write .gexf or .graphml; networkx.write_pajek writes the rest",
            see="docs/decisions/0012-no-pajek.md",
        )
    known = (*WRITERS, *RDF_FORMATS)
    if name not in known:
        near = similar(name, among=known)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
        raise UsageError(f"there is no format {name!r}", hint=hint)
    return name


def write(network: nx.MultiDiGraph, path: str | Path | IO[bytes], *, format: str | None = None) -> list[Path]:  # noqa: A002 - the word users know
    """Write a network to a file.

    Tables (CSV, Parquet, Neo4j) hold the edges; their nodes are written beside them, as `NAME.nodes.csv` and the like
    (of arrays, `.npz`, the mapping from numbers to nodes), unless the name ends with `.edges.csv`. Formats of drawings
    (GEXF, Cytoscape, HTML) lay out a network of up to 2,000 nodes that have no places yet, which gives its nodes `x`
    and `y`; larger ones only after `kg.export.layout.place`. A dataset is a folder of files. A file is complete or not
    there.

    Args:
        network: Any networkx graph; its attributes may be text, numbers, booleans, dates, None and lists of these.
        path: A file, or a binary stream.
        format: A key of `WRITERS`; the file's ending names it by default.

    Returns:
        The files written; none for a stream.

    Raises:
        UsageError: No such format, or a network that it cannot hold.
    """
    format = check_format(format) if format else format_of(_name_of(path))  # noqa: A001 - as above
    if format not in WRITERS:
        raise UsageError(f"{format!r} is a format of the graph, not of a network", hint="see kg.export.write_rdf")
    if format != "json":
        _check_ids(network)
    if format in PLACED and len(network) <= _LAID_OUT_UNASKED:
        importlib.import_module("kg.export.layout").place(network)
    if format in FOLDERS:
        return _folder(network, path, format)
    if not isinstance(path, str | Path):
        _stream(network, path, format)
        return []
    path = Path(path)
    written = [path]
    with new_file(path) as stream:
        _stream(network, stream, format)
    companion = COMPANIONS.get(format)
    if companion and not path.name.endswith((".edges.csv", ".edges.parquet")):
        written.append(path.with_name(f"{path.name.removesuffix(f'.{format}')}.{companion}"))
        with new_file(written[-1]) as stream:
            _stream(network, stream, companion)
    return written


def _check_ids(network: nx.MultiDiGraph) -> None:
    """Files trim ids and hold no control characters: two nodes that this makes one would be merged by any reader."""
    by_id: dict[str, Any] = {}
    for node in network:
        other = by_id.setdefault(id_of(node), node)
        if other is not node:
            raise UsageError(
                f"the nodes {other!r} and {node!r} have the same id in a file",
                hint="ids lose spaces at their ends and control characters; rename one",
            )


def _folder(network: nx.MultiDiGraph, path: str | Path | IO[bytes], format: str) -> list[Path]:  # noqa: A002 - as above
    if not isinstance(path, str | Path):
        raise UsageError(f"{format!r} is a folder of several files, not one to write into a stream")
    module, name = WRITERS[format]
    written: list[Path] = getattr(importlib.import_module(module), name)(network, Path(path), new_file=new_file)
    return written


def _stream(network: nx.MultiDiGraph, stream: IO[bytes], format: str) -> None:  # noqa: A002 - as above
    module, name = WRITERS[format]
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    if format in _BINARY:
        function(network, stream)
        return
    buffer: list[str] = []
    length = 0
    for chunk in function(network):
        buffer.append(chunk)
        length += len(chunk)
        if length > 1 << 16:
            stream.write("".join(buffer).encode("utf-8", "replace"))
            buffer.clear()
            length = 0
    stream.write("".join(buffer).encode("utf-8", "replace"))


def write_rdf(
    store: ox.Store,
    path: str | Path | IO[bytes],
    *,
    format: str | None = None,  # noqa: A002 - the word users know
    base: str = DEFAULT_BASE,
) -> int:
    """Write all statements of a store, sorted; equal statements give equal bytes.

    Args:
        store: The quads.
        path: A file, or a binary stream.
        format: One of `RDF_FORMATS`; the file's ending names it by default.
        base: What `id:`, `doc:` and `graph:` abbreviate.

    Returns:
        Number of statements written; of the union where the syntax has no named graphs.

    Raises:
        UsageError: No such format.
    """
    from kg.export import rdf  # noqa: PLC0415 - pyoxigraph is not needed for networks

    format = check_format(format) if format else format_of(_name_of(path))  # noqa: A001 - as above
    if format not in RDF_FORMATS:
        raise UsageError(f"{format!r} is a format of networks, not of the graph", hint="see kg.export.write")
    if not isinstance(path, str | Path):
        return rdf.write(store, path, format=format, base=base)
    with new_file(Path(path)) as stream:
        return rdf.write(store, stream, format=format, base=base)


def _name_of(path: str | Path | IO[bytes]) -> str | Path:
    return path if isinstance(path, str | Path) else str(getattr(path, "name", ""))


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name only when it is complete; what is no regular file is written straight.

    Raises:
        OSError: The folder is not there or cannot be written.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            stream = aside.open("wb")
        except OSError as error:
            # The name that the user gave, not that of our file beside it.
            error.filename = str(path)
            raise
        with stream:
            yield stream
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


__all__ = [
    "COMPANIONS",
    "FOLDERS",
    "PLACED",
    "RDF_FORMATS",
    "WRITERS",
    "check_format",
    "format_of",
    "new_file",
    "to_igraph",
    "write",
    "write_rdf",
]
