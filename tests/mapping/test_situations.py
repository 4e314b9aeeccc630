from __future__ import annotations

from dataclasses import replace

import pytest

from kg.config import RelationMapping
from kg.errors import ConfigError
from kg.model import Attribute, Event, Relation
from tests.mapping.conftest import triples, words

PARTIES = [words("T1", "Company", "Alto"), words("T2", "Company", "Brisa"), words("T3", "Partnership", "pact")]


def pact(*arguments: tuple[str, str]) -> Event:
    return Event("E1", "Partnership", "T3", (("partner", "T1"), ("partner2", "T2"), *arguments), line=12)


def test_an_event_is_a_situation_with_roles(map_document):
    mapped = map_document(mentions=PARTIES, events=[pact()])

    assert {
        ("doc/a#E1", "partner", "id/organization-alto"),
        ("doc/a#E1", "partner", "id/organization-brisa"),
        ("doc/a#E1", "line", "12"),
    } <= triples(mapped)


def test_two_annotators_who_number_alike_say_different_things(map_document):
    ann, bob = (
        {s for s, p, _ in triples(map_document(mentions=PARTIES, events=[pact()], annotator=name)) if p == "partner"}
        for name in ("Ann", "Bob")
    )

    assert (ann, bob) == ({"doc/a#ann/E1"}, {"doc/a#bob/E1"})


def test_a_numeric_suffix_is_the_same_role(map_document):
    mapped = map_document(mentions=PARTIES, events=[pact()])

    assert mapped.tally.mapped["arguments"] == 2


def test_evidence_is_trigger_words_and_sentence(map_document):
    mapped = map_document(mentions=PARTIES, events=[pact()])

    found = triples(mapped)
    evidence = {o for s, p, o in found if p == "evidence"}
    assert evidence == {"doc/a#char=31,35", "doc/a#char=0,4", "doc/a#char=9,14", "doc/a#char=0,61"}
    assert ("doc/a#char=0,4", "supports", "partner") in found
    assert {s for s, p, o in found if o == "Sentence"} == {"doc/a#char=0,61"}


def test_a_duration_is_a_literal_whose_words_support_it(map_document):
    mentions = [*PARTIES, words("T4", "Duration", "ten-year")]
    mapped = map_document(mentions=mentions, events=[pact(("duration", "T4"))])

    found = triples(mapped)
    assert ("doc/a#E1", "duration", "P10Y") in found
    assert {s for s, p, o in found if (p, o) == ("supports", "duration")} == {"doc/a#char=22,30"}


def test_an_unknown_role_is_left_with_a_suggestion_and_the_rest_stays(map_document):
    mapped = map_document(
        mentions=PARTIES, events=[Event("E1", "Partnership", "T3", (("partner", "T1"), ("partnr", "T2")), 5)]
    )

    (left,) = mapped.tally.unmapped
    assert (left.line, left.reason, left.hint) == (5, "'partnr' is no role of Partnership", "did you mean 'partner'?")
    assert mapped.tally.mapped["events"] == 1


def test_a_filler_of_another_kind_is_left_with_the_reason(map_document):
    mentions = [*PARTIES, words("T4", "Money", "$3 million")]
    mapped = map_document(mentions=mentions, events=[pact(("partner3", "T4"))])

    assert [left.reason for left in mapped.tally.unmapped] == ["'partner' takes a thing, not a Money"]


def test_events_may_fill_roles_in_any_order(map_document):
    mentions = [*PARTIES, words("T4", "Investment", "worth")]
    events = [pact(("causedBy", "E2")), Event("E2", "Investment", "T4", (("investor", "T1"), ("causedBy", "E1")))]
    mapped = map_document(mentions=mentions, events=events)

    assert {("doc/a#E1", "causedBy", "doc/a#E2"), ("doc/a#E2", "causedBy", "doc/a#E1")} <= triples(mapped)


def test_an_unmapped_event_takes_its_trigger_and_arguments_with_it(map_document):
    mentions = [words("T1", "Company", "Alto"), words("T3", "Pact", "pact")]
    mapped = map_document(mentions=mentions, events=[Event("E1", "Pact", "T3", (("partner", "T1"),))])

    assert {left.kind for left in mapped.tally.unmapped} == {"events", "mentions", "arguments"}
    assert mapped.tally.mapped["mentions"] == 1


@pytest.mark.parametrize("ends", [("T3", "T1"), ("T1", "T3")], ids=["from the event", "from the party"])
def test_tools_without_events_draw_roles_from_the_words_of_the_event(map_document, ends):
    one, other = ends
    mapped = map_document(mentions=PARTIES, relations=[Relation("R1", "partner", (("Arg1", one), ("Arg2", other)))])

    found = triples(mapped)
    assert {("doc/a#T3", "partner", "id/organization-alto"), ("doc/a#char=0,4", "supports", "partner")} <= found
    assert ("doc/a#T3", "evidence", "doc/a#char=31,35") in found
    assert not mapped.tally.unmapped


def test_an_attribute_on_the_words_of_an_event_implies_it(map_document):
    mapped = map_document(mentions=PARTIES, attributes=[Attribute("A1", "T3", "status", "agreed")])

    assert ("doc/a#T3", "status", "agreed") in triples(mapped)


