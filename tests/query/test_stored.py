"""The stored queries: every one gives rows, the same on both engines, and says what its columns hold."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from kg.query import Iri, catalog, faults, run
from kg.query.running import prepare
from kg.vocab import DEFAULT_BASE

# rdflib 7.6 warns of its own use of Dataset.default_context when it parses N-Quads.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")

QUERIES = catalog()
CASES = [
    ("claims-of", {}),
    ("claims-of", {"party": "Alpha"}),
    ("company-file", {"company": "Alpha"}),
    ("competitors", {}),
    ("competitors", {"company": ["Alpha", "Gamma"]}),
    ("contested-places", {}),
    ("contradictions", {}),
    ("coopetition", {"company": "Alpha"}),
    ("ending", {"year": 2034}),
    ("evidence", {"situation": "en/deal#E1"}),
    ("evidence", {"situation": "en/deal#E1", "property": "biz:duration"}),
    ("investment-totals", {}),
    ("investments", {}),
    ("investments", {"status": "planned"}),
    ("partners-by-topic", {"topic": "IA"}),
    ("partnerships", {}),
    ("partnerships", {"company": "Beta"}),
    ("promises", {"company": "Alpha"}),
    ("ranking-table", {}),
    ("ranking-table", {"market": "telecoms", "region": "Europe"}),
    ("region-map", {"region": "Europe"}),
    ("sources", {}),
    ("sources", {"company": "Alpha"}),
    ("spin-offs-due", {"day": "2024-05-01"}),
    ("status-history", {}),
    ("status-history", {"situation": "en/deal#E1"}),
    ("technology-map", {}),
    ("ties-two-steps", {"company": "Alpha"}),
    ("weak-claims", {}),
    ("why", {}),
]


@pytest.mark.parametrize(("name", "parameters"), CASES, ids=[f"{name}-{'-'.join(given)}" for name, given in CASES])
def test_rows_are_equal_on_both_engines(opened, dataset, oxigraph_rows, rdflib_rows, name, parameters):
    prepared = prepare(opened, stored=QUERIES[name], parameters=parameters)

    rows = oxigraph_rows(opened, prepared)

    assert rows
    assert rows == rdflib_rows(dataset, prepared)


def test_every_stored_query_is_among_the_cases():
    assert set(QUERIES) == {name for name, _ in CASES}


@pytest.mark.parametrize("name", QUERIES)
def test_header_names_the_columns_in_order(opened, name):
    stored = QUERIES[name]
    given = next(parameters for case, parameters in CASES if case == name)

    table = run(opened, stored, parameters=given)

    assert tuple(column.name for column in stored.columns) == table.columns


@pytest.mark.parametrize("name", QUERIES)
def test_header_is_complete(name):
    stored = QUERIES[name]

    assert set(stored.titles) == set(stored.questions) == {"en", "fr"}
    assert stored.audience
    assert all(parameter.meaning for parameter in stored.parameters)
    assert all(column.meaning and column.type for column in stored.columns)
    assert re.match(rf"kg query {name}\b", stored.examples[0])


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_is_wrong_or_odd(name):
    # `prepare` takes this for granted: those that ship with kg start without being looked through.
    stored = QUERIES[name]

    faults.refuse_service(stored.text)
    faults.refuse_unused_parameters(stored)
    syntax = faults.syntax_of(stored.text, base=DEFAULT_BASE)

    assert syntax is not None
    assert faults.notes(syntax, stored=stored) == ()


PYTHON_TYPES = {
    "text": str,
    "duration": str,
    "time": (date, str),
    "date": date,
    "integer": int,
    "decimal": (int, Decimal),
    "boolean": bool,
    "any": object,
}


@pytest.mark.parametrize(("name", "parameters"), CASES, ids=[f"{name}-{'-'.join(given)}" for name, given in CASES])
def test_columns_hold_what_the_header_says(opened, name, parameters):
    table = run(opened, name, parameters=parameters)

    columns = zip(QUERIES[name].columns, zip(*table.rows, strict=True), strict=True)
    assert [
        (column.name, value)
        for column, values in columns
        for value in values
        if value is not None and not isinstance(value, PYTHON_TYPES.get(column.type, Iri))
    ] == []


def test_two_annotators_do_not_double_a_sum(opened):
    table = run(opened, "investment-totals", parameters={"investor": "Alpha"})

    # The planned 1.5 billion of January is the 1.2 billion of March; the other amount is only a lower bound.
    assert [row[2:] for row in table.rows] == [
        ("http://publications.europa.eu/resource/authority/currency/USD", 2, 1, 1200000000)
    ]


def test_evidence_leaves_out_properties_of_other_situations(opened):
    table = run(opened, "evidence", parameters={"situation": "en/deal#E1"})

    properties = [row[0].rsplit("#", 1)[-1] for row in table.rows]
    assert properties == ["partner", "partner", "type", "duration"]


def test_a_ranking_without_a_market_is_not_in_every_market(opened):
    table = run(opened, "ranking-table", parameters={"market": "telecoms"})

    assert "https://w3id.org/biznews/doc/en/race#E5" not in {row[-1] for row in table.rows}
    assert len(table) == 4


WITHOUT_STATUS = {"contradictions", "evidence", "sources", "ties-two-steps", "weak-claims", "why"}
"""They compare, cite or count reports, or rest on what rules conclude, which look at statuses themselves."""


@pytest.mark.parametrize("name", sorted(set(QUERIES) - WITHOUT_STATUS))
def test_what_is_cancelled_or_denied_is_told_or_left_out(name):
    columns = {column.name for column in QUERIES[name].columns}

    assert "status" in columns or "code:cancelled" in QUERIES[name].text
    assert "certainty" in columns or "code:denied" in QUERIES[name].text
