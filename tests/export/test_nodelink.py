from __future__ import annotations

import io
import json

import networkx as nx
import pytest

import kg.export


def written(network: nx.Graph) -> bytes:
    stream = io.BytesIO()
    kg.export.write(network, stream, format="json")
    return stream.getvalue()


def test_networkx_reads_it_back() -> None:
    network = nx.MultiDiGraph(title="x")
    network.add_node("a", label="é", many=[1, "b", None], yes=True)
    network.add_edge("a", "b", "tie", weight=2.5)

    found = nx.node_link_graph(json.loads(written(network)), edges="edges")

    assert nx.utils.graphs_equal(found, network)


@pytest.mark.parametrize("network", [nx.Graph([(1, 2)]), nx.DiGraph([(1, 2)]), nx.MultiGraph([(1, 2)])], ids=str)
def test_every_kind_of_networkx_graph_is_read_back(network: nx.Graph) -> None:
    found = nx.node_link_graph(json.loads(written(network)), edges="edges")

    assert type(found) is type(network)
    assert nx.utils.graphs_equal(found, network)


def test_a_hostile_network_is_strict_json(hostile: nx.MultiDiGraph) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    found = json.loads(written(hostile), parse_constant=refuse)

    assert (len(found["nodes"]), len(found["edges"])) == (3, 3)
    assert found["nodes"][0]["founded"] == "1990-01-02"
