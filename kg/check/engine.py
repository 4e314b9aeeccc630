"""The engine: shapes become SPARQL queries over the store, one a constraint, for all focus nodes at once.

`violations` finds what one constraint has to say; `failing` finds the nodes that do not meet a shape, which is all that
`sh:node`, `sh:or` and their kind need to know. Where a shape is a condition on one node, it becomes a filter; else the
sets of failing nodes are taken together in Python.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.components import component_violations, local_name
from kg.check.conditions import functions, shape_condition
from kg.check.messages import generic
from kg.check.paths import predicate
from kg.check.queries import Scope, query_of, values_query
from kg.check.report import Result
from kg.check.screening import Screening
from kg.check.shapes import is_true
from kg.check.sparql import sparql_violations
from kg.check.targets import focus_of
from kg.check.terms import sh
from kg.check.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.check.data import Data
    from kg.check.shapes import Constraint, Shape, Shapes
    from kg.check.shapes_graph import Term
    from kg.check.targets import Focus

Draft = tuple[Result, "Mapping[str, Term]"]
"""A result with templates for messages, and what their placeholders stand for."""

Part = tuple[int, int]
"""A constraint of a shape with targets: the number of the shape among them, and of the constraint in the shape."""

Found = list[tuple["Term", Draft]]
"""Results, in no order, each with the focus node of the shape that it came from."""

_LARGE = 2000
"""Focus nodes of one shape from which on several queries are asked at a time."""

_WORKERS = 4
"""Queries that are asked at a time at most; each holds its own intermediate results in memory."""

# Of a node shape, these results have no value of their own or name it in the query.
_NAMES_ITS_VALUE = frozenset({"closed", "equals", "hasValue", "minCount", "maxCount", "uniqueLang"})


def evaluate(data: Data, shapes: Shapes, sizes: Mapping[str, int]) -> dict[Part, Found]:
    """All results, by the part of the shapes that gives them.

    Args:
        data: What is checked.
        shapes: What it is checked against.
        sizes: Pattern of focus nodes to their number, for all shapes with targets.

    Raises:
        OntologyError: A SPARQL constraint is no valid SPARQL, or uses what SHACL forbids in it.
    """
    screening = Screening(shapes, data, sizes)
    parts: dict[Part, tuple[Constraint, Scope]] = {}
    for root, shape in enumerate(shapes.roots):
        scope = Scope(shape, focus_of(shape, data), shapes, data, screening)
        parts |= {(root, number): (constraint, scope) for number, constraint in enumerate(shape.constraints)}
    if max(sizes.values(), default=0) < _LARGE:
        return {part: check_constraint(*asked) for part, asked in parts.items()}
    return _side_by_side(parts, screening)


def _side_by_side(parts: Mapping[Part, tuple[Constraint, Scope]], screening: Screening) -> dict[Part, Found]:
    """The results of each part; several are asked for at a time, since the store answers beside Python's lock."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - a small graph is checked without it

    with ThreadPoolExecutor(max_workers=min(_WORKERS, os.cpu_count() or 1)) as pool:
        try:
            for _ in pool.map(screening.screen, screening.patterns):
                pass
            found = pool.map(lambda asked: check_constraint(*asked), parts.values())
            return dict(zip(parts, found, strict=True))
        finally:
            pool.shutdown(cancel_futures=True)


def check_constraint(constraint: Constraint, scope: Scope) -> Found:
    """The results of one constraint of a shape; of `sh:property`, those of the property shape."""
    if scope.shape.deactivated:
        return []
    if constraint.parameter == "property":
        return _check_property(constraint, scope)
    return [(found.this, _draft(found, constraint, scope)) for found in violations(constraint, scope)]


def _check(scope: Scope) -> Found:
    """The results of a shape."""
    return [draft for constraint in scope.shape.constraints for draft in check_constraint(constraint, scope)]


def _check_property(constraint: Constraint, scope: Scope) -> Found:
    drafts = _check(scope.at(scope.shapes.shape(constraint.value), scope.focus.through(scope.shape)))
    if not drafts or scope.shape.path is None:
        return drafts
    # A value node of several focus nodes is checked, and reported, once for each of them (section 4.8.1).
    at: dict[Term, list[Draft]] = {}
    for value, draft in drafts:
        at.setdefault(value, []).append(draft)
    return [(this, draft) for this, value in _pairs(scope) for draft in at.get(value, ())]


def violations(constraint: Constraint, scope: Scope) -> list[Violation]:
    """What violates a constraint of a shape at its focus nodes, each once."""
    if scope.screening is not None and scope.screening.clears(constraint, scope.shape, scope.focus):
        return []
    found: Iterable[Violation]
    if constraint.parameter == "sparql":
        found = sparql_violations(constraint, scope)
    elif not constraint.parameter:
        found = component_violations(constraint, scope)
    elif constraint.parameter.startswith("qualified"):
        found = _qualified(constraint, scope)
    else:
        values = values_query(constraint, scope)
        if values is not None and not any(True for _ in _rows(values, scope)):
            return []
        query = query_of(constraint, scope)
        found = _queried(query, constraint, scope) if query is not None else _unmet(constraint, scope)
    return list(dict.fromkeys(found))


def failing(scope: Scope) -> set[Term]:
    """The focus nodes that do not meet a shape."""
    if scope.shape.deactivated:
        return set()
    met = shape_condition(scope.shape, "?this", shapes=scope.shapes, data=scope.data)
    if met is not None:
        rows = _rows(f"SELECT DISTINCT ?this WHERE {{ {scope.focus.pattern} FILTER(!{met}) }}", scope)
        return {row["this"] for row in rows}
    found: set[Term] = set()
    for constraint in scope.shape.constraints:
        if constraint.parameter == "property":
            child = scope.at(scope.shapes.shape(constraint.value), scope.focus.through(scope.shape))
            found |= _leading_to(failing(child), scope)
        else:
            found |= {violation.this for violation in violations(constraint, scope)}
    return found


