from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.check.shapes_graph import load_shapes, name_of
from kg.errors import InputError, OntologyError

S = ox.NamedNode("urn:t:S")


def test_a_misspelt_term_is_an_error_with_line_and_suggestion(write):
    path = write(":S a sh:NodeShape ;\n  sh:targetClass :C ;\n  sh:proprty [ sh:path :p ; sh:minCount 1 ] .")

    with pytest.raises(OntologyError) as caught:
        load_shapes([path])

    assert caught.value.message == "unknown term sh:proprty"
    assert caught.value.hint == "did you mean sh:property?"
    assert caught.value.line == 10
    assert caught.value.path == str(path)


def test_a_misspelt_term_as_a_value_is_an_error(write):
    path = write(":S a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:Iri .")

    with pytest.raises(OntologyError, match="unknown term sh:Iri"):
        load_shapes([path])


def test_a_misspelt_term_in_a_nested_shape_is_an_error(write):
    path = write(":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:minCuont 1 ] .")

    with pytest.raises(OntologyError, match="unknown term sh:minCuont"):
        load_shapes([path])


def test_a_stray_term_on_data_in_the_same_file_is_noted(write):
    path = write(":S a sh:NodeShape ; sh:targetClass :C ; sh:class :D . :x sh:nodeShape :S .")

    assert "unknown term sh:nodeShape (did you mean sh:NodeShape?)" in str(load_shapes([path]).notes[0])


@pytest.mark.parametrize("name", ["entailment", "expression", "js", "target"])
def test_a_term_that_is_not_supported_is_an_error(write, name):
    path = write(f":S a sh:NodeShape ; sh:targetClass :C ; sh:{name} :x .")

    with pytest.raises(OntologyError, match=f"sh:{name} is not supported"):
        load_shapes([path])


def test_a_syntax_error_has_line_and_column(write):
    path = write(":S a .")

    with pytest.raises(OntologyError, match="not valid Turtle") as caught:
        load_shapes([path])

    assert caught.value.line is not None
    assert caught.value.column is not None


@pytest.mark.parametrize("name", ["none.ttl", "none", "none.txt"])
def test_a_missing_file_is_an_input_error(tmp_path, name):
    with pytest.raises(InputError) as caught:
        load_shapes([tmp_path / name])

    assert str(caught.value) == f"{tmp_path / name}: there is no such file"


def test_a_folder_without_turtle_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match=r"the folder holds no \.ttl file"):
        load_shapes([tmp_path])


def test_a_folder_stands_for_its_files_in_the_order_of_their_names(write, tmp_path):
    write(":B a sh:NodeShape .", name="b.ttl")
    write(":A a sh:NodeShape .", name="a.ttl")

    assert [path.name for path in load_shapes([tmp_path]).paths] == ["a.ttl", "b.ttl"]


def test_blank_nodes_are_numbered_in_the_order_of_the_file(write):
    path = write(":S sh:property [ sh:path :p ] , [ sh:path :q ] .")

    first, second = load_shapes([path]).all(S, "http://www.w3.org/ns/shacl#property")

    assert (first.value, second.value) == ("shape1", "shape2")


def test_two_values_where_one_is_allowed_are_an_error(write):
    graph = load_shapes([write(":S sh:order 1 , 2 .")])

    with pytest.raises(OntologyError, match="sh:order has 2 values on <urn:t:S>"):
        graph.one(S, "http://www.w3.org/ns/shacl#order")


def test_a_circular_list_is_an_error(write):
    graph = load_shapes([write(":S rdf:first 1 ; rdf:rest :S .")])

    with pytest.raises(OntologyError, match="not a well-formed list"):
        graph.items(S)


@pytest.mark.parametrize(
    ("term", "name"),
    [
        pytest.param(ox.NamedNode("http://www.w3.org/ns/shacl#in"), "sh:in", id="sh"),
        pytest.param(ox.NamedNode("urn:t:x"), "<urn:t:x>", id="iri"),
        pytest.param(ox.BlankNode("x"), "an unnamed shape", id="blank"),
        pytest.param(ox.Literal("x"), "'x'", id="literal"),
    ],
)
def test_terms_have_names_for_messages(term, name):
    assert name_of(term) == name
