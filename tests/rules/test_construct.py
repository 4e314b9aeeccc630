"""CONSTRUCT queries taken apart, and those that are no rules."""

from __future__ import annotations

import pytest

from kg.rules.construct import NoConstructError, read_construct


def read(query: str):
    return read_construct(query, prefixes={"t": "urn:t:"})


def test_a_pattern_is_put_into_the_outermost_group():
    construct = read("CONSTRUCT { $this t:p ?o } WHERE { $this t:q ?o } ORDER BY ?o")

    assert " ".join(construct.joined("?this a t:C .").split()) == (
        "PREFIX t: <urn:t:> CONSTRUCT { $this t:p ?o } WHERE { ?this a t:C . $this t:q ?o } ORDER BY ?o"
    )


@pytest.mark.parametrize("query", ["CONSTRUCT { $this t:q ?o } { $this t:q ?o }", "CONSTRUCT WHERE { $this t:q ?o }"])
def test_where_may_be_left_out_and_so_may_the_template(query):
    construct = read(query)

    assert construct.template.strip() == construct.where.body.strip() == "$this t:q ?o"


def test_values_are_written_into_template_and_pattern():
    bound = read("CONSTRUCT { $this t:p ?o } WHERE { $this t:q ?o }").bound({"this": "<urn:t:a>"})

    assert " ".join(bound.whole.split()) == (
        "PREFIX t: <urn:t:> CONSTRUCT { <urn:t:a> t:p ?o } WHERE { <urn:t:a> t:q ?o }"
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT $this WHERE { $this t:q ?o }", "a rule must be a CONSTRUCT query"),
        ("CONSTRUCT { ?s t:p 1 } FROM <urn:g> WHERE { ?s t:q ?o }", "a rule cannot choose its dataset with FROM"),
        ("CONSTRUCT FROM <urn:g> WHERE { ?s t:q ?o }", "a rule cannot choose its dataset with FROM"),
        ("CONSTRUCT { ?s t:p ?o } WHERE { SERVICE <urn:s> { ?s t:q ?o } }", "a rule cannot ask another SERVICE"),
        ("CONSTRUCT { ?s t:p _:b } WHERE { ?s t:q ?o }", r"the template makes a blank node \('_:'\)"),
        ("CONSTRUCT { ?s t:p [ t:r 1 ] } WHERE { ?s t:q ?o }", r"the template makes a blank node \('\['\)"),
        ("CONSTRUCT { ?s t:p ( 1 2 ) } WHERE { ?s t:q ?o }", r"the template makes a blank node \('\('\)"),
        ("CONSTRUCT { ?s t:p ?b } WHERE { ?s t:q ?o BIND(BNODE() AS ?b) }", r"BNODE\(\) gives something else"),
        ("CONSTRUCT { ?s t:p ?b } WHERE { ?s t:q ?o BIND(now () AS ?b) }", r"NOW\(\) gives something else"),
    ],
)
def test_a_query_that_is_no_rule_is_refused(query, reason):
    with pytest.raises(NoConstructError, match=reason):
        read(query)


@pytest.mark.parametrize(
    "query",
    [
        'CONSTRUCT { ?s t:p "[ _:b (" } WHERE { ?s t:q "RAND()" , "SERVICE <x> {}" } # NOW()',
        "CONSTRUCT { ?s <urn:a(b)> t:now , t:service } WHERE { ?s t:uuid ?now FILTER(?now IN (1, 2)) }",
    ],
    ids=["in literals and comments", "in names"],
)
def test_what_only_looks_like_a_blank_node_is_none(query):
    assert read(query).whole
