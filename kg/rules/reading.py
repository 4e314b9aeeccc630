"""All rules of a project as one list: `.rq` files first, in their order, then `sh:rule`s by their `sh:order`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from kg.check.messages import compact
from kg.check.shapes import Shape, Shapes, is_shape, is_true
from kg.check.shapes_graph import ShapesGraph, load_shapes, name_of, parse_rdf
from kg.check.sparql import prefixes_of
from kg.check.terms import sh
from kg.errors import OntologyError
from kg.rules.conditions import read_condition
from kg.rules.construct import Construct, NoConstructError, read_construct
from kg.rules.expressions import Expression, read_expression
from kg.rules.rule import Rule, TripleHead
from kg.vocab import OWL, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.check.shapes_graph import Term

_NUMERIC = frozenset(
    XSD + name
    for name in (
        "decimal", "integer", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
        "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip
_KINDS = {"SPARQLRule": "sparql", "TripleRule": "triple"}


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in the order in which they run.

    Attributes:
        all: The rules; deactivated ones too.
        shapes: Where the shapes are found that they speak of; None where no file of shapes was read.
    """

    all: tuple[Rule, ...]
    shapes: Shapes | None = None

    def digest(self) -> str:
        """SHA-256 of what `.rq` rules there are, in their order; of shapes it only tells that there are rules."""
        words = [kg.__version__, ox.__version__]
        for rule in self.all:
            text = rule.head.text if isinstance(rule.head, Construct) else ""
            words += [rule.name, rule.place, rule.kind, str(rule.deactivated), text]
        return hashlib.sha256("\0".join(words).encode()).hexdigest()


def read_rules(queries: Sequence[Path] = (), *, shapes: Sequence[Path] = ()) -> Rules:
    """The rules in some files.

    Args:
        queries: Files with one CONSTRUCT query each, in the order in which they run.
        shapes: Files that may have `sh:rule`: ontologies and shapes files; of a folder, its `.ttl` files. Where none
            has, they are only parsed.

    Raises:
        InputError: A file cannot be read.
        OntologyError: A rule is not well-formed, or of a kind that is not supported.
    """
    found = [_query_rule(path) for path in queries]
    if not any(path.is_dir() or _may_have_rules(path) for path in shapes):
        return Rules(tuple(found))
    read = Shapes(load_shapes(shapes))
    return Rules((*found, *rules_of(read)), read)


def rules_of(shapes: Shapes) -> tuple[Rule, ...]:
    """The `sh:rule`s of a shapes graph, in the order in which they run.

    Raises:
        OntologyError: A rule is not well-formed, or of a kind that is not supported.
    """
    found = [rule for node in shapes.graph.subjects(sh("rule")) for rule in _rules_of(shapes, node)]
    # Shapes of one order come as the files have them: sorting is stable, so rules are sorted within their shape first.
    by_shape = groupby(found, key=lambda rule: rule.shape)
    within = [rule for _, rules in by_shape for rule in sorted(rules, key=lambda rule: rule.order)]
    return tuple(sorted(within, key=lambda rule: rule.shape_order))


def _may_have_rules(path: Path) -> bool:
    """Whether a file has an `sh:rule`, or imports others that may have."""
    signs = {sh("rule"), OWL + "imports"}
    return any(quad.predicate.value in signs for quad in parse_rdf(path))


def _query_rule(path: Path) -> Rule:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror}", path=str(path)) from error
    try:
        construct = read_construct(text, prefixes={})
    except NoConstructError as error:
        raise OntologyError(str(error), path=str(path), line=error.line, hint=error.hint) from error
    first = text.lstrip().partition("\n")[0]
    about = first.lstrip("# ").strip() if first.startswith("#") else ""
    return Rule(name=path.stem, kind="query", head=construct, about=about, path=path)


def _rules_of(shapes: Shapes, node: Term) -> Iterator[Rule]:
    graph = shapes.graph
    if not is_shape(graph, node) and not graph.all(node, sh("path")):
        raise graph.error(f"{name_of(node)} has sh:rule and is no shape", node, hint="add 'a sh:NodeShape'")
    shape = shapes.shape(node)
    shape_order = _order(graph, node, at=node)
    for number, rule_node in enumerate(graph.all(node, sh("rule")), start=1):
        yield _shape_rule(shapes, shape, rule_node, number, shape_order)


