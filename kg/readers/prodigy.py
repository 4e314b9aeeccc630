"""Prodigy and spaCy: JSON Lines with `spans` and `relations`, and spaCy's training examples.

Of rows that an annotator rejected or ignored the account tells. Relations join tokens by their numbers; they are the
spans that hold these tokens. A choice among `options` links the first span to its entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Link, Mention, Relation, Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of, plain
from kg.readers.irilinks import link_of
from kg.readers.jsondraft import JsonDraft
from kg.readers.records import records, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_TEXT = "row has no text"
NOT_ACCEPTED = {"reject": "row was rejected", "ignore": "row was ignored"}
NO_SPAN = "span without start and end"
NO_LABEL = "span has no label"
NO_RELATION = "relation without head, child and label"
NO_END = "end of a relation is no span"
DENIED = "label that denies a relation"

# What relation annotation writes between spans that have none.
_DENYING = frozenset({"no-rel", "no_rel", "norel"})
_KNOWN = frozenset({"text", "spans", "tokens", "relations", "answer", "options", "meta", "html"})


def is_row(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a row of Prodigy, or an example of spaCy."""
    if not isinstance(record.get("text"), str):
        return False
    if "_input_hash" in record or "_task_hash" in record:
        return True
    spans = record.get("spans")
    return isinstance(spans, list) and all(isinstance(span, dict) and "start" in span for span in spans)


def as_row(value: Any) -> dict[str, Any] | None:
    """The row that says what an example of spaCy says: `[text, {"entities": [[start, end, label]]}]`.

    Example:
        >>> as_row(["Orange", {"entities": [[0, 6, "ORG"]]}])
        {'text': 'Orange', 'spans': [{'start': 0, 'end': 6, 'label': 'ORG'}]}
    """
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict)):  # noqa: PLR2004 - text and annotations
        return None
    found = value[1].get("entities", value[1].get("spans"))
    groups = found.values() if isinstance(found, dict) else [found]
    spans = [span for group in groups if isinstance(group, list) for span in group]
    others = {key: item for key, item in value[1].items() if key not in ("entities", "spans")}
    return {"text": value[0], "spans": [_as_span(span) for span in spans], **others}


def _as_span(span: Any) -> Any:
    triple = isinstance(span, list) and len(span) >= 3  # noqa: PLR2004 - start, end, label
    return {"start": span[0], "end": span[1], "label": span[2]} if triple else span


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The accepted rows of a file, and what in it is none.

    Raises:
        InputError: The file cannot be read.
    """
    del companions
    for number, record in enumerate(records(path, convert=as_row), 1):
        if isinstance(record, Skipped):
            yield record
            continue
        row = record.value
        if not isinstance(row.get("text"), str) or not row["text"]:
            yield Skipped(record.line, NO_TEXT, shown(row))
        elif row.get("answer", "accept") != "accept":
            yield Skipped(record.line, NOT_ACCEPTED.get(plain(row["answer"]), "row was not accepted"), shown(row))
        else:
            yield _found(row, record.line, number)


def _found(row: dict[str, Any], line: int, number: int) -> Found:
    text: str = row["text"]
    sheet = JsonDraft(line)
    meta = row.get("meta")
    fields = {key: value for key, value in row.items() if key not in _KNOWN and not key.startswith("_")}
    given = metadata_of({**(meta if isinstance(meta, dict) else {"meta": meta}), **fields})
    spans = row.get("spans")
    _add_spans(sheet, spans if isinstance(spans, list) else [])
    _add_relations(sheet, row)
    if _add_links(sheet, row):
        given.pop("accept", None)
    identifier = plain(row.get("_input_hash", number))
    annotator = row.get("_annotator_id") or row.get("_session_id")
    return Found(identifier, text, bind(text, [sheet.draft]), given, plain(annotator) or None)


def _add_spans(sheet: JsonDraft, spans: Sequence[Any]) -> None:
    for number, span in enumerate(spans, 1):
        sheet.draft.read += 1
        if not isinstance(span, dict) or type(span.get("start")) is not int or type(span.get("end")) is not int:
            sheet.skip(NO_SPAN, span)
        elif not span.get("label"):
            sheet.skip(NO_LABEL, span)
        else:
            quote = span.get("text") if isinstance(span.get("text"), str) else ""
            place = ((span["start"], span["end"]),)
            mention = Mention(f"T{number}", plain(span["label"]), place, quote or "", sheet.line)
            sheet.keep(sheet.draft.mentions, mention, span)
            _add_span_link(sheet, span, mention.id)


def _add_span_link(sheet: JsonDraft, span: Mapping[str, Any], target: str) -> None:
    """Add the entry of a knowledge base that a span names."""
    if span.get("kb_id"):
        sheet.draft.read += 1
        authority, key = link_of(plain(span["kb_id"]))
        sheet.keep(sheet.draft.links, Link(target, authority, key, "", sheet.line), span)


def _add_links(sheet: JsonDraft, row: Mapping[str, Any]) -> bool:
    """Add the chosen entries as links of the first span; False where the choice is no such entry."""
    chosen = [plain(item) for item in row.get("accept") or []] if isinstance(row.get("accept"), list) else []
    links = [(None, None) if item.upper().startswith("NIL") else link_of(item) for item in chosen]
    if not sheet.draft.mentions or any(authority == "" for authority, _ in links):
        return False
    for authority, key in links:
        sheet.draft.read += 1
        link = Link(sheet.draft.mentions[0].id, authority or "", key, "", sheet.line)
        sheet.keep(sheet.draft.links, link, row.get("accept"))
    return True


def _add_relations(sheet: JsonDraft, row: Mapping[str, Any]) -> None:
    relations, spans = row.get("relations"), row.get("spans")
    for number, item in enumerate(relations if isinstance(relations, list) else [], 1):
        sheet.draft.read += 1
        if not isinstance(item, dict) or not item.get("label") or not {"head", "child"} <= item.keys():
            sheet.skip(NO_RELATION, item)
            continue
        label = plain(item["label"])
        ends = [_end(item, side, spans if isinstance(spans, list) else []) for side in ("head", "child")]
        if label.lower() in _DENYING:
            sheet.skip(DENIED, item)
        elif None in ends:
            sheet.skip(NO_END, item)
        else:
            arguments = (("Arg1", str(ends[0])), ("Arg2", str(ends[1])))
            sheet.keep(sheet.draft.relations, Relation(f"R{number}", label, arguments, sheet.line), item)


def _end(item: Mapping[str, Any], side: str, spans: Sequence[Any]) -> str | None:
    """The id of the span that an end of a relation is: the very one it names, or the one that holds its token."""
    named = item.get(f"{side}_span")
    for number, span in enumerate(spans, 1):
        if isinstance(named, dict) and isinstance(span, dict) and _place(span) == _place(named):
            return f"T{number}"
    token = item[side]
    for number, span in enumerate(spans, 1):
        first, last = (span.get("token_start"), span.get("token_end")) if isinstance(span, dict) else (None, None)
        if isinstance(first, int) and isinstance(last, int) and isinstance(token, int) and first <= token <= last:
            return f"T{number}"
    return None


def _place(span: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return span.get("start"), span.get("end"), span.get("label")
