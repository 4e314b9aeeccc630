from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sentences import sentence_of, sentences


def words_of(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language=language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("fr", ["M. Dupont est ravi.", "Il part."], id="title-fr"),
        pytest.param("fr", ["Le p.-d.g. de Soleil est là.", "Il part."], id="office-fr"),
        pytest.param("fr", ["Il loge Bd. Haussmann.", "Elle aussi."], id="street-fr"),
        pytest.param("fr", ["Voir l'art. 3 du code.", "Tout y est."], id="article-fr"),
        pytest.param("fr", ["Le groupe vaut 1,5 M. d'euros.", "Il grandit."], id="million-fr"),
        pytest.param("fr", ["Il a dit : « Oui. »", "Puis il part."], id="quotation-fr"),
        pytest.param("fr", ["C'est C. Martin.", "Il signe."], id="initial-fr"),
        pytest.param("fr", ["C'est le plan B.", "Il signe."], id="not-an-initial-fr"),
        pytest.param("fr", ["Mr. Smith rachète No. 2.", "Le reste suit."], id="english-abbreviation-in-french"),
        pytest.param("en", ["Mr. Smith leads.", "No. 2 follows."], id="title-en"),
        pytest.param("en", ["He said no.", "Then he left."], id="not-a-number-en"),
        pytest.param("en", ["Acme Corp. in London grew 3.5 percent.", "It hires."], id="company-en"),
        pytest.param("de", ["Im 2. Quartal stieg der Umsatz.", "Das freut Dr. Weiß."], id="ordinal-de"),
        pytest.param("es", ["El Sr. García vende.", "Ella compra."], id="title-es"),
        pytest.param(None, ["One thing.", "Another."], id="language-unknown"),
        pytest.param("xx", ["One thing.", "Another."], id="language-that-there-is-none-of"),
    ],
)
def test_a_line_splits_where_a_sentence_ends(language: str | None, expected: list[str]) -> None:
    assert words_of(" ".join(expected), language) == expected


def test_a_line_break_ends_a_sentence() -> None:
    assert words_of("Soleil grandit\r\n\r\nM.\nDupont", "fr") == ["Soleil grandit", "M.", "Dupont"]


def test_offsets_count_code_points_after_an_astral_character() -> None:
    assert sentences("👍 Oui. Non.", language="fr") == [(0, 6), (7, 11)]


def test_a_blank_text_has_no_sentences() -> None:
    assert sentences(" \n\t\r\n", language="en") == []


@given(
    text=st.text(st.sampled_from("aBé. \n\r\t!?«»\"'()-1M👍\u00a0\u2028\x0b\x1c\x85"), max_size=60),
    language=st.sampled_from(["fr", "en", "de", "es", None]),
)
def test_sentences_are_ordered_and_hold_all_that_is_not_blank(text: str, language: str | None) -> None:
    spans = sentences(text, language=language)

    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(character.isspace() for at, character in enumerate(text) if at not in covered)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(0, (0, 14), id="first"),
        pytest.param(13, (0, 14), id="last-code-point"),
        pytest.param(14, None, id="between"),
        pytest.param(15, (15, 34), id="second"),
        pytest.param(34, None, id="after-the-end"),
    ],
)
def test_sentence_of_finds_the_span(start: int, expected: tuple[int, int] | None) -> None:
    assert sentence_of([(0, 14), (15, 34)], start) == expected


def test_sentence_of_nothing_is_none() -> None:
    assert sentence_of([], 0) is None
