"""The data that a check looks at."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import kg.check.data
from kg.check.data import Data


@pytest.fixture
def store():
    thing = ox.NamedNode("urn:t:a")
    quads = [ox.Quad(thing, ox.NamedNode("urn:t:p"), ox.Literal(str(number)), thing) for number in range(3)]
    store = ox.Store()
    store.extend([*quads, ox.Quad(ox.BlankNode("b"), ox.NamedNode("urn:t:p"), thing, thing)])
    return store


def test_few_quads_on_disk_are_checked_in_memory(store):
    ontology = ox.NamedNode("urn:t:ontology")

    copy = Data(store, ontology, on_disk=True).nearer()

    assert copy.store is not store
    assert sorted(map(str, copy.store)) == sorted(map(str, store))
    assert (copy.ontology, copy.on_disk) == (ontology, False)


@pytest.mark.parametrize(("few", "is_copied"), [(3, False), (4, True)], ids=["too many", "just few enough"])
def test_many_quads_stay_where_they_are(store, monkeypatch, few, is_copied):
    monkeypatch.setattr(kg.check.data, "_FEW", few)

    assert (Data(store, on_disk=True).nearer().store is not store) == is_copied


def test_quads_in_memory_are_not_copied(store):
    data = Data(store)

    assert data.nearer() is data
