from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.trace import Place, trace
from kg.vocab import BIZ, RDF
from tests.check.conftest import GRAPH

DOCUMENT = "https://w3id.org/biznews/doc/fr/accord"
SOLENE = "https://w3id.org/biznews/id/organization-solene"


@pytest.fixture
def store():
    found = ox.Store()
    found.load(GRAPH.encode(), format=ox.RdfFormat.TRIG)
    return found


def places(store, iri):
    return trace(store, [iri])[iri]


def test_a_situation_leads_to_its_own_line_and_identifier(store):
    first = places(store, f"{DOCUMENT}#E1")[0]

    assert (first.source_file, first.line, first.annotation_id) == ("fr/accord.ann", 5, "E1")


def test_the_trigger_of_a_situation_comes_first(store):
    found = places(store, f"{DOCUMENT}#E1")

    assert [place.quote for place in found] == ["signent", "Solène SA", "Lunaire", "dix ans"]
    assert found[0].supports == (f"{RDF}type",)


def test_sentences_are_no_places_where_there_are_words(store):
    assert all(place.quote != place.sentence for place in places(store, f"{DOCUMENT}#E1"))


def test_a_sentence_is_the_place_where_there_are_no_words(store):
    store.update(f"DELETE WHERE {{ GRAPH ?g {{ ?span <{BIZ}supports> ?p ; <{BIZ}annotation> ?a ; ?q ?o }} }}")

    assert places(store, f"{DOCUMENT}#E1")[0].quote == "Solène SA et Lunaire signent."


def test_words_stand_in_the_sentence_around_them(store):
    duration = places(store, f"{DOCUMENT}#E1")[-1]

    assert duration.sentence == "Leur accord court sur dix ans."
    assert duration.sentence_begin == 30
    assert duration.marked() == "Leur accord court sur «dix ans»."


def test_an_entity_leads_to_its_mentions_with_the_annotation_of_each(store):
    (place,) = places(store, SOLENE)

    assert (place.quote, place.annotation_id, place.line) == ("Solène SA", "T1", 1)


def test_an_annotation_leads_to_its_words(store):
    (place,) = places(store, f"{DOCUMENT}#T4")

    assert (place.quote, place.annotation_id, place.where) == ("dix ans", "T4", "fr/accord.ann:4 T4")


def test_a_span_is_its_own_place(store):
    (place,) = places(store, f"{DOCUMENT}#char=13,20")

    assert (place.begin, place.end, place.quote) == (13, 20, "Lunaire")


def test_a_document_leads_to_its_source_file(store):
    (place,) = places(store, DOCUMENT)

    assert place == Place(document_iri=DOCUMENT, title="Un accord", source_file="fr/accord.ann")


def test_what_the_graph_does_not_know_has_no_place(store):
    assert trace(store, ["urn:t:nothing"]) == {"urn:t:nothing": ()}


def test_the_answer_has_the_order_of_the_question(store):
    assert list(trace(store, [SOLENE, DOCUMENT, SOLENE])) == [SOLENE, DOCUMENT]


def test_words_without_a_sentence_stand_alone():
    assert Place("urn:d", begin=3, end=5, quote="ab").marked() == "«ab»"


def test_a_marked_sentence_is_one_line():
    place = Place("urn:d", begin=4, end=7, quote="two", sentence="One\ntwo\n three.", sentence_begin=0)

    assert place.marked() == "One «two» three."


def test_a_place_without_file_is_named_by_its_document():
    assert Place("urn:d", annotation_id="E1").where == "urn:d E1"
