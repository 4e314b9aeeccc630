"""Chains behind paths: the engine says which ends a path joins, so chains must join the same."""

from __future__ import annotations

from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query import lexer
from kg.query.chains import Chains
from kg.query.paths import read_path, repeats

NODES = [ox.NamedNode(f"urn:n:{letter}") for letter in "abcd"]
PREFIXES = {"p": "urn:p:"}

edges = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from("xyz"), st.sampled_from(NODES)), min_size=1)
paths = st.recursive(
    st.sampled_from(["p:x", "p:y", "p:z", "^p:x"]),
    lambda inner: st.one_of(
        st.builds("({}/{})".format, inner, inner),
        st.builds("({}|{})".format, inner, inner),
        st.builds("^({})".format, inner),
        st.builds("({}){}".format, inner, st.sampled_from("*+?")),
    ),
    max_leaves=5,
)


def _path(text):
    return read_path(lexer.tokens(text)[:-1], prefixes=PREFIXES)


def _store(triples):
    store = ox.Store()
    store.extend(ox.Quad(a, ox.NamedNode(f"urn:p:{p}"), b, ox.NamedNode(f"urn:g:{p}")) for a, p, b in triples)
    return store


@given(edges=edges, path=paths)
def test_chains_join_what_the_engine_says_a_path_joins(edges, path):
    store = _store(edges)
    here = " ".join({str(node) for a, _, b in edges for node in (a, b)})
    query = f"SELECT DISTINCT ?a ?b {{ VALUES ?a {{ {here} }} VALUES ?b {{ {here} }} ?a {path} ?b }}"
    joined = {tuple(row) for row in store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)}
    known = [node for node in NODES if str(node) in here]

    found = Chains(store).between({(a, b) for a in known for b in known}, _path(path))

    assert found.keys() == joined
    assert [ends for ends, chain in found.items() if not _leads(chain, *ends)] == []


def _leads(chain, start, end):
    """Whether triples lead from one node to another, each beginning where the one before it ends."""
    at = {start}
    for triple in chain:
        at = {b for a, b in ((triple.subject, triple.object), (triple.object, triple.subject)) if a in at}
    return end in at


def test_a_chain_is_a_shortest_one_and_of_those_the_first_by_name():
    store = _store(
        {(NODES[0], "x", NODES[1]), (NODES[0], "x", NODES[2]), (NODES[1], "x", NODES[3]), (NODES[2], "x", NODES[3])}
    )

    (chain,) = Chains(store).between({(NODES[0], NODES[3])}, _path("p:x+")).values()

    assert [(first.object, second.subject) for first, second in pairwise(chain)] == [(NODES[1], NODES[1])]


@pytest.mark.parametrize(
    ("bound", "value"), [("_LINKS", 2), ("_LOOK_UPS", 2)], ids=["too long a chain", "too many look-ups"]
)
def test_a_search_beyond_its_bounds_is_counted(monkeypatch, bound, value):
    monkeypatch.setattr(f"kg.query.chains.{bound}", value)
    store = _store({(NODES[0], "x", NODES[1]), (NODES[1], "x", NODES[2]), (NODES[2], "x", NODES[3])})
    chains = Chains(store, left=min(value, 2)) if bound == "_LOOK_UPS" else Chains(store)

    found = chains.between({(NODES[0], NODES[1]), (NODES[0], NODES[3])}, _path("p:x+"))

    assert (list(found), chains.missed) == ([(NODES[0], NODES[1])], 1)


def test_ends_that_nothing_joins_are_no_miss():
    store = _store({(NODES[0], "x", NODES[1])})
    chains = Chains(store)

    assert chains.between({(NODES[1], NODES[0])}, _path("p:x+")) == {}
    assert chains.missed == 0


@pytest.mark.parametrize("text", ["!p:x", "(p:x|!(p:y))+", "unknown:x*"])
def test_what_cannot_be_followed_is_no_path(text):
    assert _path(text) is None


@pytest.mark.parametrize(("text", "expected"), [("p:x", False), ("^(p:x/p:y)", False), ("p:x/p:y?", True)])
def test_a_path_repeats_where_a_part_does(text, expected):
    assert repeats(_path(text)) is expected