def _shape_rule(shapes: Shapes, shape: Shape, node: Term, number: int, shape_order: Decimal) -> Rule:
    graph = shapes.graph
    # An error names the rule where it has a name, else its shape: blank nodes have no line.
    at = node if isinstance(node, ox.NamedNode) and node in graph.files else shape.node
    kind = _kind(graph, node, at=at)
    deactivated = graph.one(node, sh("deactivated"))
    if deactivated is not None and not (isinstance(deactivated, ox.Literal) and deactivated.value in ("true", "false")):
        raise graph.error(f"sh:deactivated of a rule is {name_of(deactivated)}, neither true nor false", at)
    path, line = graph.place(at)
    return Rule(
        name=_name(graph, shape, node, number),
        kind=kind,
        head=_construct(graph, node, at=at) if kind == "sparql" else _triple(shapes, node, at=at),
        about=_about(graph, node),
        path=path or graph.paths[0],
        line=line,
        shape=shape,
        conditions=tuple(
            read_condition(shapes, condition, of="sh:condition", at=at)
            for condition in graph.all(node, sh("condition"))
        ),
        shape_order=shape_order,
        order=_order(graph, node, at=at),
        deactivated=is_true(deactivated) or shape.deactivated,
    )


def _kind(graph: ShapesGraph, node: Term, *, at: Term) -> str:
    supported = "supported are sh:SPARQLRule and sh:TripleRule"
    if isinstance(node, ox.Literal) or node not in graph.objects:
        raise graph.error(f"sh:rule is {name_of(node)}, which is not described", at, hint=supported)
    kinds = [kind for name, kind in _KINDS.items() if graph.is_a(node, sh(name))]
    types = " and ".join(name_of(term) for term in graph.all(node, RDF + "type"))
    if not types:
        raise graph.error("a rule has no type", at, hint=supported)
    if not kinds:
        raise graph.error(f"a rule is of type {types}", at, hint=supported)
    # A rule of several types says the same in each of them (section 8.2); the query is what is run whole.
    return kinds[0]


def _construct(graph: ShapesGraph, node: Term, *, at: Term) -> Construct:
    found = graph.one(node, sh("construct"))
    if found is None:
        raise graph.error("a SPARQL rule has no sh:construct", at)
    if not isinstance(found, ox.Literal) or found.datatype.value != XSD + "string":
        raise graph.error(f"sh:construct is {name_of(found)}, not a string", at)
    try:
        construct = read_construct(found.value, prefixes=prefixes_of(graph, node))
    except NoConstructError as error:
        raise graph.error(str(error), at, hint=error.hint) from error
    if forbidden := construct.where.forbidden({"this"}):
        raise graph.error(f"a rule's query must not have {forbidden}", at, hint="see SHACL, section 5")
    return construct


def _triple(shapes: Shapes, node: Term, *, at: Term) -> TripleHead:
    graph = shapes.graph
    found: dict[str, Expression] = {}
    for name in ("subject", "predicate", "object"):
        value = graph.one(node, sh(name))
        if value is None:
            raise graph.error(f"a triple rule has no sh:{name}", at)
        found[name] = read_expression(shapes, value, within=(at,))
        term = found[name].term
        if isinstance(term, ox.Literal) and name != "object":
            raise graph.error(f"sh:{name} of a triple rule is a literal, {term.value!r}", at)
    return TripleHead(found["subject"], found["predicate"], found["object"])


def _order(graph: ShapesGraph, node: Term, *, at: Term) -> Decimal:
    found = graph.one(node, sh("order"))
    if found is None:
        return Decimal(0)
    if isinstance(found, ox.Literal) and found.datatype.value in _NUMERIC:
        try:
            number = Decimal(found.value.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
    raise graph.error(f"sh:order is {name_of(found)}, not a number", at)


def _name(graph: ShapesGraph, shape: Shape, node: Term, number: int) -> str:
    if isinstance(node, ox.NamedNode):
        return compact(node.value)
    if isinstance(shape.node, ox.NamedNode):
        return f"{compact(shape.node.value)} rule {number}"
    path = graph.files.get(shape.node)
    return f"{path.name if path else 'a shape without a name'}, {shape.node.value} rule {number}"


def _about(graph: ShapesGraph, node: Term) -> str:
    texts = (term for name in (RDFS + "label", RDFS + "comment") for term in graph.all(node, name))
    literals = [term for term in texts if isinstance(term, ox.Literal)]
    english = [term for term in literals if (term.language or "en").startswith("en")]
    return " ".join((english or literals)[0].value.split()) if literals else ""
