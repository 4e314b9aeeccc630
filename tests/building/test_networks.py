"""Networks that builds make because `kg.toml` asks for them."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest

import kg.project.network
from kg.errors import ConfigError, QueryError
from kg.project import project
from kg.store import open_graph
from tests.building.conftest import write_article

HEADER = "#+ columns: source target\nPREFIX biz: <https://w3id.org/biznews/ontology#>\n"
LOOSE = HEADER + "SELECT ?source ?target { ?deal biz:partner ?source , ?target FILTER(?source != ?target) }"
BROKEN = HEADER + "SELECT ?source ?target { ?source biz:partner ?target ?target }"


@pytest.fixture
def wanting(config):
    """The configuration with some networks, and with further projections."""

    def wanting(*names, folder=None):
        folders = config.query_folders if folder is None else (folder, *config.query_folders)
        return replace(config, networks=names, query_folders=folders)

    return wanting


@pytest.fixture
def own(tmp_path):
    """A folder of queries with a projection of its own."""

    def own(query):
        path = tmp_path / "queries" / "projections" / "pairs.rq"
        path.parent.mkdir(parents=True)
        path.write_text(query, encoding="utf-8")
        return path.parents[1]

    return own


@pytest.fixture
def forbidden(monkeypatch):
    """Making a network is an error from now on."""

    def forbid():
        def made(*_arguments, **_options):
            raise AssertionError("the network is made again")

        monkeypatch.setattr(kg.project.network, "_made", made)

    return forbid


def _same(one, other):
    return nx.utils.graphs_equal(one, other) and one.graph == other.graph


def test_what_a_build_has_made_is_not_made_again(build, wanting, forbidden):
    graph, account = build(config=wanting("companies"))
    with_version = open_graph(graph)
    expected = project(with_version._replace(version=None))
    forbidden()

    network = project(with_version)

    assert network.number_of_edges() == 9
    assert _same(network, expected)
    assert [(made.name, made.nodes, made.edges, made.remark) for made in account.networks] == [
        ("companies", len(network), 9, "")
    ]


def test_a_renewed_graph_has_its_own_network(build, corpus, wanting, forbidden):
    build(config=wanting("companies"))
    write_article(corpus, "a", one="Anders")
    graph, account = build(config=wanting("companies"))
    forbidden()

    assert account.changed == 1
    assert "Anders" in {data["label"] for _, data in project(open_graph(graph)).nodes(data=True)}


def test_a_projection_of_the_project_can_be_named(build, wanting, own):
    _, account = build(config=wanting("pairs", folder=own(LOOSE)))

    assert [(made.name, made.edges) for made in account.networks] == [("pairs", 18)]


def test_a_network_without_edges_is_said_with_its_reason(build, wanting):
    _, account = build(config=wanting("supply"))

    (made,) = account.networks
    assert (made.edges, made.remark) == (0, "nothing in the graph fits its query; the graph holds 9 Partnership")


def test_an_unknown_network_is_refused_before_anything_is_built(build, wanting, tmp_path):
    with pytest.raises(ConfigError, match="'networks': there is no projection 'compnies'") as raised:
        build(config=wanting("compnies"))

    assert raised.value.hint == "did you mean 'companies'?"
    assert not list((tmp_path / "graph").glob("version-*"))


def test_a_wrong_query_leaves_the_last_graph(build, corpus, wanting, own):
    graph, _ = build()
    write_article(corpus, "a", one="Anders")

    with pytest.raises(QueryError, match="not valid SPARQL"):
        build(config=wanting("pairs", folder=own(BROKEN)))

    assert open_graph(graph).version.name == "version-1"
