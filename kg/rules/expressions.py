"""Node expressions: how a triple rule says which nodes it means (SHACL Advanced Features, section 5).

Each becomes one SPARQL pattern that binds, for all focus nodes at once, `?this` and the nodes it produces there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from kg.check.paths import read_path
from kg.check.shapes_graph import name_of
from kg.check.terms import sh
from kg.rules.conditions import read_condition

if TYPE_CHECKING:
    from kg.check.paths import Path
    from kg.check.shapes import Shape, Shapes
    from kg.check.shapes_graph import Term

Kind = Literal["this", "constant", "path", "filter", "union", "intersection"]

SUPPORTED = "supported are sh:this, IRIs, literals, sh:path, sh:filterShape with sh:nodes, sh:union, sh:intersection"
_OWN = ("path", "filterShape", "union", "intersection")


@dataclass(frozen=True, slots=True)
class Expression:
    """A node expression.

    Attributes:
        kind: Which of the kinds of the specification.
        term: The term of a constant.
        path: The path of a path expression.
        shape: The shape of a filter.
        parts: The expressions it is made of: the `sh:nodes` of a path or filter, the members of a list.
    """

    kind: Kind
    term: Term | None = None
    path: Path | None = None
    shape: Shape | None = None
    parts: tuple[Expression, ...] = ()

    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of all filters in it, in order."""
        own = (self.shape,) if self.shape is not None else ()
        return (*own, *(shape for part in self.parts for shape in part.shapes()))


THIS = Expression("this")


def read_expression(shapes: Shapes, node: Term, *, within: tuple[Term, ...] = ()) -> Expression:
    """The node expression that a node of a shapes graph describes.

    Args:
        shapes: The shapes graph.
        node: The value of `sh:subject`, `sh:predicate`, `sh:object`, or a part of it.
        within: What it is part of: the rule first, then the expressions around it.

    Raises:
        OntologyError: It is not well-formed, contains itself, or is of a kind that is not supported.
    """
    graph = shapes.graph
    if node == ox.NamedNode(sh("this")):
        return THIS
    if not isinstance(node, ox.BlankNode):
        return Expression("constant", term=node)
    if node in within:
        raise graph.error("a node expression contains itself", within[0])
    inside = (*within, node) if within else (node,)
    present = [name for name in _OWN if graph.all(node, sh(name))]
    if len(present) != 1:
        what = " and ".join(f"sh:{name}" for name in present) or _described(shapes, node)
        raise graph.error(f"a node expression with {what} is not supported", inside[0], hint=SUPPORTED)
    (name,) = present
    if name == "path":
        path = graph.one(node, sh("path"))
        assert path is not None  # noqa: S101 - it is present
        return Expression("path", path=read_path(graph, path), parts=_nodes(shapes, node, inside))
    if name == "filterShape":
        return _filter(shapes, node, inside)
    return _list_of("union" if name == "union" else "intersection", shapes, node, inside)


def _described(shapes: Shapes, node: Term) -> str:
    """What an expression has that is none of ours: a function has a property whose value is a list."""
    properties = shapes.graph.objects.get(node, {})
    called = [iri for iri, values in properties.items() if any(shapes.graph.is_list(value) for value in values)]
    return (
        f"the function {name_of(ox.NamedNode(called[0]))}" if called else "neither path, filter, union nor intersection"
    )


def _nodes(shapes: Shapes, node: Term, within: tuple[Term, ...]) -> tuple[Expression, ...]:
    nodes = shapes.graph.one(node, sh("nodes"))
    return () if nodes is None else (read_expression(shapes, nodes, within=within),)


def _filter(shapes: Shapes, node: Term, within: tuple[Term, ...]) -> Expression:
    parts = _nodes(shapes, node, within)
    if not parts:
        raise shapes.graph.error("a node expression with sh:filterShape has no sh:nodes", within[0])
    shape_node = shapes.graph.one(node, sh("filterShape"))
    assert shape_node is not None  # noqa: S101 - it is present
    return Expression(
        "filter", shape=read_condition(shapes, shape_node, of="sh:filterShape", at=within[0]), parts=parts
    )


def _list_of(kind: Kind, shapes: Shapes, node: Term, within: tuple[Term, ...]) -> Expression:
    head = shapes.graph.one(node, sh(kind))
    assert head is not None  # noqa: S101 - it is present
    members = shapes.graph.items(head)
    if len(members) < 2:  # noqa: PLR2004 - both take two members at least
        raise shapes.graph.error(f"sh:{kind} needs a list of at least two node expressions", within[0])
    return Expression(kind, parts=tuple(read_expression(shapes, member, within=within) for member in members))
