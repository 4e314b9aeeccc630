"""Rules that are not well-formed or not supported are errors with file, line and what is supported."""

from __future__ import annotations

import pytest

from kg.errors import InputError, OntologyError
from kg.rules import read_rules
from tests.check.conftest import PREFIXES
from tests.rules.conftest import DECLARED

TRIPLE = "a sh:TripleRule ; sh:subject sh:this ; sh:predicate :p ; sh:object"
QUERY = "a sh:SPARQLRule ; sh:construct"

MISTAKES = {
    "no type": ("[ sh:subject sh:this ; sh:predicate :p ; sh:object 1 ]", "a rule has no type"),
    "JavaScript": ("[ a sh:JSRule ]", "a rule is of type sh:JSRule"),
    "a mere IRI": (":rule", "sh:rule is <urn:t:rule>, which is not described"),
    "a literal": ("'x'", "sh:rule is 'x', which is not described"),
    "no object": ("[ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :p ]", "a triple rule has no sh:object"),
    "two objects": (f"[ {TRIPLE} 1 , 2 ]", "sh:object has 2 values"),
    "literal predicate": (
        "[ a sh:TripleRule ; sh:subject sh:this ; sh:predicate 'p' ; sh:object 1 ]",
        "sh:predicate of a triple rule is a literal, 'p'",
    ),
    "a function": (f"[ {TRIPLE} [ :concat ( 'a' 'b' ) ] ]", "with the function <urn:t:concat> is not supported"),
    "an empty expression": (f"[ {TRIPLE} [] ]", "with neither path, filter, union nor intersection is not supported"),
    "two kinds at once": (
        f"[ {TRIPLE} [ sh:path :p ; sh:union ( 1 2 ) ] ]",
        "with sh:path and sh:union is not supported",
    ),
    "a union of one": (f"[ {TRIPLE} [ sh:union ( 1 ) ] ]", "sh:union needs a list of at least two"),
    "a filter of nothing": (f"[ {TRIPLE} [ sh:filterShape [ sh:class :C ] ] ]", "has no sh:nodes"),
    "a bad path": (f"[ {TRIPLE} [ sh:path [ sh:inversePath 'x' ] ] ]", "sh:path is a literal, 'x'"),
    "an expression in itself": (
        f"[ {TRIPLE} _:e ] . _:e sh:union ( 1 _:e )",
        "a node expression contains itself",
    ),
    "no query": ("[ a sh:SPARQLRule ]", "a SPARQL rule has no sh:construct"),
    "two queries": (f"[ {QUERY} 'a' , 'b' ]", "sh:construct has 2 values"),
    "no string": (f"[ {QUERY} 1 ]", "sh:construct is '1', not a string"),
    "a SELECT": (f"[ {QUERY} 'SELECT $this WHERE {{}}' ]", "a rule must be a CONSTRUCT query"),
    "a blank node": (f"[ {QUERY} 'CONSTRUCT {{ $this <urn:p> [] }} WHERE {{}}' ]", "the template makes a blank node"),
    "MINUS": (
        f"[ {QUERY} 'CONSTRUCT {{ $this <urn:p> 1 }} WHERE {{ ?s ?p $this MINUS {{ ?s a ?c }} }}' ]",
        "a rule's query must not have MINUS",
    ),
    "a variable that is bound": (
        f"[ {QUERY} 'CONSTRUCT {{ $this <urn:p> 1 }} WHERE {{ BIND(1 AS ?this) }}' ]",
        "a rule's query must not have AS \\?this",
    ),
    "an order in words": (f"[ {TRIPLE} 1 ; sh:order 'first' ]", "sh:order is 'first', not a number"),
    "two orders": (f"[ {TRIPLE} 1 ; sh:order 1 , 2 ]", "sh:order has 2 values"),
    "a half truth": (f"[ {TRIPLE} 1 ; sh:deactivated 'yes' ]", "sh:deactivated of a rule is 'yes', neither true nor"),
    "a list of conditions": (f"[ {TRIPLE} 1 ; sh:condition ( :S ) ]", "sh:condition is a list"),
    "no shape as condition": (
        f"[ {TRIPLE} 1 ; sh:condition :Nothing ]",
        "sh:condition is <urn:t:Nothing>, which is no shape: everything would conform to it",
    ),
    "a bad shape as condition": (
        f"[ {TRIPLE} 1 ; sh:condition [ sh:minCount 1 ] ]",
        "sh:minCount on an unnamed shape, which has no sh:path",
    ),
    "a condition that refers to itself": (
        f"[ {TRIPLE} 1 ; sh:condition :T ] . :T a sh:NodeShape ; sh:not :T",
        "a shape refers to itself",
    ),
    "a misspelt term": (f"[ {TRIPLE} 1 ; sh:conditions :S ]", "unknown term sh:conditions"),
}


