from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import InputError, QueryError
from kg.project import project
from kg.store import Opened
from kg.vocab import DEFAULT_BASE, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

TIES = """
<urn:a> <urn:tie> <urn:b> ; <urn:site> <https://example.org/> .
<urn:b> <urn:tie> <urn:b> .
[] <urn:tie> <urn:a> ; <urn:n> "nameless" .
"""
PAIRS = "?source <urn:tie> ?target ."


def _network(folder: Path, query: str, *, nodes: str = "", text: str = TIES) -> nx.MultiDiGraph:
    store = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store.load((prefixes + text).encode(), format=ox.RdfFormat.TURTLE)
    (folder / "own.rq").write_text(query, encoding="utf-8")
    if nodes:
        (folder / "own.nodes.rq").write_text(nodes, encoding="utf-8")
    opened = Opened(store=store, path=folder, base=DEFAULT_BASE, version=None)
    return project(opened, edges=folder / "own.rq")


def test_a_tie_of_a_node_with_itself_is_counted_among_those_without_two_participants(tmp_path):
    network = _network(tmp_path, f"SELECT ?source ?target {{ {PAIRS} }}")

    assert network.number_of_edges() == 2
    assert network.graph["left_out"] == {"with fewer than two participants": 1}


def test_a_situation_with_a_pair_is_not_left_out_for_its_rows_without_one(tmp_path):
    text = "<urn:s> biz:partner <urn:a> , <urn:b> ."
    query = "SELECT ?source ?target ?situation { ?situation biz:partner ?source , ?target }"

    network = _network(tmp_path, query, text=text)

    assert (network.number_of_edges(), network.graph["left_out"]) == (2, {})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param(
            f"SELECT ?source ?target ?{name} {{ {PAIRS} BIND('E 1' AS ?{name}) }}",
            f"{name} is bound to the literal 'E 1'",
            id=name,
        )
        for name in ("situation", "document", "sentence")
    ],
)
def test_a_literal_is_no_situation_document_or_sentence(tmp_path, query, message):
    with pytest.raises(QueryError, match=message) as caught:
        _network(tmp_path, query)

    assert (caught.value.path, caught.value.hint) == (str(tmp_path / "own.rq"), "it must be an IRI")


def test_an_iri_without_a_local_name_stands_in_full(tmp_path):
    network = _network(tmp_path, f"SELECT ?source ?target ?site {{ {PAIRS} ?source <urn:site> ?site }}")

    assert network.edges["urn:a", "urn:b", "own"]["site"] == "https://example.org/"


def test_a_kind_without_a_local_name_stands_in_full(tmp_path):
    query = f"SELECT ?source ?target ?kind {{ {PAIRS} BIND(<https://example.org/of/> AS ?kind) }}"

    ((kind, label),) = {(data["kind"], data["label"]) for *_, data in _network(tmp_path, query).edges(data=True)}

    assert (kind, label) == ("https://example.org/of/", "https://example.org/of/")


def test_a_query_of_nodes_tells_of_blank_nodes_too(tmp_path):
    network = _network(tmp_path, f"SELECT ?source ?target {{ {PAIRS} }}", nodes="SELECT ?node ?n { ?node <urn:n> ?n }")

    assert [data["n"] for _, data in network.nodes(data=True) if "n" in data] == ["nameless"]


@pytest.mark.parametrize(
    ("nodes", "line", "message"),
    [
        pytest.param("SELECT ?node\n{ ?node urn:n> ?n }", 2, "not valid SPARQL near", id="syntax"),
        pytest.param("SELECT ?node { ?x <urn:n> ?node }", None, "node is bound to the literal 'nam", id="literal"),
    ],
)
def test_a_mistake_in_a_query_of_nodes_names_its_own_file(tmp_path, nodes, line, message):
    with pytest.raises(QueryError, match=message) as caught:
        _network(tmp_path, f"SELECT ?source ?target {{ {PAIRS} }}", nodes=nodes)

    assert (caught.value.path, caught.value.line) == (str(tmp_path / "own.nodes.rq"), line)


def test_a_query_of_nodes_beside_its_projection_needs_a_node(tmp_path):
    with pytest.raises(InputError, match="lacks its column 'node'") as caught:
        _network(tmp_path, f"SELECT ?source ?target {{ {PAIRS} }}", nodes="SELECT ?n { ?x <urn:n> ?n }")

    assert caught.value.path == str(tmp_path / "own.nodes.rq")


def test_a_query_of_nodes_that_is_not_there_is_named(tmp_path):
    (tmp_path / "own.rq").write_text(f"SELECT ?source ?target {{ {PAIRS} }}", encoding="utf-8")
    opened = Opened(store=ox.Store(), path=tmp_path, base=DEFAULT_BASE, version=None)

    with pytest.raises(InputError, match="cannot be read") as caught:
        project(opened, edges=tmp_path / "own.rq", nodes=tmp_path / "nope.rq")

    assert caught.value.path == str(tmp_path / "nope.rq")


def test_iris_that_break_the_standard_are_looked_up_like_others(tmp_path):
    store = ox.Store()
    store.load(
        b"<urn:s\\u0020x> <https://w3id.org/biznews/ontology#evidence> <urn:e\\u0020x> .\n"
        b"<urn:e\\u0020x> <https://w3id.org/biznews/ontology#inDocument> <urn:d> .\n"
        b"<urn:s\\u0020x> <urn:of> <urn:a> .\n<urn:s\\u0020x> <urn:with> <urn:b> .",
        format=ox.RdfFormat.N_TRIPLES,
        lenient=True,
    )
    (tmp_path / "own.rq").write_text(
        "SELECT ?source ?target ?situation { ?situation <urn:of> ?source ; <urn:with> ?target }", encoding="utf-8"
    )
    opened = Opened(store=store, path=tmp_path, base=DEFAULT_BASE, version=None)

    edge = project(opened, edges=tmp_path / "own.rq").edges["urn:a", "urn:b", "own"]

    assert (edge["situations"], edge["quote_source"]) == (["urn:s x"], "urn:d")
