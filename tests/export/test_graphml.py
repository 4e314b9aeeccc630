from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from lxml import etree

import kg.export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NS = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def text(hostile: nx.MultiDiGraph) -> bytes:
    stream = io.BytesIO()
    kg.export.write(hostile, stream, format="graphml")
    return stream.getvalue()


def test_every_edge_has_an_id_of_its_own(text: bytes) -> None:
    ids = [edge.get("id") for edge in etree.fromstring(text).iter(f"{NS}edge")]

    assert len(ids) == len(set(ids)) == 3


def test_gephi_finds_the_kind_of_an_edge_in_its_label(text: bytes) -> None:
    labels = [edge.get("label") for edge in etree.fromstring(text).iter(f"{NS}edge")]

    assert labels == ["partnerOf", "investsIn", "suppliesTo"]


def test_every_attribute_is_declared_once(text: bytes) -> None:
    keys = [(key.get("for"), key.get("attr.name")) for key in etree.fromstring(text).iter(f"{NS}key")]

    assert len(keys) == len(set(keys))


def test_mixed_numbers_have_the_widest_type(text: bytes) -> None:
    types = {key.get("attr.name"): key.get("attr.type") for key in etree.fromstring(text).iter(f"{NS}key")}

    assert types["count"] == "double"
    assert types["big"] == "long"


def test_networkx_reads_it_back(text: bytes) -> None:
    found = nx.read_graphml(io.BytesIO(text), force_multigraph=True)

    assert (found.number_of_nodes(), found.number_of_edges(), found.is_directed()) == (3, 3, True)
    assert found.nodes["b"]["count"] == 2.5
    assert found.nodes["https://example.org/a"]["label"] == "<tag a=\"1\"> & 'more' ]]>"
    assert {data["kind"] for *_, data in found.edges(data=True)} == {"partnerOf", "investsIn", "suppliesTo"}


def test_igraph_reads_it_back(text: bytes, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    path = tmp_path / "a.graphml"
    path.write_bytes(text)

    found = igraph.Graph.Read_GraphML(str(path))

    assert (found.vcount(), found.ecount(), found.is_directed()) == (3, 3, True)
    assert found.vs["count"][1] == 2.5
    assert sorted(found.es["kind"]) == ["investsIn", "partnerOf", "suppliesTo"]


def test_igraph_reads_a_file_with_a_number_next_to_zero(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    network = nx.MultiDiGraph()
    network.add_node("a", share=5e-324)
    kg.export.write(network, tmp_path / "a.graphml")

    found = igraph.Graph.Read_GraphML(str(tmp_path / "a.graphml"))

    assert found.vs["share"] == [0.0]


def test_graphology_reads_it_back(
    hostile: nx.MultiDiGraph, reread: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    path = tmp_path / "a.graphml"
    kg.export.write(hostile, path)

    found = reread(path)

    assert (found["nodes"], found["edges"], found["type"]) == (3, 3, "directed")
    assert found["nodeTypes"]["count"] == ["number"]


def test_an_undirected_network_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    kg.export.write(nx.MultiDiGraph([("a", "b")], direction="undirected"), path)

    assert not nx.read_graphml(path).is_directed()
