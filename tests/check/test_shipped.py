"""The shapes that ship with kg: complete in two languages, and in step with the ontology."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg.check.shapes import messages_of, read_shapes
from kg.check.shapes_graph import load_shapes
from kg.resources import folder
from kg.vocab import BIZ, CODE, SH, SKOS

SHAPES = read_shapes(load_shapes([folder("shapes") / "core.ttl", folder("shapes") / "business.ttl"]))
NAMED = [shape for shape in SHAPES.reachable() if isinstance(shape.node, ox.NamedNode)]
PLACEHOLDER = re.compile(r"\{[?$]\w+\}")


def _sources():
    for shape in NAMED:
        plain = [c for c in shape.constraints if c.parameter not in ("property", "sparql")]
        if plain:
            yield pytest.param(shape.messages, id=shape.node.value.rpartition("#")[2])
        for constraint in shape.constraints:
            if constraint.source is not None:
                messages = messages_of(SHAPES.graph, constraint.source)
                yield pytest.param(messages, id=shape.node.value.rpartition("#")[2] + " sparql")


@pytest.mark.parametrize("messages", list(_sources()))
def test_every_constraint_has_a_message_in_both_languages(messages):
    assert set(messages) == {"en", "fr"}


@pytest.mark.parametrize("messages", list(_sources()))
def test_messages_end_as_sentences_do(messages):
    assert all(text.strip()[-1] in ".?" for text in messages.values())


@pytest.mark.parametrize("messages", list(_sources()))
def test_messages_name_the_same_things_in_both_languages(messages):
    assert sorted(PLACEHOLDER.findall(messages["en"])) == sorted(PLACEHOLDER.findall(messages["fr"]))


@pytest.fixture(scope="module")
def known():
    return {
        quad.subject.value
        for path in folder("ontology").glob("*.ttl")
        for quad in ox.parse(path=str(path))
        if isinstance(quad.subject, ox.NamedNode)
    }


def test_every_term_of_ours_in_the_shapes_is_in_the_ontology(known):
    used = {term.value for triple in SHAPES.graph.triples() for term in triple[::2] if isinstance(term, ox.NamedNode)}

    assert {iri for iri in used if iri.startswith((BIZ, CODE))} <= known


def test_every_term_of_ours_in_queries_is_in_the_ontology(known):
    texts = [value.value for _, predicate, value in SHAPES.graph.triples() if predicate == SH + "select"]
    used = {BIZ + name for text in texts for name in re.findall(r"\bbiz:(\w+)", text)}

    assert used <= known


def test_every_code_list_of_the_ontology_is_listed_whole_where_shapes_list_codes():
    lists = _code_lists()
    short = {
        shape.node.value: sorted(expected - listed)
        for shape in NAMED
        for constraint in shape.constraints
        if constraint.parameter == "in"
        if (listed := {item.value for item in SHAPES.graph.items(constraint.value)})
        != (expected := lists[shape.path.iri])
    }

    assert short == {}


def _code_lists():
    store = ox.Store()
    for path in sorted(folder("ontology").glob("*.ttl")):
        store.load(path=str(path))
    query = f"SELECT ?p ?code {{ ?p <{BIZ}codeList> ?list . ?code <{SKOS}inScheme> ?list }}"
    found: dict[str, set[str]] = {}
    for p, code in store.query(query):
        found.setdefault(p.value, set()).add(code.value)
    return found


def test_severities_are_those_of_shacl():
    assert {shape.severity.rpartition("#")[2] for shape in NAMED} == {"Violation", "Warning", "Info"}
