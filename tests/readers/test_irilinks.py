from __future__ import annotations

import pytest

from kg.config import BUILT_IN_AUTHORITIES
from kg.readers.irilinks import IRI, link_of


@pytest.mark.parametrize(
    ("text", "authority", "key"),
    [
        pytest.param("http://www.wikidata.org/entity/Q30", "Wikidata", "Q30", id="wikidata-entity"),
        pytest.param("https://www.wikidata.org/wiki/Q30", "Wikidata", "Q30", id="wikidata-page"),
        pytest.param("Q30", "Wikidata", "Q30", id="wikidata-key"),
        pytest.param(" Wikidata:Q30 ", "Wikidata", "Q30", id="authority-and-key"),
        pytest.param("LEI:549300", "LEI", "549300", id="another-authority"),
        pytest.param("https://example.org/a#b", IRI, "https://example.org/a#b", id="iri"),
        pytest.param("https://example.org/a b", "", "https://example.org/a b", id="no-iri-though-it-looks-like-one"),
        pytest.param("2099", "", "2099", id="key-alone"),
        pytest.param("NIL", "", None, id="nil"),
        pytest.param("_", "", None, id="underscore"),
        pytest.param("http://aksw.org/notInWiki", "", None, id="not-in-wiki"),
        pytest.param("Wikidata:null", "Wikidata", None, id="nil-of-an-authority"),
    ],
)
def test_an_identifier_is_an_authority_and_a_key(text: str, authority: str, key: str | None) -> None:
    assert link_of(text) == (authority, key)


def test_the_mapping_knows_the_authority_of_whole_iris() -> None:
    assert BUILT_IN_AUTHORITIES[IRI] == ""
