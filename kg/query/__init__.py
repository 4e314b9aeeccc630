"""Asking a graph: stored queries, `.rq` files and SPARQL text, with typed parameters and errors that point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.query.catalog import catalog
from kg.query.header import Column, Parameter, StoredQuery
from kg.query.running import run

if TYPE_CHECKING:
    from kg.query.table import Table, Triples
    from kg.query.terms import Iri

__all__ = ["Column", "Iri", "Parameter", "StoredQuery", "Table", "Triples", "catalog", "run"]

_HOMES = {"Iri": "kg.query.terms", "Table": "kg.query.table", "Triples": "kg.query.table"}


def __getattr__(name: str) -> Any:
    """What only Python's callers name, imported when it is first used (PEP 562): `kg query` starts without."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.query' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - as above

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
