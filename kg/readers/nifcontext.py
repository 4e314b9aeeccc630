"""One context of NIF with its strings, as a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, Link, Mention, Relation
from kg.readers import offsets
from kg.readers.binding import bind
from kg.readers.draft import Draft
from kg.readers.found import Found
from kg.readers.given import metadata_of
from kg.readers.ids import Ids
from kg.readers.irilinks import link_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Span
    from kg.readers.draft import Record

NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITS = "http://www.w3.org/2005/11/its/rdf#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

NO_SPAN = "string without begin and end"

# Statements about place and structure, which are no records.
_PLACES_OF_TEXT = ("anchorOf", "beginIndex", "endIndex", "isString", "referenceContext", "sentence", "word", "head")
_NEIGHBOURS = ("before", "after", "nextSentence", "previousSentence", "nextWord", "previousWord")
_WHOLES = ("broaderContext", "hasContext", "subString", "superString")
_PLACE = frozenset(NIF + name for name in (*_PLACES_OF_TEXT, *_NEIGHBOURS, *_WHOLES))
_CONTEXTS = ("Context", "ContextCollection", "CollectionContext", "ContextHashBasedString", "ContextOccurrence")
_STRINGS = ("String", "CString", "CStringInst", "OffsetBasedString", "RFC5147String", "Structure", "Phrase")
_UNITS = ("Section", "Paragraph", "Sentence", "Title", "Word")
_STRUCTURE = frozenset(NIF + name for name in (*_CONTEXTS, *_STRINGS, *_UNITS))
_UNITS_OF_TEXT = frozenset(NIF + name for name in _UNITS)
_LINK, _CLASS = f"{ITS}taIdentRef", f"{ITS}taClassRef"
_PLACES = re.compile(r"(?:char=|offset_|(?<=_))(\d+)[,_](\d+)$")
_NIL = re.compile(r"https?://(?:\w+\.)?aksw\.org/notInWiki(?:/.*)?")
_FIELDS = {
    "sourceUrl": "url",
    "hasSourceUrl": "url",
    "created": "date",
    "issued": "date",
    "isPartOf": "collection",
    "predLang": "language",
}


@dataclass(frozen=True, slots=True)
class Value:
    """The object of a statement."""

    text: str
    is_literal: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class Resource:
    """A subject with its statements.

    Attributes:
        line: 1-based line on which it stands first; 0 where that is not known.
    """

    iri: str
    line: int
    _values: dict[str, list[Value]] = field(default_factory=dict)

    def add(self, predicate: str, text: str, *, is_literal: bool, language: str | None) -> None:
        """Add a statement; the same one again adds nothing."""
        value = Value(text, is_literal, language)
        held = self._values.setdefault(predicate, [])
        if value not in held:
            held.append(value)

    def first(self, predicate: str) -> str | None:
        """The first object of a predicate."""
        return self._values[predicate][0].text if predicate in self._values else None

    def all(self, predicate: str) -> list[str]:
        """All objects of a predicate, in the file's order."""
        return [value.text for value in self._values.get(predicate, ())]

    def language(self) -> str | None:
        """The language of its text."""
        return self._values[f"{NIF}isString"][0].language

    def is_a(self, kind: str) -> bool:
        """Whether it has this type."""
        return kind in self.all(RDF_TYPE)

    def others(self) -> list[tuple[str, Value]]:
        """Statements that say neither what it is nor where."""
        known = _PLACE | {RDF_TYPE, _LINK, _CLASS}
        return [(key, value) for key, values in self._values.items() if key not in known for value in values]

    @property
    def span(self) -> Span | None:
        """Where it is, by its indices or by its IRI."""
        ends = [self.first(f"{NIF}{name}") for name in ("beginIndex", "endIndex")]
        if all(end is not None and re.fullmatch(r"\+?\d+", end.strip()) for end in ends):
            return int(str(ends[0])), int(str(ends[1]))
        found = _PLACES.search(self.iri)
        return (int(found[1]), int(found[2])) if found else None


