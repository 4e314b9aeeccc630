"""The card of a thing: what the graph says of it, with the sentences that say so.

The field's own terms are not named here: a situation is what has evidence, a party is what has a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.iri import document
from kg.query.annotations import mentioned_by, spans_of, supported_by
from kg.query.cardtext import card_lines
from kg.query.entities import Entities
from kg.query.labels import Labels
from kg.query.lookup import literals, subjects, values
from kg.query.table import text_of
from kg.query.terms import readable, shortened, value_of
from kg.trace import Place, trace
from kg.vocab import BIZ, CODE, DCTERMS, RDF, RDFS, SCHEMA, SKOS, prefixes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.store import Opened

_TYPE = RDF + "type"
_NAMES = (SKOS + "prefLabel", SKOS + "altLabel")
_BOOKKEEPING = frozenset(
    {
        *_NAMES,
        _TYPE,
        BIZ + "evidence",
        BIZ + "mention",
        BIZ + "line",
        BIZ + "sourceFile",
        DCTERMS + "identifier",
        SCHEMA + "sha256",
    }
)
"""What the card says in its own way, or what only the program needs."""
_BOUNDS = {BIZ + "minValue": ("≥", CODE + "moreThan", ">"), BIZ + "maxValue": ("≤", CODE + "lessThan", "<")}
"""Signs of a quantity's bounds: as a rule, and where its approximation says that the bound itself is left out."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement as people read it.

    Attributes:
        property: Label of the property.
        value: The value: a label, an amount with its currency, a text.
        iri: The value's IRI, where it is a thing.
        words: The words of the text that give it.
    """

    property: str
    value: str
    iri: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A situation on the card of one of its parties, or of its document.

    Attributes:
        iri: The situation.
        short: How it is called in commands, as `en/deal#E1`.
        types: Labels of its classes, the narrowest only.
        roles: Labels of the parts that the card's thing has in it.
        issued: Day of the document; empty where it has none.
        facts: What else is said of it.
        places: Where it is said.
    """

    iri: str
    short: str
    types: tuple[str, ...]
    roles: tuple[str, ...]
    issued: str
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """All about a thing.

    Attributes:
        iri: The thing.
        short: Its CURIE, or how it is called in commands.
        label: Its name.
        types: Labels of its classes, the narrowest only.
        names: Its other names, with their language.
        facts: What is said of it.
        places: Where it is said or marked; of an entity, nothing: its situations say where.
        reports: The situations it takes part in or that it reports, by day.
    """

    iri: str
    short: str
    label: str
    types: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    reports: tuple[Report, ...]

    def __repr__(self) -> str:
        return "\n".join(card_lines(self))


def card(opened: Opened, thing: str, *, language: str = "en") -> Card:
    """The card of what somebody means.

    Args:
        opened: The graph.
        thing: Any name of an entity, a document's id, `document#annotation`, a CURIE or an IRI.
        language: Of labels.

    Raises:
        UsageError: Nothing is called so, or several things are.
    """
    return _Reader(opened, language).card(_thing(opened, thing, language))


def _thing(opened: Opened, text: str, language: str) -> str:
    entities = Entities(opened, language=language)
    as_document = document(opened.base, text)
    if entities.iri(text) is None and entities.occurs(as_document):
        return as_document
    return entities.find(text)