def _rows(query: str, scope: Scope) -> ox.QuerySolutions:
    return scope.data.rows(query, custom_functions=functions())


def _queried(query: str, constraint: Constraint, scope: Scope) -> Iterable[Violation]:
    rows = _rows(query, scope)
    names = {variable.value for variable in rows.variables}
    own_value = scope.shape.path is None and constraint.parameter not in _NAMES_ITS_VALUE
    for row in rows:
        value = row["value"] if "value" in names else None
        path = row["path"] if "path" in names else None
        further = {"other": row["other"]} if "other" in names else {}
        if "language" in names:
            further["language"] = row["language"]
        yield Violation(
            this=row["this"],
            value=row["this"] if own_value else value,
            path=predicate(path.value) if path is not None else None,
            bindings=tuple(further.items()),
        )


def _unmet(constraint: Constraint, scope: Scope) -> Iterable[Violation]:
    """Violations of constraints on shapes that no filter can say."""
    bad = _bad_values(constraint, scope)
    return (Violation(this, value) for this, value in _pairs(scope) if value in bad) if bad else ()


def _bad_values(constraint: Constraint, scope: Scope) -> set[Term]:
    focus = scope.focus.through(scope.shape)

    def failing_at(shape: Shape) -> set[Term]:
        return failing(scope.at(shape, focus))

    if constraint.parameter == "node":
        return failing_at(scope.shapes.shape(constraint.value))
    if constraint.parameter == "not":
        return _nodes(focus, scope) - failing_at(scope.shapes.shape(constraint.value))
    sets = [failing_at(member) for member in scope.shapes.members(constraint.value)]
    if constraint.parameter == "and":
        return set().union(*sets)
    if constraint.parameter == "or":
        return set.intersection(*sets) if sets else _nodes(focus, scope)
    failures = Counter(node for found in sets for node in found)
    return {node for node in _nodes(focus, scope) if len(sets) - failures[node] != 1}


def _qualified(constraint: Constraint, scope: Scope) -> Iterable[Violation]:
    focus = scope.focus.through(scope.shape)
    values = _nodes(focus, scope)
    good = values - failing(scope.at(scope.shapes.shape(constraint.value), focus))
    if is_disjoint(constraint):
        for sibling in siblings(constraint, scope.shape, scope.shapes):
            good -= values - failing(scope.at(sibling, focus))
    counts = Counter(this for this, value in _pairs(scope) if value in good)
    limit = int(constraint.extra["count"].value)
    for this in sorted(_nodes(scope.focus, scope), key=str):
        few = constraint.parameter == "qualifiedMinCount" and counts[this] < limit
        if few or (constraint.parameter == "qualifiedMaxCount" and counts[this] > limit):
            yield Violation(this)


def is_disjoint(constraint: Constraint) -> bool:
    """Whether values that meet a sibling's shape do not count."""
    return is_true(constraint.extra.get("disjoint"))


def siblings(constraint: Constraint, shape: Shape, shapes: Shapes) -> list[Shape]:
    """The other qualified value shapes beside this one, on any shape that has this property shape (section 4.7.3)."""
    graph = shapes.graph
    found: dict[Term, Shape] = {}
    for parent in graph.subjects(sh("property")):
        properties = graph.all(parent, sh("property"))
        if shape.node in properties:
            for node in properties:
                for qualified in graph.all(node, sh("qualifiedValueShape")):
                    if qualified != constraint.value:
                        found[qualified] = shapes.shape(qualified)
    return list(found.values())


def _leading_to(nodes: set[Term], scope: Scope) -> set[Term]:
    """The focus nodes that have one of these value nodes."""
    if not nodes or scope.shape.path is None:
        return nodes
    return {this for this, value in _pairs(scope) if value in nodes}


def _pairs(scope: Scope) -> list[tuple[Term, Term]]:
    """Each focus node with each of its value nodes, once."""
    if scope.shape.path is None:
        return [(node, node) for node in _nodes(scope.focus, scope)]
    rows = _rows(f"SELECT DISTINCT ?this ?value WHERE {{ {scope.pairs} }}", scope)
    return [(row["this"], row["value"]) for row in rows]


def _nodes(focus: Focus, scope: Scope) -> set[Term]:
    return {row["this"] for row in _rows(f"SELECT DISTINCT ?this WHERE {{ {focus.pattern} }}", scope)}


def _draft(found: Violation, constraint: Constraint, scope: Scope) -> Draft:
    shape = scope.shape
    found = found.as_written()
    templates = found.templates or shape.messages or generic(constraint.component, constraint.value)
    bound: dict[str, Term] = {"this": found.this, **dict(found.bindings)}
    if found.value is not None:
        bound["value"] = found.value
    if constraint.parameter:
        bound.setdefault(constraint.parameter, constraint.extra.get("count", constraint.value))
    for name, value in constraint.extra.items():
        bound.setdefault(local_name(name), value)
    path = found.path or shape.path
    if path is not None and path.kind == "predicate":
        bound.setdefault("path", ox.NamedNode(path.iri))
    result = Result(
        focus_node=found.this,
        path=path,
        value=found.value,
        component=constraint.component,
        source_shape=shape.node,
        source_constraint=constraint.source,
        severity=shape.severity,
        messages={},
        templates=templates,
    )
    return result, bound
