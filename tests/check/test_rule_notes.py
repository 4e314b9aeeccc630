"""A check that runs no rules says so, unless the build has run them."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.check.rule_notes import unrun_rules
from kg.check.shapes_graph import load_shapes
from kg.errors import OntologyError
from kg.store import Opened

RULE = "[ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :p ; sh:object 1 ]"
SHAPES = f":S a sh:NodeShape ; sh:targetClass :C ; sh:rule {RULE} ."


@pytest.fixture
def built(tmp_path):
    """A graph whose build ran the rules of some files."""

    def with_rules_of(*names: str) -> Opened:
        account = {"rules": [{"place": f"{name}:3"} for name in names]}
        (tmp_path / "account.json").write_text(json.dumps(account), encoding="utf-8")
        return Opened(ox.Store(), tmp_path, "https://w3id.org/biznews/", version=tmp_path)

    return with_rules_of


def test_rules_are_noted_as_not_run(write):
    graph = load_shapes([write(SHAPES)])

    notes = unrun_rules(graph, ox.Store())

    assert tuple(map(str, notes)) == (
        "shapes.ttl: sh:rule is not run, only constraints are checked (run it with --rules)",
    )


def test_rules_that_the_build_ran_are_not_noted(write, built):
    graph = load_shapes([write(SHAPES)])

    assert unrun_rules(graph, built("shapes.ttl")) == ()


def test_rules_of_another_file_are_noted_of_a_built_graph(write, built):
    graph = load_shapes([write(SHAPES)])

    assert len(unrun_rules(graph, built("other.ttl"))) == 1


@pytest.mark.parametrize(
    "shapes",
    [
        ":S a sh:NodeShape ; sh:targetClass :C .",
        SHAPES.replace("sh:object 1", "sh:object 1 ; sh:deactivated true"),
        SHAPES.replace("sh:targetClass :C", "sh:targetClass :C ; sh:deactivated true"),
    ],
    ids=["none", "deactivated", "of a deactivated shape"],
)
def test_rules_that_would_not_run_are_not_noted(write, shapes):
    assert unrun_rules(load_shapes([write(shapes)]), ox.Store()) == ()


def test_shapes_that_ask_for_their_rules_are_not_checked_without(write):
    graph = load_shapes([write(f"<urn:s> sh:entailment sh:Rules . {SHAPES}")])

    with pytest.raises(OntologyError, match="sh:entailment asks for the rules to be run first") as caught:
        unrun_rules(graph, ox.Store())

    assert caught.value.hint == "add --rules"
