"""What single rules conclude: from cases by hand, and beside pySHACL where it can say it."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.rules import read_rules
from tests.rules.oracle import concluded, ours, theirs

DATA = """
:a a :R ; :w 4 ; :h 4 ; :part :b , :c ; :name "A" .  :b a :R2 ; :w 2 ; :h 3 ; :part :c ; :name "B"@en .
:c a :R ; :w 7 ; :kin :a .  :R2 rdfs:subClassOf :R .
"""
OBJECTS = {
    "this": ("sh:this", [":a :new :a", ":b :new :b", ":c :new :c"]),
    "a constant": (":x", [":a :new :x", ":b :new :x", ":c :new :x"]),
    "a literal": ('"x"@fr', [':a :new "x"@fr', ':b :new "x"@fr', ':c :new "x"@fr']),
    "a property": ("[ sh:path :w ]", [':a :new "4"', ':b :new "2"', ':c :new "7"']),
    "a sequence": ("[ sh:path ( :part :w ) ]", [':a :new "2"', ':a :new "7"', ':b :new "7"']),
    "an inverse path": ("[ sh:path [ sh:inversePath :kin ] ]", [":a :new :c"]),
    "a path that may be empty": (
        "[ sh:path [ sh:zeroOrOnePath :kin ] ]",
        [":a :new :a", ":b :new :b", ":c :new :a", ":c :new :c"],
    ),
    "a union": (
        "[ sh:union ( sh:this [ sh:path :kin ] ) ]",
        [":a :new :a", ":b :new :b", ":c :new :a", ":c :new :c"],
    ),
    "an intersection": ("[ sh:intersection ( [ sh:path :w ] [ sh:path :h ] ) ]", [':a :new "4"']),
    "an intersection with this": ("[ sh:intersection ( sh:this :b ) ]", [":b :new :b"]),
    "a filter that looks at the value": (
        "[ sh:filterShape [ a sh:NodeShape ; sh:minExclusive 2 ] ; sh:nodes [ sh:path :w ] ]",
        [':a :new "4"', ':c :new "7"'],
    ),
    "a filter that looks at its properties": (
        "[ sh:filterShape [ sh:property [ sh:path :h ; sh:minCount 1 ] ] ; sh:nodes [ sh:path :part ] ]",
        [":a :new :b"],
    ),
    "a filter of a filter": (
        """[ sh:filterShape [ sh:property [ sh:path :w ; sh:hasValue 2 ] ] ; sh:nodes
          [ sh:filterShape [ sh:property [ sh:path :h ; sh:minCount 1 ] ] ; sh:nodes [ sh:union ( sh:this :b ) ] ] ]""",
        [":a :new :b", ":b :new :b", ":c :new :b"],
    ),
}


def rule(body: str, *, target: str = "sh:targetClass :R", more: str = "") -> str:
    return f":S a sh:NodeShape ; {target} ; sh:rule [ {body} ] {more} ."


def triple(subject: str, value: str, predicate: str = ":new") -> str:
    return f"a sh:TripleRule ; sh:subject {subject} ; sh:predicate {predicate} ; sh:object {value}"


def query(text: str) -> str:
    return f'a sh:SPARQLRule ; sh:prefixes <urn:t:> ; sh:construct """{text}"""'


@pytest.mark.parametrize(("expression", "expected"), OBJECTS.values(), ids=OBJECTS)
def test_a_node_expression_gives_objects(conclude, expression, expected):
    assert conclude(DATA, rule(triple("sh:this", expression))) == expected


@pytest.mark.parametrize("expression", [expression for expression, _ in OBJECTS.values()], ids=OBJECTS)
def test_a_node_expression_gives_what_it_gives_pyshacl(files, expression):
    data, shapes = files(DATA, rule(triple(":x", expression)))

    assert ours(data, shapes) == theirs(data, shapes) != set()


def test_a_path_may_begin_at_other_nodes(conclude):
    expression = "[ sh:nodes [ sh:path :part ] ; sh:path :w ]"  # pySHACL 0.40.1 does not look at sh:nodes here

    assert conclude(DATA, rule(triple("sh:this", expression))) == [':a :new "2"', ':a :new "7"', ':b :new "7"']


def test_subjects_and_predicates_are_expressions_too(conclude):
    body = triple("[ sh:path :part ]", "sh:this", "[ sh:union ( :of :in ) ]")

    assert conclude(DATA, rule(body)) == [":b :in :a", ":b :of :a", ":c :in :a", ":c :in :b", ":c :of :a", ":c :of :b"]


TARGETS = {
    "class and subclasses": ("sh:targetClass :R", [":a", ":b", ":c"]),
    "nodes": ("sh:targetNode :b , :unknown", [":b", ":unknown"]),
    "subjects": ("sh:targetSubjectsOf :kin", [":c"]),
    "objects": ("sh:targetObjectsOf :part", [":b", ":c"]),
    "several": ("sh:targetSubjectsOf :kin ; sh:targetClass :R2", [":b", ":c"]),
    "the shape as class": ("a owl:Class ; sh:targetNode :b", [":b"]),
}


@pytest.mark.parametrize(("target", "nodes"), TARGETS.values(), ids=TARGETS)
def test_every_kind_of_target_gives_focus_nodes(conclude, target, nodes):
    assert conclude(DATA, rule(triple("sh:this", "1"), target=target)) == [f'{node} :new "1"' for node in nodes]


def test_a_shape_that_is_a_class_has_its_instances_as_targets(conclude):
    shapes = f":R a owl:Class , sh:NodeShape ; sh:rule [ {triple('sh:this', '1')} ] ."

    assert conclude(DATA, shapes) == [':a :new "1"', ':b :new "1"', ':c :new "1"']


QUERIES = {
    "join": ("CONSTRUCT { $this t:new ?o } WHERE { $this t:kin/t:w ?o }", [':c :new "4"']),
    "arithmetic": ("CONSTRUCT { $this t:new ?n } WHERE { $this t:w ?w ; t:h ?h BIND(?w * ?h AS ?n) }",
                   [':a :new "16"', ':b :new "6"']),
    "counted at each node": (
        "CONSTRUCT { $this t:new ?n } { { SELECT $this (COUNT(?p) AS ?n) { $this t:part ?p } GROUP BY $this } }",
        [':a :new "2"', ':b :new "1"'],
    ),
    "one of each node": (
        "CONSTRUCT { $this t:new ?p } WHERE { $this t:part ?p } ORDER BY DESC(STR(?p)) LIMIT 1",
        [":a :new :c", ":b :new :c"],
    ),
    "without this": ("CONSTRUCT { ?x t:new ?y } WHERE { ?x t:kin ?y }", [":c :new :a"]),
    "this in a group of its own": (
        "CONSTRUCT { $this t:new ?n } WHERE { ?x t:name ?n { FILTER($this = t:b) } }",
        [':b :new "A"', ':b :new "B"@en'],
    ),
    "several triples": ("CONSTRUCT { $this t:new ?k . ?k t:new $this } WHERE { $this t:kin ?k }",
                        [":a :new :c", ":c :new :a"]),
    "pattern as template": ("CONSTRUCT WHERE { $this t:kin ?k }", [":c :kin :a"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUERIES.values(), ids=QUERIES)
def test_a_query_is_asked_at_each_focus_node(conclude, text, expected):
    assert conclude(DATA, rule(query(text))) == expected


def test_a_query_without_this_is_not_asked_without_focus_nodes(conclude):
    text = "CONSTRUCT { ?x t:new ?y } WHERE { ?x t:kin ?y }"

    assert conclude(DATA, rule(query(text), target="sh:targetClass :None")) == []


def test_blank_nodes_of_the_data_are_focus_nodes(conclude):
    data = ":x :p [ :q 1 ] , [ :q 2 ] ."
    text = "CONSTRUCT { t:x t:new ?v } WHERE { { SELECT $this (MAX(?q) AS ?v) WHERE { $this t:q ?q } GROUP BY $this } }"

    assert conclude(data, rule(query(text), target="sh:targetObjectsOf :p")) == [':x :new "1"', ':x :new "2"']


CONDITIONS = {
    "a value's own": ("sh:condition [ a sh:NodeShape ; sh:nodeKind sh:IRI ]", [":a", ":b", ":c"]),
    "of properties": ("sh:condition [ sh:property [ sh:path :h ; sh:minCount 1 ] ]", [":a", ":b"]),
    "two": (
        "sh:condition [ sh:property [ sh:path :h ; sh:minCount 1 ] ] , [ sh:property [ sh:path :w ; sh:equals :h ] ]",
        [":a"],
    ),
    "a named shape": ("sh:condition :Wide", [":c"]),
    "the shape itself": ("sh:condition :S", [":a", ":b"]),
    "a property shape": ("sh:condition [ a sh:PropertyShape ; sh:path :kin ; sh:minCount 1 ]", [":c"]),
    "a class": ("sh:condition [ a sh:NodeShape ; sh:class :R2 ]", [":b"]),
    "a query": (
        "sh:condition [ a sh:NodeShape ; sh:sparql [ sh:select 'SELECT $this WHERE { $this <urn:t:kin> ?k }' ] ]",
        [":a", ":b"],
    ),
    "none": ("sh:condition [ a sh:NodeShape ; sh:not [ sh:nodeKind sh:IRI ] ]", []),
}
MORE = """; sh:property [ sh:path :h ; sh:minCount 1 ] .
:Wide a sh:NodeShape ; sh:property [ sh:path :w ; sh:minInclusive 5 ]"""


@pytest.mark.parametrize("body", [triple("sh:this", "1"), query("CONSTRUCT { $this t:new 1 } WHERE { $this a ?c }")])
@pytest.mark.parametrize(("condition", "nodes"), CONDITIONS.values(), ids=CONDITIONS)
def test_focus_nodes_conform_to_all_conditions(conclude, condition, nodes, body):
    shapes = rule(f"{body} ; {condition}", more=MORE)

    assert conclude(DATA, shapes) == [f'{node} :new "1"' for node in nodes]


@pytest.mark.parametrize("condition", [condition for condition, _ in CONDITIONS.values()], ids=CONDITIONS)
def test_conditions_hold_of_what_they_hold_of_for_pyshacl(files, condition):
    data, shapes = files(DATA, rule(f"{triple('sh:this', '1')} ; {condition}", more=MORE))

    assert ours(data, shapes) == theirs(data, shapes)


REASONS = {
    "no target": ("", "sh:this", "", "its shape has no target"),
    "no focus node": ("sh:targetClass :None ;", "sh:this", "", "its target selects nothing"),
    "no condition met": ("sh:targetClass :R ;", "sh:this", "; sh:condition [ sh:class :None ]",
                         "no focus node meets its conditions"),
    "no value": ("sh:targetClass :R ;", "[ sh:path :none ]", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("target", "value", "condition", "reason"), REASONS.values(), ids=REASONS)
def test_a_rule_without_conclusions_says_why(files, target, value, condition, reason):
    shapes = f":S a sh:NodeShape ; {target} sh:rule [ {triple('sh:this', value)} {condition} ] ."

    _, _, (outcome,) = concluded(*files(DATA, shapes))

    assert (outcome.conclusions, outcome.reason) == (0, reason)


def test_what_would_be_no_triple_is_counted(files):
    _, triples, (outcome,) = concluded(*files(DATA, rule(triple("[ sh:path :part ]", "1", "[ sh:path :name ]"))))

    assert (len(triples), outcome.conclusions, outcome.dropped) == (0, 0, 3)
    assert "3 of its conclusions are no triples" in outcome.note


def test_a_query_with_a_mistake_is_an_error_with_file_and_line(files):
    _, shapes = files(DATA, rule(query("CONSTRUCT { $this t:new ?o } WHERE { $this t:w }")))

    with pytest.raises(OntologyError, match="not valid SPARQL, near '}'") as caught:
        read_rules(shapes=[shapes])

    assert (caught.value.path, caught.value.line) == (str(shapes), 9)


def test_all_is_read_before_anything_runs(files):
    _, shapes = files(DATA, rule(triple("sh:this", "1")))

    (found,) = read_rules(shapes=[shapes]).all

    assert (found.name, found.kind, found.place) == ("urn:t:S rule 1", "triple", "shapes.ttl:9")
