"""Names for IRIs in the language a reader wants, and in any other where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.query.lookup import literals
from kg.query.terms import readable
from kg.rdftext import literal
from kg.vocab import FOAF, RDFS, SCHEMA, SKOS, prefixes

if TYPE_CHECKING:
    from kg.store import Opened

_PROPERTIES = (SKOS + "prefLabel", RDFS + "label", FOAF + "name", SCHEMA + "name")


_REMEMBERED = 50_000
"""Labels kept at once."""


def language_of_labels(opened: Opened, tag: str) -> str | None:
    """The language of the graph's names that a reader's tag asks for: `fr` for `fr-CA` where nothing is called in it.

    Args:
        opened: The graph.
        tag: A BCP 47 language tag.

    Returns:
        The tag or its longest beginning in which something has a name (RFC 4647, section 3.4); None for none.
    """
    parts = tag.lower().split("-")
    names = "|".join(f"<{name}>" for name in _PROPERTIES)
    for length in range(len(parts), 0, -1):
        wanted = literal("-".join(parts[:length]))
        asked = f"SELECT (LANG(?name) AS ?tag) {{ ?thing {names} ?name FILTER(LCASE(LANG(?name)) = {wanted}) }} LIMIT 1"
        solutions: Any = opened.store.query(asked, use_default_graph_as_union=True)
        for solution in solutions:
            return str(solution["tag"].value)
    return None


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
