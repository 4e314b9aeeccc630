"""Tables for `neo4j-admin database import`: typed headers, lists between semicolons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.export.columns import Column, apart, columns, is_known, is_missing, items_of, text_of
from kg.export.tables import csv_line
from kg.export.walk import edge_data, edges_of, id_of, node_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_TYPES = {"boolean": "boolean", "integer": "long", "long": "long", "double": "double", "string": "string"}


def node_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`iri:ID,:LABEL,…` and a row a node."""
    declared = columns(node_data(network), without=("type",))
    yield csv_line(["iri:ID", ":LABEL", *_headers(declared, taken=["iri"])])
    for node, data in network.nodes(data=True):
        yield csv_line([id_of(node), _name(data.get("type") or "Node"), *_cells(data, declared)])


def edge_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`:START_ID,:END_ID,:TYPE,…` and a row an edge."""
    declared = columns(edge_data(network), without=("kind",))
    yield csv_line([":START_ID", ":END_ID", ":TYPE", *_headers(declared, taken=[])])
    for source, target, data in edges_of(network):
        ends = [id_of(source), id_of(target), _name(data.get("kind") or "TIE")]
        yield csv_line([*ends, *_cells(data, declared)])


def _headers(declared: list[Column], *, taken: list[str]) -> list[str]:
    names = apart((_name(column.title) for column in declared), taken=taken)
    types = (f"{_TYPES[column.type]}{'[]' if column.is_list else ''}" for column in declared)
    return [f"{name}:{type_}" for name, type_ in zip(names, types, strict=True)]


def _name(value: Any) -> str:
    """A name that needs no quotes in Cypher."""
    return re.sub(r"\W", "_", text_of(value)) or "_"


def _cells(data: Mapping[str, Any], declared: list[Column]) -> list[str]:
    values = ((data.get(column.name), column) for column in declared)
    return [_cell(value, column) if value is not None and is_known(value) else "" for value, column in values]


def _cell(value: Any, column: Column) -> str:
    if not column.is_list:
        return text_of(value)
    # The importer splits at the semicolon and knows no escape for it.
    return ";".join(text_of(item).replace(";", ",") for item in items_of(value) if not is_missing(item))
