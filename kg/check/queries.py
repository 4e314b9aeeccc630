"""One query a constraint, for all focus nodes at once: each returns the pairs (focus node, value) that violate it.

A query may return a pair more than once, where a node is in two graphs or reached twice; the engine keeps it once. What
a value must be in itself stands in `kg.check.conditions`; here is what takes a focus node's values together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import wrapped
from kg.check.conditions import compared, condition
from kg.check.paths import predicate

if TYPE_CHECKING:
    from kg.check.data import Data
    from kg.check.screening import Screening
    from kg.check.shapes import Constraint, Shape, Shapes
    from kg.check.targets import Focus

_PAIR = "SELECT ?this ?value WHERE"
_ALONE = "SELECT ?this WHERE"


@dataclass(frozen=True, slots=True)
class Scope:
    """A shape at its focus nodes.

    Attributes:
        shape: The shape.
        focus: The nodes it is checked at.
        shapes: Where shapes that it refers to are found.
        data: What is checked.
        screening: Clears constraints without a query of their own; None where nothing is screened.
    """

    shape: Shape
    focus: Focus
    shapes: Shapes
    data: Data
    screening: Screening | None = None

    def at(self, shape: Shape, focus: Focus) -> Scope:
        """Another shape at other focus nodes."""
        return replace(self, shape=shape, focus=focus)

    @property
    def variable(self) -> str:
        """The variable that is bound to a value node."""
        return "?value" if self.shape.path else "?this"

    @property
    def path(self) -> str:
        """The shape's path as SPARQL; only a property shape has one."""
        return self.shape.path.to_sparql() if self.shape.path else ""

    def step(self, value: str) -> str:
        """A pattern from focus nodes to values (a variable), in the way that costs the store less.

        For many focus nodes a sub-select: the store then reads the property once and joins by hashing, which takes a
        quarter of the time of looking up each node's values.
        """
        triple = f"?this {self.path} {value} ."
        wide = self.screening is not None and self.shape.path and self.screening.is_wide(self.shape.path, self.focus)
        return f"{{ SELECT ?this {value} WHERE {{ {triple} }} }}" if wide else triple

    @property
    def pairs(self) -> str:
        """A pattern that binds each focus node and each of its value nodes."""
        if self.shape.path is None:
            return self.focus.pattern
        step = f"{self.focus.pattern} {self.step('?value')}"
        if self.shape.path.may_be_empty():
            # A path that may be empty leads from any node to itself, also from one that the graph does not know.
            return f"{{ {step} }} UNION {{ {self.focus.pattern} BIND(?this AS ?value) }}"
        return step


def query_of(constraint: Constraint, scope: Scope) -> str | None:
    """The query for the violations of a constraint.

    Returns:
        A SELECT query for `?this` and, where the result has one, `?value`; None where the constraint refers to shapes
        in a way that no single query can say.
    """
    written = _QUERIES.get(constraint.parameter)
    if written is not None:
        return written(constraint, scope)
    met = condition(constraint, scope.variable, shapes=scope.shapes, data=scope.data)
    if met is None:
        return None
    return f"SELECT ?this {'?value' if scope.shape.path else ''} WHERE {{ {scope.pairs} FILTER(!{met}) }}"


def values_query(constraint: Constraint, scope: Scope) -> str | None:
    """A query for the different values that violate a constraint, each looked at once.

    Returns:
        None unless the constraint's condition looks up more than the value itself, such as its class.
    """
    if scope.shape.path is None or constraint.parameter in _QUERIES:
        return None
    met = condition(constraint, "?value", shapes=scope.shapes, data=scope.data)
    if met is None or "EXISTS" not in met:
        return None
    values = f"{{ SELECT ?value (COUNT(?this) AS ?kg_uses) WHERE {{ {scope.pairs} }} GROUP BY ?value }}"
    return f"SELECT ?value WHERE {{ {values} FILTER(!{met}) }} LIMIT 1"


def _min_count(constraint: Constraint, scope: Scope) -> str:
    count = int(constraint.value.value)
    if count == 0:
        return f"{_ALONE} {{ FILTER(false) }}"
    if count == 1:
        return f"{_ALONE} {{ {scope.focus.pattern} FILTER NOT EXISTS {{ {_step(scope, '?value')} }} }}"
    # Grouping keeps only nodes that have a value, so those without any come from a query of their own.
    few = f"{{ SELECT ?this WHERE {{ {scope.pairs} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?value) < {count}) }}"
    none = f"{{ {scope.focus.pattern} FILTER NOT EXISTS {{ {_step(scope, '?value')} }} }}"
    return f"{_ALONE} {{ {few} UNION {none} }}"


def _max_count(constraint: Constraint, scope: Scope) -> str:
    count = int(constraint.value.value)
    return f"{_ALONE} {{ {scope.pairs} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?value) > {count})"


