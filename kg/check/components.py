"""Constraint components that a shapes graph defines itself, with SPARQL validators (SHACL, section 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.check.shapes import messages_of
from kg.check.sparql import prebound, readable, refuse_invalid, refused, run, select_violations
from kg.check.terms import sh
from kg.check.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check.queries import Scope
    from kg.check.shapes import Constraint, Messages
    from kg.check.shapes_graph import ShapesGraph, Term


def component_violations(constraint: Constraint, scope: Scope) -> Iterator[Violation]:
    """Violations of a constraint whose component the shapes graph defines.

    Raises:
        OntologyError: The component has no validator for this kind of shape, or its query is not valid.
    """
    graph = scope.shapes.graph
    component = constraint.value
    validator = validator_of(graph, component, has_path=scope.shape.path is not None)
    if validator is None:
        kind = "property" if scope.shape.path else "node"
        raise graph.error(f"{component} has no validator for {kind} shapes", component)
    parameters = {local_name(iri): value for iri, value in constraint.extra.items()}
    templates = messages_of(graph, validator) or messages_of(graph, component)
    select, ask = graph.text(validator, sh("select")), graph.text(validator, sh("ask"))
    if select is not None:
        yield from select_violations(select, validator, scope, templates=templates, parameters=parameters)
    elif ask is not None:
        yield from _ask_violations(ask, validator, scope, templates=templates, parameters=parameters)
    else:
        raise graph.error("a validator has neither sh:select nor sh:ask", component)


def local_name(iri: str) -> str:
    """The name of a parameter: the longest name at the end of its property's IRI (section 6.2.1).

    Example:
        >>> local_name("https://example.org/ns#maxWeight")
        'maxWeight'
    """
    found = re.search(r"[^\W\d][\w.\-]*$", iri)
    return found[0] if found else ""


def validator_of(graph: ShapesGraph, component: Term, *, has_path: bool) -> Term | None:
    """The validator of a component for property shapes, or for node shapes; None where it has none."""
    specific = graph.all(component, sh("propertyValidator" if has_path else "nodeValidator"))
    return next(iter([*specific, *graph.all(component, sh("validator"))]), None)


def _ask_violations(
    ask: str, node: Term, scope: Scope, *, templates: Messages, parameters: dict[str, Term]
) -> Iterator[Violation]:
    text = readable(ask, node, scope, bound={"this", "value", *parameters})
    if text.kind != "ASK":
        raise refused(scope, "the query of a validator's sh:ask must be an ASK")
    text, given = prebound(text, scope, parameters)
    refuse_invalid(text.whole, scope)
    # On a node shape the value is the focus node, so `$value` is another name for it.
    pairs = scope.pairs if scope.shape.path else f"{scope.focus.pattern} BIND(?this AS ?value)"
    query = f"{text.prologue}SELECT ?this ?value WHERE {{ {pairs} FILTER NOT EXISTS {{ {text.body}\n}} }}"
    for row in run(query, scope, given):
        yield Violation(this=row["this"], value=row["value"], bindings=tuple(parameters.items()), templates=templates)
