"""Nodes and edges as comma-separated tables with the headers that Gephi's import knows.

Gephi's import (0.10.1, `AbstractImporterSpreadsheet`) has two traps, in which it loses the table. It guesses the type
of a column from its first rows, and takes ISO dates and bracketed lists of numbers for points in time, which do not go
with the intervals of Timeset: so dates have slashes here, which spreadsheets read as well, and lists of numbers or
dates have bars. And a backslash quotes the mark after it: so there is none before a quotation mark, nor at the end of a
cell.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.export.columns import Column, apart, columns, is_known, is_missing, items_of, list_text, shaped, text_of
from kg.export.spells import NAMES, has_times, spells_of, timeset
from kg.export.walk import direction_of, edge_data, edges_of, id_of, node_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx


_EDGE_OWN = ("label", "weight", "kind")

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?([T ].*)?")
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
_ODD_BACKSLASHES = r"(?<!\\)((?:\\\\)*)\\"
_ESCAPED_MARK = re.compile(_ODD_BACKSLASHES + '"')
_ESCAPING = re.compile(_ODD_BACKSLASHES + r'(?="|\Z)')


def node_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`Id,Label,Timeset` and one column an attribute; a row a node."""
    in_time = has_times(shaped(node_data(network)))
    declared = _declared(node_data(network), ("label",), in_time=in_time)
    barred = _barred(node_data(network), declared)
    yield csv_line(["Id", "Label", *(["Timeset"] if in_time else []), *(column.title for column in declared)])
    for node, data in network.nodes(data=True):
        cells = [id_of(node), _harmless(text_of(data.get("label") or node))]
        yield csv_line(cells + _rest(data, declared, barred, in_time=in_time))


def edge_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`Source,Target,Type,Id,Label,Weight,Kind,Timeset` and one column an attribute; a row an edge."""
    in_time = has_times(shaped(edge_data(network)))
    declared = _declared(edge_data(network), _EDGE_OWN, in_time=in_time)
    barred = _barred(edge_data(network), declared)
    head = ["Source", "Target", "Type", "Id", "Label", "Weight", "Kind", *(["Timeset"] if in_time else [])]
    yield csv_line([*head, *(column.title for column in declared)])
    direction = direction_of(network).capitalize()
    for number, (source, target, data) in enumerate(edges_of(network)):
        own = [
            id_of(source),
            id_of(target),
            direction,
            f"e{number}",
            _harmless(text_of(data.get("label") or data.get("kind") or "")),
            text_of(data.get("weight", 1)),
            text_of(data.get("kind") or ""),
        ]
        yield csv_line(own + _rest(data, declared, barred, in_time=in_time))


def _declared(elements: list[dict[str, Any]], own: tuple[str, ...], *, in_time: bool) -> list[Column]:
    """Columns but those of the head; Gephi knows `id`, `source` and the like whatever the case of their letters."""
    taken = {"id", "label", "source", "target", "type", "weight", "kind", "timeset"} if "kind" in own else {"id"}
    found = columns(elements, without=(*own, *(NAMES if in_time else ())))
    titles = apart((column.title for column in found), taken=taken)
    return [replace(column, title=title) for column, title in zip(found, titles, strict=True)]


def _barred(elements: list[dict[str, Any]], declared: list[Column]) -> set[str]:
    """Names of the columns whose lists hold nothing but numbers and dates."""
    return {
        column.name
        for column in declared
        if column.is_list and all(_is_time(text) for element in elements for text in _items(element.get(column.name)))
    }


def _is_time(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text))


def _rest(data: Mapping[str, Any], declared: list[Column], barred: set[str], *, in_time: bool) -> list[str]:
    values = ((data.get(column.name), column) for column in declared)
    cells = [_cell(value, column, barred) if value is not None and is_known(value) else "" for value, column in values]
    return ([timeset(spells_of(data))] if in_time else []) + cells


def _cell(value: Any, column: Column, barred: set[str]) -> str:
    if column.name in barred:
        return "|".join(map(_slashed, _items(value)))
    if not column.is_list:
        return _harmless(_slashed(text_of(value)))
    return _ESCAPED_MARK.sub(r"\1\\u0022", list_text(value))


def _items(value: Any) -> list[str]:
    return [text_of(item) for item in items_of(value) if not is_missing(item)]


def _harmless(text: str) -> str:
    """Text with a space after a backslash that Gephi would take for an escape of the mark that ends the cell."""
    return _ESCAPING.sub(r"\1\\ ", text) if "\\" in text else text


def _slashed(text: str) -> str:
    return text.replace("-", "/", 2) if _DATE.fullmatch(text) else text


def csv_line(cells: list[str]) -> str:
    """One line of a comma-separated table (RFC 4180), with its line end."""
    line = io.StringIO()
    # Python 3.11 quotes only what its own line end holds, and readers end a line at a bare carriage return too.
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"
