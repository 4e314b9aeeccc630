"""A network as the measures see it: simple graphs, parallel ties of several kinds as one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass
class Views:
    """The views of one network; each is made when it is asked for, which fails where a weight is no number.

    Attributes:
        network: As `kg.project` makes it. Ties whose attribute `symmetric` is true lead both ways, and so do all ties
            where the graph attribute `direction` is `undirected`.
        seed: Of what is drawn by chance.
    """

    network: nx.MultiDiGraph
    seed: int = 1

    @cached_property
    def nodes(self) -> list[Any]:
        """All nodes, in a fixed order."""
        return sorted(self.network, key=str)

    def _ties(self) -> Iterator[tuple[Any, Any, float, bool]]:
        """Source, target, weight and whether the tie leads both ways; loops are no ties."""
        both = self.network.graph.get("direction") == "undirected" or not self.network.is_directed()
        for source, target, data in self.network.edges(data=True):
            if source != target:
                yield source, target, _weight(source, target, data), both or bool(data.get("symmetric"))

    @cached_property
    def directed(self) -> nx.DiGraph:
        """One edge a pair and direction; `weight` is the sum over kinds."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        for source, target, weight, both in self._ties():
            _add(graph, source, target, weight)
            if both:
                _add(graph, target, source, weight)
        return graph

    @cached_property
    def undirected(self) -> nx.Graph:
        """One edge a pair; `weight` is the sum over kinds and directions."""
        graph = nx.Graph()
        graph.add_nodes_from(self.nodes)
        for source, target, weight, _ in self._ties():
            _add(graph, source, target, weight)
        return graph

    @cached_property
    def leads(self) -> nx.Graph:
        """What shortest paths follow: the directed view, or the undirected one if every tie leads both ways."""
        return self.undirected if all(both for *_, both in self._ties()) else self.directed


def _weight(source: Any, target: Any, data: Mapping[str, Any]) -> float:
    weight = data.get("weight")
    try:
        number = 1.0 if weight is None else float(weight)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        message = f"the edge from {source!r} to {target!r} has the weight {weight!r}"
        raise UsageError(message, hint="weights must be numbers")
    return number


def _add(graph: nx.Graph, source: Any, target: Any, weight: float) -> None:
    if graph.has_edge(source, target):
        graph.edges[source, target]["weight"] += weight
    else:
        graph.add_edge(source, target, weight=weight)
