"""Cytoscape's JSON (`.cyjs`), which Cytoscape desktop and Cytoscape.js read: unique ids, the kind as `interaction`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.export.columns import plain, text_of
from kg.export.walk import edges_of, id_of, is_placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

_PLACES = ("x", "y")


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece: one line an element."""
    names = {name: value for name, value in network.graph.items() if isinstance(value, str | int | float | bool)}
    about = {"name": network.graph.get("title", "network"), **names}
    yield '{"format_version":"1.0","generated_by":"kg","target_cytoscapejs_version":"~3.0",\n'
    yield f'"data":{_json(about)},\n"elements":{{"nodes":['
    for number, (node, data) in enumerate(network.nodes(data=True)):
        own = {"id": id_of(node), "name": text_of(data.get("label") or node)}
        element: dict[str, Any] = {"data": {**_known(data, without=_PLACES), **own}}
        if is_placed(data):
            # Its y axis points down.
            element["position"] = {"x": data["x"], "y": -data["y"]}
        yield (",\n" if number else "\n") + _json(element)
    yield '\n],"edges":['
    for number, (source, target, data) in enumerate(edges_of(network)):
        own = {
            "id": f"e{number}",
            "source": id_of(source),
            "target": id_of(target),
            "interaction": text_of(data.get("kind") or "tie"),
            "name": text_of(data.get("label") or data.get("kind") or "tie"),
        }
        yield (",\n" if number else "\n") + _json({"data": {**_known(data), **own}})
    yield "\n]}}\n"


def _known(data: dict[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None and name not in without}


def _json(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
