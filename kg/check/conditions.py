"""Conditions on one node, as SPARQL expressions that are true or false and never an error.

A constraint is here if whether a value meets it depends on the value alone: its kind, datatype, characters, class. All
others compare values of one focus node and are queries of their own (`kg.check.queries`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import WRAPPER, comparable, unwrapped, wrapped
from kg.check.datatypes import is_well_formed
from kg.check.patterns import is_known_to_store, matches
from kg.check.terms import sh
from kg.vocab import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.check.data import Data
    from kg.check.shapes import Constraint, Shape, Shapes
    from kg.check.shapes_graph import Term

FUNCTIONS = "urn:kg:function:"
"""Namespace of the functions that Python adds to queries."""

_NODE_KINDS: dict[str, str] = {
    "BlankNode": "isBlank({v})",
    "BlankNodeOrIRI": "(isBlank({v}) || isIRI({v}))",
    "BlankNodeOrLiteral": "(isBlank({v}) || isLiteral({v}))",
    "IRI": "isIRI({v})",
    "IRIOrLiteral": "(isIRI({v}) || isLiteral({v}))",
    "Literal": "isLiteral({v})",
}
_COMPARISONS: dict[str, str] = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}
_NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float", "integer"))
_ANY_TEXT = frozenset({RDF + "langString", RDF + "HTML", RDF + "XMLLiteral"})


def condition(constraint: Constraint, variable: str, *, shapes: Shapes, data: Data) -> str | None:
    """An expression that is true where a node meets a constraint of a node shape or of a value's own.

    Args:
        constraint: The constraint.
        variable: The variable that is bound to the node, as `?value`.
        shapes: Where shapes that the constraint refers to are found.
        data: Where subclasses are found.

    Returns:
        None where no expression can say it.
    """
    simple = _SIMPLE.get(constraint.parameter)
    if simple is not None:
        return simple(constraint, variable, data)
    if constraint.parameter in ("in", "languageIn"):
        items = shapes.graph.items(constraint.value)
        return _one_of(items, variable) if constraint.parameter == "in" else _in_languages(items, variable)
    if constraint.parameter == "node":
        return shape_condition(shapes.shape(constraint.value), variable, shapes=shapes, data=data)
    if constraint.parameter == "not":
        inner = shape_condition(shapes.shape(constraint.value), variable, shapes=shapes, data=data)
        return None if inner is None else f"(!{inner})"
    if constraint.parameter in ("and", "or", "xone"):
        members = [
            shape_condition(member, variable, shapes=shapes, data=data) for member in shapes.members(constraint.value)
        ]
        return _combined(constraint.parameter, members)
    return None


def shape_condition(shape: Shape, variable: str, *, shapes: Shapes, data: Data) -> str | None:
    """An expression that is true where a node meets a shape; None where no expression can say it."""
    if shape.deactivated:
        return "true"
    if shape.path is not None:
        return None
    parts = [condition(constraint, variable, shapes=shapes, data=data) for constraint in shape.constraints]
    return _combined("and", parts)


def _combined(operator: str, parts: list[str | None]) -> str | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if operator == "xone":
        total = " + ".join(f"IF({part}, 1, 0)" for part in known) or "0"
        return f"({total} = 1)"
    joined = (" && " if operator == "and" else " || ").join(known)
    return f"({joined})" if joined else ("true" if operator == "and" else "false")


def _sure(expression: str) -> str:
    """The expression, false where it is an error: SHACL asks for a result where a value cannot be compared.

    So does it for the length and the characters of a blank node, of which STR is an error.
    """
    return f"COALESCE({expression}, false)"


def classes_of(constraint: Constraint, *, shapes: Shapes, data: Data) -> frozenset[str] | None:
    """The classes of which a node that meets a constraint has one, and any of which is enough.

    Returns:
        None of a constraint that says anything else.
    """
    if constraint.parameter == "class":
        return data.subclasses.get(constraint.value.value, frozenset({constraint.value.value}))
    if constraint.parameter != "or":
        return None
    found: set[str] = set()
    for member in shapes.members(constraint.value):
        if member.deactivated or member.path is not None or len(member.constraints) != 1:
            return None
        classes = classes_of(member.constraints[0], shapes=shapes, data=data)
        if classes is None:
            return None
        found |= classes
    return frozenset(found)


def _class(constraint: Constraint, variable: str, data: Data) -> str:
    classes = sorted(data.subclasses.get(constraint.value.value, {constraint.value.value}))
    if len(classes) == 1:
        return f"EXISTS {{ {variable} <{RDF}type> <{classes[0]}> }}"
    listed = ", ".join(f"<{iri}>" for iri in classes)
    name = f"{variable}Class"
    return f"EXISTS {{ {variable} <{RDF}type> {name} FILTER({name} IN ({listed})) }}"


def _node_kind(constraint: Constraint, variable: str, data: Data) -> str:
    del data
    return _NODE_KINDS[constraint.value.value.removeprefix(sh(""))].format(v=variable)


def _datatype(constraint: Constraint, variable: str, data: Data) -> str:
    datatype = constraint.value.value
    # A cast leaves alone what is well-formed and of that type already; DATATYPE takes four times as long in Oxigraph.
    if datatype == XSD + "string":
        return _sure(f"sameTerm({variable}, STR({variable}))")
    if datatype in _NUMBERS and not data.compares_wrapped:
        # What is well-formed and too large for the store's numbers cannot be cast.
        too_large = f"DATATYPE({variable}) = <{datatype}> && <{FUNCTIONS}wellFormed>({variable})"
        return f"COALESCE(sameTerm({variable}, <{datatype}>({variable})), {too_large}, false)"
    if datatype in _ANY_TEXT:
        return _sure(f"DATATYPE({variable}) = <{datatype}>")
    known = f"IN (<{datatype}>, <{WRAPPER}{datatype}>)" if data.compares_wrapped else f"= <{datatype}>"
    return f"({_sure(f'DATATYPE({variable}) {known}')} && <{FUNCTIONS}wellFormed>({variable}))"


def _comparison(constraint: Constraint, variable: str, data: Data) -> str:
    return _sure(f"{compared(variable, data)} {_COMPARISONS[constraint.parameter]} {constraint.value}")


def compared(variable: str, data: Data) -> str:
    """An expression for a variable's value in the form in which the store compares it."""
    return f"<{FUNCTIONS}comparable>({variable})" if data.compares_wrapped else variable


