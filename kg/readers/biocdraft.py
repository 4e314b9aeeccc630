"""The annotations and relations of one BioC document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, Event, Link, Mention, Relation
from kg.readers.bioctext import number, objects
from kg.readers.draft import Draft
from kg.readers.given import plain
from kg.readers.ids import SAME_ID, Ids
from kg.readers.irilinks import links_of
from kg.readers.layernames import label_of
from kg.readers.records import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.readers.bioctext import BiocText
    from kg.readers.draft import Record

NO_PLACE = "annotation without location"
NO_NODES = "relation without nodes"
NO_PASSAGE = "passage is no object"
NOT_AN_OBJECT = "annotation is no object"

# What stands between the fragments of a quote.
_ELLIPSIS = re.compile(r"\s*(?:\[\.\.\.\]|\.\.\.|…)\s*")


class BiocDraft:
    """One document.

    Attributes:
        draft: What has been understood so far.
    """

    def __init__(self, text: BiocText, line: int) -> None:
        self.draft = Draft(self._shown, unit=text.unit)
        self._text = text
        self._line = line
        self._ids = Ids()
        self._sources: dict[Record, Any] = {}
        # What each id of the file is called, in the document and in each block of it.
        self._names: dict[tuple[int, str], str] = {}

    def _shown(self, record: Record) -> str:
        value = self._sources[record]
        return shown({key: item for key, item in value.items() if key != "line"} if isinstance(value, dict) else value)

    def add_all(self, document: Mapping[str, Any], passages: Sequence[Mapping[str, Any]]) -> None:
        """Add the annotations of a document, then its relations."""
        for passage in document.get("passages", ()):
            if not isinstance(passage, dict):
                self._skip(NO_PASSAGE, passage)
        blocks = list(_blocks(document, passages))
        for at, block in enumerate(blocks):
            for item in _items(block, "annotations"):
                self._add_annotation(item, at)
        relations = [(at, item) for at, block in enumerate(blocks) for item in _items(block, "relations")]
        named = [(at, item, self._relation_id(item, at)) for at, item in relations]
        used = {plain(node.get("refid")) for _, item in relations for node in _nodes(item)}
        for at, item, identifier in named:
            self._add_relation(item, at, identifier, is_filler=isinstance(item, dict) and plain(item.get("id")) in used)

    def _line_of(self, item: Any) -> int:
        return item.get("line", self._line) if isinstance(item, dict) else self._line

    def _skip(self, reason: str, item: Any) -> None:
        self.draft.read += 1
        kept = {key: value for key, value in item.items() if key != "line"} if isinstance(item, dict) else item
        self.draft.skip(self._line_of(item), reason, shown(kept))

    def _new_id(self, item: Mapping[str, Any], at: int, letter: str) -> str:
        """An id of our own for one of the file, which may be a mere number, and is unique in its block at most."""
        given = plain(item.get("id"))
        wanted = f"{letter}{given}" if given.isdecimal() else given
        if self._ids.is_taken(wanted) and (at, given) in self._names:
            self.draft.repair(self._line_of(item), SAME_ID, given)
        identifier = self._ids.new(wanted, letter=letter)
        self._names.setdefault((at, given), identifier)
        self._names.setdefault((-1, given), identifier)
        return identifier

    def _add_annotation(self, item: Any, at: int) -> None:
        if not isinstance(item, dict):
            self._skip(NOT_AN_OBJECT, item)
            return
        identifier = self._new_id(item, at, "T")
        places = objects(item.get("locations"))
        ends = [(number(place.get("offset")), number(place.get("length"))) for place in places]
        spans = tuple(
            self._text.place(offset, length) for offset, length in ends if offset is not None and length is not None
        )
        if not spans or len(spans) < len(ends):
            self._skip(NO_PLACE, item)
            return
        infons = _infons(item)
        label, said_by = (plain(infons["type"]), "type") if infons.get("type") else label_of("Annotation", infons)
        quote = item["text"] if isinstance(item.get("text"), str) else ""
        quote = _ELLIPSIS.sub(" ", quote) if len(spans) > 1 else quote
        self._keep(self.draft.mentions, Mention(identifier, label, spans, quote, self._line_of(item)), item)
        self._add_infons(infons, identifier, said_by, item)

    def _keep(self, records: list[Any], record: Record, item: Any) -> None:
        self.draft.read += 1
        records.append(record)
        self._sources[record] = item

    def _add_infons(self, infons: Mapping[str, Any], target: str, label_key: str, item: Any) -> None:
        line = self._line_of(item)
        for name, value in infons.items():
            if name == label_key or value in (None, ""):
                continue
            links = links_of(value) if isinstance(value, str) else ()
            for authority, key in links:
                self._keep(self.draft.links, Link(target, authority, key, "", line), {name: value})
            if not links:
                attribute = Attribute(self._ids.new(f"{target}-{name}", letter="A"), target, name, plain(value), line)
                self._keep(self.draft.attributes, attribute, {name: value})

    def _relation_id(self, item: Any, at: int) -> str:
        return self._new_id(item, at, "R") if isinstance(item, dict) else ""

    def _add_relation(self, item: Any, at: int, identifier: str, *, is_filler: bool) -> None:
        """Add a relation; one that is an end of another is an event, for only these can be."""
        nodes = _nodes(item)
        if not nodes:
            self._skip(NO_NODES, item)
            return
        infons = _infons(item)
        label, said_by = (plain(infons["type"]), "type") if infons.get("type") else label_of("relation", infons)
        arguments = tuple(
            (plain(node.get("role")) or f"Arg{count}", self._named(plain(node.get("refid")), at))
            for count, node in enumerate(nodes, 1)
        )
        line = self._line_of(item)
        if is_filler:
            self._keep(self.draft.events, Event(identifier, label, None, arguments, line), item)
        else:
            self._keep(self.draft.relations, Relation(identifier, label, arguments, line), item)
        self._add_infons(infons, identifier, said_by, item)

    def _named(self, refid: str, at: int) -> str:
        return self._names.get((at, refid)) or self._names.get((-1, refid)) or f"id {refid}"


def _blocks(document: Mapping[str, Any], passages: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What may hold annotations: the passages, their sentences, and the document itself last."""
    for passage in passages:
        yield passage
        yield from objects(passage.get("sentences"))
    yield document


def _items(block: Mapping[str, Any], key: str) -> list[Any]:
    """The annotations or relations of a block; what stands there instead is one that is no object."""
    found = block.get(key)
    return found if isinstance(found, list) else [found] if found not in (None, "") else []


def _nodes(item: Any) -> list[dict[str, Any]]:
    return objects(item.get("nodes")) if isinstance(item, dict) else []


def _infons(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get("infons")
    return found if isinstance(found, dict) else {}
