"""Literals as the user wrote them, in a store that writes some of them in another form.

Oxigraph keeps `"01"^^xsd:integer` as `1`, `"5"^^xsd:byte` as an `xsd:integer`, `"P12M"^^xsd:duration` as `P1Y` (seen in
pyoxigraph 0.5). To SHACL these are different terms: `sh:datatype`, `sh:in`, `sh:hasValue`, `sh:pattern` and counts
look at what is written. So where an RDF file holds such literals, they are wrapped: the store keeps the characters,
with a datatype that it does not know, and comparisons unwrap them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.vocab import XSD

if TYPE_CHECKING:
    from kg.check.shapes_graph import Term

WRAPPER = "urn:kg:as-written:"
"""Namespace of the datatypes of wrapped literals."""

_KEPT = frozenset({XSD + "string", XSD + "anyURI"})
_NODE = ox.NamedNode("urn:kg:node")


@cache
def is_rewritten(literal: ox.Literal) -> bool:
    """Whether the store would write a literal in another form.

    Example:
        >>> is_rewritten(ox.Literal("01", datatype=ox.NamedNode(XSD + "integer")))
        True
    """
    datatype = literal.datatype.value
    if literal.language is not None or datatype in _KEPT or not datatype.startswith(XSD):
        return False
    return _stored(literal) != literal


def wrapped(term: Term) -> Term:
    """A term; a literal that the store would rewrite, with its characters kept."""
    if isinstance(term, ox.Literal) and is_rewritten(term):
        return ox.Literal(term.value, datatype=ox.NamedNode(WRAPPER + term.datatype.value))
    return term


def unwrapped(term: Term) -> Term:
    """A term as it was written."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(WRAPPER):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype.value.removeprefix(WRAPPER)))
    return term


def comparable(term: Term) -> Term:
    """A term in the form in which the store compares it."""
    written = unwrapped(term)
    return _stored(written) if written is not term and isinstance(written, ox.Literal) else term


@cache
def _stored(literal: ox.Literal) -> ox.Literal:
    store = ox.Store()
    store.add(ox.Quad(_NODE, _NODE, literal))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)  # noqa: S101 - what goes in as a literal comes out as one
    return quad.object
