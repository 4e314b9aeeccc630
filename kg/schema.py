"""The ontology as the mapping and the queries need it: classes, roles, ranges, codes, and how people call them.

Names are matched without case, accents, spaces and signs, in this order: local name (`MarketRanking`), label in any
language («classement»), alternative or hidden label. The order decides where two terms share a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import OntologyError, similar
from kg.letters import normalised
from kg.vocab import BIZ, OWL, RDF, RDFS, SKOS, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SITUATION = f"{BIZ}Situation"
_QUANTITY = f"{BIZ}Quantity"
_MONEY = f"{BIZ}MonetaryAmount"
_CORE_CLASSES = frozenset(BIZ + name for name in ("Situation", "Quantity", "Document", "TextSpan", "CodedValue"))

_VALUE_LABELS: dict[str, str] = {
    "money": "money", "montant": "money", "amount": "money",
    "date": "date", "time": "date",
    "period": "period", "periode": "period",
    "duration": "duration", "duree": "duration",
    "rank": "rank", "rang": "rank", "ordinal": "rank",
    "quantity": "quantity", "quantite": "quantity", "cardinal": "quantity", "number": "quantity",
    "percentage": "percentage", "percent": "percentage", "pourcentage": "percentage",
}  # fmt: skip
"""Labels of value mentions, normalised, and the kind of value they announce."""

_LEVELS = ("name", "label", "alternative")


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or code.

    Attributes:
        iri: Its IRI.
        name: Its local name.
        labels: Preferred label by language.
        alternatives: Alternative and hidden labels, in any language.
        is_derived: Whether rules conclude it, so that nobody annotates it.
    """

    iri: str
    name: str
    labels: dict[str, str]
    alternatives: tuple[str, ...]
    is_derived: bool = False

    def label(self, language: str) -> str:
        """The label in one language, else in English, else any, else the local name."""
        return self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()), self.name)


