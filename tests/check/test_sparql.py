"""SPARQL-based constraints and components: the same answer joined and one by one, and what is refused."""

from __future__ import annotations

import pytest

from kg.check import ENGINES, check
from kg.errors import OntologyError
from kg.store import open_graph

DATA = ":a a :C ; :p 1 , 2 ; :q :a . :b a :C ; :p 3 . :c a :C ."
CONSTRAINTS = {
    "pattern": ("SELECT $this ?value { $this <urn:t:p> ?value FILTER(?value > 1) }", ["a 2", "b 3"]),
    "absence": ("SELECT $this { FILTER NOT EXISTS { $this <urn:t:p> ?x } }", ["c c"]),
    "optional": ("SELECT $this { OPTIONAL { $this <urn:t:p> ?x } FILTER(!BOUND(?x)) }", ["c c"]),
    "union": ("SELECT $this ?value { { $this <urn:t:p> ?value } UNION { $this <urn:t:q> ?value } }",
              ["a 1", "a 2", "a a", "b 3"]),
    "count": ("SELECT $this (COUNT(?x) AS ?value) { $this <urn:t:p> ?x } GROUP BY $this HAVING(COUNT(?x) > 1)",
              ["a 2"]),
    "cycle": ("SELECT $this { $this <urn:t:q>+ $this }", ["a a"]),
    "one each": ("SELECT $this ?value { $this <urn:t:p> ?value } ORDER BY ?value LIMIT 1", ["a 1", "b 3"]),
    "nested group": ("SELECT $this { { FILTER($this = <urn:t:a>) } }", ["a a"]),
    "nested select": (
        "SELECT $this ?value { { SELECT $this (MAX(?x) AS ?value) { $this <urn:t:p> ?x } GROUP BY $this } }",
        ["a 2", "b 3"]),
}  # fmt: skip


@pytest.fixture
def run(write):
    def checked(rest, engine="sparql", data=DATA):
        shapes = write(f":S a sh:NodeShape ; sh:targetClass :C ; {rest}")
        return check(open_graph(write(data, name="data.ttl")), shapes=[shapes], engine=engine, ontology=())

    return checked


def _found(report):
    return sorted(
        f"{result.focus_node.value.removeprefix('urn:t:')} {result.value.value.removeprefix('urn:t:')}"
        for result in report.results
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_finds_its_solutions(run, name, engine):
    query, expected = CONSTRAINTS[name]

    assert _found(run(f'sh:sparql [ sh:select """{query}""" ] .', engine)) == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_the_path_of_a_property_shape_stands_for_its_placeholder(run, engine):
    query = "SELECT $this ?value { $this $PATH ?value }"

    report = run(f'sh:property [ sh:path ( :q :p ) ; sh:sparql [ sh:select "{query}" ] ] .', engine)

    assert _found(report) == ["a 1", "a 2"]


def test_a_component_of_ones_own_is_evaluated_with_its_parameters(run):
    component = """
        <http://t.example/Multiple> a sh:ConstraintComponent ; sh:parameter [ sh:path <http://t.example/of> ] ;
          sh:validator [ a sh:SPARQLAskValidator ; sh:message "not a multiple of {$of}" ;
            sh:ask "ASK { FILTER(xsd:integer($value / $of) * $of = $value) }" ; sh:prefixes :n ] .
        :n sh:declare [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] ."""

    report = run(f"sh:property [ sh:path :p ; <http://t.example/of> 2 ] . {component}")

    assert _found(report) == ["a 1", "b 3"]
    assert {result.component for result in report.results} == {"http://t.example/Multiple"}
    assert {result.message() for result in report.results} == {"not a multiple of 2"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("SELECT ?x { ?x ?y ?z }", "must be a SELECT of", id="not of this"),
        pytest.param("ASK { $this ?y ?z }", "must be a SELECT of", id="ask"),
        pytest.param("SELECT $this { $this a [ }", "a query is not valid SPARQL", id="syntax"),
        pytest.param("SELECT $this { $this ex:p ?x }", "a query is not valid SPARQL", id="unknown prefix"),
        pytest.param("SELECT $this { $this ?p 1 MINUS { $this ?p 2 } }", "must not have MINUS", id="forbidden"),
        pytest.param("SELECT $this { $this ?p ?x FILTER(<urn:f>(?x)) }", "a query cannot be answered", id="function"),
        pytest.param("SELECT $this { $this $PATH ?x }", "on a shape without sh:path", id="path"),
        pytest.param("SELECT $this ?failure { $this a ?c BIND(true AS ?failure) }", "reports a failure", id="failure"),
    ],
)
def test_queries_that_cannot_be_constraints_are_refused_with_the_shape(run, query, message):
    with pytest.raises(OntologyError, match=message) as caught:
        run(f'sh:sparql [ sh:select """{query}""" ] .')

    assert caught.value.line == 8
    assert "<urn:t:S>" in caught.value.message


def test_a_prefix_with_two_namespaces_is_refused(run):
    with pytest.raises(OntologyError, match="the prefix 'x' is declared with two namespaces"):
        run(
            'sh:sparql [ sh:select "SELECT $this { $this ?p x:y }" ; sh:prefixes :n ] . :n sh:declare '
            '[ sh:prefix "x" ; sh:namespace "urn:a:" ] , [ sh:prefix "x" ; sh:namespace "urn:b:" ] .'
        )


def test_a_component_without_validator_for_the_shape_is_refused(run):
    with pytest.raises(OntologyError, match="has no validator for node shapes"):
        run(
            ":of 2 . :M a sh:ConstraintComponent ; sh:parameter [ sh:path :of ] ; sh:propertyValidator [ sh:ask 'x' ] ."
        )


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("", "must be an ASK", id="nothing"),
        pytest.param("SELECT $this { $this ?p ?o }", "must be an ASK", id="select"),
        pytest.param("ASK { $this ?p $of } }", "a query is not valid SPARQL", id="one brace too many"),
        pytest.param("ASK { { SELECT ?p { ?s ?p ?o } } }", "nested SELECT without", id="nested select of another"),
    ],
)
def test_validators_that_are_no_ask_are_refused(run, query, message):
    component = (
        ":M a sh:ConstraintComponent ; sh:parameter [ sh:path <http://t.example/of> ] ; "
        f'sh:validator [ a sh:SPARQLAskValidator ; sh:ask "{query}" ] .'
    )

    with pytest.raises(OntologyError, match=message):
        run(f"<http://t.example/of> 2 . {component}")
