from __future__ import annotations

import pytest

from kg.check.sparql_text import read_sparql


def text(query):
    return read_sparql(query, prefixes={"ex": "urn:ex:"})


@pytest.mark.parametrize(
    ("query", "sound"),
    [
        pytest.param("SELECT $this WHERE { $this ex:p ?x }", True, id="pattern"),
        pytest.param("SELECT $this { $this ex:p ?x FILTER(?x > $this) }", True, id="filter in the outermost group"),
        pytest.param("SELECT $this { FILTER NOT EXISTS { $this ex:p ?x FILTER($this != ?x) } }", True, id="exists"),
        pytest.param("SELECT $this { { $this ex:p 1 } UNION { $this ex:p 2 } }", True, id="union"),
        pytest.param("SELECT $this { { $this ex:p ?x FILTER($this = ?x) } }", True, id="matched and tested"),
        pytest.param("SELECT $this { { FILTER($this = ex:a) } }", False, id="tested in a group of its own"),
        pytest.param("SELECT $this { OPTIONAL { ?x ex:p ?y FILTER(?y = $this) } }", False, id="tested in an optional"),
        pytest.param(
            "SELECT $this { { ?x ex:p 1 FILTER NOT EXISTS { $this ex:q ?x } } }", False, id="exists in a group"
        ),
        pytest.param("SELECT $this { { SELECT $this ?x { $this ex:p ?x } } }", True, id="nested select"),
        pytest.param("SELECT $this { { SELECT ?x { $this ex:p ?x } } }", False, id="nested select of another"),
        pytest.param("SELECT $this { { SELECT $this { ?x ex:p ?y } } }", True, id="nested select without a match"),
        pytest.param("SELECT $this { { SELECT $this { FILTER($this = 1) } } }", False, id="nested select that tests"),
        pytest.param("SELECT $this { { SELECT $this { $this ex:p ?x } LIMIT 1 } }", False, id="nested limit"),
        pytest.param("SELECT $this { { SELECT $this (MAX(?x) AS ?y) { $this ex:p ?x } } }", False, id="nested maximum"),
        pytest.param("SELECT $this { OPTIONAL { $this ex:p ?x } }", True, id="optional in the outermost group"),
        pytest.param("SELECT $this { { OPTIONAL { $this ex:p ?x } } }", False, id="optional before a match"),
        pytest.param("SELECT $this { { $this ex:q 1 OPTIONAL { $this ex:p ?x } } }", True, id="optional after a match"),
        pytest.param(
            "SELECT $this { { ?x ex:q 1 OPTIONAL { { FILTER EXISTS { $this ex:p ?x } } } } }", False, id="deep in it"
        ),
        pytest.param("SELECT * { $this ex:p ?x }", False, id="all variables"),
        pytest.param("SELECT $this { $this ex:p ?x } LIMIT 1", False, id="limit"),
        pytest.param("SELECT $this (COUNT(?x) AS ?n) { $this ex:p ?x }", False, id="aggregate over all"),
        pytest.param("SELECT $this { $this ex:p ?x } GROUP BY $this HAVING(COUNT(?x) > 1)", True, id="grouped by it"),
        pytest.param("SELECT $this { $this ex:p ?x } GROUP BY ?x", False, id="grouped by another"),
        pytest.param("SELECT $this { $this ex:p ?x } ORDER BY ?x", True, id="order"),
    ],
)
def test_a_query_is_joined_only_where_that_is_sound(query, sound):
    assert text(query).can_join("this") is sound


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("SELECT $this { $this ex:p ?x MINUS { $this ex:q ?x } }", "MINUS", id="minus"),
        pytest.param("SELECT $this { VALUES ?x { 1 } $this ex:p ?x }", "VALUES", id="values"),
        pytest.param("SELECT $this { SERVICE ex:s { $this ex:p ?x } }", "SERVICE", id="service"),
        pytest.param("SELECT (1 AS $this) { }", "AS $this", id="rebound"),
        pytest.param("SELECT $this { { SELECT ?x { ?x ex:p 1 } } }", "a nested SELECT without $this", id="nested"),
        pytest.param("SELECT $this { $this ex:p 'MINUS', <urn:VALUES> } # SERVICE", None, id="only in texts"),
        pytest.param("SELECT $this (?x AS ?value) { $this ex:p ?x }", None, id="another variable"),
    ],
)
def test_what_shacl_forbids_is_found(query, found):
    assert text(query).forbidden({"this"}) == found


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        pytest.param("SELECT $this ?x WHERE { $this ex:p ?x }", "SELECT ?x WHERE { <urn:a> ex:p ?x }", id="term"),
        pytest.param(
            "SELECT $this { $this ex:p '$this' }",
            "SELECT (1 AS ?kg_one2) WHERE { <urn:a> ex:p '$this' }",
            id="not in strings",
        ),
        pytest.param(
            "SELECT $this ?x { FILTER(BOUND($this) && ?x) }", "SELECT ?x WHERE { FILTER((true) && ?x) }", id="bound"
        ),
        pytest.param(
            "SELECT $this ?x { } GROUP BY $this ?x",
            "SELECT ?x WHERE { } GROUP BY (<urn:a> AS ?kg_group8) ?x",
            id="group by",
        ),
    ],
)
def test_values_are_written_in_place_of_variables(query, bound):
    whole = text(query).bound({"this": "<urn:a>"}).whole.removeprefix("PREFIX ex: <urn:ex:>")

    assert " ".join(whole.split()) == bound


def test_a_pattern_is_joined_first_in_the_outermost_group():
    joined = text("SELECT $this WHERE { $this ex:p ?x } ORDER BY ?x").joined("?this a ex:C .")

    assert joined == "PREFIX ex: <urn:ex:>\nSELECT $this  WHERE { ?this a ex:C .  $this ex:p ?x \n}  ORDER BY ?x"


def test_a_prologue_of_its_own_is_kept():
    assert text("PREFIX a: <urn:a:>\nSELECT $this { }").prologue == "PREFIX ex: <urn:ex:>\nPREFIX a: <urn:a:>\n"
