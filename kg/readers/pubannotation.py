"""PubAnnotation JSON: a text with denotations, relations and attributes, alone, in a list, or in tracks by project.

A discontinuous denotation has a list of spans, or fragments that a relation chains to it; both are one mention. An
attribute whose value is an identifier (`MESH:D009369`, an IRI) is a link. Each project is an annotator.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of, plain
from kg.readers.ids import SAME_ID, Ids
from kg.readers.irilinks import IRI, link_of, links_of
from kg.readers.jsondraft import JsonDraft
from kg.readers.records import records, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Span

NO_TEXT = "document has no text"
NO_SPAN = "denotation without begin and end"
NO_LABEL = "denotation has no object"
NO_RELATION = "relation without predicate, subject and object"
NO_ATTRIBUTE = "attribute without predicate, subject and object"
NOT_A_LIST = "not a list of annotations"
UNKNOWN_FIELD = "kind of annotation that the format does not have"

_CHAINS = frozenset({"_lexicallychainedto", "_lexchain"})
_FRAGMENT = "_FRAGMENT"
_SPANS = ("denotations", "blocks")
_ANNOTATIONS = (*_SPANS, "relations", "attributes", "modifications")
_KNOWN = frozenset({*_ANNOTATIONS, "text", "tracks", "namespaces", "project", "typesettings", "config", "styles"})
_ADDRESS = frozenset({"sourcedb", "sourceid", "divid", "section", "source_url"})


def is_page(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a document of PubAnnotation."""
    if not isinstance(record.get("text"), str):
        return False
    tracks = record.get("tracks")
    sheets = [record, *(tracks if isinstance(tracks, list) else [])]
    spans = [sheet.get(key) for sheet in sheets if isinstance(sheet, dict) for key in _SPANS]
    return any(isinstance(items, list) and all(map(_is_denotation, items)) for items in spans)


