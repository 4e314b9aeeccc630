"""What a graph says of the situations, documents and entities that a network is made of.

Everything is read by subject or by predicate from the store's indexes, once each: a query a thing would be ten times
slower, and one large query with a dozen optional parts slower still.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.project.declaration import local_name, status_of
from kg.project.intervals import Day, Interval, later, parse_day
from kg.vocab import BIZ, DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPE = RDF + "type"
_START, _END, _ANNOUNCED, _DURATION = (BIZ + name for name in ("startDate", "endDate", "announcedOn", "duration"))
_EVIDENCE, _STATUS, _CERTAINTY, _SAME = (BIZ + name for name in ("evidence", "status", "certainty", "sameSituationAs"))
_LABELS = (SKOS + "prefLabel", RDFS + "label")
_IDENTIFIERS = (SKOS + "exactMatch", SCHEMA + "leiCode", OWL + "sameAs")
_NUMBERS = {"integer": int, "int": int, "long": int, "decimal": float, "double": float, "float": float}
_NOT_TYPES = (OWL + "NamedIndividual", OWL + "Thing", SKOS + "Concept")


@dataclass(frozen=True, slots=True)
class Situation:
    """An event or state as one document presents it, as far as a network needs it.

    Attributes:
        status: Notation of its status code; `unstated` where it has none.
        certainty: Notation of its certainty code; empty where it has none.
        documents: IRIs of the documents that present it.
        interval: When it holds; None where neither it nor its document has a date.
        spans: IRIs of its evidence.
        same: IRIs of the situations that report the same event, as far as rules or annotators say so.
    """

    status: str
    certainty: str
    documents: tuple[str, ...]
    interval: Interval | None
    spans: tuple[str, ...]
    same: tuple[str, ...] = ()


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
        annotation: The annotation's id where the node is a situation.
    """

    labels: dict[str, str]
    aliases: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()
    annotation: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, word for word, and where it stands.

    Attributes:
        text: The characters of the span.
        span: IRI of the span.
        document: IRI of its document.
    """

    text: str
    span: str
    document: str


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
    _titles: dict[str, str] = field(default_factory=dict)
    _documents_of_spans: dict[str, str] = field(default_factory=dict)

    def _pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subject and object, as text, of every statement of a predicate."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            yield quad.subject.value, quad.object.value  # type: ignore[union-attr]

    def _statements(self, subject: str) -> Iterator[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
        """Predicate and object of every statement about a subject."""
        for quad in self.store.quads_for_pattern(ox.NamedNode(subject), None, None, None):
            yield quad.predicate.value, quad.object  # type: ignore[misc]

    def _subjects(self, predicate: str, object_: str) -> set[str]:
        pattern = (None, ox.NamedNode(predicate), ox.NamedNode(object_), None)
        return {quad.subject.value for quad in self.store.quads_for_pattern(*pattern)}  # type: ignore[union-attr]

    @cached_property
    def issued(self) -> dict[str, Day]:
        """Publication date by document."""
        days = ((subject, parse_day(text)) for subject, text in self._pairs(DCTERMS + "issued"))
        return {subject: day for subject, day in days if day is not None}

    @cached_property
    def _sentences(self) -> set[str]:
        return self._subjects(TYPE, BIZ + "Sentence")

    @cached_property
    def _triggers(self) -> set[str]:
        return self._subjects(BIZ + "supports", TYPE)

    @cached_property
    def documents(self) -> set[str]:
        """IRIs of all documents."""
        return self._subjects(TYPE, BIZ + "Document")

    def of_class(self, *classes: str) -> set[str]:
        """IRIs of everything of these classes."""
        return {subject for class_ in classes for subject in self._subjects(TYPE, class_)}

    def document_of(self, span: str) -> str:
        """IRI of the document that a span is part of."""
        # kg mints spans as document#char=start,end; other graphs are asked for biz:inDocument.
        document, separator, _ = span.partition("#char=")
        if separator and document in self.documents:
            return document
        known = self._documents_of_spans.get(span)
        if known is None:
            found = self._objects(span, BIZ + "inDocument")
            known = self._documents_of_spans[span] = found[0] if found else ""
        return known

    def _objects(self, subject: str, predicate: str) -> list[str]:
        pattern = (ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
        return sorted({quad.object.value for quad in self.store.quads_for_pattern(*pattern)})  # type: ignore[union-attr]

    def situation(self, iri: str) -> Situation:
        """What is known of a situation; an IRI that is none has no evidence."""
        known = self._situations.get(iri)
        if known is None:
            known = self._situations[iri] = self._read_situation(iri)
        return known

    def _read_situation(self, iri: str) -> Situation:
        said: dict[str, list[str]] = {}
        for predicate, object_ in self._statements(iri):
            said.setdefault(predicate, []).append(object_.value)
        spans = tuple(sorted(set(said.get(_EVIDENCE, ()))))
        documents = sorted({self.document_of(span) for span in spans} - {""})
        if not documents and iri.partition("#")[0] in self.documents:
            documents = [iri.partition("#")[0]]
        certainty, status = said.get(_CERTAINTY), said.get(_STATUS)
        return Situation(
            status=status_of(min(status) if status else None),
            certainty=local_name(min(certainty)) if certainty else "",
            documents=tuple(documents),
            interval=self._interval(said, documents),
            spans=spans,
            same=tuple(sorted(set(said.get(_SAME, ())))),
        )

    def _interval(self, said: dict[str, list[str]], documents: list[str]) -> Interval | None:
        """From the start stated, else announced, else published; to the end stated, else that of the duration."""
        start, basis = _day(said.get(_START)), "stated"
        if start is None:
            start, basis = _day(said.get(_ANNOUNCED)), "announced"
        if start is None:
            start, basis = min((self.issued[iri] for iri in documents if iri in self.issued), default=None), "published"
        end = _day(said.get(_END))
        if start is None or (end and end.last < start.first and basis == "stated"):
            return None
        if end and end.last < start.first:
            # Reported after it ended, and nobody says when it began: all that is known is the end.
            return Interval(end.first, end.last, end.precision, end.precision, "stated", "stated")
        if end:
            return Interval(start.first, end.last, start.precision, end.precision, basis, "stated")
        durations = said.get(_DURATION)
        until = later(start.first, min(durations)) if durations else None
        precision = start.precision if until else None
        return Interval(start.first, until, start.precision, precision, basis, "duration" if until else None)

    def quote(self, situation: Situation) -> Quote | None:
        """The sentence in which a situation's trigger stands; the first of its sentences where it has no trigger."""
        known = self._sentences
        sentences = [span for span in situation.spans if span in known]
        if len(sentences) == 1:
            return self.quoted(sentences[0])
        if not sentences:
            # Graphs of other programs have evidence without sentences: the longest words are nearest to one.
            texts = [(len(text), text, span) for span in situation.spans for text in self._objects(span, BIZ + "quote")]
            return Quote(max(texts)[1], max(texts)[2], self.document_of(max(texts)[2])) if texts else None
        triggers = [place for span in situation.spans if span in self._triggers and (place := _place(span))]
        sentences.sort(key=_order)
        chosen = next((span for span in sentences if any(_inside(place, span) for place in triggers)), sentences[0])
        return self.quoted(chosen)

    def quote_naming(self, documents: tuple[str, ...], nodes: set[str]) -> Quote | None:
        """The first sentence of some documents that mentions all of some nodes, among those that facts rest on."""
        mentions = [self.entity(node).spans for node in sorted(nodes)]
        for document in documents:
            for sentence in self._sentences_by_document.get(document, ()):
                if all(any(_inside(_order(span), sentence) for span in spans) for spans in mentions):
                    return self.quoted(sentence)
        return None

    @cached_property
    def _sentences_by_document(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for sentence in sorted(self._sentences, key=_order):
            found.setdefault(self.document_of(sentence), []).append(sentence)
        return found

    def quoted(self, span: str) -> Quote | None:
        """The words of one span; None where the graph does not have them."""
        texts = self._objects(span, BIZ + "quote")
        return Quote(texts[0], span, self.document_of(span)) if texts else None

    def label(self, iri: str) -> str:
        """A thing's label in the preferred language, in English, or in any; else its local name."""
        known = self._labels.get(iri)
        if known is None:
            known = self._labels[iri] = self._read_label(iri)
        return known

    def _read_label(self, iri: str) -> str:
        found: dict[str, str] = {}
        for predicate in _LABELS:
            pattern = (ox.NamedNode(iri), ox.NamedNode(predicate), None, None)
            for quad in self.store.quads_for_pattern(*pattern):
                if isinstance(quad.object, ox.Literal):
                    _keep_least(found, quad.object)
            if found:
                break
        return self.chosen(found) or local_name(iri)

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
        said: dict[str, set[str]] = {}
        labels: dict[str, str] = {}
        for predicate, object_ in self._statements(iri):
            said.setdefault(predicate, set()).add(object_.value)
            if predicate in (*_LABELS, DCTERMS + "title") and isinstance(object_, ox.Literal):
                _keep_least(labels, object_)
        spans = said.get(BIZ + "mention", set())
        name = self.chosen(labels)
        wordings = said.get(SKOS + "altLabel", set()) | set(labels.values())
        return Entity(
            labels=labels,
            aliases=tuple(sorted(wordings - {name})),
            types=tuple(sorted(said.get(TYPE, set()) - set(_NOT_TYPES))),
            identifiers=tuple(sorted(set().union(*(said.get(key, set()) for key in _IDENTIFIERS)))),
            spans=tuple(sorted(spans)),
            documents=frozenset(self.document_of(span) for span in spans) - {""},
            annotation=min(said.get(DCTERMS + "identifier", {""})) or None,
        )

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
            for quad in self.store.quads_for_pattern(ox.NamedNode(type_), ox.NamedNode(RDFS + "subClassOf"), None):
                # Restrictions are blank nodes, and say nothing about names of classes.
                if isinstance(quad.object, ox.NamedNode):
                    known |= {quad.object.value, *self._above(quad.object.value)} - {type_}
        return known

    def situations(self) -> set[str]:
        """IRIs of everything that has evidence or a status."""
        found = {subject for subject, _ in self._pairs(BIZ + "evidence")}
        return found | {subject for subject, _ in self._pairs(BIZ + "status")}

    def plain(self, cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Any:
        """A term as a plain Python value: labels for IRIs, numbers and booleans for their literals, else text."""
        if isinstance(cell, ox.NamedNode):
            return self.label(cell.value)
        if not isinstance(cell, ox.Literal):
            return str(cell)
        name = local_name(cell.datatype.value)
        if name == "boolean":
            return cell.value in ("true", "1")
        return _NUMBERS.get(name, str)(cell.value)

    def speaks(self, document: str) -> bool:
        """Whether a document is in the preferred language, by the language of its title."""
        pattern = (ox.NamedNode(document), ox.NamedNode(DCTERMS + "title"), None, None)
        titles = (quad.object for quad in self.store.quads_for_pattern(*pattern))
        tags = (title.language or "" for title in titles if isinstance(title, ox.Literal))
        return any(tag.partition("-")[0] == self.language for tag in tags)

    def title(self, document: str) -> str:
        """A document's title, else its id."""
        known = self._titles.get(document)
        if known is None:
            found = self._objects(document, DCTERMS + "title")
            known = self._titles[document] = found[0] if found else document.rpartition("/doc/")[2] or document
        return known


def _keep_least(labels: dict[str, str], literal: ox.Literal) -> None:
    """Of several labels in one language the least stays: the order in which a store gives them must not matter."""
    language = (literal.language or "").partition("-")[0]
    labels[language] = min(labels.get(language, literal.value), literal.value)


def _day(texts: list[str] | None) -> Day | None:
    """The earliest of several dates."""
    if not texts:
        return None
    return min((day for day in map(parse_day, texts) if day), default=None)


def _place(span: str) -> tuple[str, int, int] | None:
    """Document, start and end of a span that kg minted."""
    document, _, numbers = span.partition("#char=")
    start, _, end = numbers.partition(",")
    return (document, int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def _order(span: str) -> tuple[str, int, int]:
    return _place(span) or (span, 0, 0)


def _inside(place: tuple[str, int, int], sentence: str) -> bool:
    around = _place(sentence)
    return around is not None and around[0] == place[0] and around[1] <= place[1] and place[2] <= around[2]