@dataclass(frozen=True, slots=True)
class Class(Term):
    """A class.

    Attributes:
        ancestors: All classes above it, itself included.
        has_legal_form: Whether names of its instances may end in a legal form (`Ltd`, `SARL`) that is no part of them.
    """

    ancestors: frozenset[str] = frozenset()
    has_legal_form: bool = False

    @property
    def is_situation(self) -> bool:
        """Whether its instances are situations."""
        return _SITUATION in self.ancestors

    @property
    def value_kind(self) -> str | None:
        """The kind of value that its instances are: `money`, `quantity` or None."""
        if _MONEY in self.ancestors:
            return "money"
        return "quantity" if _QUANTITY in self.ancestors else None

    @property
    def is_entity(self) -> bool:
        """Whether its instances are things in the world that texts name."""
        return not self.ancestors & _CORE_CLASSES


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property.

    Attributes:
        domain: Classes whose instances may have it; empty where nothing is said.
        range: Classes or datatypes of its values; empty where nothing is said.
        is_object: Whether its values are resources.
        code_list: The concept scheme its values come from.
    """

    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    is_object: bool = False
    code_list: str | None = None


@dataclass(frozen=True, slots=True)
class Code(Term):
    """A code of a code list."""

    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """An ontology that can be asked by name.

    Attributes:
        classes: By IRI.
        properties: By IRI.
        codes: By IRI.
        names: Normalised name to terms, best match first.
    """

    classes: dict[str, Class]
    properties: dict[str, Property]
    codes: dict[str, Code]
    names: dict[str, tuple[Term, ...]] = field(repr=False)

    def class_called(self, name: str) -> Class | None:
        """The class that goes by this name, or None."""
        return next((term for term in self.names.get(normalised(name), ()) if isinstance(term, Class)), None)

    def property_called(self, name: str, *, of: Class | None = None) -> Property | None:
        """The property that goes by this name; one whose domain fits the class `of` is preferred.

        Returns:
            None where no property has the name, or all that have it belong to other classes.
        """
        found = [term for term in self.names.get(normalised(name), ()) if isinstance(term, Property)]
        if of is None:
            return next(iter(found), None)
        return next((term for term in found if not term.domain or term.domain & of.ancestors), None)

    def code_called(self, name: str, *, of: Property) -> Code | None:
        """The code of a property's list that goes by this name, or None."""
        return next(
            (
                term
                for term in self.names.get(normalised(name), ())
                if isinstance(term, Code) and (of.code_list is None or term.scheme == of.code_list)
            ),
            None,
        )

    def codes_of(self, property_: Property) -> list[Code]:
        """The codes of a property's list, by name."""
        return sorted((c for c in self.codes.values() if c.scheme == property_.code_list), key=lambda code: code.name)

    def value_kind(self, label: str) -> str | None:
        """The kind of value that a mention with this label is, or None where it is no value."""
        kind = _VALUE_LABELS.get(normalised(label))
        if kind is None and (found := self.class_called(label)):
            return found.value_kind
        return kind

    def family(self, class_: Class) -> str:
        """Local name of the topmost entity class above a class: what IRIs of entities begin with."""
        tops = [
            self.classes[iri]
            for iri in class_.ancestors
            if iri in self.classes and self.classes[iri].ancestors == {iri} and self.classes[iri].is_entity
        ]
        return min((top.name for top in tops), default=class_.name)

    def roles_of(self, class_: Class) -> list[Property]:
        """The properties whose domain names the class or one of its ancestors, by name."""
        fitting = (p for p in self.properties.values() if p.domain & class_.ancestors)
        return sorted(fitting, key=lambda term: term.name)

    def suggestion(self, name: str, *, among: Iterable[Term]) -> str | None:
        """The local name nearest to a misspelt one, or None where nothing is near."""
        candidates = {
            normalised(word): term.name
            for term in among
            for word in (*term.alternatives, *term.labels.values(), term.name)
        }
        near = similar(normalised(name), among=candidates, cutoff=0.8)
        return candidates[near[0]] if near else None


def load(files: Iterable[Path]) -> Schema:
    """The schema that Turtle files declare together.

    Raises:
        OntologyError: A file is missing, is no Turtle, or together they declare no class.
    """
    return _load(tuple(files))


@cache
def _load(files: tuple[Path, ...]) -> Schema:
    triples = _Triples(files)
    classes = {iri: triples.class_(iri) for iri in triples.instances(f"{OWL}Class", f"{RDFS}Class")}
    if not classes:
        raise OntologyError(
            "no class is declared", path=", ".join(map(str, files)), hint="declare classes as owl:Class"
        )
    properties = {iri: triples.property_(iri) for iri in triples.properties()}
    codes = {
        iri: Code(**triples.naming(iri), scheme=triples.first(iri, f"{SKOS}inScheme") or "")
        for iri in triples.subjects(f"{SKOS}inScheme")
    }
    return Schema(classes, properties, codes, _index([*classes.values(), *properties.values(), *codes.values()]))


def _index(terms: list[Term]) -> dict[str, tuple[Term, ...]]:
    """Normalised name to terms, by level of the match, then by IRI."""
    found: dict[str, list[tuple[int, str, Term]]] = {}
    for term in terms:
        words = {"name": (term.name,), "label": tuple(term.labels.values()), "alternative": term.alternatives}
        for rank, level in enumerate(_LEVELS):
            for word in words[level]:
                found.setdefault(normalised(word), []).append((rank, term.iri, term))
    return {
        name: tuple({iri: term for _, iri, term in sorted(entries, key=lambda entry: entry[:2])}.values())
        for name, entries in found.items()
    }


