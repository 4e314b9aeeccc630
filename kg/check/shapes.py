"""Shapes as SHACL defines them: targets, constraints, severity and messages, read from a shapes graph and checked.

A shape that is not well-formed is an error here, where its file can be named, and never a constraint that is skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.paths import Path, read_path
from kg.check.shapes_graph import name_of
from kg.check.terms import (
    ONLY_ONE,
    PARAMETERS,
    SHAPE_LIST_PARAMETERS,
    SHAPE_PARAMETERS,
    TARGETS,
    component_of,
    local_part,
    sh,
)
from kg.check.well_formed import refuse_ill_formed, refuse_ill_formed_targets
from kg.errors import UsageError, similar
from kg.vocab import OWL, PREFIXES, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.check.shapes_graph import ShapesGraph, Term

Messages = dict[str, str]
"""Language tag (empty for none) to text."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a shape's focus nodes come from.

    Attributes:
        kind: `targetClass`, `targetNode`, `targetSubjectsOf` or `targetObjectsOf`.
        term: The class, node or property.
    """

    kind: str
    term: Term


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape.

    Attributes:
        component: IRI of the constraint component.
        parameter: Local name of the parameter that declares it, such as `minCount`; empty for a custom component.
        value: The parameter's value; for a custom component the component itself.
        extra: Further parameters by local name (`flags`, `ignoredProperties`) or, of a custom component, by IRI.
        source: The `sh:SPARQLConstraint`, where the constraint is one.
    """

    component: str
    parameter: str
    value: Term
    extra: Mapping[str, Term] = field(default_factory=dict)
    source: Term | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A node shape, or a property shape where it has a path.

    Attributes:
        node: Its node in the shapes graph.
        path: Path from the focus node to the value nodes; None for a node shape.
        severity: IRI.
        messages: By language.
        targets: Where its focus nodes come from; empty for a shape that others refer to.
        constraints: In the order of the Recommendation's table of components, then of the file.
        deactivated: It holds of everything.
    """

    node: Term
    path: Path | None
    severity: str
    messages: Messages
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    deactivated: bool


@dataclass(slots=True)
class Shapes:
    """All shapes of a shapes graph, read when they are needed.

    Attributes:
        graph: The shapes graph.
        roots: Shapes with targets, in the order of the files; read by `read_shapes`.
    """

    graph: ShapesGraph
    roots: tuple[Shape, ...] = ()
    _read: dict[Term, Shape] = field(default_factory=dict)

    def shape(self, node: Term) -> Shape:
        """The shape at a node.

        Raises:
            OntologyError: It is not well-formed.
        """
        if node not in self._read:
            self._read[node] = _read_shape(self.graph, node)
        return self._read[node]

    def members(self, head: Term) -> list[Shape]:
        """The shapes in a list."""
        return [self.shape(node) for node in self.graph.items(head)]

    def children(self, shape: Shape) -> Iterator[Shape]:
        """The shapes that a shape's constraints refer to."""
        for constraint in shape.constraints:
            if constraint.parameter in SHAPE_PARAMETERS or constraint.parameter.startswith("qualified"):
                yield self.shape(constraint.value)
            elif constraint.parameter in SHAPE_LIST_PARAMETERS:
                yield from self.members(constraint.value)

    def named(self, name: str) -> set[Term]:
        """The nodes of a shape and of all shapes it refers to.

        Args:
            name: The shape's IRI, prefixed name (as `bizs:s-status`) or local name.

        Raises:
            UsageError: There is no shape of this name.
        """
        known = {shape.node.value: shape for shape in self.reachable() if isinstance(shape.node, ox.NamedNode)}
        prefix, _, local = name.partition(":")
        for iri, shape in known.items():
            if name == iri or iri == PREFIXES.get(prefix, "") + local or local_part(iri) == name:
                return {found.node for found in Shapes(self.graph, (shape,), self._read).reachable()}
        near = similar(name, among=[local_part(iri) for iri in known])
        raise UsageError(
            f"there is no shape {name!r}", hint=f"did you mean {near[0]!r}?" if near else "see 'kg check --verbose'"
        )

    def keep_roots_of(self, nodes: set[Term]) -> None:
        """Forget the shapes with targets that do not lead to any of these nodes: nothing else is evaluated."""
        self.roots = tuple(
            root
            for root in self.roots
            if any(shape.node in nodes for shape in Shapes(self.graph, (root,), self._read).reachable())
        )

    def names(self) -> dict[Term, str]:
        """Shape to its IRI; of a shape without one, to that of the nearest shape with one that refers to it."""
        found: dict[Term, str] = {}
        for shape in self.reachable():
            own = shape.node.value if isinstance(shape.node, ox.NamedNode) else found.get(shape.node, "")
            found[shape.node] = own
            for child in self.children(shape):
                found.setdefault(child.node, own)
        return found

    def reachable(self) -> list[Shape]:
        """Shapes with targets and all that they refer to, each once, in order."""
        found: dict[Term, Shape] = {}
        pending = list(reversed(self.roots))
        while pending:
            shape = pending.pop()
            if shape.node not in found:
                found[shape.node] = shape
                pending.extend(reversed([*self.children(shape)]))
        return list(found.values())


