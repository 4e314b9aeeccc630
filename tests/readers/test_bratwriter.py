from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Attribute, Document, EquivalenceSet, Event, Link, Mention, Note, Relation, Source
from kg.readers import bratwriter, offsets, read, scan
from kg.readers.bratwriter import write_brat

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
FORMATS = SHARED / "data/formats"
KINDS = ("mentions", "events", "relations", "attributes", "links", "sets", "notes")

TEXT = "👍 Soleil\r\nrachète Lune."


def document(**records: Any) -> Document:
    return Document("in/a", TEXT, "fr", {"title": "Un", "date": "2024"}, Source("x", "a"), **records)


def said(one: Document) -> dict[str, Any]:
    """What a document says, without lines and account."""
    content = one.to_json()
    del content["account"], content["source"]
    content["metadata"] = {name: value for name, value in content["metadata"].items() if not name.endswith("_basis")}
    return content


def again(one: Document, folder: Path) -> Document:
    write_brat([one], folder)
    return read(scan([folder]).entries[0])[0]


MENTION_IDS = ["T1", "T2", "T3"]
WORD = st.text(st.sampled_from("abéÉ-_.1"), min_size=1, max_size=6)
LINE = st.text(st.sampled_from("abé :;👍\t"), min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    spans = draw(
        st.lists(st.sampled_from([((2, 8),), ((10, 17),), ((18, 22),), ((2, 8), (18, 22))]), min_size=3, max_size=3)
    )
    mentions = tuple(
        Mention(name, draw(WORD), fragments, offsets.words(TEXT, fragments))
        for name, fragments in zip(MENTION_IDS, spans, strict=True)
    )
    fillers = st.sampled_from([*MENTION_IDS, "E1"])
    arguments = st.lists(st.tuples(WORD, fillers), max_size=3).map(tuple)
    events = (Event("E1", draw(WORD), draw(st.sampled_from(MENTION_IDS) | st.none()), draw(arguments)),)
    ends = (("Arg1", draw(fillers)), ("Arg2", draw(fillers)))
    value = st.none() | LINE
    return document(
        mentions=mentions,
        events=events,
        relations=(Relation("R1", draw(WORD), ends),),
        attributes=(Attribute("A1", draw(fillers), draw(WORD), draw(value)),),
        links=(Link("T1", "Wikidata", draw(st.sampled_from(["Q1", "a:b", None])), draw(st.just("") | LINE)),),
        sets=(EquivalenceSet(draw(WORD), ("T1", "T2")),),
        notes=(Note(draw(fillers), draw(WORD), draw(LINE)),),
    )


@given(one=documents())
@settings(max_examples=50)
def test_what_is_written_reads_the_same(one: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert said(again(one, tmp_path_factory.mktemp("out"))) == said(one)


def test_nothing_is_changed_that_brat_allows(tmp_path: Path) -> None:
    one = document(mentions=(Mention("T7", "ORG", ((2, 8),), "Soleil"),))

    assert write_brat([one], tmp_path / "out") == {}


@pytest.mark.parametrize(
    ("records", "change", "line"),
    [
        pytest.param(
            {"mentions": (Mention("s", "ORG", ((2, 8),), "Soleil"),)},
            bratwriter.RENAMED_ID,
            "T1\tORG 2 8\tSoleil",
            id="id",
        ),
        pytest.param(
            {"mentions": (Mention("T1", "big firm", ((2, 8),), "Soleil"),)},
            bratwriter.CHANGED_NAME,
            "T1\tbig_firm 2 8\tSoleil",
            id="label",
        ),
        pytest.param(
            {"mentions": (Mention("T1", "", ((2, 8),), "Soleil"),)},
            bratwriter.CHANGED_NAME,
            "T1\tunlabelled 2 8\tSoleil",
            id="no-label",
        ),
        pytest.param(
            {"mentions": (Mention("T1", "X", ((2, 17),), "Soleil\r\nrachète"),)},
            bratwriter.LINE_BREAK,
            "T1\tX 2 17\tSoleil rachète",
            id="line-break",
        ),
        pytest.param(
            {"links": (Link("T1", "", None, ""),)}, bratwriter.NO_AUTHORITY, "N1\tReference T1 Unknown:NULL\t", id="nil"
        ),
    ],
)
def test_what_brat_does_not_allow_is_changed_and_told(
    tmp_path: Path, records: dict[str, Any], change: str, line: str
) -> None:
    changes = write_brat([document(**records)], tmp_path / "out")

    assert changes == {change: 1}
    assert (tmp_path / "out/in/a.ann").read_text() == f"{line}\n"


def test_references_follow_the_new_ids(tmp_path: Path) -> None:
    mentions = (Mention("s", "ORG", ((2, 8),), "Soleil"), Mention("T1", "ORG", ((18, 22),), "Lune"))

    found = again(
        document(mentions=mentions, relations=(Relation("r", "buys", (("Arg1", "s"), ("Arg2", "T1"))),)), tmp_path
    )

    assert [mention.id for mention in found.mentions] == ["T2", "T1"]
    assert found.relations[0].arguments == (("Arg1", "T2"), ("Arg2", "T1"))


def test_a_second_annotator_has_a_file_of_their_own(tmp_path: Path) -> None:
    anna, ben = (replace(document(), annotator=name) for name in ("anna", "ben"))

    changes = write_brat([anna, ben], tmp_path)

    assert changes == {bratwriter.SAME_FILE: 1}
    assert [(read(entry)[0].id, read(entry)[0].annotator) for entry in scan([tmp_path]).entries] == [
        ("in/a", "anna"),
        ("in/a@ben", "ben"),
    ]


@pytest.mark.parametrize("name", ["../../a", "/a", ".a", "a/../../b"])
def test_no_file_lands_outside_the_folder(tmp_path: Path, name: str) -> None:
    write_brat([replace(document(), id=name)], tmp_path / "in" / "out")

    inside = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert all((tmp_path / "in" / "out") in path.parents for path in inside)
    assert len(scan([tmp_path / "in" / "out"]).entries) == 1


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")

    with pytest.raises(InputError, match="folder is not empty"):
        write_brat([document()], tmp_path)


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("form", ["brat", "doccano", "label-studio", "prodigy-rel", "webanno-tsv", "gate"])
def test_real_files_say_the_same_when_they_are_written_and_read(tmp_path: Path, form: str) -> None:
    first = [one for entry in scan([FORMATS / form]).entries for one in readable(entry)]
    write_brat(first, tmp_path)

    second = [read(entry)[0] for entry in scan([tmp_path]).entries]

    assert len(second) == len(first)
    assert {counts(one) for one in second} == {counts(one) for one in first}


def readable(entry: Any) -> list[Document]:
    try:
        return read(entry, defaults={"language": "en"})
    except InputError:
        return []


def counts(one: Document) -> tuple[Any, ...]:
    places = sorted((mention.fragments, mention.text) for mention in one.mentions)
    return (one.text, *(len(getattr(one, kind)) for kind in KINDS), tuple(places))
