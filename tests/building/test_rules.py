"""A build runs the `sh:rule`s of the project's ontology and shapes after the `.rq` files."""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import replace

import pytest

from kg.errors import OntologyError
from kg.query.header import StoredQuery
from kg.query.updating import update
from kg.store import open_graph
from tests.check.conftest import PREFIXES

INFERRED = "https://w3id.org/biznews/graph/inferred"
RULES = f"""{PREFIXES}
<urn:r> sh:declare [ sh:prefix "biz" ; sh:namespace "https://w3id.org/biznews/ontology#" ] .
:Allies a sh:NodeShape ; sh:targetSubjectsOf biz:partnerOf ; sh:rule
  [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :allyOf ; sh:object [ sh:path biz:partnerOf ] ] ,
  [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :none ; sh:object [ sh:path :none ] ] .
"""


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "rules.ttl"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_rules_of_shapes_see_what_query_files_concluded(build, config, rules):
    graph, account = build(config=replace(config, shapes=(*config.shapes, rules)))

    allies = {rule.rule: rule.conclusions for rule in account.rules}["urn:t:Allies rule 1"]
    ask = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{INFERRED}> {{ ?a <urn:t:allyOf> ?b }} }}"
    ((count,),) = open_graph(graph).store.query(ask)
    assert allies == int(count.value) == 18


def test_rules_may_stand_in_the_ontology(build, config, rules):
    _, account = build(config=replace(config, ontology=(*config.ontology, rules)))

    assert account.rules[-2].conclusions == 18


def test_the_account_says_what_every_rule_concluded(build, config, rules):
    graph, _ = build(config=replace(config, shapes=(*config.shapes, rules)))

    found = json.loads((open_graph(graph).version / "account.json").read_text(encoding="utf-8"))["rules"]
    assert [rule["rule"] for rule in found][::9] == ["same-matter", "supplies-to"]
    assert found[-1] == {
        "rule": "urn:t:Allies rule 2",
        "place": "rules.ttl:10",
        "conclusions": 0,
        "dropped": 0,
        "reason": "",
        "shipped": False,
    }


def test_a_rule_that_is_taken_out_takes_its_conclusions_along(build, config, rules):
    with_rules = replace(config, shapes=(*config.shapes, rules))
    build(config=with_rules)
    _, with_them = build(config=with_rules)
    _, without = build(config=config)

    assert with_them.triples["inferred"] - without.triples["inferred"] == 18


def test_a_renewed_graph_has_the_same_conclusions_as_a_fresh_one(build, config, corpus, rules):
    with_rules = replace(config, shapes=(*config.shapes, rules))
    build(config=with_rules)
    (corpus / "b.txt").unlink()
    (corpus / "b.ann").unlink()
    renewed, _ = build(config=with_rules)
    fresh, _ = build("fresh", config=with_rules)

    assert _inferred(renewed) == _inferred(fresh) != []


def _inferred(graph):
    return sorted(str(quad) for quad in open_graph(graph).store if quad.graph_name.value == INFERRED)


def test_an_ill_formed_rule_stops_the_build_with_file_and_line(build, config, rules):
    rules.write_text(RULES.replace("sh:object [ sh:path :none ]", ""), encoding="utf-8")

    with pytest.raises(OntologyError, match="a triple rule has no sh:object") as caught:
        build(config=replace(config, shapes=(*config.shapes, rules)))

    assert (caught.value.path, caught.value.line) == (str(rules), 10)


def _edited(corpus, *, status):
    """Give the partnership of one article another status."""
    path = corpus / "a.ann"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"status E1 \w+", f"status E1 {status}", text), encoding="utf-8")


def test_after_an_edit_only_what_can_matter_is_concluded_again(build, corpus, monkeypatch):
    build()
    asked = []
    module = importlib.import_module("kg.rules.deriving")  # a function of the package has the same name
    conclude = module.conclusions

    def noting(rule, data, *, shapes):
        asked.append(rule.name)
        return conclude(rule, data, shapes=shapes)

    monkeypatch.setattr(module, "conclusions", noting)
    _edited(corpus, status="planned")
    renewed, account = build()
    fresh, first = build("fresh")

    # In the fresh build all ten run; in the renewal those that look at classes, or give them.
    assert asked[:-10] == ["same-matter", "contested"]
    assert _inferred(renewed) == _inferred(fresh)
    assert account.rules == first.rules


@pytest.mark.parametrize("edit", ["by hand", "of an account"])
def test_what_was_done_to_the_last_version_makes_all_rules_run(build, corpus, edit):
    graph, _ = build()
    if edit == "by hand":
        deal = "<urn:t:deal> a biz:Partnership ; biz:status code:agreed ; biz:partner <urn:t:a> , <urn:t:b>"
        prefixes = "PREFIX biz: <https://w3id.org/biznews/ontology#> PREFIX code: <https://w3id.org/biznews/code/>"
        update(graph, stored=StoredQuery("insert", f"{prefixes} INSERT DATA {{ {deal} }}"))
    else:
        (open_graph(graph).version / "account.json").write_text("{}", encoding="utf-8")
    _edited(corpus, status="planned")
    renewed, account = build()
    # A fresh build keeps what was written by hand.
    before = _inferred(renewed)
    fresh, first = build(fresh=True)

    assert before == _inferred(fresh)
    assert any("urn:t:a" in quad for quad in before) == (edit == "by hand")
    assert account.rules == first.rules