def read_shapes(graph: ShapesGraph) -> Shapes:
    """The shapes of a shapes graph.

    Raises:
        OntologyError: A shape is not well-formed or refers to itself; or no shape has a target.
    """
    shapes = Shapes(graph)
    shapes.roots = tuple(shapes.shape(node) for node in graph.objects if _targets(graph, node))
    if not shapes.roots:
        raise _no_shapes(graph)
    for shape in shapes.roots:
        refuse_recursion(shapes, shape)
    return shapes


def is_shape(graph: ShapesGraph, node: Term) -> bool:
    """Whether the graph says that a node is a shape, or gives it a target."""
    return (
        graph.is_a(node, sh("NodeShape"))
        or graph.is_a(node, sh("PropertyShape"))
        or any(graph.all(node, sh(name)) for name in TARGETS)
    )


def _no_shapes(graph: ShapesGraph) -> Exception:
    first = str(graph.paths[0]) if len(graph.paths) == 1 else None
    untargeted = next((node for node in graph.objects if is_shape(graph, node)), None)
    if untargeted is None:
        hint = str(graph.notes[0]) if graph.notes else "name a file with SHACL shapes"
        error = graph.error("there are no shapes in it", ox.BlankNode("none"), hint=hint)
        error.path = first
        return error
    return graph.error(
        f"no shape has a target, so nothing would be checked, {name_of(untargeted)} neither",
        untargeted,
        hint="give it sh:targetClass",
    )


def _targets(graph: ShapesGraph, node: Term) -> tuple[Target, ...]:
    found = [Target(name, term) for name in sorted(TARGETS) for term in graph.all(node, sh(name))]
    # A shape that is also a class has its instances as targets (section 2.1.3.3). The Recommendation asks for
    # rdfs:Class; owl:Class is one in every OWL file, whether or not the file repeats that it is.
    is_class = graph.is_a(node, RDFS + "Class") or graph.is_a(node, OWL + "Class")
    if is_class and isinstance(node, ox.NamedNode) and is_shape(graph, node):
        found.append(Target("targetClass", node))
    return tuple(found)


def _read_shape(graph: ShapesGraph, node: Term) -> Shape:
    for name in ONLY_ONE:
        graph.one(node, sh(name))
    path_node = graph.one(node, sh("path"))
    if path_node is None and graph.is_a(node, sh("PropertyShape")):
        raise graph.error(f"the property shape {name_of(node)} has no sh:path", node)
    severity = graph.one(node, sh("severity")) or ox.NamedNode(sh("Violation"))
    if isinstance(severity, ox.Literal):
        raise graph.error(f"sh:severity of {name_of(node)} is a literal, '{severity.value}'", node)
    constraints = tuple(_constraints(graph, node))
    refuse_ill_formed_targets(graph, node)
    refuse_ill_formed(graph, node, constraints, has_path=path_node is not None)
    return Shape(
        node=node,
        path=read_path(graph, path_node) if path_node is not None else None,
        severity=severity.value,
        messages=messages_of(graph, node),
        targets=_targets(graph, node),
        constraints=constraints,
        deactivated=is_true(graph.one(node, sh("deactivated"))),
    )


