"""What rows rest on: shown situations, hidden ones, and those that rules concluded from."""

from __future__ import annotations

import pytest

from kg.query import Table, run
from kg.resources import folder

RULES = tuple(sorted((folder("ontology") / "rules").glob("*.rq")))


def annotations(opened, text, *, rules=RULES):
    table = run(opened, text, evidence=True, rules=rules)
    assert isinstance(table, Table)
    at = table.columns.index("annotations")
    return {row[0].rsplit("-", 1)[-1]: (row[at] or "").split("\n") for row in table.rows}


PARTNERS = ["en/deal.ann:9 E1", "fr/accord.ann:4 E1"]
CASES = {
    "pattern": ("SELECT ?c { id:organization-alpha biz:partnerOf ?c }", {"beta": PARTNERS}),
    "turned round": ("SELECT ?c { ?c ^biz:partnerOf id:organization-alpha }", {"beta": PARTNERS}),
    "one of several properties": (
        "SELECT ?c { id:organization-alpha biz:partnerOf|biz:suppliesTo ?c }",
        {"beta": PARTNERS},
    ),
    "unknown property": ("SELECT ?c { id:organization-alpha ?p ?c FILTER(?p = biz:partnerOf) }", {"beta": PARTNERS}),
    "count": (
        "SELECT ?c (COUNT(?d) AS ?n) { ?c biz:partnerOf ?d FILTER(?c = id:organization-alpha) } GROUP BY ?c",
        {"alpha": PARTNERS},
    ),
    "union": (
        "SELECT ?c { { ?c biz:partnerOf id:organization-alpha } UNION { ?c biz:leads id:organization-alpha } }",
        {"beta": PARTNERS},
    ),
    "two steps": (
        "SELECT ?c { id:organization-alpha biz:partnerOf/^biz:partnerOf ?c }",
        {"alpha": PARTNERS},
    ),
    "all columns": ("SELECT * { ?c biz:partnerOf id:organization-alpha }", {"beta": PARTNERS}),
    "nothing concluded": ("SELECT ?c { id:organization-gamma biz:partnerOf ?c }", {"delta": [""]}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_derived_ties_rest_on_the_situations_they_follow_from(opened, text, expected):
    assert annotations(opened, text) == expected


def test_without_the_rules_nothing_is_behind_a_derived_tie(opened):
    assert annotations(opened, CASES["pattern"][0], rules=()) == {"beta": [""]}


def test_a_conclusion_from_a_conclusion_is_followed_to_its_situations(opened, tmp_path):
    rule = tmp_path / "near.rq"
    rule.write_text(
        "PREFIX biz: <https://w3id.org/biznews/ontology#> PREFIX x: <urn:x:>\n"
        "CONSTRUCT { ?a x:near ?b } WHERE { ?c biz:partnerOf ?b BIND(?c AS ?a) }",
        encoding="utf-8",
    )
    text = "SELECT ?c { VALUES ?p { <urn:x:near> } VALUES ?c { id:organization-alpha } OPTIONAL { ?c ?p ?d } "
    text += "BIND(id:organization-beta AS ?e) OPTIONAL { ?c <urn:x:near> ?e } }"

    assert annotations(opened, text, rules=(*RULES, rule)) == {"alpha": PARTNERS}


def test_many_triples_are_asked_for_at_once(opened, monkeypatch):
    monkeypatch.setattr("kg.query.derivation._FEW", 0)

    assert annotations(opened, CASES["pattern"][0]) == {"beta": PARTNERS}


def test_rows_with_situations_keep_them_beside_the_derived(opened):
    text = "SELECT ?c ?s { ?s biz:provider ?x . ?c biz:partnerOf id:organization-alpha }"

    assert annotations(opened, text) == {"beta": ["en/deal.ann:9 E1", "en/later.ann:11 E4", "fr/accord.ann:4 E1"]}
