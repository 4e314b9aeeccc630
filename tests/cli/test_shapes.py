from __future__ import annotations

import json

import pytest

from kg.cli import run
from tests.check.conftest import GRAPH, PREFIXES

MISSING = "A value is missing."
SHAPES = '''
:S sh:targetClass biz:Situation ; sh:property :status , :nobody .
:status sh:path biz:status ; sh:minCount 1 ; sh:message "A status is missing."@en , "Le statut manque."@fr .
:nobody sh:path biz:partner ; sh:severity sh:Warning ; sh:property [ sh:path skos:altLabel ; sh:minCount 1 ] .
:T sh:targetClass biz:TextSpan ; sh:targetSubjectsOf biz:line ; sh:sparql [
  sh:message "Bad {?value}." ;
  sh:select """SELECT $this ?value {
    $this <https://w3id.org/biznews/ontology#quote> ?value FILTER(STRLEN(?value) < 8) }""" ] .
:Off sh:targetClass biz:Document ; sh:deactivated true ; sh:nodeKind sh:Literal .
'''


@pytest.fixture
def files(tmp_path, monkeypatch):
    # Away from this checkout, so that no kg.toml of ours is found.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph.trig").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + SHAPES, encoding="utf-8")


def kg(*arguments):
    return run(["shapes", *arguments])


def rows(text):
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.usefixtures("files")
def test_constraints_are_listed_by_class_with_path_severity_and_message(capsys):
    assert kg("--shapes", "shapes.ttl") == 0

    assert rows(capsys.readouterr().out) == [
        ["class", "shape", "path", "constraint", "severity", "message"],
        ["biz:Situation", "urn:t:status", "biz:status", "sh:minCount 1", "violation", "A status is missing."],
        ["biz:Situation", "urn:t:nobody", "(biz:partner/skos:altLabel)", "sh:minCount 1", "violation", MISSING],
        ["biz:TextSpan", "urn:t:T", "", "sh:sparql", "violation", "Bad …."],
        ["sh:targetSubjectsOf biz:line", "urn:t:T", "", "sh:sparql", "violation", "Bad …."],
        ["biz:Document", "urn:t:Off", "", "sh:nodeKind sh:Literal", "deactivated", "It is not of the kind …."],
    ]


@pytest.mark.usefixtures("files")
def test_messages_come_in_the_language_asked_for(capsys):
    kg("--shapes", "shapes.ttl", "--language", "fr")

    assert rows(capsys.readouterr().out)[1][-1] == "Le statut manque."


@pytest.mark.usefixtures("files")
def test_with_a_graph_each_class_says_how_many_meet_and_violate(capsys):
    kg("--shapes", "shapes.ttl", "-g", "graph.trig")

    assert [(row[0], *row[-2:]) for row in rows(capsys.readouterr().out)] == [
        ("class", "meet", "violate"),
        ("biz:Situation", "1", "0"),
        ("biz:Situation", "0", "1"),
        ("biz:TextSpan", "3", "3"),
        ("sh:targetSubjectsOf biz:line", "5", "0"),
        ("biz:Document", "1", "0"),
    ]


@pytest.mark.usefixtures("files")
def test_json_says_how_many_focus_nodes_a_class_has(capsys):
    kg("--shapes", "shapes.ttl", "-g", "graph.trig", "-f", "json")

    found = json.loads(capsys.readouterr().out)
    assert [(one["focus_nodes"], one["violating"]) for one in found] == [(1, 1), (6, 3), (5, 0), (1, 0)]
    assert found[0]["constraints"][0]["messages"] == {"en": "A status is missing.", "fr": "Le statut manque."}


@pytest.mark.usefixtures("files")
def test_a_table_has_a_headline_a_class(capsys):
    kg("--shapes", "shapes.ttl", "-g", "graph.trig", "-f", "table")

    assert "biz:TextSpan: 6 focus nodes, 3 meet all, 3 do not\n" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
def test_a_class_has_the_constraints_of_the_classes_above_it(capsys):
    kg("Partnership")

    classes = {row[0] for row in rows(capsys.readouterr().out)[1:]}
    assert classes == {"biz:Situation", "biz:Partnership"}


@pytest.mark.usefixtures("files")
def test_of_a_class_only_its_own_instances_are_counted(capsys):
    kg("Investment", "--shapes", "shapes.ttl", "-g", "graph.trig", "-f", "json")

    assert [one["focus_nodes"] for one in json.loads(capsys.readouterr().out)] == [0]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("Partnersip", "there is no class 'Partnersip' (did you mean 'Partnership'?)", id="misspelt"),
        pytest.param("Person", "no shape is about the class 'Person'", id="without shapes"),
    ],
)
def test_a_class_without_constraints_is_an_error(capsys, name, said):
    assert kg(name, "--shapes", "shapes.ttl") == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("files")
def test_a_shapes_file_that_is_not_there_is_an_input_error(capsys):
    assert kg("--shapes", "nothing.ttl") == 4
    assert "nothing.ttl" in capsys.readouterr().err


@pytest.mark.usefixtures("files")
def test_the_shipped_shapes_are_listed_without_being_named(capsys):
    kg()

    assert "bizs:s-status" in {row[1] for row in rows(capsys.readouterr().out)}


@pytest.mark.usefixtures("files")
def test_a_shapes_file_that_is_not_there_is_said_to_be_missing(capsys):
    assert kg("--shapes", "nofile") == 4

    assert capsys.readouterr().err == "kg: nofile: there is no such file\n"
