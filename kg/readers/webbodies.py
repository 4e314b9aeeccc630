"""Targets and bodies of W3C Web Annotations to records.

A body whose purpose is `classifying` or `tagging` gives the label, further ones are attributes; `identifying` gives a
link; `linking` joins annotations; all other words are notes. An annotation without a label is labelled by its
motivation. One about a whole text is metadata of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, Link, Mention, Note, Relation
from kg.readers.draft import Draft
from kg.readers.given import add, plain
from kg.readers.irilinks import link_of
from kg.readers.records import shown
from kg.readers.webselectors import listed, place_of, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Span
    from kg.readers.draft import Record

NO_SELECTOR = "selector does not count characters"
NO_ENDS = "linking annotation without two ends"

_LABELLING = frozenset({"classifying", "tagging"})
_PARTS = frozenset({"Composite", "List"})


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that an annotation is about: a source, or a part of it."""

    source: str
    selectors: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """One thing that an annotation says: words or an IRI, and what for."""

    purpose: str
    text: str
    iri: str


@dataclass(slots=True)
class Page:
    """The draft of a text."""

    text: str
    source: str
    metadata: dict[str, str] = field(default_factory=dict)
    draft: Draft = field(init=False)
    ids: dict[str, str] = field(default_factory=dict)
    _items: dict[Record, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draft = Draft(lambda record: shown(self._items[record]))

    def keep(self, records: list[Any], record: Record, item: Mapping[str, Any]) -> None:
        """Add a record."""
        self.draft.read += 1
        records.append(record)
        self._items[record] = item

    def skip(self, line: int, reason: str, item: Mapping[str, Any]) -> None:
        """Note an annotation that is not kept."""
        self.draft.read += 1
        self.draft.skip(line, reason, shown(item))


def targets_of(annotation: Mapping[str, Any]) -> list[Target]:
    """What an annotation is about; the items of lists and composites one by one."""
    return [target for value in listed(annotation.get("target")) for target in _targets(value)]


def _targets(value: Any) -> Iterator[Target]:
    if isinstance(value, str):
        yield _with_fragment(value)
    elif isinstance(value, dict) and isinstance(value.get("items"), list):
        for item in value["items"]:
            yield from _targets(item)
    elif isinstance(value, dict):
        source = value.get("source", value.get("id", value.get("@id")))
        if isinstance(source, dict):
            source = source.get("id", source.get("@id"))
        yield (
            Target(plain(source), listed(value.get("selector")))
            if "selector" in value
            else _with_fragment(plain(source))
        )


def _with_fragment(source: str) -> Target:
    """A source that may say itself which characters are meant (RFC 5147)."""
    base, _, fragment = source.partition("#")
    if fragment.startswith("char="):
        return Target(base, [{"type": "FragmentSelector", "value": fragment}])
    return Target(source)


def bodies_of(annotation: Mapping[str, Any]) -> list[Body]:
    """What an annotation says."""
    motivation = _short(next(iter(listed(annotation.get("motivation"))), ""))
    bodies = [body for value in listed(annotation.get("body")) for body in _bodies(value, motivation)]
    words = annotation.get("bodyValue")
    return [*bodies, Body(motivation, words, "")] if isinstance(words, str) else bodies


def _bodies(value: Any, motivation: str) -> Iterator[Body]:
    if isinstance(value, str):
        yield Body(motivation, "", value)
    elif isinstance(value, dict) and isinstance(value.get("items"), list):
        for item in value["items"]:
            yield from _bodies(item, motivation)
    elif isinstance(value, dict):
        purpose = _short(next(iter(listed(value.get("purpose"))), "")) or motivation
        iri = value.get("source", value.get("id", value.get("@id", "")))
        iri = iri.get("id", "") if isinstance(iri, dict) else iri
        words = value.get("value", value.get("rdf:value", ""))
        yield Body(purpose, plain(words), "" if words else plain(iri))


def _short(name: Any) -> str:
    return plain(name).rpartition("#")[2].rpartition(":")[2].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Statement:
    """An annotation with its IRI, its line and what it says."""

    item: Mapping[str, Any]
    line: int
    name: str
    bodies: tuple[Body, ...]

    @property
    def labels(self) -> list[str]:
        """What it is classified or tagged as."""
        return [_words(body) for body in self.bodies if body.purpose in _LABELLING]


def statement_of(item: Mapping[str, Any], line: int) -> Statement:
    """An annotation, taken apart."""
    return Statement(item, line, plain(item.get("id", item.get("@id"))), tuple(bodies_of(item)))


def _words(body: Body) -> str:
    return body.text or _short(body.iri)


def add_annotation(page: Page, said: Statement) -> None:
    """Add an annotation of words as mentions; of a whole text as metadata."""
    own = [target for target in targets_of(said.item) if target.source == page.source]
    if not any(target.selectors for target in own):
        for body in said.bodies if own else ():
            add(page.metadata, body.purpose or "body", body.text or body.iri)
        return
    places = [place_of(target.selectors, page.text) for target in own if target.selectors]
    spans = [place for place in places if place is not None]
    for _ in range(len(places) - len(spans)):
        page.skip(said.line, NO_SELECTOR, said.item)
    # The parts of one thing are one mention; several targets are several.
    together = any(type_of(value) in _PARTS for value in listed(said.item.get("target")))
    groups = [spans] if together else [[span] for span in spans]
    for group in groups if spans else ():
        _add_mention(page, said, group)


def _add_mention(page: Page, said: Statement, places: Sequence[tuple[Span, str]]) -> None:
    identifier = _identifier(page, said.name, plain(said.item.get("kg:id")))
    motivation = _short(next(iter(listed(said.item.get("motivation"))), "")) or "Annotation"
    quote = " ".join(quote for _, quote in places) if all(quote for _, quote in places) else ""
    label = said.labels[0] if said.labels else motivation
    mention = Mention(identifier, label, tuple(span for span, _ in places), quote, said.line)
    page.keep(page.draft.mentions, mention, said.item)
    naming = next((body for body in said.bodies if body.purpose in _LABELLING), None)
    for number, body in enumerate(said.bodies, 1):
        if body is not naming:
            _add_body(page, said, identifier, body, number)


def _identifier(page: Page, name: str, own: str) -> str:
    """Its own id, else the last part of an annotation's IRI, with a number where it has none or that is used."""
    used = {mention.id for mention in page.draft.mentions}
    number = len(used) + 1
    short = own or name.rpartition("#")[2].rpartition("/")[2] or f"T{number}"
    identifier = f"{short}-{number}" if short in used else short
    page.ids.setdefault(name, identifier)
    return identifier


def _add_body(page: Page, said: Statement, target: str, body: Body, number: int) -> None:
    """Add what an annotation says besides its label; what it links to is added when all annotations are known."""
    if body.purpose in _LABELLING:
        identifier = f"{target}-{body.purpose}-{number}"
        attribute = Attribute(identifier, target, body.purpose, _words(body), said.line)
        page.keep(page.draft.attributes, attribute, said.item)
    elif body.text and body.purpose != "identifying":
        note = Note(target, body.purpose or "comment", body.text, said.line)
        page.keep(page.draft.notes, note, said.item)
    elif body.purpose != "linking":
        authority, key = link_of(body.iri or body.text)
        page.keep(page.draft.links, Link(target, authority, key, "", said.line), said.item)


def add_relation(page: Page, said: Statement) -> None:
    """Add what joins annotations: one about two of them, or a body that links to another."""
    ends = [page.ids[target.source] for target in targets_of(said.item) if target.source in page.ids]
    identifier = said.name.rpartition("#")[2].rpartition("/")[2] or f"R{len(page.draft.relations) + 1}"
    if len(ends) > 1:
        arguments = tuple((f"Arg{number}", end) for number, end in enumerate(ends, 1))
        label = said.labels[0] if said.labels else "linking"
        page.keep(page.draft.relations, Relation(identifier, label, arguments, said.line), said.item)
    elif ends:
        page.skip(said.line, NO_ENDS, said.item)
    own = page.ids.get(said.name)
    for number, body in enumerate(said.bodies, 1):
        if own is not None and body.purpose == "linking" and not body.text:
            _add_link(page, said, own, body, number)


def _add_link(page: Page, said: Statement, own: str, body: Body, number: int) -> None:
    """Add a body that links a mention: to another annotation of the text, or to something elsewhere."""
    if body.iri in page.ids:
        arguments = (("Arg1", own), ("Arg2", page.ids[body.iri]))
        relation = Relation(f"{own}-linking-{number}", "linking", arguments, said.line)
        page.keep(page.draft.relations, relation, said.item)
    else:
        authority, key = link_of(body.iri)
        page.keep(page.draft.links, Link(own, authority, key, "", said.line), said.item)
