"""No rows: which part of the pattern leaves none, and what is near."""

from __future__ import annotations

import pytest

from kg.query.emptiness import explain
from kg.query.header import read_header
from kg.query.running import prepare

CASES = {
    "misspelt class": (
        "SELECT ?s { ?s a biz:Partnershi }",
        [
            "query:1:13: ?s a biz:Partnershi matches nothing",
            "  this graph has no class biz:Partnershi; did you mean biz:Partnership?",
        ],
    ),
    "class without instances": (
        "SELECT ?s { ?s a biz:IndicatorChange }",
        [
            "query:1:13: ?s a biz:IndicatorChange matches nothing",
            "  biz:IndicatorChange has no instances in this graph",
        ],
    ),
    "class whose subclasses have instances": (
        "SELECT ?s { ?s a biz:Offering }",
        [
            "query:1:13: ?s a biz:Offering matches nothing",
            (
                "  biz:Offering has no instances of its own, its subclasses have (biz:Technology): "
                "write a/rdfs:subClassOf* biz:Offering"
            ),
        ],
    ),
    "misspelt property": (
        "SELECT ?s { ?s a biz:Investment ; biz:investr ?o }",
        [
            "query:1:35: ?s biz:investr ?o matches nothing, after 4 rows",
            "  this graph has no property biz:investr; did you mean biz:investor or biz:investsIn?",
        ],
    ),
    "property without use": (
        "SELECT ?s { ?s biz:audienceSize ?o }",
        [
            "query:1:13: ?s biz:audienceSize ?o matches nothing",
            "  the ontology has biz:audienceSize, but no statement in this graph uses it",
        ],
    ),
    "other way round": (
        "SELECT ?deal { ?company a biz:Company ; biz:partner ?deal }",
        [
            (
                "query:1:41: ?company biz:partner ?deal matches 4 rows by itself, "
                "but none together with the 4 rows before it"
            ),
            "  the other way round it matches 4 rows: ?deal biz:partner ?company",
        ],
    ),
    "language tag": (
        'SELECT ?c { ?c skos:prefLabel "Béta" }',
        [
            'query:1:13: ?c skos:prefLabel "Béta" matches nothing',
            '  this graph has "Béta"@fr, which is not "Béta"; compare STR(?value)',
        ],
    ),
    "language tag in a filter": (
        'SELECT ?c { ?c skos:prefLabel ?n FILTER(?n = "Béta") }',
        [
            'query:1:34: FILTER(?n = "Béta") removes all of 119 rows',
            '  ?n has "Béta"@fr, which is not what the filter compares with; compare STR(?n)',
        ],
    ),
    "datatype": (
        'SELECT ?s { ?s biz:rank "1" }',
        [
            'query:1:13: ?s biz:rank "1" matches nothing',
            '  this graph has 1, which is not "1"; compare STR(?value)',
        ],
    ),
    "misspelt entity": (
        "SELECT ?s { ?s biz:partner id:organization-alfa }",
        [
            "query:1:13: ?s biz:partner id:organization-alfa matches nothing",
            (
                "  id:organization-alfa does not occur in this graph; did you mean id:organization-alpha or "
                "id:organization-gamma or id:organization-delta?"
            ),
        ],
    ),
    "entity in other roles": (
        "SELECT ?s { ?s biz:partner id:organization-delta }",
        [
            "query:1:13: ?s biz:partner id:organization-delta matches nothing",
            "  id:organization-delta is the value of biz:holder, biz:partnerOf here",
        ],
    ),
    "union": (
        "SELECT ?s { ?s a biz:Partnership { ?s biz:investr ?x } UNION { ?s biz:holdr ?x } }",
        [
            "query:1:34: { ?s biz:investr ?x } UNION { ?s biz:holdr ?x } matches nothing, after 2 rows",
            "  query:1:36: ?s biz:investr ?x matches nothing",
            "    this graph has no property biz:investr; did you mean biz:investor or biz:investsIn?",
            "  query:1:64: ?s biz:holdr ?x matches nothing",
            "    this graph has no property biz:holdr; did you mean biz:holder?",
        ],
    ),
    "sub-select": (
        "SELECT ?s { { SELECT ?s { ?s biz:holdr ?x } } }",
        [
            "query:1:13: { SELECT ?s { ?s biz:holdr ?x } } matches nothing",
            "  query:1:27: ?s biz:holdr ?x matches nothing",
            "    this graph has no property biz:holdr; did you mean biz:holder?",
        ],
    ),
    "minus": (
        "SELECT ?s { ?s a biz:Partnership MINUS { ?s biz:partner ?x } }",
        ["query:1:34: MINUS { ?s biz:partner ?x } takes away all of 2 rows"],
    ),
    "names that count from a base": (
        "BASE <https://w3id.org/biznews/>\nPREFIX o: <ontology#>\nSELECT ?s { ?s a o:Partnership ; o:rank <id/x> }",
        [
            "query:3:34: ?s o:rank <id/x> matches nothing, after 2 rows",
        ],
    ),
    "limit": (
        "SELECT ?s { ?s a biz:Partnership } LIMIT 0",
        ["the pattern matches 2 rows; VALUES, HAVING, LIMIT or OFFSET at the end leaves none"],
    ),
}


@pytest.mark.parametrize(("text", "lines"), CASES.values(), ids=CASES)
def test_first_part_that_leaves_nothing_is_named(opened, text, lines):
    prepared = prepare(opened, stored=read_header(text, name="query"), parameters={})

    assert list(explain(opened, prepared=prepared)) == ["no rows", *lines]


def test_parameters_are_told_as_they_were_understood(opened):
    text = "#+ param: c entity required\nSELECT ?s { #@params\n ?s biz:holder ?c ; biz:rank 7 }"
    prepared = prepare(opened, stored=read_header(text, name="query"), parameters={"c": "gamma"})

    lines = list(explain(opened, prepared=prepared))

    assert lines[0] == "no rows for c = <https://w3id.org/biznews/id/organization-gamma>"
    assert lines[1] == "query:3:21: ?s biz:rank 7 matches nothing, after 1 row"
