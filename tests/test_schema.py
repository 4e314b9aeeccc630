from __future__ import annotations

import pytest

from kg import schema
from kg.config import find_config
from kg.errors import OntologyError


@pytest.fixture(scope="module")
def shipped():
    return schema.load(find_config().ontology)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("MarketRanking", "MarketRanking"),
        ("market_ranking", "MarketRanking"),
        ("Classement", "MarketRanking"),
        ("evolution d'indicateur", "IndicatorChange"),
        ("ORG", "Organization"),
        ("nothing", None),
    ],
)
def test_classes_are_found_by_any_name(shipped, name, found):
    class_ = shipped.class_called(name)

    assert (class_.name if class_ else None) == found


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Money", "money"),
        ("Montant", "money"),
        ("MonetaryAmount", "money"),
        ("Durée", "duration"),
        ("Rank", "rank"),
        ("Company", None),
    ],
)
def test_labels_announce_kinds_of_value(shipped, label, kind):
    assert shipped.value_kind(label) == kind


def test_a_role_is_looked_up_within_its_class(shipped):
    partnership, investment = shipped.class_called("Partnership"), shipped.class_called("Investment")

    assert shipped.property_called("partner", of=partnership).name == "partner"
    assert shipped.property_called("partner", of=investment) is None
    assert shipped.property_called("status", of=investment).code_list.endswith("/status")


def test_ranges_of_unions_and_restrictions_are_taken_apart(shipped):
    names = {iri.rsplit("#", 1)[-1] for iri in shipped.property_called("investor").range}

    assert names == {"Organization", "Person"}
    assert {iri.rsplit("#", 1)[-1] for iri in shipped.property_called("rank").range} == {"integer"}


def test_a_code_belongs_to_its_list(shipped):
    status, certainty = shipped.property_called("status"), shipped.property_called("certainty")

    assert shipped.code_called("prévu", of=status).name == "planned"
    assert shipped.code_called("prévu", of=certainty) is None


def test_the_family_is_the_topmost_class(shipped):
    assert shipped.family(shipped.class_called("BusinessUnit")) == "Organization"
    assert shipped.family(shipped.class_called("Technology")) == "Offering"


def test_labels_fall_back_to_english_then_to_any(shipped):
    company = shipped.class_called("Company")

    assert [company.label(language) for language in ("fr", "en", "pt")] == ["entreprise", "company", "company"]


def test_a_file_that_is_no_turtle_is_named_with_its_line(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text("@prefix a: <https://example.org/> .\na:b a: .\nnonsense\n", encoding="utf-8")

    with pytest.raises(OntologyError) as caught:
        schema.load([path])

    assert (caught.value.path, caught.value.line) == (str(path), 2)


def test_an_ontology_without_classes_is_an_error(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text("", encoding="utf-8")

    with pytest.raises(OntologyError, match="no class is declared"):
        schema.load([path])
