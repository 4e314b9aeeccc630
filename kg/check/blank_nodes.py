"""Names for blank nodes in reports: made from what is said of them, so that the same check gives the same report.

A store gives blank nodes new names whenever a file is read, so those names mean nothing to anyone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import unwrapped

if TYPE_CHECKING:
    from kg.check.data import Data
    from kg.check.report import Result
    from kg.check.shapes_graph import Term

Said = Callable[[ox.BlankNode], Iterable[tuple[str, "Term"]]]
"""From a blank node to predicates and objects."""

_DIGITS = 10
_DEPTH = 8


def name_from(said: Said, node: ox.BlankNode) -> str:
    """A name for a blank node: a hash of its properties and values, through blank nodes below it."""
    return "b" + hashlib.sha256(_description(said, node, ()).encode()).hexdigest()[:_DIGITS]


def renamed(results: Iterable[Result], data: Data) -> list[Result]:
    """Results in which blank nodes of the data have names that do not change from run to run.

    Different blank nodes of which the same is said get names that differ in a number at the end.
    """
    names: dict[Term, ox.BlankNode] = {}
    taken: dict[str, int] = {}
    store = data.exact or data.store

    def said(node: ox.BlankNode) -> Iterable[tuple[str, Term]]:
        for quad in store.quads_for_pattern(node, None, None):
            yield quad.predicate.value, unwrapped(quad.object)  # type: ignore[arg-type]

    def name(term: Term | None) -> Term | None:
        if not isinstance(term, ox.BlankNode):
            return term
        if term not in names:
            label = name_from(said, term)
            taken[label] = taken.get(label, 0) + 1
            names[term] = ox.BlankNode(label if taken[label] == 1 else f"{label}.{taken[label]}")
        return names[term]

    return [
        replace(result, focus_node=name(result.focus_node), value=name(result.value))  # type: ignore[arg-type]
        if isinstance(result.focus_node, ox.BlankNode) or isinstance(result.value, ox.BlankNode)
        else result
        for result in results
    ]


def _description(said: Said, node: Term, within: tuple[Term, ...]) -> str:
    if not isinstance(node, ox.BlankNode):
        return str(node)
    if node in within or len(within) > _DEPTH:
        return "_:"
    inside = (*within, node)
    return "[" + " ; ".join(sorted(f"<{iri}> {_description(said, value, inside)}" for iri, value in said(node))) + "]"