def _is_denotation(item: Any) -> bool:
    return isinstance(item, dict) and "span" in item and "obj" in item


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The documents of a file, once for each project, and what in the file is none.

    Raises:
        InputError: The file cannot be read.
    """
    del companions
    for number, record in enumerate(records(path), 1):
        if isinstance(record, Skipped):
            yield record
        elif not isinstance(record.value.get("text"), str):
            yield Skipped(record.line, NO_TEXT, shown(record.value))
        else:
            yield from _document(record.value, record.line, number)


def _document(value: dict[str, Any], line: int, number: int) -> Iterator[Found]:
    tracks = value.get("tracks")
    own = {key: item for key, item in value.items() if key != "tracks"}
    sheets = [track for track in tracks if isinstance(track, dict)] if isinstance(tracks, list) else []
    if not sheets or any(own.get(key) for key in _ANNOTATIONS):
        sheets.insert(0, own)
    parts = [plain(value.get(key)) for key in ("sourcedb", "sourceid", "divid")]
    identifier = "-".join(part for part in parts if part) or plain(number)
    given = metadata_of({"source": "-".join(filter(None, parts[:2])), "url": value.get("source_url")})
    for sheet in sheets:
        draft = JsonDraft(line)
        reader = _Sheet(draft, {**_namespaces(value), **_namespaces(sheet)})
        reader.add_all(sheet)
        fields = {
            key: item
            for key, item in {**own, **sheet}.items()
            if key not in _KNOWN | _ADDRESS and not _holds_objects(item)
        }
        for key, item in sheet.items():
            if key not in _KNOWN and _holds_objects(item):
                draft.draft.read += 1
                draft.skip(UNKNOWN_FIELD, {key: item})
        text: str = value["text"]
        annotator = plain(sheet.get("project")) or None
        yield Found(identifier, text, bind(text, [draft.draft]), {**given, **metadata_of(fields)}, annotator)


def _holds_objects(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _namespaces(value: Mapping[str, Any]) -> dict[str, str]:
    found = value.get("namespaces")
    items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    return {plain(item.get("prefix")): plain(item.get("uri")) for item in items}


class _Sheet:
    """The annotations of one project."""

    def __init__(self, sheet: JsonDraft, namespaces: Mapping[str, str]) -> None:
        self._sheet = sheet
        self._namespaces = namespaces
        self._ids = Ids()

    def add_all(self, value: Mapping[str, Any]) -> None:
        """Add the annotations, denotations first."""
        chains = self._chains(value)
        fragments = {fragment for chained in chains.values() for fragment in chained}
        items = [(item, key == "blocks") for key in _SPANS for item in self._items(value, key)]
        spans = {plain(item.get("id")): item for item, _ in items if isinstance(item, dict)}
        for item, is_block in items:
            if isinstance(item, dict) and plain(item.get("id")) in fragments:
                continue
            parts = chains.get(plain(item.get("id")), []) if isinstance(item, dict) else []
            self._add_denotation(item, [spans[part] for part in parts if part in spans], is_block=is_block)
        for item in self._items(value, "relations"):
            if not self._is_chain(item):
                self._add_relation(item)
        for item in self._items(value, "attributes"):
            self._add_attribute(item)
        for item in self._items(value, "modifications"):
            named = {"subj": item.get("obj"), "pred": item.get("pred"), "obj": True} if isinstance(item, dict) else item
            self._add_attribute(named)

    def _items(self, value: Mapping[str, Any], key: str) -> list[Any]:
        found = value.get(key)
        if found is None or isinstance(found, list):
            return found or []
        self._sheet.draft.read += 1
        self._sheet.skip(NOT_A_LIST, {key: found})
        return []

    @staticmethod
    def _is_chain(item: Any) -> bool:
        return isinstance(item, dict) and plain(item.get("pred")).lower() in _CHAINS

    def _chains(self, value: Mapping[str, Any]) -> dict[str, list[str]]:
        """The fragments of each denotation that is chained from several; chains may have several links."""
        denotations = {
            plain(item.get("id")): plain(item.get("obj")) for item in self._spans_of(value) if isinstance(item, dict)
        }
        relations = value.get("relations")
        pairs = [
            (plain(item.get("subj")), plain(item.get("obj")))
            for item in (relations if isinstance(relations, list) else [])
            if self._is_chain(item)
        ]
        # The end that is no fragment gives the mention its label, whichever side of the chain it is on.
        chains: dict[str, list[str]] = {}
        for one, other in pairs:
            head, fragment = (other, one) if denotations.get(one) == _FRAGMENT else (one, other)
            owner = next((name for name, held in chains.items() if head in held), head)
            chains.setdefault(owner, []).append(fragment)
        return chains

    @staticmethod
    def _spans_of(value: Mapping[str, Any]) -> list[Any]:
        found = value.get("denotations")
        return found if isinstance(found, list) else []

    def _add_denotation(self, item: Any, parts: list[Any], *, is_block: bool) -> None:
        self._sheet.draft.read += 1
        spans = [_fragments(one) for one in (item, *parts)]
        if None in spans:
            self._sheet.skip(NO_SPAN, item)
            return
        written = self._expanded(plain(item.get("obj")))
        if not written:
            self._sheet.skip(NO_LABEL, item)
            return
        given = plain(item.get("id"))
        if self._ids.is_taken(given):
            self._sheet.repair(SAME_ID, item)
        identifier = self._ids.new(given, letter="B" if is_block else "T")
        authority, key = link_of(written)
        is_entry = authority == "Wikidata" or (authority == IRI and "://" in written)
        label = re.split(r"[#/]", written.rstrip("#/"))[-1] if is_entry else written
        fragments = tuple(span for found in spans if found for span in found)
        self._sheet.keep(self._sheet.draft.mentions, Mention(identifier, label, fragments, "", self._sheet.line), item)
        if is_entry:
            self._add_link(identifier, authority, key, item)

    def _expanded(self, text: str) -> str:
        """A name with its prefix written out, where the file declares it."""
        prefix, colon, name = text.partition(":")
        return self._namespaces[prefix] + name if colon and prefix in self._namespaces else text

    def _add_link(self, target: str, authority: str, key: str | None, item: Any) -> None:
        self._sheet.draft.read += 1
        self._sheet.keep(self._sheet.draft.links, Link(target, authority, key, "", self._sheet.line), item)

    def _add_relation(self, item: Any) -> None:
        self._sheet.draft.read += 1
        if not isinstance(item, dict) or not all(item.get(key) for key in ("pred", "subj", "obj")):
            self._sheet.skip(NO_RELATION, item)
            return
        given = plain(item.get("id"))
        if self._ids.is_taken(given):
            self._sheet.repair(SAME_ID, item)
        ends = (("Arg1", plain(item["subj"])), ("Arg2", plain(item["obj"])))
        relation = Relation(self._ids.new(given, letter="R"), plain(item["pred"]), ends, self._sheet.line)
        self._sheet.keep(self._sheet.draft.relations, relation, item)

    def _add_attribute(self, item: Any) -> None:
        """Add an attribute, or the link that it is."""
        value = item.get("obj") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not item.get("pred") or not item.get("subj") or value is None:
            self._sheet.draft.read += 1
            self._sheet.skip(NO_ATTRIBUTE, item)
            return
        target, written = plain(item["subj"]), self._expanded(plain(value))
        links = links_of(written) if isinstance(value, str) else ()
        for authority, key in links:
            self._add_link(target, authority, key, item)
        if links:
            return
        self._sheet.draft.read += 1
        identifier = self._ids.new(plain(item.get("id")), letter="A")
        text = None if value is True else written
        attribute = Attribute(identifier, target, plain(item["pred"]), text, self._sheet.line)
        self._sheet.keep(self._sheet.draft.attributes, attribute, item)


def _fragments(item: Any) -> tuple[Span, ...] | None:
    """The spans of a denotation as the file has them; None where it has none."""
    span = item.get("span") if isinstance(item, dict) else None
    spans = span if isinstance(span, list) else [span]
    found: list[Span] = []
    for one in spans:
        begin, end = (one.get("begin"), one.get("end")) if isinstance(one, dict) else (None, None)
        if type(begin) is not int or type(end) is not int:
            return None
        found.append((begin, end))
    return tuple(found) or None
