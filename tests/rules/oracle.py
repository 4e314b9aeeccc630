"""The oracle: pySHACL's own rules engine on the same data, and ours, both as sets of triples.

pySHACL makes conclusions visible as soon as they are there; the specification hides those of shapes and rules of one
order from each other. Cases whose rules read what others of their order conclude are left to tests of our own.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.rules.triple import TripleRule
from pyshacl.shape import Shape

from kg.check.data import Data
from kg.rules import read_rules, run
from kg.store import open_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.rules import Outcome

INFERRED = ox.NamedNode("urn:kg:inferred")


def ours(data: Path, shapes: Path) -> set[tuple[str, str, str]]:
    """All triples that our rules add to a file's, as N-Triples writes their terms."""
    store, triples, _ = concluded(data, shapes)
    return triples - {triple_of(quad) for quad in store if quad.graph_name != INFERRED}


def concluded(data: Path, shapes: Path) -> tuple[ox.Store, set[tuple[str, str, str]], tuple[Outcome, ...]]:
    """The store with our conclusions, these alone, and what each rule did."""
    store = open_graph(data).store
    outcomes = run(read_rules(shapes=[shapes]), Data(store), graph=INFERRED)
    return store, {triple_of(quad) for quad in store.quads_for_pattern(None, None, None, INFERRED)}, outcomes


def triple_of(quad: ox.Quad) -> tuple[str, str, str]:
    return str(quad.subject), str(quad.predicate), str(quad.object)


@contextmanager
def _filters() -> Iterator[None]:
    """pySHACL 0.40.1 calls the shape of a filter without an executor, and fails: here it gets that of the rule."""
    apply, validate = TripleRule.apply, Shape.validate
    executors: list[Any] = []

    def applied(self: TripleRule, *arguments: Any, **options: Any) -> int:
        executors.append(self.executor)
        return apply(self, *arguments, **options)

    def validated(self: Shape, first: Any, *arguments: Any, **options: Any) -> Any:
        if hasattr(first, "sparql_mode"):
            return validate(self, first, *arguments, **options)
        return validate(self, executors[-1], first, *arguments, **options)

    with patch.object(TripleRule, "apply", applied), patch.object(Shape, "validate", validated):
        yield


def theirs(data: Path, shapes: Path) -> set[tuple[str, str, str]]:
    """All triples that pySHACL adds to a file's, as our store writes them."""
    logging.getLogger("pyshacl").setLevel(logging.ERROR)
    graph = rdflib.Graph().parse(data)
    before = set(graph)
    with _filters():
        pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(shapes), advanced=True, inplace=True)
    # A literal is no subject (RDF 1.1, section 3.1), which rdflib does not mind.
    return {_stored(triple) for triple in set(graph) - before if not isinstance(triple[0], rdflib.Literal)}


def _stored(triple: Any) -> tuple[str, str, str]:
    store = ox.Store()
    store.load(" ".join([*(term.n3() for term in triple), "."]).encode(), format=ox.RdfFormat.N_TRIPLES)
    (quad,) = store
    return triple_of(quad)
