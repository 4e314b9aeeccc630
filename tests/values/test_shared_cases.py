from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import pytest

from kg.values import read
from kg.values.languages import LANGUAGES

SILENTLY_WRONG = {"currency": 0.001}  # as a share of the cases of a kind; 2 % for the others


def reading_of(row, language):
    written = row.get("reference_date")
    today = None if written is None else dt.date.fromisoformat(written[:10])
    found = read(row["text"], kind=row["kind"], language=language, reference_date=today)
    return None if found is None else found.to_json()


@pytest.fixture(scope="module")
def outcomes(shared_file, scoring, defective):
    rows = [json.loads(line) for line in shared_file("spec_development.jsonl").splitlines()]
    assert defective.keys() <= {row["id"] for row in rows}
    sound = [row for row in rows if row["id"] not in defective]
    return [(row, scoring.verdict(row["kind"], row["expected"], reading_of(row, row["language"]))) for row in sound]


@pytest.mark.parametrize("kind", ["currency", "duration", "percent", "ordinal", "number", "range"])
def test_sound_cases_of_the_specification_are_read(outcomes, kind):
    assert [row["id"] for row, outcome in outcomes if row["kind"] == kind and outcome != "right"] == []


@pytest.mark.parametrize("kind", ["currency", "date", "duration", "number", "ordinal", "percent", "period", "range"])
def test_hardly_a_case_is_silently_wrong(outcomes, kind):
    counted = Counter(outcome for row, outcome in outcomes if row["kind"] == kind)
    assert counted["wrong"] <= SILENTLY_WRONG.get(kind, 0.02) * counted.total()


def test_news_cases_are_right_in_every_key(shared_file):
    rows = json.loads(shared_file("news_development.json"))
    assert {row["id"] for row in rows if reading_of(row, row["lang"]) != row["expected"]} == set()


def test_the_cases_are_in_languages_that_are_read(outcomes):
    assert {row["language"] for row, _ in outcomes} <= set(LANGUAGES)
