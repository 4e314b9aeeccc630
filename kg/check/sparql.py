"""SPARQL-based constraints (SHACL, section 5): each SELECT runs once for all focus nodes, where that is sound.

SHACL defines `$this` as bound before the query begins, everywhere in it. Joining the query with the pattern of the
focus nodes gives the same solutions unless the query looks at `$this` where a join cannot see it: in a group of its
own, in a nested SELECT, in an aggregate that does not group by it, or under a LIMIT. Such queries run once for each
focus node.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.check.data import SHAPES_GRAPH
from kg.check.paths import predicate
from kg.check.shapes import is_true, messages_of
from kg.check.shapes_graph import name_of
from kg.check.sparql_text import SparqlText, read_sparql
from kg.check.terms import sh
from kg.check.violation import Violation
from kg.vocab import OWL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.check.queries import Scope
    from kg.check.shapes import Constraint, Messages
    from kg.check.shapes_graph import ShapesGraph, Term
    from kg.errors import OntologyError

_EXCERPT = 40

_MANY = 1000
"""Focus nodes from which on candidates are looked for: for fewer, it takes as long as it saves."""

_PATH = re.compile(r"[$?]PATH\b")


def sparql_violations(constraint: Constraint, scope: Scope) -> Iterator[Violation]:
    """Violations of an `sh:sparql` constraint.

    Raises:
        OntologyError: The query is no valid SPARQL SELECT, or uses what SHACL forbids in constraints.
    """
    graph = scope.shapes.graph
    node = constraint.value
    if is_true(graph.one(node, sh("deactivated"))):
        return
    select = graph.text(node, sh("select"))
    if select is None:
        raise graph.error("a SPARQL constraint has no sh:select", node)
    yield from select_violations(select, node, scope, templates=messages_of(graph, node), parameters={})


def select_violations(
    select: str, node: Term, scope: Scope, *, templates: Messages, parameters: Mapping[str, Term]
) -> Iterator[Violation]:
    """Violations that a SELECT of a constraint or a validator finds.

    Args:
        select: The query, without prefix declarations.
        node: The constraint or validator, whose `sh:prefixes` hold.
        scope: The shape at its focus nodes.
        templates: Messages of the constraint.
        parameters: Variables that are bound before, by name: the parameters of a component.
    """
    text = readable(select, node, scope, bound={"this", *parameters})
    if text.kind != "SELECT" or not ("this" in text.projected or text.projects_all):
        raise refused(scope, "a constraint's query must be a SELECT of $this")
    text, given = prebound(text, scope, parameters)
    for bound in _solutions(text, scope, given):
        if is_true(bound.get("failure")):
            raise refused(scope, "the query reports a failure")
        yield _violation({**parameters, **bound}, scope, templates)


def readable(query: str, node: Term, scope: Scope, *, bound: set[str]) -> SparqlText:
    """A query of a constraint, with its prefixes and its path.

    Raises:
        OntologyError: It uses what SHACL forbids.
    """
    graph = scope.shapes.graph
    if _PATH.search(query):
        if scope.shape.path is None:
            raise refused(scope, "a query uses $PATH on a shape without sh:path")
        query = _PATH.sub(lambda _: scope.path, query)
    text = read_sparql(query, prefixes=prefixes_of(graph, node))
    forbidden = text.forbidden(bound)
    if forbidden:
        raise refused(scope, f"a constraint's query must not have {forbidden}")
    return text


def prebound(
    text: SparqlText, scope: Scope, parameters: Mapping[str, Term]
) -> tuple[SparqlText, dict[ox.Variable, Term]]:
    """The query with the values written in that are bound before it begins.

    Returns:
        The query, and values that SPARQL cannot write: blank nodes, which the store has to put in.
    """
    values = {**parameters, "currentShape": scope.shape.node, "shapesGraph": SHAPES_GRAPH}
    used = {name: value for name, value in values.items() if name in text.variables}
    given: dict[ox.Variable, Term] = {}
    given |= {ox.Variable(name): value for name, value in used.items() if isinstance(value, ox.BlankNode)}
    return text.bound({n: str(value) for n, value in used.items() if not isinstance(value, ox.BlankNode)}), given


def refused(scope: Scope, message: str) -> OntologyError:
    """An error that names the shape, for the constraint itself seldom has a name."""
    node = scope.shape.node
    return scope.shapes.graph.error(f"{message} (on {name_of(node)})", node, hint="see SHACL, section 5")


def run(text: str, scope: Scope, given: Mapping[ox.Variable, Term]) -> Iterator[dict[str, Term]]:
    """The solutions of a query by variable name, its syntax errors told as those of the shapes file."""
    options: dict[str, Any] = {"substitutions": dict(given)} if given else {}
    try:
        if SHAPES_GRAPH.value in text:
            rows = scope.data.rows_beside_shapes(text, scope.shapes.graph, **options)
        else:
            rows = scope.data.plain_rows(text, **options)
    except (SyntaxError, RuntimeError) as error:
        raise _not_taken(error, text, scope) from error
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield {name: row[name] for name in names if row[name] is not None}


def refuse_invalid(text: str, scope: Scope) -> None:
    """Refuse a query that the store does not take, where only a part of it is asked.

    Raises:
        OntologyError: It does not.
    """
    try:
        ox.Store().query(text)
    except (SyntaxError, RuntimeError) as error:
        raise _not_taken(error, text, scope) from error


def _not_taken(error: SyntaxError | RuntimeError, text: str, scope: Scope) -> OntologyError:
    if isinstance(error, SyntaxError):
        return refused(scope, f"a query is not valid SPARQL{_near(error, text)}")
    # pyoxigraph's error for a function that it does not know (seen in 0.5).
    return refused(scope, f"a query cannot be answered: {error}")


def _near(error: SyntaxError, text: str) -> str:
    """The part of a query at which its parser gave up."""
    lines = text.splitlines()
    if error.lineno is None or error.offset is None or error.lineno > len(lines):
        return f": {error.msg}"
    return f", near {lines[error.lineno - 1][max(error.offset - 1, 0) :][:_EXCERPT]!r}"


def _solutions(text: SparqlText, scope: Scope, given: dict[ox.Variable, Term]) -> Iterator[dict[str, Term]]:
    if text.can_join("this"):
        found = _candidates(text, scope) if not given else None
        yield from run(text.joined(scope.focus.pattern if found is None else found), scope, given)
        return
    for row in scope.data.plain_rows(f"SELECT DISTINCT ?this WHERE {{ {scope.focus.pattern} }}"):
        this = row["this"]
        if isinstance(this, ox.NamedNode):
            solutions = run(text.bound({"this": str(this)}).whole, scope, given)
        else:
            solutions = run(text.whole, scope, {**given, ox.Variable("this"): this})
        yield from ({**solution, "this": this} for solution in solutions)


def _candidates(text: SparqlText, scope: Scope) -> str | None:
    """A pattern for those of many focus nodes at which a query can have solutions."""
    sizes = scope.screening.sizes if scope.screening is not None else {}
    if sizes.get(scope.focus.pattern, 0) < _MANY:
        return None
    # What reads SPARQL takes longer to import than a small graph to check.
    from kg.check.candidates import candidates  # noqa: PLC0415

    return candidates(text, scope)


def _violation(bound: dict[str, Term], scope: Scope, templates: Messages) -> Violation:
    value = bound.get("value")
    if value is None and scope.shape.path is None:
        value = bound["this"]
    path = bound.get("path")
    message = bound.get("message")
    if isinstance(message, ox.Literal):
        templates = {(message.language or "").lower(): message.value}
    return Violation(
        this=bound["this"],
        value=value,
        path=predicate(path.value) if isinstance(path, ox.NamedNode) else None,
        bindings=tuple(sorted(bound.items())),
        templates=templates,
    )


def prefixes_of(graph: ShapesGraph, node: Term) -> dict[str, str]:
    """Prefixes that hold in a query: those that its `sh:prefixes` declare or import (section 5.2.1)."""
    declared: dict[str, str] = {}
    pending = [*graph.all(node, sh("prefixes"))]
    seen: set[Term] = set()
    while pending:
        ontology = pending.pop()
        if ontology in seen:
            continue
        seen.add(ontology)
        pending += graph.all(ontology, OWL + "imports")
        for declaration in graph.all(ontology, sh("declare")):
            prefix, namespace = graph.text(declaration, sh("prefix")), graph.text(declaration, sh("namespace"))
            if prefix is None or namespace is None:
                raise graph.error("sh:declare needs sh:prefix and sh:namespace", ontology)
            if declared.setdefault(prefix, namespace) != namespace:
                raise graph.error(f"the prefix {prefix!r} is declared with two namespaces", ontology)
    return declared
