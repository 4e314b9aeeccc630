from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kg.cli.value import value
from kg.errors import InputError, UsageError


def run(*arguments, lines=None):
    return CliRunner().invoke(value, list(arguments), input=lines, catch_exceptions=True)


def test_a_reading_is_one_json_object():
    result = run("2,5 M€", "--kind", "money", "--language", "fr")
    assert json.loads(result.stdout)["value"] == "2500000"
    assert result.exit_code == 0


def test_no_reading_is_null_and_said_on_standard_error():
    result = run("beaucoup", "--kind", "money", "--language", "fr")
    assert (result.stdout, result.exit_code) == ("null\n", 0)
    assert result.stderr == "kg: no safe reading of 'beaucoup' as money\n"


def test_a_relative_date_is_resolved_from_the_date():
    result = run("l'an dernier", "--kind", "date", "--language", "fr", "--date", "2024-01-16")
    assert json.loads(result.stdout)["value"] == "2023"


def test_an_explanation_says_which_words_gave_what():
    result = run("2,5 M€", "--kind", "money", "--language", "fr", "--explain")
    assert {"start": 0, "end": 3, "words": "2,5", "gives": "number: 2.5"} in json.loads(result.stdout)["words"]


def test_lines_are_answered_in_order_with_their_id():
    lines = [
        {"id": "a", "kind": "rank", "language": "fr", "text": "deuxième", "reference_date": None},
        {"id": "b", "kind": "money", "language": "fr", "text": "rien"},
        {"id": "c", "kind": "date", "language": "en", "text": "yesterday", "reference_date": "2016-11-07T00:00:00"},
    ]
    result = run("--jsonl", lines="\n".join(map(json.dumps, lines)) + "\n\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert answers[0] == {"id": "a", "value": "2", "datatype": "xsd:integer", "qualifier": "exact"}
    assert answers[1] == {"id": "b", "value": None}
    assert (answers[2]["id"], answers[2]["value"]) == ("c", "2016-11-06")


GOOD = '{"id": 1, "kind": "rank", "language": "fr", "text": "deuxième"}\n'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", "not JSON: Expecting property name enclosed in double quotes"),
        ("[1]", "not an object with string values"),
        ('{"kind": "rank", "language": "fr"}', "the key 'text' is missing"),
        ('{"kind": "rank", "language": "fr", "text": 3}', "not an object with string values"),
        ('{"kind": "rank", "language": "xx", "text": "a"}', "unknown language 'xx'"),
        ('{"kind": "date", "language": "fr", "text": "a", "reference_date": "soon"}', "'soon' is not a date like"),
    ],
)
def test_a_bad_line_is_an_input_error_with_its_number(line, message):
    result = run("--jsonl", lines=GOOD + line)
    error = result.exception
    assert isinstance(error, InputError)
    assert (":".join(error.where.split(":")[:2]), error.exit_code) == ("<stdin>:2", 4)
    assert error.message.startswith(message)
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("3 €",),
        ("3 €", "--kind", "money"),
        ("3 €", "--kind", "colour", "--language", "fr"),
        ("3 €", "--kind", "money", "--language", "xx"),
        ("3 €", "--kind", "date", "--language", "fr", "--date", "soon"),
        ("3 €", "--jsonl"),
    ],
    ids=" ".join,
)
def test_a_bad_call_is_a_usage_error(arguments):
    assert isinstance(run(*arguments).exception, UsageError)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("3 €", "--kind", "mony", "--language", "fr"), "did you mean 'money'?"),
        (("3 €", "--kind", "money", "--language", "xx"), "there are de, en, es, fr, it, nl, pt"),
        (("3 €", "--kind", "date", "--language", "fr", "--date", "soon"), None),
    ],
    ids=["kind", "language", "date"],
)
def test_a_misspelt_name_is_met_with_what_there_is(arguments, hint):
    assert run(*arguments).exception.hint == hint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("yesterday", "--kind", "date"), " (such words as 'last year' need --date)"),
        (("foo", "--kind", "date", "--date", "2024-01-16"), ""),
        (("foo", "--kind", "money"), ""),
        (("foo", "--kind", "money", "--explain"), ""),
    ],
    ids=["no date", "date", "money", "explained"],
)
def test_words_without_a_reading_are_told(arguments, said):
    text, _, kind = arguments[:3]

    result = run(*arguments, "--language", "en")

    assert result.stderr == f"kg: no safe reading of '{text}' as {kind}{said}\n"
