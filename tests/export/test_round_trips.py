"""What other programs read from our files is what was in the network, whatever its strings and values are."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.export
from kg.export.columns import columns
from tests.export.conftest import HOSTILE, gexf_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# XML 1.0, production 2 (Char), and DEL: what our files leave out.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
NAMES = ("count", "Note", "note", 'odd <"name">, &c', "اسم", "emoji 👩‍🔬", "many", "quote")

texts = st.one_of(
    st.sampled_from(sorted(HOSTILE.values())),
    st.text(st.characters(), max_size=20),
    st.text(",;\"'\\\r\n\t <>&[]{}|#%\u200f\u202e", max_size=10),
)
numbers = st.one_of(
    st.integers(-10, 10),
    st.integers(),
    st.floats(allow_subnormal=False),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts, st.dates(), st.datetimes()),
    lambda plain: st.lists(plain, max_size=4),
    max_leaves=4,
)
attributes = st.dictionaries(st.sampled_from(NAMES), values, max_size=4)


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    """Nodes and parallel edges of several kinds; values of one name may be numbers here and lists there."""
    network = nx.MultiDiGraph(title=draw(texts), direction=draw(st.sampled_from(["directed", "undirected"])))
    nodes = draw(st.lists(texts.filter(cleaned), min_size=1, max_size=6, unique_by=cleaned))
    for node in nodes:
        network.add_node(node, **draw(attributes))
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["partnerOf", "investsIn", HOSTILE["right-to-left"]]))
        own = draw(attributes) | {"kind": kind, "weight": draw(st.sampled_from([1, 2.5]))}
        network.add_edge(draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes)), kind, **own)
    return network


def cleaned(text: str) -> str:
    """A node's id."""
    return shown(text).strip()


def shown(text: str) -> str:
    return SURROGATE.sub("\ufffd", FORBIDDEN.sub("", text))


def is_nothing(value: Any) -> bool:
    """None and the like say nothing, and neither does a list of these."""
    if isinstance(value, list):
        return all(not isinstance(item, list) and is_nothing(item) for item in value)
    return value is None or (isinstance(value, float | Decimal) and not math.isfinite(value))


def agrees(found: Any, value: Any) -> bool:
    """Whether a cell, text or typed, holds a value."""
    if isinstance(value, list):
        pairs = [json.loads(found) if isinstance(found, str) else found, value]
        items, expected = ([item for item in side if isinstance(item, list) or not is_nothing(item)] for side in pairs)
        return len(items) == len(expected) and all(map(agrees, items, expected))
    if isinstance(value, bool):
        return found is value or found in (str(value).lower(), 1.0 if value else 0.0)
    if isinstance(value, int | float | Decimal):
        return float(found) == float(value)
    return hyphened(found) == (shown(value) if isinstance(value, str) else value.isoformat())


def hyphened(text: str) -> str:
    """A date as other files than tables have it."""
    return text.replace("/", "-", 2) if re.fullmatch(r"\d{4}/\d\d(/\d\d)?(T.*)?", text) else text


@dataclass(frozen=True)
class Named:
    """Where to look for an attribute, and whether single values stand in lists of one there."""

    title: str
    is_list: bool = False


AS_THEY_ARE = {name: Named(name) for name in NAMES}
"""For formats in which every value has a type of its own."""


def check(
    found: Iterable[Mapping[str, Any]], expected: Iterable[Mapping[str, Any]], names: Mapping[str, Named]
) -> None:
    """Every value is where its title says, and what is not there is not made up."""
    for element, data in zip(found, expected, strict=True):
        for name, named in names.items():
            cell, value = element.get(named.title), data.get(name)
            if named.is_list and not isinstance(value, list):
                value = [value]
            if isinstance(value, list) and isinstance(cell, str) and not cell.startswith("["):
                cell = [hyphened(item) for item in cell.split("|")] if cell else []
            if is_nothing(value) or value == "":
                assert is_nothing(cell) or cell in ("", False)
            else:
                assert agrees(cell, value), (name, cell, value)


def declared(data: Iterable[Mapping[str, Any]], *, without: tuple[str, ...] = ()) -> dict[str, Named]:
    """For formats that have one type for all values of a name."""
    return {c.name: Named(c.title, c.is_list) for c in columns(list(data), without=without)}


def node_data(network: nx.MultiDiGraph) -> list[dict[str, Any]]:
    return [data for _, data in network.nodes(data=True)]


def edge_data(network: nx.MultiDiGraph) -> list[dict[str, Any]]:
    return [data for *_, data in network.edges(data=True)]


def ends(network: nx.MultiDiGraph) -> list[tuple[str, str]]:
    return [(cleaned(source), cleaned(target)) for source, target in network.edges()]


def written(network: nx.MultiDiGraph, form: str) -> bytes:
    stream = io.BytesIO()
    kg.export.write(network, stream, format=form)
    return stream.getvalue()


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_graphml_by_networkx(network: nx.MultiDiGraph) -> None:
    found = nx.read_graphml(io.BytesIO(written(network, "graphml")), force_multigraph=True)

    assert list(found) == [cleaned(node) for node in network]
    check(found.nodes.values(), node_data(network), declared(node_data(network)))
    by_id = {key: (ends_, data) for *ends_, key, data in found.edges(keys=True, data=True)}
    ordered = [by_id[f"e{number}"] for number in range(network.number_of_edges())]
    assert [set(pair) for pair, _ in ordered] == [set(pair) for pair in ends(network)]
    check([data for _, data in ordered], edge_data(network), declared(edge_data(network)))


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_graphml_by_igraph(network: nx.MultiDiGraph) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")

    with tempfile.NamedTemporaryFile(suffix=".graphml") as file:
        file.write(written(network, "graphml"))
        file.flush()
        found = igraph.Graph.Read_GraphML(file.name)

    assert found.is_directed() == (network.graph["direction"] == "directed")
    ids = [amp(name) for name in found.vs["id"]]
    assert ids == [cleaned(node) for node in network]
    assert [{ids[end] for end in edge.tuple} for edge in found.es] == [set(pair) for pair in ends(network)]
    check(map(attributes_of, found.vs), node_data(network), declared(node_data(network)))
    check(map(attributes_of, found.es), edge_data(network), declared(edge_data(network)))


