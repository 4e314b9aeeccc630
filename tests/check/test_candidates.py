"""Candidates: a constraint asked for few nodes finds what it finds when it is asked for all."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.check import check, engine, sparql
from kg.check.candidates import candidates
from kg.check.data import Data
from kg.check.queries import Scope
from kg.check.screening import Screening
from kg.check.shapes import read_shapes
from kg.check.shapes_graph import load_shapes
from kg.check.sparql_text import read_sparql
from kg.check.targets import count_focus_nodes, focus_of
from kg.errors import OntologyError
from kg.store import open_graph
from tests.check import test_random
from tests.check.conftest import PREFIXES
from tests.check.test_incremental import Query

NODES = 60
DATA = "@prefix : <urn:t:> .\n" + "\n".join(
    f':n{n} a :T ; :code :{"rare" if n % 20 == 0 else "usual"} ; :name "name {n % 50}" ; :part :p{n} .'
    f" :p{n} :label {'' if n % 30 else repr('other') + ','} 'name {n % 50}' ."
    for n in range(NODES)
)
EXTRA = ":n1 :seldom 1 . :n2 :from 5 ; :to 3 . :n3 :from 1 ; :to 3 . :n4 :up :n5 . :n5 :up :n4 . :n6 :part :p7 ."
ORDER = ":n8 :maybe 1 ; :sure 1 , 2 ."

QUERIES = {
    # name: (the query's end, local names of the focus nodes it is violated at, whether candidates are found)
    "a rare property": ("$this WHERE { $this :seldom ?x }", "n1", True),
    "a rare code": ("$this WHERE { $this :code :rare }", "n0 n20 n40", True),
    "no such property": ("$this WHERE { $this :never ?x }", "", True),
    "no such code": ("$this WHERE { $this :code :never }", "", True),
    "no such property in a group": ("$this WHERE { $this :code ?x { $this :never ?y } }", "", True),
    "no such property in all alternatives": ("$this WHERE { { $this :never ?y } UNION { ?y :never $this } }", "", True),
    "in one alternative": ("$this WHERE { { $this :seldom ?y } UNION { $this :never ?y } }", "n1", True),
    "no such property, counted": (
        "$this (COUNT(?x) AS ?value) WHERE { $this :code :rare . OPTIONAL { $this :never ?x } } GROUP BY $this",
        "n0 n20 n40",
        True,
    ),
    "a test of two values": ("$this ?value WHERE { $this :from ?value ; :to ?b . FILTER(?value > ?b) }", "n2", True),
    "a named expression": (
        "$this (?d AS ?value) WHERE { $this :from ?a ; :to ?b . BIND(?a - ?b AS ?d) FILTER(?d > 0) }",
        "n2",
        True,
    ),
    "of alternatives": (
        "$this (?a AS ?value) WHERE { { $this :from ?a } UNION { $this :to ?a } FILTER(?a > 3) }",
        "n2",
        True,
    ),
    "what is missing": ("$this WHERE { $this a ?c . FILTER NOT EXISTS { $this :from|:part ?v } }", "", True),
    "what is missing of two": (
        "$this WHERE { $this :from ?a . FILTER NOT EXISTS { $this :seldom ?v } }",
        "n2 n3",
        True,
    ),
    "no name like that": (
        "$this ?value WHERE { $this :part/:label ?value FILTER NOT EXISTS { $this :name ?n FILTER(?n = ?value) } }",
        "n0 n30 n6",
        True,
    ),
    "shared with another": (
        "$this ?value WHERE { $this :name ?v . ?value :name ?v . FILTER(!sameTerm($this, ?value)) }",
        " ".join(f"n{n}" for n in (*range(10), *range(50, 60))),
        False,
    ),
    "more than one": (
        "$this (MAX(?v) AS ?value) WHERE { $this :part/:label ?v } GROUP BY $this HAVING(COUNT(DISTINCT ?v) > 1)",
        "n0 n30 n6",
        True,
    ),
    "a cycle": ("$this WHERE { $this :up+ $this }", "n4 n5", True),
    "nothing that is rare": ("$this WHERE { $this :name ?v . FILTER(?v = ?v) }", None, False),
}


IN_ORDER = {
    "optional before it is bound": "$this ?value { OPTIONAL { $this :maybe ?value } $this :sure ?value }",
    "named before it is bound": "$this ?value { BIND(?value AS ?y) $this :sure ?value . FILTER(BOUND(?y)) }",
    "not named before it is bound": "$this ?value { BIND(?value AS ?y) $this :sure ?value . FILTER(!BOUND(?y)) }",
    "named after all alternatives": (
        "$this ?y { { $this :sure ?v } UNION { $this :maybe ?v } BIND(?v + 1 AS ?y) FILTER(?y > 2) }"
    ),
    "named after one alternative": (
        "$this ?y { { $this :sure ?v } UNION { $this :maybe ?w } BIND(?v AS ?y) FILTER(!BOUND(?y)) $this :sure ?v }"
    ),
}


@pytest.fixture
def shapes_file(tmp_path, request):
    query = QUERIES[request.param][0] if request.param in QUERIES else IN_ORDER.get(request.param, request.param)
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:t:> .\n"
        '<urn:t> sh:declare [ sh:prefix "" ; sh:namespace "urn:t:" ] .\n'
        ":S a sh:NodeShape ; sh:targetClass :T ; "
        f'sh:sparql [ sh:prefixes <urn:t> ; sh:select """SELECT {query}""" ] .\n'
    )
    return path


@pytest.fixture
def store():
    store = ox.Store()
    store.load((DATA + EXTRA).encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(sparql, "_MANY", 1)


def _by_id():
    return [pytest.param(name, name, id=name) for name in QUERIES]


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(("shapes_file", "name"), _by_id(), indirect=["shapes_file"])
def test_what_is_violated_is_found(shapes_file, name, store):
    expected = QUERIES[name][1]
    every = {f"n{n}" for n in range(NODES)}

    report = check(store, shapes=[shapes_file])

    found = {result.focus_node.value.removeprefix("urn:t:") for result in report.results}
    assert found == (every if expected is None else set(expected.split()))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(("shapes_file", "name"), _by_id(), indirect=["shapes_file"])
def test_candidates_are_few_or_unknown(shapes_file, name, store):
    shapes, data = read_shapes(load_shapes([shapes_file])), Data(store)
    (shape,) = shapes.roots
    sizes = count_focus_nodes(shapes, data)
    scope = Scope(shape, focus_of(shape, data), shapes, data, Screening(shapes, data, sizes))
    text = read_sparql(f"SELECT {QUERIES[name][0]}", prefixes={"": "urn:t:"})

    found = candidates(text, scope)

    assert (found is not None) == QUERIES[name][2]
    assert found is None or found.count("(") + found.count("{ }") <= NODES // 4 + 1


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("shapes_file", ["a rare property"], indirect=True)
def test_blank_nodes_are_not_named_in_a_query(shapes_file, store):
    store.load(b"@prefix : <urn:t:> . [] a :T ; :seldom 2 .", format=ox.RdfFormat.TURTLE)

    report = check(store, shapes=[shapes_file])

    assert len(report.results) == 2


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("shapes_file", ["$this WHERE { $this :never ?x . FILTER(STRLENN(?x) > 1) }"], indirect=True)
def test_a_query_that_is_none_is_an_error_even_where_nothing_could_violate_it(shapes_file, store):
    with pytest.raises(OntologyError, match="a query is not valid SPARQL"):
        check(store, shapes=[shapes_file])


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    "shapes_file",
    [
        pytest.param("$this WHERE { $this <never> ?x }", id="a relative IRI"),
        pytest.param("$this WHERE { $this :code <../never> }", id="a relative IRI as object"),
        pytest.param("$this WHERE { $this :seldom ?x BIND(1 AS ?y) BIND(2 AS ?y) }", id="a name twice"),
        pytest.param("$this WHERE { $this :seldom ?x FILTER(:function(?x)) }", id="a function that nobody knows"),
    ],
    indirect=True,
)
def test_what_the_store_refuses_is_an_error_of_the_shapes(shapes_file, store):
    with pytest.raises(OntologyError, match="a query "):
        check(store, shapes=[shapes_file])


@pytest.mark.usefixtures("soon")
def test_an_iri_may_be_relative_to_a_base(tmp_path, store):
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:t:> .\n:S sh:targetClass :T ; "
        'sh:sparql [ sh:select "BASE <http://example.org/a/> SELECT $this { $this <b> ?x }" ] .'
    )
    store.add(ox.Quad(ox.NamedNode("urn:t:n9"), ox.NamedNode("http://example.org/a/b"), ox.Literal(1)))

    report = check(store, shapes=[path])

    assert [result.focus_node.value for result in report.results] == ["urn:t:n9"]


@pytest.mark.parametrize("shapes_file", [pytest.param(name, id=name) for name in IN_ORDER], indirect=True)
def test_what_is_bound_later_is_not_seen_before(shapes_file, monkeypatch, store):
    store.load(f"@prefix : <urn:t:> . {ORDER}".encode(), format=ox.RdfFormat.TURTLE)
    exact = check(store, shapes=[shapes_file])
    monkeypatch.setattr(sparql, "_MANY", 1)

    assert check(store, shapes=[shapes_file]) == exact


@pytest.mark.parametrize("seed", range(40))
def test_random_queries_give_the_same_for_candidates_as_for_all(tmp_path, monkeypatch, seed):
    prefixes = "<urn:t:> sh:declare [ sh:prefix '' ; sh:namespace 'urn:t:'^^xsd:anyURI ] .\n"
    more = " ".join(f":z{number} a :A ." for number in range(NODES))
    (tmp_path / "data.ttl").write_text(PREFIXES + test_random.Draw(seed).data() + more, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + prefixes + Query(seed).shapes(), encoding="utf-8")
    graph = open_graph(tmp_path / "data.ttl").store
    try:
        exact = check(graph, shapes=[tmp_path / "shapes.ttl"])
    except OntologyError as error:
        pytest.skip(f"no query: {error}")
    monkeypatch.setattr(sparql, "_MANY", 1)

    assert check(graph, shapes=[tmp_path / "shapes.ttl"]) == exact


@pytest.mark.parametrize("shapes_file", ["shared with another"], indirect=True)
def test_queries_side_by_side_give_the_same_in_the_same_order(shapes_file, monkeypatch, store):
    text = shapes_file.read_text()
    shapes_file.write_text(
        text
        + ":S sh:property [ sh:path :seldom ; sh:minCount 1 ] , [ sh:path :code ; sh:in ( :a ) ] ; sh:closed true .\n"
    )
    one_by_one = check(store, shapes=[shapes_file])
    monkeypatch.setattr(engine, "_LARGE", 1)

    assert check(store, shapes=[shapes_file]) == one_by_one
    assert len(one_by_one.results) > NODES