def _has_value(constraint: Constraint, scope: Scope) -> str:
    value = wrapped(constraint.value)
    if isinstance(value, ox.BlankNode):
        return f"{_ALONE} {{ {scope.focus.pattern} }}"  # no node of the data is one of the shapes file
    if scope.shape.path is None:
        return f"{_ALONE} {{ {scope.focus.pattern} FILTER(!sameTerm(?this, {value})) }}"
    return f"{_ALONE} {{ {scope.focus.pattern} FILTER NOT EXISTS {{ {_step(scope, str(value))} }} }}"


def _equals(constraint: Constraint, scope: Scope) -> str:
    other = f"?this {constraint.value} ?value ."
    if scope.shape.path is None:
        missing = (
            f"{{ {scope.focus.pattern} FILTER NOT EXISTS {{ ?this {constraint.value} ?this }} BIND(?this AS ?value) }}"
        )
        return f"{_PAIR} {{ {missing} UNION {{ {scope.focus.pattern} {other} FILTER(!sameTerm(?this, ?value)) }} }}"
    ours = f"{{ {scope.pairs} FILTER NOT EXISTS {{ {other} }} }}"
    theirs = f"{{ {scope.focus.pattern} {other} FILTER NOT EXISTS {{ {_step(scope, '?value')} }} }}"
    return f"{_PAIR} {{ {ours} UNION {theirs} }}"


def _disjoint(constraint: Constraint, scope: Scope) -> str:
    both = f"{scope.pairs} ?this {constraint.value} {scope.variable}"
    return f"SELECT ?this {'?value' if scope.shape.path else ''} WHERE {{ {both} }}"


def _less_than(constraint: Constraint, scope: Scope) -> str:
    operator = "<" if constraint.parameter == "lessThan" else "<="
    # Each pair that does not compare is a result (section 4.5.3), so the other value is selected too.
    path = predicate(constraint.value.value)
    other = scope.at(replace(scope.shape, path=path), scope.focus).step("?other")
    return (
        f"SELECT ?this ?value ?other WHERE {{ {scope.pairs} {other} "
        f"FILTER(!COALESCE({compared('?value', scope.data)} {operator} {compared('?other', scope.data)}, false)) }}"
    )


def _unique_language(constraint: Constraint, scope: Scope) -> str:
    del constraint
    return (
        f"SELECT ?this ?language WHERE {{ {{ SELECT DISTINCT ?this ?value WHERE {{ {scope.pairs} "
        'FILTER(isLiteral(?value) && LANG(?value) != "") } } BIND(LCASE(LANG(?value)) AS ?language) } '
        "GROUP BY ?this ?language HAVING(COUNT(?value) > 1)"
    )


def allowed_by(constraint: Constraint, shape: Shape, *, shapes: Shapes) -> set[str]:
    """The properties that a closed shape allows."""
    allowed = set()
    for sibling in shape.constraints:
        if sibling.parameter == "property":
            path = shapes.shape(sibling.value).path
            if path is not None and path.kind == "predicate":
                allowed.add(path.iri)
    ignored = constraint.extra.get("ignoredProperties")
    if ignored is not None:
        allowed |= {item.value for item in shapes.graph.items(ignored) if isinstance(item, ox.NamedNode)}
    return allowed


def _closed(constraint: Constraint, scope: Scope) -> str:
    allowed = allowed_by(constraint, scope.shape, shapes=scope.shapes)
    filtered = f" FILTER(?path NOT IN ({', '.join(f'<{iri}>' for iri in sorted(allowed))}))" if allowed else ""
    if scope.shape.path is None:
        return f"SELECT ?this ?value ?path WHERE {{ {scope.pairs} ?this ?path ?value .{filtered} }}"
    # The shape's value nodes are what is closed; the result's value is the object of the triple that is too much.
    nodes = f"{{ SELECT ?this (?value AS ?kg_node) WHERE {{ {scope.pairs} }} }}"
    return f"SELECT ?this ?value ?path WHERE {{ {nodes} ?kg_node ?path ?value .{filtered} }}"


def _step(scope: Scope, target: str) -> str:
    assert scope.shape.path is not None  # noqa: S101 - callers are constraints that only a property shape may have
    if scope.shape.path.may_be_empty():
        return f"{{ ?this {scope.path} {target} }} UNION {{ FILTER(sameTerm(?this, {target})) }}"
    return f"?this {scope.path} {target} ."


_QUERIES = {
    "closed": _closed,
    "disjoint": _disjoint,
    "equals": _equals,
    "hasValue": _has_value,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than,
    "maxCount": _max_count,
    "minCount": _min_count,
    "uniqueLang": _unique_language,
}
"""Constraints that take all values of a focus node together."""
