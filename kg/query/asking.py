"""Asking parts of a query by themselves: with its own declarations, over the union of all graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.running import base_of
from kg.vocab import prefixes

if TYPE_CHECKING:
    from kg.query.running import Prepared
    from kg.query.syntax import Query
    from kg.store import Opened


class Asker:
    """Asks patterns in the words of one query: its prefixes and its base, declared or that of its file, hold in them.

    Args:
        opened: The graph.
        prepared: The query that the patterns are parts of.
        query: Its parts.
    """

    __slots__ = ("_base", "_prefixes", "_prologue", "_store")

    def __init__(self, opened: Opened, prepared: Prepared, query: Query) -> None:
        self._store = opened.store
        self._prologue = prepared.text[: query.start]
        self._prefixes = prefixes(opened.base)
        self._base = base_of(prepared.stored)

    def any(self, pattern: str) -> bool:
        """Whether a pattern, without its braces, has a row."""
        return bool(self._ask(f"ASK {{ {pattern}\n}}"))

    def number(self, pattern: str, *, most: int) -> int:
        """Rows of a pattern, without its braces; counted no further than `most`."""
        counted = f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {pattern}\n}} LIMIT {most} }} }}"
        term = next(iter(self.select(counted)))[0]
        return int(term.value) if isinstance(term, ox.Literal) else 0

    def select(self, query: str) -> ox.QuerySolutions:
        """The solutions of a SELECT that declares nothing itself."""
        solutions = self._ask(query)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - SELECT gives solutions
        return solutions

    def _ask(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self._store.query(
            f"{self._prologue}\n{query}",
            base_iri=self._base,
            use_default_graph_as_union=True,
            prefixes=self._prefixes,
        )
