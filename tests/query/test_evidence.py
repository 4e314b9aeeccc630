"""What rows rest on: shown situations, hidden ones, and those that rules concluded from."""

from __future__ import annotations

import pytest

from kg.query import Table, run
from kg.query.asked import RuleFiles
from kg.query.catalog import find
from kg.query.evidence import with_evidence
from kg.query.running import ask, prepare
from kg.resources import folder

FILES = tuple(sorted((folder("ontology") / "rules").glob("*.rq")))
RULES = RuleFiles(FILES)


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
    "a path that repeats": (
        "SELECT ?c { id:organization-alpha biz:partnerOf+ ?c FILTER(?c != id:organization-alpha) }",
        {"beta": PARTNERS},
    ),
    "both ends given": (
        "SELECT ?c { id:organization-alpha biz:partnerOf+ id:organization-beta VALUES ?c { id:organization-beta } }",
        {"beta": PARTNERS},
    ),
    "a chain of two properties": (
        "SELECT ?c { id:organization-gamma biz:suppliesTo/biz:partnerOf* ?c FILTER(?c = id:organization-beta) }",
        {"beta": ["en/deal.ann:9 E1", "en/later.ann:11 E4", "fr/accord.ann:4 E1"]},
    ),
    "turned round from a known end": (
        "SELECT ?c { ?c biz:suppliesTo/biz:partnerOf+ id:organization-beta }",
        {"gamma": ["en/deal.ann:9 E1", "en/later.ann:11 E4", "fr/accord.ann:4 E1"]},
    ),
    "a path through situations": (
        "SELECT ?c { id:organization-alpha ^biz:partner/biz:partner ?c FILTER(?c = id:organization-beta) }",
        {"beta": PARTNERS},
    ),
    "a shortest chain through situations": (
        "SELECT ?c { id:organization-alpha (^biz:partner/biz:partner)+ ?c FILTER(?c = id:organization-beta) }",
        {"beta": ["en/deal.ann:9 E1"]},
    ),
    "few of many": (
        "SELECT ?c { ?c biz:partnerOf+ ?d FILTER(?d = id:organization-alpha) } ORDER BY DESC(?c) LIMIT 1",
        {"beta": PARTNERS},
    ),
    "all columns": ("SELECT * { ?c biz:partnerOf id:organization-alpha }", {"beta": PARTNERS}),
    "nothing concluded": ("SELECT ?c { id:organization-gamma biz:partnerOf ?c }", {"delta": [""]}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_derived_ties_rest_on_the_situations_they_follow_from(opened, text, expected):
    assert annotations(opened, text) == expected


def test_without_the_rules_nothing_is_behind_a_derived_tie(opened):
    assert annotations(opened, CASES["pattern"][0], rules=None) == {"beta": [""]}


def test_a_conclusion_from_a_conclusion_is_followed_to_its_situations(opened, tmp_path):
    rule = tmp_path / "near.rq"
    rule.write_text(
        "PREFIX biz: <https://w3id.org/biznews/ontology#> PREFIX x: <urn:x:>\n"
        "CONSTRUCT { ?a x:near ?b } WHERE { ?c biz:partnerOf ?b BIND(?c AS ?a) }",
        encoding="utf-8",
    )
    text = "SELECT ?c { VALUES ?p { <urn:x:near> } VALUES ?c { id:organization-alpha } OPTIONAL { ?c ?p ?d } "
    text += "BIND(id:organization-beta AS ?e) OPTIONAL { ?c <urn:x:near> ?e } }"

    assert annotations(opened, text, rules=RuleFiles((*FILES, rule))) == {"alpha": PARTNERS}


def test_many_triples_are_asked_for_at_once(opened, monkeypatch):
    monkeypatch.setattr("kg.query.derivation._FEW", 0)

    assert annotations(opened, CASES["pattern"][0]) == {"beta": PARTNERS}


def test_rows_with_situations_keep_them_beside_the_derived(opened):
    text = "SELECT ?c ?s { ?s biz:provider ?x . ?c biz:partnerOf id:organization-alpha }"

    assert annotations(opened, text) == {"beta": ["en/deal.ann:9 E1", "en/later.ann:11 E4", "fr/accord.ann:4 E1"]}


def test_an_end_that_another_branch_binds_is_on_no_chain(opened):
    text = "SELECT ?c { { id:organization-alpha biz:partnerOf+ ?c } UNION { VALUES ?c { id:organization-delta } } "
    text += "FILTER(?c IN (id:organization-delta)) }"
    prepared = prepare(opened, stored=find(text), parameters={})

    supported = with_evidence(opened, prepared=prepared, answer=ask(opened, prepared=prepared), rules=RULES)

    assert (supported.rows, supported.without, supported.unjoined) == (1, 1, 0)


def test_a_search_that_is_given_up_is_counted(opened, monkeypatch):
    monkeypatch.setattr("kg.query.chains._LINKS", 1)
    text = "SELECT ?c { id:organization-gamma biz:suppliesTo/biz:partnerOf+ ?c FILTER(?c = id:organization-beta) }"
    prepared = prepare(opened, stored=find(text), parameters={})

    supported = with_evidence(opened, prepared=prepared, answer=ask(opened, prepared=prepared), rules=RULES)

    assert (supported.rows, supported.without, supported.unjoined) == (1, 1, 1)


def test_a_path_in_a_rule_leads_to_its_situations(opened, tmp_path):
    rule = tmp_path / "reaches.rq"
    rule.write_text(
        "PREFIX biz: <https://w3id.org/biznews/ontology#>\n"
        "CONSTRUCT { ?a biz:partnerOf ?b } WHERE { ?a (^biz:partner/biz:partner)+ ?b FILTER(?a != ?b) }",
        encoding="utf-8",
    )

    found = annotations(opened, CASES["pattern"][0], rules=RuleFiles((rule,)))

    assert found == {"beta": ["en/deal.ann:9 E1"]}


def test_a_rule_that_concludes_only_once_is_explained_after_it_has(opened, tmp_path):
    rule = tmp_path / "once.rq"
    rule.write_text(
        "PREFIX biz: <https://w3id.org/biznews/ontology#>\n"
        "CONSTRUCT { ?a biz:partnerOf ?b } WHERE { ?s biz:partner ?a , ?b FILTER(?a != ?b)\n"
        "FILTER NOT EXISTS { ?a biz:partnerOf ?other } MINUS { ?b biz:partnerOf ?other } }",
        encoding="utf-8",
    )

    assert annotations(opened, CASES["pattern"][0], rules=RuleFiles((rule,))) == {"beta": PARTNERS}


def test_braces_in_comments_are_no_part_of_what_a_rule_concludes(opened, tmp_path):
    rule = tmp_path / "commented.rq"
    rule.write_text(
        "PREFIX biz: <https://w3id.org/biznews/ontology#>\nCONSTRUCT # {both ways}\n"
        "{ ?a biz:partnerOf ?b } # not {?a ?b}\nWHERE { ?s biz:partner ?a , ?b FILTER(?a != ?b) }",
        encoding="utf-8",
    )

    assert annotations(opened, CASES["pattern"][0], rules=RuleFiles((rule,))) == {"beta": PARTNERS}


def test_a_prefix_that_counts_from_the_file_is_no_obstacle(opened, tmp_path):
    path = tmp_path / "own.rq"
    path.write_text(
        "PREFIX own: <#>\nSELECT ?c { id:organization-alpha biz:partnerOf ?c "
        'OPTIONAL { ?c own:size "x"^^own:size } OPTIONAL { ?c biz:unit "x" ; own:size own:large } }',
        encoding="utf-8",
    )

    assert annotations(opened, str(path)) == {"beta": PARTNERS}


@pytest.mark.parametrize(
    "columns",
    ["(STR(?c) AS ?text)", "(STR(?c) AS ?text) ?d", "(STR(?c) AS ?text) (CONCAT(?text, '!') AS ?loud)"],
    ids=["alone", "beside a variable", "made of one another"],
)
def test_columns_that_are_made_tell_rows_apart(opened, columns):
    shown = annotations(opened, "SELECT ?c { ?c biz:partnerOf|biz:suppliesTo ?d }")

    assert len(set(map(tuple, shown.values()))) > 1
    assert annotations(opened, f"SELECT {columns} {{ ?c biz:partnerOf|biz:suppliesTo ?d }}") == shown


def test_a_column_that_is_made_anew_each_time_tells_nothing_apart(opened):
    text = "SELECT ?c (BNODE() AS ?new) { id:organization-alpha biz:partnerOf ?c }"

    assert annotations(opened, text) == {"beta": PARTNERS}


def test_columns_called_like_those_of_the_evidence_keep_their_names(opened):
    table = run(
        opened, "SELECT ?documents ?documents_ { ?documents biz:partnerOf ?documents_ }", evidence=True, rules=RULES
    )

    assert table.columns == ("documents", "documents_", "documents__", "annotations", "sentences")
