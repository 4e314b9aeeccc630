"""SHACL property paths: from the shapes graph to SPARQL text and back to Turtle (SHACL, section 2.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from kg.check.terms import sh

if TYPE_CHECKING:
    from kg.check.shapes_graph import ShapesGraph, Term

Kind = Literal["predicate", "inverse", "sequence", "alternative", "*", "+", "?"]

_REPEATS: dict[str, Kind] = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


@dataclass(frozen=True, slots=True)
class Path:
    """A property path.

    Attributes:
        kind: `predicate`, `inverse`, `sequence`, `alternative`, or `*`, `+`, `?` as SPARQL writes repetition.
        iri: The predicate; empty for all other kinds.
        parts: The paths it is made of; none for a predicate.
    """

    kind: Kind
    iri: str = ""
    parts: tuple[Path, ...] = ()

    def to_sparql(self) -> str:
        """The path as SPARQL writes it, in parentheses where it is not a mere predicate."""
        if self.kind == "predicate":
            return f"<{self.iri}>"
        inner = [part.to_sparql() for part in self.parts]
        if self.kind == "inverse":
            return f"(^{inner[0]})"
        if self.kind in ("sequence", "alternative"):
            return "(" + ("/" if self.kind == "sequence" else "|").join(inner) + ")"
        return f"({inner[0]}{self.kind})"

    def to_turtle(self) -> str:
        """The path as a SHACL report writes it."""
        if self.kind == "predicate":
            return f"<{self.iri}>"
        inner = " ".join(part.to_turtle() for part in self.parts)
        if self.kind == "sequence":
            return f"( {inner} )"
        if self.kind == "alternative":
            return f"[ <{sh('alternativePath')}> ( {inner} ) ]"
        if self.kind == "inverse":
            return f"[ <{sh('inversePath')}> {inner} ]"
        name = next(name for name, kind in _REPEATS.items() if kind == self.kind)
        return f"[ <{sh(name)}> {inner} ]"

    def may_be_empty(self) -> bool:
        """Whether the path leads from any node to itself, whatever the graph holds."""
        if self.kind in ("*", "?"):
            return True
        if self.kind == "alternative":
            return any(part.may_be_empty() for part in self.parts)
        return self.kind != "predicate" and all(part.may_be_empty() for part in self.parts)

    def is_scannable(self) -> bool:
        """Whether the path is a predicate or one of several: all that it leads to is found by scanning triples."""
        return self.kind == "predicate" or (
            self.kind == "alternative" and all(part.kind == "predicate" for part in self.parts)
        )

    def predicates(self) -> tuple[str, ...]:
        """All predicates in the path, in order."""
        return (self.iri,) if self.kind == "predicate" else tuple(p for part in self.parts for p in part.predicates())


def predicate(iri: str) -> Path:
    """The path of one predicate."""
    return Path("predicate", iri)


def read_path(graph: ShapesGraph, node: Term, *, within: tuple[Term, ...] = ()) -> Path:
    """The path that a node of a shapes graph describes.

    Args:
        graph: The shapes graph.
        node: The value of `sh:path`, or a part of it.
        within: The nodes whose part this is; a path may not contain itself.

    Raises:
        OntologyError: The node describes no path, or one that contains itself.
    """
    if isinstance(node, ox.NamedNode):
        return predicate(node.value)
    if isinstance(node, ox.Literal):
        raise graph.error(f"sh:path is a literal, {node.value!r}", within[0] if within else node)
    if node in within:
        raise graph.error("a path contains itself", node)
    inside = (*within, node)
    if graph.is_list(node):
        parts = tuple(read_path(graph, item, within=inside) for item in graph.items(node))
        if len(parts) < 2:  # noqa: PLR2004 - a sequence has two members at least
            raise graph.error("a sequence path needs at least two members", node)
        return Path("sequence", parts=parts)
    return _read_special(graph, node, inside)


def _read_special(graph: ShapesGraph, node: Term, within: tuple[Term, ...]) -> Path:
    if inverse := graph.one(node, sh("inversePath")):
        return Path("inverse", parts=(read_path(graph, inverse, within=within),))
    if alternative := graph.one(node, sh("alternativePath")):
        parts = tuple(read_path(graph, item, within=within) for item in graph.items(alternative))
        if len(parts) < 2:  # noqa: PLR2004 - an alternative has two members at least
            raise graph.error("an alternative path needs at least two members", node)
        return Path("alternative", parts=parts)
    for name, kind in _REPEATS.items():
        if repeated := graph.one(node, sh(name)):
            return Path(kind, parts=(read_path(graph, repeated, within=within),))
    raise graph.error("sh:path is neither a property nor a path", node)
