from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.model import Attribute, Mention, Note, Relation, Skipped
from kg.readers import labelstudio, labelstudioresults, offsets
from kg.readers.found import Found

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
REAL = sorted((SHARED / "data" / "formats" / "label-studio").rglob("*.json"))
TEXT = "Soleil rachète Lune."


def span(identifier: str, start: int, end: int, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": list(labels)}
    return {"id": identifier, "from_name": "label", "to_name": "text", "type": "labels", "value": value} | more


SOLEIL, LUNE = span("s", 0, 6, "Company"), span("l", 15, 19, "Company")


def annotation(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 7, "completed_by": 1, "result": list(results), **more}


def task(*annotations: dict[str, Any], data: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"id": 12, "data": data or {"text": TEXT}, "annotations": list(annotations), **more}


def read(folder: Path, *tasks: Any) -> list[Found | Skipped]:
    file = folder / "export.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    return list(labelstudio.documents(str(file)))


def only(folder: Path, *tasks: Any) -> Found:
    found = read(folder, *tasks)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def of(folder: Path, *results: dict[str, Any], text: str = TEXT) -> Found:
    return only(folder, task(annotation(*results), data={"text": text}))


def test_a_span_is_a_mention(tmp_path: Path) -> None:
    found = of(tmp_path, SOLEIL)

    assert (found.id, found.annotator, found.text) == ("12", "1", TEXT)
    assert found.annotations.mentions == (Mention("s", "Company", ((0, 6),), "Soleil", 1),)
    assert found.annotations.account.read == 1


def test_each_label_of_a_span_is_a_mention(tmp_path: Path) -> None:
    found = of(tmp_path, span("s", 0, 6, "Company", "Buyer")).annotations

    assert [(mention.id, mention.label) for mention in found.mentions] == [("s", "Company"), ("s-2", "Buyer")]
    assert found.account.read == 2


def test_a_region_that_two_tags_label_is_two_mentions(tmp_path: Path) -> None:
    found = of(tmp_path, SOLEIL, span("s", 0, 6, "Buyer", from_name="role")).annotations

    assert [(mention.id, mention.label) for mention in found.mentions] == [("s", "Company"), ("s-2", "Buyer")]


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        pytest.param({"direction": "right"}, [("s", "l")], id="right"),
        pytest.param({"direction": "left"}, [("l", "s")], id="left"),
        pytest.param({"direction": "bi"}, [("s", "l"), ("l", "s")], id="both"),
        pytest.param({}, [("s", "l")], id="not-said"),
    ],
)
def test_a_relation_has_its_direction(tmp_path: Path, more: dict[str, str], ends: list[tuple[str, str]]) -> None:
    found = of(tmp_path, {"type": "relation", "from_id": "s", "to_id": "l", "labels": ["buys"], **more}, SOLEIL, LUNE)

    assert found.annotations.relations == tuple(
        Relation(f"R{number}", "buys", (("Arg1", first), ("Arg2", second)), 1)
        for number, (first, second) in enumerate(ends, 1)
    )


@pytest.mark.parametrize("more", [pytest.param({}, id="missing"), pytest.param({"labels": []}, id="empty")])
def test_a_relation_without_label_is_kept_and_named(tmp_path: Path, more: dict[str, Any]) -> None:
    found = of(tmp_path, SOLEIL, LUNE, {"type": "relation", "from_id": "s", "to_id": "l", **more}).annotations

    assert found.relations[0].label == ""
    assert [skip.reason for skip in found.account.repaired] == [labelstudioresults.RELATION_WITHOUT_LABEL]


