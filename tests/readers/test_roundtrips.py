"""What is written in a format reads the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Attribute, Document, EquivalenceSet, Event, Link, Mention, Note, Relation, Source
from kg.readers import offsets, read, scan
from kg.readers.bratwriter import write_brat
from kg.readers.webwriter import write_web_annotation

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable

    Write = Callable[[Iterable[Document], Path], Counter[str]]

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
FORMATS = SHARED / "data/formats"
KINDS = ("mentions", "events", "relations", "attributes", "links", "sets", "notes")
WRITERS = [pytest.param(write_brat, id="brat"), pytest.param(write_web_annotation, id="web-annotation")]

TEXT = "👍 Soleil\r\nrachète Lune."


def document(**records: Any) -> Document:
    return Document("in/a", TEXT, "fr", {"title": "Un", "date": "2024"}, Source("x", "a"), **records)


def said(one: Document) -> dict[str, Any]:
    """What a document says, without lines and account."""
    content = one.to_json()
    del content["account"], content["source"]
    content["metadata"] = {name: value for name, value in content["metadata"].items() if not name.endswith("_basis")}
    return content


def again(one: Document, folder: Path, write: Write) -> Document:
    write([one], folder)
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


@pytest.mark.parametrize("write", WRITERS)
@given(one=documents())
@settings(max_examples=50)
def test_what_is_written_reads_the_same(one: Document, write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert said(again(one, tmp_path_factory.mktemp("out"), write)) == said(one)


@pytest.mark.parametrize("write", WRITERS)
def test_an_annotator_comes_back(tmp_path: Path, write: Write) -> None:
    one = Document("a", TEXT, "fr", {}, Source("x", "a"), (Mention("T1", "X", ((2, 8),), "Soleil"),), annotator="anna")

    assert again(one, tmp_path, write).annotator == "anna"


def test_ids_of_any_form_come_back_from_web_annotations(tmp_path: Path) -> None:
    names = ("a b", "é/#1", "x%20", "12-event")
    mentions = tuple(Mention(name, "big firm", ((2, 8),), "Soleil") for name in names)
    event = Event("E 1", "New: deal", names[0], tuple(("a role", name) for name in names))
    one = document(mentions=mentions, events=(event,), links=(Link("é/#1", "", None, ""),))

    assert said(again(one, tmp_path, write_web_annotation)) == said(one)


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("form", ["brat", "doccano", "label-studio", "prodigy-rel", "webanno-tsv", "gate"])
def test_real_files_say_the_same_when_they_are_written_and_read(tmp_path: Path, form: str, write: Write) -> None:
    first = [one for entry in scan([FORMATS / form]).entries for one in readable(entry)]
    write(first, tmp_path)

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
