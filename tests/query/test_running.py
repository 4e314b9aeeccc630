"""Running queries: what is refused, what is noted, what is understood."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from kg.errors import QueryError, UsageError
from kg.query import Iri, Table, Triples, run

SERVICES = {
    "plain": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "silent": "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "variable": "SELECT * { ?x a ?y SERVICE ?x { ?s ?p ?o } }",
    "in EXISTS": "ASK { ?x a ?y FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } }",
    "behind a comment": "SELECT * { # '\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "after a string": "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "where no tokens can be told": "SELECT * { ¤ SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("text", SERVICES.values(), ids=SERVICES)
def test_service_is_refused(opened, text):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        run(opened, text)


HARMLESS = {
    "string": "ASK { ?s ?p 'SERVICE <http://x/> {}' }",
    "comment": "ASK { # SERVICE <http://x/> {}\n ?s ?p ?o }",
    "IRI": "ASK { ?s <http://example.org/SERVICE> ?o }",
    "variable": "ASK { ?SERVICE ?p ?o }",
    "name": "ASK { ?s biz:SERVICE ?o }",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_service_as_anything_but_the_word_is_asked(opened, text):
    assert run(opened, text) in {True, False}


REFUSED = {
    "aggregate without GROUP BY": (
        "SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }",
        "query:1:8: ?x stands beside an aggregate but is not in GROUP BY (add GROUP BY ?x, or use SAMPLE(?x))",
    ),
    "value of an aggregate used again": (
        "SELECT (COUNT(?y) AS ?n) (STR(?n) AS ?text) { ?x a ?y }",
        "query:1:31: ?n stands beside an aggregate but is not in GROUP BY (add GROUP BY ?n, or use SAMPLE(?n))",
    ),
    "star with GROUP BY": (
        "SELECT * { ?x a ?y } GROUP BY ?y",
        "query:1:1: SELECT * cannot be used with GROUP BY (name the columns)",
    ),
    "variable named twice": (
        "SELECT * { ?x a ?y BIND(1 AS ?x) }",
        "query:1:30: ?x has a value already (choose another name)",
    ),
    "relative IRI": ("ASK { ?x a <Company> }", "query:1:12: <Company> is a relative IRI (write it in full)"),
    "unknown function": ("SELECT (<urn:f>(1) AS ?x) {}", "query:1:9: unknown function <urn:f>"),
    "update": ("DROP ALL", "query:1:1: this is an update, not a query (with --update it writes to graph:manual)"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_the_engine_refuses_is_explained(opened, text, message):
    with pytest.raises(QueryError) as caught:
        run(opened, text)

    assert str(caught.value) == message


def test_column_that_nothing_binds_is_noted_in_text(opened):
    table = run(opened, "SELECT ?company ?stattus { ?company biz:status ?status }")

    assert table.notes == ("query:1:17: nothing binds the column ?stattus (did you mean ?status?)",)


def test_column_that_nothing_binds_is_an_error_in_a_query_with_a_header(opened, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("#+ title: Mine\nSELECT ?x ?stattus { ?x biz:status ?status }", encoding="utf-8")

    with pytest.raises(QueryError) as caught:
        run(opened, str(file))

    assert str(caught.value) == f"{file}:2:11: nothing binds the column ?stattus (did you mean ?status?)"


def test_filter_on_a_misspelt_variable_is_noted(opened):
    table = run(opened, "SELECT ?s { ?s biz:rank ?rank FILTER(?rnak > 1) }")

    assert table.notes == ("query:1:38: nothing binds ?rnak (did you mean ?rank?)",)


def test_values_are_python_values(opened):
    text = """SELECT * { BIND("a"@fr AS ?text) BIND(7 AS ?whole) BIND(1.5 AS ?number) BIND(1e0 AS ?double)
      BIND("2024-01-16"^^xsd:date AS ?day) BIND("2024"^^xsd:gYear AS ?year) BIND(true AS ?truth)
      BIND(<urn:x> AS ?iri) BIND("P10Y"^^xsd:duration AS ?long) OPTIONAL { ?nothing a <urn:none> } }"""

    row = run(opened, text).to_dicts()[0]

    assert row == {
        "text": "a",
        "whole": 7,
        "number": Decimal("1.5"),
        "double": 1.0,
        "day": date(2024, 1, 16),
        "year": "2024",
        "truth": True,
        "iri": Iri("urn:x"),
        "long": "P10Y",
        "nothing": None,
    }
    assert type(row["iri"]) is Iri


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_what_is_no_decimal_number_stays_text(opened, text):
    table = run(opened, f'SELECT ("{text}"^^xsd:decimal AS ?x) {{}}')

    assert (table.rows, table.datatypes) == ([(text,)], ("text",))


def test_a_file_may_have_a_space_in_its_name(opened, tmp_path):
    path = tmp_path / "my own.rq"
    path.write_text("ASK {}", encoding="utf-8")

    assert run(opened, str(path)) is True


def test_what_is_nested_too_deeply_for_our_reader_is_left_to_the_engine(opened):
    depth = 600

    assert run(opened, f"SELECT ({'(' * depth}1{')' * depth} AS ?x) {{}}").rows == [(1,)]


def test_ask_and_construct_have_their_own_answers(opened):
    assert run(opened, "ASK { ?s a biz:Partnership }") is True
    triples = run(opened, "CONSTRUCT WHERE { ?s a biz:Partnership }")
    assert isinstance(triples, Triples)
    assert len(triples) == 2


def test_repeated_values_are_alternatives(opened):
    table = run(opened, "contested-places", parameters={"company": ["Alpha", "Gamma"]})

    assert isinstance(table, Table)
    assert len(table) == 2


HEADER = "#+ title: One\n#+ param: company entity required\nSELECT ?p { #@params\n ?company ?p ?o }\n"


def test_text_with_a_header_has_parameters(opened):
    with pytest.raises(UsageError) as caught:
        run(opened, HEADER)

    assert str(caught.value) == "query 'query' needs company (add company=…)"


def test_the_graph_is_asked_as_one(opened):
    # The types stand in the graph of entities, the situations in those of their documents.
    table = run(opened, "SELECT DISTINCT ?c { ?s biz:partner ?c . ?c a biz:Company }")

    assert len(table) == 2


def test_relative_iris_of_a_file_count_from_the_file(opened, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("SELECT (STR(<data.ttl>) AS ?iri) {}", encoding="utf-8")

    assert run(opened, str(file)).rows == [(f"{tmp_path.as_uri()}/data.ttl",)]


def test_rows_come_with_their_evidence(opened):
    table = run(opened, "why", evidence=True)

    assert table.columns[-3:] == ("documents", "annotations", "sentences")
    assert table.to_dicts()[0]["annotations"] == "en/deal.ann:9 E1\nen/deal.ann:10 E2"


def test_several_threads_read_at_once(opened):
    with ThreadPoolExecutor(max_workers=4) as pool:
        counts = set(pool.map(lambda _: len(run(opened, "company-file", parameters={"company": "Alpha"})), range(12)))

    assert counts == {9}
