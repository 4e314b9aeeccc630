"""Parquet tables of nodes, edges and mentions, for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.columns import Column, apart, columns, is_known, is_missing, items_of, text_of
from kg.export.walk import edge_data, edges_of, id_of, node_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from kg.project import Mention

_BATCH = 50_000
"""Rows held at a time."""


def write_nodes(network: nx.MultiDiGraph, stream: IO[bytes]) -> None:
    """`id` and one column an attribute; a row a node."""
    write_table(nodes_table(network), stream)


def write_edges(network: nx.MultiDiGraph, stream: IO[bytes]) -> None:
    """`source`, `target`, `id` and one column an attribute; a row an edge."""
    write_table(edges_table(network), stream)


def write_table(table: Any, stream: IO[bytes]) -> None:
    """A `pyarrow.Table` as a file."""
    _pyarrow()[1].write_table(table, stream)


def nodes_table(network: nx.MultiDiGraph) -> Any:
    """The nodes as a `pyarrow.Table`.

    Raises:
        UsageError: pyarrow is not installed.
    """
    return _table({"id": [id_of(node) for node in network]}, node_data(network))


def edges_table(network: nx.MultiDiGraph) -> Any:
    """The edges as a `pyarrow.Table`, in the network's order.

    Raises:
        UsageError: pyarrow is not installed.
    """
    own: dict[str, list[str]] = {"source": [], "target": [], "id": []}
    for number, (source, target, _) in enumerate(edges_of(network)):
        own["source"].append(id_of(source))
        own["target"].append(id_of(target))
        own["id"].append(f"e{number}")
    return _table(own, edge_data(network))


def write_mentions(mentions: Iterable[Mention], stream: IO[bytes]) -> int:
    """`entity`, `document`, `begin`, `end`, `quote`, `sentence`; a row a mention. Returns their number."""
    pa, pq = _pyarrow()
    numbers = ("begin", "end")
    names = ("entity", "document", "begin", "end", "quote", "sentence")
    schema = pa.schema([(name, pa.int64() if name in numbers else pa.string()) for name in names])
    rows = ({**asdict(mention), "entity": id_of(mention.entity)} for mention in mentions)
    written = 0
    with pq.ParquetWriter(stream, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema))
            written += len(batch)
    return written


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed", hint="pip install 'kg-news[arrow]'"
        ) from error
    return pa, pq


def _table(own: dict[str, list[str]], data: list[dict[str, Any]]) -> Any:
    pa, _ = _pyarrow()
    types = {
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "long": pa.int64(),
        "double": pa.float64(),
        "string": pa.string(),
    }
    arrays = {name: pa.array(values, pa.string()) for name, values in own.items()}
    declared = columns(data)
    titles = apart((column.title for column in declared), taken=own)
    for column, title in zip(declared, titles, strict=True):
        type_ = pa.list_(types[column.type]) if column.is_list else types[column.type]
        arrays[title] = pa.array([_value(element, column) for element in data], type_)
    return pa.table(arrays)


def _value(data: Mapping[str, Any], column: Column) -> Any:
    value = data.get(column.name)
    if value is None or not is_known(value):
        return None
    if not column.is_list:
        return _plain(value, column.type)
    return [None if is_missing(item) else _plain(item, column.type) for item in items_of(value)]


def _plain(value: Any, type_: str) -> Any:
    if type_ == "string":
        return text_of(value)
    return bool(value) if type_ == "boolean" else float(value) if type_ == "double" else int(value)
