"""Tables for `neo4j-admin database import`: typed headers, lists between semicolons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.export.columns import Column, columns, is_known, text_of
from kg.export.tables import csv_line
from kg.export.walk import edge_data, edges_of, node_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_TYPES = {"boolean": "boolean", "integer": "long", "long": "long", "double": "double", "string": "string"}


def node_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`iri:ID,:LABEL,…` and a row a node."""
    declared = columns(node_data(network), without=("type",))
    yield csv_line(["iri:ID", ":LABEL", *map(_header, declared)])
    for node, data in network.nodes(data=True):
        yield csv_line([text_of(node).strip(), _name(data.get("type") or "Node"), *_cells(data, declared)])


def edge_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`:START_ID,:END_ID,:TYPE,…` and a row an edge."""
    declared = columns(edge_data(network), without=("kind",))
    yield csv_line([":START_ID", ":END_ID", ":TYPE", *map(_header, declared)])
    for source, target, data in edges_of(network):
        ends = [text_of(source).strip(), text_of(target).strip(), _name(data.get("kind") or "TIE")]
        yield csv_line([*ends, *_cells(data, declared)])


def _header(column: Column) -> str:
    return f"{_name(column.title)}:{_TYPES[column.type]}{'[]' if column.is_list else ''}"


def _name(value: Any) -> str:
    """A name that needs no quotes in Cypher."""
    return re.sub(r"\W", "_", text_of(value)) or "_"


def _cells(data: Mapping[str, Any], declared: list[Column]) -> list[str]:
    values = ((data.get(column.name), column) for column in declared)
    return [_cell(value, column) if value is not None and is_known(value) else "" for value, column in values]


def _cell(value: Any, column: Column) -> str:
    if not column.is_list:
        return text_of(value)
    items = value if isinstance(value, list | tuple | set | frozenset) else [value]
    # The importer splits at the semicolon and knows no escape for it.
    return ";".join(text_of(item).replace(";", ",") for item in items if item is not None)
