"""Single look-ups in a store, as IRIs and literals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator


def subjects(store: ox.Store, *, predicate: str, value: str | None = None) -> Iterator[str]:
    """IRIs that have a property, with a certain IRI as value or with any."""
    node = ox.NamedNode(value) if value is not None else None
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), node, None):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def values(store: ox.Store, *, subject: str, predicate: str) -> Iterator[str]:
    """IRIs that are values of a thing's property."""
    for quad in store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None):
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object.value


def literals(store: ox.Store, *, subject: str, predicate: str) -> Iterator[ox.Literal]:
    """Literals that are values of a thing's property."""
    for quad in store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None):
        if isinstance(quad.object, ox.Literal):
            yield quad.object
