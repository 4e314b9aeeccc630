from __future__ import annotations

import json

import pytest

from kg.cli import run
from tests.check.conftest import GRAPH, PREFIXES
from tests.rules.conftest import DECLARED

RULES = f"""{PREFIXES}{DECLARED}
biz: sh:declare [ sh:prefix "biz" ; sh:namespace "https://w3id.org/biznews/ontology#" ] .
:S a sh:NodeShape ; sh:targetClass biz:Partnership ; sh:order 1 ; sh:rule
  [ a sh:TripleRule ; sh:order 2 ; sh:subject sh:this ; sh:predicate :seen ; sh:object true ] ,
  [ a sh:SPARQLRule ; rdfs:label "who met" ; sh:prefixes <urn:t:> , biz: ; sh:deactivated true ;
    sh:construct "CONSTRUCT {{ ?a t:met ?b }} WHERE {{ $this biz:partner ?a , ?b }}" ] .
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    # Away from this checkout, so that no kg.toml of ours is found.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.ttl").write_text(RULES, encoding="utf-8")
    (tmp_path / "data.trig").write_text(GRAPH, encoding="utf-8")
    return tmp_path / "rules.ttl"


def kg(*arguments):
    return run(["rules", *map(str, arguments)])


@pytest.mark.usefixtures("rules")
def test_the_shipped_rules_are_listed_in_their_order(capsys):
    code = kg()

    names = [line.partition("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert names[:3] == ["rule", "same-matter", "active-in"]
    assert names[-1] == "supplies-to"


def test_rules_of_a_shapes_file_are_listed_by_their_order(rules, capsys):
    kg("--shapes", rules)

    assert capsys.readouterr().out == (
        "rule\tkind\ton\torder\tabout\tfile\n"
        "urn:t:S rule 2\tsh:SPARQLRule (deactivated)\tbiz:Partnership\t1, 0\twho met\trules.ttl:11\n"
        "urn:t:S rule 1\tsh:TripleRule\tbiz:Partnership\t1, 2\t\trules.ttl:11\n"
    )


def test_rules_are_described_for_programs(rules, capsys):
    kg("--shapes", rules, "-f", "json")

    described = json.loads(capsys.readouterr().out)
    assert [(one["order"], one["deactivated"], one["about"]) for one in described] == [
        (0, True, "who met"),
        (2, False, ""),
    ]


def test_a_graph_that_no_build_has_written_has_no_counts(rules, capsys):
    code = kg("-g", rules.with_name("data.trig"))

    assert code == 2
    assert "no build has counted the rules of" in capsys.readouterr().err


def test_a_file_without_rules_is_said(rules, capsys):
    rules.write_text(PREFIXES + ":S a sh:NodeShape ; sh:targetClass :C .", encoding="utf-8")

    kg("--shapes", rules)

    assert capsys.readouterr().err == "there are no rules\n"


@pytest.mark.usefixtures("rules")
def test_a_build_counts_what_rules_of_shapes_conclude(tmp_path, capsys):
    run(["init", str(tmp_path / "project")])
    config = tmp_path / "project" / "kg.toml"
    text = config.read_text(encoding="utf-8").replace("# [check]", '[check]\nshapes = ["../rules.ttl"]')
    config.write_text(text, encoding="utf-8")
    run(["build", "--config", str(config), "-o", str(tmp_path / "project" / "graph"), "-q"])
    capsys.readouterr()

    kg("-g", tmp_path / "project" / "graph")

    last = capsys.readouterr().out.splitlines()[-1].split("\t")
    assert (last[0], last[-1]) == ("urn:t:S rule 1", "1")
