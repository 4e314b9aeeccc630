"""Rules of shapes as queries that ask what their conclusions rest on (`kg.query.asked`)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.data import Data
from kg.check.targets import focus_of
from kg.iri import named_graph
from kg.query.asked import Asked, AskedRule
from kg.rules.conditions import Tests
from kg.rules.construct import Construct
from kg.rules.patterns import triple_pattern, triple_terms
from kg.rules.reading import read_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.check.shapes import Shape, Shapes
    from kg.rules.rule import Rule, TripleHead
    from kg.store import Opened


def asked_rules(opened: Opened, files: Sequence[Path]) -> Iterator[AskedRule]:
    """The rules of shapes in some files, for one graph.

    Raises:
        InputError: A file cannot be read.
        OntologyError: A rule is not well-formed.
    """
    rules = read_rules(shapes=files)
    data = Data(opened.store, ox.NamedNode(named_graph(opened.base, "ontology")))
    for rule in rules.all:
        if rules.shapes is not None and rule.shape is not None and rule.shape.targets and not rule.deactivated:
            asked = partial(_asked, rule, rule.shape, data, rules.shapes)
            yield AskedRule(_concluded(rule.head), asked)


def _concluded(head: Construct | TripleHead) -> str:
    if isinstance(head, Construct):
        return f"{head.where.prologue}SELECT * {{ {head.template}\n}}"
    return f"SELECT * {{ {' '.join(triple_terms(head).values())} }}"


def _asked(rule: Rule, shape: Shape, data: Data, shapes: Shapes) -> tuple[Asked, ...]:
    """The rule at the focus nodes that meet its conditions, and at all of its shape.

    A condition such as "none is stated yet" has been made untrue by the conclusion itself.
    """
    conditions = (rule.conditions, ()) if rule.conditions else ((),)
    return tuple(_at_focus_nodes(rule, shape, data, shapes, those) for those in conditions)


def _at_focus_nodes(rule: Rule, shape: Shape, data: Data, shapes: Shapes, conditions: tuple[Shape, ...]) -> Asked:
    candidates = focus_of(shape, data)
    tests = Tests(shapes, data, plain=isinstance(rule.head, Construct))
    focus = tests.meeting(conditions, candidates)
    if not isinstance(rule.head, Construct):
        pattern = triple_pattern(rule.head, focus=focus.pattern, candidates=candidates.pattern, tests=tests)
        return Asked(f"SELECT * {{ {pattern} }}", tests.functions)
    if "this" not in rule.head.variables:
        return Asked(rule.head.whole)
    return Asked(rule.head.joined(focus.pattern), tests.functions)
