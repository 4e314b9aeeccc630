"""A check after changes gives what a check of everything gives: random shapes and the W3C's, random changes."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from kg.changes import Changes
from kg.check.affected import doubt
from kg.check.data import Data
from kg.check.earlier import Outcome
from kg.check.engine import evaluate
from kg.check.messages import finished
from kg.check.renewal import renew
from kg.check.report import Report
from kg.check.shapes import read_shapes
from kg.check.shapes_graph import load_shapes
from kg.check.targets import checked_by_shape, count_all, count_focus_nodes
from kg.errors import OntologyError
from tests.check import test_random, test_w3c
from tests.check.conftest import PREFIXES

ONTOLOGY = ox.NamedNode("urn:t:ontology")
GRAPHS = [ox.NamedNode("urn:t:one"), ox.NamedNode("urn:t:two")]
SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


class Query:
    """Random SPARQL constraints from one seed: what people write, and what only an adversary would."""

    def __init__(self, seed):
        self._random = random.Random(f"query {seed}")
        self._of = self._random.choice

    def shapes(self):
        targets = ["sh:targetClass :A", "sh:targetSubjectsOf :p", "sh:targetObjectsOf :q", "sh:targetNode :n0 , :n1"]
        return "\n".join(
            f":S{number} a sh:NodeShape ; {self._of(targets)} ; "
            f'sh:sparql [ sh:prefixes <urn:t:> ; sh:select """{self._select()}""" ] .'
            for number in range(6)
        )

    def _select(self):
        group = self._group(2)
        if self._random.random() < 0.2:
            return f"SELECT $this (MAX(?a) AS ?value) WHERE {{ {group} }} GROUP BY $this HAVING(COUNT(DISTINCT ?a) > 1)"
        return f"SELECT {self._of(['', 'DISTINCT '])}$this (?a AS ?value) ?b WHERE {{ {group} }}"

    def _group(self, depth):
        parts = [self._triple() for _ in range(self._random.randint(0 if depth < 2 else 1, 2))]
        parts += [self._element(depth - 1) for _ in range(self._random.randint(0, 2) if depth else 0)]
        self._random.shuffle(parts)
        return " ".join(parts) or self._triple()

    def _element(self, depth):
        one, other = self._group(depth), self._group(depth)
        name = self._of(["?a", "?b"])
        tests = ["?a != ?b", "BOUND(?a)", "!BOUND(?c)", "$this != ?a", "isIRI(?b)"]
        counting = f"SELECT $this {name} (COUNT(?c) AS ?n{depth}) WHERE {{ {one} {self._triple()} }}"
        return self._of(
            [
                f"OPTIONAL {{ {one} }}",
                f"{{ {one} }} UNION {{ {other} }}",
                f"FILTER NOT EXISTS {{ {one} }}",
                f"FILTER EXISTS {{ {one} }}",
                f"{{ {one} }}",
                f"{{ SELECT DISTINCT $this {self._of(['?a', '?b', ''])} WHERE {{ {one} }} }}",
                f"{{ {counting} GROUP BY $this {name} }}",
                self._list(name),
                f"GRAPH {self._of(['?g', '<urn:t:one>'])} {{ {one} }}",
                f"FILTER({self._of(tests)})",
            ]
        )

    def _list(self, name):
        """All that is used as a property or as a value of one, mostly; and at times a test of it."""
        others = [other for other in ("?a", "?b", "?c") if other != name]
        verb = self._of([":p", ":q", "a", ":p/:q", name, name])
        value = self._of([name, name, others[0], ":n1"]) if verb != name else self._of([others[1], others[1], ":n1"])
        by = self._of([name, name, f"{name} {others[0]}"])
        listed = f"{{ SELECT $this {by} WHERE {{ {others[0]} {verb} {value} }} GROUP BY $this {by} }}"
        test = f"{self._of(by.split())} {self._of([':p', 'a', ':q/:r'])} {self._of(['?d', ':A', ':n0'])}"
        return listed + self._of(["", f" {test} .", f" FILTER NOT EXISTS {{ {test} }}", f" OPTIONAL {{ {test} }}"])

    def _triple(self):
        node = self._of(["$this", "$this", "$this", "?a", "?b", "?c", ":n1"])
        paths = [":p", ":q", ":r", "a", "^:p", ":p/:q", ":p|:r", ":q*", ":r+", ":p?", "(:p/^:q)*", "?w"]
        return f"{node} {self._of(paths)} {self._of(['$this', '?a', '?b', '?c', ':A', ':n0', '1'])} ."


class Lists(Query):
    """Random constraints about all that is used so, and little else."""

    def _select(self):
        own = self._of(["", "", "$this :p ?a .", "FILTER NOT EXISTS { $this :r ?a }"])
        return f"SELECT $this (?a AS ?value) WHERE {{ {self._list('?a')} {own} }}"


def full(shapes, data):
    """The outcome of checking everything."""
    sizes = count_focus_nodes(shapes, data)
    return Outcome(evaluate(data, shapes, sizes), sizes, count_all(shapes, data))


def report(outcome, shapes, data):
    """Everything that a report says, as text."""
    results = finished([draft for found in outcome.found.values() for _, draft in found], data)
    checked = checked_by_shape(shapes, data, outcome.sizes)
    whole = Report(not results, results, 0, outcome.focus_nodes, checked, shapes.names())
    return str((whole.to_json(), whole.to_turtle(), sorted((str(k), v) for k, v in checked.items())))


def named(term):
    """A term, a blank node as an IRI: what is said of blank nodes is checked whole."""
    return ox.NamedNode(f"urn:t:blank:{term.value}") if isinstance(term, ox.BlankNode) else term


def store_of(path):
    """An RDF file in two named graphs, its classes in a third."""
    store = ox.Store()
    for number, quad in enumerate(ox.parse(path=str(path), base_iri=path.as_uri())):
        graph = ONTOLOGY if quad.predicate.value == SUBCLASS else GRAPHS[number % 2]
        store.add(ox.Quad(named(quad.subject), quad.predicate, named(quad.object), graph))
    return store


def edit(store, draw):
    """Take some quads out, put some in that mix the parts of others, and say what is different."""
    classes = {quad.subject for quad in store.quads_for_pattern(None, None, None, ONTOLOGY)}
    quads = sorted((quad for quad in store if quad.subject not in classes), key=str)
    if not quads:
        return Changes()
    before = set(store)
    for quad in draw.sample(quads, min(len(quads), draw.randint(0, 3))):
        store.remove(quad)
    for _ in range(draw.randint(0, 3)):
        one, other = draw.choice(quads), draw.choice(quads)
        value = draw.choice([one.object, other.object, other.subject])
        store.add(ox.Quad(draw.choice([one, other]).subject, one.predicate, value, draw.choice(GRAPHS)))
    after = set(store)
    return Changes(frozenset(after - before), frozenset(before - after))


def check_edits(store, shapes, draw, *, times):
    """Edit and check again and again; what was checked again, and at all focus nodes."""
    outcome = full(shapes, Data(store, ONTOLOGY))
    checked = everywhere = constraints = 0
    for _ in range(times):
        changes = edit(store, draw)
        data = Data(store, ONTOLOGY)
        assert doubt(changes, data) == ""
        found = renew(outcome, changes, shapes=shapes, data=data)
        assert found is not None
        outcome, renewal = found
        assert report(outcome, shapes, data) == report(full(shapes, data), shapes, data), changes
        checked += renewal.nodes
        everywhere += renewal.everywhere
        constraints += renewal.constraints
    return checked, everywhere, constraints


@pytest.mark.parametrize("seed", range(40))
def test_random_shapes_after_random_changes(tmp_path, seed):
    draw = test_random.Draw(seed)
    (tmp_path / "data.ttl").write_text(PREFIXES + draw.data(), encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + draw.shapes(), encoding="utf-8")
    shapes = read_shapes(load_shapes([tmp_path / "shapes.ttl"]))

    _, everywhere, _ = check_edits(store_of(tmp_path / "data.ttl"), shapes, random.Random(seed), times=6)

    assert everywhere == 0


@pytest.mark.parametrize("queries", [Query, Lists])
@pytest.mark.parametrize("seed", range(120))
def test_random_queries_after_random_changes(tmp_path, seed, queries):
    draw = test_random.Draw(seed)
    prefixes = "<urn:t:> sh:declare [ sh:prefix '' ; sh:namespace 'urn:t:'^^xsd:anyURI ] .\n"
    (tmp_path / "data.ttl").write_text(PREFIXES + draw.data(), encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + prefixes + queries(seed).shapes(), encoding="utf-8")
    shapes = read_shapes(load_shapes([tmp_path / "shapes.ttl"]))
    try:
        full(shapes, Data(store_of(tmp_path / "data.ttl"), ONTOLOGY))
    except OntologyError as error:
        pytest.skip(f"no query: {error}")

    check_edits(store_of(tmp_path / "data.ttl"), shapes, random.Random(seed), times=6)


@pytest.mark.skipif(not test_w3c.SUITE.is_dir(), reason="the W3C suite is not beside this checkout")
@pytest.mark.parametrize("name", test_w3c.names_of_tests() if test_w3c.SUITE.is_dir() else [])
def test_shapes_of_the_suite_after_random_changes(name):
    manifest = load_shapes([test_w3c.SUITE / name])
    (test,) = (node for node in manifest.objects if manifest.is_a(node, test_w3c.SHT + "Validate"))
    data, path, _ = test_w3c.expected_of(manifest, test)
    shapes = read_shapes(load_shapes([path]))
    try:
        full(shapes, Data(store_of(data), ONTOLOGY))
    except OntologyError:
        pytest.skip("the shapes are an error")

    check_edits(store_of(data), shapes, random.Random(name), times=15)
