from __future__ import annotations

import pytest
from text_to_num import text2num

from kg.values import read
from kg.values.languages import LANGUAGES, language_of

WORDS = [
    ("fr", "quatre-vingt-onze mille soixante-douze", "91072"),
    ("fr", "un cinquième", "0.2"),
    ("fr", "six millions et deux tiers", "6666666.666666667"),
    ("en", "nine hundred and ninety-nine thousand and one", "999001"),
    ("en", "one hundred and thirty-two fifths", "26.4"),
    ("en", "one hundred thirty-fifths", "2.85714285714286"),
    ("en", "one out of eight", "0.125"),
    ("en", "a quarter of a million", "250000"),
    ("de", "achthunderttausendsiebenundvierzig", "800047"),
    ("de", "dreieinhalb", "3.5"),
    ("de", "sieben halbe", "3.5"),
    ("es", "cuarenta y dos mil ciento nueve", "42109"),
    ("es", "tres veinticincoavos", "0.12"),
    ("es", "siete con veinticinco", "7.25"),
    ("it", "quarantottomilatrecentoventuno", "48321"),
    ("it", "due terzi", "0.666666666666667"),
    ("pt", "novecentos e oitenta e sete", "987"),
    ("pt", "sete vinte avos", "0.35"),
    ("nl", "zevenhonderddrieënzestig", "763"),
    ("nl", "tweeënhalf", "2.5"),
]


@pytest.mark.parametrize(("language", "text", "value"), WORDS, ids=[case[1] for case in WORDS])
def test_number_words_are_read(keys, language, text, value):
    assert keys(text, "number", language)["value"] == value


DIGITS = [
    ("fr", "1\u202f234\u202f567,5", "1234567.5"),
    ("fr", "12.345", "12345"),
    ("fr", ",5", "0.5"),
    ("en", "12.345", "12.345"),
    ("en", "12,345", "12345"),
    ("en", "12,34,567", "1234567"),
    ("de", "12.345,6", "12345.6"),
    ("es", "12,345", "12.345"),
    ("en", "-4e-3", "-0.004"),
    ("en", "2½", "2.5"),
    ("en", "2^10", "1024"),
    ("fr", "-0", "0"),
]


@pytest.mark.parametrize(("language", "text", "value"), DIGITS, ids=[f"{case[0]} {case[1]}" for case in DIGITS])
def test_separators_are_those_of_the_language(keys, language, text, value):
    assert keys(text, "number", language)["value"] == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_words_agree_with_text2num(language):
    words = language_of(language).cardinals
    for value, spellings in words.items():
        word = spellings.split("|")[0]
        assert read(word, kind="number", language=language).value == value == text2num(word, language)


BOUNDS = [
    ("fr", "supérieur à 20 et inférieur ou égal à 35", ("20", "35", True, None)),
    ("en", "no more than 50 and no less than 20", ("20", "50", None, None)),
    ("es", "mayor que 10 y menor que 20", ("10", "20", True, True)),
    ("en", "20~30", ("20", "30", None, None)),
    ("en", "between the tenth and the twelfth", ("10", "12", None, None)),
]


@pytest.mark.parametrize(("language", "text", "expected"), BOUNDS, ids=[case[1] for case in BOUNDS])
def test_two_bounds_make_a_range(keys, language, text, expected):
    reading = keys(text, "range", language)
    assert (
        reading["min"],
        reading["max"],
        reading.get("min_exclusive"),
        reading.get("max_exclusive"),
    ) == expected


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("en", "over 30", "more-than"),
        ("en", "more than or equal to 30", "at-least"),
        ("en", "30+", "at-least"),
        ("fr", "30 ou moins", "at-most"),
        ("de", "unter 30", "less-than"),
        ("es", "igual o mayor que 30", "at-least"),
    ],
)
def test_one_bound_is_a_qualifier(keys, language, text, qualifier):
    assert keys(text, "number", language) == {"value": "30", "datatype": "xsd:decimal", "qualifier": qualifier}


def test_a_count_is_whole(keys):
    assert keys("97 000", "count", "fr")["datatype"] == "xsd:integer"
    assert keys("97,5", "count", "fr") is None


@pytest.mark.parametrize(
    "text", ["three hundred and two dozen", "1/0", "five five", "", "-", "and", "point", "a", "half past"]
)
def test_what_is_no_one_number_has_no_reading(keys, text):
    assert keys(text, "number", "en") is None


PERCENTAGES = [
    ("fr", "7,5 %", "7.5", None),
    ("fr", "deux points de pourcentage", "2", True),
    ("en", "25 basis points", "0.25", True),
    ("de", "30 v. H.", "30", None),
    ("es", "un 12 por ciento", "12", None),
    ("it", "tre per cento", "3", None),
    ("pt", "10 pontos base", "0.1", True),
    ("nl", "vijf procent", "5", None),
    ("fr", "la moitié", "50", None),
    ("en", "three quarters", "75", None),
]


@pytest.mark.parametrize(("language", "text", "value", "change"), PERCENTAGES, ids=[case[1] for case in PERCENTAGES])
def test_percentages_are_in_percent_and_points_are_a_change(keys, language, text, value, change):
    reading = keys(text, "percentage", language)
    assert (reading["value"], reading["unit"], reading.get("change")) == (value, "percent", change)


RANKS = [
    ("fr", "vingt et unième", 21),
    ("fr", "deuxième assureur du pays", 2),
    ("fr", "plus grand", 1),
    ("fr", "n° 3", 3),
    ("fr", "XIV", 14),
    ("en", "second-largest", 2),
    ("en", "market leader", 1),
    ("de", "fünftgrößter", 5),
    ("de", "weltgrößte", 1),
    ("es", "decimoctavo", 18),
    ("it", "ventitreesima", 23),
    ("pt", "vigésimo terceiro", 23),
    ("nl", "eenentwintigste", 21),
]


@pytest.mark.parametrize(("language", "text", "rank"), RANKS, ids=[case[1] for case in RANKS])
def test_ranks_are_read(keys, language, text, rank):
    assert keys(text, "rank", language) == {"value": str(rank), "datatype": "xsd:integer", "qualifier": "exact"}


@pytest.mark.parametrize("text", ["top five", "the two largest", "minus third", "last"])
def test_several_ranks_are_no_rank(keys, text):
    assert keys(text, "rank", "en") is None


QUANTITIES = [
    ("fr", "environ 450 MW", "450", "megawatt"),
    ("fr", "2,5 millions de barils", "2500000", "barrel"),
    ("fr", "3 000 salariés", "3000", "salariés"),
    ("en", "10,000 square feet", "10000", "square-foot"),
    ("fr", "12 A320neo", "12", "A320neo"),
    ("en", "1.5m vehicles", "1500000", "vehicles"),
    ("de", "90 km/h", "90", "kilometer-per-hour"),
    ("es", "12 m²", "12", "square-meter"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), QUANTITIES, ids=[case[1] for case in QUANTITIES])
def test_a_quantity_has_its_unit_or_what_it_counts(keys, language, text, value, unit):
    reading = keys(text, "quantity", language)
    assert (reading["value"], reading["unit"]) == (value, unit)
