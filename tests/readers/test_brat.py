from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Argument, Attribute, EquivalenceSet, Event, Link, Mention, Note, Relation, Skipped
from kg.readers import binding, brat, bratlines, offsets
from kg.readers.draft import SAME_ID

if TYPE_CHECKING:
    from kg.readers.draft import Annotations

TEXT = "Soleil rachète Lune. Mars suit."
MENTIONS = "T1\tCompany 0 6\tSoleil\nT2\tCompany 15 19\tLune\nT3\tTakeover 7 14\trachète\n"


def parse(*lines: str, text: str = TEXT, above: str = MENTIONS) -> Annotations:
    return brat.parse(text, [("a.ann", above + "\n".join(lines))])


def kept(found: Annotations) -> int:
    kinds = (found.mentions, found.events, found.relations, found.attributes, found.links, found.sets, found.notes)
    return sum(map(len, kinds))


def test_a_mention_has_its_label_span_words_and_line() -> None:
    assert parse().mentions[1] == Mention("T2", "Company", ((15, 19),), "Lune", 2)


def test_a_discontinuous_mention_has_its_fragments() -> None:
    assert parse("T4\tCompany 0 6;15 19\tSoleil Lune").mentions[3] == Mention(
        "T4", "Company", ((0, 6), (15, 19)), "Soleil Lune", 4
    )


@pytest.mark.parametrize(
    ("line", "trigger", "arguments"),
    [
        pytest.param("E1\tTakeover:T3 Buyer:T1 Target:T2", "T3", (("Buyer", "T1"), ("Target", "T2")), id="two-roles"),
        pytest.param("E1\tTakeover:T3 Org:T1 Org:T2", "T3", (("Org", "T1"), ("Org", "T2")), id="repeated-role"),
        pytest.param("E1\tTakeover:T3 Org:T1 Org2:T2", "T3", (("Org", "T1"), ("Org2", "T2")), id="suffixed-role"),
        pytest.param("E1\tTakeover:T3 ", "T3", (), id="no-arguments"),
        pytest.param("E1\tTakeover:T3 Theme:E1", "T3", (("Theme", "E1"),), id="cyclic"),
        pytest.param("E1\tTakeover:T3  Buyer:T1\t", "T3", (("Buyer", "T1"),), id="stray-white-space"),
        pytest.param("E1\tTakeover Buyer:T1", None, (("Buyer", "T1"),), id="no-trigger"),
    ],
)
def test_an_event_has_its_trigger_and_arguments(
    line: str, trigger: str | None, arguments: tuple[Argument, ...]
) -> None:
    found = parse(line)

    assert found.events == (Event("E1", "Takeover", trigger, arguments, 4),)
    assert found.account.repaired == ()


