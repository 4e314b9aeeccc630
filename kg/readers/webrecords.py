"""Annotations about annotations that carry terms of `kg:`, as `kg.readers.webwriter` writes them, to records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Attribute, EquivalenceSet, Event, Link, Note, Relation
from kg.readers.given import plain
from kg.readers.webselectors import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.readers.webbodies import Page, Statement

NO_KIND = "kind of annotation that kg does not write"


def is_record(item: Mapping[str, Any]) -> bool:
    """Whether an annotation is a record of kg rather than one of words."""
    return "kg:kind" in item


def add_record(page: Page, said: Statement, names: Mapping[str, str]) -> None:
    """Add the record that an annotation is.

    Args:
        page: The draft of its text.
        said: The annotation.
        names: Ids of records by the IRIs of their annotations.
    """
    item, draft, line = said.item, page.draft, said.line
    kind, own = item["kg:kind"], plain(item.get("kg:id"))
    body = next((body for body in listed(item.get("body")) if isinstance(body, dict)), {})
    label = plain(body.get("value"))
    ends = [_end(target, names) for target in listed(item.get("target"))]
    arguments = tuple((role, filler) for role, filler in ends if role)
    first = ends[0][1] if ends else ""
    if kind == "event":
        trigger = item.get("kg:trigger")
        found = None if trigger is None else names.get(plain(trigger), plain(trigger))
        page.keep(draft.events, Event(own, label, found, arguments, line), item)
    elif kind == "relation":
        page.keep(draft.relations, Relation(own, label, arguments, line), item)
    elif kind == "attribute":
        value = label if "value" in body else None
        page.keep(draft.attributes, Attribute(own, first, plain(body.get("kg:name")), value, line), item)
    elif kind == "link":
        key = None if body.get("kg:key") is None else plain(body["kg:key"])
        link = Link(first, plain(body.get("kg:authority")), key, plain(body.get("kg:label")), line)
        page.keep(draft.links, link, item)
    elif kind == "set":
        page.keep(draft.sets, EquivalenceSet(label, tuple(filler for _, filler in ends), line), item)
    elif kind == "note":
        page.keep(draft.notes, Note(first, plain(body.get("kg:name")), label, line), item)
    else:
        page.skip(line, NO_KIND, item)


def _end(target: Any, names: Mapping[str, str]) -> tuple[str, str]:
    """Role, if there is one, and id of what a target is."""
    if isinstance(target, dict):
        source = plain(target.get("source"))
        return plain(target.get("kg:role")), names.get(source, source)
    return "", names.get(plain(target), plain(target))
