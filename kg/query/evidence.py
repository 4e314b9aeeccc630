"""Rows with what they rest on: the documents, annotations and sentences of their situations.

The situations of a row are its cells that have evidence. Where no column holds any, as in sums and counts, the query's
pattern is asked once more for the situations behind each row.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.parser import parse
from kg.query.scope import bound_in
from kg.query.syntax import name_of
from kg.query.terms import readable
from kg.trace import Place, trace
from kg.vocab import BIZ, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.query.running import Prepared
    from kg.query.syntax import Query
    from kg.store import Opened

_EVIDENCE = ox.NamedNode(BIZ + "evidence")
COLUMNS = ("documents", "annotations", "sentences")
"""What is added: ids of documents, `file:line id` of annotations, sentences; several in a cell stand one a line."""


@dataclass(frozen=True, slots=True)
class Supported:
    """Rows with their evidence.

    Attributes:
        solutions: The rows with three more columns, as the engine's own solutions.
        rows: How many there are.
        without: How many of them rest on no situation that the query binds.
    """

    solutions: ox.QuerySolutions
    rows: int
    without: int


def with_evidence(opened: Opened, *, prepared: Prepared, answer: ox.QuerySolutions) -> Supported:
    """The rows of an answer with the documents, annotations and sentences they rest on.

    Args:
        opened: The graph.
        prepared: The query that was asked.
        answer: Its rows, read to their end.
    """
    return _Gatherer(opened, prepared).gather(answer)


class _Gatherer:
    """Finds the situations of rows in one graph."""

    def __init__(self, opened: Opened, prepared: Prepared) -> None:
        self._opened = opened
        self._store = opened.store
        self._prepared = prepared
        self._prefixes = prefixes(opened.base)
        self._known: dict[ox.NamedNode, bool] = {}

    def gather(self, answer: ox.QuerySolutions) -> Supported:
        columns = [variable.value for variable in answer.variables]
        rows = [tuple(solution) for solution in answer]
        found = [{term.value for term in row if self._is_situation(term)} for row in rows]
        if not any(found):
            found = self._behind(columns, rows)
        places = trace(self._store, sorted(set().union(*found)))
        names = [name if name not in columns else f"{name}_" for name in COLUMNS]
        bindings = []
        for row, situations in zip(rows, found, strict=True):
            cells = {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None}
            texts = self._texts([place for iri in sorted(situations) for place in places[iri]])
            for name, text in zip(names, texts, strict=True):
                if text:
                    cells[name] = {"type": "literal", "value": text}
            bindings.append(cells)
        results = {"head": {"vars": [*columns, *names]}, "results": {"bindings": bindings}}
        parsed = ox.parse_query_results(json.dumps(results).encode(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(parsed, ox.QuerySolutions)  # noqa: S101 - what was written has bindings
        return Supported(parsed, rows=len(rows), without=sum(not situations for situations in found))

    def _texts(self, places: Iterable[Place]) -> tuple[str, str, str]:
        documents: dict[str, None] = {}
        annotations: dict[str, None] = {}
        sentences: dict[str, None] = {}
        for place in places:
            documents[readable(place.document_iri, prefixes=self._prefixes)] = None
            annotations[place.where] = None
            sentences[" ".join((place.sentence or place.quote or "").split())] = None
        return "\n".join(documents), "\n".join(annotations), "\n".join(filter(None, sentences))

    def _is_situation(self, term: object) -> bool:
        if not isinstance(term, ox.NamedNode):
            return False
        if term not in self._known:
            self._known[term] = any(True for _ in self._store.quads_for_pattern(term, _EVIDENCE, None, None))
        return self._known[term]

    def _behind(self, columns: list[str], rows: list[tuple[object, ...]]) -> list[set[str]]:
        """Situations that the pattern binds for each row without showing them."""
        nothing: list[set[str]] = [set() for _ in rows]
        if self._prepared.syntax is None or not rows:
            return nothing
        text = self._prepared.text
        query = parse(text, prefixes=self._prefixes)
        plain = [name_of(column.variable) for column in query.columns if column.expression is None]
        hidden = self._hidden(query, text, columns)
        if not hidden or query.where is None:
            return nothing
        body = text[query.where.start : query.where.end]
        values = text[query.values.start : query.values.end] if query.values else ""
        head = " ".join(f"?{name}" for name in [*plain, *hidden])
        found: dict[tuple[object, ...], set[str]] = {}
        for solution in self._select(f"{text[: query.start]} SELECT DISTINCT {head} {body} {values}"):
            cells = tuple(solution)
            situations = (term.value for term in cells[len(plain) :] if self._is_situation(term))
            found.setdefault(cells[: len(plain)], set()).update(situations)
        positions = [columns.index(name) for name in plain]
        return [found.get(tuple(row[at] for at in positions), set()) for row in rows]

    def _hidden(self, query: Query, text: str, columns: list[str]) -> list[str]:
        """Variables of the pattern that stand for situations and are no columns."""
        if query.where is None:
            return []
        inside = text[query.where.start : query.where.end]
        return [
            name
            for name in sorted(bound_in(query.where) - set(columns))
            if self._ask(f"{text[: query.start]} ASK {{ {inside} ?{name} <{BIZ}evidence> ?kgEvidence }}")
        ]

    def _select(self, query: str) -> ox.QuerySolutions:
        solutions = self._store.query(query, use_default_graph_as_union=True, prefixes=self._prefixes)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - SELECT gives solutions
        return solutions

    def _ask(self, query: str) -> bool:
        return bool(self._store.query(query, use_default_graph_as_union=True, prefixes=self._prefixes))


def _json_term(term: object) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON Format has it (section 3.2.2)."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    else:
        cell["datatype"] = term.datatype.value
    return cell
