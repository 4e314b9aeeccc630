"""The shipped ontology is complete in English and French and says the truth about itself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.vocab import BIZ, OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).parents[1]
FILES = [ROOT / "ontology" / name for name in ("core.ttl", "core-codes.ttl", "business.ttl", "business-codes.ttl")]
LOANS = ROOT / "examples" / "loans" / "ontology" / "loans.ttl"
LANGUAGES = ("en", "fr")
# Terms of other vocabularies are declared in our files, and labelled in theirs.
NAMESPACES = (BIZ, "https://w3id.org/biznews/code/", "https://example.org/loans")


@cache
def triples() -> ox.Store:
    store = ox.Store()
    for path in [*FILES, LOANS]:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def _of_type(*names: str) -> list[str]:
    found = {
        quad.subject.value
        for name in names
        for quad in triples().quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(name), None)
        if isinstance(quad.subject, ox.NamedNode)
    }
    return sorted(iri for iri in found if iri.startswith(NAMESPACES))


def _literals(iri: str, *predicates: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for predicate in predicates:
        for quad in triples().quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None):
            found.setdefault(quad.object.language, []).append(quad.object.value)
    return found


CLASSES = _of_type(f"{OWL}Class")
PROPERTIES = _of_type(f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{OWL}AnnotationProperty")
CODES = _of_type(f"{BIZ}CodedValue")
SCHEMES = _of_type(f"{SKOS}ConceptScheme")


def _short(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def test_terms_are_found() -> None:
    assert min(len(CLASSES), len(PROPERTIES), len(CODES), len(SCHEMES)) > 0


@pytest.mark.parametrize("iri", [*CLASSES, *PROPERTIES, *CODES, *SCHEMES], ids=_short)
def test_a_term_has_one_label_in_each_language(iri: str) -> None:
    labels = _literals(iri, f"{RDFS}label", f"{SKOS}prefLabel")
    assert {language: len(words) for language, words in labels.items()} == dict.fromkeys(LANGUAGES, 1)


@pytest.mark.parametrize("iri", [*CLASSES, *PROPERTIES, *CODES], ids=_short)
def test_a_term_has_one_definition_in_each_language(iri: str) -> None:
    definitions = _literals(iri, f"{SKOS}definition")
    assert {language: len(words) for language, words in definitions.items()} == dict.fromkeys(LANGUAGES, 1)


@pytest.mark.parametrize("iri", [*CLASSES, *PROPERTIES, *CODES], ids=_short)
def test_a_definition_is_a_sentence(iri: str) -> None:
    texts = [text for definitions in _literals(iri, f"{SKOS}definition").values() for text in definitions]
    assert [text for text in texts if not (text[0].isupper() and text.endswith("."))] == []


@pytest.mark.parametrize("iri", CODES, ids=_short)
def test_a_code_belongs_to_a_declared_list_and_carries_its_name(iri: str) -> None:
    code = ox.NamedNode(iri)
    schemes = [q.object.value for q in triples().quads_for_pattern(code, ox.NamedNode(f"{SKOS}inScheme"), None, None)]
    notations = [q.object.value for q in triples().quads_for_pattern(code, ox.NamedNode(f"{SKOS}notation"), None, None)]
    assert (len(schemes), set(schemes) <= set(SCHEMES), notations) == (1, True, [_short(iri)])


@pytest.mark.parametrize("scheme", SCHEMES, ids=_short)
def test_no_two_codes_of_a_list_share_a_label(scheme: str) -> None:
    quads = triples().quads_for_pattern(None, ox.NamedNode(f"{SKOS}inScheme"), ox.NamedNode(scheme), None)
    codes = [quad.subject.value for quad in quads]
    labels = [
        label for code in codes for label in {w for ws in _literals(code, f"{SKOS}prefLabel").values() for w in ws}
    ]
    assert sorted(labels) == sorted(set(labels))


def test_every_code_list_of_a_property_exists() -> None:
    quads = triples().quads_for_pattern(None, ox.NamedNode(f"{BIZ}codeList"), None, None)
    assert {quad.object.value for quad in quads} <= set(SCHEMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_abstract_counts_the_classes_and_properties(language: str) -> None:
    (abstract,) = _literals(BIZ.rstrip("#"), "http://purl.org/dc/terms/abstract")[language]
    ours = [iri for iri in (*CLASSES, *PROPERTIES) if iri.startswith(BIZ)]
    classes = [iri for iri in ours if iri in CLASSES]
    assert [int(number) for number in re.findall(r"\d+", abstract)] == [len(classes), len(ours) - len(classes)]
