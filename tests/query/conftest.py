"""A small built graph, in the store and as rdflib sees it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

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
