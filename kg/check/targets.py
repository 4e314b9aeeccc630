"""Where focus nodes come from, as SPARQL patterns: no list of nodes is ever made, the store joins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import wrapped
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.check.data import Data
    from kg.check.shapes import Shape, Shapes, Target
    from kg.check.shapes_graph import Term

RDF_TYPE = f"<{RDF}type>"
_THIS = re.compile(r"\?this\b")


@dataclass(frozen=True, slots=True)
class Focus:
    """A set of focus nodes.

    Attributes:
        pattern: A SPARQL group graph pattern, without braces, that binds `?this` to each of them at least once.
        depth: How many paths lead from the targets to them; names its variables.
    """

    pattern: str
    depth: int = 0

    def through(self, shape: Shape) -> Focus:
        """The value nodes of a shape at these focus nodes; the same focus nodes where the shape has no path."""
        if shape.path is None:
            return self
        outer = _THIS.sub(f"?kg_parent{self.depth}", self.pattern)
        step = f"{outer} ?kg_parent{self.depth} {shape.path.to_sparql()} ?this ."
        if shape.path.may_be_empty():
            step = f"{{ {step} }} UNION {{ {self.pattern} }}"
        return Focus(f"{{ SELECT DISTINCT ?this WHERE {{ {step} }} }}", self.depth + 1)


def focus_of(shape: Shape, data: Data) -> Focus:
    """The focus nodes that a shape's targets select."""
    if shape.node not in data.focus_patterns:
        data.focus_patterns[shape.node] = _selected(shape, data)
    return Focus(data.focus_patterns[shape.node])


def _selected(shape: Shape, data: Data) -> str:
    patterns = [pattern_of(target, data) for target in shape.targets]
    if len(patterns) == 1:
        return patterns[0]
    return "{ SELECT DISTINCT ?this WHERE { " + " UNION ".join(f"{{ {p} }}" for p in patterns) + " } }"


def count_focus_nodes(shapes: Shapes, data: Data) -> dict[str, int]:
    """Pattern of focus nodes to their number, for all shapes with targets."""
    counts: dict[str, int] = {}
    for shape in shapes.roots:
        pattern = focus_of(shape, data).pattern
        if pattern not in counts:
            ((count,),) = data.rows(f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {pattern} }}")
            counts[pattern] = int(count.value)
    return counts


def count_all(shapes: Shapes, data: Data) -> int:
    """How many different nodes are focus nodes of any shape."""
    patterns = sorted({focus_of(shape, data).pattern for shape in shapes.roots})
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
    ((count,),) = data.rows(f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {union} }}")
    return int(count.value)


def checked_by_shape(shapes: Shapes, data: Data, sizes: Mapping[str, int]) -> dict[Term, int]:
    """Shape to the number of its focus nodes; a property shape has those of all node shapes it belongs to."""
    checked = {shape.node: sizes[focus_of(shape, data).pattern] for shape in shapes.roots}
    pending = list(shapes.roots)
    for shape in pending:
        for constraint in shape.constraints:
            if constraint.parameter == "property" and shape.path is None:
                child = shapes.shape(constraint.value)
                checked[child.node] = checked.get(child.node, 0) + checked[shape.node]
                pending.append(child)
    return checked


def values_clause(variable: str, terms: Iterable[Term]) -> str:
    """A VALUES clause; blank nodes cannot stand in one and are left out."""
    written = " ".join(_written(wrapped(term)) for term in terms if not isinstance(term, ox.BlankNode))
    return f"VALUES {variable} {{ {written} }}"


def _written(term: Term) -> str:
    """A term as SPARQL writes it, with nothing in its text that looks like the variable."""
    return str(term).replace("?this", r"\u003Fthis")


def type_pattern(variable: str, class_iri: str, data: Data, *, name: str) -> str:
    """A pattern for instances of a class and its subclasses; `name` is that of a variable free to use."""
    return instances_of(variable, data.subclasses.get(class_iri, {class_iri}), name=name)


def instances_of(variable: str, classes: Iterable[str], *, name: str = "?kg_class") -> str:
    """A pattern for what has one of some classes; `name` is that of a variable free to use."""
    listed = sorted(classes)
    if len(listed) == 1:
        return f"{variable} {RDF_TYPE} <{listed[0]}> ."
    return f"VALUES {name} {{ {' '.join(f'<{iri}>' for iri in listed)} }} {variable} {RDF_TYPE} {name} ."


def pattern_of(target: Target, data: Data) -> str:
    """A SPARQL group graph pattern, without braces, that binds `?this` to what one target selects."""
    if target.kind == "targetNode":
        return values_clause("?this", [target.term])
    if target.kind == "targetClass":
        pattern = type_pattern("?this", target.term.value, data, name="?kg_class")
    elif target.kind == "targetSubjectsOf":
        pattern = f"{{ SELECT DISTINCT ?this WHERE {{ ?this {target.term} ?kg_any }} }}"
    else:
        pattern = f"{{ SELECT DISTINCT ?this WHERE {{ ?kg_any {target.term} ?this }} }}"
    return pattern + _without_ontology(target, data)


def _without_ontology(target: Target, data: Data) -> str:
    """A filter against what only the ontology describes, where the target would select any of it."""
    selected = data.ontology_selection(target)
    if not selected:
        return ""
    if any(isinstance(term, ox.BlankNode) for term in selected):
        return f" FILTER NOT EXISTS {{ GRAPH {data.ontology} {{ ?this ?kg_property ?kg_object }} }}"
    return f" FILTER(?this NOT IN ({', '.join(sorted(_written(term) for term in selected))}))"