def test_ids_of_relations_are_not_those_of_spans(tmp_path: Path) -> None:
    relation = {"type": "relation", "from_id": "R1", "to_id": "R2", "labels": ["a", "b"]}

    found = of(tmp_path, span("R1", 0, 6, "Company"), span("R2", 15, 19, "Company"), relation).annotations

    assert [record.id for record in found.relations] == ["R3", "R4"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        pytest.param("choices", {"choices": ["planned"]}, ["planned"], id="choices"),
        pytest.param("choices", {"choices": ["a", "b"]}, ["a", "b"], id="several-choices"),
        pytest.param("textarea", {"text": ["Q30", "x"]}, ["Q30", "x"], id="text-area"),
        pytest.param("taxonomy", {"taxonomy": [["Firm", "Telecom"]]}, ["Firm/Telecom"], id="taxonomy"),
        pytest.param("rating", {"rating": 4}, ["4"], id="rating"),
        pytest.param("number", {"number": 1.5}, ["1.5"], id="number"),
        pytest.param("datetime", {"datetime": "2024-01-16"}, ["2024-01-16"], id="date"),
    ],
)
def test_what_is_said_of_a_span_is_an_attribute(
    tmp_path: Path, kind: str, value: dict[str, Any], expected: list[str]
) -> None:
    saying = {"id": "s", "from_name": "status", "type": kind, "value": {"start": 0, "end": 6, **value}}

    found = of(tmp_path, saying, SOLEIL).annotations

    assert found.attributes == tuple(
        Attribute(f"s-status-{number}", "s", "status", text, 1) for number, text in enumerate(expected, 1)
    )


def test_what_is_said_of_the_text_is_metadata(tmp_path: Path) -> None:
    found = of(tmp_path, {"id": "x", "from_name": "topic", "type": "choices", "value": {"choices": ["a", "b"]}})

    assert found.given == {"topic": "a;b"}


def test_the_meta_text_of_a_span_is_a_note(tmp_path: Path) -> None:
    assert of(tmp_path, {**SOLEIL, "meta": {"text": ["check"]}}).annotations.notes == (Note("s", "meta", "check", 1),)


def test_offsets_in_utf16_are_repaired(tmp_path: Path) -> None:
    result = {**SOLEIL, "value": {"start": 3, "end": 9, "text": "Soleil", "labels": ["Company"]}}

    found = of(tmp_path, result, text="👍 Soleil").annotations

    assert found.mentions[0].fragments == ((2, 8),)
    assert [skip.reason for skip in found.account.repaired] == ["offsets counted in UTF-16 units"]


def test_a_span_without_quote_is_taken_as_it_stands(tmp_path: Path) -> None:
    result = {**SOLEIL, "value": {"start": 0, "end": 6, "labels": ["Company"]}}

    found = of(tmp_path, result).annotations

    assert (found.mentions[0].text, found.account.repaired) == ("Soleil", ())


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        pytest.param(
            {"start": "/div[1]/p[2]/text()[1]", "end": "/div[1]/p[2]/text()[1]", "startOffset": 3, "endOffset": 9},
            "Soleil",
            id="paths",
        ),
        pytest.param(
            {
                "start": "/nowhere[1]/text()[1]",
                "end": "/nowhere[1]/text()[1]",
                "startOffset": 0,
                "endOffset": 0,
                "globalOffsets": {"start": 8, "end": 14},
            },
            "Soleil",
            id="offsets-of-the-whole",
        ),
        pytest.param(
            {"start": "/x[1]/text()[1]", "end": "/x[1]/text()[1]", "startOffset": 0, "endOffset": 6},
            "Soleil",
            id="the-quote-alone",
        ),
    ],
)
def test_a_span_in_html_is_found_in_the_text_that_is_shown(tmp_path: Path, value: dict[str, Any], quote: str) -> None:
    source = "<div><p>Titre</p><p>👍 Soleil</p></div>"
    result = {"id": "s", "type": "hypertextlabels", "value": {**value, "text": quote, "hypertextlabels": ["Company"]}}

    found = of(tmp_path, result, text=source)

    assert found.text == "Titre\n👍 Soleil\n"
    assert found.annotations.mentions[0].fragments == ((8, 14),)


