from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.readers.describe import describe, headline

FRENCH = "Le groupe annonce un partenariat avec une société allemande."


@pytest.mark.parametrize(
    ("given", "row", "defaults", "expected"),
    [
        pytest.param({"language": "de"}, {"language": "en"}, {"language": "es"}, ("de", "format"), id="format-first"),
        pytest.param({}, {"language": "en"}, {"language": "es"}, ("en", "metadata"), id="then-the-row"),
        pytest.param({}, {}, {"language": "Spanish"}, ("es", "default"), id="then-the-default"),
        pytest.param({}, {}, {}, ("fr", "detected"), id="then-the-text"),
    ],
)
def test_the_language_comes_from_the_nearest_source(
    given: dict[str, str], row: dict[str, str], defaults: dict[str, str], expected: tuple[str, str]
) -> None:
    language, metadata = describe(FRENCH, given=given, row=row, defaults=defaults)

    assert (language, metadata["language_basis"]) == expected


def test_a_language_that_cannot_be_told_is_none_without_basis() -> None:
    assert describe("42", given={}, row={}, defaults={}) == (None, {})


def test_a_default_language_that_there_is_none_of_is_an_error() -> None:
    with pytest.raises(ConfigError, match="no such language: 'klingon'"):
        describe(FRENCH, given={}, row={}, defaults={"language": "klingon"})


def test_the_row_overrules_the_defaults_cell_by_cell() -> None:
    _, metadata = describe(
        "", given={}, row={"publisher": "Le Soir"}, defaults={"publisher": "Le Jour", "agencies": "dpa"}
    )

    assert metadata == {"publisher": "Le Soir", "agencies": "dpa"}


def test_a_given_title_goes_before_the_first_line() -> None:
    _, metadata = describe(f"Titre\n\n{FRENCH}", given={}, row={"title": "Autre"}, defaults={})

    assert (metadata["title"], metadata["title_basis"]) == ("Autre", "metadata")


def test_the_first_line_is_the_title_where_nothing_gives_one() -> None:
    _, metadata = describe(f"Titre\n\n{FRENCH}", given={}, row={}, defaults={})

    assert (metadata["title"], metadata["title_basis"]) == ("Titre", "first line")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Titre\nTexte.", "Titre", id="line-break"),
        pytest.param("\r\n  Titre \r\n\r\nTexte.", "Titre", id="blank-lines-and-returns"),
        pytest.param("Que vaut Soleil ?\nTexte.", "Que vaut Soleil ?", id="question"),
        pytest.param("Titre.\nTexte.", "", id="sentence"),
        pytest.param("Titre,\nTexte.", "", id="clause"),
        pytest.param("Titre", "", id="nothing-follows"),
        pytest.param("Titre\n \n", "", id="only-blank-follows"),
        pytest.param("2024\nTexte.", "", id="no-letter"),
        pytest.param("mot " * 60 + "\nTexte.", "", id="long"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_headline_is_short_and_followed_by_text(text: str, title: str) -> None:
    assert headline(text) == title
