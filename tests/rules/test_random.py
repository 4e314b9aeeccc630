"""Random rules on random data: our engine and pySHACL conclude the same triples.

Rules of a case either conclude what no rule reads, or each stand in an order of their own at one shape: pySHACL shows
conclusions of one order to each other, which the specification forbids (`test_deriving` has what follows from that).
"""

from __future__ import annotations

import pytest

from tests.check.conftest import PREFIXES
from tests.check.test_random import CLASSES, LITERALS, NODES, PROPERTIES, Draw
from tests.rules.conftest import DECLARED
from tests.rules.oracle import ours, theirs

QUERIES = [
    "CONSTRUCT { $this t:NEW ?v } WHERE { $this t:READ ?v }",
    "CONSTRUCT { ?v t:NEW $this . $this a t:C } WHERE { $this t:READ ?v FILTER(isIRI(?v) && ?v != $this) }",
    "CONSTRUCT { $this t:NEW ?w } WHERE { $this t:READ/t:q ?w FILTER NOT EXISTS { $this t:r ?w } }",
    "CONSTRUCT { $this t:NEW ?n } WHERE { { SELECT $this (COUNT(*) AS ?n) WHERE { $this t:READ ?v } GROUP BY $this } }",
    "CONSTRUCT { $this t:NEW ?v } WHERE { OPTIONAL { $this t:READ ?w } BIND(COALESCE(?w, $this) AS ?v) }",
    "CONSTRUCT { ?a t:NEW ?b } WHERE { ?a t:READ ?b }",
    "CONSTRUCT { $this t:NEW t:n0 } WHERE { FILTER EXISTS { $this t:READ ?v } }",
    "CONSTRUCT WHERE { $this t:READ ?v }",
    "CONSTRUCT { $this t:NEW ?v } WHERE { { $this t:p ?v } UNION { $this t:READ ?v } }",
]
EXPRESSIONS = 0.6
"""Share of node expressions that are no constant, where a node may stand."""


class DrawRules(Draw):
    """Rules, beside the shapes and data of the checks' own random tests."""

    def rules(self, *, chained: bool) -> str:
        shapes = []
        for number in range(1 if chained else 3):
            rules = [self._rule(number, order, chained=chained) for order in range(3)]
            shapes.append(f":R{number} a sh:NodeShape ; {self._target()} ; sh:rule {' , '.join(rules)} .")
        return DECLARED + "\n".join(shapes)

    def _rule(self, shape: int, order: int, *, chained: bool) -> str:
        new = f"new{shape}{order}"
        read = self._of([":p", ":q", *[f":new{shape}{n}" for n in range(order)]]) if chained else self._of(PROPERTIES)
        body = self._sparql(new, read, chained=chained) if self._random.random() < 0.4 else self._triple(new, read)
        conditions = "".join(f" ; sh:condition [ {self._nested(1)} ]" for _ in range(self._random.choice([0, 0, 1, 2])))
        ordered = f" ; sh:order {order}" if chained else ""
        off = " ; sh:deactivated true" if self._random.random() < 0.05 else ""
        return f"[ {body}{conditions}{ordered}{off} ]"

    def _sparql(self, new: str, read: str, *, chained: bool) -> str:
        query = self._of(QUERIES).replace("NEW", new).replace("READ", read.removeprefix(":"))
        # A class of its own where another shape's target would see it.
        query = query if chained else query.replace("t:C", "t:D")
        return f'a sh:SPARQLRule ; sh:prefixes <urn:t:> ; sh:construct """{query}"""'

    def _triple(self, new: str, read: str) -> str:
        subject = self._of(["sh:this", ":n0", self._expression(1, read)])
        subject = ":n1" if subject in LITERALS else subject
        return f"a sh:TripleRule ; sh:subject {subject} ; sh:predicate :{new} ; sh:object {self._expression(2, read)}"

    def _expression(self, depth: int, read: str) -> str:
        if self._random.random() > EXPRESSIONS:
            return self._of(["sh:this", *NODES[:2], *LITERALS[:2], *CLASSES[:1]])
        path = f"[ sh:path {self._of([read, self._path(1)])} ]"
        if depth == 0:
            return path
        members = " ".join(self._expression(depth - 1, read) for _ in range(2))
        return self._of(
            [
                path,
                f"[ sh:union ( {members} ) ]",
                f"[ sh:intersection ( {members} ) ]",
                f"[ sh:filterShape [ {self._nested(1)} ] ; sh:nodes {self._expression(depth - 1, read)} ]",
            ]
        )


@pytest.mark.parametrize("chained", [False, True], ids=["side by side", "in order"])
@pytest.mark.parametrize("seed", range(40))
def test_random_rules_conclude_the_same_in_both_engines(tmp_path, seed, chained):
    draw = DrawRules(seed)
    (tmp_path / "data.ttl").write_text(PREFIXES + draw.data(), encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + draw.rules(chained=chained), encoding="utf-8")

    assert ours(tmp_path / "data.ttl", tmp_path / "shapes.ttl") == theirs(
        tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    )


def test_most_random_rules_conclude_something(tmp_path):
    results = []
    for seed in range(40):
        draw = DrawRules(seed)
        (tmp_path / "data.ttl").write_text(PREFIXES + draw.data(), encoding="utf-8")
        (tmp_path / "shapes.ttl").write_text(PREFIXES + draw.rules(chained=True), encoding="utf-8")
        results.append(ours(tmp_path / "data.ttl", tmp_path / "shapes.ttl"))

    assert sum(bool(found) for found in results) > len(results) // 2
