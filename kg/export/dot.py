"""DOT, the language of Graphviz: labels, colours, widths and tooltips with the quoted sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.export.appearance import edge_colours, node_colours, width_of
from kg.export.columns import text_of
from kg.export.walk import direction_of, edges_of, id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece: one line an element."""
    directed = direction_of(network) == "directed"
    types, kinds = node_colours(network), edge_colours(network)
    ids = {node: _quoted(id_of(node)) for node in network}
    yield f"{'digraph' if directed else 'graph'} {{\n"
    yield f"  graph [label={_quoted(text_of(network.graph.get('title', '')))}, overlap=false]\n"
    yield '  node [shape=box, style="rounded,filled", fontcolor=white, fontname="sans-serif"]\n'
    for node, data in network.nodes(data=True):
        label, colour = data.get("label") or node, data.get("color") or types[str(data.get("type") or "")]
        yield f"  {ids[node]} [label={_quoted(text_of(label))}, fillcolor={_quoted(text_of(colour))}]\n"
    arrow = "->" if directed else "--"
    for source, target, data in edges_of(network):
        said: dict[str, Any] = {
            "label": data.get("label") or data.get("kind"),
            "color": data.get("color") or kinds[str(data.get("kind") or "")],
            "weight": max(1, round(width_of(data))),
            "dir": "none" if data.get("symmetric") else None,
            "tooltip": data.get("quote"),
        }
        words = ", ".join(f"{name}={_quoted(text_of(value))}" for name, value in said.items() if value is not None)
        yield f"  {ids[source]} {arrow} {ids[target]} [{words}]\n"
    yield "}\n"


def _quoted(text: str) -> str:
    r"""A quoted string, in which a backslash stays one: `\n` and the like are escapes to Graphviz."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "\n").replace("\n", "\\n") + '"'
