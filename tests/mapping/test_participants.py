from __future__ import annotations

import pytest

from kg.model import EquivalenceSet, Link, Mention
from tests.mapping.conftest import triples, words


def test_a_company_is_an_entity_with_its_span(map_document):
    mapped = map_document(mentions=[words("T1", "Company", "Alto", line=4)])

    assert {
        ("id/organization-alto", "mention", "doc/a#char=0,4"),
        ("doc/a#char=0,4", "quote", "Alto"),
        ("doc/a#char=0,4", "annotation", "doc/a#T1"),
        ("doc/a#T1", "line", "4"),
    } <= triples(mapped)


@pytest.mark.parametrize(
    "label", ["Company", "company", "COMPANY", "entreprise", "Entreprise", "société", "biz_company"]
)
def test_labels_are_matched_by_any_of_the_class_names(map_document, label):
    mapped = map_document(mentions=[words("T1", label, "Alto")])

    known = label != "biz_company"
    assert mapped.tally.mapped["mentions"] == known


def test_an_unknown_label_is_left_with_place_and_suggestion(map_document):
    mapped = map_document(mentions=[words("T1", "Compny", "Alto", line=7)])

    (left,) = mapped.tally.unmapped
    assert (left.path, left.line, left.annotation) == ("a.ann", 7, "T1")
    assert left.reason == "unknown label 'Compny'"
    assert left.hint == "did you mean 'Company'?"


def test_a_discontinuous_mention_has_one_span_a_fragment(map_document):
    mention = words("T1", "Product", "Alto")
    split = type(mention)("T1", "Product", ((0, 4), (9, 14)), "Alto Brisa")

    mapped = map_document(mentions=[split])

    spans = {s for s, p, o in triples(mapped) if p == "annotation" and o == "doc/a#T1"}
    assert spans == {"doc/a#char=0,4", "doc/a#char=9,14"}


def test_money_is_a_node_with_number_currency_and_words(map_document):
    mapped = map_document(mentions=[words("T1", "Money", "$3 million")])

    found = triples(mapped)
    assert ("doc/a#T1", "value", "3000000") in found
    assert ("doc/a#T1", "approximation", "exact") in found
    assert ("doc/a#T1", "mention", "doc/a#char=42,52") in found
    assert ("http://publications.europa.eu/resource/authority/currency/USD") in {
        o for _, p, o in found if p == "currency"
    }


def amount(text, marked, language="en"):
    start = text.index(marked)
    return {
        "text": text,
        "language": language,
        "mentions": [Mention("T1", "Money", ((start, start + len(marked)),), marked, 1)],
    }


def test_money_without_a_currency_says_so(map_document):
    mapped = map_document(**amount("They put in 3 million all told.", "3 million"))

    found = triples(mapped)
    assert ("doc/a#T1", "value", "3000000") in found
    assert ("doc/a#T1", "currency", "unstatedCurrency") in found


@pytest.mark.parametrize(
    ("text", "marked", "language", "whole"),
    [
        pytest.param("They paid £3.4 billion.", "3.4 billion", "en", "£3.4 billion", id="sign before"),
        pytest.param("They paid (US$ 3.4 billion).", "3.4 billion", "en", "US$ 3.4 billion", id="letters and sign"),
        pytest.param("They paid EUR 3.4 billion.", "3.4 billion", "en", "EUR 3.4 billion", id="code before"),
        pytest.param("Ils paient 3,4\u00a0€.", "3,4", "fr", "3,4\u00a0€", id="sign behind"),
        pytest.param("They paid 3 million euros.", "3 million", "en", "3 million euros", id="word behind"),
        pytest.param("They paid 3 million Swiss francs.", "3 million", "en", "3 million Swiss francs", id="two words"),
        pytest.param("Il vaut 3 milliards d’euros.", "3 milliards", "fr", "3 milliards d’euros", id="elided"),  # noqa: RUF001
        pytest.param("They paid 3 million pesos.", "3 million", "en", "3 million pesos", id="one of several"),
    ],
)
def test_an_amount_marked_without_the_currency_beside_it_is_left_out(map_document, text, marked, language, whole):
    mapped = map_document(**amount(text, marked, language))

    (left,) = mapped.tally.unmapped
    assert (left.reason, left.hint) == ("no currency in the words marked, but one beside them", f"mark {whole!r}")
    assert not {o for _, p, o in triples(mapped) if p == "currency"}


