"""spaCy's DocBin (`.spacy`), the training data of spaCy 3 and what Prodigy's `data-to-spacy` writes: extra `spacy`.

Entities and the spans of groups are mentions; a group other than spaCy's default one is an attribute of its spans.
Identifiers of knowledge bases are links. The relations of spaCy's tutorial component, `doc._.rel`, join the entities
that begin with its tokens. Classes of the document with a score of at least a half are metadata, as are its user data.
Tokens, sentences, tags and dependencies are no records: they are the text.
"""

from __future__ import annotations

import re
import zlib
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of
from kg.readers.irilinks import link_of
from kg.readers.jsondraft import JsonDraft
from kg.readers.records import open_bytes
from kg.readers.tokentext import REBUILT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_LABEL = "span has no label"
SAME_SPAN = "span is an entity of the same label"
NO_END = "end of a relation is no entity"

# A map of up to 15 pairs in MessagePack, with the keys that spaCy writes first (spacy/tokens/_serialize.py of 2.2 to
# 3.8: `version` since 3.0).
_START_OF_MAP = re.compile(rb"[\x80-\x8f](?:\xa7version\xa3[\d.]+)?\xa5attrs[\x90-\x9f\xdc]", re.DOTALL)
_ZLIB = b"\x78"
_START = 1 << 10
# Training data pack by 5 to 20; a file made to fill the memory is far above.
_MOST_BYTES = 1 << 30
_MOST_TIMES = 200
_FREE_BYTES = 64 << 20
_CHUNK = 1 << 16
# spaCy's name for a group of spans that needs none.
_DEFAULT_GROUP = "sc"
# Scores range from 0 to 1; annotated ones are either.
_ACCEPTED = 0.5
# Where spaCy keeps `doc._.NAME`, of the whole document.
_EXTENSION = "._."
_RELATIONS = "rel"


def is_docbin(head: bytes) -> bool:
    """Whether a file that begins so is a DocBin: a map in MessagePack, packed by zlib."""
    if not head.startswith(_ZLIB):
        return False
    try:
        start = zlib.decompressobj().decompress(head, _START)
    except zlib.error:
        return False
    return _START_OF_MAP.match(start) is not None


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found]:
    """The documents of a DocBin; their lines in the account are their numbers.

    Raises:
        InputError: The file is damaged or no DocBin, or spaCy is not installed.
    """
    del companions
    try:
        from spacy.tokens import DocBin  # noqa: PLC0415 - an extra
        from spacy.vocab import Vocab  # noqa: PLC0415 - comes with it
    except ImportError as error:
        hint = "pip install 'kg-news[spacy]'"
        raise InputError("a spaCy DocBin needs the extra 'spacy'", path=path, hint=hint) from error
    data = _content(path)
    number = 0
    try:
        for number, doc in enumerate(DocBin().from_bytes(data).get_docs(Vocab()), 1):
            yield _found(doc, number)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
        place = f" after {number} documents" if number else ""
        message = f"no DocBin that spaCy can read{place}: {type(error).__name__} {error}"
        raise InputError(message, path=path) from error


def _content(path: str) -> bytes:
    """The packed content of a file that does not unpack to far more than its size."""
    with open_bytes(path) as file:
        data = file.read()
    limit = min(_MOST_BYTES, max(_FREE_BYTES, _MOST_TIMES * len(data)))
    unpacker, left = zlib.decompressobj(), data
    size = 0
    try:
        while left and not unpacker.eof:
            size += len(unpacker.decompress(left, _CHUNK))
            left = unpacker.unconsumed_tail
            if size > limit:
                raise InputError("unpacks to far more than its size", path=path)
    except zlib.error as error:
        raise InputError(f"cannot be unpacked: {error}", path=path) from error
    if not unpacker.eof:
        raise InputError("cannot be unpacked: it ends too early", path=path)
    return data


def _found(doc: Any, number: int) -> Found:
    sheet = JsonDraft(number)
    starts = _add_entities(sheet, doc)
    _add_groups(sheet, doc)
    extensions = {key[1]: value for key, value in doc.user_data.items() if _is_of_document(key)}
    _add_relations(sheet, extensions.pop(_RELATIONS, None), starts)
    fields = {key: value for key, value in doc.user_data.items() if isinstance(key, str)}
    given = metadata_of({**fields, **extensions, "classes": _classes(doc.cats)})
    if doc.has_unknown_spaces:
        given["text_basis"] = REBUILT
    text: str = doc.text
    return Found(str(number), text, bind(text, [sheet.draft]), given)


