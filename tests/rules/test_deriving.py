"""What rules see of each other: the order of the specification, and nothing iterated."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.rules import Rules, derive, read_rules
from tests.check.conftest import PREFIXES
from tests.rules.conftest import DECLARED
from tests.rules.oracle import concluded, theirs

DATA = ":a a :C ; :p 1 ."


def copy_of(source: str, target: str, *, order: int | None = None) -> str:
    """A rule that copies the values of one property to another."""
    ordered = f" ; sh:order {order}" if order is not None else ""
    return (
        f"[ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :{target} ; sh:object [ sh:path :{source} ]{ordered} ]"
    )


def shape(name: str, *rules: str, order: int | None = None) -> str:
    ordered = f" sh:order {order} ;" if order is not None else ""
    return f":{name} a sh:NodeShape ; sh:targetClass :C ;{ordered} sh:rule {' , '.join(rules)} ."


CASES = {
    "rules of one order": ([shape("S", copy_of("p", "q"), copy_of("q", "r"))], ["q"]),
    "rules in order": ([shape("S", copy_of("q", "r", order=2), copy_of("p", "q", order=1))], ["q", "r"]),
    "against the order": ([shape("S", copy_of("p", "q", order=2), copy_of("q", "r", order=1))], ["q"]),
    "orders that are no integers": (
        [shape("S", copy_of("p", "q"), copy_of("q", "r")).replace(":path :q ]", ":path :q ] ; sh:order 0.5")],
        ["q", "r"],
    ),
    "shapes of one order": ([shape("S", copy_of("p", "q")), shape("T", copy_of("q", "r"))], ["q"]),
    "shapes of one order, rules in order": (
        [shape("S", copy_of("p", "q", order=1)), shape("T", copy_of("q", "r", order=2))],
        ["q"],
    ),
    "what a shape concludes by the way": (
        [shape("S", copy_of("p", "q", order=1), copy_of("q", "r", order=2)), shape("T", copy_of("q", "s", order=3))],
        ["q", "r"],
    ),
    "shapes in order": ([shape("S", copy_of("q", "r"), order=2), shape("T", copy_of("p", "q"), order=1)], ["q", "r"]),
    "an order below none": ([shape("S", copy_of("q", "r")), shape("T", copy_of("p", "q"), order=-1)], ["q", "r"]),
    "itself": ([shape("S", copy_of("q", "q"), copy_of("p", "q"))], ["q"]),
    "a deactivated rule": ([shape("S", copy_of("p", "q")[:-1] + "; sh:deactivated true ]")], []),
    "a deactivated shape": ([shape("S", copy_of("p", "q")).replace("sh:rule", "sh:deactivated true ; sh:rule")], []),
}  # fmt: skip


@pytest.mark.parametrize(("shapes", "properties"), CASES.values(), ids=CASES)
def test_rules_see_what_earlier_orders_concluded(files, shapes, properties):
    _, triples, _ = concluded(*files(DATA, "\n".join(shapes)))

    assert sorted(predicate[-2] for _, predicate, _ in triples) == properties


IN_ORDER = [name for name in CASES if name.startswith(("rules in order", "shapes in order", "an order", "orders"))]


@pytest.mark.parametrize("name", IN_ORDER)
def test_pyshacl_sees_the_same_where_all_have_an_order(files, name):
    data, shapes = files(DATA, "\n".join(CASES[name][0]))

    assert theirs(data, shapes) == concluded(data, shapes)[1]


def test_a_rule_is_run_once(files):
    data, shapes = files(
        ":a a :C ; :next :b . :b a :C ; :next :c . :c a :C ; :next :d .",
        shape("S", copy_of("next", "next").replace("[ sh:path :next ]", "[ sh:path ( :next :next ) ]")),
    )

    _, triples, (outcome,) = concluded(data, shapes)

    assert (len(triples), outcome.conclusions) == (2, 2)


def test_what_a_rule_adds_to_the_classes_is_seen_by_later_targets(files):
    shapes = """
    :S a sh:NodeShape ; sh:targetNode :D ; sh:order 1 ; sh:rule
      [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate rdfs:subClassOf ; sh:object :C ] .
    :T a sh:NodeShape ; sh:targetClass :C ; sh:order 2 ; sh:rule
      [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :q ; sh:object 1 ] .
    """

    _, triples, _ = concluded(*files(":x a :D . :D rdfs:subClassOf :E .", shapes))

    assert ("<urn:t:x>", "<urn:t:q>", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>') in triples


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    data = f"{PREFIXES} {DATA} :g {{ :old :old :old }} :ontology {{ :C a owl:Class , :C . }}"
    store.load(data.encode(), format=ox.RdfFormat.TRIG)
    return store


def derived(store: ox.Store, rules: Rules) -> list[str]:
    derive(store, rules, graph="urn:t:g", ontology="urn:t:ontology")
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode("urn:t:g"))
    return sorted(f"{quad.subject} {quad.predicate}" for quad in quads)


@pytest.fixture
def queries(tmp_path):
    def written(**texts: str):
        paths = [tmp_path / f"{name}.rq" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(f"# about {path.stem}\nPREFIX t: <urn:t:> {text}", encoding="utf-8")
        return paths

    return written


def test_query_files_see_each_other_and_the_shapes_rules_see_all(store, queries, tmp_path):
    paths = queries(
        one="CONSTRUCT { ?s t:q ?o } WHERE { ?s t:p ?o }", two="CONSTRUCT { ?s t:r ?o } WHERE { ?s t:q ?o }"
    )
    (tmp_path / "s.ttl").write_text(PREFIXES + DECLARED + shape("S", copy_of("r", "s")), encoding="utf-8")

    rules = read_rules(paths, shapes=[tmp_path / "s.ttl"])

    assert derived(store, rules) == ["<urn:t:a> <urn:t:q>", "<urn:t:a> <urn:t:r>", "<urn:t:a> <urn:t:s>"]


def test_the_derived_graph_is_made_anew_each_time(store, queries):
    rules = read_rules(queries(one="CONSTRUCT { ?s t:q ?o } WHERE { ?s t:p ?o }"))
    once = derived(store, rules)

    assert derived(store, rules) == once == ["<urn:t:a> <urn:t:q>"]


def test_what_only_the_ontology_describes_is_no_focus_node(store, tmp_path):
    text = shape("S", copy_of("p", "q").replace("[ sh:path :p ]", "1"))
    (tmp_path / "s.ttl").write_text(PREFIXES + text, encoding="utf-8")

    assert derived(store, read_rules(shapes=[tmp_path / "s.ttl"])) == ["<urn:t:a> <urn:t:q>"]


def test_a_rule_of_the_project_that_concludes_nothing_is_noted(store, queries):
    rules = read_rules(queries(none="CONSTRUCT { ?s t:q ?o } WHERE { ?s t:none ?o }"))

    (outcome,) = derive(store, rules, graph="urn:t:g", ontology="urn:t:ontology").outcomes

    assert outcome.note == "none.rq: none concludes nothing: its pattern matches nothing"