def _min_length(constraint: Constraint, variable: str, data: Data) -> str:
    del data
    return _sure(f"STRLEN(STR({variable})) >= {constraint.value.value}")


def _max_length(constraint: Constraint, variable: str, data: Data) -> str:
    del data
    return _sure(f"STRLEN(STR({variable})) <= {constraint.value.value}")


def _pattern(constraint: Constraint, variable: str, data: Data) -> str:
    del data
    flags = constraint.extra.get("flags")
    arguments = ", ".join([ox_text(constraint.value), *([ox_text(flags)] if flags is not None else [])])
    known = is_known_to_store(constraint.value.value, flags.value if flags is not None else "")
    function = "REGEX" if known else f"<{FUNCTIONS}matches>"
    return _sure(f"{function}(STR({variable}), {arguments})")


def _has_value(constraint: Constraint, variable: str, data: Data) -> str:
    del data
    if isinstance(constraint.value, ox.BlankNode):
        return "false"  # no node of the data is one of the shapes file
    return f"sameTerm({variable}, {wrapped(constraint.value)})"


_SIMPLE: dict[str, Callable[[Constraint, str, Data], str]] = {
    "class": _class,
    "datatype": _datatype,
    "hasValue": _has_value,
    "maxExclusive": _comparison,
    "maxInclusive": _comparison,
    "maxLength": _max_length,
    "minExclusive": _comparison,
    "minInclusive": _comparison,
    "minLength": _min_length,
    "nodeKind": _node_kind,
    "pattern": _pattern,
}


def _one_of(items: list[Term], variable: str) -> str:
    # `IN` compares values, so that 1 is in ("1.0"^^xsd:decimal); sh:in asks for the same term. To IRIs it is the same.
    iris = [str(item) for item in items if isinstance(item, ox.NamedNode)]
    literals = [wrapped(item) for item in items if isinstance(item, ox.Literal)]
    parts = [f"sameTerm({variable}, {literal})" for literal in literals]
    if iris:
        parts.append(f"(isIRI({variable}) && {variable} IN ({', '.join(iris)}))")
    return f"({' || '.join(parts)})" if parts else "false"


def _in_languages(items: list[Term], variable: str) -> str:
    parts = [f"LANGMATCHES(LANG({variable}), {ox_text(item)})" for item in items]
    return _sure(f"({' || '.join(parts)})") if parts else "false"


def ox_text(term: Term) -> str:
    """A term's characters as a SPARQL string."""
    return str(ox.Literal(term.value))


def functions() -> dict[ox.NamedNode, Callable[..., Term]]:
    """The functions that Python adds to queries, by name."""
    return {
        ox.NamedNode(FUNCTIONS + "comparable"): comparable,
        ox.NamedNode(FUNCTIONS + "matches"): matches,
        ox.NamedNode(FUNCTIONS + "wellFormed"): _well_formed,
    }


def _well_formed(term: Term) -> ox.Literal:
    written = unwrapped(term)
    return ox.Literal(isinstance(written, ox.Literal) and is_well_formed(written.value, written.datatype.value))
