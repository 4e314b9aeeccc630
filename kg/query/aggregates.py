"""The aggregate functions of SPARQL (SPARQL 1.1 Query, section 18.5.1)."""

from __future__ import annotations

AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})


def may_aggregate(text: str) -> bool:
    """Whether a query's text names an aggregate function at all, be it in a comment.

    Example:
        >>> may_aggregate("SELECT (count(*) AS ?n) {}"), may_aggregate("SELECT * {}")
        (True, False)
    """
    upper = text.upper()
    return any(name in upper for name in AGGREGATES)
