from __future__ import annotations

import json

import pytest
from lxml import etree

from kg.check import check
from kg.check.findings import in_document
from kg.check.formats import WRITERS, to_text
from kg.errors import UsageError
from kg.store import open_graph

SHAPES = (
    ':S a sh:NodeShape ; sh:targetClass biz:Partnership ; sh:message "No <kind> & more"@en , "Sans <type>"@fr ; '
    "sh:or ( [ sh:path biz:kind ; sh:minCount 1 ] ) . "
    ':W sh:targetClass biz:Document ; sh:severity sh:Warning ; sh:message "A \\u0001 literal?"@en ; '
    "sh:nodeKind sh:Literal . "
    ":OK sh:targetClass biz:Document ; sh:nodeKind sh:IRI ."
)
BASE = "https://w3id.org/biznews/"


@pytest.fixture
def checked(write, graph_file):
    opened = open_graph(graph_file)
    return check(opened, shapes=[write(SHAPES)]), opened.store


def written(checked, form, language="en"):
    return to_text(*checked, form=form, language=language)


def test_json_lines_have_one_result_each(checked):
    lines = [json.loads(line) for line in written(checked, "jsonl").splitlines()]

    assert [line["place"]["annotation"] for line in lines] == ["E1", None]


def test_junit_has_a_case_for_each_shape(checked):
    root = etree.fromstring(written(checked, "junit").encode())

    assert root.attrib == {"tests": "3", "failures": "1"}
    assert [case.get("name") for case in root.iter("testcase")] == ["urn:t:OK", "urn:t:S", "urn:t:W"]


def test_junit_fails_where_a_violation_is(checked):
    (failure,) = etree.fromstring(written(checked, "junit").encode()).iter("failure")

    assert failure.get("message") == "No <kind> & more"
    assert failure.text == "fr/accord.ann:5 E1  Solène SA et Lunaire «signent».: No <kind> & more"


def test_junit_keeps_warnings_as_output(checked):
    (output,) = etree.fromstring(written(checked, "junit").encode()).iter("system-out")

    assert output.text == "A  literal?\nfr/accord.ann: A  literal?"


def test_sarif_locates_results_in_the_annotation_file(checked):
    (run,) = json.loads(written(checked, "sarif"))["runs"]

    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "fr/accord.ann"},
        "region": {"startLine": 5},
    }
    assert first["message"]["text"] == "No <kind> & more Solène SA et Lunaire «signent»."
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "urn:t:S/or"


def test_sarif_levels_are_those_of_the_severities(checked):
    (run,) = json.loads(written(checked, "sarif"))["runs"]

    assert [result["level"] for result in run["results"]] == ["error", "warning"]


def test_html_escapes_and_marks(checked):
    page = written(checked, "html")

    assert "No &lt;kind&gt; &amp; more" in page
    assert "Solène SA et Lunaire <mark>signent</mark>." in page


def test_html_speaks_french(checked):
    page = written(checked, "html", "fr")

    assert '<html lang="fr">' in page
    assert "Sans &lt;type&gt;" in page


def test_html_needs_nothing_from_elsewhere(checked):
    assert not {"src=", "http:", "url(", "<script"} & set(written(checked, "html").replace('"', " ").split())


@pytest.mark.parametrize("form", WRITERS)
def test_a_report_is_the_same_every_time(write, graph_file, form):
    first, second = (
        to_text(check(opened := open_graph(graph_file), shapes=[write(SHAPES)]), opened.store, form=form, language="en")
        for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("fr/accord", id="id"),
        pytest.param(f"{BASE}doc/fr/accord", id="iri"),
        pytest.param("fr/accord.ann", id="source file"),
    ],
)
def test_results_of_one_document_are_kept(checked, name):
    report, store = checked

    assert len(in_document(report, store, name, base=BASE).results) == 2


def test_an_unknown_document_is_a_usage_error_with_a_suggestion(checked):
    report, store = checked

    with pytest.raises(UsageError, match="there is no document 'fr/acord'") as caught:
        in_document(report, store, "fr/acord", base=BASE)

    assert caught.value.hint == "did you mean 'fr/accord'?"


@pytest.mark.parametrize("name", ["urn:t:W", "W"])
def test_results_of_one_shape_are_kept(write, graph_file, name):
    report = check(open_graph(graph_file), shapes=[write(SHAPES)], only=[name])

    assert [result.source_shape.value for result in report.results] == ["urn:t:W"]


def test_a_shape_brings_the_shapes_it_refers_to(write, graph_file):
    shapes = write(
        ":S a sh:NodeShape ; sh:targetClass biz:Document ; sh:property [ sh:path biz:kind ; sh:minCount 1 ] ."
    )

    assert len(check(open_graph(graph_file), shapes=[shapes], only=["S"]).results) == 1


def test_an_unknown_shape_is_a_usage_error(write, graph_file):
    with pytest.raises(UsageError, match="there is no shape 'bizs:X'"):
        check(open_graph(graph_file), shapes=[write(SHAPES)], only=["bizs:X"])
