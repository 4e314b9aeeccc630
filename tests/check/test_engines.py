"""Both engines on small cases: what each component finds, by value, or by focus node where there is none."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.check import ENGINES, check
from kg.errors import OntologyError, UsageError
from kg.store import open_graph

CASES = {
    # name: (the shape, its focus nodes, the data, what is found)
    "class": ("sh:path :p ; sh:class :D", "a", ":a :p :d , :e , 1 . :d a :D2 . :D2 rdfs:subClassOf :D .", [":e", "1"]),
    "datatype": (
        "sh:path :p ; sh:datatype xsd:integer",
        "a",
        ":a :p 1 , 'x'^^xsd:integer , 1.5 , :x .",
        ["1.5", ":x", "x"],
    ),
    "large numbers": (
        "sh:path :p ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )",
        "a",
        ":a :p 99999999999999999999 , 0.12345678901234567890 , '9x'^^xsd:integer .",
        ["9x"],
    ),
    "value without a name": ("sh:path :p ; sh:hasValue []", "a", ":a :p [] , 1 .", ["a"]),
    "node without a name": ("sh:hasValue []", "a", "", ["a"]),
    "derived datatype": ("sh:path :p ; sh:datatype xsd:byte", "a", ":a :p '5'^^xsd:byte , '300'^^xsd:byte .", ["300"]),
    "text datatype": ("sh:path :p ; sh:datatype xsd:string", "a", ":a :p 'x' , 'y'@en .", ["y"]),
    "date datatype": ("sh:path :p ; sh:datatype xsd:date", "a", ":a :p '2024-02-30'^^xsd:date .", ["2024-02-30"]),
    "node kind": ("sh:path :p ; sh:nodeKind sh:BlankNodeOrIRI", "a", ":a :p :x , [] , 1 .", ["1"]),
    "min count": ("sh:path :p ; sh:minCount 1", "ab", ":b :p 1 .", ["a"]),
    "min count two": ("sh:path :p ; sh:minCount 2", "abc", ":a :p 1 . :b :p 1 , 2 .", ["a", "c"]),
    "max count": ("sh:path :p ; sh:maxCount 1", "ab", ":a :p 1 , 2 . :b :p 1 .", ["a"]),
    "min exclusive": ("sh:path :p ; sh:minExclusive 1", "a", ":a :p 1 , 2 , 'x' .", ["1", "x"]),
    "max inclusive": ("sh:path :p ; sh:maxInclusive 1", "a", ":a :p 1 , 2 , :x .", ["2", ":x"]),
    "date range": (
        "sh:path :p ; sh:minInclusive '2024-01-01'^^xsd:date",
        "a",
        ":a :p '2023-12-31'^^xsd:date .",
        ["2023-12-31"],
    ),
    "min length": ("sh:path :p ; sh:minLength 2", "a", ":a :p 'a' , 'ab' , 12 .", ["a"]),
    "max length": ("sh:path :p ; sh:maxLength 2", "a", ":a :p 'abc' , 'é👍' .", ["abc"]),
    "pattern": ("sh:path :p ; sh:pattern '^A' ; sh:flags 'i'", "a", ":a :p 'ab' , 'b' .", ["b"]),
    "look-ahead": ("sh:path :p ; sh:pattern '^a(?!b)'", "a", ":a :p 'ab' , 'ac' .", ["ab"]),
    "languages": ("sh:path :p ; sh:languageIn ( 'en' 'fr' )", "a", ":a :p 'x'@en-GB , 'y'@de , 'z' .", ["y", "z"]),
    "one a language": (
        "sh:path :p ; sh:uniqueLang true",
        "ab",
        ":a :p 'x'@en , 'y'@EN . :b :p 'x'@en , 'x'@fr .",
        ["a"],
    ),
    "equals": ("sh:path :p ; sh:equals :q", "a", ":a :p 1 , 2 ; :q 2 , 3 .", ["1", "3"]),
    "disjoint": ("sh:path :p ; sh:disjoint :q", "a", ":a :p 1 , 2 ; :q 2 , 3 .", ["2"]),
    "less than": ("sh:path :p ; sh:lessThan :q", "a", ":a :p 1 , 5 ; :q 2 .", ["5"]),
    "less than each": ("sh:path :p ; sh:lessThan :q", "a", ":a :p 5 ; :q 2 , 3 , 9 .", ["5", "5"]),
    "less or equal": ("sh:path :p ; sh:lessThanOrEquals :q", "a", ":a :p 1 , 2 , 3 ; :q 2 .", ["3"]),
    "in": (
        "sh:path :p ; sh:in ( :x 1 'y' )",
        "a",
        ":a :p :x , 1 , 'y' , 'y'@en , '01'^^xsd:integer , 1.0 .",
        ["y", "01", "1.0"],
    ),
    "has value": ("sh:path :p ; sh:hasValue 'x'", "abc", ":a :p 'x' . :b :p 'x'@en .", ["b", "c"]),
    "closed": ("sh:closed true ; sh:ignoredProperties ( rdf:type )", "a", ":a :p 1 .", ["1"]),
    "not": ("sh:path :p ; sh:not [ sh:datatype xsd:integer ]", "a", ":a :p 1 , 'x' .", ["1"]),
    "and": (
        "sh:path :p ; sh:and ( [ sh:minLength 2 ] [ sh:maxLength 3 ] )",
        "a",
        ":a :p 'a' , 'ab' , 'abcd' .",
        ["a", "abcd"],
    ),
    "or": (
        "sh:path :p ; sh:or ( [ sh:datatype xsd:integer ] [ sh:class :D ] )",
        "a",
        ":a :p 1 , :d , :e . :d a :D .",
        [":e"],
    ),
    "exactly one": (
        "sh:path :p ; sh:xone ( [ sh:minLength 2 ] [ sh:maxLength 3 ] )",
        "a",
        ":a :p 'a' , 'ab' .",
        ["ab"],
    ),
    "or of properties": (
        "sh:or ( [ sh:path :p ; sh:minCount 1 ] [ sh:path :q ; sh:minCount 1 ] )",
        "abc",
        ":a :p 1 . :b :q 1 .",
        [":c"],
    ),
    "not a property": ("sh:not [ sh:path :p ; sh:minCount 1 ]", "a", ":a :p 1 .", [":a"]),
    "one of properties": (
        "sh:xone ( [ sh:path :p ; sh:minCount 1 ] [ sh:path :q ; sh:minCount 1 ] )",
        "abc",
        ":a :p 1 ; :q 1 . :b :q 1 .",
        [":a", ":c"],
    ),
    "node": (
        "sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]",
        "a",
        ":a :p :x , :y . :x :q 1 .",
        [":y"],
    ),
    "property of values": (
        "sh:path :p ; sh:property [ sh:path :q ; sh:maxLength 1 ]",
        "ab",
        ":a :p :x . :b :p :x . :x :q 'ab' .",
        ["ab", "ab"],
    ),
    "qualified minimum": (
        "sh:path :p ; sh:qualifiedValueShape [ sh:class :D ] ; sh:qualifiedMinCount 1",
        "abc",
        ":a :p :d . :b :p :e . :d a :D .",
        ["b", "c"],
    ),
    "qualified maximum": (
        "sh:path :p ; sh:qualifiedValueShape [ sh:minLength 2 ] ; sh:qualifiedMaxCount 1",
        "ab",
        ":a :p 'ab' , 'cd' . :b :p 'a' , 'ab' .",
        ["a"],
    ),
    "inverse path": ("sh:path [ sh:inversePath :p ] ; sh:maxCount 1", "a", ":x :p :a . :y :p :a .", ["a"]),
    "sequence path": ("sh:path ( :p :q ) ; sh:maxCount 1", "a", ":a :p :x , :y . :x :q 1 . :y :q 1 , 2 .", ["a"]),
    "alternative path": (
        "sh:path [ sh:alternativePath ( :p :q ) ] ; sh:maxCount 1",
        "ab",
        ":a :p 1 ; :q 1 . :b :p 1 ; :q 2 .",
        ["b"],
    ),
    "path of any length": (
        "sh:path [ sh:zeroOrMorePath :p ] ; sh:class :C",
        "a",
        ":a :p :x . :x :p :y .",
        [":x", ":y"],
    ),
    "path of some length": ("sh:path [ sh:oneOrMorePath :p ] ; sh:class :C", "a", ":a :p :x . :x :p :a .", [":x"]),
    "optional path": ("sh:path [ sh:zeroOrOnePath :p ] ; sh:minCount 2", "abc", ":a :p :x . :b :p :b .", ["b", "c"]),
}  # fmt: skip


def _found(report):
    written = []
    for result in report.results:
        term = result.value if result.value is not None else result.focus_node
        own = isinstance(term, ox.NamedNode) and result.value is not None
        written.append((":" if own else "") + term.value.removeprefix("urn:t:"))
    return sorted(written)


@pytest.fixture
def checked(write):
    def run(shape, data, engine="sparql"):
        shapes = write(f":S a sh:NodeShape ; sh:targetClass :C ; {shape} .")
        graph = write(data, name="data.ttl")
        return check(open_graph(graph), shapes=[shapes], engine=engine, ontology=())

    return run


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_a_component_finds_exactly_what_violates_it(checked, name, engine):
    constraint, focus, data, expected = CASES[name]
    shape = f"sh:property [ {constraint} ]" if constraint.startswith("sh:path") else constraint

    report = checked(shape, "".join(f":{node} a :C . " for node in focus) + data, engine)

    assert _found(report) == sorted(expected)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_deactivated_shape_finds_nothing(checked, engine):
    assert checked("sh:deactivated true ; sh:class :D", ":a a :C .", engine).conforms


@pytest.mark.parametrize("engine", ENGINES)
def test_instances_of_subclasses_are_focus_nodes(checked, engine):
    report = checked("sh:nodeKind sh:Literal", ":a a :C2 . :C2 rdfs:subClassOf :C1 . :C1 rdfs:subClassOf :C .", engine)

    assert _found(report) == [":a"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        pytest.param("sh:targetNode :a , 'text'", [":a"], id="nodes"),
        pytest.param("sh:targetSubjectsOf :p", [":a"], id="subjects"),
        pytest.param("sh:targetObjectsOf :p", [":b"], id="objects"),
        pytest.param("sh:targetSubjectsOf :p ; sh:targetNode :a", [":a"], id="two that select the same"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_targets_select_focus_nodes(write, target, found, engine):
    shapes = write(f":S a sh:NodeShape ; {target} ; sh:nodeKind sh:Literal .")
    graph = write(":a :p :b .", name="data.ttl")

    assert _found(check(open_graph(graph), shapes=[shapes], engine=engine, ontology=())) == found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("node", ["<http://t.example/?this=1>", "'is ?this it'"], ids=["IRI", "literal"])
def test_a_focus_node_may_look_like_a_variable(write, node, engine):
    inner = "sh:path [ sh:inversePath :p ] ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]"
    shapes = write(f":S sh:targetNode {node} ; sh:property [ {inner} ] .")
    graph = write(f":a :p {node} . :b :p {node} ; :q 1 .", name="data.ttl")

    assert _found(check(open_graph(graph), shapes=[shapes], engine=engine, ontology=())) == [":a"]


@pytest.mark.parametrize("number", [1, 300], ids=["few nodes", "many nodes"])
def test_of_a_closed_property_shape_the_values_are_closed(write, number):
    allowed = "sh:closed true ; sh:ignoredProperties ( rdf:type :p )"
    shapes = write(
        f":S a sh:NodeShape ; sh:targetClass :C ; {allowed} . :P sh:targetClass :C ; sh:path :p ; {allowed} ."
    )
    graph = write(":n0 a :C ; :p :b . :b :q 1 ." + "".join(f":n{n} a :C ." for n in range(number)), name="data.ttl")

    assert _found(check(open_graph(graph), shapes=[shapes], ontology=())) == ["1"]


def test_a_node_in_two_graphs_gives_one_result(write):
    shapes = write(":S sh:targetClass :C ; sh:nodeKind sh:Literal ; sh:property [ sh:path :p ; sh:maxCount 1 ] .")
    graph = write(":g { :a a :C ; :p 1 } :h { :a a :C ; :p 1 }", name="data.trig")

    assert len(check(open_graph(graph), shapes=[shapes], ontology=()).results) == 1


def test_literals_are_reported_as_they_were_written(checked):
    report = checked(
        "sh:property [ sh:path :p ; sh:in ( 2 ) ]", ":a a :C ; :p '01'^^xsd:integer , '1.50'^^xsd:decimal ."
    )

    assert sorted(result.value.value for result in report.results) == ["01", "1.50"]


def test_two_spellings_of_a_number_are_two_values(checked):
    report = checked("sh:property [ sh:path :p ; sh:maxCount 1 ]", ":a a :C ; :p 1 , '01'^^xsd:integer .")

    assert len(report.results) == 1


def test_numbers_compare_by_value_however_they_are_written(checked):
    report = checked(
        "sh:property [ sh:path :p ; sh:maxInclusive 5 ]", ":a a :C ; :p '0007'^^xsd:integer , '+3'^^xsd:byte ."
    )

    assert [result.value.value for result in report.results] == ["0007"]


def test_blank_nodes_have_the_same_names_every_time(checked):
    first, second = (
        checked("sh:nodeKind sh:IRI", "[] a :C ; :p 1 . [] a :C ; :p 2 . [] a :C ; :p 2 .") for _ in range(2)
    )

    assert first.to_turtle() == second.to_turtle()
    assert len({result.focus_node for result in first.results}) == 3


def test_the_ontology_alone_gives_no_focus_nodes(write):
    graph = write(
        "<https://w3id.org/biznews/graph/ontology> { :C a owl:Class . :x a :C . :y a :C } :g { :y :p 1 . :z a :C }",
        name="data.trig",
    )
    shapes = write(":S a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:Literal .")

    assert _found(check(open_graph(graph), shapes=[shapes], ontology=())) == [":y", ":z"]


def test_an_unknown_engine_is_a_usage_error(write):
    with pytest.raises(UsageError, match="there is no engine 'jena'"):
        check(ox.Store(), shapes=[write(":S sh:targetClass :C .")], engine="jena")


def test_shapes_that_match_nothing_are_an_error(write):
    shapes = [write(":S sh:targetClass :C ; sh:class :D .")]

    with pytest.raises(OntologyError, match="no shape matches anything in the graph"):
        check(ox.Store(), shapes=shapes)


def test_shapes_that_match_nothing_are_fine_where_allowed(write):
    report = check(ox.Store(), shapes=[write(":S sh:targetClass :C ; sh:class :D .")], allow_empty=True)

    assert report.conforms
    assert report.unmatched == ("urn:t:S",)


def test_data_of_ours_need_no_ontology_of_their_own(write):
    shapes = write(":S sh:targetClass biz:Situation ; sh:nodeKind sh:Literal .")
    graph = write(":a a biz:Partnership .", name="data.ttl")

    assert _found(check(open_graph(graph), shapes=[shapes])) == [":a"]


def test_a_check_leaves_the_graph_as_it_was(write):
    opened = open_graph(write(":a a biz:Partnership .", name="data.ttl"))

    check(opened, shapes=[write(":S sh:targetClass biz:Situation ; sh:nodeKind sh:IRI .")])

    assert len(opened.store) == 1