def test_an_event_may_fill_a_role_of_another_that_stands_before_it() -> None:
    assert parse("E1\tPlan:T3 Theme:E2", "E2\tTakeover:T3 Buyer:T1").events[0].arguments == (("Theme", "E2"),)


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        pytest.param(
            "R1\tOwns Arg1:T1 Arg2:T2\t",
            "relations",
            Relation("R1", "Owns", (("Arg1", "T1"), ("Arg2", "T2")), 4),
            id="relation",
        ),
        pytest.param(
            "A1\tStatus T3 planned", "attributes", Attribute("A1", "T3", "Status", "planned", 4), id="attribute"
        ),
        pytest.param(
            "A1\tStatus T3 not yet", "attributes", Attribute("A1", "T3", "Status", "not yet", 4), id="value-with-space"
        ),
        pytest.param("M1\tNegated T3", "attributes", Attribute("M1", "T3", "Negated", None, 4), id="flag"),
        pytest.param("*\tAlias T1 T2", "sets", EquivalenceSet("Alias", ("T1", "T2"), 4), id="set"),
        pytest.param(
            "N1\tReference T1 Wikidata:Q30\tSoleil SA",
            "links",
            Link("T1", "Wikidata", "Q30", "Soleil SA", 4),
            id="link",
        ),
        pytest.param("N1\tReference T1 LEI:a:b\t", "links", Link("T1", "LEI", "a:b", "", 4), id="key-with-colon"),
        pytest.param("N1\tReference T1 Wikidata:NULL\tx", "links", Link("T1", "Wikidata", None, "x", 4), id="null"),
        pytest.param("N1\tReference T1 Wikidata:nil\tx", "links", Link("T1", "Wikidata", None, "x", 4), id="nil"),
        pytest.param("N1\tReference T1 Wikidata:\tx", "links", Link("T1", "Wikidata", None, "x", 4), id="no-key"),
        pytest.param(
            "#1\tAnnotatorNotes T1\t check\tthis ", "notes", Note("T1", "AnnotatorNotes", " check\tthis ", 4), id="note"
        ),
    ],
)
def test_a_line_is_its_record(line: str, field: str, expected: object) -> None:
    found = parse(line)

    assert getattr(found, field) == (expected,)
    assert found.account.skipped == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("T1\tCompany 21 25\tMars", SAME_ID, id="id-twice"),
        pytest.param("T4\tCompany 21 25", "", id="quote-missing-is-kept"),
        pytest.param("T4\tCompany x 25\tMars", bratlines.MALFORMED, id="offset-is-no-number"),
        pytest.param("T4\tCompany 21\tMars", bratlines.MALFORMED, id="end-missing"),
        pytest.param("T4\t21 25\tMars", bratlines.MALFORMED, id="label-missing"),
        pytest.param("T4\tCompany 21 21\t", offsets.EMPTY, id="empty-span"),
        pytest.param("T4\tCompany 21 25\tVénus", offsets.MISMATCH, id="other-words"),
        pytest.param("T4\tCompany 921 925\t", offsets.OUTSIDE, id="outside"),
        pytest.param("T4", bratlines.MALFORMED, id="id-only"),
        pytest.param("T\tCompany 21 25\tMars", bratlines.MALFORMED, id="id-without-number"),
        pytest.param("E1\t", bratlines.MALFORMED, id="event-without-type"),
        pytest.param("E1\t:T3", bratlines.MALFORMED, id="event-with-empty-type"),
        pytest.param("R1\tArg1:T1 Arg2:T2", bratlines.MALFORMED, id="relation-without-label"),
        pytest.param("R1\tOwns Arg1:T8 Arg2:T9", binding.NO_ARGUMENT, id="relation-between-nothing"),
        pytest.param("A1\tStatus", bratlines.MALFORMED, id="attribute-without-target"),
        pytest.param("A1\tStatus E9 planned", binding.NO_TARGET, id="attribute-of-nothing"),
        pytest.param("N1\tReference T1", bratlines.MALFORMED, id="link-without-reference"),
        pytest.param("N1\tReference T1 Q30\tx", bratlines.NO_AUTHORITY, id="link-without-authority"),
        pytest.param("N1\tReference T9 Wikidata:Q30\tx", binding.NO_TARGET, id="link-of-nothing"),
        pytest.param("*\tEquiv T1 T9", binding.FEW_MEMBERS, id="set-of-one"),
        pytest.param("*\t", bratlines.MALFORMED, id="set-without-label"),
        pytest.param("#1\tAnnotatorNotes T9\tcheck", binding.NO_TARGET, id="note-on-nothing"),
        pytest.param("# a comment", bratlines.MALFORMED, id="comment"),
        pytest.param("X1\tfoo", bratlines.UNKNOWN_KIND, id="unknown-kind"),
    ],
)
def test_a_line_that_cannot_be_kept_is_listed_with_its_reason(line: str, reason: str) -> None:
    found = parse(line)

    assert found.account.skipped == ((Skipped(4, reason, line),) if reason else ())
    assert found.account.read == 4 == kept(found) + len(found.account.skipped)