def _is_of_document(key: Any) -> bool:
    """Whether a key of the user data names an extension of the document, not of a token or a span."""
    return isinstance(key, tuple) and len(key) == 4 and key[0] == _EXTENSION and key[2:] == (None, None)  # noqa: PLR2004 - mark, name, start, end


def _classes(scores: Mapping[str, float]) -> list[str]:
    return sorted(name for name, score in scores.items() if score >= _ACCEPTED)


def _add_entities(sheet: JsonDraft, doc: Any) -> dict[int, str]:
    """Add the entities; their ids by the number of the first token."""
    starts: dict[int, str] = {}
    for span in doc.ents:
        mention = _add_span(sheet, span)
        if mention is not None:
            starts[span.start] = mention.id
    return starts


def _add_groups(sheet: JsonDraft, doc: Any) -> None:
    known = {(mention.fragments, mention.label) for mention in sheet.draft.mentions}
    for name in sorted(doc.spans):
        for span in doc.spans[name]:
            if (((span.start_char, span.end_char),), span.label_) in known:
                sheet.draft.read += 1
                sheet.skip(SAME_SPAN, _shown(span, name))
                continue
            mention = _add_span(sheet, span, name)
            if mention is not None and name != _DEFAULT_GROUP:
                _add_attribute(sheet, mention.id, "group", name)


def _add_span(sheet: JsonDraft, span: Any, group: str = "") -> Mention | None:
    """Add a span as a mention, with its link and its id; None where it has no label."""
    sheet.draft.read += 1
    if not span.label_:
        sheet.skip(NO_LABEL, _shown(span, group))
        return None
    place = ((span.start_char, span.end_char),)
    mention = Mention(f"T{len(sheet.draft.mentions) + 1}", span.label_, place, span.text, sheet.line)
    sheet.keep(sheet.draft.mentions, mention, _shown(span, group))
    if span.kb_id_:
        sheet.draft.read += 1
        authority, key = link_of(span.kb_id_)
        link = Link(mention.id, authority, key, "", sheet.line)
        sheet.keep(sheet.draft.links, link, {**_shown(span, group), "kb_id": span.kb_id_})
    if span.id_:
        _add_attribute(sheet, mention.id, "id", span.id_)
    return mention


def _add_attribute(sheet: JsonDraft, target: str, name: str, value: str) -> None:
    sheet.draft.read += 1
    attribute = Attribute(f"A{len(sheet.draft.attributes) + 1}", target, name, value, sheet.line)
    sheet.keep(sheet.draft.attributes, attribute, {"target": target, name: value})


def _shown(span: Any, group: str) -> dict[str, Any]:
    """A span as the account shows it."""
    shown = {"start": span.start_char, "end": span.end_char, "label": span.label_, "text": span.text}
    return {**shown, "group": group} if group else shown


def _add_relations(sheet: JsonDraft, relations: Any, starts: Mapping[int, str]) -> None:
    """Add `{(first token of head, first token of child): {label: score}}`; a score below a half asserts nothing."""
    pairs = relations.items() if isinstance(relations, dict) else ()
    labelled = chain.from_iterable(
        ((ends, label, score) for label, score in labels.items()) for ends, labels in pairs if isinstance(labels, dict)
    )
    for ends, label, score in labelled:
        if not isinstance(score, (int, float)) or score < _ACCEPTED:
            continue
        sheet.draft.read += 1
        value = {"ends": ends, "label": label, "score": score}
        fillers = [starts.get(end) for end in ends] if isinstance(ends, tuple) else []
        if len(fillers) != 2 or None in fillers:  # noqa: PLR2004 - head and child
            sheet.skip(NO_END, value)
            continue
        arguments = (("Arg1", str(fillers[0])), ("Arg2", str(fillers[1])))
        relation = Relation(f"R{len(sheet.draft.relations) + 1}", str(label), arguments, sheet.line)
        sheet.keep(sheet.draft.relations, relation, value)
