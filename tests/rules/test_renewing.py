"""Rules after a change: what is concluded again only where it can matter is what running everything concludes."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
import pytest

from kg.changes import Changes
from kg.check.data import Data
from kg.config import find_config
from kg.rules import Earlier, derive, read_rules
from kg.rules.premises import properties_read
from kg.rules.renewing import renew

GRAPH, ONTOLOGY = ox.NamedNode("urn:t:inferred"), ox.NamedNode("urn:t:ontology")
NODES = [ox.NamedNode(f"urn:t:n{number}") for number in range(7)]
VALUES = [*NODES, ox.Literal("one"), ox.Literal("one", language="en"), ox.Literal(2)]
CLASSES = [ox.NamedNode(f"urn:t:{name}") for name in "CD"]
PROPERTIES = [ox.NamedNode(f"urn:t:{name}") for name in "pqr"]
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NAMED_GRAPHS = [ox.NamedNode("urn:t:one"), ox.NamedNode("urn:t:other")]

ALONE = {
    # name: a rule that can be asked where something has changed
    "copy": "CONSTRUCT { ?s t:NEW ?o } WHERE { ?s t:p ?o }",
    "join": "CONSTRUCT { ?a t:NEW ?b } WHERE { ?s a t:C ; t:p ?a , ?b FILTER(?a != ?b) }",
    "without": "CONSTRUCT { ?a t:NEW ?b } WHERE { ?s t:p ?a ; t:q ?b FILTER NOT EXISTS { ?s t:r t:n0 } }",
    "optional": "CONSTRUCT { ?s t:NEW ?o } WHERE { ?s a t:C OPTIONAL { ?s t:p ?v } BIND(COALESCE(?v, ?s) AS ?o) }",
    "branches": "CONSTRUCT { ?s t:NEW ?o } WHERE { ?s a t:C { ?s t:p ?o } UNION { ?s t:q ?x . ?x t:r ?o } }",
    "path": "CONSTRUCT { ?a t:NEW ?b } WHERE { ?a t:p/^t:q ?b }",
    "far": "CONSTRUCT { ?a t:NEW ?b } WHERE { ?a t:p+ ?b . ?b a t:D }",
    "two": "CONSTRUCT { ?s t:NEW ?o . ?o t:NEWER ?s } WHERE { ?s t:p ?o FILTER(isIRI(?o)) }",
    "constant": "CONSTRUCT { ?s t:NEW t:n1 } WHERE { ?s t:q ?o }",
    "same": "CONSTRUCT { ?s t:NEW ?s } WHERE { ?s t:q/t:p ?o }",
    "graphs": "CONSTRUCT { ?s t:NEW ?o } WHERE { ?s a t:C . GRAPH ?one { ?s t:p ?o } }",
}
TOGETHER = {
    # name: a rule that has to run as a whole, and makes others do so
    "seen": "CONSTRUCT { ?s t:p ?o } WHERE { ?s t:q ?o ; a t:D }",
    "class": "CONSTRUCT { ?s a t:D } WHERE { ?s t:q ?o }",
    "chained": "CONSTRUCT { ?s t:LAST ?o } WHERE { ?s t:NEW ?o }",
    "any": "CONSTRUCT { ?s t:LAST ?o } WHERE { ?s ?p ?o . ?o a t:C }",
    "apart": "CONSTRUCT { ?a t:NEW ?b } WHERE { ?a t:p t:n0 . ?b t:q t:n1 }",
    "counted": "CONSTRUCT { ?s t:NEW ?n } WHERE { SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s t:p ?o } GROUP BY ?s }",
    "open head": "CONSTRUCT { ?s ?p t:n0 } WHERE { ?s ?p ?o ; a t:C }",
}


@pytest.fixture
def rules(tmp_path):
    """Reads queries as rules, in their order."""

    def read(*texts):
        paths = []
        for number, text in enumerate(texts):
            paths.append(tmp_path / f"rule{number}.rq")
            paths[-1].write_text(f"# a rule\nPREFIX t: <urn:t:> {text}", encoding="utf-8")
        return read_rules(paths)

    return read


def _drawn(random):
    """A quad of the graph, its ontology and what rules derive left out."""
    node, graph = random.choice(NODES), random.choice(NAMED_GRAPHS)
    if random.random() < 0.3:
        return ox.Quad(node, TYPE, random.choice(CLASSES), graph)
    return ox.Quad(node, random.choice(PROPERTIES), random.choice(VALUES), graph)


def _derive(store, rules, *, earlier=None):
    return derive(store, rules, graph=GRAPH.value, ontology=ONTOLOGY.value, earlier=earlier)


def _inferred(store):
    return set(store.quads_for_pattern(None, None, None, GRAPH))


def _copy(store, *, derived):
    copy = ox.Store()
    copy.extend(quad for quad in store if derived or quad.graph_name != GRAPH)
    return copy


def _changed(store, random):
    """Change a few quads; the exact difference."""
    before = set(store)
    known = sorted(before - _inferred(store), key=str)
    for quad in random.sample(known, min(len(known), random.randint(0, 3))):
        store.remove(quad)
    store.extend(_drawn(random) for _ in range(random.randint(0, 3)))
    return Changes(frozenset(set(store) - before), frozenset(before - set(store)))


def _counts(derived):
    return {(outcome.rule, outcome.place): outcome.conclusions for outcome in derived.outcomes}


def _texts(random):
    """Rules that conclude things of their own or the same, at times with some that have to run as a whole."""
    names = random.choices(sorted(ALONE), k=random.randint(1, 4))
    texts = [ALONE[name].replace("NEW", f"new{random.choice('12')}") for name in names]
    if random.random() < 0.4:
        name = random.choice(sorted(TOGETHER))
        texts.insert(random.randint(0, len(texts)), TOGETHER[name].replace("NEW", "new1").replace("LAST", "last"))
    return texts


@pytest.mark.parametrize("seed", range(150))
def test_random_rules_after_random_changes(rules, seed):
    random = Random(seed)
    read = rules(*_texts(random))
    store = ox.Store()
    store.extend(_drawn(random) for _ in range(random.randint(5, 40)))
    derived = _derive(store, read)
    for _ in range(4):
        before = _copy(store, derived=True)
        changes = _changed(store, random)

        derived = _derive(store, read, earlier=Earlier(before, changes, _counts(derived)))

        fresh = _copy(store, derived=False)
        assert derived.outcomes == _derive(fresh, read).outcomes
        assert _inferred(store) == _inferred(fresh)
        assert derived.added == _inferred(store) - _inferred(before)
        assert derived.removed == _inferred(before) - _inferred(store)


def _renewed(read, *, unknown=()):
    """Names of the rules that need not run as a whole after one quad has changed."""
    store = ox.Store()
    quads = [ox.Quad(NODES[0], name, value, NAMED_GRAPHS[0]) for name in PROPERTIES for value in VALUES]
    store.extend(quads)
    counts = {(rule.name, rule.place): 0 for rule in read.all if rule.name not in unknown}
    earlier = Earlier(_copy(store, derived=True), Changes(frozenset(quads[:1])), counts)
    found = renew(read.all, Data(store, ONTOLOGY), earlier, read=properties_read(read.all))
    return sorted(found.conclusions)


@pytest.mark.parametrize("name", ALONE)
def test_a_rule_that_sees_no_conclusion_is_asked_where_something_changed(rules, name):
    assert _renewed(rules(ALONE[name].replace("NEW", "new"))) == ["rule0"]


@pytest.mark.parametrize("name", TOGETHER)
def test_one_that_does_runs_as_a_whole(rules, name):
    others = TOGETHER[name].replace("NEW", "new").replace("LAST", "last")

    assert "rule1" not in _renewed(rules(ALONE["join"].replace("NEW", "new"), others))


def test_who_concludes_the_same_as_one_that_runs_as_a_whole_does_too(rules):
    texts = ALONE["copy"], ALONE["join"].replace("NEW", "other"), TOGETHER["apart"]

    assert _renewed(rules(*texts)) == ["rule1"]


def test_a_rule_whose_number_of_conclusions_is_not_known_runs_as_a_whole(rules):
    assert _renewed(rules(ALONE["copy"], ALONE["path"].replace("NEW", "other")), unknown=["rule0"]) == ["rule1"]


def test_the_shipped_rules_are_asked_where_something_changed(tmp_path):
    read = read_rules(find_config(tmp_path).rules)

    left = {rule.name for rule in read.all} - set(_renewed(read))

    # One gives situations a class, the other asks for situations of any class.
    assert left == {"contested", "same-matter"}
