"""The measures: what each says, its range and direction, its cost and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from kg.errors import UsageError, similar
from kg.measure import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.measure.views import Views

_DAMPING = 0.85
"""Chance that a reader follows a tie rather than leaping anywhere (Brin and Page 1998)."""

_PRECISION = 1e-10
_MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        says: What a high value means.
        range: Least and greatest value.
        cost: In nodes n and ties m.
        source: Where it is defined.
        compute: Value by node.
        fast: The same on igraph, where that is quicker.
    """

    says: str
    range: str
    cost: str
    source: str
    compute: Callable[[Views], dict[Any, Any]]
    fast: Callable[[Views], dict[Any, Any]] | None = None


def pagerank(views: Views) -> dict[Any, float]:
    """PageRank by power iteration, weighted: the same as `networkx.pagerank`, which needs SciPy."""
    graph = views.directed
    number = len(graph)
    if not number:
        return {}
    index = {node: place for place, node in enumerate(graph)}
    ends = np.array([(index[s], index[t]) for s, t in graph.edges()], dtype=np.int64).reshape(-1, 2)
    weights = np.array([weight for *_, weight in graph.edges(data="weight")], dtype=np.float64)
    out = np.bincount(ends[:, 0], weights=weights, minlength=number)
    leaving = out[ends[:, 0]]
    # Ties of weight 0 lead nowhere, as in networkx.
    share = np.divide(weights, leaving, out=np.zeros_like(weights), where=leaving != 0)
    rank = np.full(number, 1.0 / number)
    for _ in range(_MOST_STEPS):
        flow = np.bincount(ends[:, 1], weights=rank[ends[:, 0]] * share, minlength=number)
        # What a node without ties holds goes to all alike.
        following = _DAMPING * (flow + rank[out == 0].sum() / number) + (1 - _DAMPING) / number
        moved = float(np.abs(following - rank).sum())
        rank = following
        if moved < _PRECISION:
            break
    return {node: float(value) for node, value in zip(graph, rank, strict=True)}


def ranked_groups(groups: Iterable[set[Any]]) -> dict[Any, int]:
    """Number of each node's group: 1 for the largest; equal ones in order of their first node."""
    ordered = sorted(groups, key=lambda group: (-len(group), min(map(str, group))))
    return {node: number for number, group in enumerate(ordered, start=1) for node in group}


def louvain(views: Views) -> list[set[Any]]:
    """Groups whose ties within are more than chance would give."""
    return list(nx.community.louvain_communities(views.undirected, weight="weight", seed=views.seed))


MEASURES: dict[str, Measure] = {
    "degree": Measure(
        "many different neighbours", "0 to n-1", "O(m)", "Freeman 1978", lambda v: dict(v.undirected.degree())
    ),
    "in_degree": Measure(
        "ties lead to it from many", "0 to n-1", "O(m)", "Freeman 1978", lambda v: dict(v.directed.in_degree())
    ),
    "out_degree": Measure(
        "its ties lead to many", "0 to n-1", "O(m)", "Freeman 1978", lambda v: dict(v.directed.out_degree())
    ),
    "weighted_degree": Measure(
        "the weights of its ties add up",
        "0 and more",
        "O(m)",
        "Barrat et al. 2004",
        lambda v: dict(v.undirected.degree(weight="weight")),
    ),
    "pagerank": Measure(
        "ties lead to it from nodes that rank high", "0 to 1, sum 1", "O(m) a step", "Brin and Page 1998", pagerank
    ),
    "betweenness": Measure(
        "it stands on the shortest paths between others",
        "0 to 1",
        "O(n m)",
        "Freeman 1977, Brandes 2001",
        lambda v: dict(nx.betweenness_centrality(v.leads)),
        engine.betweenness,
    ),
    "closeness": Measure(
        "few steps lead to all that it reaches, and it reaches many",
        "0 to 1",
        "O(n m)",
        "Wasserman and Faust 1994, eq. 5.22",
        lambda v: dict(nx.closeness_centrality(v.undirected)),
        engine.closeness,
    ),
    "core": Measure(
        "it belongs to a group in which all have so many neighbours",
        "0 to n-1",
        "O(m)",
        "Seidman 1983",
        lambda v: dict(nx.core_number(v.undirected)),
    ),
    "clustering": Measure(
        "its neighbours are tied to one another",
        "0 to 1",
        "O(m d), d the greatest degree",
        "Watts and Strogatz 1998",
        lambda v: {node: float(value) for node, value in nx.clustering(v.undirected).items()},
    ),
    "component": Measure(
        "a number, 1 for the largest connected part",
        "1 to n",
        "O(m)",
        "-",
        lambda v: ranked_groups(nx.connected_components(v.undirected)),
    ),
    "community": Measure(
        "a number, 1 for the largest group of many ties within: by Leiden, by Louvain without igraph",
        "1 to n",
        "O(m) a pass",
        "Traag et al. 2019; Blondel et al. 2008",
        lambda v: ranked_groups(louvain(v)),
        lambda v: ranked_groups(engine.communities(v)),
    ),
}
"""By name. Parallel ties of several kinds count as one, their weights added; steps ignore weights."""

DEFAULT = ("degree", "weighted_degree", "pagerank", "betweenness", "core", "component", "community")
"""What is measured where nothing is named."""


def check_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names of measures, each once, if there are such measures.

    Raises:
        UsageError: There is none of a name.
    """
    found = tuple(dict.fromkeys(names))
    for name in found:
        if name not in MEASURES:
            near = similar(name, among=MEASURES)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(MEASURES)}"
            raise UsageError(f"there is no measure {name!r}", hint=hint)
    return found
