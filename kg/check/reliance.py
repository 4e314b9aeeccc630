"""On which triples the constraints of shapes rely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.check.components import local_name, validator_of
from kg.check.data import SHAPES_GRAPH
from kg.check.engine import siblings
from kg.check.queries import Scope
from kg.check.query_walks import query_walks
from kg.check.sparql import prebound, readable
from kg.check.targets import Focus
from kg.check.terms import SHAPE_LIST_PARAMETERS, SHAPE_PARAMETERS, sh
from kg.check.walks import ANY, HERE, Reliance, Walk, then, walks_along
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.check.data import Data
    from kg.check.paths import Path
    from kg.check.shapes import Constraint, Shape, Shapes, Target
    from kg.check.shapes_graph import Term

_OF_TWO_PROPERTIES = frozenset({"equals", "disjoint", "lessThan", "lessThanOrEquals"})


def target_walk(target: Target, data: Data) -> Walk | None:
    """What decides whether a node is selected by a target; None for a target that names its node."""
    if target.kind == "targetNode":
        return None
    if target.kind == "targetClass":
        return Walk(HERE, RDF + "type", ends=data.subclasses.get(target.term.value, frozenset({target.term.value})))
    return Walk(HERE, target.term.value, inverse=target.kind == "targetObjectsOf")


def reliance_of(constraint: Constraint, shape: Shape, *, shapes: Shapes, data: Data, way: Path = HERE) -> Reliance:
    """What a constraint of a shape relies on, besides what makes its focus nodes.

    Args:
        constraint: The constraint.
        shape: The shape.
        shapes: Where shapes that it refers to are found.
        data: Where subclasses are found.
        way: From the focus nodes of the whole to those of this shape.
    """
    found = Reliance()
    values = way
    if shape.path is not None:
        found.walks.update(walks_along(shape.path, way))
        values = then(way, shape.path)
    if constraint.parameter == "class":
        classes = data.subclasses.get(constraint.value.value, frozenset({constraint.value.value}))
        found.walks.add(Walk(values, RDF + "type", ends=classes))
    elif constraint.parameter in _OF_TWO_PROPERTIES:
        found.walks.add(Walk(way, constraint.value.value))
    elif constraint.parameter == "closed":
        found.walks.add(Walk(values, ANY.iri))
    elif constraint.parameter == "sparql" or not constraint.parameter:
        found.add(_of_query(constraint, Scope(shape, Focus(""), shapes, data), way, values))
    for member in _members(constraint, shape, shapes):
        for inner in member.constraints:
            found.add(reliance_of(inner, member, shapes=shapes, data=data, way=values))
    return found


def _members(constraint: Constraint, shape: Shape, shapes: Shapes) -> Iterator[Shape]:
    """The shapes that decide on the values of a constraint."""
    if constraint.parameter in SHAPE_LIST_PARAMETERS:
        yield from shapes.members(constraint.value)
    elif constraint.parameter in SHAPE_PARAMETERS:
        yield shapes.shape(constraint.value)
    elif constraint.parameter.startswith("qualified"):
        yield shapes.shape(constraint.value)
        yield from siblings(constraint, shape, shapes)


def _of_query(constraint: Constraint, scope: Scope, way: Path, values: Path) -> Reliance:
    if constraint.parameter == "sparql":
        select = scope.shapes.graph.text(constraint.value, sh("select"))
        return _of_text(select, constraint.value, scope, {}, {"this": way})
    graph = scope.shapes.graph
    validator = validator_of(graph, constraint.value, has_path=scope.shape.path is not None)
    if validator is None:
        return Reliance(unknown="no validator")
    parameters = {local_name(iri): value for iri, value in constraint.extra.items()}
    select, ask = graph.text(validator, sh("select")), graph.text(validator, sh("ask"))
    bound = {"this": way} if select is not None else {"this": way, "value": values}
    return _of_text(select if select is not None else ask, validator, scope, parameters, bound)


def _of_text(
    query: str | None, node: Term, scope: Scope, parameters: Mapping[str, Term], bound: Mapping[str, Path]
) -> Reliance:
    if query is None:
        return Reliance(unknown="no query")
    text = readable(query, node, scope, bound={*bound, *parameters})
    text, given = prebound(text, scope, parameters)
    if given or SHAPES_GRAPH.value in text.whole:
        return Reliance(unknown="the shapes graph, or a blank node of it")
    return query_walks(text.whole, bound=bound)
