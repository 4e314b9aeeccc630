"""GATE documents as XML and as bdoc JSON: a document for each annotation set, the set's name as annotator.

An annotation is a record, and so is each of its features (an attribute; `inst` and `identifier` are links) and each
relation. Tokens and sentences are no records: they are the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of, plain
from kg.readers.irilinks import link_of
from kg.readers.jsondraft import JsonDraft
from kg.readers.offsets import CODE_POINTS, UTF16
from kg.readers.records import open_bytes, records, shown
from kg.readers.safexml import parse_with_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

NO_SPAN = "annotation without type, start and end"
NO_NODE = "annotation refers to a node that the text has not"
NO_MEMBERS = "relation without type and members"

_STRUCTURE = frozenset({"Token", "SpaceToken", "Sentence", "Split", "paragraph"})
_LINKS = frozenset({"inst", "identifier"})
_NAMES = {"gate.SourceURL": "url"}


def is_bdoc(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a GATE document."""
    return isinstance(record.get("annotation_sets"), dict) and isinstance(record.get("text"), str)


def is_gate_xml(head: bytes) -> bool:
    """Whether a file that begins so is a GATE document."""
    return re.search(rb"<GateDocument\b", head) is not None


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The annotation sets of a document.

    Raises:
        InputError: The file cannot be read, or is not well-formed.
    """
    del companions
    with open_bytes(path) as file:
        data = file.read()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root, lines = parse_with_lines(data, path=path)
        found, places = _from_xml(root, lines, path)
        yield from _of_sets(found, 1, "", places)
        return
    several = 0
    for record in records(path):
        if isinstance(record, Skipped):
            yield record
        elif is_bdoc(record.value):
            several += 1
            yield from _of_sets(record.value, record.line, "" if several == 1 else str(several))
        else:
            yield Skipped(record.line, "object is no document", shown(record.value))


def _of_sets(
    document: Mapping[str, Any], line: int, identifier: str, lines: Mapping[int, int] | None = None
) -> Iterator[Found]:
    """A document for each annotation set.

    Args:
        document: In the form of bdoc.
        line: Where it begins.
        identifier: Its id in the file.
        lines: Lines of annotations by their `id()`, where they have some of their own.
    """
    text = document["text"]
    features = document.get("features")
    own: dict[str, Any] = features if isinstance(features, dict) else {}
    fields = {_NAMES.get(name, name): value for name, value in own.items()}
    if fields.get("url") and not plain(fields["url"]).startswith(("http:", "https:")):
        fields["source"] = fields.pop("url")
    given = metadata_of({"name": document.get("name"), **fields})
    sets = document["annotation_sets"] or {"": {"annotations": []}}
    for name, content in sets.items():
        sheet = JsonDraft(line)
        sheet.draft.unit = UTF16 if document.get("offset_type") == "j" else CODE_POINTS
        for item in _items(content, "annotations"):
            sheet.line = (lines or {}).get(id(item), line)
            _add(sheet, item)
        for item in _items(content, "relations"):
            sheet.line = (lines or {}).get(id(item), line)
            _add_relation(sheet, item)
        yield Found(identifier, text, bind(text, [sheet.draft]), given, name or None)


def _items(content: Any, key: str) -> list[Any]:
    """The annotations or relations of a set; what stands there instead of a list is one that cannot be read."""
    if not isinstance(content, dict):
        return [content] if key == "annotations" else []
    found = content.get(key) or []
    return found if isinstance(found, list) else [found]


def _add(sheet: JsonDraft, item: Any) -> None:
    """Add an annotation with its features."""
    if isinstance(item, dict) and plain(item.get("type")) in _STRUCTURE:
        return
    sheet.draft.read += 1
    good = isinstance(item, dict) and item.get("type") and all(type(item.get(key)) is int for key in ("start", "end"))
    if not good:
        sheet.skip(NO_NODE if isinstance(item, dict) and item.get("nodes") else NO_SPAN, item)
        return
    identifier = plain(item.get("id", len(sheet.draft.mentions)))
    mention = Mention(identifier, plain(item["type"]), ((item["start"], item["end"]),), "", sheet.line)
    sheet.keep(sheet.draft.mentions, mention, item)
    _add_features(sheet, identifier, item)


def _add_features(sheet: JsonDraft, target: str, item: Mapping[str, Any]) -> None:
    features = item.get("features")
    for name, value in (features if isinstance(features, dict) else {}).items():
        text = plain(value)
        if not text:
            continue
        sheet.draft.read += 1
        if name in _LINKS:
            authority, key = link_of(text)
            sheet.keep(sheet.draft.links, Link(target, authority, key, "", sheet.line), item)
        else:
            attribute = Attribute(f"{target}-{name.strip()}", target, name.strip(), text, sheet.line)
            sheet.keep(sheet.draft.attributes, attribute, item)


def _add_relation(sheet: JsonDraft, item: Any) -> None:
    sheet.draft.read += 1
    members = [one for one in plain(item.get("members")).split(";") if one] if isinstance(item, dict) else []
    if not members or not item.get("type"):
        sheet.skip(NO_MEMBERS, item)
        return
    identifier = plain(item.get("id", f"R{len(sheet.draft.relations) + 1}"))
    arguments = tuple((f"Arg{number}", member) for number, member in enumerate(members, 1))
    sheet.keep(sheet.draft.relations, Relation(identifier, plain(item["type"]), arguments, sheet.line), item)
    _add_features(sheet, identifier, item)


def _from_xml(root: Element, lines: Mapping[Element, int], path: str) -> tuple[dict[str, Any], dict[int, int]]:
    """What an XML document says, in the form of bdoc, and lines of annotations by their `id()`.

    Nodes say where annotations begin and end.
    """
    content = root.find("TextWithNodes")
    if content is None:
        raise InputError("GATE document without its text", path=path)
    pieces, nodes, length = [content.text or ""], {}, len(content.text or "")
    for node in content:
        nodes[node.get("id")] = length
        pieces.append(node.tail or "")
        length += len(node.tail or "")
    sets: dict[str, dict[str, list[Any]]] = {}
    places: dict[int, int] = {}
    for group, tag, made in (("AnnotationSet", "Annotation", "annotations"), ("RelationSet", "Relation", "relations")):
        for one in root.findall(group):
            into = sets.setdefault(one.get("Name") or "", {"annotations": [], "relations": []})[made]
            for element in one.findall(tag):
                into.append(_from_element(element, nodes))
                places[id(into[-1])] = lines[element]
    features = _features(root.find("GateDocumentFeatures"))
    return {"text": "".join(pieces), "features": features, "annotation_sets": sets}, places


def _from_element(element: Element, nodes: Mapping[str | None, int]) -> dict[str, Any]:
    ends = [element.get(key) for key in ("StartNode", "EndNode")]
    places = {key: nodes[end] for key, end in zip(("start", "end"), ends, strict=True) if end in nodes}
    own = {"id": element.get("Id"), "type": element.get("Type"), "members": element.get("Members"), "nodes": ends}
    made = {key: value for key, value in own.items() if value is not None}
    return {**made, **places, "features": _features(element)}


def _features(element: Element | None) -> dict[str, str]:
    """Features by name; structured values stay as GATE writes them."""
    pairs = element.findall("Feature") if element is not None else []
    found = {pair.findtext("Name", ""): pair.findtext("Value", "") for pair in pairs}
    return {name: value for name, value in found.items() if name}
