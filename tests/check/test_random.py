"""Random shapes on random data: our engine and pySHACL give the same multiset of results.

Left out is what they decide differently, because pySHACL compares values as Python does and SHACL as SPARQL does:
booleans and dates with numbers, ill-formed numbers, and IRIs with each other in `sh:lessThan`.
"""

from __future__ import annotations

import random

import pytest

from kg.check import check
from kg.check.report import counted
from kg.store import open_graph
from tests.check.conftest import PREFIXES

NODES = [f":n{number}" for number in range(6)]
PROPERTIES = [":p", ":q", ":r"]
LITERALS = ["1", "2", "3.5", "'a'", "'ab'@en", "'b'@fr", "'abc'"]
NUMBERS = ["1", "2", "3.5", "-1", "2.0"]
DISJOINT = "sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true"
CLASSES = [":A", ":B", ":C"]


class Draw:
    """Shapes and data from one seed."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def data(self):
        lines = [":B rdfs:subClassOf :A ."]
        lines += [f"{node} a {self._of(CLASSES)} ." for node in NODES if self._random.random() < 0.8]
        lines += [
            f"{self._of(NODES)} {self._of(PROPERTIES)} {self._of(NODES if self._random.random() < 0.5 else LITERALS)} ."
            for _ in range(20)
        ]
        lines += [f"{self._of(NODES)} {self._of([':low', ':high'])} {self._of(NUMBERS)} ." for _ in range(8)]
        return "\n".join(lines)

    def shapes(self):
        return "\n".join(
            f":S{number} a sh:NodeShape ; {self._target()} ; {self._node_constraints(2)} ." for number in range(4)
        )

    def _of(self, things):
        return self._random.choice(things)

    def _target(self):
        return self._of(
            [f"sh:targetClass {c}" for c in CLASSES]
            + [f"sh:targetSubjectsOf {p}" for p in PROPERTIES]
            + [f"sh:targetObjectsOf {p}" for p in PROPERTIES]
            + ["sh:targetNode :n0 , :n1 , 'a'"]
        )

    def _node_constraints(self, depth):
        parts = [self._on_value(depth) for _ in range(self._random.randint(0, 1))]
        parts += [f"sh:property [ {self._property(depth)} ]" for _ in range(self._random.randint(1, 2))]
        if self._random.random() < 0.2:
            parts.append("sh:closed true ; sh:ignoredProperties ( rdf:type :low )")
        if self._random.random() < 0.1:
            parts.append("sh:deactivated true")
        return " ; ".join(parts)

    def _property(self, depth):
        if self._random.random() < 0.1:
            return f"sh:path :low ; sh:{self._of(['lessThan', 'lessThanOrEquals'])} :high"
        parts = [f"sh:path {self._path(1)}", self._on_value(depth)]
        if self._random.random() < 0.6:
            parts.append(self._on_values(depth))
        if depth and self._random.random() < 0.2:
            parts.append(f"sh:property [ {self._property(depth - 1)} ]")
        return " ; ".join(parts)

    def _path(self, depth):
        if depth == 0 or self._random.random() < 0.5:
            return self._of(PROPERTIES)
        inner = [self._path(depth - 1), self._path(depth - 1)]
        return self._of(
            [
                f"( {' '.join(inner)} )",
                f"[ sh:alternativePath ( {' '.join(inner)} ) ]",
                f"[ sh:inversePath {inner[0]} ]",
                f"[ sh:zeroOrMorePath {inner[0]} ]",
                f"[ sh:oneOrMorePath {inner[0]} ]",
                f"[ sh:zeroOrOnePath {inner[0]} ]",
            ]
        )

    def _on_value(self, depth):
        simple = [
            f"sh:class {self._of(CLASSES)}",
            f"sh:datatype {self._of(['xsd:integer', 'xsd:string', 'xsd:date', 'rdf:langString', 'xsd:boolean'])}",
            f"sh:nodeKind {self._of(['sh:IRI', 'sh:Literal', 'sh:BlankNodeOrIRI', 'sh:IRIOrLiteral'])}",
            f"sh:minInclusive {self._of(['1', '2.5'])}",
            f"sh:maxExclusive {self._of(['2', '3'])}",
            f"sh:minLength {self._random.randint(1, 3)}",
            f"sh:maxLength {self._random.randint(1, 3)}",
            "sh:pattern '" + self._of(["^a", "b$", "[0-9]"]) + "'",
            f"sh:in ( {self._of(NODES)} {self._of(LITERALS)} {self._of(LITERALS)} )",
            "sh:languageIn ( 'en' )",
            f"sh:hasValue {self._of(NODES + LITERALS)}",
            f"sh:equals {self._of(PROPERTIES)}",
            f"sh:disjoint {self._of(PROPERTIES)}",
        ]
        if depth == 0 or self._random.random() < 0.5:
            return self._of(simple)
        nested = [f"[ {self._nested(depth - 1)} ]" for _ in range(2)]
        return self._of(
            [
                f"sh:not {nested[0]}",
                f"sh:node {nested[0]}",
                f"sh:and ( {' '.join(nested)} )",
                f"sh:or ( {' '.join(nested)} )",
                f"sh:xone ( {' '.join(nested)} )",
            ]
        )

    def _nested(self, depth):
        if self._random.random() < 0.5:
            return "a sh:NodeShape ; " + self._on_value(depth)
        return f"a sh:NodeShape ; sh:property [ {self._property(depth)} ]"

    def _on_values(self, depth):
        return self._of(
            [
                f"sh:minCount {self._random.randint(0, 3)}",
                f"sh:maxCount {self._random.randint(0, 2)}",
                "sh:uniqueLang true",
                f"sh:qualifiedValueShape [ {self._nested(depth)} ] ; sh:qualifiedMinCount {self._random.randint(1, 2)}",
                f"sh:qualifiedValueShape [ {self._nested(depth)} ] ; sh:qualifiedMaxCount {self._random.randint(0, 1)}",
                f"sh:qualifiedValueShape [ {self._nested(depth)} ] ; {DISJOINT}",
            ]
        )


@pytest.mark.parametrize("seed", range(60))
def test_random_shapes_give_the_same_results_in_both_engines(tmp_path, seed):
    draw = Draw(seed)
    (tmp_path / "data.ttl").write_text(PREFIXES + draw.data(), encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + draw.shapes(), encoding="utf-8")

    ours, theirs = (
        counted(
            check(
                open_graph(tmp_path / "data.ttl"),
                shapes=[tmp_path / "shapes.ttl"],
                engine=engine,
                ontology=(),
                allow_empty=True,
            ).results
        )
        for engine in ("sparql", "pyshacl")
    )

    assert ours == theirs
