"""Fixtures of the shapes: a good graph for each class, and what makes it bad, one file a constraint (see README.md)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.paths import read_path
from kg.check.shapes import read_shapes
from kg.check.shapes_graph import ShapesGraph, load_shapes
from kg.check.terms import sh
from kg.resources import folder
from kg.store import DEFAULT_BASE, Opened
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.check import Result
    from kg.check.shapes import Shape, Shapes

HERE = Path(__file__).parent
SHAPES = (folder("shapes") / "core.ttl", folder("shapes") / "business.ttl")
FOLDERS = tuple(sorted(path.parent.name for path in HERE.glob("*/good.ttl")))
BAD = tuple(sorted(HERE.glob("*/bad-*.ttl")))
_NONE = ox.NamedNode(RDF + "nil")
_TYPE = ox.NamedNode(RDF + "type")


@dataclass(frozen=True, slots=True)
class Demand:
    """A constraint of the shipped shapes.

    Attributes:
        folder: The local name of what its shape is about, which is the folder of its fixtures.
        root: The shape with the target.
        shape: The shape that has the constraint.
        parameter: Of its component, such as `minCount`.
        component: IRI.
        other: The property that the values are compared with, if any.
    """

    folder: str
    root: Shape
    shape: Shape
    parameter: str
    component: str
    other: str = ""

    @property
    def name(self) -> str:
        """The name of its bad fixture, without the ending."""
        return f"bad-{local(self.shape.node)}-{self.parameter}"


def local(term: ox.NamedNode) -> str:
    """What stands behind the last separator of an IRI."""
    return term.value.replace("#", "/").rpartition("/")[2]


@cache
def shipped() -> Shapes:
    """The shapes that ship with kg."""
    return read_shapes(load_shapes(SHAPES))


def demands() -> list[Demand]:
    """All constraints of the shipped shapes that give results, in their order."""
    return [demand for root in shipped().roots for demand in _demands(root, root)]


def _demands(root: Shape, shape: Shape) -> Iterable[Demand]:
    for constraint in shape.constraints:
        if constraint.parameter == "property":
            yield from _demands(root, shipped().shape(constraint.value))
            continue
        other = constraint.value.value if constraint.parameter.startswith(("lessThan", "disjoint", "equals")) else ""
        home = local(root.targets[0].term)
        yield Demand(home, root, shape, constraint.parameter, constraint.component, other)


def read(path: Path) -> tuple[set[ox.Triple], Counter[tuple[str, ...]]]:
    """The statements of a fixture, and the results that it says there must be."""
    store = ox.Store()  # which writes literals as it writes those of graphs: 1.0 as 1
    store.load(path=str(path))
    triples = {quad.triple for quad in store}
    reports = {triple.subject for triple in triples if triple.object == ox.NamedNode(sh("ValidationReport"))}
    of_report, pending = set(reports), list(reports)
    while pending:
        node = pending.pop()
        found = {t.object for t in triples if t.subject == node and isinstance(t.object, ox.BlankNode)} - of_report
        of_report |= found
        pending += found
    said = {triple for triple in triples if triple.subject in of_report}
    return triples - said, _results(said)


def good(name: str) -> set[ox.Triple]:
    """The good graph of a folder."""
    return read(HERE / name / "good.ttl")[0]


def replaced(triples: set[ox.Triple], by: set[ox.Triple]) -> set[ox.Triple]:
    """Statements with others in the place of those of the same subject and property; `()` stands for none."""
    said = {(triple.subject, triple.predicate) for triple in by}
    kept = {triple for triple in triples if (triple.subject, triple.predicate) not in said}
    return kept | {triple for triple in by if triple.object != _NONE}


def opened(triples: Iterable[ox.Triple]) -> Opened:
    """A graph with these statements and the ontology, as if it had been built."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    store.bulk_extend(_ontology())
    # No folder of this name is there, so that a check remembers nothing for the next one.
    return Opened(store=store, path=HERE, base=DEFAULT_BASE, version=HERE / "version-0")


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    graph = ox.NamedNode(f"{DEFAULT_BASE}graph/ontology")
    files = sorted(path for path in folder("ontology").glob("*.ttl") if path.name != "alignments.ttl")
    return tuple(ox.Quad(*quad.triple, graph) for path in files for quad in ox.parse(path=str(path)))


def _results(said: set[ox.Triple]) -> Counter[tuple[str, ...]]:
    graph = _graph(said)
    found: Counter[tuple[str, ...]] = Counter()
    for result in graph.objects:
        if not graph.is_a(result, sh("ValidationResult")):
            continue
        path = graph.one(result, sh("resultPath"))
        values = [graph.one(result, sh(name)) for name in ("focusNode", "value", "sourceConstraintComponent")]
        values += [graph.one(result, sh(name)) for name in ("sourceShape", "resultSeverity")]
        found[(read_path(graph, path).to_sparql() if path else "", *(str(value or "") for value in values))] += 1
    return found


def _graph(triples: set[ox.Triple]) -> ShapesGraph:
    objects: dict[ox.NamedNode | ox.BlankNode, dict[str, list[object]]] = {}
    for triple in triples:
        objects.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return ShapesGraph(objects=objects, files={}, paths=())


def described(results: Iterable[Result]) -> Counter[tuple[str, ...]]:
    """Results in the form in which fixtures say them."""
    return Counter(
        (
            result.path.to_sparql() if result.path else "",
            str(result.focus_node),
            str(result.value if result.value is not None else ""),
            f"<{result.component}>",
            str(result.source_shape),
            f"<{result.severity}>",
        )
        for result in results
    )


def write_part(path: Path, nodes: Iterable[ox.NamedNode], *, without: ox.Term | None = None) -> Path:
    """Write the shapes with targets that lead to some nodes, and all that they need, as N-Triples.

    Args:
        path: The file to write.
        nodes: Shapes.
        without: A member of a list, which is left out of it.
    """
    shapes, wanted = shipped(), set(nodes)
    graph = shapes.graph
    roots = [root.node for root in shapes.roots if wanted & _reached(graph, root.node)]
    headers = list(graph.subjects(sh("declare")))
    kept = set().union(*(_reached(graph, node) for node in (*roots, *headers)))
    lines = [
        f"{subject} <{predicate}> {_rest(graph, value, without)} .\n"
        for subject, predicate, value in graph.triples()
        if subject in kept
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _reached(graph: ShapesGraph, node: ox.Term) -> set[ox.Term]:
    found, pending = {node}, [node]
    while pending:
        values = {value for values in graph.objects.get(pending.pop(), {}).values() for value in values}
        new = {value for value in values if value in graph.objects} - found
        found |= new
        pending += new
    return found


def _rest(graph: ShapesGraph, value: ox.Term, without: ox.Term | None) -> ox.Term:
    """A value; of the cell of a list whose member is left out, the next cell."""
    if without is not None and graph.all(value, RDF + "first") == [without]:
        return graph.one(value, RDF + "rest")
    return value
