"""Candidates: the few of many focus nodes at which a SPARQL constraint can be violated at all.

Most SPARQL constraints speak of few nodes: those with a rare property, a certain code, a name that is not known. A
constraint's query is loosened (`kg.check.loosening`) until it is one that the store answers fast. Every node at fault
is among what that one finds; the query itself is then asked for these alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.absence import is_absent
from kg.check.data import SHAPES_GRAPH
from kg.check.loosening import FEW, Loosener, listed
from kg.check.parsed_query import parsed
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.check.queries import Scope
    from kg.check.sparql_text import SparqlText

_MOST = 2000
"""Candidates that are written into a query at most."""

_HAVING = re.compile(
    r"\s*GROUP\s+BY\s+[?$]this\s+HAVING\s*\(\s*COUNT\s*\(\s*DISTINCT\s+[?$](\w+)\s*\)\s*>\s*(\d+)\s*\)\s*",
    re.IGNORECASE,
)
"""The end of a query for nodes with more than so many values: more solutions can only make them more."""


def candidates(text: SparqlText, scope: Scope) -> str | None:
    """A pattern for the focus nodes among which all are at which a query has solutions.

    Args:
        text: A query that can be joined with the pattern of the focus nodes.
        scope: The shape at its focus nodes.

    Returns:
        A VALUES clause for `?this`, and for other variables that are projected; None where the focus nodes are few
        already, or the candidates too many, or what they are cannot be seen.
    """
    if scope.screening is None or SHAPES_GRAPH.value in text.whole:
        return None
    size = scope.screening.sizes.get(scope.focus.pattern, 0)
    limit = min(_MOST, size // FEW)
    try:
        query = parsed(text.whole)
        group = query.query.where
        if group is None or is_absent(group, query=query, data=scope.data):
            return "VALUES ?this { }"
        loosened = Loosener(query, scope, scope.screening).loosened(group, counted=_HAVING.fullmatch(text.tail))
        if loosened is None:
            return None
        rows = scope.data.plain_rows(f"{text.prologue} {loosened} LIMIT {limit + 1}")
    except (QueryError, SyntaxError, RuntimeError):
        return None  # the store is the judge of what is a query, and says so when it is asked
    names = [variable.value for variable in rows.variables]
    found = [[row[name] for name in names] for row in rows]
    # A blank node has no name that a query could write.
    if len(found) > limit or any(isinstance(term, ox.BlankNode | ox.Triple) for terms in found for term in terms):
        return None
    written = sorted(f"({' '.join(map(str, terms))})" for terms in found)
    return f"VALUES ({listed(names)}) {{ {' '.join(written)} }}"