def test_a_path_into_a_plain_text_counts_in_the_text(tmp_path: Path) -> None:
    value = {"start": "/text()[1]", "end": "/text()[1]", "startOffset": 15, "endOffset": 19, "text": "Lune"}

    found = of(tmp_path, {"id": "l", "type": "labels", "value": {**value, "labels": ["Company"]}})

    assert found.annotations.mentions[0].fragments == ((15, 19),)


def test_each_annotator_has_a_document(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        task(
            annotation(SOLEIL, completed_by={"id": 3, "email": "anna@example.org"}),
            annotation(LUNE, completed_by=4),
            annotation(completed_by=4, id=9),
        ),
    )

    assert [(item.id, item.annotator, len(item.annotations.mentions)) for item in found if isinstance(item, Found)] == [
        ("12", "anna@example.org", 1),
        ("12", "4", 1),
        ("12", "4 9", 0),
    ]


def test_a_cancelled_annotation_and_a_prediction_are_named(tmp_path: Path) -> None:
    found = only(
        tmp_path, task(annotation(SOLEIL, was_cancelled=True), annotation(LUNE), predictions=[{"id": 1, "result": []}])
    )

    assert [mention.id for mention in found.annotations.mentions] == ["l"]
    assert [skip.reason for skip in found.annotations.account.skipped] == [
        labelstudio.CANCELLED,
        labelstudio.PREDICTION,
    ]


def test_predictions_are_read_on_request(tmp_path: Path) -> None:
    made = {"id": 1, "model_version": "ner-2", "result": [LUNE]}
    file = tmp_path / "export.json"
    file.write_text(json.dumps([task(annotation(SOLEIL), predictions=[made])]))

    found = list(labelstudio.documents(str(file), predictions=True))

    assert [(item.annotator, item.annotations.mentions[0].text) for item in found if isinstance(item, Found)] == [
        ("1", "Soleil"),
        ("ner-2", "Lune"),
    ]


def test_a_task_that_nobody_annotated_is_a_document(tmp_path: Path) -> None:
    found = only(tmp_path, task())

    assert (found.text, found.annotator, found.annotations.account.read) == (TEXT, None, 0)


def test_an_export_before_version_1_is_read(tmp_path: Path) -> None:
    old = {"id": 1, "data": {"text": TEXT}, "completions": [{"id": 1001, "result": [SOLEIL]}]}

    assert only(tmp_path, old).annotations.mentions[0].text == "Soleil"


def test_a_task_that_is_only_data_is_a_document(tmp_path: Path) -> None:
    found = read(tmp_path, task(annotation(SOLEIL)), {"data": {"text": "Mars."}})

    assert [item.text for item in found if isinstance(item, Found)] == [TEXT, "Mars."]


def test_an_annotation_that_holds_its_task_is_read(tmp_path: Path) -> None:
    stored = {**annotation(SOLEIL, completed_by=4), "task": {"id": 12, "data": {"text": TEXT, "desk": "Eco"}}}

    found = only(tmp_path, stored)

    assert labelstudio.is_task(stored)
    assert (found.id, found.annotator, found.given) == ("12", "4", {"desk": "Eco"})
    assert found.annotations.mentions[0].text == "Soleil"


def test_offsets_of_the_whole_go_before_those_in_a_line_of_plain_text(tmp_path: Path) -> None:
    value = {"start": "/text()[2]", "end": "/text()[2]", "startOffset": 0, "endOffset": 4, "labels": ["Company"]}
    whole = {**value, "globalOffsets": {"start": 7, "end": 11}}

    found = of(tmp_path, {"id": "l", "type": "labels", "value": whole}, text="Soleil\nLune\nLune")

    assert found.annotations.mentions[0].fragments == ((7, 11),)


def test_line_breaks_in_quotes_of_html_may_be_written_as_letters(tmp_path: Path) -> None:
    paths = {"start": "/p[1]/text()[1]", "end": "/p[2]/text()[1]", "startOffset": 0, "endOffset": 4}
    value = {**paths, "text": "Soleil\\n\\nLune", "labels": ["Company"]}

    found = of(tmp_path, {"id": "s", "type": "hypertextlabels", "value": value}, text="<p>Soleil</p><p>Lune</p>")

    assert found.annotations.mentions[0].text == "Soleil\nLune"


