"""What one rule concludes: one query for all focus nodes at once, where that is sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from kg.check.as_written import unwrapped
from kg.check.targets import focus_of
from kg.errors import OntologyError, located
from kg.rules.conditions import Tests
from kg.rules.construct import Construct, mistake
from kg.rules.patterns import triple_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.check.data import Data
    from kg.check.shapes import Shape, Shapes
    from kg.check.targets import Focus
    from kg.rules.rule import Rule, TripleHead


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What a rule concludes from a graph.

    Attributes:
        triples: Each once.
        dropped: How many combinations are no triples: a literal as subject, a predicate that is no IRI.
        reason: Why there are none, as far as the focus nodes tell.
    """

    triples: tuple[ox.Triple, ...]
    dropped: int = 0
    reason: str = ""


def conclusions(rule: Rule, data: Data, *, shapes: Shapes | None) -> Conclusions:
    """What a rule concludes; nothing is added to the data.

    Raises:
        OntologyError: Its query is not valid SPARQL.
    """
    with located(path=str(rule.path), line=rule.line):
        if rule.shape is None or shapes is None:
            return Conclusions(_constructed(cast("Construct", rule.head).text, data, {}))
        if not rule.shape.targets:
            return Conclusions((), reason="its shape has no target")
        return _at_focus_nodes(rule, rule.shape, data, shapes)


def _at_focus_nodes(rule: Rule, shape: Shape, data: Data, shapes: Shapes) -> Conclusions:
    candidates = focus_of(shape, data)
    tests = Tests(shapes, data, plain=isinstance(rule.head, Construct))
    focus = tests.meeting(rule.conditions, candidates)
    if isinstance(rule.head, Construct):
        found = Conclusions(_constructed_at(rule.head, focus, data, tests.functions))
    else:
        found = _triples(rule.head, focus, candidates, data, tests)
    return found if found.triples else replace(found, reason=_reason(candidates, focus, data, tests))


def _reason(candidates: Focus, focus: Focus, data: Data, tests: Tests) -> str:
    if not _any(candidates, data, tests):
        return "its target selects nothing"
    return "" if _any(focus, data, tests) else "no focus node meets its conditions"


def _any(focus: Focus, data: Data, tests: Tests) -> bool:
    query = f"SELECT ?this WHERE {{ {focus.pattern} }} LIMIT 1"
    rows = data.plain_rows if tests.plain else data.rows
    return any(True for _ in rows(query, custom_functions=tests.functions))


def _triples(head: TripleHead, focus: Focus, candidates: Focus, data: Data, tests: Tests) -> Conclusions:
    query = triple_query(head, focus=focus.pattern, candidates=candidates.pattern, tests=tests)
    triples: dict[ox.Triple, None] = {}
    dropped = 0
    for row in data.rows(query, custom_functions=tests.functions):
        subject, predicate, value = row["subject"], row["predicate"], unwrapped(row["object"])
        if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode):
            triples[ox.Triple(subject, predicate, value)] = None
        else:
            dropped += 1
    return Conclusions(tuple(triples), dropped)


def _constructed_at(
    construct: Construct, focus: Focus, data: Data, functions: dict[ox.NamedNode, Callable[..., Any]]
) -> tuple[ox.Triple, ...]:
    options: dict[str, Any] = {"custom_functions": functions}
    nodes = f"SELECT DISTINCT ?this WHERE {{ {focus.pattern} }}"
    if "this" not in construct.variables:
        # The same conclusions at every focus node.
        one = next(iter(data.plain_rows(f"{nodes} LIMIT 1", **options)), None)
        return _constructed(construct.whole, data, options) if one is not None else ()
    if construct.can_join:
        return _constructed(construct.joined(focus.pattern), data, options)
    found: dict[ox.Triple, None] = {}
    for row in data.plain_rows(nodes, **options):
        this = row["this"]
        if isinstance(this, ox.BlankNode):
            given = {"substitutions": {ox.Variable("this"): this}}
            found |= dict.fromkeys(_constructed(construct.whole, data, given))
        else:
            found |= dict.fromkeys(_constructed(construct.bound({"this": str(this)}).whole, data, {}))
    return tuple(found)


def _constructed(query: str, data: Data, options: dict[str, Any]) -> tuple[ox.Triple, ...]:
    try:
        found = cast("Iterable[ox.Triple]", data.plain_rows(query, **options))
    except SyntaxError as error:
        # Known already to be valid by itself; so it was written into the pattern of the focus nodes.
        raise OntologyError(mistake(error, query)[1]) from error
    return tuple(dict.fromkeys(found))
