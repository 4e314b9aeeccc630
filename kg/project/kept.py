"""Networks that were made before, kept beside the graph that they were made from.

A version of a graph never changes, so neither does what a projection makes of it: the network is written into the
version's folder (`networks/`), read back when it is asked for again, and removed with the version. It is found by all
that it depends on: query, selection, language, base, and the program itself. A graph that may only be read keeps none.

Values are kept by column (attribute), each different one once, with the places where it occurs: reading that takes a
third of the time of reading a dictionary an edge. First comes what the network is, then blocks of nodes and of edges
with the same attributes; one JSON value a line.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
from array import array
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.project.declaration import Projection
    from kg.project.selection import Selection
    from kg.store import Opened

Data = dict[str, Any]

_FOLDER = "networks"
_SCALARS = (str, int, float)
_MOST = 1 << 28
"""Bytes that the networks of a version take on the disk at most; the oldest make room."""


def place_of(opened: Opened, projection: Projection, selection: Selection, *, language: str) -> Path | None:
    """The file in which a network is kept, there or not; None for graphs without a folder.

    Args:
        opened: The graph.
        projection: The query.
        selection: What is taken of its rows.
        language: Of labels.
    """
    if opened.version is None:
        return None
    asked = [projection.name, projection.query, projection.nodes_query, asdict(selection), language, opened.base]
    text = json.dumps([*asked, _program()], sort_keys=True, default=sorted)
    return opened.version / _FOLDER / f"{hashlib.sha256(text.encode()).hexdigest()}.jsonl"


@cache
def _program() -> str:
    """What stands for the program: another one may make another network of the same graph."""
    # Besides this room: the prefixes that queries may use undeclared, and the names of terms.
    files = [*sorted(Path(__file__).parent.glob("*.py")), Path(vocab.__file__)]
    sources = b"".join(path.read_bytes() for path in files)
    return f"{ox.__version__} {sys.byteorder} {hashlib.sha256(sources).hexdigest()}"


def keep(network: nx.MultiDiGraph, place: Path) -> None:
    """Keep a network, where its graph may be written; as one rename, since others may be reading."""
    aside = place.with_name(f"{place.name}.{os.getpid()}")
    # Not a fault: the network is there, and will be made again when it is asked for again.
    with suppress(OSError):
        try:
            place.parent.mkdir(exist_ok=True)
            with aside.open("w", encoding="ascii") as file:
                file.writelines(json.dumps(value, separators=(",", ":")) + "\n" for value in _values(network))
            aside.replace(place)
            _make_room(place.parent)
        finally:
            aside.unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    found = [(path.stat(), path) for path in folder.glob("*.jsonl")]
    total = 0
    for stat, path in sorted(found, key=lambda item: item[0].st_mtime_ns, reverse=True):
        total += stat.st_size
        if total > _MOST:
            path.unlink(missing_ok=True)


def kept(place: Path) -> nx.MultiDiGraph | None:
    """The network that a file keeps; None where there is none that can be read."""
    try:
        with _all_stays(), place.open(encoding="ascii") as file:
            return _network(file)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration):
        # Cut off by a full disk, say. It will be written anew.
        return None


@contextmanager
def _all_stays() -> Iterator[None]:
    """No search for garbage: of the tens of thousands of dictionaries that are made none can be thrown away yet.

    Looking through them takes a quarter of the time, more the more else is in memory.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _values(network: nx.MultiDiGraph) -> Iterator[Any]:
    numbers = {node: number for number, node in enumerate(network)}
    edges = list(network.edges(keys=True, data=True))
    yield network.graph
    yield list(numbers)
    yield _packed([numbers[source] for source, _, _, _ in edges])
    yield _packed([numbers[target] for _, target, _, _ in edges])
    yield _column([kind for _, _, kind, _ in edges])
    yield from _blocks(list(network.nodes.values()))
    yield from _blocks([data for _, _, _, data in edges])