class _Triples:
    """The triples of some files, by subject and predicate."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self._objects: dict[tuple[str, str], list[ox.Literal | str]] = {}
        for file in files:
            for quad in _parse(file):
                subject, object_ = _key(quad.subject), quad.object
                value = object_ if isinstance(object_, ox.Literal) else _key(object_)
                self._objects.setdefault((subject, quad.predicate.value), []).append(value)

    def _resources(self, subject: str, predicate: str) -> list[str]:
        return [value for value in self._objects.get((subject, predicate), ()) if isinstance(value, str)]

    def _literals(self, subject: str, predicate: str) -> list[ox.Literal]:
        return [value for value in self._objects.get((subject, predicate), ()) if isinstance(value, ox.Literal)]

    def first(self, subject: str, predicate: str) -> str | None:
        return min(self._resources(subject, predicate), default=None)

    def subjects(self, predicate: str) -> list[str]:
        return sorted({subject for subject, p in self._objects if p == predicate and not subject.startswith("_:")})

    def instances(self, *classes: str) -> list[str]:
        typed = self.subjects(f"{RDF}type")
        return [subject for subject in typed if set(self._resources(subject, f"{RDF}type")) & set(classes)]

    def properties(self) -> list[str]:
        kinds = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{RDF}Property")
        return self.instances(*kinds)

    def closure(self, subject: str, predicate: str) -> set[str]:
        """Everything reached from a subject over a predicate, itself included, without blank nodes."""
        reached, open_ = {subject}, [subject]
        while open_:
            new = {o for o in self._resources(open_.pop(), predicate) if not o.startswith("_:")} - reached
            reached |= new
            open_.extend(new)
        return reached

    def naming(self, iri: str) -> dict[str, Any]:
        """The arguments that every `Term` takes."""
        preferred = [*self._literals(iri, f"{RDFS}label"), *self._literals(iri, f"{SKOS}prefLabel")]
        others = [*self._literals(iri, f"{SKOS}altLabel"), *self._literals(iri, f"{SKOS}hiddenLabel")]
        notations = self._literals(iri, f"{SKOS}notation")
        return {
            "iri": iri,
            "name": local_name(iri),
            "labels": {literal.language or "": literal.value for literal in preferred},
            "alternatives": tuple(sorted({literal.value for literal in (*others, *notations)})),
            "is_derived": bool(self._literals(iri, f"{BIZ}isDerived")),
        }

    def class_(self, iri: str) -> Class:
        ancestors = frozenset(self.closure(iri, f"{RDFS}subClassOf"))
        legal = any(self._literals(ancestor, f"{BIZ}hasLegalForm") for ancestor in ancestors)
        return Class(**self.naming(iri), ancestors=ancestors, has_legal_form=legal)

    def property_(self, iri: str) -> Property:
        types = self._resources(iri, f"{RDF}type")
        return Property(
            **self.naming(iri),
            domain=frozenset(self._classes_of(iri, f"{RDFS}domain")),
            range=frozenset(self._classes_of(iri, f"{RDFS}range")),
            is_object=f"{OWL}ObjectProperty" in types,
            code_list=self.first(iri, f"{BIZ}codeList"),
        )

    def _classes_of(self, iri: str, predicate: str) -> Iterator[str]:
        """The classes or datatypes that a domain or range names, unions and restrictions taken apart."""
        for value in self._resources(iri, predicate):
            if not value.startswith("_:"):
                yield value
            yield from self._resources(value, f"{OWL}onDatatype")
            for list_ in self._resources(value, f"{OWL}unionOf"):
                yield from self._members(list_)

    def _members(self, list_: str) -> Iterator[str]:
        while list_ != f"{RDF}nil":
            yield from self._resources(list_, f"{RDF}first")
            list_ = next(iter(self._resources(list_, f"{RDF}rest")), f"{RDF}nil")


def _key(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _parse(file: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except FileNotFoundError as error:
        raise OntologyError("no such file", path=str(file)) from error
    except SyntaxError as error:
        raise OntologyError(
            f"not valid Turtle: {error.msg}", path=str(file), line=error.lineno, column=error.offset
        ) from error
