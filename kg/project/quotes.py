"""Which words to quote for a tie: a sentence of the graph, word for word, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.project.asking import is_literal, language_of
from kg.project.facts import TITLE, TYPE
from kg.project.spans import is_inside, order_of, place_of
from kg.vocab import BIZ

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.project.facts import Facts, Situation

_QUOTE = BIZ + "quote"


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
class Quotes:
    """The sentences of a graph; answers are remembered.

    Attributes:
        facts: What else the graph says.
    """

    facts: Facts
    _named: dict[str, dict[str, set[int]]] = field(default_factory=dict)

    def know(self, spans: Collection[str]) -> None:
        """Read the words of many spans, and the titles of their documents."""
        self.facts.statements.know(spans, _QUOTE)
        self.facts.statements.know({self.facts.document_of(span) for span in spans} - {""}, TITLE)

    @cached_property
    def _sentences(self) -> set[str]:
        return self.facts.statements.subjects(TYPE, BIZ + "Sentence")

    @cached_property
    def _triggers(self) -> set[str]:
        return self.facts.statements.subjects(BIZ + "supports", TYPE)

    def sentence(self, situation: Situation) -> str | None:
        """IRI of the sentence in which a situation's trigger stands; the first of its sentences where it has none."""
        known = self._sentences
        sentences = [span for span in situation.spans if span in known]
        if len(sentences) < 2:  # noqa: PLR2004 - nothing to choose from
            return sentences[0] if sentences else None
        triggers = [place for span in situation.spans if span in self._triggers and (place := place_of(span))]
        sentences.sort(key=order_of)
        return next((span for span in sentences if any(is_inside(place, span) for place in triggers)), sentences[0])

    def quote(self, situation: Situation) -> Quote | None:
        """The sentence in which a situation's trigger stands."""
        sentence = self.sentence(situation)
        if sentence is not None:
            return self.quoted(sentence)
        # Graphs of other programs have evidence without sentences: the longest words are nearest to one.
        texts = [
            (len(text), text, span) for span in situation.spans for text in self.facts.statements.values(span, _QUOTE)
        ]
        return Quote(max(texts)[1], max(texts)[2], self.facts.document_of(max(texts)[2])) if texts else None

    def sentence_naming(self, documents: Iterable[str], nodes: set[str]) -> str | None:
        """The first sentence of some documents that mentions all of some nodes, among those that facts rest on."""
        naming = [self._sentences_naming(node) for node in nodes]
        for document in documents:
            sentences = self._sentences_by_document.get(document)
            if sentences:
                both = set.intersection(*(found.get(document, set()) for found in naming)) if naming else {0}
                if both:
                    return sentences[min(both)]
        return None

    @cached_property
    def _sentences_by_document(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for sentence in sorted(self._sentences, key=order_of):
            found.setdefault(self.facts.document_of(sentence), []).append(sentence)
        return found

    def _sentences_naming(self, node: str) -> dict[str, set[int]]:
        """By document the places, in `_sentences_by_document`, of the sentences that mention a node."""
        known = self._named.get(node)
        if known is None:
            known = self._named[node] = {}
            for span in self.facts.entity(node).spans:
                document, place = self.facts.document_of(span), order_of(span)
                for number, sentence in enumerate(self._sentences_by_document.get(document, ())):
                    if is_inside(place, sentence):
                        known.setdefault(document, set()).add(number)
        return known

    def quoted(self, span: str) -> Quote | None:
        """The words of one span; None where the graph does not have them."""
        texts = self.facts.statements.values(span, _QUOTE)
        return Quote(texts[0], span, self.facts.document_of(span)) if texts else None

    def speaks(self, document: str) -> bool:
        """Whether a document is in the preferred language, by the language of its title."""
        titles = self.facts.statements.terms(document, TITLE)
        return any(is_literal(title) and language_of(title) == self.facts.language for title in titles)

    def title(self, document: str) -> str:
        """A document's title, else its id."""
        found = self.facts.statements.values(document, TITLE)
        return found[0] if found else document.rpartition("/doc/")[2] or document
