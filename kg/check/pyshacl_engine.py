"""The second engine: pySHACL on a copy of the data in rdflib. It is slow, and it is the oracle that tests compare with.

Two things make it usable. The data are copied, for pySHACL on an Oxigraph store gives false results (seen in pyshacl
0.40.1: plain strings of `sh:in` and `sh:hasValue`). And each query is parsed once: pySHACL hands the text of a SPARQL
constraint to rdflib again for every focus node, and parsing it takes longer than answering it.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ValidationFailure
from rdflib.plugins.sparql import prepareQuery

from kg.check.components import local_name
from kg.check.messages import PLACEHOLDER, generic
from kg.check.paths import read_path
from kg.check.report import Result
from kg.check.shapes import messages_of
from kg.check.sparql import prefixes_of
from kg.check.terms import sh
from kg.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.check.data import Data
    from kg.check.paths import Path
    from kg.check.shapes import Messages, Shapes
    from kg.check.shapes_graph import ShapesGraph, Term

_DEPTH = 60
"""How deep shapes may refer to shapes; pySHACL's own limit of 15 is too low for nested lists of alternatives."""


class _Prepared(rdflib.Graph):
    """A graph that parses each query text once."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._queries: dict[str, Any] = {}

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Any:
        """As rdflib does it, with the parsed query kept."""
        if isinstance(query_object, str):
            if query_object not in self._queries:
                self._queries[query_object] = prepareQuery(query_object)
            query_object = self._queries[query_object]
        return super().query(query_object, *arguments, **options)


def evaluate(data: Data, shapes: Shapes) -> list[tuple[Result, Mapping[str, Term]]]:
    """All results, in no order, with templates for messages and what their placeholders stand for.

    Raises:
        OntologyError: pySHACL refuses the shapes.
    """
    shacl_graph = _shapes_copy(shapes.graph)
    logging.getLogger("pyshacl").setLevel(logging.ERROR)
    try:
        _, report, _ = pyshacl.validate(_copy(data), shacl_graph=shacl_graph, inplace=True, max_validation_depth=_DEPTH)
    except (ReportableRuntimeError, ShapeLoadError, ValidationFailure, NotImplementedError) as error:
        raise OntologyError(f"pySHACL refuses the shapes: {error}", path=str(shapes.graph.paths[0])) from error
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"pySHACL refuses the shapes: {report}", path=str(shapes.graph.paths[0]))
    named = {target.term for shape in shapes.roots for target in shape.targets if target.kind == "targetNode"}
    excluded = data.ontology_terms - named
    drafts = (_draft(report, node, shapes.graph) for node in report.objects(None, rdflib.URIRef(sh("result"))))
    return [(result, bound) for result, bound in drafts if result.focus_node not in excluded]


def _shapes_copy(graph: ShapesGraph) -> rdflib.Graph:
    """The shapes graph, its queries with their prefixes: pySHACL does not follow owl:imports from `sh:prefixes`."""
    copy = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in graph.triples():
        if predicate in (sh("select"), sh("ask")) and isinstance(value, ox.Literal):
            declared = (
                f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes_of(graph, subject).items()
            )
            written: Term = ox.Literal("".join(declared) + value.value)
        else:
            written = value
        copy.add((_to_rdflib(subject), rdflib.URIRef(predicate), _to_rdflib(written)))
    return copy


def _copy(data: Data) -> rdflib.Graph:
    graph = _Prepared()
    for subject, predicate, value in data.triples():
        graph.add((_to_rdflib(subject), _to_rdflib(predicate), _to_rdflib(value)))
    return graph


def _draft(report: rdflib.Graph, node: Any, shapes: ShapesGraph) -> tuple[Result, Mapping[str, Term]]:
    def one(name: str) -> Term | None:
        found = report.value(node, rdflib.URIRef(sh(name)))
        return _from_rdflib(found) if found is not None else None

    component = one("sourceConstraintComponent")
    source_shape, constraint = one("sourceShape"), one("sourceConstraint")
    severity, focus_node = one("resultSeverity"), one("focusNode")
    assert isinstance(component, ox.NamedNode)  # noqa: S101 - pySHACL always gives these; the types do not know it
    assert isinstance(severity, ox.NamedNode)  # noqa: S101
    assert source_shape is not None  # noqa: S101
    assert focus_node is not None  # noqa: S101
    path_node = one("resultPath")
    path: Path | None = read_path(shapes, path_node) if path_node is not None else None
    # pySHACL drops the languages of messages with placeholders; so they come from the shapes file again.
    templates = (messages_of(shapes, constraint) if constraint is not None else {}) or messages_of(shapes, source_shape)
    result = Result(
        focus_node=focus_node,
        path=path,
        value=one("value"),
        component=component.value,
        source_shape=source_shape,
        source_constraint=constraint,
        severity=severity.value,
        messages={},
        templates=templates or generic(component.value, shapes.one(source_shape, sh("minCount"))),
    )
    said = [str(message) for message in report.objects(node, rdflib.URIRef(sh("resultMessage")))]
    return result, {**_from_messages(templates, said), **_bindings(shapes, result)}


def _bindings(shapes: ShapesGraph, result: Result) -> dict[str, Term]:
    bound: dict[str, Term] = {"this": result.focus_node}
    if result.value is not None:
        bound["value"] = result.value
    if result.path is not None and result.path.kind == "predicate":
        bound["path"] = ox.NamedNode(result.path.iri)
    for name, values in shapes.objects.get(result.source_shape, {}).items():
        if len(values) == 1:
            bound.setdefault(local_name(name), values[0])
    return bound


def _from_messages(templates: Messages, said: list[str]) -> dict[str, Term]:
    """What pySHACL wrote in place of placeholders, read back from its messages."""
    bound: dict[str, Term] = {}
    for template in templates.values():
        names = PLACEHOLDER.findall(template)
        pieces = [re.escape(piece) for piece in PLACEHOLDER.split(template)[::2]]
        pattern = re.compile("(.*)".join(pieces), re.DOTALL)
        for match in filter(None, map(pattern.fullmatch, said)):
            bound |= {name: ox.Literal(text) for name, text in zip(names, match.groups(), strict=True)}
    return bound


def _to_rdflib(term: Term) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def _from_rdflib(term: Any) -> Term:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
