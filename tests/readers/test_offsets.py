from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.readers import offsets
from kg.readers.offsets import Claim, Place, place, words

TEXT = st.text(st.sampled_from("ab é\u0301\u00a0👍\U0001f600\n"), min_size=1, max_size=30)


def utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2


def utf8(text: str, at: int) -> int:
    return len(text[:at].encode())


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXT)
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = draw(st.lists(bounds.filter(lambda pair: pair[0] < pair[1]).map(tuple), min_size=1, max_size=5))
    return text, spans


@given(texts_with_spans())
def test_right_offsets_stay_as_they_are(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = drawn

    places = place(text, [Claim((span,), text[slice(*span)]) for span in spans])

    assert places == [Place((span,)) for span in spans]


@given(texts_with_spans(), st.sampled_from([utf16, utf8]))
def test_offsets_in_another_unit_find_the_same_words(drawn: tuple[str, list[tuple[int, int]]], unit: object) -> None:
    text, spans = drawn
    claims = [Claim(((unit(text, start), unit(text, end)),), text[start:end]) for start, end in spans]

    places = place(text, claims)

    assert [words(text, found.fragments) for found in places] == [claim.quote for claim in claims]


@given(texts_with_spans())
def test_the_declared_unit_is_no_repair(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = drawn
    claims = [Claim(((utf16(text, start), utf16(text, end)),), text[start:end]) for start, end in spans]

    places = place(text, claims, declared=offsets.UTF16)

    assert places == [Place((span,)) for span in spans]


@given(
    text=TEXT,
    fragments=st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=3).map(tuple),
    quote=st.none() | st.text(st.sampled_from("ab é👍\n"), max_size=5),
    marked=st.booleans(),
)
def test_whatever_is_claimed_is_placed_in_the_text_or_refused_with_a_reason(
    text: str, fragments: tuple[tuple[int, int], ...], quote: str | None, marked: bool
) -> None:
    found = place(text, [Claim(fragments, quote)], marked=marked)[0]

    assert found.fragments or found.reason
    assert all(0 <= start < end <= len(text) for start, end in found.fragments)
    assert list(found.fragments) == sorted(found.fragments)


@given(texts_with_spans())
def test_a_text_without_its_returns_finds_the_same_words(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    bare, spans = drawn
    assume("\n" in bare)
    text = bare.replace("\n", "\r\n")

    places = place(text, [Claim((span,), bare[slice(*span)]) for span in spans])

    assert [words(text, found.fragments).split() for found in places if found.fragments] == [
        bare[slice(*span)].split() for span, found in zip(spans, places, strict=True) if found.fragments
    ]


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        pytest.param(
            "👍 Orange", Claim(((3, 9),), "Orange"), Place(((2, 8),), "offsets counted in UTF-16 units"), id="utf-16"
        ),
        pytest.param(
            "é Orange", Claim(((3, 9),), "Orange"), Place(((2, 8),), "offsets counted in UTF-8 bytes"), id="utf-8"
        ),
        pytest.param(
            "a\r\nOrange",
            Claim(((2, 8),), "Orange"),
            Place(((3, 9),), "offsets counted in code points without carriage returns"),
            id="returns-removed",
        ),
        pytest.param(
            "👍\r\nOrange",
            Claim(((3, 9),), "Orange"),
            Place(((3, 9),)),
            id="a-match-as-declared-goes-before-other-units",
        ),
        pytest.param(
            "👍\r\n👍 Orange",
            Claim(((6, 12),), "Orange"),
            Place(((5, 11),), "offsets counted in UTF-16 units without carriage returns"),
            id="utf-16-and-returns-removed",
        ),
        pytest.param(
            "Bleu et Orange", Claim(((0, 6),), "Orange"), Place(((8, 14),), offsets.RELOCATED), id="found-by-the-quote"
        ),
        pytest.param(
            "Orange et Orange", Claim(((1, 7),), "Orange"), Place((), offsets.MISMATCH), id="quote-occurs-twice"
        ),
        pytest.param("Oranges", Claim(((1, 7),), "Orange"), Place((), offsets.MISMATCH), id="quote-is-part-of-a-word"),
        pytest.param("Bleu", Claim(((0, 6),), "Orange"), Place((), offsets.MISMATCH), id="quote-is-not-there"),
        pytest.param("Bleu", Claim(((-4, 4),), "Bleu"), Place(((0, 4),), offsets.RELOCATED), id="negative-start"),
        pytest.param("Bleu", Claim(((2, 2),), ""), Place((), offsets.EMPTY), id="empty-span"),
        pytest.param("Bleu", Claim((), "Bleu"), Place((), offsets.EMPTY), id="no-span"),
        pytest.param("Bleu", Claim(((0, 4),), ""), Place(((0, 4),), offsets.UNQUOTED), id="quote-is-missing"),
        pytest.param("Bleu", Claim(((0, 4),), None), Place(((0, 4),)), id="format-without-quotes"),
        pytest.param("Bleu", Claim(((0, 5),), None), Place((), offsets.OUTSIDE), id="outside"),
        pytest.param(
            "Bleu\nciel", Claim(((0, 9),), "Bleu ciel"), Place(((0, 9),), offsets.WHITE_SPACE), id="line-break-as-space"
        ),
        pytest.param(
            "un deux trois", Claim(((8, 13), (0, 2)), "trois un"), Place(((0, 2), (8, 13))), id="fragments-in-any-order"
        ),
        pytest.param(
            "👍 un deux trois",
            Claim(((3, 5), (11, 16)), "un trois"),
            Place(((2, 4), (10, 15)), "offsets counted in UTF-16 units"),
            id="fragments-in-utf-16",
        ),
    ],
)
def test_a_claim_is_placed(text: str, claim: Claim, expected: Place) -> None:
    assert place(text, [claim]) == [expected]


def test_a_byte_order_mark_may_have_been_counted() -> None:
    assert place("Orange", [Claim(((1, 7),), "Orange")], marked=True) == [
        Place(((0, 6),), "offsets counted in code points with the byte order mark")
    ]


def test_the_unit_of_most_quotes_decides_where_a_quote_matches_in_two() -> None:
    text = "👍 aa Orange Bleu"

    places = place(text, [Claim(((3, 4),), "a"), Claim(((6, 12),), "Orange"), Claim(((13, 17),), "Bleu")])

    assert [found.fragments for found in places] == [((2, 3),), ((5, 11),), ((12, 16),)]


def test_a_file_may_mix_two_units() -> None:
    text = "👍 Orange Bleu"

    places = place(text, [Claim(((2, 8),), "Orange"), Claim(((10, 14),), "Bleu")])

    assert places == [Place(((2, 8),)), Place(((9, 13),), "offsets counted in UTF-16 units")]
