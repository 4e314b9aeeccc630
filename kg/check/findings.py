"""Results with the places to look at: which file and line, and which words of which sentence."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.check.messages import PLACEHOLDER
from kg.check.terms import sh
from kg.errors import UsageError, similar
from kg.trace import Place, trace
from kg.vocab import BIZ, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.check.report import Report, Result
    from kg.check.shapes_graph import Term

_LEVELS = {sh("Violation"): "error", sh("Warning"): "warning", sh("Info"): "note"}

_LOOKED_AT = 100
"""Uses of a term among which the first is shown."""


def places_of(store: ox.Store, results: Iterable[Result]) -> dict[Result, Place]:
    """Result to the place that shows it best; results without any place are left out.

    Of a result with a path that is the words which give that property's value, else the trigger or the first mention.
    Where the focus node is in no text, its value may be.
    """
    wanted = list(results)
    found = trace(store, _named(result.focus_node for result in wanted))
    # A company that is the value at fault may have thousands of mentions: only where the focus node has none.
    astray = (result.value for result in wanted if not found.get(result.focus_node.value))
    found |= trace(store, (iri for iri in _named(astray) if iri not in found))
    chosen = {result: _best(result, found) for result in wanted}
    return {
        result: place for result in wanted if (place := chosen[result] or _where_used(store, result.value)) is not None
    }


def in_document(report: Report, store: ox.Store, name: str, *, base: str) -> Report:
    """The report with the results that stand in one document only.

    Args:
        report: What was found.
        store: Where places are looked up.
        name: The document's id, IRI or source file.
        base: The base IRI that documents are minted from.

    Raises:
        UsageError: The graph has no such document.
    """
    iri = _document_named(store, name, base)
    places = places_of(store, report.results)
    kept = report.keep(result for result in report.results if (p := places.get(result)) and p.document_iri == iri)
    return replace(kept, document=iri.removeprefix(f"{base}doc/"))


def _document_named(store: ox.Store, name: str, base: str) -> str:
    documents = [
        quad.subject.value
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(BIZ + "Document"))
        if isinstance(quad.subject, ox.NamedNode)
    ]
    for iri in documents:
        if name in (iri, iri.removeprefix(f"{base}doc/")):
            return iri
    for quad in store.quads_for_pattern(None, ox.NamedNode(BIZ + "sourceFile"), ox.Literal(name)):
        if isinstance(quad.subject, ox.NamedNode):
            return quad.subject.value
    near = similar(name, among=[iri.removeprefix(f"{base}doc/") for iri in documents])
    raise UsageError(
        f"there is no document {name!r} in the graph", hint=f"did you mean {near[0]!r}?" if near else "name its id"
    )


def to_json(report: Report, store: ox.Store) -> dict[str, Any]:
    """The whole report as plain dictionaries, each result with its place."""
    places = places_of(store, report.results)
    document = report.to_json()
    document["results"] = [
        {**result.to_json(), "place": place_json(places[result]) if result in places else None}
        for result in report.results
    ]
    return document


def level_of(severity: str) -> str:
    """How grave a severity is: `error`, `warning` or `note`; one that a shapes file makes up is the first."""
    return _LEVELS.get(severity, "error")


def value_to_show(result: Result) -> Term | None:
    """The value at fault, where neither the message nor the focus node shows it already."""
    named = {name for template in result.templates.values() for name in PLACEHOLDER.findall(template)}
    return None if "value" in named or result.value == result.focus_node else result.value


def place_json(place: Place) -> dict[str, Any]:
    """A place as a plain dictionary, with where its sentence begins."""
    return place.to_json() | {"sentence_begin": place.sentence_begin}


def _named(terms: Iterable[Term | None]) -> list[str]:
    return [term.value for term in terms if isinstance(term, ox.NamedNode)]


def _best(result: Result, found: dict[str, tuple[Place, ...]]) -> Place | None:
    for iri in _named((result.focus_node, result.value)):
        places = found.get(iri)
        if places:
            return _supporting(places, result) or places[0]
    return None


def _where_used(store: ox.Store, value: Term | None) -> Place | None:
    """Where a property or class is used first that the result is about: the ontology itself is in no text."""
    if not isinstance(value, ox.NamedNode):
        return None
    type_of = ox.NamedNode(RDF + "type")
    quads = (*_some(store, value, None), *_some(store, type_of, value))
    subjects = sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})
    return next((places[0] for places in trace(store, subjects).values() if places), None)


def _some(store: ox.Store, predicate: ox.NamedNode, value: ox.NamedNode | None) -> list[ox.Quad]:
    return list(islice(store.quads_for_pattern(None, predicate, value), _LOOKED_AT))


def _supporting(places: Sequence[Place], result: Result) -> Place | None:
    properties = set(result.path.predicates()) if result.path else set()
    backing = [place for place in places if properties & set(place.supports)]
    quoted = [place for place in backing if result.value is not None and place.quote == result.value.value]
    return next(iter(quoted or backing), None)
