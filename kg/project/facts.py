"""What a graph says of the situations, documents and entities that a network is made of.

Whoever asks for many things tells so first (`know_…`): they are read at one go, a predicate a query, and remembered. A
query a thing would be ten times slower, and one large query with a dozen optional parts slower still.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.project.asking import Statements, Term, datatype_of, is_iri, is_literal, language_of, value_of
from kg.project.declaration import status_of
from kg.project.intervals import Day, Interval, later, parse_day
from kg.vocab import BIZ, DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pyoxigraph as ox

TYPE = RDF + "type"
_START, _END, _ANNOUNCED, _DURATION = (BIZ + name for name in ("startDate", "endDate", "announcedOn", "duration"))
_EVIDENCE, _STATUS, _CERTAINTY, _SAME = (BIZ + name for name in ("evidence", "status", "certainty", "sameSituationAs"))
_MENTION, _IN_DOCUMENT = BIZ + "mention", BIZ + "inDocument"
TITLE, _IDENTIFIER = DCTERMS + "title", DCTERMS + "identifier"
_LABELS = (SKOS + "prefLabel", RDFS + "label")
_ALIAS = SKOS + "altLabel"
_IDENTIFIERS = (SKOS + "exactMatch", SCHEMA + "leiCode", OWL + "sameAs")
_NUMBERS = {"integer": int, "int": int, "long": int, "decimal": float, "double": float, "float": float}
_NOT_TYPES = {OWL + "NamedIndividual", OWL + "Thing", SKOS + "Concept"}


@dataclass(frozen=True, slots=True)
class Situation:
    """An event or state as one document presents it, as far as a network needs it.

    Attributes:
        documents: IRIs of the documents that present it.
        interval: When it holds; None where neither it nor its document has a date.
        spans: IRIs of its evidence.
    """

    documents: tuple[str, ...]
    interval: Interval | None
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """What the graph says of a node.

    Attributes:
        labels: Preferred labels by language.
        aliases: All other wordings, sorted.
        types: IRIs of its classes, sorted.
        identifiers: IRIs and codes that others give it, sorted.
        spans: IRIs of its mentions.
        documents: IRIs of the documents that mention it.
    """

    labels: dict[str, str]
    aliases: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()


@dataclass
class Facts:
    """A reader of one store; answers are remembered.

    Attributes:
        store: The quads.
        language: Preferred language of labels, ISO 639-1.
    """

    store: ox.Store
    language: str = "en"
    _situations: dict[str, Situation] = field(default_factory=dict)
    _entities: dict[str, Entity] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _superclasses: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def statements(self) -> Statements:
        """What the store says, by predicate and subject."""
        return Statements(self.store)

    def know_codes(self, situations: Collection[str]) -> None:
        """Read status and certainty of many situations."""
        self.statements.know(situations, _STATUS, _CERTAINTY)

    def know_situations(self, situations: Collection[str]) -> None:
        """Read evidence and times of many situations."""
        self.statements.know(situations, _EVIDENCE, _START, _ANNOUNCED, _END, _DURATION)

    def know_same(self, situations: Collection[str]) -> None:
        """Read which situations report the same event as these."""
        self.statements.know(situations, _SAME)

    def know_labels(self, iris: Collection[str]) -> None:
        """Read labels."""
        self.statements.know(iris, *_LABELS)

    def know_entities(self, nodes: Collection[str]) -> None:
        """Read all that `entity` tells of many nodes."""
        self.statements.know(nodes, TYPE, *_LABELS, TITLE, _ALIAS, *_IDENTIFIERS, _MENTION)

    def know_annotations(self, nodes: Collection[str]) -> None:
        """Read the annotations' ids of nodes that are situations."""
        self.statements.know(nodes, _IDENTIFIER)

    @cached_property
    def issued(self) -> dict[str, Day]:
        """Publication date by document."""
        pairs = self.statements.pairs(DCTERMS + "issued")
        days = ((subject, parse_day(value_of(term))) for subject, term in pairs)
        # Of several dates the earliest: it comes last.
        return dict(sorted(((subject, day) for subject, day in days if day), reverse=True))

    @cached_property
    def documents(self) -> set[str]:
        """IRIs of all documents."""
        return self.statements.subjects(TYPE, BIZ + "Document")

    def of_class(self, *classes: str) -> set[str]:
        """IRIs of everything of these classes."""
        return {subject for class_ in classes for subject in self.statements.subjects(TYPE, class_)}

    def document_of(self, span: str) -> str:
        """IRI of the document that a span is part of."""
        # kg mints spans as document#char=start,end; other graphs are asked for biz:inDocument.
        document, separator, _ = span.partition("#char=")
        if separator and document in self.documents:
            return document
        found = self.statements.values(span, _IN_DOCUMENT)
        return found[0] if found else ""

    def status(self, situation: str) -> str:
        """Notation of its status code; `unstated` where it has none."""
        found = self.statements.values(situation, _STATUS)
        return status_of(found[0] if found else None)

    def certainty(self, situation: str) -> str:
        """Notation of its certainty code; empty where it has none."""
        found = self.statements.values(situation, _CERTAINTY)
        return local_name(found[0]) if found else ""

    def same(self, situation: str) -> list[str]:
        """IRIs of the situations that report the same event, as far as rules or annotators say so."""
        return self.statements.values(situation, _SAME)

    def situation(self, iri: str) -> Situation:
        """What is known of a situation; an IRI that is none has no evidence."""
        known = self._situations.get(iri)
        if known is None:
            known = self._situations[iri] = self._read_situation(iri)
        return known

    def _read_situation(self, iri: str) -> Situation:
        spans = tuple(self.statements.values(iri, _EVIDENCE))
        documents = sorted({self.document_of(span) for span in spans} - {""})
        if not documents and iri.partition("#")[0] in self.documents:
            documents = [iri.partition("#")[0]]
        return Situation(tuple(documents), self._interval(iri, documents), spans)

    def _interval(self, iri: str, documents: list[str]) -> Interval | None:
        """From the start stated, else announced, else published; to the end stated, else that of the duration."""
        start, basis = self._day(iri, _START), "stated"
        if start is None:
            start, basis = self._day(iri, _ANNOUNCED), "announced"
        if start is None:
            start, basis = min((self.issued[iri] for iri in documents if iri in self.issued), default=None), "published"
        end = self._day(iri, _END)
        if start is None or (end and end.last < start.first and basis == "stated"):
            return None
        if end and end.last < start.first:
            # Reported after it ended, and nobody says when it began: all that is known is the end.
            return Interval(end.first, end.last, end.precision, end.precision, "stated", "stated")
        if end:
            return Interval(start.first, end.last, start.precision, end.precision, basis, "stated")
        durations = self.statements.values(iri, _DURATION)
        until = later(start.first, durations[0]) if durations else None
        precision = start.precision if until else None
        return Interval(start.first, until, start.precision, precision, basis, "duration" if until else None)

    def _day(self, iri: str, predicate: str) -> Day | None:
        """The earliest of several dates."""
        found = self.statements.values(iri, predicate)
        return min((day for day in map(parse_day, found) if day), default=None) if found else None

    def label(self, iri: str) -> str:
        """A thing's label in the preferred language, in English, or in any; else its local name."""
        known = self._labels.get(iri)
        if known is None:
            found: dict[str, str] = {}
            for predicate in _LABELS:
                found = found or _by_language(self.statements.terms(iri, predicate))
            known = self._labels[iri] = self.chosen(found) or local_name(iri)
        return known

    def chosen(self, labels: dict[str, str]) -> str:
        """Of labels by language the one to show; empty where there is none."""
        if not labels:
            return ""
        return labels.get(self.language) or labels.get("en") or labels.get("") or labels[min(labels)]

    def entity(self, iri: str) -> Entity:
        """What the graph says of a node."""
        known = self._entities.get(iri)
        if known is None:
            known = self._entities[iri] = self._read_entity(iri)
        return known

    def _read_entity(self, iri: str) -> Entity:
        said = self.statements
        labels = _by_language([term for name in (*_LABELS, TITLE) for term in said.terms(iri, name)])
        spans = tuple(said.values(iri, _MENTION))
        return Entity(
            labels=labels,
            aliases=tuple(sorted({*said.values(iri, _ALIAS), *labels.values()} - {self.chosen(labels)})),
            types=tuple(type_ for type_ in said.values(iri, TYPE) if type_ not in _NOT_TYPES),
            identifiers=tuple(sorted({text for key in _IDENTIFIERS for text in said.values(iri, key)})),
            spans=spans,
            documents=frozenset({self.document_of(span) for span in spans} - {""}),
        )

    def annotation(self, iri: str) -> str | None:
        """The annotation's id where a node is a situation."""
        found = self.statements.values(iri, _IDENTIFIER)
        return found[0] if found else None

    def most_specific(self, types: tuple[str, ...]) -> list[str]:
        """Of several classes those that are no superclass of another one, sorted."""
        if len(types) < 2:  # noqa: PLR2004 - one class is the most specific one
            return list(types)
        above = {iri for type_ in types for iri in self._above(type_)}
        return sorted(set(types) - above)

    def _above(self, type_: str) -> set[str]:
        known = self._superclasses.get(type_)
        if known is None:
            known = self._superclasses[type_] = set()
            for term in self.statements.terms(type_, RDFS + "subClassOf"):
                # Restrictions are blank nodes, and say nothing about names of classes.
                if is_iri(term):
                    known |= {value_of(term), *self._above(value_of(term))} - {type_}
        return known

    def situations(self) -> set[str]:
        """IRIs of everything that has evidence or a status."""
        return {subject for predicate in (_EVIDENCE, _STATUS) for subject, _ in self.statements.pairs(predicate)}

    def plain(self, term: Term) -> Any:
        """A term as a plain Python value: labels for IRIs, numbers and booleans for their literals, else text."""
        if is_iri(term):
            return self.label(value_of(term))
        if not is_literal(term):
            return term
        name, text = datatype_of(term), value_of(term)
        if name == "boolean":
            return text in ("true", "1")
        try:
            return _NUMBERS.get(name, str)(text)
        except ValueError:
            # "about ten"^^xsd:integer: stores take it.
            return text


def _by_language(terms: Iterable[Term]) -> dict[str, str]:
    """Of several labels in one language the least: the order in which a store gives them must not matter."""
    found: dict[str, str] = {}
    for term in terms:
        if is_literal(term):
            language, text = language_of(term), value_of(term)
            found[language] = min(found.get(language, text), text)
    return found
