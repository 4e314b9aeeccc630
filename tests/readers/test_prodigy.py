from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.model import Link, Mention, Relation, Skipped
from kg.readers import offsets, prodigy
from kg.readers.found import Found

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
FORMATS = SHARED / "data/formats"
TEXT = "Soleil rachète Lune."
SOLEIL = {"start": 0, "end": 6, "token_start": 0, "token_end": 0, "label": "ORG"}
LUNE = {"start": 15, "end": 19, "token_start": 2, "token_end": 2, "label": "ORG"}


def read(folder: Path, *rows: Any) -> list[Found | Skipped]:
    file = folder / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    return list(prodigy.documents(str(file)))


def only(folder: Path, **row: Any) -> Found:
    found = read(folder, {"text": TEXT, **row})
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_spans_are_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, spans=[SOLEIL, LUNE], answer="accept", _input_hash=-7, _annotator_id="news-anna")

    assert (found.id, found.annotator) == ("-7", "news-anna")
    assert found.annotations.mentions == (
        Mention("T1", "ORG", ((0, 6),), "Soleil", 1),
        Mention("T2", "ORG", ((15, 19),), "Lune", 1),
    )


def test_a_row_without_hash_and_answer_is_an_example(tmp_path: Path) -> None:
    found = only(tmp_path, spans=[SOLEIL])

    assert (found.id, found.annotator, len(found.annotations.mentions)) == ("1", None, 1)


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_a_row_that_is_not_accepted_is_named(tmp_path: Path, answer: str) -> None:
    row = {"text": TEXT, "spans": [SOLEIL], "answer": answer}

    assert read(tmp_path, row) == [Skipped(1, prodigy.NOT_ACCEPTED[answer], json.dumps(row, ensure_ascii=False))]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"head_span": SOLEIL, "child_span": LUNE}, id="by-their-spans"),
        pytest.param({}, id="by-their-tokens"),
    ],
)
def test_relations_join_spans(tmp_path: Path, more: dict[str, Any]) -> None:
    relation = {"head": 0, "child": 2, "label": "buys", **more}

    found = only(tmp_path, spans=[SOLEIL, LUNE], relations=[relation]).annotations

    assert found.relations == (Relation("R1", "buys", (("Arg1", "T1"), ("Arg2", "T2")), 1),)
    assert found.account.read == 3


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        pytest.param({"head": 0, "child": 2, "label": "No-rel"}, prodigy.DENIED, id="denied"),
        pytest.param({"head": 0, "child": 1, "label": "buys"}, prodigy.NO_END, id="token-in-no-span"),
        pytest.param({"head": 0, "label": "buys"}, prodigy.NO_RELATION, id="no-child"),
        pytest.param({"head": 0, "child": 2}, prodigy.NO_RELATION, id="no-label"),
    ],
)
def test_a_relation_that_cannot_be_kept_is_named(tmp_path: Path, relation: dict[str, Any], reason: str) -> None:
    account = only(tmp_path, spans=[SOLEIL, LUNE], relations=[relation]).annotations.account

    assert [(skip.reason, skip.text) for skip in account.skipped] == [(reason, json.dumps(relation))]
    assert account.read == 3


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        pytest.param({"start": 0, "end": 6}, prodigy.NO_LABEL, id="no-label"),
        pytest.param({"start": 0, "label": "ORG"}, prodigy.NO_SPAN, id="no-end"),
        pytest.param({"start": 0, "end": 99, "label": "ORG"}, offsets.OUTSIDE, id="outside"),
        pytest.param({"start": 0, "end": 6, "text": "Mars", "label": "ORG"}, offsets.MISMATCH, id="other-words"),
    ],
)
def test_a_span_that_cannot_be_kept_is_named(tmp_path: Path, span: dict[str, Any], reason: str) -> None:
    account = only(tmp_path, spans=[span]).annotations.account

    assert ([skip.reason for skip in account.skipped], account.read) == ([reason], 1)


@pytest.mark.parametrize(
    ("chosen", "authority", "key"),
    [
        pytest.param("Q312545", "Wikidata", "Q312545", id="wikidata"),
        pytest.param("NIL_otherLink", "", None, id="nil"),
        pytest.param("LEI:5493", "LEI", "5493", id="another-authority"),
    ],
)
def test_a_chosen_entry_is_a_link_of_the_first_span(
    tmp_path: Path, chosen: str, authority: str, key: str | None
) -> None:
    found = only(tmp_path, spans=[SOLEIL], options=[{"id": chosen}], accept=[chosen])

    assert found.annotations.links == (Link("T1", authority, key, "", 1),)
    assert found.annotations.account.read == 2
    assert found.given == {}


def test_a_chosen_category_is_metadata(tmp_path: Path) -> None:
    found = only(tmp_path, spans=[], options=[{"id": "SPORT"}], accept=["SPORT"])

    assert (found.annotations.links, found.given) == ((), {"accept": "SPORT"})


def test_a_span_may_name_its_entry(tmp_path: Path) -> None:
    found = only(tmp_path, spans=[{**SOLEIL, "kb_id": "Q1"}]).annotations

    assert found.links == (Link("T1", "Wikidata", "Q1", "", 1),)


def test_meta_is_metadata(tmp_path: Path) -> None:
    assert only(tmp_path, spans=[], meta={"source": "Le Soir", "url": "https://example.org/a"}).given == {
        "source": "Le Soir",
        "url": "https://example.org/a",
    }


@pytest.mark.parametrize(
    "annotations",
    [
        pytest.param({"entities": [[0, 6, "ORG"]]}, id="entities"),
        pytest.param({"spans": {"sc": [[0, 6, "ORG"]]}}, id="groups-of-spans"),
    ],
)
def test_training_examples_of_spacy_are_rows(tmp_path: Path, annotations: dict[str, Any]) -> None:
    file = tmp_path / "train.json"
    file.write_text(json.dumps([[TEXT, annotations]]))

    found = list(prodigy.documents(str(file)))

    assert [item.annotations.mentions for item in found if isinstance(item, Found)] == [
        (Mention("T1", "ORG", ((0, 6),), "Soleil", 1),)
    ]


def test_a_row_without_text_is_named(tmp_path: Path) -> None:
    assert [item.reason for item in read(tmp_path, {"_input_hash": 1}) if isinstance(item, Skipped)] == [
        prodigy.NO_TEXT
    ]


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "documents", "mentions", "relations", "links", "skipped"),
    [
        pytest.param("prodigy/*/*/annotated*.jsonl", 372, 303, 0, 0, 0, id="news"),
        pytest.param("prodigy-rel/*/*/rel_component/*/annotations.jsonl", 149, 466, 233, 0, 34, id="relations"),
        pytest.param("prodigy-rel/*/*/nel_emerson/*/*.jsonl", 30, 30, 0, 30, 0, id="links"),
    ],
)
def test_a_real_file_reads_whole(
    name: str, documents: int, mentions: int, relations: int, links: int, skipped: int
) -> None:
    file = next(FORMATS.glob(name))

    found = [item for item in prodigy.documents(str(file)) if isinstance(item, Found)]

    made = [item.annotations for item in found]
    assert len(found) == documents
    assert sum(len(one.mentions) for one in made) == mentions
    assert sum(len(one.relations) for one in made) == relations
    assert sum(len(one.links) for one in made) == links
    assert sum(len(one.account.skipped) for one in made) == skipped
