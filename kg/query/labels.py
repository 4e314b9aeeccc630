"""Names for IRIs in the language a reader wants, and in any other where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.lookup import literals
from kg.query.terms import readable
from kg.vocab import FOAF, RDFS, SCHEMA, SKOS, prefixes

if TYPE_CHECKING:
    from kg.store import Opened

_PROPERTIES = (SKOS + "prefLabel", RDFS + "label", FOAF + "name", SCHEMA + "name")


_REMEMBERED = 50_000
"""Labels kept at once."""


class Labels:
    """What things are called; each is looked up once."""

    def __init__(self, opened: Opened, *, language: str = "en") -> None:
        self._store = opened.store
        self._language = language
        self._prefixes = prefixes(opened.base)
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        """The label of an IRI, else its short form."""
        if iri not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()  # a million rows must not take a million names of memory
            self._known[iri] = self.name(iri) or readable(iri, prefixes=self._prefixes)
        return self._known[iri]

    def name(self, iri: str) -> str | None:
        """The label in the wanted language, else in English, else without a language, else any; None for none."""
        for name in _PROPERTIES:
            found = {(text.language or "", text.value) for text in literals(self._store, subject=iri, predicate=name)}
            if found:
                return min(found, key=self._distance)[1]
        return None

    def is_described(self, iri: str) -> bool:
        """Whether the graph has a name for a term, as it has for all of its ontology."""
        return self.name(iri) is not None

    def _distance(self, label: tuple[str, str]) -> tuple[int, str, str]:
        language, text = label
        wanted = (self._language, "en", "")
        return (wanted.index(language) if language in wanted else len(wanted), language, text)