def test_words_of_an_event_that_nothing_refers_to_are_left(map_document):
    mapped = map_document(mentions=PARTIES)

    assert [left.reason for left in mapped.tally.unmapped] == ["'Partnership' expresses no event"]


def test_attributes_give_codes(map_document):
    attributes = [Attribute("A1", "E1", "status", "planned"), Attribute("A2", "E1", "Certitude", "démenti")]
    mapped = map_document(mentions=PARTIES, events=[pact()], attributes=attributes)

    assert {("doc/a#E1", "status", "planned"), ("doc/a#E1", "certainty", "denied")} <= triples(mapped)


def test_an_unknown_code_is_left_with_a_suggestion(map_document):
    attributes = [Attribute("A1", "E1", "status", "planed", line=3)]
    mapped = map_document(mentions=PARTIES, events=[pact()], attributes=attributes)

    (left,) = mapped.tally.unmapped
    assert (left.reason, left.hint) == ("no code of 'status' is called 'planed'", "did you mean 'planned'?")


def test_an_annotators_approximation_wins_over_the_hedge(map_document):
    mentions = [words("T4", "Money", "$3 million")]
    mapped = map_document(mentions=mentions, attributes=[Attribute("A1", "T4", "approximation", "approximate")])

    assert {o for _, p, o in triples(mapped) if p == "approximation"} == {"approximate"}


def test_a_relation_named_like_a_property_links_two_things(map_document):
    mentions = [words("T1", "Company", "Alto"), words("T2", "BusinessUnit", "Brisa")]
    mapped = map_document(mentions=mentions, relations=[Relation("R1", "partOf", (("Arg1", "T2"), ("Arg2", "T1")))])

    assert ("id/organization-brisa", "partOf", "id/organization-alto") in triples(mapped)


def test_money_is_converted_by_a_relation(map_document):
    mentions = [words("T1", "Money", "$3 million"), words("T2", "Money", "2 million euros")]
    mapped = map_document(
        mentions=mentions, relations=[Relation("R1", "convertedTo", (("Arg1", "T1"), ("Arg2", "T2")))]
    )

    assert ("doc/a#T1", "convertedTo", "doc/a#T2") in triples(mapped)


def test_kg_toml_makes_a_situation_of_a_relation(map_document, config):
    acquires = RelationMapping("Investment", {"Arg1": "investor", "Arg2": "investmentTarget"})
    mapped = map_document(
        config=replace(config, relations={"ACQUIRES": acquires}),
        mentions=PARTIES[:2],
        relations=[Relation("R1", "ACQUIRES", (("Arg1", "T1"), ("Arg2", "T2")), line=4)],
    )

    found = triples(mapped)
    assert {
        ("doc/a#R1", "investor", "id/organization-alto"),
        ("doc/a#R1", "investmentTarget", "id/organization-brisa"),
    } <= found
    assert ("doc/a#R1", "evidence", "doc/a#char=0,61") in found


def test_an_unknown_relation_is_left_with_its_ends(map_document):
    mapped = map_document(mentions=PARTIES[:2], relations=[Relation("R1", "Buys", (("Arg1", "T1"), ("Arg2", "T2")))])

    reasons = [left.reason for left in mapped.tally.unmapped]
    assert reasons == ["unknown relation 'Buys'", *["an argument of a relation that is not mapped"] * 2]


@pytest.mark.parametrize(
    ("table", "content", "message"),
    [
        ("labels", {"MNY": "Mony"}, "label 'MNY' is mapped to 'Mony', which the ontology does not have"),
        ("roles", {"Buyer": "invstor"}, "role 'Buyer' is mapped to 'invstor', which the ontology does not have"),
        ("values", {"Spec": "posible"}, "value 'Spec' is mapped to 'posible', which the ontology does not have"),
        (
            "relations",
            {"X": RelationMapping("Investment", {"Arg1": "partner"})},
            "relation 'X' is mapped to 'partner', which the ontology does not have",
        ),
    ],
    ids=["label", "role", "value", "role of another class"],
)
def test_a_target_in_kg_toml_must_be_in_the_ontology(map_document, config, table, content, message):
    with pytest.raises(ConfigError) as caught:
        map_document(config=replace(config, **{table: content}))

    assert caught.value.message == message


def test_overrides_of_labels_roles_attributes_and_values(map_document, config):
    mapped = map_document(
        config=replace(
            config,
            labels={"FIRM": "Company", "DEAL": "Partnership"},
            roles={"Who": "partner"},
            attributes={"Modality": "certainty"},
            values={"Speculated": "possible"},
        ),
        mentions=[words("T1", "FIRM", "Alto"), words("T3", "DEAL", "pact")],
        events=[Event("E1", "DEAL", "T3", (("Who", "T1"),))],
        attributes=[Attribute("A1", "E1", "Modality", "Speculated")],
    )

    assert {("doc/a#E1", "partner", "id/organization-alto"), ("doc/a#E1", "certainty", "possible")} <= triples(mapped)
    assert not mapped.tally.unmapped