def context_document(context: Resource, members: Sequence[Resource], *, identifier: str) -> Found:
    """The document that a context is.

    Args:
        context: It has a text.
        members: The strings that refer to it.
        identifier: The document's id.
    """
    text = context.first(f"{NIF}isString") or ""
    given = metadata_of({_FIELDS.get(_local(key), _local(key)): value.text for key, value in context.others()})
    language = context.language()
    if language:
        given["language"] = language
    sheet = _Sheet()
    mentions = [one for one in members if _is_mention(one)]
    for one in sorted(mentions, key=lambda one: (one.span or (0, 0), one.iri)):
        sheet.add_mention(one)
    for one in mentions:
        sheet.add_sayings(one)
    return Found(identifier, text, bind(text, [sheet.draft]), given)


def _is_mention(resource: Resource) -> bool:
    """Whether a string is more than a unit of the text."""
    said = resource.first(_LINK) is not None or resource.first(_CLASS) is not None
    return said or not any(resource.is_a(kind) for kind in _UNITS_OF_TEXT)


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri.rstrip("#/"))[-1]


class _Sheet:
    """The strings of one context as a draft."""

    def __init__(self) -> None:
        self.draft = Draft(self._shown, unit=offsets.CODE_POINTS)
        self._ids = Ids()
        self._names: dict[str, str] = {}
        self._sources: dict[Record, str] = {}

    def _shown(self, record: Record) -> str:
        return self._sources[record]

    def add_mention(self, resource: Resource) -> None:
        """Add a string as a mention."""
        self.draft.read += 1
        span = resource.span
        if span is None:
            self.draft.skip(resource.line, NO_SPAN, resource.iri)
            return
        own = re.split(r"[#?/]", resource.iri)[-1].replace("char=", "char_").replace(",", "_")
        identifier = self._names[resource.iri] = self._ids.new(own, letter="T")
        quote = resource.first(f"{NIF}anchorOf") or ""
        mention = Mention(identifier, _label(resource), (span,), quote, resource.line)
        self.draft.mentions.append(mention)
        self._sources[mention] = f"{resource.iri} {quote}".strip()

    def add_sayings(self, resource: Resource) -> None:
        """Add what is said of a string: links, further classes, attributes and relations."""
        target = self._names.get(resource.iri)
        links, others = resource.all(_LINK), resource.others()
        classes = [(_CLASS, Value(text, is_literal=False, language=None)) for text in resource.all(_CLASS)[1:]]
        if target is None:
            for text in (*links, *(value.text for _, value in (*classes, *others))):
                self.draft.read += 1
                self.draft.skip(resource.line, NO_SPAN, f"{resource.iri} {text}")
            return
        for text in links:
            authority, key = ("", None) if _NIL.fullmatch(text) else link_of(text)
            self._keep(self.draft.links, Link(target, authority, key, "", resource.line), f"{resource.iri} {text}")
        for predicate, value in (*classes, *others):
            self._add_saying(resource, target, _local(predicate), value)

    def _add_saying(self, resource: Resource, target: str, name: str, value: Value) -> None:
        source = f"{resource.iri} {name} {value.text}"
        if value.text in self._names and not value.is_literal:
            ends = (("Arg1", target), ("Arg2", self._names[value.text]))
            self._keep(self.draft.relations, Relation(self._ids.new("", letter="R"), name, ends, resource.line), source)
            return
        identifier = self._ids.new(f"{target}-{name}", letter="A")
        self._keep(self.draft.attributes, Attribute(identifier, target, name, value.text, resource.line), source)

    def _keep(self, records: list[Any], record: Record, source: str) -> None:
        self.draft.read += 1
        records.append(record)
        self._sources[record] = source


def _label(resource: Resource) -> str:
    """The class that somebody gave a string, else the type that is none of NIF's strings, else `Phrase`."""
    classes = resource.all(_CLASS) or [kind for kind in resource.all(RDF_TYPE) if kind not in _STRUCTURE]
    return _local(classes[0]) if classes else "Phrase"
