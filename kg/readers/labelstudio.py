"""Label Studio JSON: a list of tasks, each with its data and the annotations of one or more people.

Reads current exports (`annotations`), those before version 1.0 (`completions`), single annotations as target storage
holds them, and JSON_MIN, which has lost its relations. A span counts as one record for each of its labels, a relation
for each of its labels and directions; choices, text areas and the like count for each value, if they belong to a span:
those of the whole text are metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of, plain
from kg.readers.html import render
from kg.readers.jsondraft import JsonDraft
from kg.readers.labelstudioresults import add_results, quotes_of
from kg.readers.records import records, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_TASK = "record is not a task"
NO_TEXT = "task has no text"
CANCELLED = "annotation was cancelled"
PREDICTION = "prediction, not an annotation"

# What JSON_MIN adds to the data of a task.
_MIN_KEYS = frozenset({"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement"})


def is_task(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a task of Label Studio, in one of the forms that have annotations."""
    if isinstance(record.get("data"), dict):
        return any(isinstance(record.get(key), list) for key in ("annotations", "completions", "predictions"))
    return _is_stored(record) or ("annotation_id" in record and "annotator" in record)


def _is_stored(record: Mapping[str, Any]) -> bool:
    """Whether an object is one annotation with its task, as target storage of Label Studio holds them."""
    task = record.get("task")
    return isinstance(record.get("result"), list) and isinstance(task, dict) and isinstance(task.get("data"), dict)


def _as_task(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A record of any form as a task; None where it is none. A task without annotations is one too."""
    if isinstance(record.get("data"), dict):
        return record
    if _is_stored(record):
        return {**record["task"], "annotations": [record]}
    return _from_min(record) if is_task(record) else None


def documents(path: str, companions: Sequence[str] = (), *, predictions: bool = False) -> Iterator[Found | Skipped]:
    """The tasks of an export, once for each annotator, and what in the file is none.

    Args:
        path: The export.
        companions: Not used.
        predictions: Whether predictions are read like annotations, their models as annotators.

    Raises:
        InputError: The file cannot be read.
    """
    del companions
    for number, record in enumerate(records(path), 1):
        task = None if isinstance(record, Skipped) else _as_task(record.value)
        if isinstance(record, Skipped):
            yield record
        elif task is None:
            yield Skipped(record.line, NO_TASK, shown(record.value))
        else:
            yield from _task(_with_predictions(task) if predictions else task, record.line, number)


def _with_predictions(task: Mapping[str, Any]) -> dict[str, Any]:
    """A task whose predictions are annotations."""
    found = [item for item in task.get("predictions") or () if isinstance(item, dict)]
    made = [{**item, "completed_by": plain(item.get("model_version")) or "prediction"} for item in found]
    return {**task, "annotations": [*_annotations(task), *made], "predictions": []}


def _task(task: Mapping[str, Any], line: int, number: int) -> Iterator[Found | Skipped]:
    """One document for each annotator; one without annotations where there is none."""
    data: Mapping[str, Any] = task["data"]
    annotations = [item for item in _annotations(task) if isinstance(item, dict)]
    results = [result for annotation in annotations for result in _results(annotation)]
    key = _text_key(data, results)
    if key is None:
        yield Skipped(line, NO_TEXT, shown(task))
        return
    source = data[key]
    page = render(source) if any(_is_html(result, source) for result in results) else None
    text = page.text if page else source
    given = metadata_of({**_mapping(task.get("meta")), **data}, leave_out={key})
    kept = [annotation for annotation in annotations if not _is_cancelled(annotation)]
    names = _annotators(kept)
    identifier = plain(task.get("id", number))
    for at, name in enumerate(names or [None]):
        sheet = JsonDraft(line)
        own = dict(given)
        if kept:
            add_results(sheet, _results(kept[at]), page, own)
        if at == 0:
            _leave_out(sheet, task, annotations)
        yield Found(identifier, text, bind(text, [sheet.draft]), own, name)


def _annotations(task: Mapping[str, Any]) -> list[Any]:
    found = task.get("annotations", task.get("completions"))
    return found if isinstance(found, list) else []


def _results(annotation: Mapping[str, Any]) -> list[Any]:
    found = annotation.get("result")
    return found if isinstance(found, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_cancelled(annotation: Mapping[str, Any]) -> bool:
    return bool(annotation.get("was_cancelled") or annotation.get("skipped"))


def _leave_out(sheet: JsonDraft, task: Mapping[str, Any], annotations: Sequence[Mapping[str, Any]]) -> None:
    """Note the annotations and predictions of a task that are not read."""
    predictions = task.get("predictions")
    left = [(CANCELLED, item) for item in annotations if _is_cancelled(item)]
    # Without its settings, an export may name predictions by their ids alone.
    left += [(PREDICTION, item) for item in predictions or () if isinstance(item, dict)]
    for reason, item in left:
        sheet.draft.read += 1
        sheet.skip(reason, item)


def _annotators(annotations: Sequence[Mapping[str, Any]]) -> list[str | None]:
    """Who made each annotation; a second one by the same person is told apart by its id."""
    names: list[str | None] = []
    for annotation in annotations:
        who = annotation.get("completed_by")
        if isinstance(who, dict):
            who = who.get("email") or who.get("id")
        name = plain(who) if who not in (None, "") else None
        if name is None and len(annotations) > 1:
            name = plain(annotation.get("id", len(names) + 1))
        names.append(f"{name} {plain(annotation.get('id', len(names) + 1))}" if name and name in names else name)
    return names


def _text_key(data: Mapping[str, Any], results: Sequence[Any]) -> str | None:
    """The key of the text among the data of a task, which the settings of a project name as they like."""
    texts = {key: value for key, value in data.items() if isinstance(value, str) and value.strip()}
    quotes = quotes_of(results)
    if quotes:
        held = {key: sum(quote in value for quote in quotes) for key, value in texts.items()}
        best = max(held.values(), default=0)
        texts = {key: value for key, value in texts.items() if held[key] == best}
    else:
        texts = {key: value for key, value in texts.items() if not _is_address(value)}
    if "text" in texts or not texts:
        return "text" if texts else None
    return max(texts, key=lambda key: (len(texts[key]), key))


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "s3://", "gs://", "/data/", "data:")) and " " not in value


def _is_html(result: Any, source: str) -> bool:
    """Whether a span counts in the text that a browser shows of HTML, not in the source."""
    value = result.get("value") if isinstance(result, dict) else None
    return isinstance(value, dict) and isinstance(value.get("start"), str) and "<" in source


def _from_min(record: Mapping[str, Any]) -> dict[str, Any]:
    """A task of JSON_MIN as a task."""
    data, results = {}, []
    for key, value in record.items():
        spans = value if isinstance(value, list) and value and all(isinstance(item, dict) for item in value) else []
        spans = [item for item in spans if "start" in item and "end" in item]
        results += [{"type": "labels", "from_name": key, "value": item} for item in spans]
        if not spans and key not in _MIN_KEYS:
            data[key] = value
    annotation = {"id": record["annotation_id"], "completed_by": record["annotator"], "result": results}
    return {"id": record.get("id"), "data": data, "annotations": [annotation]}
