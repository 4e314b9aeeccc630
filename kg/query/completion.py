"""What may follow what somebody has typed: stored queries, parameters, names, terms of the ontology, keywords."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.query.catalog import names, read_query
from kg.query.codes import codes_of
from kg.query.entities import Entities
from kg.query.lookup import subjects
from kg.query.terms import shortened
from kg.vocab import OWL, RDF, SKOS, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.query.header import Parameter, StoredQuery
    from kg.store import Opened

_KEYWORDS = """
SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES ASK CONSTRUCT DESCRIBE ORDER GROUP BY HAVING LIMIT OFFSET
COUNT SUM MIN MAX AVG EXISTS NOT REGEX CONTAINS STR LANG PREFIX
""".split()  # noqa: SIM905 - a table of words reads best as words
_KINDS = tuple(OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
_MOST = 200


class Completions:
    """Completions in one graph.

    Args:
        opened: The graph; None where there is none to look names up in.
        folders: Of stored queries.
    """

    def __init__(self, opened: Opened | None, *, folders: Iterable[Path]) -> None:
        self._opened = opened
        self._files = names(folders)

    def queries(self, start: str) -> list[str]:
        """Names of stored queries that begin so."""
        return [name for name in self._files if name.startswith(start)]

    def parameters(self, query: str, start: str) -> list[str]:
        """`name=` of the parameters of a stored query, or `name=value` after the sign."""
        stored = self._stored(query)
        if stored is None:
            return []
        name, sign, value = start.partition("=")
        if not sign:
            return [f"{one.name}=" for one in stored.parameters if one.name.startswith(name)]
        known = {one.name: one for one in stored.parameters}
        return [f"{name}={text}" for text in self._values(known[name], value)] if name in known else []

    def _stored(self, query: str) -> StoredQuery | None:
        return read_query(self._files[query]) if query in self._files else None

    def _values(self, parameter: Parameter, start: str) -> list[str]:
        if self._opened is None:
            return []
        if parameter.type == "code":
            return [code for code in codes_of(self._opened, parameter.name) if code.startswith(start)]
        if parameter.type in {"entity", "company"} or ":" in parameter.type:
            return self.entities(start)
        return []

    def entities(self, start: str) -> list[str]:
        """Names of entities that begin so, whatever their case."""
        folded = start.casefold()
        return [name for name in self._names if name.casefold().startswith(folded)][:_MOST]

    @cached_property
    def _names(self) -> list[str]:
        return sorted({name for name, _ in Entities(self._opened).all_names()}) if self._opened else []

    def words(self, start: str) -> list[str]:
        """Prefixes, terms and keywords of SPARQL that begin so."""
        if ":" in start:
            return [term for term in self._terms if term.startswith(start)][:_MOST]
        keywords = [word for word in _KEYWORDS if start and word.startswith(start.upper())]
        return keywords + [name for name in self._prefixes if name.startswith(start)]

    @cached_property
    def _prefixes(self) -> list[str]:
        return sorted(f"{name}:" for name in prefixes(self._opened.base)) if self._opened else []

    @cached_property
    def _terms(self) -> list[str]:
        """CURIEs of the ontology, the codes and the entities."""
        if self._opened is None:
            return []
        found = {iri for kind in _KINDS for iri in subjects(self._opened.store, predicate=RDF + "type", value=kind)}
        found.update(subjects(self._opened.store, predicate=SKOS + "prefLabel"))
        known = prefixes(self._opened.base)
        return sorted(shortened(iri, prefixes=known) for iri in found)
