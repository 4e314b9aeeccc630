"""What in shapes checks nothing: shapes that nothing leads to, targets that select nothing, terms that nobody knows.

The shapes that ship with kg are not doubted: our tests hold that the ontology knows their terms, and a corpus without
spin-offs is no mistake.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.messages import compact
from kg.check.notes import Note, at
from kg.check.shapes import Shapes, is_shape, is_true
from kg.check.shapes_graph import parse_rdf
from kg.check.targets import focus_of, pattern_of
from kg.check.terms import local_part, sh
from kg.errors import similar
from kg.resources import folder
from kg.vocab import OWL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.check.data import Data
    from kg.check.shapes import Shape, Target
    from kg.check.shapes_graph import ShapesGraph, Term

_DECLARED = frozenset(
    {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    | {RDFS + "Class", RDF + "Property"}
)
_OF_PROPERTIES = frozenset({"equals", "disjoint", "lessThan", "lessThanOrEquals"})
_TYPE = ox.NamedNode(RDF + "type")
_NEAR = 0.75
"""How alike local names are that are suggested for each other, from 0 to 1."""


def untargeted(shapes: Shapes) -> tuple[Note, ...]:
    """Notes on shapes that have no target and that no shape with one, and no rule, refers to."""
    graph = shapes.graph
    conditions = (
        node
        for name in ("condition", "filterShape")
        for s in graph.subjects(sh(name))
        for node in graph.all(s, sh(name))
    )
    shipped = _shipped(graph)
    of_rules = Shapes(graph, tuple(shapes.shape(node) for node in conditions))
    reached = {shape.node for shape in (*shapes.reachable(), *of_rules.reachable())}
    return tuple(
        at(graph.place(node), "no-target", _named(node))
        for node in graph.objects
        if node not in reached and is_shape(graph, node) and not _is_passive(graph, node, shipped)
    )


def vacuous(shapes: Shapes, data: Data, *, ontology: Sequence[Path]) -> tuple[Note, ...]:
    """Notes on targets without focus nodes, and on classes and properties that neither data nor ontology know.

    Args:
        shapes: What is checked.
        data: What it is checked on.
        ontology: Files of the ontology, for data that do not hold it.

    Cost: a look-up for each term; only a term in doubt makes it read the ontology and all names in the data.
    """
    notes: dict[Note, None] = {}
    doubted: list[tuple[Shape, str]] = []
    shipped = _shipped(shapes.graph)
    for shape in shapes.reachable():
        if _is_passive(shapes.graph, shape.node, shipped):
            continue
        unknown = [term for term, is_class in _terms(shape) if not _is_used(term, data, is_class=is_class)]
        doubted += [(shape, term) for term in unknown]
        for target in shape.targets:
            if target.term.value not in unknown and not _selects(target, data):
                place, name = shapes.graph.place(shape.node), _named(shape.node)
                if target.kind == "targetNode":
                    notes[at(place, "empty-target", name)] = None
                else:
                    notes[at(place, "empty-class-or-property", name, compact(target.term.value))] = None
    return (*_unknown_terms(shapes.graph, doubted, data, ontology), *notes)


def is_idle(shapes: Shapes, data: Data, sizes: Mapping[str, int]) -> bool:
    """Whether nothing in the data is checked.

    A node that a shape names (`sh:targetNode`) is a focus node of any data; where other shapes look for their own focus
    nodes and find none, it only counts if the data, and not just the ontology, say something of it.

    Args:
        shapes: What is checked.
        data: What it is checked on.
        sizes: Pattern of focus nodes to their number.
    """
    searching = [root for root in shapes.roots if any(target.kind != "targetNode" for target in root.targets)]
    if not searching:
        return not any(sizes.values())
    if any(sizes[focus_of(root, data).pattern] for root in searching):
        return False
    named = {target.term for root in shapes.roots for target in root.targets if target.kind == "targetNode"}
    return not any(_is_said_of(term, data) for term in named)


def _is_said_of(term: Term, data: Data) -> bool:
    as_subject = () if isinstance(term, ox.Literal) else data.store.quads_for_pattern(term, None, None)
    quads = chain(as_subject, data.store.quads_for_pattern(None, None, term))
    return any(quad.graph_name != data.ontology for quad in quads)


def _shipped(graph: ShapesGraph) -> set[Path]:
    """The shapes files that ship with kg."""
    home = folder("shapes").resolve()
    return {path for path in graph.paths if home in path.resolve().parents}


def _is_passive(graph: ShapesGraph, node: Term, shipped: set[Path]) -> bool:
    """Whether a shape is deactivated, or ships with kg."""
    return graph.files.get(node) in shipped or is_true(next(iter(graph.all(node, sh("deactivated"))), None))


def _terms(shape: Shape) -> Iterator[tuple[str, bool]]:
    """The classes and properties that a shape speaks of, and whether each is a class."""
    for target in shape.targets:
        if target.kind != "targetNode":
            yield target.term.value, target.kind == "targetClass"
    for iri in shape.path.predicates() if shape.path else ():
        yield iri, False
    for constraint in shape.constraints:
        if constraint.parameter == "class" or constraint.parameter in _OF_PROPERTIES:
            yield constraint.value.value, constraint.parameter == "class"


def _is_used(iri: str, data: Data, *, is_class: bool) -> bool:
    """Whether data use a class or property, or something is said of it."""
    if iri.startswith((RDF, RDFS, OWL)):
        return True
    node, store = ox.NamedNode(iri), data.store
    pattern = (None, _TYPE, node) if is_class else (None, node, None)
    return any(next(store.quads_for_pattern(*found), None) for found in (pattern, (node, None, None)))


def _selects(target: Target, data: Data) -> bool:
    rows = data.rows(f"SELECT ?this WHERE {{ {pattern_of(target, data)} }} LIMIT 1")
    return next(iter(rows), None) is not None


def _unknown_terms(
    graph: ShapesGraph, doubted: Sequence[tuple[Shape, str]], data: Data, ontology: Sequence[Path]
) -> tuple[Note, ...]:
    if not doubted:
        return ()
    declared = {term.value for term in graph.objects if any(graph.is_a(term, iri) for iri in _DECLARED)}
    subjects = (quad.subject for path in ontology for quad in parse_rdf(path))
    described = {subject.value for subject in subjects if isinstance(subject, ox.NamedNode)}
    notes: dict[Note, None] = {}
    known: set[str] = set()
    for shape, term in doubted:
        if term in declared | described:
            continue
        known = known or declared | described | _names_in(data)
        near = _nearest(term, known)
        place = graph.place(shape.node, at=term)
        notes[at(place, "unknown-name", compact(term), near=compact(near) if near else "")] = None
    return tuple(notes)


def _names_in(data: Data) -> set[str]:
    """The classes and properties that data use."""
    query = "SELECT DISTINCT ?name WHERE { { ?s ?name ?o } UNION { ?s a ?name } }"
    names = (row["name"] for row in data.plain_rows(query))
    return {name.value for name in names if isinstance(name, ox.NamedNode)}


def _nearest(term: str, known: set[str]) -> str | None:
    """The known term whose local name is most like that of an unknown one; of the same namespace where several are."""
    names: dict[str, str] = {}
    home = term.removesuffix(local_part(term))
    for iri in sorted(known, key=lambda iri: (iri.startswith(home), iri)):
        names[local_part(iri)] = iri
    near = similar(local_part(term), among=names, cutoff=_NEAR)
    return names[near[0]] if near else None


def _named(node: Term) -> str:
    """The name of a shape as notes write it; empty for one without a name."""
    return compact(node.value) if isinstance(node, ox.NamedNode) else ""
