"""Where a network's nodes are mentioned: the words, their place, and the sentence around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.project.asking import value_of
from kg.project.facts import Facts
from kg.project.quotes import Quotes
from kg.vocab import BIZ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx

    from kg.store import Opened

BEGIN, END = BIZ + "beginIndex", BIZ + "endIndex"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to a node; a mention in several fragments is one of these each.

    Attributes:
        entity: The node: an IRI.
        document: IRI of the document.
        begin: Place of the first character, 0-based, in Unicode code points of the document's text.
        end: Place after the last character.
        quote: The words.
        sentence: The sentence around them; None where no fact rests on it, and so the graph does not hold it.
    """

    entity: str
    document: str
    begin: int
    end: int
    quote: str
    sentence: str | None


def mentions_of(opened: Opened, network: nx.MultiDiGraph) -> Iterator[Mention]:
    """All mentions of a network's nodes, by node in the network's order, document and place.

    Nodes that are situations or documents have none. Time and status, by which a network may have been cut, choose
    nodes and not mentions: these are from all documents.

    Args:
        opened: The graph that the network was made from.
        network: A network of `kg.project`.
    """
    facts = Facts(opened.store)
    quotes = Quotes(facts)
    sentences = _sentences(quotes)
    facts.know_entities(list(network))
    _know(quotes, {span for node in network for span in facts.entity(node).spans})
    for node in network:
        for document, begin, end, text in _places(quotes, facts.entity(node).spans):
            held = (words for first, last, words in sentences.get(document, ()) if first <= begin and end <= last)
            yield Mention(node, document, begin, end, text, next(held, None))


def _know(quotes: Quotes, spans: set[str]) -> None:
    quotes.know(spans)
    quotes.facts.statements.know(spans, BEGIN, END)


def _sentences(quotes: Quotes) -> dict[str, list[tuple[int, int, str]]]:
    """Begin, end and text of the sentences by document, in order of their places."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    spans = quotes.facts.of_class(BIZ + "Sentence")
    _know(quotes, spans)
    for document, begin, end, text in _places(quotes, spans):
        found.setdefault(document, []).append((begin, end, text))
    return found


def _places(quotes: Quotes, spans: Iterable[str]) -> list[tuple[str, int, int, str]]:
    """Document, begin, end and text of spans, sorted; a graph of another program may not tell those of all."""
    found = []
    for span in spans:
        begin, end = _number(quotes.facts, span, BEGIN), _number(quotes.facts, span, END)
        quote = quotes.quoted(span)
        if begin is not None and end is not None and quote is not None:
            found.append((quote.document, begin, end, quote.text))
    return sorted(found)


def _number(facts: Facts, span: str, predicate: str) -> int | None:
    texts = (value_of(term) for term in facts.statements.terms(span, predicate))
    return min((int(text) for text in texts if text.isdecimal()), default=None)
