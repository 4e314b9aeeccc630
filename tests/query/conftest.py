"""A small built graph, in the store and as rdflib sees it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.query.running import Prepared, ask
from kg.query.terms import value_of
from kg.resources import folder
from kg.store import Opened, load_rdf
from kg.vocab import DEFAULT_BASE

FIXTURE = Path(__file__).parent / "fixtures" / "news.trig"
ONTOLOGY = ("core.ttl", "core-codes.ttl", "business.ttl", "business-codes.ttl")


@pytest.fixture(scope="session")
def opened() -> Opened:
    store = ox.Store()
    load_rdf(store, FIXTURE)
    for name in ONTOLOGY:
        load_rdf(store, folder("ontology") / name, to_graph=f"{DEFAULT_BASE}graph/ontology")
    return Opened(store=store, path=FIXTURE, base=DEFAULT_BASE, version=None)


@pytest.fixture(scope="session")
def dataset(opened: Opened) -> rdflib.Dataset:
    data = rdflib.Dataset(default_union=True)
    data.parse(data=opened.store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return data


@pytest.fixture(scope="session")
def oxigraph_rows():
    """The rows of a prepared query, as values that can be compared with rdflib's."""
    return _oxigraph_rows


@pytest.fixture(scope="session")
def rdflib_rows():
    """The rows of a prepared query as rdflib gives them, as values that can be compared with Oxigraph's."""
    return _rdflib_rows


_CONVERTED = {rdflib.XSD.gYear, rdflib.XSD.gYearMonth, rdflib.XSD.duration}


def _oxigraph_rows(opened: Opened, prepared: Prepared) -> list[tuple[object, ...]]:
    answer = ask(opened, prepared=prepared)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(_number(value_of(term)) for term in solution) for solution in answer]


def _rdflib_rows(dataset: rdflib.Dataset, prepared: Prepared) -> list[tuple[object, ...]]:
    return [tuple(_rdflib_value(term) for term in row) for row in dataset.query(prepared.text)]


def _rdflib_value(term: object) -> object:
    if term is None or isinstance(term, rdflib.URIRef):
        return None if term is None else str(term)
    assert isinstance(term, rdflib.Literal)
    if term.datatype in _CONVERTED:
        return str(term)
    return _number(str(term) if term.language else term.toPython())


def _number(value: object) -> object:
    """Numbers by value, for SUM of decimals and COALESCE with 0 differ in datatype between the engines."""
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
