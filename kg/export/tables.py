"""Nodes and edges as comma-separated tables with the headers that Gephi's import knows."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kg.export.columns import Column, columns, is_known, shaped, text_of
from kg.export.spells import NAMES, has_times, spells_of, timeset
from kg.export.walk import direction_of, edge_data, edges_of, node_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx


_EDGE_OWN = ("label", "weight", "kind")


def node_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`Id,Label,Timeset` and one column an attribute; a row a node."""
    in_time = has_times(shaped(node_data(network)))
    declared = _declared(node_data(network), ("label",), in_time=in_time)
    yield csv_line(["Id", "Label", *(["Timeset"] if in_time else []), *(column.title for column in declared)])
    for node, data in network.nodes(data=True):
        cells = [text_of(node).strip(), text_of(data.get("label") or node)]
        yield csv_line(cells + _rest(data, declared, in_time=in_time))


def edge_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`Source,Target,Type,Id,Label,Weight,Kind,Timeset` and one column an attribute; a row an edge."""
    in_time = has_times(shaped(edge_data(network)))
    declared = _declared(edge_data(network), _EDGE_OWN, in_time=in_time)
    head = ["Source", "Target", "Type", "Id", "Label", "Weight", "Kind", *(["Timeset"] if in_time else [])]
    yield csv_line([*head, *(column.title for column in declared)])
    direction = direction_of(network).capitalize()
    for number, (source, target, data) in enumerate(edges_of(network)):
        own = [
            text_of(source).strip(),
            text_of(target).strip(),
            direction,
            f"e{number}",
            text_of(data.get("label") or data.get("kind") or ""),
            text_of(data.get("weight", 1)),
            text_of(data.get("kind") or ""),
        ]
        yield csv_line(own + _rest(data, declared, in_time=in_time))


def _declared(elements: list[dict[str, Any]], own: tuple[str, ...], *, in_time: bool) -> list[Column]:
    """Columns but those of the head; Gephi knows `id`, `source` and the like whatever the case of their letters."""
    taken = {"id", "label", "source", "target", "type", "weight", "kind", "timeset"} if "kind" in own else {"id"}
    found = columns(elements, without=(*own, *(NAMES if in_time else ())))
    return [
        Column(column.name, f"{column.title}_", column.type, column.is_list)
        if column.title.lower() in taken
        else column
        for column in found
    ]


def _rest(data: Mapping[str, Any], declared: list[Column], *, in_time: bool) -> list[str]:
    values = ((data.get(column.name), column) for column in declared)
    cells = [_cell(value, column) if value is not None and is_known(value) else "" for value, column in values]
    return ([timeset(spells_of(data))] if in_time else []) + cells


def _cell(value: Any, column: Column) -> str:
    # One value where others are lists is a list of one.
    return text_of([value] if column.is_list and not isinstance(value, list | tuple | set | frozenset) else value)


def csv_line(cells: list[str]) -> str:
    """One line of a comma-separated table (RFC 4180), with its line end."""
    line = io.StringIO()
    # Python 3.11 quotes only what its own line end holds, and readers end a line at a bare carriage return too.
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"
