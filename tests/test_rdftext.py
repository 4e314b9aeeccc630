"""What is written as text is what a store reads."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg import rdftext
from kg.errors import InputError
from kg.vocab import XSD

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SURROGATES = st.lists(st.characters(categories=["Cs"]).map(str) | st.characters(), min_size=1).map("".join)


def _read(term: str) -> ox.Literal | ox.NamedNode:
    """The object of a statement as Oxigraph's parser reads it."""
    (quad,) = ox.parse(f"<urn:s> <urn:p> {term} <urn:g> .\n".encode(), format=ox.RdfFormat.N_QUADS)
    return quad.object


@given(ANY_TEXT)
def test_string_survives_the_round_trip(text):
    assert _read(rdftext.literal(text)) == ox.Literal(text)


@given(ANY_TEXT, st.sampled_from(["fr", "en-GB", "zh-Hant-TW"]))
def test_string_with_a_language_survives_the_round_trip(text, language):
    assert _read(rdftext.literal(text, language=language)) == ox.Literal(text, language=language.lower())


@given(ANY_TEXT)
def test_typed_literal_survives_the_round_trip(text):
    datatype = ox.NamedNode("https://example.org/type")

    assert _read(rdftext.literal(text, datatype=datatype.value)) == ox.Literal(text, datatype=datatype)


@given(SURROGATES)
def test_any_python_string_can_be_written(text):
    written = rdftext.literal(text).encode("utf-8").decode("utf-8")

    assert isinstance(_read(written), ox.Literal)


def test_lone_surrogate_becomes_the_replacement_character():
    assert rdftext.literal("a\ud83d") == '"a\ufffd"'


@given(st.integers())
def test_integer_survives_the_round_trip(number):
    assert _read(rdftext.integer(number)) == ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


@given(ANY_TEXT)
def test_accepted_iri_can_be_loaded(text):
    candidate = "https://example.org/" + text
    try:
        statement = f"<urn:s> <urn:p> {rdftext.iri(candidate)} .\n"
    except InputError:
        assume(False)

    # As the build loads: text that is made here is not validated a second time.
    (quad,) = ox.parse(statement.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)

    assert quad.object.value == candidate


@pytest.mark.parametrize(
    "text",
    ["", "vodafone", "//example.org/a", "https://example.org/a b", "https://example.org/<a>", "1a:b", "a:\ud800"],
)
def test_what_is_no_absolute_iri_is_refused(text):
    with pytest.raises(InputError, match=r"^not an absolute IRI: .* \(see RFC 3987\)$"):
        rdftext.iri(text)


@pytest.mark.parametrize("tag", ["fr_FR", "français", "a-", "en GB", "abcdefghi"])
def test_what_is_no_language_tag_is_refused(tag):
    with pytest.raises(InputError, match=r"^not a language tag: .* \(see BCP 47\)$"):
        rdftext.literal("oui", language=tag)


def test_lines_are_sorted_and_stand_once():
    statements = [("<urn:b>", "<urn:p>", '"1"'), ("<urn:a>", "<urn:p>", '"1"'), ("<urn:b>", "<urn:p>", '"1"')]

    assert rdftext.lines(statements, "<urn:g>") == '<urn:a> <urn:p> "1" <urn:g> .\n<urn:b> <urn:p> "1" <urn:g> .\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            b"@prefix b: <urn:b> .\n@prefix a: <urn:a> .\na:x a b:y .\n",
            (b"", [b"@prefix a: <urn:a> .\n", b"@prefix b: <urn:b> .\n"], b"a:x a b:y .\n"),
            id="turtle",
        ),
        pytest.param(
            b'<?xml version="1.0"?>\n<rdf:RDF xmlns:b="urn:b" xmlns:a="urn:a">\n<b:y/></rdf:RDF>',
            (
                b'<?xml version="1.0"?>\n<rdf:RDF',
                [b' xmlns:a="urn:a"', b' xmlns:b="urn:b"'],
                b">\n<b:y/></rdf:RDF>",
            ),
            id="rdf/xml",
        ),
        pytest.param(b"<urn:a> <urn:b> 1 .\n", (b"", [], b"<urn:a> <urn:b> 1 .\n"), id="none"),
    ],
)
def test_declarations_of_prefixes_come_in_order(text, expected):
    assert rdftext.declarations(text) == expected
