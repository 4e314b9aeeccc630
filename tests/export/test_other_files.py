from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.export
from kg.errors import UsageError
from kg.export.triples import split, triples

if TYPE_CHECKING:
    from pathlib import Path

A = "https://example.org/a"


def written(network: nx.MultiDiGraph, form: str) -> bytes:
    stream = io.BytesIO()
    kg.export.write(network, stream, format=form)
    return stream.getvalue()


def rows(network: nx.MultiDiGraph, form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(network, form).decode("utf-8"), newline="")))


def test_cytoscape_elements_have_ids_of_their_own(hostile: nx.MultiDiGraph) -> None:
    elements = json.loads(written(hostile, "cyjs"))["elements"]

    ids = [element["data"]["id"] for element in (*elements["nodes"], *elements["edges"])]
    assert len(ids) == len(set(ids)) == 6


def test_cytoscape_reads_the_kind_as_interaction(hostile: nx.MultiDiGraph) -> None:
    edges = json.loads(written(hostile, "cyjs"))["elements"]["edges"]

    assert [edge["data"]["interaction"] for edge in edges] == ["partnerOf", "investsIn", "suppliesTo"]


def test_networkx_reads_what_cytoscape_reads(hostile: nx.MultiDiGraph) -> None:
    data = json.loads(written(hostile, "cyjs")) | {"directed": True, "multigraph": True}
    data["data"] = []
    for element in (*data["elements"]["nodes"], *data["elements"]["edges"]):
        element["data"].setdefault("value", element["data"]["id"])
        element["data"].setdefault("key", element["data"]["id"])

    found = nx.cytoscape_graph(data)

    assert (found.number_of_nodes(), found.number_of_edges()) == (3, 3)


def test_graphviz_reads_dot(hostile: nx.MultiDiGraph) -> None:
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("Graphviz is not installed")

    done = subprocess.run([dot, "-Tjson0"], input=written(hostile, "dot"), capture_output=True, check=True)

    found = json.loads(done.stdout)
    assert (found["directed"], len(found["objects"]), len(found["edges"])) == (True, 3, 3)
    assert {node["name"] for node in found["objects"]} == {A, "b", "c"}


def test_dot_quotes_what_would_end_a_string() -> None:
    network = nx.MultiDiGraph()
    network.add_node('a"b\\', label='say "x"\n')

    assert b'"a\\"b\\\\" [label="say \\"x\\"\\n"' in written(network, "dot")


def test_neo4j_headers_are_typed(hostile: nx.MultiDiGraph) -> None:
    nodes, edges = rows(hostile, "neo4j.nodes.csv"), rows(hostile, "neo4j.csv")

    assert list(nodes[0])[:2] == ["iri:ID", ":LABEL"]
    assert {"aliases:string[]", "count:double", "active:boolean", "big:long"} <= set(nodes[0])
    assert list(edges[0])[:3] == [":START_ID", ":END_ID", ":TYPE"]


def test_neo4j_edges_lead_to_nodes_of_the_table(hostile: nx.MultiDiGraph) -> None:
    ids = {row["iri:ID"] for row in rows(hostile, "neo4j.nodes.csv")}

    assert {row[name] for row in rows(hostile, "neo4j.csv") for name in (":START_ID", ":END_ID")} <= ids


def test_parquet_keeps_types(hostile: nx.MultiDiGraph, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

    edges, nodes = kg.export.write(hostile, tmp_path / "a.parquet")

    table = parquet.read_table(nodes)
    assert (nodes.name, parquet.read_table(edges).num_rows) == ("a.nodes.parquet", 3)
    assert table.column("id").to_pylist() == [A, "b", "c"]
    assert table.column("count").to_pylist() == [3.0, 2.5, None]
    assert table.column("flags").to_pylist() == [None, [True, False], None]
    assert table.column("aliases").to_pylist()[0] == ["a,b", 'say "oui"', "back\\slash", "new\nline", ""]


def test_triples_are_lines(hostile: nx.MultiDiGraph) -> None:
    assert written(hostile, "tsv").decode("utf-8").splitlines() == [
        "b\tsuppliesTo\tc",
        f"{A}\tinvestsIn\tb",
        f"{A}\tpartnerOf\tb",
    ]


def drawn(seed: int) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    for number, (source, target) in enumerate(nx.gnm_random_graph(30, 120, seed=seed, directed=True).edges()):
        network.add_edge(source, target, kind="abc"[number % 3], first=f"2024-01-{1 + number % 28:02}")
        if number % 4 == 0:
            network.add_edge(source, target, kind="d", first="2024-02-01")
    return network


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), by_time=st.booleans())
def test_a_split_leaks_nothing(seed: int, by_time: bool) -> None:
    network = drawn(seed)

    parts = split(network, seed=seed, by_time=by_time)

    pairs = [{frozenset((head, tail)) for head, _, tail in part} for part in parts.values()]
    assert sorted(row for part in parts.values() for row in part) == triples(network)
    assert sum(map(len, pairs)) == len(set.union(*pairs))


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), by_time=st.booleans())
def test_all_nodes_and_relations_are_learnt_from_the_first_part(seed: int, by_time: bool) -> None:
    network = drawn(seed)

    parts = split(network, seed=seed, by_time=by_time)

    nodes = [{name for head, _, tail in part for name in (head, tail)} for part in parts.values()]
    relations = [{relation for _, relation, _ in part} for part in parts.values()]
    assert nodes[1] | nodes[2] <= nodes[0]
    assert relations[1] | relations[2] <= relations[0]


def test_the_same_seed_gives_the_same_split() -> None:
    assert split(drawn(1), seed=3) == split(drawn(1), seed=3) != split(drawn(1), seed=4)


def test_later_ties_are_the_test() -> None:
    network = nx.MultiDiGraph(nx.complete_graph(12, create_using=nx.DiGraph))
    for number, (*_, data) in enumerate(sorted(network.edges(data=True), key=lambda edge: sorted(edge[:2]))):
        data.update(kind="tie", first=f"20{10 + number // 10:02}-01-01")

    parts = split(network, by_time=True)

    days = {
        name: [network.edges[int(head), int(tail), 0]["first"] for head, _, tail in part]
        for name, part in parts.items()
    }
    assert max(days["train"]) <= min(days["valid"]) <= max(days["valid"]) <= min(days["test"])


@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.8, 0.1, 0.2), (1.2, -0.1, -0.1)], ids=str)
def test_shares_that_are_none_are_refused(shares: Any) -> None:
    with pytest.raises(UsageError, match=r"^shares are "):
        split(nx.MultiDiGraph(), shares=shares)


@pytest.mark.parametrize("form", sorted(set(kg.export.WRITERS) - {"parquet", "nodes.parquet", "dataset"}))
def test_every_format_is_the_same_twice(hostile: nx.MultiDiGraph, form: str) -> None:
    assert written(hostile.copy(), form) == written(hostile.copy(), form)
