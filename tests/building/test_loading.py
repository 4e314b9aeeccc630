"""Small graphs are put together in memory, large ones on the disk; both are the same."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.query.header import StoredQuery
from kg.query.updating import update
from kg.store import open_graph, text_of
from tests.building.conftest import quads, write_article


def _text(graph):
    """The quads in the text beside the store; None where there is none."""
    path = text_of(open_graph(graph).version)
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    return sorted(str(quad) for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))


def test_a_small_graph_has_its_text_beside_it(build):
    graph, _ = build()

    assert _text(graph) == quads(graph)


@pytest.mark.parametrize("room", [0, 0.5, 0.99], ids=["from the start", "after some files", "in the end"])
def test_a_graph_that_grows_goes_to_the_disk(build, monkeypatch, room):
    monkeypatch.setattr("kg.building.shards.SHARD_SIZE", 2)
    small, account = build("small", workers=1)
    monkeypatch.setattr("kg.building.loading.FEW", int(account.triples["all"] * room))
    large, _ = build("large", workers=1)

    assert quads(large) == quads(small)
    assert _text(large) is None


def test_with_blank_nodes_written_by_hand_there_is_no_text(build):
    graph, _ = build()
    update(graph, stored=StoredQuery("insert", "INSERT DATA { _:a <urn:t:p> _:b . _:b <urn:t:p> 1 }"))
    fresh, _ = build(fresh=True)

    two_steps = "ASK { ?a <urn:t:p> ?b . ?b <urn:t:p> 1 FILTER(isBlank(?a) && isBlank(?b)) }"
    assert open_graph(fresh).store.query(two_steps, use_default_graph_as_union=True)
    assert _text(fresh) is None


def test_a_renewed_graph_has_no_text_of_the_last_one(build, corpus):
    build()
    write_article(corpus, "a", one="Anders")
    graph, account = build()

    assert account.changed == 1
    assert _text(graph) is None
