"""What carries no meaning changes no reading."""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.values import KINDS, read
from kg.values.folding import fold, folded_offsets
from kg.values.languages import LANGUAGES, language_of

SPACES = "\u00a0\u2009\u202f\u2007\t\n"
HYPHENS = "\u2010\u2011\u2012\u2013\u00ad-"
TEXTS = [
    ("fr", "money", "environ 1 250 millions d'euros"),
    ("fr", "number", "quatre-vingt-dix-sept mille"),
    ("fr", "period", "au deuxième trimestre 2023"),
    ("fr", "date", "22 février 2016"),
    ("en", "number", "fifty-five thousand"),
    ("en", "money", "between 10 and 15 million pounds"),
    ("de", "number", "fünfundzwanzigtausend"),
    ("de", "date", "3. März 2020"),
    ("es", "duration", "veintidós años"),
    ("it", "number", "ventitré"),
    ("pt", "money", "três milhões de dólares"),
    ("nl", "number", "tweeëntwintig"),
]
IDS = [text for _, _, text in TEXTS]


def variants(text):
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    yield bare
    yield text.upper()
    yield unicodedata.normalize("NFD", text)
    yield f"  {text} "
    yield from (text.replace(" ", space) for space in SPACES)
    yield from (text.replace("-", hyphen) for hyphen in HYPHENS if hyphen != "\u00ad")
    yield from (re.sub("([a-z]{4})([a-z]{3})", rf"\1{hyphen}\2", text, count=1) for hyphen in ("\u00ad", "-\n"))


@pytest.mark.parametrize(("language", "kind", "text"), TEXTS, ids=IDS)
def test_spaces_accents_case_and_hyphens_change_no_reading(language, kind, text):
    reading = read(text, kind=kind, language=language)
    assert reading is not None
    for variant in variants(text):
        assert read(variant, kind=kind, language=language) == reading, variant


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_each_folded_character_knows_where_it_came_from(text):
    offsets = folded_offsets(text)
    assert len(offsets) == len(text.translate({ord(c): fold(c) for c in set(text)})) + 1
    assert offsets == sorted(offsets)


SIGNS = ["3", "1,5", "12.000", "2023", "1e9", "9" * 20, "€", "$", "%", "/", "-", "^", "(", ".", ",", "½", "º", "²"]


def listed(language):
    """All words and phrases of a language."""
    contents = [getattr(language, field.name) for field in dataclasses.fields(language)]
    tables = [content.values() for content in contents if isinstance(content, dict)]
    texts = [text for text in (*contents, *itertools.chain(*tables)) if isinstance(text, str)]
    return sorted({word for text in texts for word in text.split("|")})


WORDS = {code: st.sampled_from([*SIGNS, *listed(language_of(code))]) for code in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), kind=st.sampled_from(KINDS), today=st.one_of(st.none(), st.dates()))
def test_no_text_makes_it_raise(language, data, kind, today):
    texts = st.one_of(st.text(max_size=60), st.lists(WORDS[language], max_size=8).map(" ".join))
    reading = read(data.draw(texts), kind=kind, language=language, reference_date=today)
    assert reading is None or reading.to_json()["qualifier"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_listed_word_makes_it_raise(language, kind):
    for word in (*SIGNS, *listed(language_of(language))):
        reading = read(word, kind=kind, language=language)
        assert reading is None or reading.to_json()["qualifier"]


def test_a_text_too_long_for_a_value_has_no_reading():
    assert read("1" * 1001, kind="number", language="fr") is None
