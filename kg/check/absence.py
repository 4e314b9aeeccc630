"""Whether a query asks for triples that are nowhere: then it has no solutions, whatever else is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.syntax import Branches, Statement, SubSelect

if TYPE_CHECKING:
    from kg.check.data import Data
    from kg.check.parsed_query import ParsedQuery
    from kg.check.paths import Path
    from kg.query.syntax import Element, Group, Triple


def is_absent(group: Group, *, query: ParsedQuery, data: Data) -> bool:
    """Whether a group requires a triple whose predicate, or predicate and object, no triple in the data has.

    Args:
        group: The group.
        query: The query that it is part of.
        data: What is asked.

    Raises:
        QueryError: A path that cannot be read.
    """
    return any(_is_absent(element, query, data) for element in group.elements)


def _is_absent(element: Element, query: ParsedQuery, data: Data) -> bool:
    if isinstance(element, Statement):
        return element.plain and any(_is_absent_triple(triple, query, data) for triple in element.triples)
    if isinstance(element, Branches):
        if element.kind == "UNION":
            return all(is_absent(group, query=query, data=data) for group in element.groups)
        return element.kind == "GROUP" and is_absent(element.groups[0], query=query, data=data)
    if isinstance(element, SubSelect) and element.query.where is not None:
        # An aggregate without GROUP BY has a solution where its pattern has none.
        counts = any(column.expression is not None for column in element.query.columns)
        return (element.query.grouped or not counts) and is_absent(element.query.where, query=query, data=data)
    return False


def _is_absent_triple(triple: Triple, query: ParsedQuery, data: Data) -> bool:
    path = query.path(triple)
    if path is None:
        return False
    value = query.iri(triple.object) if path.kind == "predicate" and triple.object is not None else None
    return _leads_nowhere(path, data, ox.NamedNode(value) if value is not None else None)


def _leads_nowhere(path: Path, data: Data, value: ox.NamedNode | None = None) -> bool:
    """Whether no triple pattern with this path has a match, with this object where it is a mere predicate."""
    if path.kind == "predicate":
        return not data.has(path.iri, value)
    if path.kind in ("*", "?"):
        return False
    parts = [_leads_nowhere(part, data) for part in path.parts]
    return all(parts) if path.kind == "alternative" else any(parts)
