from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import schema
from kg.config import find_config
from kg.errors import ConfigError
from kg.names import Decisions, read_decisions, resolve

BASE = "https://example.org/"
ORG = "Organization"


def decided(tmp_path, text: str) -> Decisions:
    path = tmp_path / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return read_decisions(path, schema=schema.load(find_config(tmp_path).ontology))


def test_names_stand_alone_by_default():
    found = resolve([], decisions=Decisions(), base=BASE)

    assert found.entity(ORG, "alto") == "https://example.org/id/organization-alto"


def test_one_identifier_is_one_entity_under_its_shortest_name():
    found = resolve(
        [(ORG, "alto group", "Wikidata:Q1"), (ORG, "alto", "Wikidata:Q1")], decisions=Decisions(), base=BASE
    )

    assert found.entity(ORG, "alto group") == "https://example.org/id/organization-alto"


def test_one_identifier_in_two_families_is_two_entities():
    found = resolve(
        [(ORG, "alto", "Wikidata:Q1"), ("Market", "alto x", "Wikidata:Q1")], decisions=Decisions(), base=BASE
    )

    assert not found.merged


def test_a_name_with_two_identifiers_proves_nothing_and_is_reported():
    rows = [(ORG, "orange", "Wikidata:Q1"), (ORG, "orange", "Wikidata:Q2"), (ORG, "orange sa", "Wikidata:Q1")]
    found = resolve(rows, decisions=Decisions(), base=BASE)

    assert not found.merged
    assert found.refused == ("'orange' carries Wikidata:Q1 and Wikidata:Q2: two entities, or a wrong link",)


def test_names_decided_the_same_go_by_the_first_one(tmp_path):
    decisions = decided(tmp_path, '[[same]]\ntype = "Technology"\nnames = ["artificial intelligence", "IA", "AI"]\n')
    found = resolve([], decisions=decisions, base=BASE)

    assert {found.entity("Offering", key) for key in ("ia", "ai", "artificial intelligence")} == {
        "https://example.org/id/offering-artificial-intelligence"
    }


def test_a_decision_wins_over_an_identifier(tmp_path):
    decisions = decided(tmp_path, '[[different]]\ntype = "Company"\nnames = ["Alto", "Alto Bank"]\n')
    found = resolve([(ORG, "alto", "LEI:1"), (ORG, "alto bank", "LEI:1")], decisions=decisions, base=BASE)

    assert found.entity(ORG, "alto") != found.entity(ORG, "alto bank")
    assert found.refused == ("LEI:1 names both 'alto' and 'alto bank', which were decided to be different",)


def test_different_names_never_meet_through_a_third(tmp_path):
    decisions = decided(tmp_path, '[[different]]\ntype = "Company"\nnames = ["Alto", "Alto Bank"]\n')
    rows = [
        (ORG, "alto", "LEI:1"),
        (ORG, "third", "LEI:1"),
        (ORG, "third", "Wikidata:Q1"),
        (ORG, "alto bank", "Wikidata:Q1"),
    ]
    found = resolve(rows, decisions=decisions, base=BASE)

    assert found.entity(ORG, "alto") != found.entity(ORG, "alto bank")


def test_contradicting_decisions_are_an_error(tmp_path):
    text = '[[same]]\ntype = "Company"\nnames = ["A", "B"]\n[[different]]\ntype = "Company"\nnames = ["A", "B"]\n'
    with pytest.raises(ConfigError, match="both the same and different"):
        resolve([], decisions=decided(tmp_path, text), base=BASE)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[[sme]]\nnames = ["A", "B"]\n', None, "unknown table 'sme'"),
        ('\n[[same]]\ntype = "Compny"\nnames = ["A", "B"]\n', 2, "unknown type 'Compny' of a decision"),
        ('[[same]]\ntype = "Company"\nnames = ["A"]\n', 1, "a decision needs 'names', a list of two or more"),
        ('[[same]]\ntype = "Company"\nname = ["A", "B"]\n', 1, "unknown key 'name'"),
    ],
    ids=["table", "type", "one name", "key"],
)
def test_mistakes_in_decisions_are_named_with_their_line(tmp_path, text, line, message):
    with pytest.raises(ConfigError) as caught:
        decided(tmp_path, text)

    assert (caught.value.message, caught.value.line) == (message, line)


ROWS = st.lists(
    st.tuples(
        st.just(ORG), st.sampled_from("abcdef"), st.sampled_from(["LEI:1", "LEI:2", "Wikidata:Q1", "Wikidata:Q2"])
    ),
    unique=True,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)

    assert resolve(rows, decisions=Decisions(), base=BASE) == resolve(shuffled, decisions=Decisions(), base=BASE)
