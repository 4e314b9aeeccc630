"""From events and relations to situations and links between things."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.rdftext import literal
from kg.vocab import BIZ, RDF, XSD

if TYPE_CHECKING:
    from kg.mapping.account import Tally
    from kg.mapping.lexicon import Lexicon
    from kg.mapping.page import Page
    from kg.mapping.participants import Participants
    from kg.model import Argument, Event, Mention, Relation
    from kg.schema import Class, Property

_SITUATION, _QUANTITY, _CODED = f"{BIZ}Situation", f"{BIZ}Quantity", f"{BIZ}CodedValue"
_STRINGS = frozenset({f"{XSD}string", f"{RDF}langString"})
_TYPE = f"<{RDF}type>"
_END_COUNT = 2


@dataclass(slots=True)
class Situations:
    """The situations of a document, as its events and relations express them.

    Attributes:
        classes: Id of an event, relation or implied event to the class of its situation.
        implied: Mentions that are events without saying so: words of a situation that relations or attributes start
            at, as in tools that know no events.
    """

    page: Page
    lexicon: Lexicon
    participants: Participants
    classes: dict[str, Class] = field(default_factory=dict)
    implied: list[Mention] = field(default_factory=list)
    _mentions: dict[str, Mention] = field(default_factory=dict)
    _triggered: dict[str, str] = field(default_factory=dict)
    _counted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        document = self.page.document
        self._mentions = {mention.id: mention for mention in document.mentions}
        items: tuple[Event | Relation, ...] = (*document.events, *document.relations)
        for item in items:
            mapped = self.lexicon.relation(item.label)
            meaning = self.lexicon.meaning(mapped.situation if mapped else item.label)
            if meaning.kind == "situation" and meaning.class_:
                self.classes[item.id] = meaning.class_
        self._triggered = {event.trigger: event.id for event in document.events if event.trigger}
        self._imply()

    @property
    def triggers(self) -> set[str]:
        """Ids of the mentions that express events, told or implied."""
        return {*self._triggered, *(mention.id for mention in self.implied)}

    def _imply(self) -> None:
        document = self.page.document
        used = {filler for relation in document.relations for _, filler in relation.arguments}
        used |= {attribute.target for attribute in document.attributes}
        for mention in document.mentions:
            meaning = self.lexicon.meaning(mention.label)
            if (
                mention.id in used
                and mention.id not in self._triggered
                and meaning.kind == "situation"
                and meaning.class_
            ):
                self.classes[mention.id] = meaning.class_
                self.implied.append(mention)

    def state_events(self, tally: Tally) -> None:
        """Add a situation for each event whose label is a class of situation."""
        for event in self.page.document.events:
            trigger = self._mentions.get(event.trigger or "")
            class_ = self.classes.get(event.id)
            if class_ is None:
                self._leave_event(event, trigger, tally)
                continue
            term = self._open(event, class_)
            tally.keep("events")
            if trigger:
                self.page.mention(trigger, of=None)
                self.page.evidence(term, trigger, supports=_TYPE)
                self._count_trigger(trigger, "", tally)
            for argument in event.arguments:
                self._argument(term, class_, event, argument, tally)

    def state_implied(self, tally: Tally) -> None:
        """Add a situation for each mention that is an event without saying so."""
        for mention in self.implied:
            term = self._open(mention, self.classes[mention.id])
            self.page.mention(mention, of=None)
            self.page.evidence(term, mention, supports=_TYPE)
            tally.keep("mentions")

    def _open(self, item: Event | Relation | Mention, class_: Class) -> str:
        term = self.page.describe(item.id, line=item.line)
        self.page.add(term, _TYPE, f"<{class_.iri}>")
        return term

    def _count_trigger(self, trigger: Mention, reason: str, tally: Tally) -> None:
        """Count a trigger once, though several events may share it."""
        if trigger.id in self._counted:
            return
        self._counted.add(trigger.id)
        if reason:
            tally.leave("mentions", line=trigger.line, annotation=trigger.id, reason=reason, text=trigger.text)
        else:
            tally.keep("mentions")

    def _leave_event(self, event: Event, trigger: Mention | None, tally: Tally) -> None:
        meaning = self.lexicon.meaning(event.label)
        known = meaning.kind != "unknown"
        reason = f"{event.label!r} is no class of situation" if known else f"unknown label {event.label!r}"
        hint = self.lexicon.label_hint(event.label)
        words = trigger.text if trigger else event.label
        tally.leave("events", line=event.line, annotation=event.id, reason=reason, text=words, hint=hint)
        if trigger and not self._is_mapped_trigger(trigger.id):
            self._count_trigger(trigger, "the trigger of an event that is not mapped", tally)
        for role, filler in event.arguments:
            why = "an argument of an event that is not mapped"
            tally.leave("arguments", line=event.line, annotation=event.id, reason=why, text=f"{role}:{filler}")

    def _is_mapped_trigger(self, id_: str) -> bool:
        events = self.page.document.events
        return any(event.trigger == id_ and event.id in self.classes for event in events)

    def _argument(self, term: str, class_: Class, item: Event | Relation, argument: Argument, tally: Tally) -> None:
        role, filler = argument
        property_ = self.lexicon.role(role, of=class_)
        text = f"{role}:{filler}"
        if property_ is None:
            reason, hint = f"{role!r} is no role of {class_.name}", self.lexicon.role_hint(role, of=class_)
        else:
            object_, reason = self.filler(filler, property_)
            if object_:
                self._state_argument(term, property_, object_, filler)
                tally.keep("arguments")
                return
            hint = ""
        tally.leave("arguments", line=item.line, annotation=item.id, reason=reason, text=text, hint=hint)

    def _state_argument(self, term: str, property_: Property, object_: str, filler: str) -> None:
        predicate = f"<{property_.iri}>"
        self.page.add(term, predicate, object_)
        mention = self._mentions.get(filler)
        if mention:
            self.page.evidence(term, mention, supports=predicate)

    def filler(self, id_: str, property_: Property) -> tuple[str | None, str]:
        """The term of a filler in the form that a property's range asks for, or None and the reason."""
        if not property_.is_object:
            return self._literal(id_, property_)
        ranges = property_.range
        if self._expects(ranges, _SITUATION):
            event = id_ if id_ in self.classes else self._triggered.get(id_, "")
            known = event in self.classes
            return (self.page.annotation(event), "") if known else (None, f"{property_.name!r} takes a situation")
        if self._expects(ranges, _QUANTITY):
            found = self.participants.readings.get(id_)
            if found and found.node:
                return self.page.annotation(id_), ""
            return None, (found.refusal if found and found.refusal else f"{property_.name!r} takes an amount")
        if property_.code_list or self._expects(ranges, _CODED):
            return self._code(id_, property_)
        entity = self.participants.entities.get(id_)
        return (entity, "") if entity else (None, f"{property_.name!r} takes a thing, not {self._describe(id_)}")

    def _expects(self, ranges: frozenset[str], ancestor: str) -> bool:
        classes = self.lexicon.schema.classes
        return any(iri in classes and ancestor in classes[iri].ancestors for iri in ranges)

    def _code(self, id_: str, property_: Property) -> tuple[str | None, str]:
        mention = self._mentions.get(id_)
        code = self.lexicon.code(mention.text, of=property_) if mention else None
        if code:
            return f"<{code.iri}>", ""
        return None, f"no code of {property_.name!r} is called {mention.text if mention else id_!r}"

    def _literal(self, id_: str, property_: Property) -> tuple[str | None, str]:
        found = self.participants.readings.get(id_)
        mention = self._mentions.get(id_)
        if found and found.literal:
            return found.literal, ""
        if found and found.refusal:
            return None, found.refusal
        if mention and property_.range & _STRINGS:
            return literal(mention.text), ""
        return None, f"{property_.name!r} takes a value, not {self._describe(id_)}"

    def _describe(self, id_: str) -> str:
        if id_ in self._mentions:
            return f"a {self._mentions[id_].label}"
        return f"a {self.classes[id_].name}" if id_ in self.classes else repr(id_)

    def state_relations(self, tally: Tally) -> None:
        """Add a situation, or a link between two things, for each relation."""
        for relation in self.page.document.relations:
            mapped = self.lexicon.relation(relation.label)
            if relation.id in self.classes:
                class_ = self.classes[relation.id]
                term = self._open(relation, class_)
                tally.keep("relations")
                for role, filler in relation.arguments:
                    self._argument(
                        term, class_, relation, (mapped.roles.get(role, role) if mapped else role, filler), tally
                    )
            else:
                self._link(relation, tally)

    def _link(self, relation: Relation, tally: Tally) -> None:
        reason = self._link_ends(relation) if len(relation.arguments) == _END_COUNT else "a relation without two ends"
        if not reason:
            tally.keep("relations")
            tally.read["arguments"] += _END_COUNT
            tally.mapped["arguments"] += _END_COUNT
            return
        text = " ".join(f"{role}:{filler}" for role, filler in relation.arguments)
        hint = self.lexicon.relation_hint(relation.label)
        tally.leave("relations", line=relation.line, annotation=relation.id, reason=reason, text=text, hint=hint)
        for role, filler in relation.arguments:
            why = "an argument of a relation that is not mapped"
            tally.leave("arguments", line=relation.line, annotation=relation.id, reason=why, text=f"{role}:{filler}")

    def _link_ends(self, relation: Relation) -> str:
        """State the link; an empty string, or why it cannot be stated."""
        if self.lexicon.any_role(relation.label) is None:
            return f"unknown relation {relation.label!r}"
        (_, one), (_, other) = relation.arguments
        subject, class_ = self.subject(one)
        property_ = self.lexicon.role(relation.label, of=class_) if class_ else None
        if property_ is None and self.classes.get(other):
            # A role drawn from the party to the event means the same.
            one, other = other, one
            subject, class_ = self.subject(one)
            property_ = self.lexicon.role(relation.label, of=class_) if class_ else None
        if subject is None or class_ is None:
            return f"{relation.label!r} starts at {self._describe(one)}, which is nothing in the graph"
        if property_ is None:
            return f"{relation.label!r} is no relation of {class_.name}"
        object_, reason = self.filler(other, property_)
        if object_ and class_.is_situation:
            self._state_argument(subject, property_, object_, other)
        elif object_:
            self.page.add(subject, f"<{property_.iri}>", object_)
        return reason

    def subject(self, id_: str) -> tuple[str | None, Class | None]:
        """The term and class of what an annotation stands for: an entity, a value node, a situation."""
        if id_ in self.classes:
            return self.page.annotation(id_), self.classes[id_]
        if id_ in self.participants.entities:
            return self.participants.entities[id_], self.participants.classes[id_]
        found = self.participants.readings.get(id_)
        if found and found.node:
            name = "MonetaryAmount" if found.kind == "money" else "Quantity"
            return self.page.annotation(id_), self.lexicon.schema.classes.get(BIZ + name)
        if id_ in self._triggered:
            return self.subject(self._triggered[id_])
        return None, None