def amp(text: str) -> str:
    """igraph 1.0.0 reads `&amp;` in an XML attribute (ids, names of attributes) as `&#38;`."""
    return text.replace("&#38;", "&")


def attributes_of(element: Any) -> dict[str, Any]:
    return {amp(name): value for name, value in element.attributes().items()}


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_csv_by_the_csv_module(network: nx.MultiDiGraph) -> None:
    for data in (*node_data(network), *edge_data(network)):
        data.update({name: spaced(value) for name, value in data.items() if isinstance(value, str)})

    edges, nodes = rows(network, "csv"), rows(network, "nodes.csv")

    assert [row["Id"] for row in nodes] == [cleaned(node) for node in network]
    assert [(row["Source"], row["Target"]) for row in edges] == ends(network)
    assert [float(row["Weight"]) for row in edges] == [data["weight"] for data in edge_data(network)]
    check(nodes, node_data(network), declared(node_data(network)))
    check(edges, edge_data(network), declared(edge_data(network), without=("weight", "kind")))


def spaced(text: str) -> str:
    """Text as tables have it: after a backslash that Gephi would take for an escape of the end of the cell, a space."""
    return re.sub(r'(?<!\\)((?:\\\\)*\\)(?="|\Z)', r"\1 ", shown(text))


def rows(network: nx.MultiDiGraph, form: str) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 20)
    return list(csv.DictReader(io.StringIO(written(network, form).decode("utf-8"), newline="")))


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_neo4j_tables_by_the_csv_module(network: nx.MultiDiGraph) -> None:
    nodes, edges = rows(network, "neo4j.nodes.csv"), rows(network, "neo4j.csv")

    assert [row["iri:ID"] for row in nodes] == [cleaned(node) for node in network]
    assert [(row[":START_ID"], row[":END_ID"]) for row in edges] == ends(network)


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_node_link_by_networkx(network: nx.MultiDiGraph) -> None:
    found = nx.node_link_graph(json.loads(written(network, "json")), edges="edges")

    assert list(found) == [shown(node) for node in network]
    assert [(shown(s), shown(t), shown(k)) for s, t, k in network.edges(keys=True)] == list(found.edges(keys=True))
    check(found.nodes.values(), node_data(network), AS_THEY_ARE)
    check(edge_data(found), edge_data(network), AS_THEY_ARE)


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_cytoscape_by_json(network: nx.MultiDiGraph) -> None:
    elements = json.loads(written(network, "cyjs"))["elements"]

    nodes, edges = ([element["data"] for element in elements[name]] for name in ("nodes", "edges"))
    assert [node["id"] for node in nodes] == [cleaned(node) for node in network]
    assert [(edge["source"], edge["target"]) for edge in edges] == ends(network)
    check(nodes, node_data(network), AS_THEY_ARE)
    check(edges, edge_data(network), AS_THEY_ARE)


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_dot_by_graphviz(network: nx.MultiDiGraph) -> None:
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("Graphviz is not installed")

    # Without a layout of its own: places are not what is asked here.
    done = subprocess.run(
        [dot, "-Kpatchwork", "-Tdot_json"], input=written(network, "dot"), capture_output=True, check=True
    )

    found = json.loads(done.stdout)
    assert found["directed"] == (network.graph["direction"] == "directed")
    assert len({node["name"] for node in found["objects"]}) == len(network)
    order = [cleaned(node) for node in network]
    numbers = [(edge["tail"], edge["head"]) for edge in found.get("edges", [])]
    assert sorted(numbers) == sorted((order.index(source), order.index(target)) for source, target in ends(network))


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_parquet_by_pyarrow(network: nx.MultiDiGraph) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

    edges, nodes = (
        parquet.read_table(io.BytesIO(written(network, form))).to_pylist() for form in ("parquet", "nodes.parquet")
    )

    assert [row["id"] for row in nodes] == [cleaned(node) for node in network]
    assert [(row["source"], row["target"]) for row in edges] == ends(network)
    check(nodes, node_data(network), declared(node_data(network)))
    check(edges, edge_data(network), declared(edge_data(network)))


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_gexf_keeps_its_profile(network: nx.MultiDiGraph) -> None:
    assert gexf_problems(written(network, "gexf")) == []


@pytest.mark.parametrize(("found", "value"), [("a", "b"), ("1", 2), (None, "a"), ("[]", ["a"]), ("true", False)])
def test_a_wrong_value_is_seen(found: Any, value: Any) -> None:
    with pytest.raises((AssertionError, TypeError, ValueError)):
        check([{"a": found}], [{"a": value}], {"a": Named("a")})


def test_a_value_that_is_made_up_is_seen() -> None:
    with pytest.raises(AssertionError):
        check([{"a": "0"}], [{}], {"a": Named("a")})
