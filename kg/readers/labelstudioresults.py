"""The results of one annotation in Label Studio: spans, relations, and what is said of them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, Mention, Note, Relation
from kg.readers.given import add, plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from kg.model import Span
    from kg.readers.html import Page
    from kg.readers.jsondraft import JsonDraft

DIALOGUE = "span of a dialogue, which has no one text"
NO_LABEL = "span has no label"
NO_SPAN = "region is not in the text"
RELATION_WITHOUT_LABEL = "relation has no label"
UNREADABLE = "result does not follow the form of its type"

# Values of the tags that say something of a span or of the whole text, rather than mark a span.
_SAYING = ("choices", "taxonomy", "textarea", "rating", "number", "datetime", "pairwise", "ranker")


def quotes_of(results: Iterable[Any]) -> list[str]:
    """The words that spans quote."""
    values = [result.get("value") for result in results if isinstance(result, dict)]
    quotes = [value.get("text") for value in values if isinstance(value, dict) and "start" in value]
    return [quote for quote in quotes if isinstance(quote, str) and quote]


def add_results(sheet: JsonDraft, results: Sequence[Any], page: Page | None, given: dict[str, str]) -> None:
    """Add the results of one annotation to a draft, and what they say of the whole text to its metadata."""
    spans = {plain(result.get("id")) for result in results if isinstance(result, dict) and _marks(result)}
    for result in results:
        value = result.get("value") if isinstance(result, dict) else None
        if isinstance(result, dict) and result.get("type") == "relation":
            _add_relation(sheet, result, spans)
        elif not isinstance(result, dict) or not isinstance(value, dict):
            sheet.draft.read += 1
            sheet.skip(UNREADABLE, result)
        elif result.get("type") in _SAYING:
            _add_saying(sheet, result, value, given, is_of_span=plain(result.get("id")) in spans)
        else:
            _add_span(sheet, result, value, page)


def _marks(result: dict[str, Any]) -> bool:
    """Whether a result marks a region."""
    return isinstance(result.get("value"), dict) and result.get("type") not in (*_SAYING, "relation")


def _add_span(sheet: JsonDraft, result: dict[str, Any], value: dict[str, Any], page: Page | None) -> None:
    """Add a mention for each label of a span, and its notes."""
    labels = _labels(result, value)
    sheet.draft.read += max(1, len(labels))
    fragment = _fragment(value, page)
    if fragment is None:
        sheet.skip(DIALOGUE if "startOffset" in value else NO_SPAN, result)
        return
    if not labels:
        sheet.skip(NO_LABEL, result)
        return
    quote = value.get("text")
    identifier = plain(result.get("id") or f"T{len(sheet.draft.mentions) + 1}")
    # A region that two tags label has two results of one id.
    before = sum(
        mention.id == identifier or mention.id.startswith(f"{identifier}-") for mention in sheet.draft.mentions
    )
    for number, label in enumerate(labels, before + 1):
        own = identifier if number == 1 else f"{identifier}-{number}"
        # Line breaks in the words of HTML spans are written as letters.
        words = quote.replace("\\n", "\n") if isinstance(quote, str) and page else plain(quote or "")
        mention = Mention(own, label, (fragment,), words, sheet.line)
        sheet.keep(sheet.draft.mentions, mention, result)
    meta = result.get("meta")
    texts = [*_texts(meta.get("text") if isinstance(meta, dict) else None), *_texts(result.get("normalization"))]
    for text in texts:
        sheet.draft.read += 1
        sheet.keep(sheet.draft.notes, Note(identifier, "meta", text, sheet.line), result)


def _labels(result: dict[str, Any], value: dict[str, Any]) -> list[str]:
    """The labels of a span; their key is named after the tag that gives them."""
    kind = result.get("type")
    keys = [kind, *(key for key in value if key.endswith("labels"))] if isinstance(kind, str) else list(value)
    found: list[Any] = next((value[key] for key in keys if isinstance(value.get(key), list)), [])
    return [plain(label) for label in found]


def _fragment(value: dict[str, Any], page: Page | None) -> Span | None:
    """The span in the file's unit; None where the region is none of a text."""
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int) and "startOffset" not in value:
        return start, end
    first, last = value.get("startOffset"), value.get("endOffset")
    if not (isinstance(start, str) and isinstance(end, str) and isinstance(first, int) and isinstance(last, int)):
        return None
    if start.isdecimal():
        return None
    whole = value.get("globalOffsets")
    known = isinstance(whole, dict) and all(isinstance(whole.get(key), int) for key in ("start", "end"))
    if page is None:
        # A plain text may be shown as several nodes, one a line; only offsets in the whole are sure.
        return (whole["start"], whole["end"]) if isinstance(whole, dict) and known else (first, last)
    exact = page.span(start, first, end, last)
    if exact is None and isinstance(whole, dict) and known:
        exact = page.whole_span(whole["start"], whole["end"])
    # Without a place the quote may still find it.
    return exact or (0, len(page.text) + 1)


def _add_saying(
    sheet: JsonDraft, result: dict[str, Any], value: dict[str, Any], given: dict[str, str], *, is_of_span: bool
) -> None:
    """Add what is said of a span as attributes, of the whole text as metadata."""
    kind = result["type"]
    name = plain(result.get("from_name") or kind)
    found = [plain(item) for item in _said(value.get("text" if kind == "textarea" else kind))]
    if not is_of_span and "start" not in value:
        add(given, name, ";".join(found))
        return
    target = plain(result.get("id"))
    for text in found:
        sheet.draft.read += 1
        identifier = f"{target}-{name}-{len(sheet.draft.attributes) + 1}"
        attribute = Attribute(identifier, target, name, text, sheet.line)
        sheet.keep(sheet.draft.attributes, attribute, result)


def _said(value: Any) -> Iterator[Any]:
    """The single values of a choice, a taxonomy (paths, joined by `/`), a text area, a number."""
    for item in value if isinstance(value, list) else [value]:
        yield "/".join(map(plain, item)) if isinstance(item, list) else item


def _texts(value: Any) -> list[str]:
    return [plain(item) for item in (value if isinstance(value, list) else [value]) if item not in (None, "")]


def _add_relation(sheet: JsonDraft, result: dict[str, Any], taken: Container[str]) -> None:
    """Add a relation for each label, and for each direction: `right`, `left` or `bi`."""
    labels = _texts(result.get("labels"))
    ends = [(plain(result.get("from_id")), plain(result.get("to_id")))]
    direction = result.get("direction")
    if direction == "bi":
        ends.append((ends[0][1], ends[0][0]))
    elif direction == "left":
        ends = [(ends[0][1], ends[0][0])]
    if not labels:
        sheet.repair(RELATION_WITHOUT_LABEL, result)
    for label in labels or [""]:
        for first, second in ends:
            sheet.draft.read += 1
            relation = Relation(_free_id(sheet, taken), label, (("Arg1", first), ("Arg2", second)), sheet.line)
            sheet.keep(sheet.draft.relations, relation, result)


def _free_id(sheet: JsonDraft, taken: Container[str]) -> str:
    """An id for a relation, which has none of its own."""
    numbers = count(len(sheet.draft.relations) + 1)
    used = {relation.id for relation in sheet.draft.relations[-1:]}
    return next(name for number in numbers if (name := f"R{number}") not in taken and name not in used)
