"""Shapes that a rule's nodes must conform to: `sh:condition` of a rule, `sh:filterShape` of a node expression."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import comparable
from kg.check.conditions import FUNCTIONS, functions, shape_condition
from kg.check.engine import failing
from kg.check.queries import Scope
from kg.check.shapes import is_shape, refuse_recursion
from kg.check.shapes_graph import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.check.data import Data
    from kg.check.shapes import Shape, Shapes
    from kg.check.shapes_graph import Term
    from kg.check.targets import Focus


def read_condition(shapes: Shapes, node: Term, *, of: str, at: Term) -> Shape:
    """The shape at a node.

    Args:
        shapes: The shapes graph.
        node: The value of a property.
        of: The property, for messages.
        at: The node that an error names.

    Raises:
        OntologyError: There is no shape, it is not well-formed, or it refers to itself.
    """
    graph = shapes.graph
    if graph.is_list(node):
        raise graph.error(f"{of} is a list", at, hint=f"write {of} once for each shape")
    shape = shapes.shape(node)
    if not shape.constraints and shape.path is None and not is_shape(graph, node):
        raise graph.error(f"{of} is {name_of(node)}, which is no shape: everything would conform to it", at)
    refuse_recursion(shapes, shape)
    return shape


@dataclass(slots=True)
class Tests:
    """Writes tests of conformance for one query, and holds the functions that they call.

    Attributes:
        shapes: Where shapes are found.
        data: What the query is asked of.
        plain: Whether the query sees literals as the store has them, not as they were written.
        functions: Name to function, for the query.
    """

    shapes: Shapes
    data: Data
    plain: bool = False
    functions: dict[ox.NamedNode, Callable[..., Term]] = field(default_factory=functions)

    def meeting(self, conditions: Iterable[Shape], nodes: Focus) -> Focus:
        """Those of some nodes that conform to all of some shapes."""
        met = [self.conforms(condition, "?this", nodes) for condition in conditions]
        return replace(nodes, pattern=" ".join([nodes.pattern, *(f"FILTER({one})" for one in met)]))

    def conforms(self, shape: Shape, variable: str, nodes: Focus) -> str:
        """An expression that is true where a node conforms to a shape.

        Args:
            shape: The shape.
            variable: The variable that is bound to the node.
            nodes: All nodes that may be tested, as `?this`; those that fail are looked for among them, by the queries
                of the check, where no expression can say what the shape asks.
        """
        as_written = self.plain and self.data.exact is not None
        written = None if as_written else shape_condition(shape, variable, shapes=self.shapes, data=self.data)
        if written is not None:
            return written
        failed = frozenset(failing(Scope(shape, nodes, self.shapes, self.data)))
        if self.plain:
            failed = frozenset(comparable(node) for node in failed)
        if not failed:
            return "true"
        name = ox.NamedNode(f"{FUNCTIONS}conforms{len(self.functions)}")
        self.functions[name] = lambda node: ox.Literal(node not in failed)
        return f"<{name.value}>({variable})"
