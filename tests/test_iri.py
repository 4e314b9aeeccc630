"""Minted IRIs are valid, stable and, for different things, different."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg import iri, rdftext

BASE = "https://example.org/"
DOCUMENT = "https://example.org/doc/a"
# File names may hold bytes that are no UTF-8, which Python gives as lone surrogates.
ANY_NAME = st.lists(st.characters(categories=["Cs"]).map(str) | st.characters()).map("".join)

MINTERS = {
    "document": lambda name: iri.document(BASE, name),
    "annotation": lambda name: iri.annotation(DOCUMENT, name),
    "graph of an annotator": lambda name: iri.document_graph(DOCUMENT, name),
    "entity": lambda name: iri.entity(BASE, "Organization", name),
}


@pytest.mark.parametrize("mint", MINTERS.values(), ids=MINTERS)
@given(name=ANY_NAME)
def test_minted_iri_can_be_read(mint, name):
    minted = mint(name)

    (quad,) = ox.parse(f"<urn:s> <urn:p> {rdftext.iri(minted)} .\n".encode(), format=ox.RdfFormat.N_QUADS)

    assert quad.object == ox.NamedNode(minted)


@given(ANY_NAME, ANY_NAME)
def test_different_documents_have_different_iris(one, other):
    assume(one != other)

    assert iri.document(BASE, one) != iri.document(BASE, other)


@given(ANY_NAME)
def test_fragment_of_a_document_stays_with_it(name):
    assert iri.document(BASE, name).isprintable()
    assert "#" not in iri.document(BASE, name)
    assert "?" not in iri.document(BASE, name)


@pytest.mark.parametrize(
    ("minted", "expected"),
    [
        (iri.document(BASE, "fr/accord"), "https://example.org/doc/fr/accord"),
        (iri.document_graph(DOCUMENT), "https://example.org/doc/a/graph"),
        (iri.document_graph(DOCUMENT, "Anna K."), "https://example.org/doc/a/graph/anna-k"),
        (iri.annotation(DOCUMENT, "E1"), "https://example.org/doc/a#E1"),
        (iri.span(DOCUMENT, 53, 214), "https://example.org/doc/a#char=53,214"),
        (iri.named_graph(BASE, "inferred"), "https://example.org/graph/inferred"),
        (iri.entity(BASE, "Market", "orange"), "https://example.org/id/market-orange"),
        (iri.entity(BASE, "Organization", "orange"), "https://example.org/id/organization-orange"),
    ],
)
def test_shape_of(minted, expected):
    assert minted == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Deutsche Telekom", "deutsche-telekom"),
        ("L'Oréal", "l-oreal"),
        ("Straße", "strasse"),
        ("AT&T Inc.", "at-t-inc"),
        ("ソフトバンク", "ソフトバンク"),
        ("Яндекс", "яндекс"),
        ("\N{FULLWIDTH DIGIT FIVE}G", "5g"),
        ("a_b", "a-b"),
        ("\N{KELVIN SIGN}\N{TRADE MARK SIGN}", "ktm"),
        ("\u0645\u064f\u062d", "\u0645\u064f\u062d"),
        ("+", "002b"),
    ],
)
def test_slug(text, slug):
    assert iri.slug(text) == slug


@given(ANY_NAME)
def test_slug_of_a_slug_is_itself(name):
    once = iri.slug(name)

    assert iri.slug(once) == once
