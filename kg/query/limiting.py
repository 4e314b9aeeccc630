"""Cutting an answer short: a LIMIT that is part of the query, so that the engine stops too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.query.parser import parse
from kg.vocab import prefixes

if TYPE_CHECKING:
    from kg.query.running import Prepared
    from kg.store import Opened


def limited(prepared: Prepared, *, count: int, opened: Opened) -> Prepared:
    """A query with at most `count` rows or triples; a lower limit of its own stays.

    Raises:
        UsageError: The query is an ASK, or only the engine can read it.
    """
    if prepared.syntax is None or prepared.syntax.form == "ASK":
        raise UsageError("this query cannot be limited", hint="leave --limit out")
    query = parse(prepared.text, prefixes=prefixes(opened.base))
    if query.limit is None:
        text = f"{prepared.text[: query.end]}\nLIMIT {count}\n{prepared.text[query.end :]}"
    else:
        least = min(count, int(query.limit.text))
        text = prepared.text[: query.limit.start] + str(least) + prepared.text[query.limit.end :]
    return prepared._replace(text=text)
