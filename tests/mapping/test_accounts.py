"""What was read is mapped or left, whatever annotators wrote."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import schema
from kg.config import find_config
from kg.mapping import Mapper
from kg.mapping.account import KINDS
from kg.model import Attribute, Event, Link, Mention, Note, Relation
from kg.names import Identities
from tests.mapping.conftest import TEXT, document

LABELS = st.sampled_from(
    ["Company", "Money", "Date", "Partnership", "Investment", "CodedValue", "TextSpan", "Nonsense", "partOf"]
)
IDS = st.sampled_from(["T1", "T2", "T3", "E1", "E2", "R1"])
ROLES = st.sampled_from(["partner", "investor2", "amount", "duration", "Arg1", "status", "causedBy", "nothing"])
ARGUMENTS = st.lists(st.tuples(ROLES, IDS), max_size=3).map(tuple)
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))
MENTIONS = st.lists(st.tuples(LABELS, SPANS), max_size=3).map(
    lambda found: [Mention(f"T{n}", label, (span,), TEXT[slice(*span)], n) for n, (label, span) in enumerate(found, 1)]
)


@given(
    mentions=MENTIONS,
    events=st.lists(st.tuples(LABELS, st.sampled_from([None, "T1", "T2", "T3"]), ARGUMENTS), max_size=2),
    relations=st.lists(st.tuples(LABELS, ARGUMENTS), max_size=1),
    attributes=st.lists(st.tuples(IDS, ROLES, st.sampled_from([None, "planned", "7"])), max_size=2),
    links=st.lists(
        st.tuples(IDS, st.sampled_from(["Wikidata", "Matter", "Other"]), st.sampled_from([None, "Q1"])), max_size=2
    ),
)
@settings(max_examples=150, deadline=None)
def test_read_equals_mapped_plus_left(mentions, events, relations, attributes, links):
    config = find_config()
    given_document = document(
        mentions=mentions,
        events=[Event(f"E{n}", label, trigger, arguments) for n, (label, trigger, arguments) in enumerate(events, 1)],
        relations=[Relation(f"R{n}", label, arguments) for n, (label, arguments) in enumerate(relations, 1)],
        attributes=[Attribute(f"A{n}", *rest) for n, rest in enumerate(attributes, 1)],
        links=[Link(target, authority, key, "") for target, authority, key in links],
        notes=[Note("T1", "AnnotatorNotes", "a note")],
    )

    tally = Mapper(schema.load(config.ontology), config, Identities(config.base)).map(given_document).tally

    left = {kind: sum(item.kind == kind for item in tally.unmapped) for kind in KINDS}
    assert {kind: tally.read[kind] for kind in KINDS} == {kind: tally.mapped[kind] + left[kind] for kind in KINDS}
    assert tally.read["mentions"] == len(mentions)
    assert tally.read["arguments"] == sum(len(e.arguments) for e in (*given_document.events, *given_document.relations))
    assert tally.read["links"] == len(links)