def messages_of(graph: ShapesGraph, node: Term) -> Messages:
    """The `sh:message` texts of a shape, constraint or validator, by language."""
    texts: Messages = {}
    for message in graph.all(node, sh("message")):
        if isinstance(message, ox.Literal):
            texts.setdefault((message.language or "").lower(), message.value)
    return texts


def is_true(term: Term | None) -> bool:
    """Whether a term is the literal `true`; SHACL does not count its other spelling, `"1"^^xsd:boolean`."""
    return isinstance(term, ox.Literal) and term.value == "true"


def _constraints(graph: ShapesGraph, node: Term) -> Iterator[Constraint]:
    for parameter in PARAMETERS:
        if not parameter.startswith("qualified"):
            for value in graph.all(node, sh(parameter)):
                if parameter in ("closed", "uniqueLang") and not is_true(value):
                    continue
                source = value if parameter == "sparql" else None
                yield Constraint(component_of(parameter), parameter, value, _extra(graph, node, parameter), source)
    for value in graph.all(node, sh("qualifiedValueShape")):
        for parameter in ("qualifiedMinCount", "qualifiedMaxCount"):
            if count := graph.one(node, sh(parameter)):
                disjoint = graph.one(node, sh("qualifiedValueShapesDisjoint"))
                extra = {"count": count, **({"disjoint": disjoint} if disjoint is not None else {})}
                yield Constraint(component_of(parameter), parameter, value, extra)
    yield from _custom_constraints(graph, node)


def _extra(graph: ShapesGraph, node: Term, parameter: str) -> dict[str, Term]:
    further = {"pattern": "flags", "closed": "ignoredProperties"}.get(parameter)
    found = graph.one(node, sh(further)) if further else None
    return {further: found} if further and found is not None else {}


def _custom_constraints(graph: ShapesGraph, node: Term) -> Iterator[Constraint]:
    """Constraints of components that the shapes graph itself defines (SHACL, section 6)."""
    for component in graph.subjects(sh("parameter")):
        if not isinstance(component, ox.NamedNode) or not graph.is_a(component, sh("ConstraintComponent")):
            continue
        if component.value.startswith(sh("")):
            continue
        values: dict[str, list[Term]] = {}
        complete = True
        for parameter in graph.all(component, sh("parameter")):
            path = graph.one(parameter, sh("path"))
            if not isinstance(path, ox.NamedNode):
                raise graph.error(f"a parameter of {name_of(component)} has no property as sh:path", component)
            values[path.value] = graph.all(node, path.value)
            complete &= bool(values[path.value]) or is_true(graph.one(parameter, sh("optional")))
        present = {iri: found for iri, found in values.items() if found}
        if not complete or not present:
            continue
        if len(values) == 1:
            ((iri, found),) = present.items()
            for value in found:
                yield Constraint(component.value, "", component, {iri: value})
            continue
        several = next((iri for iri, found in present.items() if len(found) > 1), None)
        if several:
            raise graph.error(f"<{several}> has several values, and {name_of(component)} has other parameters", node)
        yield Constraint(component.value, "", component, {iri: found[0] for iri, found in present.items()})


def refuse_recursion(shapes: Shapes, shape: Shape, *, within: tuple[Shape, ...] = ()) -> None:
    """SHACL leaves recursive shapes undefined (section 3.4.3); so they are refused, not guessed at.

    Raises:
        OntologyError: The shape refers to itself, or to one that does.
    """
    if shape in within:
        circle = " → ".join(name_of(found.node) for found in (*within[within.index(shape) :], shape))
        raise shapes.graph.error(f"a shape refers to itself: {circle}", shape.node)
    for child in shapes.children(shape):
        refuse_recursion(shapes, child, within=(*within, shape))
