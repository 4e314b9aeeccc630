from __future__ import annotations

import pytest

from kg.check import check
from kg.errors import OntologyError
from kg.resources import folder
from kg.store import open_graph

GOOD = ":Good sh:targetClass biz:Partnership ; sh:property [ sh:path biz:status ; sh:minCount 1 ] . "
UNKNOWN = "is used by no data and unknown to the ontology"


@pytest.fixture
def notes(write, graph_file):
    def found(turtle, **options):
        return check(open_graph(graph_file), shapes=[write(turtle)], **options).notes

    return found


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        pytest.param(
            GOOD + "\n:T a sh:NodeShape ; sh:nodeKind sh:IRI .",
            "shapes.ttl:9: urn:t:T has no target, and no shape that has one refers to it",
            id="shape without a target",
        ),
        pytest.param(
            GOOD + "[] a sh:PropertyShape ; sh:path biz:status ; sh:minCount 1 .",
            "shapes.ttl: a shape without a name has no target, and no shape that has one refers to it",
            id="shape without target and name",
        ),
        pytest.param(
            GOOD + ":T sh:targetClass biz:SpinOff ; sh:nodeKind sh:IRI .",
            "shapes.ttl:8: the target of urn:t:T, biz:SpinOff, selects nothing",
            id="class without instances",
        ),
        pytest.param(
            GOOD + ":T sh:targetObjectsOf biz:investor ; sh:nodeKind sh:IRI .",
            "shapes.ttl:8: the target of urn:t:T, biz:investor, selects nothing",
            id="property without values",
        ),
        pytest.param(
            GOOD + ":T sh:targetClass biz:Partnership , biz:SpinOff ; sh:nodeKind sh:IRI .",
            "shapes.ttl:8: the target of urn:t:T, biz:SpinOff, selects nothing",
            id="one of two targets",
        ),
        pytest.param(
            GOOD + ":T sh:targetClass biz:Partnersihp ; sh:nodeKind sh:IRI .",
            f"shapes.ttl:8: biz:Partnersihp {UNKNOWN} (did you mean biz:Partnership?)",
            id="misspelt target",
        ),
        pytest.param(
            GOOD + ":T sh:targetSubjectsOf biz:partnr ; sh:nodeKind sh:IRI .",
            f"shapes.ttl:8: biz:partnr {UNKNOWN} (did you mean biz:partner?)",
            id="misspelt property as target",
        ),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:property [ sh:path ( biz:partner skos:prefLable ) ] .",
            f"shapes.ttl:8: skos:prefLable {UNKNOWN} (did you mean skos:prefLabel?)",
            id="misspelt property in a path",
        ),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:property [ sh:path biz:partner ; sh:class biz:Organisation ] .",
            f"shapes.ttl:8: biz:Organisation {UNKNOWN} (did you mean biz:Organization?)",
            id="misspelt class of values",
        ),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:property [ sh:path biz:startDate ; sh:lessThan biz:endDay ] .",
            f"shapes.ttl:8: biz:endDay {UNKNOWN}",
            id="misspelt property of a pair",
        ),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:not [ sh:property [ sh:path :zzz ; sh:minCount 1 ] ] .",
            f"shapes.ttl:8: urn:t:zzz {UNKNOWN}",
            id="nothing like it",
        ),
    ],
)
def test_what_checks_nothing_is_noted(notes, turtle, expected):
    (note,) = notes(turtle)

    assert str(note).startswith(expected)


@pytest.mark.parametrize(
    "turtle",
    [
        pytest.param(GOOD, id="terms in use"),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:property [ sh:path biz:stake ; sh:maxCount 1 ] .",
            id="a property of the ontology that no data use",
        ),
        pytest.param(GOOD + ":T a sh:NodeShape ; sh:deactivated true .", id="a deactivated shape"),
        pytest.param(GOOD + ":T sh:targetClass biz:SpinOff ; sh:deactivated true .", id="a deactivated target"),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:property [ sh:path :own ; sh:maxCount 1 ] . :own a rdf:Property .",
            id="a property that the shapes file declares",
        ),
        pytest.param(
            ":T sh:targetClass biz:Partnership ; sh:node :U . :U a sh:NodeShape ; sh:nodeKind sh:IRI .",
            id="a shape that another one refers to",
        ),
        pytest.param(":T sh:targetNode :nowhere ; sh:nodeKind sh:IRI .", id="a node that is named"),
    ],
)
def test_what_checks_something_is_not_noted(notes, turtle):
    assert notes(turtle) == ()


def test_one_shape_alone_is_not_blamed_for_the_others(notes):
    turtle = GOOD + ":T sh:targetClass biz:SpinOff ; sh:nodeKind sh:IRI . :V sh:targetClass biz:Partnership ."

    assert notes(turtle, only=["Good"]) == ()


ELSEWHERE = ":Named sh:targetNode biz:nowhere ; sh:nodeKind sh:IRI . :T sh:targetClass :Thing ; sh:nodeKind sh:IRI ."


def test_a_node_that_is_named_and_not_in_the_data_is_no_check_of_them(write, graph_file):
    with pytest.raises(OntologyError, match="no shape matches anything in the graph, so nothing was checked"):
        check(open_graph(graph_file), shapes=[write(ELSEWHERE)])


@pytest.mark.parametrize(
    "place", ["biz:nowhere a biz:Other .", "d:E1 biz:kind biz:nowhere ."], ids=["subject", "object"]
)
def test_a_node_that_is_named_and_in_the_data_is_checked(write, graph_file, place):
    with graph_file.open("a", encoding="utf-8") as file:
        file.write(place)

    assert check(open_graph(graph_file), shapes=[write(ELSEWHERE)]).focus_nodes == 1


def test_data_of_another_field_do_not_conform_to_the_shipped_shapes_by_having_none_of_theirs(write):
    data = write(":a a :Person ; :name 'Ann' .", name="data.ttl")

    with pytest.raises(OntologyError, match="no shape matches anything in the graph"):
        check(open_graph(data), shapes=[folder("shapes") / "core.ttl", folder("shapes") / "business.ttl"])
