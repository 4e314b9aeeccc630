"""Parquet tables of nodes, edges and mentions, for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.columns import Column, columns, is_known, is_missing, text_of
from kg.export.walk import edge_data, edges_of, node_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from kg.project import Mention

_OWN_NODE, _OWN_EDGE = ("id",), ("source", "target", "id")
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
    rows = ((_text(node), data) for node, data in network.nodes(data=True))
    own = {"id": [row[0] for row in rows]}
    return _table(own, node_data(network), taken=_OWN_NODE)


def edges_table(network: nx.MultiDiGraph) -> Any:
    """The edges as a `pyarrow.Table`, in the network's order.

    Raises:
        UsageError: pyarrow is not installed.
    """
    own: dict[str, list[str]] = {"source": [], "target": [], "id": []}
    for number, (source, target, _) in enumerate(edges_of(network)):
        own["source"].append(_text(source))
        own["target"].append(_text(target))
        own["id"].append(f"e{number}")
    return _table(own, edge_data(network), taken=_OWN_EDGE)


def write_mentions(mentions: Iterable[Mention], stream: IO[bytes]) -> int:
    """`entity`, `document`, `begin`, `end`, `quote`, `sentence`; a row a mention. Returns their number."""
    pa, pq = _pyarrow()
    numbers = ("begin", "end")
    names = ("entity", "document", "begin", "end", "quote", "sentence")
    schema = pa.schema([(name, pa.int64() if name in numbers else pa.string()) for name in names])
    rows = ({**asdict(mention), "entity": _text(mention.entity)} for mention in mentions)
    written = 0
    with pq.ParquetWriter(stream, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema))
            written += len(batch)
    return written


def _text(node: Any) -> str:
    return text_of(node).strip()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed", hint="pip install 'kg-news[arrow]'"
        ) from error
    return pa, pq


def _table(own: dict[str, list[str]], data: list[dict[str, Any]], *, taken: Iterable[str]) -> Any:
    pa, _ = _pyarrow()
    types = {
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "long": pa.int64(),
        "double": pa.float64(),
        "string": pa.string(),
    }
    arrays = {name: pa.array(values, pa.string()) for name, values in own.items()}
    for column in columns(data):
        type_ = pa.list_(types[column.type]) if column.is_list else types[column.type]
        title = f"{column.title}_" if column.title in taken else column.title
        arrays[title] = pa.array([_value(element, column) for element in data], type_)
    return pa.table(arrays)


def _value(data: Mapping[str, Any], column: Column) -> Any:
    value = data.get(column.name)
    if value is None or not is_known(value):
        return None
    if not column.is_list:
        return _plain(value, column.type)
    items = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return [None if is_missing(item) else _plain(item, column.type) for item in items]


def _plain(value: Any, type_: str) -> Any:
    if type_ == "string":
        return text_of(value)
    return bool(value) if type_ == "boolean" else float(value) if type_ == "double" else int(value)
