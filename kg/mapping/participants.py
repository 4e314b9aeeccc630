"""Who and what a document mentions: entities with their names, values with their readings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.mapping.account import Tally
from kg.mapping.quantities import UNSTATED_CURRENCY, Reading, reading, with_currency_beside
from kg.names import Name, name_key

if TYPE_CHECKING:
    from kg.mapping.lexicon import Lexicon
    from kg.mapping.page import Page
    from kg.model import Document, Link, Mention
    from kg.names import Identities
    from kg.schema import Class


@dataclass(slots=True)
class Participants:
    """What the mentions of a document refer to.

    Attributes:
        entities: Mention id to the term of its entity.
        classes: Mention id to the class of its entity.
        readings: Mention id to the reading of its value.
        names: Names of entities, with the number of mentions.
    """

    page: Page
    lexicon: Lexicon
    identities: Identities
    entities: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Class] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    names: Counter[Name] = field(default_factory=Counter)

    def state(self, tally: Tally, *, triggers: set[str]) -> None:
        """Add the statements of all mentions but triggers, which belong to their events."""
        document = self.page.document
        identifiers = self._identifiers(document, tally)
        representatives = self._representatives(document, tally, identifiers)
        mentions = {mention.id: mention for mention in document.mentions}
        for mention in document.mentions:
            if mention.id in triggers:
                continue
            meaning = self.lexicon.meaning(mention.label)
            if meaning.kind == "entity":
                named = mentions[representatives.get(mention.id, mention.id)]
                self._state_entity(mention, named=named, identifier=identifiers.get(named.id, ""))
                tally.keep("mentions")
            elif meaning.kind == "value":
                self._state_value(mention, meaning.value_kind, tally)
            elif meaning.kind == "code":
                self.page.mention(mention, of=None)
                tally.keep("mentions")
            else:
                self._leave(mention, meaning.kind, tally)

    def identified(self, *, triggers: set[str]) -> set[tuple[str, str, str]]:
        """(family, key, identifier) of the names that `state` would remember with an identifier."""
        document, uncounted = self.page.document, Tally(path="")
        identifiers = self._identifiers(document, uncounted)
        representatives = self._representatives(document, uncounted, identifiers) if identifiers else {}
        found = set()
        for mention in document.mentions:
            identifier = identifiers.get(mention.id)
            class_ = self.lexicon.meaning(mention.label).class_
            names = mention.id not in triggers and representatives.get(mention.id, mention.id) == mention.id
            if names and identifier and class_:
                found.add((*self._name(mention.text, class_), identifier))
        return found

    def _leave(self, mention: Mention, kind: str, tally: Tally) -> None:
        known = kind == "situation"
        tally.leave(
            "mentions",
            line=mention.line,
            annotation=mention.id,
            reason=f"{mention.label!r} expresses no event" if known else f"unknown label {mention.label!r}",
            text=mention.text,
            hint="make it the trigger of an event" if known else self.lexicon.label_hint(mention.label),
        )

    def _identifiers(self, document: Document, tally: Tally) -> dict[str, str]:
        """Mention id to `authority:key` of its link; links on events are left to the situations."""
        targets = {mention.id: mention for mention in document.mentions}
        found: dict[str, str] = {}
        for link in document.links:
            if link.target not in targets:
                continue
            reason, hint = self._link_fault(link, targets[link.target].label) if link.key is not None else ("", "")
            if reason:
                text = f"{link.authority}:{link.key}"
                tally.leave("links", line=link.line, annotation=link.target, reason=reason, text=text, hint=hint)
                continue
            tally.keep("links")
            if link.key is not None:
                found.setdefault(link.target, f"{self.lexicon.authority(link.authority)}:{link.key}")
        return found

    def _link_fault(self, link: Link, label: str) -> tuple[str, str]:
        """Why a link on a mention identifies nothing, and what to do; empty strings where it does."""
        authority = self.lexicon.authority(link.authority)
        if authority is None:
            return f"unknown authority {link.authority!r}", "declare it in kg.toml under [authorities]"
        if authority == "Matter":
            return "a matter of no event", "link the event instead"
        if self.lexicon.entity_class(label) is None:
            return f"a link on a mention that is no entity ({label!r})", ""
        return self.lexicon.key_fault(link.key or "", of=authority)

    def _representatives(self, document: Document, tally: Tally, identifiers: dict[str, str]) -> dict[str, str]:
        """Mention id to the mention that names its entity: of a set the first linked one, else the first."""
        labels = {mention.id: mention.label for mention in document.mentions}
        found = {}
        for set_ in document.sets:
            members = [id_ for id_ in set_.members if id_ in labels and self.lexicon.entity_class(labels[id_])]
            if len(members) < len(set_.members):
                reason = f"a set ({set_.label!r}) of other things than entities"
                tally.leave("sets", line=set_.line, annotation="", reason=reason, text=" ".join(set_.members))
                continue
            tally.keep("sets")
            first = next((id_ for id_ in members if id_ in identifiers), members[0])
            found.update(dict.fromkeys(members, first))
        return found

    def _state_entity(self, mention: Mention, *, named: Mention, identifier: str) -> None:
        class_ = self.lexicon.entity_class(named.label)
        if class_ is None:
            return
        entity = self.entity(named.text, class_, identifier=identifier, mentions=mention is named)
        self.entities[mention.id] = entity
        self.classes[mention.id] = class_
        self.page.mention(mention, of=entity)

    def entity(self, name: str, class_: Class, *, identifier: str = "", mentions: bool = True) -> str:
        """The term of the entity that a name refers to; the name is remembered unless told otherwise."""
        family, key = self._name(name, class_)
        if mentions:
            language = self.page.document.language or ""
            self.names[Name(family, key, name, language, class_.iri, identifier)] += 1
        return f"<{self.identities.entity(family, key)}>"

    def _name(self, name: str, class_: Class) -> tuple[str, str]:
        """Family and key of a name."""
        return self.lexicon.schema.family(class_), name_key(name, legal_form=class_.has_legal_form)

    def _state_value(self, mention: Mention, kind: str, tally: Tally) -> None:
        document = self.page.document
        found = reading(mention.text, kind=kind, language=document.language, date=document.metadata.get("date"))
        hint = "write the value as an attribute, or correct the span"
        if UNSTATED_CURRENCY in found.node:
            whole = with_currency_beside(document.text, mention.fragments, language=document.language or "")
            if whole is not None:
                found = Reading(kind, refusal="no currency in the words marked, but one beside them")
                hint = f"mark {whole!r}"
        self.readings[mention.id] = found
        term = self.page.annotation(mention.id) if found.node else None
        self.page.mention(mention, of=term)
        tally.keep("mentions")
        if found.refusal:
            tally.leave(
                "values", line=mention.line, annotation=mention.id, reason=found.refusal, text=mention.text,
                hint=hint,
            )  # fmt: skip
            return
        tally.keep("values")
        self.page.statements += found.statements
        for predicate, object_ in found.node:
            self.page.add(str(term), predicate, object_)