def test_words_that_are_no_value_are_refused_and_counted(map_document):
    mapped = map_document(mentions=[words("T1", "Money", "pact")])

    assert mapped.tally.read["values"] == 1
    assert mapped.tally.mapped["values"] == 0
    assert [left.reason for left in mapped.tally.unmapped] == ["no reading as money"]


def test_values_in_a_language_that_nobody_reads_are_refused_by_name(map_document):
    mapped = map_document(language="fi", mentions=[words("T1", "Money", "$3 million")])

    assert [left.reason for left in mapped.tally.unmapped] == ["no reading as money: values in 'fi' cannot be read yet"]


def test_a_set_refers_to_the_entity_of_its_linked_member(map_document):
    mapped = map_document(
        mentions=[words("T1", "Company", "Alto"), words("T2", "Company", "Brisa")],
        sets=[EquivalenceSet("Equiv", ("T1", "T2"))],
        links=[Link("T2", "Wikidata", "Q1", "Brisa")],
    )

    assert {s for s, p, _ in triples(mapped) if p == "mention"} == {"id/organization-brisa"}
    assert {name.identifier for name in mapped.names} == {"Wikidata:Q1"}


def test_a_link_to_an_unknown_authority_is_left_with_a_hint(map_document):
    mapped = map_document(
        mentions=[words("T1", "Company", "Alto")], links=[Link("T1", "Handelsregister", "HRB 1", "", 9)]
    )

    (left,) = mapped.tally.unmapped
    assert (left.line, left.reason) == (9, "unknown authority 'Handelsregister'")
    assert "[authorities]" in left.hint


def test_a_key_that_gives_no_iri_is_left(map_document):
    mapped = map_document(mentions=[words("T1", "Company", "Alto")], links=[Link("T1", "Wikidata", "Q1 <", "", 9)])

    (left,) = mapped.tally.unmapped
    assert (left.line, left.reason) == (9, "no key of 'Wikidata': it would give no IRI")
    assert {name.identifier for name in mapped.names} == {""}


@pytest.mark.parametrize(
    ("authority", "key", "form"),
    [
        pytest.param("Wikidata", "Apple", "Q and a number, such as Q312", id="name"),
        pytest.param("Wikidata", "Q0312", "Q and a number, such as Q312", id="nought"),
        pytest.param("LEI", "529900T8BM49", "18 letters or digits and 2 check digits", id="cut off"),
    ],
)
def test_a_key_of_another_form_than_its_authority_gives_is_left(map_document, authority, key, form):
    mapped = map_document(mentions=[words("T1", "Company", "Alto")], links=[Link("T1", authority, key, "", 9)])

    (left,) = mapped.tally.unmapped
    assert (left.line, left.reason, left.hint) == (9, f"no key of {authority!r}", f"a key is {form}")
    assert {name.identifier for name in mapped.names} == {""}


def test_an_explicit_nil_is_no_identifier(map_document):
    mapped = map_document(mentions=[words("T1", "Company", "Alto")], links=[Link("T1", "Wikidata", None, "")])

    assert mapped.tally.mapped["links"] == 1
    assert {name.identifier for name in mapped.names} == {""}


def test_names_keep_their_words_and_language(map_document):
    mapped = map_document(mentions=[words("T1", "Company", "Alto"), words("T2", "Company", "Alto", nth=1)])

    ((name, count),) = mapped.names.items()
    assert (name.family, name.key, name.surface, name.language, count) == ("Organization", "alto", "Alto", "en", 2)


def test_agencies_become_organizations(map_document):
    mapped = map_document(metadata={"agencies": "dpa; AFP"})

    used = {o for s, p, o in triples(mapped) if p == "usesMaterialFrom"}
    assert used == {"id/organization-dpa", "id/organization-afp"}
