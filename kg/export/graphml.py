"""GraphML, as igraph, networkx, graphology, Gephi and Cytoscape read it.

Every edge has an id of its own, and every (domain, name) one key of the widest type: programs drop edges of equal ids
and refuse an attribute that is declared twice. Lists are written as JSON text: GraphML has no type for them. The kind
of an edge is its `label` too, which is no attribute of GraphML: Gephi takes the kind from there, and makes one edge of
parallel ones without it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kg.export.columns import Column, clean, columns, is_known, list_text, text_of
from kg.export.walk import direction_of, edge_data, edges_of, id_of, node_data
from kg.export.xmltext import escaped, token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
_TYPES = {"boolean": "boolean", "integer": "int", "long": "long", "double": "double", "string": "string"}
_GRAPH_NAMES = ("title", "description", "projection", "weight", "language")


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece."""
    graph = {name: network.graph[name] for name in _GRAPH_NAMES if name in network.graph}
    domains = {
        "graph": columns([graph]),
        "node": columns(node_data(network)),
        "edge": columns(edge_data(network)),
    }
    yield _HEAD
    for domain, declared in domains.items():
        for number, column in enumerate(declared):
            type_ = "string" if column.is_list else _TYPES[column.type]
            yield (
                f'  <key id="{domain[0]}{number}" for="{domain}" attr.name="{escaped(column.title)}"'
                f' attr.type="{type_}"/>\n'
            )
    yield f'  <graph id="network" edgedefault="{direction_of(network)}">\n{_data(graph, domains["graph"], "g")}\n'
    for node, data in network.nodes(data=True):
        yield f'    <node id="{escaped(id_of(node))}">{_data(data, domains["node"], "n")}</node>\n'
    for number, (source, target, data) in enumerate(edges_of(network)):
        kind = f' label="{token(text_of(data["kind"]))}"' if data.get("kind") else ""
        yield (
            f'    <edge id="e{number}" source="{escaped(id_of(source))}" target="{escaped(id_of(target))}"{kind}>'
            f"{_data(data, domains['edge'], 'e')}</edge>\n"
        )
    yield "  </graph>\n</graphml>\n"


def _data(data: Mapping[str, Any], declared: list[Column], letter: str) -> str:
    parts = []
    for number, column in enumerate(declared):
        value = data.get(column.name)
        if value is not None and is_known(value):
            parts.append(f'<data key="{letter}{number}">{_content(_text(value, column))}</data>')
    return "".join(parts)


def _content(text: str) -> str:
    """Text between tags: with as few references as can be, for Gephi (0.10.1) loses the spaces between two of them."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _text(value: Any, column: Column) -> str:
    if column.is_list:
        return list_text(value)
    if column.type != "double":
        return text_of(value)
    number = float(value)
    # igraph 1.0 refuses a whole file with a number that is less than the least normal one.
    return text_of(number if abs(number) >= sys.float_info.min else 0.0)
