from __future__ import annotations

import pytest

from kg.check.shapes import read_shapes
from kg.check.shapes_graph import load_shapes
from kg.errors import OntologyError


@pytest.fixture
def read(write):
    return lambda turtle: read_shapes(load_shapes([write(turtle)]))


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        pytest.param(":x :p :y .", "there are no shapes in it", id="no shapes"),
        pytest.param(":S sh:targetClas :C .", "unknown term sh:targetClas .did you mean sh:targetClass", id="misspelt"),
        pytest.param(":S a sh:NodeShape ; sh:class :C .", "no shape has a target, so nothing", id="no target"),
        pytest.param(":S sh:targetClass :C ; a sh:PropertyShape .", "has no sh:path", id="no path"),
        pytest.param(":S sh:targetClass :C ; sh:path 'p' .", "sh:path is a literal", id="literal path"),
        pytest.param(":S sh:targetClass :C ; sh:path [] .", "neither a property nor a path", id="empty path"),
        pytest.param(":S sh:targetClass :C ; sh:path ( :p ) .", "at least two members", id="short sequence"),
        pytest.param(
            ":S sh:targetClass :C ; sh:path _:p . _:p sh:inversePath _:p .",
            "a path contains itself",
            id="circular path",
        ),
        pytest.param(":S sh:targetClass :C ; sh:minCount 1 .", "sh:minCount on <urn:t:S>, which has no", id="count"),
        pytest.param(":S sh:targetClass :C ; sh:uniqueLang true .", "sh:uniqueLang on <urn:t:S>", id="languages"),
        pytest.param(":S sh:targetClass :C ; sh:path :p ; sh:maxCount 'a' .", "not a whole number", id="number"),
        pytest.param(":S sh:targetClass :C ; sh:nodeKind :IRI .", "sh:nodeKind of <urn:t:S> is <urn:t:IRI>", id="kind"),
        pytest.param(":S sh:targetClass :C ; sh:in 1 .", "not a well-formed list", id="list"),
        pytest.param(":S sh:targetClass :C ; sh:datatype 'x' .", "sh:datatype of <urn:t:S> is 'x'", id="datatype"),
        pytest.param(":S sh:targetClass :C ; sh:node :Missing .", "which is not described", id="missing shape"),
        pytest.param(":S sh:targetClass 'C' ; sh:class :D .", "sh:targetClass of <urn:t:S> is 'C', not", id="target"),
        pytest.param(":S sh:targetObjectsOf [] ; sh:class :D .", "is a blank node, not an IRI", id="blank target"),
        pytest.param(":S sh:targetClass :C ; sh:or ( :D [ sh:class :E ] ) .", "sh:or .* has <urn:t:D>, which", id="or"),
        pytest.param(":S sh:targetClass :C ; sh:minLength '++1' .", "is '.*1', not a whole number", id="two signs"),
        pytest.param(":S sh:targetClass :C ; sh:minLength '٣' .", "is '٣', not a whole number", id="other digits"),
        pytest.param(":S sh:targetClass :C ; sh:minInclusive [] .", "is a blank node, not a literal", id="minimum"),
        pytest.param(":S sh:targetClass :C ; sh:maxExclusive :x .", "is <urn:t:x>, not a literal", id="maximum"),
        pytest.param(":S sh:targetClass :C ; sh:pattern '(' .", "not a regular expression", id="pattern"),
        pytest.param(":S sh:targetClass :C ; sh:pattern :x .", "is <urn:t:x>, not a literal", id="IRI as pattern"),
        pytest.param(":S sh:targetClass :C ; sh:languageIn ( :en ) .", "has <urn:t:en>, not a literal", id="language"),
        pytest.param(":S sh:targetClass :C ; sh:datatype :a , :b .", "sh:datatype has 2 values", id="two datatypes"),
        pytest.param(
            ":S sh:targetClass :C ; sh:severity 'bad' .", "sh:severity of <urn:t:S> is a literal", id="severity"
        ),
        pytest.param(
            ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :S ] .",
            "a shape refers to itself",
            id="recursion",
        ),
        pytest.param(
            ":S sh:targetClass :C ; sh:not [ sh:or ( [ sh:class :D ] :S ) ] .", "a shape refers to itself", id="deep"
        ),
    ],
)
def test_shapes_that_are_not_well_formed_are_refused(read, turtle, message):
    with pytest.raises(OntologyError, match=message):
        read(turtle)


UNNAMED = """:S sh:targetClass :C ; sh:property [ sh:path :a ; sh:minCount 1 ] ;
  sh:property [ sh:path :b ;
    {} ] .
:T sh:targetClass :D ; sh:property [ sh:path :c ; sh:minCount 3 ; sh:datatype :x ; sh:minLength 3 ; sh:pattern "a" ] .
"""


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ('sh:minCount "two"', 10),
        ("sh:datatype 'x'", 10),
        ("sh:minLength '++1'", 10),
        ("sh:pattern '('", 10),
        ("sh:nodeKind :IRI", 10),
        ("sh:node :Missing", 10),
        ("sh:minInclusive []", 10),
        ("sh:pattern []", None),
    ],
    ids=str,
)
def test_what_is_wrong_in_a_shape_without_a_name_has_its_line_where_that_is_sure(read, wrong, line):
    with pytest.raises(OntologyError) as caught:
        read(UNNAMED.format(wrong))

    assert caught.value.line == line


def test_what_is_wrong_in_a_shape_with_a_name_has_its_own_line(read):
    with pytest.raises(OntologyError) as caught:
        read(":S sh:targetClass :C ; sh:path :p ;\n  sh:class :D ;\n  sh:minCount 'a' .")

    assert caught.value.line == 10


def test_a_class_that_is_a_shape_has_its_instances_as_target(read):
    (shape,) = read(":C a rdfs:Class , sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] .").roots

    assert [(target.kind, str(target.term)) for target in shape.targets] == [("targetClass", "<urn:t:C>")]


def test_a_shape_may_be_used_twice_without_being_recursive(read):
    shapes = read(":S sh:targetClass :C ; sh:and ( :T :T ) . :T a sh:NodeShape ; sh:class :D .")

    assert [str(shape.node) for shape in shapes.reachable()] == ["<urn:t:S>", "<urn:t:T>"]


def test_a_shape_has_violation_as_severity_unless_it_says_otherwise(read):
    (shape,) = read(":S sh:targetClass :C ; sh:class :D .").roots

    assert shape.severity == "http://www.w3.org/ns/shacl#Violation"


def test_each_value_of_a_parameter_is_a_constraint(read):
    (shape,) = read(":S sh:targetClass :C ; sh:class :D , :E .").roots

    assert [str(constraint.value) for constraint in shape.constraints] == ["<urn:t:D>", "<urn:t:E>"]


def test_only_the_literal_true_switches_a_constraint_on(read):
    (shape,) = read(":S sh:targetClass :C ; sh:path :p ; sh:uniqueLang '1'^^xsd:boolean .").roots

    assert shape.constraints == ()
