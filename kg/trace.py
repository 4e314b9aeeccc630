"""From anything in the graph back to the annotators' files: document, line, annotation, words and sentence.

    situation ── evidence ──► span ── inDocument ──► document (title, sourceFile)
    entity, value ─ mention ─► span ── annotation ─► annotation (identifier, line)

Look-ups go through the store's indexes, some ten for a place, and what places share is read once.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.vocab import BIZ, DCTERMS, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPE = ox.NamedNode(RDF + "type")
_IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")
_TITLE = ox.NamedNode(DCTERMS + "title")
_ANNOTATION = ox.NamedNode(BIZ + "annotation")
_BEGIN = ox.NamedNode(BIZ + "beginIndex")
_DOCUMENT = ox.NamedNode(BIZ + "Document")
_END = ox.NamedNode(BIZ + "endIndex")
_EVIDENCE = ox.NamedNode(BIZ + "evidence")
_IN_DOCUMENT = ox.NamedNode(BIZ + "inDocument")
_LINE = ox.NamedNode(BIZ + "line")
_MENTION = ox.NamedNode(BIZ + "mention")
_QUOTE = ox.NamedNode(BIZ + "quote")
_SENTENCE = ox.NamedNode(BIZ + "Sentence")
_SOURCE_FILE = ox.NamedNode(BIZ + "sourceFile")
_SUPPORTS = ox.NamedNode(BIZ + "supports")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the texts.

    Attributes:
        document_iri: The document.
        title: Its title, where it has one.
        source_file: The file that its annotations were read from, relative to the corpus; empty where unknown.
        line: 1-based line of the annotation in that file; None where unknown or for the document itself.
        annotation_id: The annotator's own id, such as `E1`: of the situation or value asked for, else of the mention.
        begin: First code point of the words, 0-based; None for a document.
        end: The code point after the last; None for a document.
        quote: The words.
        sentence: The sentence that the words stand in; None where the graph does not hold it.
        sentence_begin: The sentence's first code point, in the same count as `begin`.
        supports: IRIs of the properties that these words give the value of; `rdf:type` for a trigger.
    """

    document_iri: str
    title: str | None = None
    source_file: str = ""
    line: int | None = None
    annotation_id: str | None = None
    begin: int | None = None
    end: int | None = None
    quote: str | None = None
    sentence: str | None = None
    sentence_begin: int | None = None
    supports: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """As a plain dictionary; offsets are 0-based code points, half-open."""
        return {
            "document": self.document_iri,
            "title": self.title,
            "file": self.source_file or None,
            "line": self.line,
            "annotation": self.annotation_id,
            "begin": self.begin,
            "end": self.end,
            "quote": self.quote,
            "sentence": self.sentence,
        }

    @property
    def where(self) -> str:
        """`file:line id` as far as they are known; the document's IRI where no file is."""
        file = self.source_file or self.document_iri
        located = f"{file}:{self.line}" if self.line is not None else file
        return f"{located} {self.annotation_id}" if self.annotation_id else located

    def marked(self, opening: str = "«", closing: str = "»") -> str:
        """The sentence with the words marked, in one line; the words alone where there is no sentence.

        Example:
            >>> Place("d", begin=4, end=7, quote="two", sentence="One two.", sentence_begin=0).marked()
            'One «two».'
        """
        if self.quote is None or self.begin is None or self.end is None:
            return ""
        if self.sentence is None or self.sentence_begin is None:
            return _one_line(f"{opening}{self.quote}{closing}")
        start, stop = self.begin - self.sentence_begin, self.end - self.sentence_begin
        text = self.sentence
        if (start, stop) == (0, len(text)):
            return _one_line(text)
        return _one_line(f"{text[:start]}{opening}{text[start:stop]}{closing}{text[stop:]}")


def trace(store: ox.Store, iris: Iterable[str]) -> dict[str, tuple[Place, ...]]:
    """The places of things: situations, values, entities, annotations, spans, documents.

    Args:
        store: The graph; all named graphs are looked through.
        iris: What to find; each once is enough.

    Returns:
        A key for each IRI, in the order asked; no places where the graph knows none. Of a situation, the words of its
        trigger come first, then other words; sentences only where it has no other evidence. Of an entity, its mentions
        by document and position.
    """
    reader = _Reader(store)
    return {iri: tuple(reader.places(ox.NamedNode(iri))) for iri in dict.fromkeys(iris)}


