from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.model import Mention, Relation, Skipped
from kg.readers import doccano, offsets
from kg.readers.found import Found

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
REAL = sorted(
    [*(SHARED / "data/formats/doccano").rglob("*.jsonl"), *(SHARED / "data/formats/doccano-legacy").rglob("*.jsonl")]
)
TEXT = "Soleil rachète Lune."
BOTH = (Mention("T1", "ORG", ((0, 6),), "Soleil", 1), Mention("T2", "ORG", ((15, 19),), "Lune", 1))


def read(folder: Path, *values: Any, labels: Any = None, name: str = "admin.jsonl") -> list[Found | Skipped]:
    file = folder / name
    file.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
    if labels is not None:
        (folder / "label_config.json").write_text(json.dumps(labels))
    return list(doccano.documents(str(file), doccano.label_files(str(file))))


def only(folder: Path, value: Any, **more: Any) -> Found:
    found = read(folder, value, **more)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"text": TEXT, "label": [[0, 6, "ORG"], [15, 19, "ORG"]]}, id="label"),
        pytest.param({"text": TEXT, "labels": [[0, 6, "ORG"], [15, 19, "ORG"]]}, id="labels"),
        pytest.param({"data": TEXT, "label": [[0, 6, "ORG"], [15, 19, "ORG"]]}, id="data"),
        pytest.param({"text": TEXT, "entities": [[0, 6, "ORG"], [15, 19, "ORG"]]}, id="entities-as-lists"),
        pytest.param({"article": TEXT, "spans": [[0, 6, "ORG"], [15, 19, "ORG"]]}, id="columns-of-ones-own"),
        pytest.param(
            {
                "text": TEXT,
                "entities": [
                    {"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 6},
                    {"id": 2, "label": "ORG", "start_offset": 15, "end_offset": 19},
                ],
                "relations": [],
            },
            id="entities",
        ),
        pytest.param(
            {
                "text": TEXT,
                "annotations": [
                    {"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 6},
                    {"id": 2, "label": "ORG", "start_offset": 15, "end_offset": 19},
                ],
            },
            id="annotations",
        ),
    ],
)
def test_spans_of_every_shape_are_mentions(tmp_path: Path, value: dict[str, Any]) -> None:
    found = only(tmp_path, value)

    assert doccano.is_example(value)
    assert (found.id, found.text, found.annotations.mentions) == ("1", TEXT, BOTH)
    assert found.annotations.account.read == 2


def test_relations_join_entities_by_id(tmp_path: Path) -> None:
    spans = [
        {"id": 0, "label": "ORG", "start_offset": 0, "end_offset": 6},
        {"id": 1, "label": "ORG", "start_offset": 15, "end_offset": 19},
    ]
    relations = [{"id": 0, "from_id": 0, "to_id": 1, "type": "buys"}, {"id": 1, "from_id": 0, "to_id": 9, "type": "x"}]

    found = only(tmp_path, {"id": 5, "text": TEXT, "entities": spans, "relations": relations}).annotations

    assert found.relations == (
        Relation("R0", "buys", (("Arg1", "T0"), ("Arg2", "T1")), 1),
        Relation("R1", "x", (("Arg1", "T0"),), 1),
    )
    assert len(found.account.repaired) == 1


def test_each_user_has_a_document(tmp_path: Path) -> None:
    spans = [{"label": "ORG", "start_offset": 0, "end_offset": 6, "user": user} for user in (2, 1, 2)]

    found = read(tmp_path, {"id": 5, "text": TEXT, "annotations": spans})

    assert [(item.annotator, len(item.annotations.mentions)) for item in found if isinstance(item, Found)] == [
        ("1", 1),
        ("2", 2),
    ]


def test_numbers_of_labels_are_explained_by_a_file_beside(tmp_path: Path) -> None:
    value = {"text": TEXT, "annotations": [{"label": 12, "start_offset": 0, "end_offset": 6}]}

    found = only(tmp_path, value, labels=[{"id": 12, "text": "ORG"}]).annotations

    assert (found.mentions[0].label, found.account.repaired) == ("ORG", ())


def test_numbers_of_labels_without_explanation_are_kept_and_named(tmp_path: Path) -> None:
    value = {"text": TEXT, "annotations": [{"label": 12, "start_offset": 0, "end_offset": 6}]}

    found = only(tmp_path, value).annotations

    assert found.mentions[0].label == "12"
    assert [skip.reason for skip in found.account.repaired] == [doccano.NO_LABEL]


