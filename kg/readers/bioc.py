"""BioC as XML and as JSON: a document for each document of a collection.

The text is put together from its passages and sentences at their offsets. An annotation is a record, and so are each of
its infons (an attribute, or the links that its identifiers are) and each relation. What is said of passages and
sentences is no record: they are the text; the passage of type `title` gives the title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.biocdraft import BiocDraft
from kg.readers.bioctext import pieces_of
from kg.readers.found import Found
from kg.readers.given import add, metadata_of, plain
from kg.readers.records import open_bytes, records, shown
from kg.readers.safexml import parse_with_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

NOT_A_DOCUMENT = "object is no document"
NO_TEXT = "document has no text"

_TITLES = frozenset({"title", "front"})


def is_collection(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a collection of BioC, or one document of it."""
    found = record.get("documents")
    documents = found if isinstance(found, list) else [record]
    passages = [item.get("passages") for item in documents if isinstance(item, dict)]
    return bool(passages) and all(
        isinstance(items, list) and all(isinstance(item, dict) and "offset" in item for item in items)
        for items in passages
    )


def is_bioc_xml(head: bytes) -> bool:
    """Whether a file that begins so is BioC as XML."""
    return re.search(rb"<collection[\s>]", head) is not None and re.search(rb"<document[\s>]", head) is not None


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The documents of a file, and what in it is none.

    Raises:
        InputError: The file cannot be read, or is no XML.
    """
    del companions
    with open_bytes(path) as file:
        head = file.read(1 << 16)
        if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            yield from _collection(_from_xml(head + file.read(), path), 1)
            return
    for record in records(path):
        if isinstance(record, Skipped):
            yield record
        else:
            yield from _collection(record.value, record.line)


def _collection(collection: Mapping[str, Any], line: int) -> Iterator[Found | Skipped]:
    several = collection.get("documents")
    own = {**_infons(collection), **{key: collection.get(key) for key in ("source", "date", "key")}}
    for number, item in enumerate(several if isinstance(several, list) else [collection], 1):
        if not isinstance(item, dict) or not isinstance(item.get("passages"), list):
            yield Skipped(line, NOT_A_DOCUMENT, shown(item))
            continue
        yield _document(item, own, line=item.get("line", line), number=number)


def _document(document: Mapping[str, Any], own: Mapping[str, Any], *, line: int, number: int) -> Found | Skipped:
    identifier = plain(document.get("id")) or str(number)
    passages = [passage for passage in document["passages"] if isinstance(passage, dict)]
    text = pieces_of(passages)
    if not text.text:
        return Skipped(line, NO_TEXT, shown({"id": identifier}))
    draft = BiocDraft(text, line)
    draft.add_all(document, passages)
    given = metadata_of({**own, **_infons(document)})
    titles = [passage for passage in passages if plain(_infons(passage).get("type")).lower() in _TITLES]
    add(given, "title", pieces_of(titles[:1]).text)
    return Found(identifier, text.text, bind(text.text, [draft.draft]), given)


def _infons(value: Mapping[str, Any]) -> dict[str, Any]:
    found = value.get("infons")
    return found if isinstance(found, dict) else {}


def _from_xml(data: bytes, path: str) -> dict[str, Any]:
    """A collection in XML in the form that it has in JSON, with the lines of what is in it."""
    root, lines = parse_with_lines(data, path=path)
    if root.tag != "collection":
        raise InputError(f"no collection of BioC: it begins with <{root.tag}>", path=path)

    def infons(element: Element) -> dict[str, str]:
        return {item.get("key", ""): item.text or "" for item in element.iterfind("infon")}

    def annotation(element: Element) -> dict[str, Any]:
        places = [dict(item.attrib) for item in element.iterfind("location")]
        said = {"id": element.get("id", ""), "infons": infons(element), "text": element.findtext("text")}
        return {**said, "locations": places, "line": lines[element]}

    def relation(element: Element) -> dict[str, Any]:
        nodes = [dict(item.attrib) for item in element.iterfind("node")]
        return {"id": element.get("id", ""), "infons": infons(element), "nodes": nodes, "line": lines[element]}

    def block(element: Element) -> dict[str, Any]:
        return {
            "infons": infons(element),
            "offset": element.findtext("offset", ""),
            "text": element.findtext("text"),
            "sentences": [block(item) for item in element.iterfind("sentence")],
            "passages": [block(item) for item in element.iterfind("passage")],
            "annotations": [annotation(item) for item in element.iterfind("annotation")],
            "relations": [relation(item) for item in element.iterfind("relation")],
            "line": lines[element],
        }

    own = {key: root.findtext(key, "") for key in ("source", "date", "key")}
    found = [{**block(item), "id": item.findtext("id", "")} for item in root.iterfind("document")]
    return {**own, "infons": infons(root), "documents": found}
