"""One document at a time: from annotations to the text of its named graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import iri
from kg.mapping.account import Tally
from kg.mapping.lexicon import Lexicon
from kg.mapping.marks import state_attributes, state_links, state_notes
from kg.mapping.metadata import agencies, provenance, state_document
from kg.mapping.page import Page
from kg.mapping.participants import Participants
from kg.mapping.situations import Situations

if TYPE_CHECKING:
    from collections import Counter

    from kg.config import Config
    from kg.model import Document
    from kg.names import Identities, Name
    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a document becomes.

    Attributes:
        graph: IRI of its named graph.
        quads: N-Quads text of that graph, sorted.
        provenance: N-Quads text for the provenance graph, sorted.
        triples: Number of lines in `quads`.
        names: Names of entities, with the number of mentions.
        tally: What was read, mapped, and left.
    """

    graph: str
    quads: str
    provenance: str
    triples: int
    names: Counter[Name]
    tally: Tally


class Mapper:
    """Maps documents under one ontology, one configuration and one set of identities.

    Args:
        schema: The ontology.
        config: What `kg.toml` says.
        identities: Which names are one entity.
    """

    def __init__(self, schema: Schema, config: Config, identities: Identities) -> None:
        self.lexicon = Lexicon(schema, config)
        self.identities = identities
        self._base = config.base
        self._provenance_graph = f"<{iri.named_graph(config.base, 'provenance')}>"

    def map(self, document: Document) -> Mapped:
        """The statements, names and account of one document."""
        page = Page(document, iri.document(self._base, document.id))
        tally = Tally(path=next(iter(document.source.annotations), document.source.text))
        participants = Participants(page, self.lexicon, self.identities)
        situations = Situations(page, self.lexicon, participants)
        state_document(page)
        participants.state(tally, triggers=situations.triggers)
        situations.state_events(tally)
        situations.state_implied(tally)
        situations.state_relations(tally)
        state_attributes(page, situations, self.lexicon, tally)
        state_links(page, situations, self.lexicon, tally, base=self._base)
        state_notes(page, tally)
        self._state_agencies(page, participants)
        graph = iri.document_graph(page.iri, document.annotator)
        quads = page.quads(f"<{graph}>")
        origin = page.quads(self._provenance_graph, provenance(page, f"<{graph}>", base=self._base))
        return Mapped(graph, quads, origin, quads.count("\n"), participants.names, tally)

    def identified(self, document: Document) -> set[tuple[str, str, str]]:
        """(family, key, identifier) of the names in a document that carry an identifier, without mapping the rest."""
        page = Page(document, iri.document(self._base, document.id))
        triggers = {event.trigger for event in document.events if event.trigger}
        return Participants(page, self.lexicon, self.identities).identified(triggers=triggers)

    def _state_agencies(self, page: Page, participants: Participants) -> None:
        """Agencies are organizations where the ontology says of which class they are."""
        property_ = self.lexicon.schema.property_called("usesMaterialFrom")
        classes = [self.lexicon.schema.classes.get(iri_) for iri_ in sorted(property_.range)] if property_ else []
        for name in agencies(page):
            class_ = next((found for found in classes if found), None)
            if property_ and class_:
                page.add(page.subject, f"<{property_.iri}>", participants.entity(name, class_))
