"""The second example: another field with its own ontology, shapes, queries and network, and no line of Python."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg import readers, schema
from kg.config import read_config
from kg.project.declaration import read_projection
from kg.query.header import read_header

if TYPE_CHECKING:
    from kg.model import Document

EXAMPLE = Path(__file__).parents[2] / "examples" / "loans"
FIELD = "https://example.org/loans#"
QUERIES = sorted((EXAMPLE / "queries").glob("*.rq"))
CONFIG = read_config(EXAMPLE / "kg.toml")
ONTOLOGY = schema.load(CONFIG.ontology)
NAMES = ["chasse-a-l-aube", "northern-light", "retour-a-lyon"]


@cache
def documents() -> dict[str, Document]:
    corpus = readers.scan([EXAMPLE / "articles"])
    assert corpus.ignored == ()
    return {document.id: document for entry in corpus.entries for document in readers.read(entry)}


def _own(terms: dict[str, schema.Class] | dict[str, schema.Property]) -> list[str]:
    return sorted(term.name for term in terms.values() if term.iri.startswith(FIELD))


def _role(name: str) -> str:
    return re.sub(r"\d+$", "", name)


def test_the_example_has_no_python() -> None:
    assert list(EXAMPLE.rglob("*.py")) == []


def test_the_articles_are_these() -> None:
    assert sorted(documents()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_record_of_an_article_is_kept(name: str) -> None:
    account = documents()[name].account
    assert (account.skipped, account.repaired) == ((), ())


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_short_and_says_that_it_is_invented(name: str) -> None:
    text = documents()[name].text.strip()
    assert 100 <= len(text.split()) <= 400
    assert re.search(r"\binvent(és|ées|ed)\b", text.splitlines()[-1])


@pytest.mark.parametrize("name", NAMES)
def test_an_article_has_its_metadata(name: str) -> None:
    metadata = documents()[name].metadata
    assert metadata["language_basis"] == "metadata"
    assert metadata["title"] == documents()[name].text.splitlines()[0]
    assert re.fullmatch(r"2025-\d\d-\d\d", metadata["date"])


@pytest.mark.parametrize("name", NAMES)
def test_roles_and_attributes_are_terms_that_their_class_may_have(name: str) -> None:
    document = documents()[name]
    classes = {event.id: ONTOLOGY.class_called(event.label) for event in document.events}
    used = [(event.id, _role(role)) for event in document.events for role, _ in event.arguments]
    used += [(attribute.target, attribute.name) for attribute in document.attributes]
    assert [pair for pair in used if ONTOLOGY.property_called(pair[1], of=classes[pair[0]]) is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_values_of_attributes_are_codes(name: str) -> None:
    unknown = [
        attribute
        for attribute in documents()[name].attributes
        if ONTOLOGY.code_called(attribute.value, of=ONTOLOGY.property_called(attribute.name)) is None
    ]
    assert unknown == []


@pytest.mark.parametrize("class_", _own(ONTOLOGY.classes))
def test_every_class_of_the_field_is_annotated(class_: str) -> None:
    labels = {mention.label for document in documents().values() for mention in document.mentions}
    assert class_ in {found.name for label in labels if (found := ONTOLOGY.class_called(label))}


@pytest.mark.parametrize("property_", sorted({*_own(ONTOLOGY.properties)} - {"lendsTo"}))
def test_every_property_of_the_field_is_annotated(property_: str) -> None:
    used = {
        word
        for document in documents().values()
        for word in [
            *(_role(role) for event in document.events for role, _ in event.arguments),
            *(relation.label for relation in document.relations),
            *(attribute.name for attribute in document.attributes),
        ]
    }
    assert property_ in {found.name for word in used if (found := ONTOLOGY.property_called(word))}


@pytest.mark.parametrize("code", ["good", "fair", "fragile"])
def test_every_condition_is_annotated(code: str) -> None:
    condition = ONTOLOGY.property_called("condition")
    values = {
        attribute.value
        for document in documents().values()
        for attribute in document.attributes
        if ONTOLOGY.property_called(attribute.name) == condition
    }
    assert code in {found.name for value in values if (found := ONTOLOGY.code_called(value, of=condition))}


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_stored_query_parses_and_names_its_columns(path: Path) -> None:
    header = read_header(path.read_text(encoding="utf-8"), name=path.stem, path=str(path))
    answer = ox.Store().query(header.text)
    assert [variable.value for variable in answer.variables] == [column.name for column in header.columns]


def test_the_shapes_hold_a_constraint_in_sparql() -> None:
    quads = ox.parse(path=str(EXAMPLE / "shapes" / "loans.ttl"), format=ox.RdfFormat.TURTLE)
    assert any(quad.predicate.value == "http://www.w3.org/ns/shacl#sparql" for quad in quads)


def test_the_projection_is_made_from_loans() -> None:
    projection = read_projection(EXAMPLE / "queries" / "projections" / "loans.rq")
    assert projection.situations == (f"{FIELD}Loan",)
