"""Going over a network's nodes and edges, as fast as networkx's own dictionaries allow."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from numbers import Number
from typing import TYPE_CHECKING, Any

from kg.export.columns import number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

Data = dict[str, Any]


def edges_of(network: nx.MultiDiGraph) -> Iterator[tuple[Any, Any, Data]]:
    """Source, target and attributes of every edge, in the order of `network.edges`.

    The views of networkx 3.6 take three times as long as the dictionaries behind them.
    """
    if not (network.is_directed() and network.is_multigraph()):
        yield from network.edges(data=True)
        return
    for source, targets in network.adjacency():
        for target, parallel in targets.items():
            for data in parallel.values():
                yield source, target, data


def id_of(node: Any) -> str:
    """A node as the id that files call it by: its text without spaces at its ends."""
    return text_of(node).strip()


def is_placed(data: Data) -> bool:
    """Whether a node has a place: `x` and `y`, both numbers."""
    return all(isinstance(data.get(name), Number) and number_of(data[name]) is not None for name in ("x", "y"))


def node_data(network: nx.MultiDiGraph) -> list[Data]:
    """Attributes of all nodes."""
    return list(network.nodes.values())


def edge_data(network: nx.MultiDiGraph) -> list[Data]:
    """Attributes of all edges: a list of what is there already, to be gone over several times."""
    if not (network.is_directed() and network.is_multigraph()):
        return [data for _, _, data in network.edges(data=True)]
    found: list[Data] = []
    for _, targets in network.adjacency():
        for parallel in targets.values():
            found.extend(parallel.values())
    return found


def number_of_edges(network: nx.MultiDiGraph) -> int:
    """As networkx counts them, without its views."""
    if not (network.is_directed() and network.is_multigraph()):
        return int(network.number_of_edges())
    return sum(sum(map(len, targets.values())) for _, targets in network.adjacency())


def degrees(network: nx.MultiDiGraph) -> dict[Any, int]:
    """Number of edges at each node, in both directions."""
    if not (network.is_directed() and network.is_multigraph()):
        return dict(network.degree())
    arriving = Counter(chain.from_iterable(targets for _, targets in network.adjacency()))
    leaving: dict[Any, int] = {}
    for source, targets in network.adjacency():
        number = leaving[source] = sum(map(len, targets.values()))
        if number > len(targets):
            for target, parallel in targets.items():
                arriving[target] += len(parallel) - 1
    number_of = arriving.get
    return {node: number + number_of(node, 0) for node, number in leaving.items()}


def direction_of(network: nx.MultiDiGraph) -> str:
    """`directed` or `undirected`: what the projection says, else what the network is."""
    return str(network.graph.get("direction", "directed" if network.is_directed() else "undirected"))
