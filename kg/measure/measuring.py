"""Measuring a network, and what of it changed since an earlier slice of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import UsageError
from kg.measure import engine
from kg.measure.catalog import DEFAULT, MEASURES, check_names
from kg.measure.views import Views

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGINES = ("auto", "networkx", "igraph")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    Attributes:
        values: By measure, then by node.
        whole: Of the network as a whole: nodes, ties, density, components, modularity of its communities.
    """

    values: dict[str, dict[Any, Any]]
    whole: dict[str, float]

    def ranked(self, by: str) -> list[Any]:
        """Nodes in order of a measure: greatest first, groups by their number; equal ones in order of their names."""
        values = self.values[by]
        sign = 1 if by in ("component", "community") else -1
        return sorted(values, key=lambda node: (sign * values[node], str(node)))


def measure(
    network: nx.MultiDiGraph, *, names: Sequence[str] = DEFAULT, seed: int = 1, engine_name: str = "auto"
) -> Measured:
    """Measures of every node, and of the network as a whole.

    Args:
        network: As `kg.project.project` makes it, or any networkx graph.
        names: Keys of `MEASURES`.
        seed: Of the communities.
        engine_name: `networkx`, `igraph`, or `auto` for igraph where it is installed.

    Raises:
        UsageError: No such measure or engine, igraph is not installed, or a weight is no number.
    """
    names = check_names(names)
    if engine_name not in ENGINES:
        raise UsageError(f"there is no engine {engine_name!r}", hint=f"there are {', '.join(ENGINES)}")
    if engine_name == "igraph" and not engine.is_there():
        raise UsageError("igraph is not installed", hint="pip install 'kg-news[measure]'")
    fast = engine_name != "networkx" and engine.is_there()
    views = Views(network, seed)
    values = {}
    for name in names:
        chosen = MEASURES[name]
        compute = chosen.fast if fast and chosen.fast and len(network) else chosen.compute
        values[name] = compute(views) if len(network) else {}
    return Measured(values=values, whole=_whole(views, values))


def _whole(views: Views, values: dict[str, dict[Any, Any]]) -> dict[str, float]:
    graph = views.undirected
    found: dict[str, float] = {
        "nodes": len(graph),
        "ties": views.network.number_of_edges(),
        "density": round(nx.density(graph), 6),
        "components": nx.number_connected_components(graph),
    }
    groups: dict[int, set[Any]] = {}
    for node, number in values.get("community", {}).items():
        groups.setdefault(number, set()).add(node)
    if groups and graph.number_of_edges():
        found["communities"] = len(groups)
        found["modularity"] = round(nx.community.modularity(graph, list(groups.values()), weight="weight"), 6)
    return found


def add_to(network: nx.MultiDiGraph, measured: Measured) -> None:
    """Put measures on the nodes of a network, which is changed."""
    for name, values in measured.values.items():
        nx.set_node_attributes(network, values, name)


def changes(before: Measured | None, after: Measured, *, by: str) -> dict[Any, str]:
    """What happened to each node since an earlier slice: `new`, or how many ranks it rose (+) or fell (-)."""
    if before is None:
        return {}
    ranks = {node: rank for rank, node in enumerate(before.ranked(by), start=1)}
    found = {}
    for rank, node in enumerate(after.ranked(by), start=1):
        moved = ranks.get(node, 0) - rank
        found[node] = "new" if node not in ranks else f"{moved:+d}" if moved else "="
    return found