def test_json_min_is_read(tmp_path: Path) -> None:
    small = {
        "id": 1,
        "annotator": 2,
        "annotation_id": 3,
        "ner": TEXT,
        "label": [{"start": 0, "end": 6, "text": "Soleil", "labels": ["Company"]}],
        "desk": "Eco",
    }

    found = only(tmp_path, small)

    assert (found.text, found.annotator, found.given) == (TEXT, "2", {"desk": "Eco"})
    assert found.annotations.mentions[0].label == "Company"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"ner": TEXT, "title": "Un titre qui est plus long que le texte"}, id="by-the-quotes"),
        pytest.param({"text": TEXT, "title": TEXT}, id="by-its-name"),
    ],
)
def test_the_text_may_have_any_key(tmp_path: Path, data: dict[str, Any]) -> None:
    found = only(tmp_path, task(annotation(SOLEIL, LUNE), data=data))

    assert found.text == TEXT
    assert list(found.given) == ["title"]


def test_other_data_are_metadata(tmp_path: Path) -> None:
    found = only(tmp_path, task(data={"text": TEXT, "date": "2024-01-16", "desk": 3}, meta={"lang": "fr"}))

    assert found.given == {"date": "2024-01-16", "desk": "3", "language": "fr"}


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        pytest.param(span("s", 0, 6), labelstudioresults.NO_LABEL, id="no-label"),
        pytest.param(
            {"id": "x", "type": "rectanglelabels", "value": {"x": 1, "rectanglelabels": ["Car"]}},
            labelstudioresults.NO_SPAN,
            id="image",
        ),
        pytest.param(
            {
                "id": "x",
                "type": "paragraphlabels",
                "value": {"start": "0", "end": "1", "startOffset": 0, "endOffset": 3},
            },
            labelstudioresults.DIALOGUE,
            id="dialogue",
        ),
        pytest.param({"id": "x", "type": "labels"}, labelstudioresults.UNREADABLE, id="no-value"),
        pytest.param("x", labelstudioresults.UNREADABLE, id="no-object"),
        pytest.param(
            {**SOLEIL, "value": {"start": 0, "end": 6, "text": "Mars", "labels": ["Company"]}},
            offsets.MISMATCH,
            id="other-words",
        ),
    ],
)
def test_a_result_that_cannot_be_kept_is_named(tmp_path: Path, result: Any, reason: str) -> None:
    account = of(tmp_path, result).annotations.account

    assert [skip.reason for skip in account.skipped] == [reason]
    assert account.read == 1


def test_a_task_without_text_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, task(annotation(), data={"image": "https://example.org/a.png"}))

    assert [item.reason for item in found if isinstance(item, Skipped)] == [labelstudio.NO_TEXT]


def test_a_record_that_is_no_task_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, {"a": 1}, task())

    assert found[0] == Skipped(1, labelstudio.NO_TASK, '{"a": 1}')


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
def test_the_real_files_are_there() -> None:
    assert len(REAL) == 9


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in REAL if "config" not in file.stem])
def test_of_a_real_file_nothing_is_lost_that_is_not_in_its_account(file: Path) -> None:
    found = list(labelstudio.documents(str(file)))

    tasks = json.loads(file.read_text())
    named = [skip for item in found if isinstance(item, Found) for skip in item.annotations.account.skipped]
    whole = [item for item in found if isinstance(item, Skipped)]
    spans = [
        result
        for one in tasks
        for made in one["annotations"]
        for result in made["result"]
        if result["type"] not in ("choices", "taxonomy")
    ]
    predictions = [made for one in tasks for made in one.get("predictions", []) if isinstance(made, dict)]
    assert len(whole) == len(tasks) or len(named) == len(spans) + len(predictions)
