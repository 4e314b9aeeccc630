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
    monkeypatch.setattr(kg.check.data, "FEW", few)

    assert (Data(store, on_disk=True).nearer().store is not store) == is_copied


def test_quads_in_memory_are_not_copied(store):
    data = Data(store)

    assert data.nearer() is data


def _text(store, path, *, lines=None, more=b""):
    """The quads of a store as N-Quads, as many as are wanted."""
    found = store.dump(format=ox.RdfFormat.N_QUADS).splitlines(keepends=True)
    path.write_bytes(b"".join(found[:lines]) + more)
    return path


def test_the_text_of_a_graph_is_read_instead_of_its_store(store, tmp_path):
    text = tmp_path / "quads.nq"
    text.write_text("".join(f'<urn:t:text> <urn:t:p> "{number}" .\n' for number in range(4)), encoding="utf-8")

    copy = Data(store, on_disk=True, text=text).nearer()

    assert {quad.subject.value for quad in copy.store} == {"urn:t:text"}


@pytest.mark.parametrize(
    "damage", [{"lines": 2}, {"more": b"<urn:t:a> <urn:t"}, {"more": b"<urn:t:x> <urn:t:p> 'x' .\n"}, None]
)
def test_a_text_that_is_not_that_of_the_graph_is_not_taken(store, tmp_path, damage):
    text = tmp_path / "quads.nq"
    if damage is not None:
        _text(store, text, **damage)

    copy = Data(store, on_disk=True, text=text).nearer()

    assert copy.store is not store
    assert sorted(map(str, copy.store)) == sorted(map(str, store))
