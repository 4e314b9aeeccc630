"""What annotators may mark, as an ontology allows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.export.appearance import PALETTE
from kg.vocab import BIZ

if TYPE_CHECKING:
    from kg.schema import Class, Property, Schema

VALUE_LABELS: dict[str, dict[str, str]] = {
    "Money": {"en": "money", "fr": "montant"},
    "Date": {"en": "date", "fr": "date"},
    "Period": {"en": "period", "fr": "période"},
    "Duration": {"en": "duration", "fr": "durée"},
    "Rank": {"en": "rank", "fr": "rang"},
    "Quantity": {"en": "quantity", "fr": "quantité"},
    "Percentage": {"en": "percentage", "fr": "pourcentage"},
}
"""Labels of value mentions, which no ontology needs to declare, with what annotators read."""

ENTITY_PALETTE = ("#88CCEE", "#DDCC77", "#CC6677", "#AA4499", "#44AA99", "#999933", "#B7C9E2", "#D9B3C7")
"""Colours of families of entities (Paul Tol's muted scheme, SRON technical note, 2021); events have those of edges."""

VALUE_COLOUR = "#DDDDDD"

_SITUATION, _QUANTITY = f"{BIZ}Situation", f"{BIZ}Quantity"
# What follows from spans and links.
_NEVER_ANNOTATED = frozenset(
    BIZ + name for name in ("evidence", "mention", "matter", "sameSituationAs", "usesMaterialFrom")
)
_LITERAL_KINDS = {"integer": ("Rank",), "duration": ("Duration",), "decimal": ("Quantity",)}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be marked.

    Attributes:
        name: What is stored: a name of the ontology.
        label: What annotators read.
        colour: `#RRGGBB`.
    """

    name: str
    label: str
    colour: str = VALUE_COLOUR


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a situation, with the names of what may fill it."""

    item: Item
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A situation that can be marked, with its roles."""

    item: Item
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property with a code list: what it is put on, and its codes."""

    item: Item
    targets: tuple[str, ...]
    codes: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that links two things: names of what it may start at and end at."""

    item: Item
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that can be marked; each tuple is sorted by name."""

    language: str
    entities: tuple[Item, ...]
    values: tuple[Item, ...]
    events: tuple[Event, ...]
    attributes: tuple[Attribute, ...]
    relations: tuple[Relation, ...]


def vocabulary_of(schema: Schema, *, language: str) -> Vocabulary:
    """What an ontology lets annotators mark.

    Args:
        schema: The ontology.
        language: Of the labels.
    """
    return _Maker(schema, language).vocabulary()


class _Maker:
    def __init__(self, schema: Schema, language: str) -> None:
        self.schema = schema
        self.language = language
        named = [class_ for class_ in schema.classes.values() if class_.labels and not class_.is_derived]
        classes = sorted(named, key=lambda class_: class_.name)
        self.entities = [class_ for class_ in classes if class_.is_entity]
        self.situations = [class_ for class_ in classes if class_.is_situation and class_.iri != _SITUATION]
        families = sorted({schema.family(class_) for class_ in self.entities})
        self._family_colour = dict(zip(families, ENTITY_PALETTE * len(families), strict=False))

    def vocabulary(self) -> Vocabulary:
        values = tuple(
            Item(name, labels.get(self.language, labels["en"])) for name, labels in sorted(VALUE_LABELS.items())
        )
        colours = PALETTE * len(self.situations)
        return Vocabulary(
            language=self.language,
            entities=tuple(
                Item(class_.name, class_.label(self.language), self._family_colour[self.schema.family(class_)])
                for class_ in self.entities
            ),
            values=values,
            events=tuple(
                Event(Item(class_.name, class_.label(self.language), colour), self._roles(class_))
                for class_, colour in zip(self.situations, colours, strict=False)
            ),
            attributes=tuple(self._attributes()),
            relations=tuple(self._relations()),
        )

    def _item(self, term: Property) -> Item:
        return Item(term.name, term.label(self.language))

    def _properties(self) -> list[Property]:
        annotated = (p for p in self.schema.properties.values() if not p.is_derived and p.iri not in _NEVER_ANNOTATED)
        return sorted(annotated, key=lambda property_: property_.name)

    def _roles(self, class_: Class) -> tuple[Role, ...]:
        fitting = (p for p in self._properties() if p.domain & class_.ancestors and not p.code_list)
        return tuple(Role(self._item(p), fillers) for p in fitting if (fillers := self._fillers(p)))

    def _fillers(self, property_: Property) -> tuple[str, ...]:
        """Names of the labels that may fill a property; values by the datatype of a literal."""
        if property_.is_object:
            return self._below(property_.range)
        kinds = [kind.rsplit("#", 1)[-1] for kind in property_.range]
        named = next((_LITERAL_KINDS[kind] for kind in kinds if kind in _LITERAL_KINDS), None)
        by_name = ("Duration",) if property_.name == "duration" else ("Date",)
        return named or (by_name if "Literal" in kinds else ())

    def _below(self, classes: frozenset[str]) -> tuple[str, ...]:
        """Names of the labels that stand for classes at or below some."""
        names = [c.name for c in (*self.entities, *self.situations) if c.ancestors & classes]
        for iri in classes:
            class_ = self.schema.classes.get(iri)
            if class_ and class_.value_kind == "money":
                names.append("Money")
            elif class_ and _QUANTITY in class_.ancestors:
                names += ["Quantity", "Percentage"]
        return tuple(sorted(dict.fromkeys(names)))

    def _attributes(self) -> list[Attribute]:
        found = []
        for property_ in self._properties():
            codes = tuple(Item(code.name, code.label(self.language)) for code in self.schema.codes_of(property_))
            targets = self._below(property_.domain) if property_.code_list else ()
            if "Quantity" in targets:
                # Money is a quantity too: what may be said of one may be said of the other.
                targets = tuple(sorted({*targets, "Money"}))
            if codes and targets:
                found.append(Attribute(self._item(property_), targets, codes))
        return found

    def _relations(self) -> list[Relation]:
        """Links between things that are no situations: the roles of situations are theirs."""
        found = []
        for property_ in self._properties():
            is_role = any(self._is_situation(iri) for iri in property_.domain)
            if not property_.is_object or is_role or property_.code_list:
                continue
            starts, ends = self._below(property_.domain), self._below(property_.range)
            if starts and ends:
                found.append(Relation(self._item(property_), starts, ends))
        return found

    def _is_situation(self, iri: str) -> bool:
        return iri in self.schema.classes and self.schema.classes[iri].is_situation
