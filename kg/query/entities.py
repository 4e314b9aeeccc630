"""Which thing a name means: exact first, then without case and accents, then without the legal form."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError, similar
from kg.iri import annotation, document, named_graph
from kg.query.labels import Labels
from kg.query.lookup import subjects, values
from kg.query.terms import Iri, expanded, shortened
from kg.vocab import BIZ, CODE, RDF, RDFS, SKOS, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.store import Opened

_NAMES = tuple(ox.NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel"))
_NAMES += (ox.NamedNode(RDFS + "label"),)
# Tags that names in business news carry; any other is found by the slower search through all names.
_LANGUAGES = (None, "en", "fr", "de", "es", "it", "nl", "pt")
_NEAR = 3


class Entities:
    """The things of a graph that have names.

    Args:
        opened: The graph.
        language: Of labels in messages.
        declared: Prefixes that CURIEs may have besides those that need no declaration.
    """

    def __init__(
        self, opened: Opened, *, language: str = "en", declared: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._opened = opened
        self._store = opened.store
        self._prefixes = {**prefixes(opened.base), **declared}
        self._ontology_graph = named_graph(opened.base, "ontology")
        self._labels = Labels(opened, language=language)

    def find(self, text: str, *, of_class: str | None = None, what: str = "name") -> Iri:
        """The one thing that somebody means.

        Args:
            text: One of its names, a CURIE, an IRI, or `document#annotation`.
            of_class: IRI of a class: others of that name do not count.
            what: What the text is called in errors.

        Raises:
            UsageError: Nothing is called so, or several things are.
        """
        iri = self.iri(text)
        if iri is not None:
            return self._occurring(iri, text=text, what=what)
        found = self._named(text)
        fitting = self._of_class(found, of_class)
        if found and not fitting:
            raise self._other_class(text, found, of_class, what=what)
        if not fitting:
            raise self.unknown(text, of_class, what=what)
        if len(fitting) > 1:
            raise self._ambiguous(text, fitting, what=what)
        return Iri(fitting[0])

    def iri(self, text: str) -> str | None:
        """The IRI that a text is: in full, as a CURIE, or as `document#annotation`; None where it is a name."""
        found = expanded(text, prefixes=self._prefixes)
        if found is not None:
            return found
        document_id, sign, local = text.partition("#")
        if not sign:
            return None
        iri = document(self._opened.base, document_id)
        iri = annotation(iri, local) if not local.startswith("char=") else f"{iri}#{local}"
        return iri if self.occurs(iri) else None

    def occurs(self, iri: str) -> bool:
        """Whether an IRI is the subject or object of anything."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        quads = self._store.quads_for_pattern
        return any(True for _ in quads(node, None, None, None)) or any(True for _ in quads(None, None, node, None))

    def is_used_as_property(self, iri: str) -> bool:
        """Whether a statement has an IRI as its property, which a graph without its ontology need not describe."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return next(self._store.quads_for_pattern(None, node, None, None), None) is not None

    def _occurring(self, iri: str, *, text: str, what: str) -> Iri:
        if self.occurs(iri):
            return Iri(iri)
        tail = iri.rsplit("/", 1)[-1].partition("-")[2] or iri
        near = self._near(tail) or self.near_terms(iri)
        hint = f"did you mean {' or '.join(near)}?" if near else None
        raise UsageError(f"{what} {text!r} does not occur in this graph", hint=hint)

    def _named(self, text: str) -> list[str]:
        """IRIs of the things of one name, sorted, from the strictest comparison that finds any."""
        exact = self._exactly(text)
        if exact:
            return exact
        from kg.names.keys import name_key  # noqa: PLC0415 - most names are written as the graph has them

        for legal_form in (False, True):
            wanted = name_key(text, legal_form=legal_form)
            found = {iri for name, iri in self.all_names() if name_key(name, legal_form=legal_form) == wanted}
            if found:
                return sorted(found)
        return []

    def _exactly(self, text: str) -> list[str]:
        if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
            return []  # bytes that are no UTF-8, which no store holds
        found: set[str] = set()
        for language in _LANGUAGES:
            literal = ox.Literal(text, language=language) if language else ox.Literal(text)
            for name in _NAMES:
                found.update(iri for _, iri in self._things(name, literal))
        return sorted(found)

    def all_names(self) -> Iterator[tuple[str, str]]:
        """Every name with the IRI of what it names, ontology and code lists apart."""
        for name in _NAMES:
            yield from self._things(name, None)

    def _things(self, name: ox.NamedNode, text: ox.Literal | None) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, name, text, None):
            subject, graph = quad.subject, quad.graph_name
            if not isinstance(subject, ox.NamedNode) or subject.value.startswith((BIZ, CODE)):
                continue
            if isinstance(graph, ox.NamedNode) and graph.value == self._ontology_graph:
                continue
            if isinstance(quad.object, ox.Literal):
                yield quad.object.value, subject.value

    def _of_class(self, found: list[str], of_class: str | None) -> list[str]:
        if of_class is None or not self._labels.is_described(of_class):
            return found  # an RDF file without its ontology cannot say what is of a class
        classes = self._narrower(of_class)
        # Of a thing without any type the name decides alone.
        return [iri for iri in found if not (types := self._types(iri)) or types & classes]

    def _types(self, iri: str) -> set[str]:
        return set(values(self._store, subject=iri, predicate=RDF + "type"))

    def _narrower(self, of_class: str) -> set[str]:
        """A class and all its subclasses."""
        known, waiting = {of_class}, [of_class]
        while waiting:
            new = set(subjects(self._store, predicate=RDFS + "subClassOf", value=waiting.pop())) - known
            known |= new
            waiting.extend(new)
        return known

    def _called(self, iri: str) -> str:
        """An entity in a message: its label, its CURIE and its types."""
        types = ", ".join(sorted(self._labels(name) for name in self._types(iri)))
        return f"{self._labels(iri)!r} {shortened(iri, prefixes=self._prefixes)}" + (f" ({types})" if types else "")

    def _ambiguous(self, text: str, found: list[str], *, what: str) -> UsageError:
        listed = ", ".join(self._called(iri) for iri in found)
        first = shortened(found[0], prefixes=self._prefixes)
        return UsageError(f"{what} {text!r} names {len(found)} things: {listed}", hint=f"give one by CURIE, as {first}")

    def _other_class(self, text: str, found: list[str], of_class: str | None, *, what: str) -> UsageError:
        wanted = self._labels(of_class) if of_class else "entity"
        return UsageError(f"{what} {text!r} is no {wanted}: it names {', '.join(self._called(iri) for iri in found)}")

    def unknown(self, text: str, of_class: str | None = None, *, what: str) -> UsageError:
        """What to say of a text that nothing is called by."""
        from kg.query.annotations import unknown_annotation  # noqa: PLC0415 - only mistakes need it

        as_annotation = unknown_annotation(self._opened, text, what=what) if "#" in text else None
        if as_annotation is not None:
            return as_annotation
        near = self._near(text, of_class=of_class)
        kind = self._labels(of_class) if of_class else "thing"
        hint = f"did you mean {' or '.join(near)}?" if near else None
        return UsageError(f"{what} {text!r}: no {kind} of this name in the graph", hint=hint)

    def near_terms(self, iri: str) -> list[str]:
        """Up to three properties, classes and codes, as CURIEs, that an IRI may be a misspelling of."""
        from kg.query.near import Neighbours  # noqa: PLC0415 - only mistakes need it

        return Neighbours(self._opened, declared=self._prefixes).meant(iri)

    def _near(self, text: str, *, of_class: str | None = None) -> list[str]:
        """Up to three names, quoted, that resemble a text."""
        from kg.names.keys import name_key  # noqa: PLC0415 - as above

        wanted = name_key(text)
        names: dict[str, tuple[str, str]] = {}
        for name, iri in self.all_names():
            names.setdefault(name_key(name), (name, iri))
        close = similar(wanted, among=names, most=_NEAR * 2)
        close += [key for key in sorted(names) if key not in close and wanted and _shares_word(wanted, key)]
        fitting = [names[key] for key in close]
        allowed = set(self._of_class([iri for _, iri in fitting], of_class))
        return [repr(name) for name, iri in fitting if iri in allowed][:_NEAR]


def _shares_word(wanted: str, key: str) -> bool:
    return bool(set(wanted.split()) & set(key.split()))
