"""Arrays of numbers for PyTorch Geometric, DGL and the like (`.npz`), and what the numbers mean (`.mapping.json`)."""

from __future__ import annotations

import io
import json
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from kg.errors import UsageError
from kg.export.columns import text_of
from kg.export.walk import direction_of, edge_data, edges_of, id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from kg.export.walk import Data


def write(network: nx.MultiDiGraph, stream: IO[bytes]) -> None:
    """`edge_index`, `edge_type`, `edge_weight` and `edge_symmetric`, E edges in the network's order.

    `edge_index` (int64, 2 x E) has the numbers of source and target, `edge_type` (int64, E) those of the kinds,
    `edge_weight` (float64, E) the weights, 1 where there is none. Each edge stands once; `edge_symmetric` (bool, E)
    says which lead both ways, as all do in an undirected network.

    Raises:
        UsageError: A weight is no number.
    """
    index = {node: number for number, node in enumerate(network)}
    kinds = {kind: number for number, kind in enumerate(_kinds(network))}
    both = direction_of(network) == "undirected"
    data = edge_data(network)
    ends = [(index[source], index[target]) for source, target, _ in edges_of(network)]
    weights = [_weight(*edge) for edge in edges_of(network)]
    arrays: dict[str, Any] = {
        "edge_index": np.array(ends, dtype=np.int64).reshape(-1, 2).T,
        "edge_type": np.array([kinds[_kind(element)] for element in data], dtype=np.int64),
        "edge_weight": np.array(weights, dtype=np.float64),
        "edge_symmetric": np.array([both or bool(element.get("symmetric")) for element in data], dtype=np.bool_),
    }
    # Standard output cannot be gone back in, as a zip file is when it is written.
    held = io.BytesIO()
    np.savez(held, **arrays)
    stream.write(held.getvalue())


def mapping_chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """`nodes`, `labels` and `types` by number of the node, `edge_types` by number of the kind: JSON, a line each."""
    columns = {
        "nodes": [id_of(node) for node in network],
        "labels": [text_of(data.get("label") or node) for node, data in network.nodes(data=True)],
        "types": [text_of(data["type"]) if data.get("type") else None for _, data in network.nodes(data=True)],
        "edge_types": _kinds(network),
    }
    yield "{" + ",\n".join(f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in columns.items())
    yield "}\n"


def _weight(source: Any, target: Any, data: Data) -> float:
    weight = data.get("weight")
    try:
        return 1.0 if weight is None else float(weight)
    except (TypeError, ValueError) as error:
        message = f"the edge from {source!r} to {target!r} has the weight {weight!r}"
        raise UsageError(message, hint="weights must be numbers") from error


def _kinds(network: nx.MultiDiGraph) -> list[str]:
    return sorted({_kind(data) for data in edge_data(network)})


def _kind(data: dict[str, Any]) -> str:
    return text_of(data.get("kind") or "tie")