def _blocks(elements: Sequence[Data]) -> Iterator[Any]:
    """For nodes or edges of the same attributes: where they stand, what all have in common, and the other columns."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for number, data in enumerate(elements):
        # Of one kind or type, so that they have more in common.
        blocks.setdefault((str(data.get("kind")), str(data.get("type")), *data), []).append(number)
    yield len(blocks)
    for (_, _, *names), places in blocks.items():
        columns = {name: [elements[number][name] for number in places] for name in names}
        same = {name: column[0] for name, column in columns.items() if _is_constant(column)}
        # The order of the attributes is that of this dictionary: those that differ hold their place in it.
        template = {name: same.get(name) for name in names}
        yield [_packed(places), template, {name: _column(columns[name]) for name in names if name not in same}]


def _column(values: list[Any]) -> list[Any]:
    """What lists are made of, the different values, and which of them stands where (none: each occurs once)."""
    single = all(isinstance(value, list) and len(value) == 1 and isinstance(value[0], _SCALARS) for value in values)
    atoms = [value[0] for value in values] if single else values
    if not all(isinstance(atom, _SCALARS) for atom in atoms):
        # Lists must not be shared: their owners may change them.
        pairs = any(isinstance(item, tuple) for atom in atoms if isinstance(atom, list) for item in atom)
        return ["pairs" if pairs else "", atoms, ""]
    # 1, 1.0 and True are equal, and not the same.
    numbers: dict[tuple[type, Any], int] = {}
    places = [numbers.setdefault((type(atom), atom), len(numbers)) for atom in atoms]
    packed = _packed(places) if len(numbers) < len(atoms) else ""
    return ["single" if single else "", [atom for _, atom in numbers], packed]


def _packed(numbers: list[int]) -> str:
    """Whole numbers as hexadecimal text: JSON's take five times as long to read."""
    return array("I", numbers).tobytes().hex()


def _is_constant(column: list[Any]) -> bool:
    """Whether all values are one: of a type that nobody can change."""
    first = column[0]
    return isinstance(first, str | int) and all(value == first and type(value) is type(first) for value in column)


def _network(file: IO[str]) -> nx.MultiDiGraph:
    values = map(json.loads, file)
    network = nx.MultiDiGraph()
    network.graph |= next(values)
    nodes: list[str] = next(values)
    sources, targets, kinds = _numbers(next(values)), _numbers(next(values)), _read_column(*next(values))
    # By hand, since networkx 3.6 takes half the time that a kept network may take (`benchmarks/export.py`).
    attributes, leads, comes = network._node, network._succ, network._pred  # noqa: SLF001
    for node, data in zip(nodes, _elements(values, len(nodes)), strict=True):
        attributes[node], leads[node], comes[node] = data, {}, {}
    for number, other, kind, data in zip(sources, targets, kinds, _elements(values, len(kinds)), strict=True):
        source, target = nodes[number], nodes[other]
        parallel = leads[source].get(target)
        if parallel is None:
            parallel = leads[source][target] = comes[target][source] = {}
        parallel[kind] = data
    return network


def _elements(values: Iterator[Any], number: int) -> list[Data]:
    """Attributes of all nodes or edges, in their order."""
    found: list[Data] = [{}] * number
    for _ in range(next(values)):
        packed, template, columns = next(values)
        places = _numbers(packed)
        copied = template.copy
        elements = [copied() for _ in places]
        for name, column in columns.items():
            # A loop of this kind is twice as fast as a dictionary's `update` with the values of a row.
            for data, value in zip(elements, _read_column(*column), strict=True):
                data[name] = value
        for place, data in zip(places, elements, strict=True):
            found[place] = data
    return found


def _read_column(made_of: str, atoms: list[Any], packed: str) -> list[Any]:
    if packed:
        atoms = list(map(atoms.__getitem__, _numbers(packed)))
    if made_of == "single":
        return [[atom] for atom in atoms]
    return [list(map(tuple, pairs)) for pairs in atoms] if made_of == "pairs" else atoms


def _numbers(packed: str) -> array[int]:
    return array("I", bytes.fromhex(packed))
