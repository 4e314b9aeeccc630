from __future__ import annotations

import copy
import dataclasses
import pickle
from decimal import Decimal

import pytest

from kg.values import KINDS, QUALIFIERS, Value, read
from kg.values.explaining import explain
from kg.values.languages import LANGUAGES, language_of, region_of
from kg.values.value import ALIASES, plain


def test_public_names():
    assert set(KINDS) >= {"money", "date", "period", "duration", "rank", "quantity", "percentage"}
    assert set(ALIASES.values()) <= set(KINDS)
    assert "by-deadline" in QUALIFIERS


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="unknown kind 'colour', expected one of money, date, "):
        read("red", kind="colour", language="fr")


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="unknown language 'xx'"):
        read("3 €", kind="money", language="xx")


def test_a_value_is_frozen_comparable_and_travels_between_processes():
    value = read("3 M€", kind="money", language="fr")
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    assert dataclasses.replace(value, currency="USD").currency == "USD"
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.currency = "USD"


def test_fields_that_do_not_apply_have_their_defaults():
    value = Value(kind="number", value=Decimal(3))
    assert (value.min, value.qualifier, value.fiscal) == (None, "exact", False)
    with pytest.raises(AttributeError):
        _ = value.colour
    with pytest.raises(AttributeError):
        Value(kind="number", colour="red")


@pytest.mark.parametrize(
    ("number", "written"), [("1E+9", "1000000000"), ("1.500", "1.5"), ("-0", "0"), ("100", "100"), ("0.000", "0")]
)
def test_numbers_are_written_out(number, written):
    assert plain(Decimal(number)) == written


def test_an_explanation_names_every_word_in_the_text():
    clues = explain("Près de 3 M€", kind="money", language="fr")
    assert [(clue.start, clue.end, clue.words, clue.gives) for clue in clues] == [
        (0, 7, "Près de", "qualifier: approximate"),
        (8, 9, "3", "number: 3"),
        (10, 11, "M", "scale: 1000000"),
        (11, 12, "€", "currency: EUR, explicit"),
    ]


def test_an_explanation_of_a_time():
    gives = [clue.gives for clue in explain("Ende März 2025", kind="date", language="de")]
    assert gives == ["part of the period: end", "month: 3", "year: 2025"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_knows_its_own_code(code):
    assert language_of(code).code == code


@pytest.mark.parametrize(("tag", "region"), [("en-GB", "GB"), ("pt_BR", "BR"), ("fr", None), ("zh-Hant-TW", "TW")])
def test_the_region_of_a_tag(tag, region):
    assert region_of(tag) == region
