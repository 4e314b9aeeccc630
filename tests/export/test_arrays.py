from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

import kg.export
from tests.export.test_round_trips import cleaned, edge_data, ends, networks, shown, written

NEWS = Path(__file__).parents[1] / "project" / "news.trig"


def read(network: nx.MultiDiGraph) -> tuple[dict[str, Any], dict[str, Any]]:
    with np.load(io.BytesIO(written(network, "npz")), allow_pickle=False) as file:
        arrays = dict(file)
    return arrays, json.loads(written(network, "mapping.json"))


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_numbers_lead_back_to_the_edges(network: nx.MultiDiGraph) -> None:
    arrays, mapping = read(network)

    sources, targets = arrays["edge_index"]
    names = mapping["nodes"]
    kinds = [mapping["edge_types"][number] for number in arrays["edge_type"]]
    assert names == [cleaned(node) for node in network]
    assert [(names[s], names[t]) for s, t in zip(sources, targets, strict=True)] == ends(network)
    assert kinds == [shown(data["kind"]) for data in edge_data(network)]
    assert arrays["edge_weight"].tolist() == [data["weight"] for data in edge_data(network)]


def test_arrays_have_the_types_that_learners_take(hostile: nx.MultiDiGraph) -> None:
    arrays, _ = read(hostile)

    assert {name: (array.shape, array.dtype.name) for name, array in arrays.items()} == {
        "edge_index": ((2, 3), "int64"),
        "edge_type": ((3,), "int64"),
        "edge_weight": ((3,), "float64"),
        "edge_symmetric": ((3,), "bool"),
    }


def test_a_network_without_edges_has_empty_arrays() -> None:
    network = nx.MultiDiGraph()
    network.add_node("a")

    arrays, mapping = read(network)

    assert (arrays["edge_index"].shape, mapping["nodes"], mapping["edge_types"]) == ((2, 0), ["a"], [])


@pytest.mark.parametrize(("direction", "expected"), [("directed", [True, False]), ("undirected", [True, True])])
def test_ties_that_lead_both_ways_say_so(direction: str, expected: list[bool]) -> None:
    network = nx.MultiDiGraph(direction=direction)
    network.add_edge("a", "b", kind="partnerOf", symmetric=True)
    network.add_edge("b", "c", kind="investsIn")

    arrays, _ = read(network)

    assert arrays["edge_symmetric"].tolist() == expected


def test_the_mapping_stands_beside_the_arrays(hostile: nx.MultiDiGraph, tmp_path: Path) -> None:
    paths = kg.export.write(hostile, tmp_path / "a.npz")

    assert [path.name for path in paths] == ["a.npz", "a.mapping.json"]


def test_arrays_go_through_a_pipe() -> None:
    command = [sys.executable, "-m", "kg", "export", "-", "-f", "npz", "-g", str(NEWS), "-q"]

    done = subprocess.run(command, capture_output=True, check=True)

    assert np.load(io.BytesIO(done.stdout))["edge_index"].shape[0] == 2