@dataclass(slots=True)
class _Reader:
    """Look-ups in a store, and what several places share."""

    store: ox.Store
    _documents: dict[ox.NamedNode, Place] = field(default_factory=dict)
    _sentences: dict[ox.NamedNode, list[tuple[int, int, str]]] = field(default_factory=dict)

    def places(self, node: ox.NamedNode) -> list[Place]:
        """The places of one thing."""
        if self._is_a(node, _DOCUMENT):
            return [self._document(node)]
        spans = [
            *self._objects(node, _EVIDENCE),
            *self._objects(node, _MENTION),
            *(quad.subject for quad in self.store.quads_for_pattern(None, _ANNOTATION, node)),
        ]
        found = {span: self._span_of(span) for span in spans or [node] if isinstance(span, ox.NamedNode)}
        words = [span for span in found.values() if span is not None and not span.is_sentence]
        kept = words or [span for span in found.values() if span is not None]
        own = self._own_annotation(node)
        return [self._place(span, own) for span in sorted(kept, key=_Span.order)]

    def _place(self, span: _Span, own: tuple[str | None, int | None]) -> Place:
        identifier, line = own if own[0] is not None else self._annotation_of(span.node)
        document = self._document(span.document)
        sentence = self._sentence_around(span)
        return Place(
            document_iri=document.document_iri,
            title=document.title,
            source_file=document.source_file,
            line=line,
            annotation_id=identifier,
            begin=span.begin,
            end=span.end,
            quote=span.quote,
            sentence=sentence[2] if sentence else None,
            sentence_begin=sentence[0] if sentence else None,
            supports=span.supports,
        )

    def _objects(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.NamedNode | ox.Literal]:
        for quad in self.store.quads_for_pattern(subject, predicate, None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.object

    def _is_a(self, node: ox.NamedNode, class_node: ox.NamedNode) -> bool:
        return next(self.store.quads_for_pattern(node, _TYPE, class_node), None) is not None

    def _texts(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        return sorted(found.value for found in self._objects(subject, predicate))

    def _number(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> int | None:
        numbers = [int(text) for text in self._texts(subject, predicate) if text.isdecimal()]
        return min(numbers, default=None)

    def _span_of(self, node: ox.NamedNode) -> _Span | None:
        begin, end = self._number(node, _BEGIN), self._number(node, _END)
        documents = [found for found in self._objects(node, _IN_DOCUMENT) if isinstance(found, ox.NamedNode)]
        if begin is None or end is None or not documents:
            return None
        return _Span(
            node=node,
            document=min(documents, key=str),
            begin=begin,
            end=end,
            quote=next(iter(self._texts(node, _QUOTE)), ""),
            supports=tuple(self._texts(node, _SUPPORTS)),
            is_sentence=self._is_a(node, _SENTENCE),
        )

    def _own_annotation(self, node: ox.NamedNode) -> tuple[str | None, int | None]:
        return next(iter(self._texts(node, _IDENTIFIER)), None), self._number(node, _LINE)

    def _annotation_of(self, span: ox.NamedNode) -> tuple[str | None, int | None]:
        nodes = (found for found in self._objects(span, _ANNOTATION) if isinstance(found, ox.NamedNode))
        annotations = (self._own_annotation(node) for node in nodes)
        return min(annotations, key=lambda found: (found[1] or 0, found[0] or ""), default=(None, None))

    def _document(self, node: ox.NamedNode) -> Place:
        if node not in self._documents:
            self._documents[node] = Place(
                document_iri=node.value,
                title=next(iter(self._texts(node, _TITLE)), None),
                source_file=next(iter(self._texts(node, _SOURCE_FILE)), ""),
            )
        return self._documents[node]

    def _sentence_around(self, span: _Span) -> tuple[int, int, str] | None:
        if span.document not in self._sentences:
            self._sentences[span.document] = self._sentences_of(span.document)
        sentences = self._sentences[span.document]
        position = bisect_right(sentences, span.begin, key=lambda sentence: sentence[0]) - 1
        if position < 0 or sentences[position][1] < span.end:
            return None
        return sentences[position]

    def _sentences_of(self, document: ox.NamedNode) -> list[tuple[int, int, str]]:
        # Sentences are few and spans many: their type is asked for first, before any offset is read.
        nodes = (quad.subject for quad in self.store.quads_for_pattern(None, _IN_DOCUMENT, document))
        sentences = {node for node in nodes if isinstance(node, ox.NamedNode) and self._is_a(node, _SENTENCE)}
        found = (self._span_of(node) for node in sentences)
        return sorted((span.begin, span.end, span.quote) for span in found if span is not None)


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of words, as the graph describes it."""

    node: ox.NamedNode
    document: ox.NamedNode
    begin: int
    end: int
    quote: str
    supports: tuple[str, ...]
    is_sentence: bool

    def order(self) -> tuple[bool, str, int, int]:
        """The trigger first, then by document and position."""
        return _TYPE.value not in self.supports, self.document.value, self.begin, self.end


def _one_line(text: str) -> str:
    return " ".join(text.split())
