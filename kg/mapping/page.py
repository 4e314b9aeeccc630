"""The statements of one document as they come together: annotations, spans, sentences, evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import iri, rdftext
from kg.sentences import sentence_of, sentences
from kg.vocab import BIZ, DCTERMS, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Document, Mention, Span

TYPE = f"<{RDF}type>"
_ANNOTATION, _BEGIN, _END = f"<{BIZ}annotation>", f"<{BIZ}beginIndex>", f"<{BIZ}endIndex>"
_COMMENT = f"<{RDFS}comment>"
_EVIDENCE, _IDENTIFIER, _IN_DOCUMENT = f"<{BIZ}evidence>", f"<{DCTERMS}identifier>", f"<{BIZ}inDocument>"
_LINE, _MENTION, _QUOTE = f"<{BIZ}line>", f"<{BIZ}mention>", f"<{BIZ}quote>"
_SENTENCE, _SPAN, _SUPPORTS = f"<{BIZ}Sentence>", f"<{BIZ}TextSpan>", f"<{BIZ}supports>"


@dataclass(slots=True)
class Page:
    """Statements about one document, as N-Triples text without the final graph and dot.

    Attributes:
        document: The document.
        iri: Its IRI.
        subject: The same in angle brackets.
        statements: `subject predicate object`, in any order, with repetitions.
        described: Ids of the annotations that are in the graph.
    """

    document: Document
    iri: str
    subject: str = ""
    statements: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    _sentences: list[Span] | None = None
    _spans: dict[Span, str] = field(default_factory=dict)
    _annotations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.subject = rdftext.iri(self.iri)

    def add(self, subject: str, predicate: str, object_: str) -> None:
        """Add one statement of terms that are N-Triples text already."""
        self.statements.append(f"{subject} {predicate} {object_}")

    def annotation(self, id_: str) -> str:
        """The term of an annotation, which is that of its situation or value."""
        term = self._annotations.get(id_)
        if term is None:
            name = iri.annotation(self.iri, id_, annotator=self.document.annotator)
            term = self._annotations[id_] = f"<{name}>"
        return term

    def describe(self, id_: str, *, line: int) -> str:
        """State id and line of an annotation; its term."""
        term = self.annotation(id_)
        self.described.add(id_)
        self.statements.append(f"{term} {_IDENTIFIER} {rdftext.literal(id_)}")
        if line:
            self.statements.append(f"{term} {_LINE} {rdftext.integer(line)}")
        return term

    def comment(self, id_: str, text: str) -> None:
        """State an annotator's note on an annotation."""
        self.add(self.annotation(id_), _COMMENT, rdftext.literal(text))

    def span(self, fragment: Span) -> str:
        """The term of a span, which is stated once."""
        term = self._spans.get(fragment)
        if term is None:
            start, end = fragment
            term = self._spans[fragment] = f"<{iri.span(self.iri, start, end)}>"
            quote = rdftext.literal(self.document.text[start:end])
            self.statements += (
                f"{term} {TYPE} {_SPAN}",
                f"{term} {_IN_DOCUMENT} {self.subject}",
                f"{term} {_BEGIN} {rdftext.integer(start)}",
                f"{term} {_END} {rdftext.integer(end)}",
                f"{term} {_QUOTE} {quote}",
            )
        return term

    def mention(self, mention: Mention, *, of: str | None) -> None:
        """State the spans of a mention, and what they mention."""
        annotation = self.describe(mention.id, line=mention.line)
        for fragment in mention.fragments:
            span = self.span(fragment)
            self.statements.append(f"{span} {_ANNOTATION} {annotation}")
            if of:
                self.statements.append(f"{of} {_MENTION} {span}")

    def evidence(self, situation: str, mention: Mention, *, supports: str) -> None:
        """State that the words of a mention express a property of a situation, and so does their sentence."""
        for fragment in mention.fragments:
            span = self.span(fragment)
            self.statements.append(f"{situation} {_EVIDENCE} {span}")
            self.statements.append(f"{span} {_SUPPORTS} {supports}")
            sentence = self._sentence(fragment)
            if sentence:
                self.statements.append(f"{situation} {_EVIDENCE} {sentence}")

    def _sentence(self, fragment: Span) -> str | None:
        if self._sentences is None:
            self._sentences = sentences(self.document.text, language=self.document.language)
        found = sentence_of(self._sentences, fragment[0])
        if found is None:
            return None
        term = self.span(found)
        self.statements.append(f"{term} {TYPE} {_SENTENCE}")
        return term

    def quads(self, graph: str, statements: Iterable[str] | None = None) -> str:
        """N-Quads text of all statements in one named graph, sorted, each once."""
        tail = f" {graph} .\n"
        lines = sorted(set(self.statements if statements is None else statements))
        return tail.join(lines) + tail if lines else ""
