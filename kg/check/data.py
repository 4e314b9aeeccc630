"""The data that a check looks at: the quads of a store, and which of them are the ontology's own."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.check.as_written import is_rewritten, unwrapped, wrapped
from kg.check.shapes_graph import parse_rdf
from kg.check.terms import sh
from kg.iri import named_graph
from kg.store import FEW, load_rdf, text_of
from kg.vocab import OWL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.check.shapes import Target
    from kg.check.shapes_graph import ShapesGraph, Term
    from kg.store import Opened

SHAPES_GRAPH = ox.NamedNode("urn:kg:shapes-graph")
"""What `$shapesGraph` is bound to."""


@dataclass(frozen=True)
class Data:
    """Quads to check.

    Attributes:
        store: All quads; the union of its graphs is the data graph of SHACL.
        ontology: The named graph that holds the ontology. Its classes and properties are known, but what only this
            graph describes is no focus node: a check is about the data.
        exact: The same quads with literals wrapped that the store would rewrite; None where there are none.
        compares_wrapped: Whether values may be wrapped literals.
        on_disk: Whether the quads are read from files whenever they are asked for.
        text: A file of N-Quads that may be there, with the same quads.
    """

    store: ox.Store
    ontology: ox.NamedNode | None = None
    exact: ox.Store | None = None
    compares_wrapped: bool = False
    on_disk: bool = False
    text: Path | None = None

    def nearer(self) -> Data:
        """The same quads in memory, where they are few: queries take a third of the time there; else these.

        Cost: for 11,000 quads that a build has just written 25 milliseconds, else 75; counting is much quicker.
        """
        if not self.on_disk or self.exact is not None:
            return self
        few = f"SELECT * WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} }} LIMIT {FEW + 1}"
        ((count,),) = self.plain_rows(f"SELECT (COUNT(*) AS ?count) WHERE {{ {{ {few} }} }}")
        number = int(count.value)
        if number > FEW:
            return self
        return replace(self, store=self._from_text(number) or _store_of(self.store), on_disk=False)

    def _from_text(self, number: int) -> ox.Store | None:
        """The quads from their text; None where that is not there, or damaged."""
        if self.text is None or not self.text.is_file():
            return None
        store = ox.Store()
        with suppress(SyntaxError, OSError):
            store.bulk_load(path=str(self.text), format=ox.RdfFormat.N_QUADS, lenient=True)
        return store if len(store) == number else None

    def rows(self, query: str, **options: Any) -> ox.QuerySolutions:
        """The solutions of a SELECT query over the union of all graphs, with literals as they were written."""
        return _rows(self.exact or self.store, query, **options)

    def plain_rows(self, query: str, **options: Any) -> ox.QuerySolutions:
        """The solutions of a user's own SELECT query, which knows literals only as the store has them."""
        return _rows(self.store, query, **options)

    def rows_beside_shapes(self, query: str, shapes: ShapesGraph, **options: Any) -> ox.QuerySolutions:
        """The solutions of a query that may look into the shapes graph, as the named graph `SHAPES_GRAPH`.

        Cost: the quads are copied once into a store in memory.
        """
        store = self._with_shapes(shapes)
        graphs = [graph for graph in store.named_graphs() if graph != SHAPES_GRAPH]
        return store.query(query, default_graph=[ox.DefaultGraph(), *graphs], **options)  # type: ignore[return-value]

    def _with_shapes(self, shapes: ShapesGraph) -> ox.Store:
        copies: dict[int, ox.Store] = self.__dict__.setdefault("_copies", {})
        if id(shapes) not in copies:
            store = ox.Store()
            store.extend(self.store)
            store.extend(
                ox.Quad(subject, ox.NamedNode(predicate), value, SHAPES_GRAPH)  # type: ignore[arg-type]
                for subject, predicate, value in shapes.triples()
            )
            copies[id(shapes)] = store
        return copies[id(shapes)]

    def triples(self) -> Iterator[tuple[Term, Term, Term]]:
        """All triples, with literals as they were written; a triple in two graphs comes twice."""
        for quad in self.exact or self.store:
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                continue  # SHACL is about RDF 1.1, and so is rdflib
            yield quad.subject, quad.predicate, unwrapped(quad.object)

    def ontology_selection(self, target: Target) -> frozenset[Term]:
        """What a target selects that only the ontology's graph describes."""
        if self.ontology is None or not isinstance(target.term, ox.NamedNode):
            return frozenset()
        selected: set[Any] = set()
        if target.kind == "targetClass":
            for class_iri in self.subclasses.get(target.term.value, {target.term.value}):
                quads = self._in_ontology(ox.NamedNode(RDF + "type"), ox.NamedNode(class_iri))
                selected |= {quad.subject for quad in quads}
        else:
            quads = self._in_ontology(target.term, None)
            selected = {quad.subject if target.kind == "targetSubjectsOf" else quad.object for quad in quads}
        return frozenset(selected & self.ontology_terms)

    def _in_ontology(self, predicate: ox.NamedNode, value: ox.NamedNode | None) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, predicate, value, self.ontology)

    @cached_property
    def ontology_terms(self) -> frozenset[Term]:
        """Subjects that only the ontology's graph describes."""
        if self.ontology is None:
            return frozenset()
        quads = self.store.quads_for_pattern(None, None, None, self.ontology)
        subjects = {quad.subject for quad in quads if not isinstance(quad.subject, ox.Triple)}
        return frozenset(subject for subject in subjects if not self._described_elsewhere(subject))

    def _described_elsewhere(self, subject: Term) -> bool:
        quads = self.store.quads_for_pattern(subject, None, None)  # type: ignore[arg-type]
        return any(quad.graph_name != self.ontology for quad in quads)

    def has(self, predicate: str, value: Term | None = None) -> bool:
        """Whether there is any triple of a predicate (with a value). Cost: one look-up, the first time."""
        if (predicate, value) not in self._known_triples:
            found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), value)
            self._known_triples[predicate, value] = next(found, None) is not None
        return self._known_triples[predicate, value]

    @cached_property
    def _known_triples(self) -> dict[tuple[str, Term | None], bool]:
        return {}

    @cached_property
    def focus_patterns(self) -> dict[Term, str]:
        """Shape to the pattern of its focus nodes, as far as they have been made."""
        return {}

    @cached_property
    def subclasses(self) -> dict[str, frozenset[str]]:
        """Class to itself and all its subclasses, for classes that have any."""
        children: dict[str, set[str]] = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(RDFS + "subClassOf"), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                children.setdefault(quad.object.value, set()).add(quad.subject.value)
        return {name: frozenset(_closure(name, children)) for name in children}


