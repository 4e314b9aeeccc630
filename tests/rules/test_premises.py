"""Which earlier conclusions have to go before rules run again: those that a pattern may ask for."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from kg.rules import derive, read_rules
from kg.rules.premises import properties_read
from tests.check.conftest import PREFIXES
from tests.rules.conftest import DECLARED

PROPERTIES = "pqrst"


@pytest.fixture
def rules(tmp_path):
    """Rules of query files, written without prefixes: `t:` is declared."""

    def read(*patterns: str):
        paths = []
        for number, pattern in enumerate(patterns):
            paths.append(tmp_path / f"{number}.rq")
            paths[-1].write_text(f"PREFIX t: <urn:t:> {pattern}", encoding="utf-8")
        return read_rules(paths)

    return read


SEEN = {
    "a pattern": ("?s t:p ?o", "p"),
    "several": ("?s t:p ?o ; t:q 1 , 2 .", "pq"),
    "a whole IRI": ("?s <urn:t:p> ?o", "p"),
    "a path": ("?s t:p/^t:q|t:r+ ?o", "pqr"),
    "OPTIONAL and UNION": ("{ ?s t:p ?o } UNION { ?s t:q ?o } OPTIONAL { ?s t:r ?o }", "pqr"),
    "MINUS": ("?s t:p ?o MINUS { ?s t:q ?o }", "pq"),
    "EXISTS": ("?s t:p ?o FILTER NOT EXISTS { ?s t:q ?o FILTER EXISTS { ?o t:r ?x } }", "pqr"),
    "EXISTS in BIND": ("?s t:p ?o BIND(EXISTS { ?s t:q ?o } AS ?x)", "pq"),
    "GRAPH": ("GRAPH ?g { ?s t:p ?o }", "p"),
    "a nested SELECT": ("{ SELECT ?s (COUNT(?x) AS ?o) { ?s t:p ?x } GROUP BY ?s HAVING(EXISTS { ?s t:q 1 }) }", "pq"),
}


@pytest.mark.parametrize(("pattern", "names"), SEEN.values(), ids=SEEN)
def test_the_properties_of_all_patterns_count(rules, pattern, names):
    found = properties_read(rules(f"CONSTRUCT {{ ?s t:new ?o }} WHERE {{ {pattern} }}").all)

    assert found == {f"urn:t:{name}" for name in names}


def test_a_class_is_asked_for_by_its_type(rules):
    (found,) = properties_read(rules("CONSTRUCT { ?s t:new 1 } WHERE { ?s a t:C }").all)

    assert found.endswith("#type")


UNSEEN = {
    "a variable": "?s ?p ?o",
    "anything but": "?s !t:p ?o",
    "zero or more": "?s t:p* ?o",
    "zero or one": "?s t:p? ?o",
    "in brackets": "?s t:p [ t:q ?o ]",
    "any graph": "?s t:p ?o GRAPH ?g {}",
}


@pytest.mark.parametrize("pattern", UNSEEN.values(), ids=UNSEEN)
def test_a_pattern_that_may_lead_anywhere_may_read_all(rules, pattern):
    assert properties_read(rules(f"CONSTRUCT {{ ?s t:new ?o }} WHERE {{ {pattern} }}").all) is None


def test_with_a_base_iris_may_be_any(rules):
    assert properties_read(rules("BASE <urn:x:> CONSTRUCT { ?s t:new ?o } WHERE { ?s <p> ?o }").all) is None


def test_rules_of_shapes_may_read_all(tmp_path):
    rule = "[ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :p ; sh:object 1 ]"
    text = f"{PREFIXES}{DECLARED}:S a sh:NodeShape ; sh:targetClass :C ; sh:rule {rule} ."
    (tmp_path / "s.ttl").write_text(text, encoding="utf-8")

    assert properties_read(read_rules(shapes=[tmp_path / "s.ttl"]).all) is None


def _pattern(draw: random.Random) -> str:
    step = draw.choice(["t:{}", "t:{}/t:{}", "^t:{}", "t:{}|t:{}"]).format(*draw.choices(PROPERTIES, k=2))
    without = draw.choice(["", f"FILTER NOT EXISTS {{ ?o t:{draw.choice(PROPERTIES)} ?s }}"])
    return f"?s {step} ?o {without}"


def _data(draw: random.Random) -> list[ox.Quad]:
    nodes = [ox.NamedNode(f"urn:n:{number}") for number in range(5)]
    properties = [ox.NamedNode(f"urn:t:{name}") for name in "pq"]
    return [
        ox.Quad(draw.choice(nodes), draw.choice(properties), draw.choice(nodes), ox.NamedNode("urn:data"))
        for _ in range(12)
    ]


def _derived(store: ox.Store, rules) -> set[str]:
    derive(store, rules, graph="urn:inferred", ontology="urn:ontology")
    return {str(quad) for quad in store.quads_for_pattern(None, None, None, ox.NamedNode("urn:inferred"))}


@pytest.mark.parametrize("seed", range(30))
def test_deriving_again_after_changes_gives_what_deriving_afresh_gives(rules, seed):
    draw = random.Random(seed)
    heads = draw.choices("rstuvw", k=4)
    found = rules(*(f"CONSTRUCT {{ ?s t:{head} ?o }} WHERE {{ {_pattern(draw)} }}" for head in heads))
    store, afresh = ox.Store(), ox.Store()
    store.extend(_data(draw))
    _derived(store, found)
    store.remove_graph(ox.NamedNode("urn:data"))
    changed = _data(draw)
    store.extend(changed)
    afresh.extend(changed)

    assert _derived(store, found) == _derived(afresh, found)