class _Reader:
    """Reads one graph."""

    def __init__(self, opened: Opened, language: str) -> None:
        self._store = opened.store
        self._labels = Labels(opened, language=language)
        self._prefixes = prefixes(opened.base)
        self._language = language

    def card(self, iri: str) -> Card:
        is_document = BIZ + "Document" in values(self._store, subject=iri, predicate=_TYPE)
        is_situation = self._is_situation(iri)
        found = self._reported_in(iri) if is_document else {} if is_situation else self._situations(iri)
        places = trace(self._store, [*found, iri])
        is_annotation = not is_situation and bool(spans_of(self._store, iri))
        title = next((text.value for text in literals(self._store, subject=iri, predicate=DCTERMS + "title")), None)
        facts = tuple(self._facts(iri, words=places[iri] if is_situation else ()))
        if is_annotation:
            title = " … ".join(" ".join((place.quote or "").split()) for place in places[iri])
            facts += tuple(self._marked(iri, places[iri], without=found))
        return Card(
            iri=iri,
            short=self._short(iri),
            label=self._labels.name(iri) or title or self._short(iri),
            types=self._types(iri) or (self._types_of_words(iri) if is_annotation else ()),
            names=self._other_names(iri),
            facts=facts,
            places=places[iri] if is_situation or is_annotation else (),
            reports=self._reports(found, places, of=iri),
        )

    def _short(self, iri: str) -> str:
        name = readable(iri, prefixes=self._prefixes)
        return name if not iri.startswith(CODE) else shortened(iri, prefixes=self._prefixes)

    def _is_situation(self, iri: str) -> bool:
        return any(True for _ in values(self._store, subject=iri, predicate=BIZ + "evidence"))

    def _types(self, iri: str) -> tuple[str, ...]:
        """Labels of the classes that no other class of the thing narrows."""
        found = set(values(self._store, subject=iri, predicate=_TYPE))
        wider = {
            parent for name in found for parent in values(self._store, subject=name, predicate=RDFS + "subClassOf")
        }
        return tuple(sorted(self._labels(name) for name in found - wider))

    def _types_of_words(self, iri: str) -> tuple[str, ...]:
        """Labels of the classes of what an annotation names; that it is a span of text where it names nothing."""
        found = {label for thing in mentioned_by(self._store, iri) for label in self._types(thing)}
        return tuple(sorted(found)) or (self._labels(BIZ + "TextSpan"),)

    def _marked(self, iri: str, places: Iterable[Place], *, without: Collection[str]) -> Iterator[Fact]:
        """What an annotation names, which situations it is evidence of and by which property, and its document."""
        for thing in mentioned_by(self._store, iri):
            yield Fact(self._labels(BIZ + "mention"), f"{self._labels(thing)} ({self._short(thing)})", thing)
        for situation, supported in supported_by(self._store, iri).items():
            if situation not in without:
                labels = sorted(self._labels(name) for name in supported)
                value = f"{self._short(situation)} ({', '.join(labels)})" if labels else self._short(situation)
                yield Fact(self._labels(BIZ + "evidence"), value, situation)
        for name in dict.fromkeys(place.document_iri for place in places):
            yield Fact(self._labels(BIZ + "inDocument"), self._short(name), name)

    def _other_names(self, iri: str) -> tuple[tuple[str, str], ...]:
        shown = self._labels.name(iri)
        texts = {text for name in _NAMES for text in literals(self._store, subject=iri, predicate=name)}
        return tuple(sorted({(text.value, text.language or "") for text in texts if text.value != shown}))

    def _situations(self, iri: str) -> dict[str, tuple[str, ...]]:
        """Situations that a thing has a part in, with the labels of its parts."""
        found: dict[str, set[str]] = {}
        for quad in self._store.quads_for_pattern(None, None, ox.NamedNode(iri), None):
            if isinstance(quad.subject, ox.NamedNode) and self._is_situation(quad.subject.value):
                found.setdefault(quad.subject.value, set()).add(self._labels(quad.predicate.value))
        return {situation: tuple(sorted(roles)) for situation, roles in found.items()}

    def _reported_in(self, iri: str) -> dict[str, tuple[str, ...]]:
        """Situations whose evidence stands in a document."""
        found: dict[str, tuple[str, ...]] = {}
        for span in subjects(self._store, predicate=BIZ + "inDocument", value=iri):
            found.update(dict.fromkeys(subjects(self._store, predicate=BIZ + "evidence", value=span), ()))
        return found

    def _reports(
        self, found: dict[str, tuple[str, ...]], places: dict[str, tuple[Place, ...]], *, of: str
    ) -> tuple[Report, ...]:
        reports = (
            Report(
                iri=iri,
                short=self._short(iri),
                types=self._types(iri),
                roles=roles,
                issued=self._issued(places[iri]),
                facts=tuple(fact for fact in self._facts(iri, words=places[iri]) if fact.iri != of),
                places=places[iri],
            )
            for iri, roles in found.items()
        )
        return tuple(sorted(reports, key=lambda report: (report.issued, report.short)))

    def _issued(self, places: Iterable[Place]) -> str:
        documents = dict.fromkeys(place.document_iri for place in places)
        issued = DCTERMS + "issued"
        days = [text.value for iri in documents for text in literals(self._store, subject=iri, predicate=issued)]
        return min(days, default="")

    def _facts(self, iri: str, *, words: Iterable[Place]) -> Iterator[Fact]:
        """Statements of a thing, by property and value, with the words that give the property's value."""
        quoted: dict[str, dict[str, None]] = {}
        for place in words:
            for name in place.supports:
                quoted.setdefault(name, {})[" ".join((place.quote or "").split())] = None
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None)
        pairs = {(quad.predicate.value, quad.object) for quad in quads}
        facts = []
        for name, term in pairs:
            if name not in _BOOKKEEPING:
                value = self._value(term)
                thing = term.value if isinstance(term, ox.NamedNode) else None
                facts.append(Fact(self._labels(name), value, thing, tuple(quoted.get(name, ()))))
        return iter(sorted(facts, key=lambda fact: (fact.property, fact.value, fact.iri or "")))

    def _value(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        if isinstance(term, ox.NamedNode):
            return self._amount(term.value) or self._labels(term.value)
        return text_of(value_of(term))

    def _amount(self, iri: str) -> str | None:
        """A quantity in one line: its number or bounds, its unit, how exact it is, and what it is converted to."""
        numbers = [self._number(text) for text in literals(self._store, subject=iri, predicate=BIZ + "value")]
        approximations = set(values(self._store, subject=iri, predicate=BIZ + "approximation"))
        bounds = {
            strict if excluding in approximations else sign: self._number(text)
            for name, (sign, excluding, strict) in _BOUNDS.items()
            for text in literals(self._store, subject=iri, predicate=name)
        }
        if len(bounds) == len(_BOUNDS):
            numbers.append("\N{EN DASH}".join(bounds.values()))
        else:
            numbers += [f"{sign} {number}" for sign, number in bounds.items()]
        if not numbers:
            return None
        units = [self._labels(name) for name in values(self._store, subject=iri, predicate=BIZ + "currency")]
        units += [text.value for text in literals(self._store, subject=iri, predicate=BIZ + "unit")]
        remarks = {self._labels(name) for name in approximations}
        for other in set(values(self._store, subject=iri, predicate=BIZ + "convertedTo")):
            remarks.add(self._amount(other) or self._short(other))
        tail = f" ({'; '.join(sorted(remarks))})" if remarks else ""
        return f"{' '.join(sorted(set(numbers)))} {' '.join(sorted(set(units)))}".strip() + tail

    def _number(self, text: ox.Literal) -> str:
        value = value_of(text)
        if not isinstance(value, Decimal | int):
            return text.value
        grouped = f"{Decimal(value).normalize():,f}"
        if self._language != "fr":
            return grouped
        return grouped.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
