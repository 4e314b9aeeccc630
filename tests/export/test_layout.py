from __future__ import annotations

import itertools
import math

import networkx as nx
import pytest

from kg.export.layout import EDGE, EXACT, place, positions


def far(places: dict[int, tuple[float, float]], a: int, b: int) -> float:
    return math.dist(places[a], places[b])


@pytest.mark.parametrize("number", [40, EXACT + 50], ids=["stress", "forceatlas2"])
def test_the_same_seed_gives_the_same_places(number: int) -> None:
    network = nx.gnm_random_graph(number, 2 * number, seed=3)

    assert positions(network, seed=5) == positions(network, seed=5)


def test_another_seed_gives_other_places() -> None:
    network = nx.gnm_random_graph(40, 80, seed=3)

    assert positions(network, seed=1) != positions(network, seed=2)


def test_a_path_is_a_line_of_even_steps() -> None:
    places = positions(nx.path_graph(6))

    assert [far(places, n, n + 1) for n in range(5)] == pytest.approx([EDGE] * 5, rel=0.05)
    assert far(places, 0, 5) == pytest.approx(5 * EDGE, rel=0.05)


@pytest.mark.parametrize("network", [nx.empty_graph(0), nx.empty_graph(1), nx.empty_graph(7)], ids=len)
def test_nodes_without_ties_have_places_of_their_own(network: nx.Graph) -> None:
    places = positions(network)

    assert len(set(places.values())) == len(network)


def test_parts_do_not_lie_over_one_another() -> None:
    network = nx.disjoint_union_all([nx.cycle_graph(9), nx.star_graph(5), nx.path_graph(4), nx.path_graph(2)])
    places = positions(network)
    boxes = []
    for part in nx.connected_components(network):
        xs, ys = zip(*(places[node] for node in part), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))

    overlaps = [
        a for a, b in itertools.combinations(boxes, 2) if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]

    assert overlaps == []


@pytest.mark.parametrize("size", [40, 200], ids=["stress", "forceatlas2"])
def test_communities_stand_apart(size: int) -> None:
    network = nx.planted_partition_graph(2, size, 0.3, 0.005, seed=1)
    places = positions(network)
    inside = [far(places, a, b) for a, b in itertools.combinations(range(size), 2)]
    across = [far(places, a, b) for a in range(size) for b in range(size, 2 * size)]

    assert sum(across) / len(across) > 1.5 * sum(inside) / len(inside)


def test_loops_and_parallel_edges_are_no_trouble() -> None:
    network = nx.MultiDiGraph([("a", "a"), ("a", "b"), ("b", "a"), ("a", "b")])

    assert far(positions(network), "a", "b") == pytest.approx(EDGE, rel=0.01)


def test_places_that_are_there_stay() -> None:
    network = nx.path_graph(2)
    nx.set_node_attributes(network, {0: {"x": 1.0, "y": 2.0}, 1: {"x": 3.0, "y": 4.0}})

    place(network)

    assert network.nodes[1] == {"x": 3.0, "y": 4.0}


def test_all_places_are_numbers_when_only_some_were_given() -> None:
    network = nx.path_graph(3)
    network.nodes[0].update(x=1.0, y=2.0)

    place(network)

    assert all(math.isfinite(data["x"]) and math.isfinite(data["y"]) for _, data in network.nodes(data=True))