@pytest.mark.parametrize(
    ("line", "reason", "events"),
    [
        pytest.param(
            "E1\tTakeover:T3 Buyer:T1 Target:T9",
            binding.DANGLING_ARGUMENT,
            (Event("E1", "Takeover", "T3", (("Buyer", "T1"),), 4),),
            id="filler-is-not-there",
        ),
        pytest.param(
            "E1\tTakeover:T9 Buyer:T1",
            binding.DANGLING_TRIGGER,
            (Event("E1", "Takeover", None, (("Buyer", "T1"),), 4),),
            id="trigger-is-not-there",
        ),
        pytest.param(
            "E1\tTakeover:T3 Buyer:T1 Target",
            bratlines.ARGUMENT,
            (Event("E1", "Takeover", "T3", (("Buyer", "T1"),), 4),),
            id="filler-is-missing",
        ),
        pytest.param(
            "E1 Takeover:T3 Buyer:T1",
            bratlines.SPACES,
            (Event("E1", "Takeover", "T3", (("Buyer", "T1"),), 4),),
            id="space-for-tab",
        ),
    ],
)
def test_a_damaged_event_keeps_the_rest_and_says_so(line: str, reason: str, events: tuple[Event, ...]) -> None:
    found = parse(line)

    assert found.events == events
    assert found.account.repaired == (Skipped(4, reason, line),)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("T4 Company 21 25 Mars", id="no-tab"),
        pytest.param("T4\tCompany 21 25 Mars", id="second-tab-missing"),
        pytest.param("T4 Company 21 25\tMars", id="first-tab-missing"),
    ],
)
def test_a_mention_with_spaces_for_tabs_is_kept_and_reported(line: str) -> None:
    found = parse(line)

    assert found.mentions[3] == Mention("T4", "Company", ((21, 25),), "Mars", 4)
    assert found.account.repaired == (Skipped(4, bratlines.SPACES, line),)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        pytest.param("R1 Owns Arg1:T1 Arg2:T2", "relations", id="relation"),
        pytest.param("A1 Status T3 planned", "attributes", id="attribute"),
        pytest.param("N1 Reference T1 Wikidata:Q30 Soleil SA", "links", id="link"),
        pytest.param("#1 AnnotatorNotes T1 check this", "notes", id="note"),
        pytest.param("* Equiv T1 T2", "sets", id="set"),
    ],
)
def test_other_lines_with_spaces_for_tabs_are_kept_and_reported(line: str, field: str) -> None:
    found = parse(line)

    assert len(getattr(found, field)) == 1
    assert found.account.repaired == (Skipped(4, bratlines.SPACES, line),)


def test_a_relation_keeps_the_argument_that_is_there() -> None:
    found = parse("R1\tOwns Arg1:T1 Arg2:T9")

    assert found.relations == (Relation("R1", "Owns", (("Arg1", "T1"),), 4),)
    assert found.account.repaired == (Skipped(4, binding.DANGLING_ARGUMENT, "R1\tOwns Arg1:T1 Arg2:T9"),)


def test_a_set_keeps_the_members_that_are_there() -> None:
    found = parse("*\tEquiv T1 T9 T2")

    assert found.sets == (EquivalenceSet("Equiv", ("T1", "T2"), 4),)
    assert found.account.repaired == (Skipped(4, binding.DANGLING_MEMBER, "*\tEquiv T1 T9 T2"),)


def test_a_link_of_another_type_is_kept_and_reported() -> None:
    found = parse("N1\tSameAs T1 Wikidata:Q30\tx")

    assert len(found.links) == 1
    assert found.account.repaired == (Skipped(4, bratlines.LINK_TYPE, "N1\tSameAs T1 Wikidata:Q30\tx"),)


def test_a_reference_to_a_mention_that_could_not_be_placed_is_left_out() -> None:
    found = parse("T4\tCompany 0 5\tVénus", "E1\tTakeover:T3 Buyer:T4")

    assert found.events == (Event("E1", "Takeover", "T3", (), 5),)
    assert [skip.reason for skip in found.account.skipped + found.account.repaired] == [
        offsets.MISMATCH,
        binding.DANGLING_ARGUMENT,
    ]


def test_notes_may_stand_on_attributes_relations_and_links() -> None:
    found = parse(
        "R1\tOwns Arg1:T1 Arg2:T2",
        "A1\tStatus R1 planned",
        "N1\tReference T1 Wikidata:Q30\tx",
        "#1\tAnnotatorNotes R1\ta",
        "#2\tAnnotatorNotes A1\tb",
        "#3\tAnnotatorNotes N1\tc",
    )

    assert [note.target for note in found.notes] == ["R1", "A1", "N1"]


def test_returns_before_line_feeds_are_no_part_of_the_records() -> None:
    text = "Soleil\r\nLune"

    found = brat.parse(text, [("a.ann", "T1\tCompany 0 6\tSoleil\r\nT2\tCompany 8 12\tLune\r\nA1\tStatus T1 on\r\n")])

    assert [mention.text for mention in found.mentions] == ["Soleil", "Lune"]
    assert found.attributes[0].value == "on"
    assert found.account.repaired == ()


