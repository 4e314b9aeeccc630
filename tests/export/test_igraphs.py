from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import kg.export
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def ends(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return sorted(found)


def test_all_nodes_edges_and_values_are_there(hostile: nx.MultiDiGraph) -> None:
    pytest.importorskip("igraph", reason="igraph is not installed")

    found = kg.export.to_igraph(hostile)

    assert (found.vs["name"], found.is_directed()) == (list(hostile), True)
    assert found.vs["aliases"] == [data.get("aliases") for _, data in hostile.nodes(data=True)]
    assert found["title"] == hostile.graph["title"]
    assert ends((found.vs[e.source]["name"], found.vs[e.target]["name"], e["kind"]) for e in found.es) == ends(
        (source, target, kind) for source, target, kind in hostile.edges(data="kind")
    )


def test_an_undirected_network_is_undirected() -> None:
    pytest.importorskip("igraph", reason="igraph is not installed")

    found = kg.export.to_igraph(nx.MultiDiGraph([("a", "b"), ("b", "c")], direction="undirected"))

    assert not found.is_directed()
    assert found.degree("b") == 2


def test_an_attribute_called_name_does_not_hide_the_node() -> None:
    pytest.importorskip("igraph", reason="igraph is not installed")
    network = nx.MultiDiGraph()
    network.add_node("a", name="Alto")

    found = kg.export.to_igraph(network)

    assert (found.vs["name"], found.vs["name_"]) == (["a"], ["Alto"])


def test_without_igraph_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)

    with pytest.raises(UsageError, match=r"^igraph is not installed \(pip install 'kg-news\[measure\]'\)$"):
        kg.export.to_igraph(nx.MultiDiGraph())
