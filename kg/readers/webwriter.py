"""Documents of any format as W3C Web Annotation: a text, its annotations as JSON-LD, and metadata beside them.

A mention is an annotation of its spans, by position and quote, tagged with its label. What the standard has no form for
(events, relations, attributes, links, sets, notes on annotations) is an annotation about annotations with terms of
`kg:`, which `kg.readers.webrecords` reads back; other programs see annotations that link, identify, describe, comment.
A text that nobody annotated stands alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.readers.pages import Pages

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.model import Argument, Document

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"kg": "https://w3id.org/biznews/annotation#"}]


def write_web_annotation(documents: Iterable[Document], folder: Path) -> Counter[str]:
    """Write documents as pairs of text and annotations, and their metadata, into a new folder.

    Args:
        documents: In any order; those of one id by different annotators get files of their own.
        folder: Where the files go, named after the ids of the documents.

    Returns:
        How often each kind of change was made.

    Raises:
        InputError: The folder is not empty.
    """
    with Pages(folder) as pages:
        for document in documents:
            target = pages.add(document)
            items = list(_items(document, f"{target.name}.txt"))
            if not items:
                continue
            page = {"@context": CONTEXT, "type": "AnnotationPage", "items": items}
            content = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
            target.with_name(f"{target.name}.jsonld").write_bytes(content.encode())
    return pages.changes


def _items(document: Document, source: str) -> Iterator[dict[str, Any]]:
    creator = {"creator": document.annotator} if document.annotator else {}
    for mention in document.mentions:
        words = document.text
        places = [
            {
                "source": source,
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    {"type": "TextQuoteSelector", "exact": words[start:end]},
                ],
            }
            for start, end in mention.fragments
        ]
        target = places[0] if len(places) == 1 else {"type": "Composite", "items": places}
        yield _annotation(mention.id, [_body("tagging", mention.label)], target) | creator
    for item in _about(document):
        if not item["target"]:
            item["target"] = source
        yield item | creator


def _about(document: Document) -> Iterator[dict[str, Any]]:
    """The annotations about annotations."""
    for event in document.events:
        trigger = {"kg:trigger": _name(event.trigger)} if event.trigger else {}
        ends = _ends(event.arguments)
        yield _annotation(event.id, [_body("tagging", event.label)], ends, "linking", "event") | trigger
    for relation in document.relations:
        ends = _ends(relation.arguments)
        yield _annotation(relation.id, [_body("tagging", relation.label)], ends, "linking", "relation")
    for attribute in document.attributes:
        value = {} if attribute.value is None else _body("describing", attribute.value)
        body = {**value, "kg:name": attribute.name}
        yield _annotation(attribute.id, [body], [_name(attribute.target)], "describing", "attribute")
    for link in document.links:
        entry = {"kg:authority": link.authority, "kg:key": link.key, "kg:label": link.label}
        iri = {"source": link.key} if link.authority == "IRI" and link.key else {}
        body = {"type": "SpecificResource", "purpose": "identifying", **iri, **entry}
        yield _annotation("", [body], [_name(link.target)], "identifying", "link")
    for group in document.sets:
        members = [_name(member) for member in group.members]
        yield _annotation("", [_body("tagging", group.label)], members, "linking", "set")
    for note in document.notes:
        body = {**_body("commenting", note.text), "kg:name": note.type}
        yield _annotation("", [body], [_name(note.target)], "commenting", "note")


def _annotation(
    identifier: str, bodies: Sequence[dict[str, Any]], target: Any, motivation: str = "tagging", kind: str = ""
) -> dict[str, Any]:
    own = {"id": _name(identifier), "kg:id": identifier} if identifier else {}
    known = {"kg:kind": kind} if kind else {}
    return {**own, "type": "Annotation", "motivation": motivation, **known, "body": bodies, "target": target}


def _body(purpose: str, text: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": text}


def _name(identifier: str) -> str:
    """The relative IRI of an annotation."""
    return f"#{quote(identifier, safe='')}"


def _ends(arguments: Sequence[Argument]) -> list[dict[str, str]]:
    return [{"type": "SpecificResource", "source": _name(filler), "kg:role": role} for role, filler in arguments]
