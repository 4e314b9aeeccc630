"""`--explain`: each part of a query with its rows."""

from __future__ import annotations

from kg.query.header import read_header
from kg.query.plan import plan
from kg.query.running import prepare


def test_parts_are_counted_alone_and_with_all_before(opened):
    stored = read_header("SELECT ?c { ?s a biz:Partnership ; biz:partner ?c FILTER(?c != ?s) }", name="query")

    parts = list(plan(opened, prepared=prepare(opened, stored=stored, parameters={})))

    assert [(part.place, part.alone, part.together) for part in parts] == [
        ("1:13", 2, 2),
        ("1:36", 4, 4),
        ("1:51", None, 4),
    ]


def test_names_may_count_from_a_base(opened):
    declared = "BASE <https://w3id.org/biznews/>\nPREFIX o: <ontology#>\n"
    text = declared + "ASK { ?s a o:Partnership . <id/organization-alpha> a ?c }"
    prepared = prepare(opened, stored=read_header(text, name="query"), parameters={})

    assert [part.alone for part in plan(opened, prepared=prepared)] == [2, 1]