@pytest.fixture
def read(tmp_path):
    def rules(turtle: str):
        (tmp_path / "rules.ttl").write_text(PREFIXES + DECLARED + turtle, encoding="utf-8")
        return read_rules(shapes=[tmp_path / "rules.ttl"]).all

    return rules


@pytest.mark.parametrize(("rule", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_rule_that_is_not_well_formed_is_an_error_with_its_file(read, rule, message):
    with pytest.raises(OntologyError, match=message) as caught:
        read(f":S a sh:NodeShape ; sh:targetClass :C ; sh:rule {rule} .")

    assert caught.value.path.endswith("rules.ttl")


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("[ a sh:JSRule ]", "supported are sh:SPARQLRule and sh:TripleRule"),
        (f"[ {TRIPLE} [ :f ( 1 ) ] ]", "supported are sh:this, IRIs, literals, sh:path, sh:filterShape with sh:nodes"),
    ],
    ids=["type", "expression"],
)
def test_what_is_supported_is_said(read, rule, hint):
    with pytest.raises(OntologyError) as caught:
        read(f":S a sh:NodeShape ; sh:rule {rule} .")

    assert caught.value.hint.startswith(hint)
    assert caught.value.line == 9


def test_a_rule_of_what_is_no_shape_is_an_error(read):
    with pytest.raises(OntologyError, match="<urn:t:C> has sh:rule and is no shape") as caught:
        read(f":C a owl:Class ; sh:rule [ {TRIPLE} 1 ] .")

    assert caught.value.hint == "add 'a sh:NodeShape'"


def test_rules_are_listed_in_the_order_in_which_they_run(read):
    found = read(
        f"""
        :S a sh:NodeShape ; sh:order 2 ; sh:rule [ {TRIPLE} 1 ] .
        :T a sh:NodeShape ; sh:order 1 ; sh:rule [ {TRIPLE} 2 ; sh:order 5 ] , [ {TRIPLE} 3 ] , :named .
        :U a sh:NodeShape ; sh:order 1 ; sh:rule [ {TRIPLE} 4 ] .
        :named {TRIPLE} 5 ; sh:order -1.5 ; rdfs:label "Nom"@fr , "A name"@en .
        """
    )

    names = ["urn:t:named", "urn:t:T rule 2", "urn:t:T rule 1", "urn:t:U rule 1", "urn:t:S rule 1"]
    assert [rule.name for rule in found] == names
    assert found[0].about == "A name"


def test_a_rule_may_belong_to_several_shapes(read):
    found = read(f":S a sh:NodeShape ; sh:rule :r . :T a sh:NodeShape ; sh:rule :r . :r {TRIPLE} 1 .")

    assert [rule.shape.node.value for rule in found] == ["urn:t:S", "urn:t:T"]


def test_files_without_rules_may_hold_what_only_a_check_would_refuse(read):
    assert read(":S a sh:NodeShape ; sh:js :x .") == ()


def test_a_query_file_says_what_it_is_about(tmp_path):
    (tmp_path / "a.rq").write_text("# from a to b\nCONSTRUCT { ?a ?p ?b } WHERE { ?a ?p ?b }", encoding="utf-8")

    (rule,) = read_rules([tmp_path / "a.rq"]).all

    assert (rule.name, rule.kind, rule.about) == ("a", "query", "from a to b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "a rule must be a CONSTRUCT query"),
        ("# a\nCONSTRUCT { ?s ?p ?o }\nWHERE { ?s ?p }", "a.rq:3: not valid SPARQL, after 'WHERE { .s .p }'"),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o",
            "a.rq:1: not valid SPARQL, after 'CONSTRUCT { .s .p .o } WHERE { .s .p .o'",
        ),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s x:p ?o }", "a.rq:1: not valid SPARQL, near '?o }'"),
        (None, "cannot be read: No such file"),
    ],
    ids=["no CONSTRUCT", "a mistake", "no end", "an unknown prefix", "no file"],
)
def test_a_query_file_that_is_no_rule_is_an_error(tmp_path, text, message):
    if text is not None:
        (tmp_path / "a.rq").write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=message) as caught:
        read_rules([tmp_path / "a.rq"])

    assert caught.value.path == str(tmp_path / "a.rq")