def _rows(store: ox.Store, query: str, **options: Any) -> ox.QuerySolutions:
    return store.query(query, use_default_graph_as_union=True, **options)  # type: ignore[return-value]


def _closure(name: str, children: dict[str, set[str]]) -> set[str]:
    found, pending = {name}, [name]
    while pending:
        new = children.get(pending.pop(), set()) - found
        found |= new
        pending.extend(new)
    return found


@contextmanager
def data_of(opened: Opened | ox.Store, *, ontology: Sequence[Path], shapes: ShapesGraph) -> Iterator[Data]:
    """The data of an opened graph.

    A graph that was built holds its ontology. An RDF file may not: while it is checked, the ontology's files are added
    for what they say of subclasses, if the shapes speak of their terms and the file declares no classes of its own.
    """
    wraps = any(isinstance(term, ox.Literal) and is_rewritten(term) for term in _target_nodes(shapes))
    if isinstance(opened, ox.Store):
        yield Data(opened, compares_wrapped=wraps)
        return
    graph = ox.NamedNode(named_graph(opened.base, "ontology"))
    if opened.version is not None:
        yield Data(opened.store, graph, compares_wrapped=wraps, on_disk=True, text=text_of(opened.version))
        return
    added = not opened.store.contains_named_graph(graph) and _needs_ontology(opened.store, ontology, shapes)
    known = graph if added or opened.store.contains_named_graph(graph) else None
    store, exact = _stores_of(opened)
    try:
        for target in (store, *([exact] if exact is not None else [])):
            for path in ontology if added else ():
                load_rdf(target, path, to_graph=graph.value)
        yield Data(store, known, exact, compares_wrapped=wraps or exact is not None)
    finally:
        if added:
            store.remove_graph(graph)


def _stores_of(opened: Opened) -> tuple[ox.Store, ox.Store | None]:
    """The store of an RDF file, and one with wrapped literals where the file has any that the store would rewrite.

    The second reading gives blank nodes other names, so the first store is then made anew to agree with it.
    """
    quads = parse_rdf(opened.path)
    if not any(isinstance(quad.object, ox.Literal) and is_rewritten(quad.object) for quad in quads):
        return opened.store, None
    read = list(parse_rdf(opened.path))
    return _store_of(read), _store_of(_wrapped(quad) for quad in read)


def _store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def _wrapped(quad: ox.Quad) -> ox.Quad:
    if not isinstance(quad.object, ox.Literal):
        return quad
    return ox.Quad(quad.subject, quad.predicate, wrapped(quad.object), quad.graph_name)


def _target_nodes(shapes: ShapesGraph) -> Iterator[Term]:
    name = sh("targetNode")
    return (node for subject in shapes.subjects(name) for node in shapes.all(subject, name))


def _needs_ontology(store: ox.Store, ontology: Sequence[Path], shapes: ShapesGraph) -> bool:
    classes = (OWL + "Class", RDFS + "Class")
    if any(next(store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(c)), None) for c in classes):
        return False
    mentioned = {term for triple in shapes.triples() for term in (triple[0], triple[2])}
    return any(quad.subject in mentioned for path in ontology for quad in _declarations(path))


def _declarations(path: Path) -> Iterator[ox.Quad]:
    store = ox.Store()
    load_rdf(store, path)
    return iter(store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None))
