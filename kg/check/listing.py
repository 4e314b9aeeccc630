"""What shapes ask for, target by target; and, of a graph, how many nodes meet each constraint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.check.as_written import unwrapped
from kg.check.data import data_of
from kg.check.messages import PLACEHOLDER, compact, generic, parameter_of
from kg.check.paths import Path as PropertyPath
from kg.check.report import in_language
from kg.check.shapes import messages_of, read_shapes
from kg.check.shapes_graph import load_shapes
from kg.check.targets import pattern_of, type_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.check.data import Data
    from kg.check.report import Report
    from kg.check.shapes import Constraint, Messages, Shape, Shapes, Target
    from kg.check.shapes_graph import Term
    from kg.store import Opened

_TELLING = frozenset(
    {"class", "datatype", "hasValue", "lessThan", "lessThanOrEquals", "equals", "disjoint", "nodeKind", "pattern"}
    | {f"{end}{kind}" for end in ("min", "max") for kind in ("Count", "Length", "Inclusive", "Exclusive")}
)
"""Parameters whose value is a term that says all, rather than a list or another shape."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One constraint, as it holds of the focus nodes of one target.

    Attributes:
        shape: The shape it belongs to.
        shape_name: Its IRI; of a shape without one, that of the shape it stands in.
        path: From the target's focus nodes to the values; None for a constraint on the focus node itself.
        component: IRI of the constraint component.
        value: The value of its parameter, where that is a term that says all: `1` of `sh:minCount 1`.
        source: The `sh:SPARQLConstraint`, where it is one.
        severity: IRI.
        messages: Language tag to text; "…" stands for what differs from result to result.
        deactivated: It holds of everything.
        via: The path from the target's focus nodes to those of the constraint, where they are not the same.
        failing: How many focus nodes of the target violate it; None where no graph was looked at.
    """

    shape: Term
    shape_name: str
    path: PropertyPath | None
    component: str
    value: Term | None
    source: Term | None
    severity: str
    messages: Messages
    deactivated: bool
    via: PropertyPath | None
    failing: int | None = None

    @property
    def constraint(self) -> str:
        """The constraint in short, as Turtle writes it: `sh:minCount 1`."""
        parameter = parameter_of(self.component)
        name = f"sh:{parameter}" if parameter else compact(self.component)
        if self.value is None:
            return name
        return f"{name} {compact(self.value.value) if isinstance(self.value, ox.NamedNode) else self.value.value}"

    def message(self, language: str) -> str:
        """The message in a language, else in English, else in any."""
        return in_language(self.messages, language)


@dataclass(frozen=True, slots=True)
class Targeted:
    """A class, or another target, with all constraints that hold of it.

    Attributes:
        target: Where the focus nodes come from.
        constraints: In the order of the shapes files.
        focus_nodes: How many nodes of a graph the target selects; None where no graph was looked at.
        failing: How many of them violate at least one constraint, of whatever severity.
    """

    target: Target
    constraints: tuple[Listed, ...]
    focus_nodes: int | None = None
    failing: int | None = None

    @property
    def name(self) -> str:
        """The class with its prefix; other targets with the kind of target before."""
        term = compact(self.target.term.value) if isinstance(self.target.term, ox.NamedNode) else str(self.target.term)
        return term if self.target.kind == "targetClass" else f"sh:{self.target.kind} {term}"


def listed(paths: Sequence[Path]) -> tuple[Targeted, ...]:
    """The constraints in shapes files, by target, in the order of the files.

    Raises:
        InputError: A shapes file cannot be read.
        OntologyError: A shapes file is not well-formed SHACL, or holds no shapes.
    """
    shapes = read_shapes(load_shapes(paths))
    names = shapes.names()
    found: dict[Target, dict[tuple[Any, ...], Listed]] = {}
    for root in shapes.roots:
        constraints = list(_constraints(shapes, root, names, path=None, via=None))
        for target in root.targets:
            kept = found.setdefault(target, {})
            for value, one in constraints:
                kept.setdefault((one.shape, one.component, value, str(one.path)), one)
    return tuple(Targeted(target, tuple(constraints.values())) for target, constraints in found.items())


def with_counts(
    targets: Iterable[Targeted],
    report: Report,
    *,
    opened: Opened,
    shapes: Sequence[Path],
    ontology: Sequence[Path],
    only: str | None = None,
) -> tuple[Targeted, ...]:
    """The same constraints, with how many nodes of a graph each target selects and how many violate what.

    Args:
        targets: As `listed` gives them.
        report: The whole report of checking the graph against the same shapes.
        opened: The graph.
        shapes: The shapes files.
        ontology: As for `kg.check.check`.
        only: IRI of a class: other nodes are not counted.
    """
    with data_of(opened, ontology=ontology, shapes=load_shapes(shapes)) as data:
        return tuple(_with_counts(one, report, data, only) for one in targets)


def _with_counts(targeted: Targeted, report: Report, data: Data, only: str | None) -> Targeted:
    pattern = pattern_of(targeted.target, data)
    if only is not None:
        pattern += " " + type_pattern("?this", only, data, name="?kg_only")
    members = {unwrapped(row["this"]) for row in data.rows(f"SELECT DISTINCT ?this WHERE {{ {pattern} }}")}
    failing: dict[tuple[Term, str, Term | None], set[Term]] = {}
    for result in report.results:
        key = (result.source_shape, result.component, result.source_constraint)
        failing.setdefault(key, set()).add(result.focus_node)
    constraints: list[Listed] = []
    faulty: set[Term] = set()
    for one in targeted.constraints:
        nodes = failing.get((one.shape, one.component, one.source), set())
        if nodes and one.via is not None:
            nodes = _leading_to(nodes, f"{pattern} ?this {one.via.to_sparql()} ?kg_reached .", data)
        # Blank nodes have names of their own in reports, and cannot be looked up here.
        own = {node for node in nodes if isinstance(node, ox.BlankNode) or node in members}
        constraints.append(replace(one, failing=len(own)))
        faulty |= own
    return replace(targeted, constraints=tuple(constraints), focus_nodes=len(members), failing=len(faulty))


def _leading_to(nodes: set[Term], pattern: str, data: Data) -> set[Term]:
    """The focus nodes from which a pattern reaches any of some nodes."""
    rows = data.rows(f"SELECT DISTINCT ?this ?kg_reached WHERE {{ {pattern} }}")
    return {unwrapped(row["this"]) for row in rows if unwrapped(row["kg_reached"]) in nodes}


def _constraints(
    shapes: Shapes, shape: Shape, names: dict[Term, str], *, path: PropertyPath | None, via: PropertyPath | None
) -> Iterator[tuple[Term, Listed]]:
    """The constraints of a shape and of its property shapes, each with the value of its parameter.

    Other shapes that a shape refers to are part of a constraint.
    """
    for constraint in shape.constraints:
        if constraint.parameter != "property":
            listed = _listed(shapes, shape, constraint, names.get(shape.node, ""), path=path, via=via)
            yield constraint.value, listed
            continue
        child = shapes.shape(constraint.value)
        yield from _constraints(shapes, child, names, path=_joined(path, child.path), via=path)


def _joined(first: PropertyPath | None, second: PropertyPath | None) -> PropertyPath | None:
    if first is None or second is None:
        return second or first
    return PropertyPath("sequence", parts=(first, second))


def _listed(
    shapes: Shapes,
    shape: Shape,
    constraint: Constraint,
    name: str,
    *,
    path: PropertyPath | None,
    via: PropertyPath | None,
) -> Listed:
    own = messages_of(shapes.graph, constraint.source) if constraint.source is not None else {}
    value = constraint.extra.get("count", constraint.value)
    templates = own or shape.messages or generic(constraint.component, value)
    shown = constraint.parameter in _TELLING or "count" in constraint.extra
    return Listed(
        shape=shape.node,
        shape_name=name,
        path=path or shape.path,
        component=constraint.component,
        value=value if shown else None,
        source=constraint.source,
        severity=shape.severity,
        messages={tag: PLACEHOLDER.sub("…", text) for tag, text in templates.items()},
        deactivated=shape.deactivated,
        via=via,
    )
