from __future__ import annotations

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.measure import MEASURES, Measured, add_to, measure
from kg.measure.catalog import ranked_groups
from kg.measure.engine import to_igraph
from kg.measure.measuring import changes
from kg.measure.views import Views


def company_network(*, direction: str = "directed") -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(direction=direction)
    drawn = nx.gnm_random_graph(60, 110, seed=4, directed=True)
    for number, (source, target) in enumerate(drawn.edges()):
        network.add_edge(source, target, kind="a", weight=1 + number % 3, symmetric=number % 4 == 0)
        if number % 5 == 0:
            network.add_edge(source, target, kind="b", weight=2)
    network.add_edges_from([("x", "y"), ("y", "y")])
    return network


@pytest.fixture(params=["directed", "undirected"])
def network(request: pytest.FixtureRequest) -> nx.MultiDiGraph:
    return company_network(direction=request.param)


@pytest.mark.parametrize("name", ["betweenness", "closeness"])
def test_igraph_gives_what_networkx_gives(network: nx.MultiDiGraph, name: str) -> None:
    pytest.importorskip("igraph", reason="igraph is not installed")

    fast, slow = (measure(network, names=[name], engine_name=e).values[name] for e in ("igraph", "networkx"))

    assert fast == pytest.approx(slow, rel=1e-9, abs=1e-12)


def test_pagerank_is_that_of_networkx(network: nx.MultiDiGraph) -> None:
    pytest.importorskip("scipy", reason="networkx needs SciPy for PageRank")

    found = measure(network, names=["pagerank"]).values["pagerank"]

    assert found == pytest.approx(nx.pagerank(Views(network).directed, tol=1e-12, max_iter=1000), abs=1e-6)


def test_pagerank_is_that_of_igraph(network: nx.MultiDiGraph) -> None:
    pytest.importorskip("igraph", reason="igraph is not installed")
    graph = Views(network).directed

    found = measure(network, names=["pagerank"]).values["pagerank"]

    assert list(found.values()) == pytest.approx(to_igraph(graph).pagerank(weights="weight"), abs=1e-6)


def test_pagerank_adds_up_to_one(network: nx.MultiDiGraph) -> None:
    assert sum(measure(network, names=["pagerank"]).values["pagerank"].values()) == pytest.approx(1)


def test_parallel_ties_are_one_neighbour_and_their_weights_add_up() -> None:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", kind="x", weight=2)
    network.add_edge("a", "b", kind="y", weight=3)

    found = measure(network, names=["degree", "in_degree", "out_degree", "weighted_degree"]).values

    assert {name: values["b"] for name, values in found.items()} == {
        "degree": 1,
        "in_degree": 1,
        "out_degree": 0,
        "weighted_degree": 5,
    }


def test_symmetric_ties_lead_both_ways() -> None:
    network = nx.MultiDiGraph([("a", "b", {"symmetric": True})])

    found = measure(network, names=["in_degree", "out_degree"]).values

    assert found == {"in_degree": {"a": 1, "b": 1}, "out_degree": {"a": 1, "b": 1}}


def test_ties_of_an_undirected_network_lead_both_ways() -> None:
    network = nx.MultiDiGraph([("a", "b")], direction="undirected")

    assert measure(network, names=["in_degree"]).values["in_degree"] == {"a": 1, "b": 1}


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_communities_are_found(engine: str) -> None:
    if engine == "igraph":
        pytest.importorskip("igraph", reason="igraph is not installed")
    network = nx.MultiDiGraph(nx.ring_of_cliques(3, 6))

    found = measure(network, names=["community"], engine_name=engine)

    groups = found.values["community"]
    assert [len({groups[node] for node in range(start, start + 6)}) for start in (0, 6, 12)] == [1, 1, 1]
    assert len(set(groups.values())) == 3
    assert found.whole["modularity"] > 0.5


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_the_same_seed_gives_the_same_communities(network: nx.MultiDiGraph, engine: str) -> None:
    if engine == "igraph":
        pytest.importorskip("igraph", reason="igraph is not installed")

    first, second = (measure(network, names=["community"], engine_name=engine).values for _ in range(2))

    assert first == second


def test_the_largest_group_is_number_one() -> None:
    assert ranked_groups([{"c"}, {"a", "b"}, {"d"}]) == {"a": 1, "b": 1, "c": 2, "d": 3}


def test_the_network_as_a_whole_is_described() -> None:
    network = nx.MultiDiGraph([("a", "b"), ("b", "a"), ("c", "d")])

    assert measure(network, names=["degree"]).whole == {
        "nodes": 4,
        "ties": 3,
        "density": 0.333333,
        "components": 2,
    }


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_network_has_no_values(name: str) -> None:
    assert measure(nx.MultiDiGraph(), names=[name]).values == {name: {}}


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_says_what_it_is(name: str) -> None:
    found = MEASURES[name]

    assert all((found.says, found.range, found.cost, found.source))


@pytest.mark.parametrize("name", MEASURES)
def test_every_node_has_a_plain_number(network: nx.MultiDiGraph, name: str) -> None:
    values = measure(network, names=[name]).values[name]

    assert set(values) == set(network)
    assert {type(value) for value in values.values()} <= {int, float}


def test_an_unknown_measure_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"^there is no measure 'pagernk' \(did you mean 'pagerank'\?\)$"):
        measure(nx.MultiDiGraph(), names=["pagernk"])


def test_measures_become_attributes() -> None:
    network = nx.MultiDiGraph([("a", "b")])

    add_to(network, measure(network, names=["degree"]))

    assert network.nodes["a"] == {"degree": 1}


def test_a_change_is_in_ranks() -> None:
    before = Measured({"degree": {"a": 3, "b": 2, "c": 1}}, {})
    after = Measured({"degree": {"a": 3, "b": 1, "c": 2, "d": 0}}, {})

    assert changes(before, after, by="degree") == {"a": "=", "c": "+1", "b": "-1", "d": "new"}
    assert changes(None, after, by="degree") == {}


def test_ties_that_weigh_nothing_lead_nowhere() -> None:
    network = nx.MultiDiGraph([("a", "b", {"weight": 0}), ("b", "c", {"weight": 2})])

    ranks = measure(network, names=["pagerank"]).values["pagerank"]

    assert sum(ranks.values()) == pytest.approx(1.0)
    assert ranks["a"] == pytest.approx(ranks["b"])
    assert ranks["c"] > ranks["b"]


@pytest.mark.parametrize("weight", ["heavy", float("nan"), [1]], ids=repr)
def test_a_weight_that_is_no_number_is_refused(weight: object) -> None:
    network = nx.MultiDiGraph([("a", "b", {"weight": weight})])

    with pytest.raises(UsageError, match=r"^the edge from 'a' to 'b' has the weight .* \(weights must be numbers\)$"):
        measure(network, names=["degree"])