def test_offsets_that_did_not_count_returns_are_repaired() -> None:
    found = brat.parse("Soleil\r\nLune", [("a.ann", "T1\tCompany 0 6\tSoleil\nT2\tCompany 7 11\tLune\n")])

    assert found.mentions[1].fragments == ((8, 12),)
    assert [skip.reason for skip in found.account.repaired] == [
        "offsets counted in code points without carriage returns"
    ]


def test_offsets_of_a_client_that_counts_utf16_are_repaired() -> None:
    found = brat.parse("👍 Soleil", [("a.ann", "T1\tCompany 3 9\tSoleil\n")])

    assert found.mentions == (Mention("T1", "Company", ((2, 8),), "Soleil", 1),)
    assert found.account.repaired == (Skipped(1, "offsets counted in UTF-16 units", "T1\tCompany 3 9\tSoleil"),)


def test_a_quote_broken_over_lines_is_one_mention() -> None:
    found = brat.parse("Soleil\nLune SA", [("a.ann", "T1\tCompany 0 14\tSoleil\nLune SA\nT2\tCompany 0 6\tSoleil\n")])

    assert [mention.text for mention in found.mentions] == ["Soleil\nLune SA", "Soleil"]
    assert found.account.skipped == (Skipped(2, bratlines.CONTINUED, "Lune SA"),)
    assert found.account.read == 3


def test_two_files_share_their_ids_and_are_named_in_the_account() -> None:
    found = brat.parse(
        TEXT,
        [
            ("a.a1", MENTIONS.replace("T3\tTakeover 7 14\trachète\n", "")),
            ("a.a2", "T3\tTakeover 7 14\trachète\nE1\tTakeover:T3 Buyer:T1\nT1\tX 0 6\tSoleil\n"),
        ],
    )

    assert found.events == (Event("E1", "Takeover", "T3", (("Buyer", "T1"),), 2),)
    assert found.account.skipped == (Skipped(3, SAME_ID, "T1\tX 0 6\tSoleil", "a.a2"),)


def test_an_empty_file_is_an_empty_account() -> None:
    assert brat.parse(TEXT, [("a.ann", "\n \r\n")]).account.read == 0


def test_blank_lines_count_for_line_numbers_only() -> None:
    found = parse(above="\n\nT1\tCompany 0 6\tSoleil\n")

    assert (found.mentions[0].line, found.account.read) == (3, 1)


WORDS = st.sampled_from(
    ["T1", "T2", "T9", "E1", "R1", "A1", "N1", "#1", "*", "Company", "Buyer:T1", "Wikidata:Q1", "15 19", "0 6;15 19"]
) | st.sampled_from(["0", "6", "15", "19", "Soleil", "Lune", "é👍", ":", ";", ""])
LINE = st.lists(st.tuples(WORDS, st.sampled_from(["\t", " ", "", "\r"])), max_size=6).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


@given(lines=st.lists(LINE | st.text(max_size=12), max_size=12))
def test_whatever_the_lines_say_each_is_kept_or_skipped(lines: list[str]) -> None:
    found = brat.parse(TEXT, [("a.ann", MENTIONS + "\n".join(lines))])

    assert found.account.read == kept(found) + len(found.account.skipped)
    assert all(mention.text == offsets.words(TEXT, mention.fragments) for mention in found.mentions)


@given(lines=st.lists(LINE.filter(lambda line: not line.startswith(("T1", "T2", "T3", "E7", "R7"))), max_size=8))
def test_well_formed_lines_are_kept_among_rubbish(lines: list[str]) -> None:
    good = "E7\tTakeover:T3 Buyer:T1 Target:T2\nR7\tOwns Arg1:T1 Arg2:T2\n"

    found = brat.parse(TEXT, [("a.ann", MENTIONS + good + "\n".join(lines))])

    assert [mention.id for mention in found.mentions[:3]] == ["T1", "T2", "T3"]
    assert found.events[0] == Event("E7", "Takeover", "T3", (("Buyer", "T1"), ("Target", "T2")), 4)
    assert found.relations[0].id == "R7"
