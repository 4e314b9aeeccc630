"""Errors say where and what: the reader's own words, not the engine's list of tokens."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.parser import is_update, parse
from kg.resources import folder
from kg.vocab import prefixes

WRONG = {
    "unclosed brace": ("SELECT ?x WHERE { ?x a ?y", "1:17 this '{' is never closed (add '}')"),
    "unclosed inner brace": ("ASK { ?x a ?y OPTIONAL { ?x ?p 1 }", "1:5 this '{' is never closed (add '}')"),
    "one brace too many": ("ASK { ?x a ?y } }", "1:17 nothing can follow here, found '}' (there is one '}' too many)"),
    "unclosed string": ("ASK { ?x ?y 'abc }", "1:13 unclosed string (close it with ')"),
    "no object": ("ASK { ?x a }", "1:12 expected an object: a variable, an IRI or a literal, found '}'"),
    "no operand": (
        "ASK { ?x a ?y FILTER(?x > ) }",
        "1:27 expected a value, a variable or a function, found ')'",
    ),
    "misspelt function": (
        "ASK { ?x a ?y FILTER(CONTAIN(?x, 'a')) }",
        "1:22 unknown function 'CONTAIN' (did you mean CONTAINS?)",
    ),
    "second line": ("ASK {\n  ?x foo ?y }", "2:6 expected a property, found 'foo'"),
    "wide characters count once": ("ASK { ?é '😀' oops }", "1:10 expected a property, found ''😀''"),
    "unknown prefix": (
        "ASK { ?x a dbo:Company }",
        "1:12 unknown prefix 'dbo:' (add PREFIX dbo: <http://dbpedia.org/ontology/>)",
    ),
    "misspelt prefix": ("ASK { ?x a bizz:Company }", "1:12 unknown prefix 'bizz:' (did you mean 'biz:'?)"),
    "limit without number": ("SELECT * { ?s ?p ?o } LIMIT x", "1:29 expected a number after LIMIT, found 'x'"),
    "no column": ("SELECT { ?s ?p ?o }", "1:8 expected a variable, '(… AS ?name)' or '*', found '{'"),
    "expression without name": ("SELECT (COUNT(*)) { ?s ?p ?o }", "1:17 expected AS ?name, found ')'"),
    "short row": ("ASK { VALUES (?a ?b) { (1) } }", "1:24 this row has 1 terms for 2 variables"),
    "no form": ("FIND ?x", "1:1 expected SELECT, ASK, CONSTRUCT or DESCRIBE, found 'FIND'"),
    "no full stop": (
        "ASK { ?x a ?y ?x biz:rank ?r }",
        (
            "1:15 expected '.', ';' or '}', found '?x' (a full stop ends a triple pattern; ';' goes on with the same "
            "subject, ',' with the same property)"
        ),
    ),
    "variable without its sign": (
        "SELECT x { ?x a ?y }",
        "1:8 expected a variable, '(… AS ?name)' or '*', found 'x' (a variable begins with '?', as ?x)",
    ),
    "two equal signs": (
        "ASK { ?x a ?y FILTER(?y == 3) }",
        "1:26 expected a value, a variable or a function, found '=' (equality is one '=')",
    ),
    "and": (
        "ASK { ?x a ?y FILTER(?y > 3 and ?x > 4) }",
        "1:29 expected ')', found 'and' (SPARQL writes && for 'and')",
    ),
    "nothing": ("", "1:1 the query ends where SELECT, ASK, CONSTRUCT or DESCRIBE should be"),
    "update": (
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "1:1 this is an update, not a query (with --update it writes to graph:manual)",
    ),
    "stray sign": ("ASK { ?x a ¤ }", "1:12 unexpected character '¤'"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_error_says_where_and_what(text, message):
    with pytest.raises(QueryError) as caught:
        parse(text, prefixes=prefixes())

    assert f"{caught.value.line}:{caught.value.column} {caught.value}" == message


RIGHT = {
    "lists and blank nodes": "SELECT * { ?x ?p [ a ?c ; ?q (1 2.5 -3e4 'a'@fr) ] . [] ?r _:b . ( 1 ) . [ ?a ?b ] . }",
    "paths": "ASK { ?a (^<urn:p>/!(<urn:q>|^a))*|<urn:r>? ?b ; a ?c , ?d ; . }",
    "expressions": "ASK { BIND(IF(!BOUND(?a) && -?b*2 >= 3 || ?c NOT IN (1, ?d), xsd:integer(?x), 0) AS ?y) }",
    "exists": "ASK { ?a ?b ?c FILTER NOT EXISTS { ?c ?d ?e FILTER EXISTS { ?e a ?f } } }",
    "aggregates": "SELECT (GROUP_CONCAT(DISTINCT ?a; SEPARATOR=', ') AS ?b) (COUNT(*) AS ?n) { ?x ?y ?a } "
    "GROUP BY ?x (STR(?y) AS ?z) HAVING (COUNT(*) > 1) ORDER BY DESC(?n) ?z LIMIT 3 OFFSET 1",
    "graphs": "SELECT * FROM <urn:g> FROM NAMED <urn:h> { GRAPH ?g { ?s ?p ?o } MINUS { ?s a ?c } }",
    "values": "SELECT * { VALUES (?a ?b) { (1 UNDEF) (<urn:a> 'x'^^xsd:string) } } VALUES ?c { true }",
    "sub-select": "SELECT * { { SELECT ?a (MAX(?b) AS ?c) { ?a ?p ?b } GROUP BY ?a } }",
    "construct": "CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }",
    "construct where": "CONSTRUCT WHERE { ?s ?p ?o }",
    "describe": "DESCRIBE <urn:a> ?x WHERE { ?x a ?y }",
    "describe alone": "DESCRIBE biz:Company",
    "prologue": "BASE <http://a/> PREFIX x: <urn:x:> PREFIX : <urn:y:> ASK { x:a :b <c> }",
    "comments and long strings": 'ASK { # { not a brace\n ?a ?b """a "quoted"\n} text""" }',
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_reads_what_the_engine_reads(opened, text):
    opened.store.query(text, prefixes=prefixes())

    parse(text, prefixes=prefixes())


SHIPPED = sorted([*folder("queries").rglob("*.rq"), *folder("ontology").rglob("*.rq")])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_reads_every_shipped_query(path):
    parse(path.read_text(encoding="utf-8"), prefixes=prefixes())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", True),
        ("LOAD <http://example.org/>", True),
        ("ASK { ?s ?p 'INSERT' }", False),
    ],
)
def test_update_is_told_by_its_first_word(text, expected):
    assert is_update(text) is expected