def test_two_labels_on_one_span_are_two_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, {"text": TEXT, "label": [[0, 6, "ORG"], [0, 6, "ORG"]]}).annotations

    assert [mention.id for mention in found.mentions] == ["T1", "T2"]


def test_old_offsets_in_utf16_are_told_by_the_edges_of_words(tmp_path: Path) -> None:
    value = {"text": "👍 Soleil rachète Lune.", "label": [[3, 9, "ORG"], [18, 22, "ORG"]]}

    found = only(tmp_path, value).annotations

    assert [mention.text for mention in found.mentions] == ["Soleil", "Lune"]
    assert [skip.reason for skip in found.account.repaired] == ["offsets counted in UTF-16 units"] * 2


def test_offsets_in_code_points_stay_where_they_are(tmp_path: Path) -> None:
    value = {"text": "👍 Soleil rachète Lune.", "label": [[2, 8, "ORG"], [17, 21, "ORG"]]}

    found = only(tmp_path, value).annotations

    assert ([mention.text for mention in found.mentions], found.account.repaired) == (["Soleil", "Lune"], ())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"meta": {"title": "Un", "date": "2024"}}, {"title": "Un", "date": "2024"}, id="meta"),
        pytest.param({"desk": "Eco", "Comments": ["a"]}, {"desk": "Eco", "Comments": "a"}, id="fields"),
    ],
)
def test_other_fields_are_metadata(tmp_path: Path, value: dict[str, Any], expected: dict[str, str]) -> None:
    assert only(tmp_path, {"text": TEXT, "label": [], **value}).given == expected


def test_the_annotator_may_be_named(tmp_path: Path) -> None:
    assert only(tmp_path, {"text": TEXT, "labels": [[0, 6, "ORG"]], "username": "anna"}).annotator == "anna"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param("positive", doccano.NOT_A_SPAN, id="label-of-the-text"),
        pytest.param([0, 6], doccano.NO_SPAN, id="no-label"),
        pytest.param([0, "6", "ORG"], doccano.NO_SPAN, id="no-number"),
        pytest.param({"label": "ORG", "start_offset": None, "end_offset": 3}, doccano.NO_SPAN, id="null"),
        pytest.param([0, 99, "ORG"], offsets.OUTSIDE, id="outside"),
        pytest.param([3, 3, "ORG"], offsets.EMPTY, id="empty"),
    ],
)
def test_a_span_that_cannot_be_kept_is_named(tmp_path: Path, item: Any, reason: str) -> None:
    account = only(tmp_path, {"text": TEXT, "label": [item]}).annotations.account

    assert [(skip.reason, skip.text) for skip in account.skipped] == [(reason, json.dumps(item))]
    assert account.read == 1


def test_a_record_without_text_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, {"label": [[0, 1, "PER"]]}) == [Skipped(1, doccano.NO_TEXT, '{"label": [[0, 1, "PER"]]}')]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"text": TEXT, "label": ["positive"]}, id="classification"),
        pytest.param({"text": TEXT}, id="text-alone"),
        pytest.param({"name": "a", "version": "1"}, id="something-else"),
        pytest.param({"text": TEXT, "label": []}, id="no-span-to-tell-by"),
    ],
)
def test_other_records_are_not_taken_for_doccano(value: dict[str, Any]) -> None:
    assert not doccano.is_example(value)


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
def test_the_real_files_are_there() -> None:
    assert len(REAL) == 9


@pytest.mark.parametrize("file", [pytest.param(file, id="-".join(file.parts[-4:])) for file in REAL])
def test_of_a_real_file_nothing_is_lost_that_is_not_in_its_account(file: Path) -> None:
    found = list(doccano.documents(str(file), doccano.label_files(str(file))))

    documents = [item for item in found if isinstance(item, Found)]
    assert documents
    assert [item.reason for item in found if isinstance(item, Skipped)] == [doccano.NO_TEXT] * (
        len(found) - len(documents)
    )
    assert all(not item.annotations.account.skipped for item in documents)
    assert all(
        item.annotations.account.read == len(item.annotations.mentions) + len(item.annotations.relations)
        for item in documents
    )
