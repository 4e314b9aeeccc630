"""What conclusions of shapes' rules rest on, by `kg query --evidence` and by Python."""

from __future__ import annotations

import pytest

import kg
from kg.building import build_graph
from kg.cli import run
from kg.config import find_config

TEXT = "Alto and Bero partner. Later Alto and Cimo may partner."
ANNOTATIONS = """\
T1\tCompany 0 4\tAlto
T2\tCompany 9 13\tBero
T3\tPartnership 14 21\tpartner
E1\tPartnership:T3 partner:T1 partner2:T2
A1\tstatus E1 agreed
T4\tCompany 29 33\tAlto
T5\tCompany 38 42\tCimo
T6\tPartnership 47 54\tpartner
E2\tPartnership:T6 partner:T4 partner2:T5
A2\tstatus E2 planned
"""
SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix biz: <https://w3id.org/biznews/ontology#> .
@prefix code: <https://w3id.org/biznews/code/> . @prefix t: <urn:t:> .
<urn:t:> sh:declare [ sh:prefix "t" ; sh:namespace "urn:t:" ] ,
    [ sh:prefix "biz" ; sh:namespace "https://w3id.org/biznews/ontology#" ] .
t:agreed sh:property [ sh:path biz:status ; sh:hasValue code:agreed ] .
t:Partnership a sh:NodeShape ; sh:targetClass biz:Partnership ;
    sh:rule [ a sh:SPARQLRule ; sh:prefixes <urn:t:> ; sh:condition t:agreed ;
        sh:construct "CONSTRUCT { ?a t:agreedWith ?b } WHERE { $this biz:partner ?a , ?b FILTER(?a != ?b) }" ] ,
    [ a sh:SPARQLRule ; sh:prefixes <urn:t:> ;
        sh:construct "CONSTRUCT { ?a t:talksTo ?b } WHERE { $this biz:partner ?a , ?b FILTER(?a != ?b) } LIMIT 100" ] ,
    [ a sh:TripleRule ; sh:subject [ sh:path biz:partner ] ; sh:predicate t:partnerIn ; sh:object sh:this ] ,
    [ a sh:TripleRule ; sh:subject [ sh:path biz:partner ] ; sh:predicate t:kind ; sh:object "partner" ;
        sh:condition t:agreed ] ,
    [ a sh:TripleRule ; sh:subject [ sh:path biz:partner ] ; sh:predicate t:met ; sh:object "first" ;
        sh:condition [ sh:property [ sh:path ( biz:partner t:met ) ; sh:maxCount 0 ] ] ] .
t:Company a sh:NodeShape ; sh:targetClass biz:Company ; sh:order 1 ;
    sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate t:near ;
        sh:object [ sh:path ( [ sh:inversePath biz:partner ] biz:partner ) ] ] ,
    [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate t:reaches ;
        sh:object [ sh:path [ sh:oneOrMorePath t:agreedWith ] ] ] .
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text(ANNOTATIONS, encoding="utf-8")
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (folder / "kg.toml").write_text(
        'corpus = ["."]\n[defaults]\nlanguage = "en"\n[check]\nshapes = ["shapes.ttl"]\n', encoding="utf-8"
    )
    build_graph([folder], folder / "graph", config=find_config(folder))
    return folder


FIRST, SECOND = "a.ann:4 E1", "a.ann:9 E2"
CASES = {
    "SPARQL rule": ("?c <urn:t:agreedWith> id:organization-alto", {"bero": FIRST}),
    "SPARQL rule asked node by node": ("?c <urn:t:talksTo> id:organization-alto", {"bero": FIRST, "cimo": SECOND}),
    "the situation in the conclusion": ("?c <urn:t:partnerIn> ?x FILTER(?c = id:organization-cimo)", {"cimo": SECOND}),
    "a literal concluded, with a condition": ("?c <urn:t:kind> 'partner'", {"alto": FIRST, "bero": FIRST}),
    "the situation on a path": (
        "?c <urn:t:near> id:organization-alto FILTER(?c != id:organization-alto)",
        {"bero": FIRST, "cimo": SECOND},
    ),
    "a chain of other conclusions": ("?c <urn:t:reaches> id:organization-bero", {"alto": FIRST, "bero": FIRST}),
    "a condition that the conclusion has made untrue": (
        "?c <urn:t:met> 'first'",
        {"alto": f"{FIRST}\n{SECOND}", "bero": FIRST, "cimo": SECOND},
    ),
}


@pytest.mark.parametrize(("pattern", "expected"), CASES.values(), ids=CASES)
def test_conclusions_rest_on_the_situations_at_their_focus_nodes(project, pattern, expected):
    table = kg.open(project / "graph").evidence(f"SELECT DISTINCT ?c {{ {pattern} }}")

    assert {row[0].rsplit("/", 1)[-1].removeprefix("organization-"): row[2] for row in table.rows} == expected


def test_a_process_of_its_own_knows_the_rules_of_shapes(project):
    query = f"SELECT ?c {{ {CASES['SPARQL rule'][0]} }}"

    table = kg.open(project / "graph").evidence(query, timeout=60)

    assert [row[2] for row in table.rows] == [FIRST]


def test_the_command_line_does(project, capsys, monkeypatch):
    monkeypatch.chdir(project)

    assert run(["query", "SELECT ?c { ?c <urn:t:agreedWith> id:organization-alto }", "--evidence"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t")[:3] == ["Bero", "a", FIRST]
