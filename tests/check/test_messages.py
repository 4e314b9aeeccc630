from __future__ import annotations

import pytest

from kg.check import ENGINES, check
from kg.store import open_graph

SPARQL = (
    ':S sh:targetClass biz:Partnership ; sh:sparql [ sh:message "{?value} is {?n} of {$this}, {?other}"@en , '
    '"{?value} est {?n}"@fr ; sh:select """SELECT $this ?value ?n WHERE { $this '
    "<https://w3id.org/biznews/ontology#partner> ?value . BIND(7 AS ?n) FILTER(STRENDS(STR(?value), 'lunaire')) }"
    '""" ] .'
)


@pytest.fixture
def messages(write, graph_file):
    def found(turtle, engine="sparql"):
        (result,) = check(open_graph(graph_file), shapes=[write(turtle)], engine=engine).results
        return result.messages

    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_placeholders_of_sparql_messages_become_words_in_every_language(messages, engine):
    assert messages(SPARQL, engine) == {
        "en": "Lunaire is 7 of https://w3id.org/biznews/doc/fr/accord#E1, {?other}",
        "fr": "Lunaire est 7",
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_shape_without_message_gets_one_in_both_languages(messages, engine):
    turtle = ":S sh:targetClass biz:Partnership ; sh:property [ sh:path biz:kind ; sh:minCount 2 ] ."

    assert messages(turtle, engine) == {"en": "Fewer than 2 values.", "fr": "Moins de 2 valeurs."}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_message_of_a_constraint_goes_before_that_of_its_shape(messages, engine):
    turtle = SPARQL.replace(":S sh:targetClass", ':S sh:message "The shape\'s"@en ; sh:targetClass')

    assert messages(turtle, engine)["fr"] == "Lunaire est 7"


def test_a_query_may_give_the_message_itself(messages):
    turtle = SPARQL.replace("BIND(7 AS ?n)", "BIND('own'@en AS ?message)").replace("?value ?n", "?value ?message")

    assert messages(turtle) == {"en": "own"}


def test_long_literals_are_cut_in_messages(messages):
    turtle = (
        ":S sh:targetClass biz:Partnership ; sh:sparql [ sh:message '{?value}' ; sh:select "
        f"\"SELECT $this ('{'x' * 100}' AS ?value) WHERE {{ $this a ?c }}\" ] ."
    )

    assert messages(turtle)[""] == "x" * 79 + "…"
