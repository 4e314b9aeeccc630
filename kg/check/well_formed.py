"""What the syntax rules of SHACL refuse in a shape (appendix A of the Recommendation), told with file and line.

What is not well-formed either stops a query with an error of the store, or means nothing and would be met, or violated,
by everything: it is a mistake in the shapes file, not in the data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.patterns import is_pattern
from kg.check.shapes_graph import name_of
from kg.check.terms import NODE_KINDS, ONLY_WITH_PATH, SHAPE_LIST_PARAMETERS, SHAPE_PARAMETERS, TARGETS, sh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.check.shapes import Constraint
    from kg.check.shapes_graph import ShapesGraph, Term

_NUMBERS = frozenset({"minCount", "maxCount", "minLength", "maxLength", "qualifiedMinCount", "qualifiedMaxCount"})
_IRIS = frozenset({"class", "datatype", "equals", "disjoint", "lessThan", "lessThanOrEquals"})
_LITERALS = frozenset({"pattern", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive"})
_NUMBER = re.compile(r"\+?[0-9]+")


def refuse_ill_formed_targets(graph: ShapesGraph, node: Term) -> None:
    """Targets other than `sh:targetNode` name a class or a property.

    Raises:
        OntologyError: One of a shape names none.
    """
    for name in sorted(TARGETS - {"targetNode"}):
        for term in graph.all(node, sh(name)):
            if not isinstance(term, ox.NamedNode):
                raise graph.error(
                    f"sh:{name} of {name_of(node)} is {_said(term)}, not an IRI", node, said=(sh(name), term)
                )


def refuse_ill_formed(graph: ShapesGraph, node: Term, constraints: Iterable[Constraint], *, has_path: bool) -> None:
    """Refuse constraints of a shape that are not well-formed.

    Args:
        graph: The shapes graph.
        node: The shape.
        constraints: Those of the shape.
        has_path: Whether it is a property shape.

    Raises:
        OntologyError: One is not.
    """
    for constraint in constraints:
        name = constraint.parameter
        if not has_path and (name in ONLY_WITH_PATH or name.startswith("qualified")):
            raise graph.error(
                f"sh:{name} on {name_of(node)}, which has no sh:path",
                node,
                hint="add sh:path",
                said=(sh(name), constraint.extra.get("count", constraint.value)),
            )
        _refuse_value(graph, node, constraint)
        _refuse_members(graph, node, constraint)


def _refuse_value(graph: ShapesGraph, node: Term, constraint: Constraint) -> None:
    """Refuse a value of another kind than the parameter's."""
    name, value = constraint.parameter, constraint.extra.get("count", constraint.value)
    wrong = ""
    if name in _NUMBERS and not (isinstance(value, ox.Literal) and _NUMBER.fullmatch(value.value)):
        wrong = ", not a whole number"
    elif name == "nodeKind" and value not in {ox.NamedNode(sh(kind)) for kind in NODE_KINDS}:
        wrong = ", which is no kind of node"
    elif name in _IRIS and not isinstance(value, ox.NamedNode):
        wrong = ", not an IRI"
    elif name in _LITERALS and not isinstance(value, ox.Literal):
        wrong = ", not a literal"
    elif name == "pattern" and not is_pattern(value.value, _flags_of(constraint)):
        wrong = ", not a regular expression"
    if wrong:
        raise graph.error(f"sh:{name} of {name_of(node)} is {_said(value)}{wrong}", node, said=(sh(name), value))


def _refuse_members(graph: ShapesGraph, node: Term, constraint: Constraint) -> None:
    """Refuse lists that are none, and shapes of which nothing is said: a misspelt name would be met by everything."""
    name, value = constraint.parameter, constraint.value
    shapes: list[Term] = []
    if name in SHAPE_LIST_PARAMETERS:
        shapes = graph.items(value)
    elif name in SHAPE_PARAMETERS or name.startswith("qualified"):
        shapes = [value]
    elif name == "in":
        graph.items(value)
    elif name == "languageIn":
        for language in graph.items(value):
            if not isinstance(language, ox.Literal):
                raise graph.error(
                    f"sh:languageIn of {name_of(node)} has {_said(language)}, not a literal",
                    node,
                    said=(sh(name), language),
                )
    for shape in shapes:
        if not graph.objects.get(shape):
            verb = "has" if name in SHAPE_LIST_PARAMETERS else "is"
            raise graph.error(
                f"sh:{name} of {name_of(node)} {verb} {_said(shape)}, which is not described",
                node,
                said=(sh(name), shape),
            )


def _flags_of(constraint: Constraint) -> str:
    flags = constraint.extra.get("flags")
    return flags.value if flags is not None else ""


def _said(term: Term) -> str:
    """A value as messages write it."""
    return "a blank node" if isinstance(term, ox.BlankNode) else name_of(term)
