"""doccano JSON and JSON Lines: one text a record, with its spans and relations.

Reads the shapes that doccano has written and imported: `label`, `labels` or another column with `[start, end, label]`,
`entities` and `relations` by id, and `annotations` by user with numbers for labels, which a file of labels explains.
"""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import Mention, Relation, Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of, plain
from kg.readers.jsondraft import JsonDraft
from kg.readers.records import records, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_TEXT = "record has no text"
NO_LABEL = "label is a number, and no file of labels is beside"
NO_SPAN = "annotation without start, end and label"
NOT_A_SPAN = "label of the whole text, not of a span"

# In this order: a project names its columns as it likes, these are what doccano itself suggests.
_TEXTS = ("text", "data", "column_data")
_SPANS = ("label", "labels", "entities", "annotations", "column_label")


def is_example(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a record of doccano's sequence labelling."""
    key = _spans_key(record)
    if key is None or _text_key(record, key) is None:
        return False
    spans = record[key]
    return bool(spans) and all(_is_span(item) for item in spans)


def label_files(path: str) -> tuple[str, ...]:
    """Files beside an export that explain its labels."""
    folder = Path(path).parent
    return tuple(
        sorted(str(file) for file in folder.glob("*label*.json") if str(file) != path and labels_of(str(file)))
    )


def labels_of(path: str) -> dict[str, str]:
    """Names of labels by their number, from a file of labels; none where the file is no such file."""
    try:
        content = json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    items = content if isinstance(content, list) else []
    pairs = [(item.get("id"), item.get("text")) for item in items if isinstance(item, dict)]
    return {plain(number): name for number, name in pairs if isinstance(number, int) and isinstance(name, str)}


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The records of an export, once for each annotator, and what in the file is none.

    Args:
        path: The export.
        companions: Files of labels.

    Raises:
        InputError: The file cannot be read.
    """
    labels = {number: name for file in companions for number, name in labels_of(file).items()}
    for number, record in enumerate(records(path), 1):
        if isinstance(record, Skipped):
            yield record
            continue
        key = _spans_key(record.value)
        text_key = _text_key(record.value, key)
        if text_key is None:
            yield Skipped(record.line, NO_TEXT, shown(record.value))
            continue
        text: str = record.value[text_key]
        given = _given(record.value, {text_key, key or ""})
        identifier = plain(record.value.get("id", record.value.get("doc_id", number)))
        for annotator, spans in _by_annotator(record.value, key):
            sheet = JsonDraft(record.line)
            _add_spans(sheet, spans, labels)
            _add_relations(sheet, record.value.get("relations"))
            yield Found(identifier, text, bind(text, [sheet.draft]), given, annotator)


def _text_key(record: Mapping[str, Any], spans_key: str | None) -> str | None:
    """The key of the text: a usual one, else that of the longest string."""
    for key in _TEXTS:
        if isinstance(record.get(key), str):
            return key
    texts = {key: value for key, value in record.items() if isinstance(value, str) and key not in ("id", "username")}
    return max(texts, key=lambda key: (len(texts[key]), key)) if texts and spans_key else None


def _spans_key(record: Mapping[str, Any]) -> str | None:
    """The key of the spans: a usual one, else one whose values are all spans."""
    for key in _SPANS:
        if isinstance(record.get(key), list):
            return key
    others = (key for key, value in record.items() if isinstance(value, list) and value and all(map(_is_span, value)))
    return next(others, None)


def _is_span(item: Any) -> bool:
    if isinstance(item, list):
        return len(item) == 3 and type(item[0]) is int and type(item[1]) is int and isinstance(item[2], str)  # noqa: PLR2004 - start, end, label
    return isinstance(item, dict) and "start_offset" in item and "end_offset" in item and "label" in item


def _given(record: Mapping[str, Any], leave_out: set[str]) -> dict[str, str]:
    known = {*leave_out, "id", "doc_id", "relations", "username", "user", "meta"}
    meta = record.get("meta")
    fields = {key: value for key, value in record.items() if key not in known}
    return metadata_of({**(meta if isinstance(meta, dict) else {"meta": meta}), **fields})


def _by_annotator(record: Mapping[str, Any], key: str | None) -> Iterator[tuple[str | None, list[Any]]]:
    """The spans of each annotator: of one for all spans, or of several, each named on his own spans."""
    spans = record[key] if key else []
    name = plain(record.get("username", record.get("user"))) or None
    users = [plain(item.get("user")) if isinstance(item, dict) and "user" in item else "" for item in spans]
    if not any(users):
        yield name, spans
        return
    order = sorted(range(len(spans)), key=lambda at: users[at])
    for user, group in groupby(order, key=lambda at: users[at]):
        yield user or name, [spans[at] for at in group]


def _add_spans(sheet: JsonDraft, spans: Sequence[Any], labels: Mapping[str, str]) -> None:
    for number, item in enumerate(spans, 1):
        sheet.draft.read += 1
        if not _is_span(item):
            sheet.skip(NOT_A_SPAN if isinstance(item, str) else NO_SPAN, item)
            continue
        start, end, label = (
            item if isinstance(item, list) else (item["start_offset"], item["end_offset"], item["label"])
        )
        if type(start) is not int or type(end) is not int:
            sheet.skip(NO_SPAN, item)
            continue
        name = plain(label)
        if not isinstance(label, str):
            name = labels.get(plain(label), name)
            if plain(label) not in labels:
                sheet.repair(NO_LABEL, item)
        own = plain(item.get("id", number)) if isinstance(item, dict) else plain(number)
        sheet.keep(sheet.draft.mentions, Mention(f"T{own}", name, ((start, end),), "", sheet.line), item)


def _add_relations(sheet: JsonDraft, relations: Any) -> None:
    for number, item in enumerate(relations if isinstance(relations, list) else [], 1):
        sheet.draft.read += 1
        if not isinstance(item, dict) or not {"from_id", "to_id", "type"} <= item.keys():
            sheet.skip("relation without from_id, to_id and type", item)
            continue
        ends = (("Arg1", f"T{plain(item['from_id'])}"), ("Arg2", f"T{plain(item['to_id'])}"))
        relation = Relation(f"R{plain(item.get('id', number))}", plain(item["type"]), ends, sheet.line)
        sheet.keep(sheet.draft.relations, relation, item)
