"""JSON node-link, as `networkx.node_link_graph(data, edges="edges")`, D3 and many others read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.export.columns import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece: one line a node, one line an edge."""
    yield f'{{"directed": {_json(network.is_directed())}, "multigraph": {_json(network.is_multigraph())},\n'
    yield f'"graph": {_json(network.graph)},\n"nodes": ['
    for number, (node, data) in enumerate(network.nodes(data=True)):
        yield (",\n" if number else "\n") + _json({**data, "id": node})
    yield '\n],\n"edges": ['
    for number, (source, target, key, data) in enumerate(_edges(network)):
        own = {"source": source, "target": target} | ({"key": key} if key is not None else {})
        yield (",\n" if number else "\n") + _json({**data, **own})
    yield "\n]}\n"


def _edges(network: nx.MultiDiGraph) -> Iterator[tuple[Any, Any, Any, dict[str, Any]]]:
    if network.is_multigraph():
        yield from network.edges(keys=True, data=True)
    else:
        yield from ((source, target, None, data) for source, target, data in network.edges(data=True))


def _json(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
