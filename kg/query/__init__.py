"""Asking a graph: stored queries, `.rq` files and SPARQL text, with typed parameters and errors that point."""

from __future__ import annotations

from kg.query.catalog import catalog
from kg.query.header import Column, Parameter, StoredQuery
from kg.query.running import run
from kg.query.table import Table, Triples
from kg.query.terms import Iri

__all__ = ["Column", "Iri", "Parameter", "StoredQuery", "Table", "Triples", "catalog", "run"]
