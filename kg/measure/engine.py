"""Measures on igraph, which takes seconds where networkx takes minutes.

igraph is an extra (`pip install 'kg-news[measure]'`); networkx answers where it is not there, with the same numbers.
"""

from __future__ import annotations

import importlib.util
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from kg.measure.views import Views


def is_there() -> bool:
    """Whether igraph is installed."""
    return importlib.util.find_spec("igraph") is not None


def to_igraph(graph: nx.Graph) -> Any:
    """A simple networkx graph as an `igraph.Graph`: nodes in the same order, `name` and `weight` as attributes."""
    import igraph  # noqa: PLC0415 - an extra

    nodes = list(graph)
    index = {node: number for number, node in enumerate(nodes)}
    edges = [(index[source], index[target]) for source, target in graph.edges()]
    result = igraph.Graph(n=len(nodes), edges=edges, directed=graph.is_directed())
    result.vs["name"] = [str(node) for node in nodes]
    result.es["weight"] = [float(weight) for *_, weight in graph.edges(data="weight", default=1.0)]
    return result


def betweenness(views: Views) -> dict[Any, float]:
    """As networkx scales it: by the number of pairs that a node could stand between."""
    graph = views.leads
    found = to_igraph(graph).betweenness()
    number = len(graph)
    pairs = (number - 1) * (number - 2) / (1 if graph.is_directed() else 2)
    return {node: value / pairs if pairs > 0 else 0.0 for node, value in zip(graph, found, strict=True)}


def closeness(views: Views) -> dict[Any, float]:
    """As networkx scales it: by the part of the network that a node reaches."""
    graph = views.undirected
    whole = to_igraph(graph)
    parts = whole.connected_components()
    reached = [parts.size(member) - 1 for member in parts.membership]
    found = whole.closeness(normalized=True)
    others = max(len(graph) - 1, 1)
    return {
        node: value * reach / others if reach else 0.0 for node, value, reach in zip(graph, found, reached, strict=True)
    }


def communities(views: Views) -> list[set[Any]]:
    """Leiden: groups whose ties within are more than chance would give (modularity)."""
    import igraph  # noqa: PLC0415 - an extra

    nodes = list(views.undirected)
    igraph.set_random_number_generator(random.Random(views.seed))  # noqa: S311 - not for secrets
    try:
        found = to_igraph(views.undirected).community_leiden(
            objective_function="modularity", weights="weight", n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    return [{nodes[number] for number in members} for members in found]
