"""The derived graph: what the ontology's rules conclude from the situations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def derive(store: ox.Store, rules: Sequence[Path], *, graph: str) -> int:
    """Clear the derived graph and run all rules in their order; each sees what those before it concluded.

    Args:
        store: The graph; it is changed.
        rules: Files with one SPARQL CONSTRUCT query each.
        graph: IRI of the derived graph.

    Returns:
        Number of derived triples.

    Raises:
        OntologyError: A rule is no valid CONSTRUCT query.
    """
    inferred = ox.NamedNode(graph)
    store.remove_graph(inferred)
    for rule in rules:
        store.extend([ox.Quad(t.subject, t.predicate, t.object, inferred) for t in _conclusions(store, rule)])
    return sum(1 for _ in store.quads_for_pattern(None, None, None, inferred))


def _conclusions(store: ox.Store, rule: Path) -> list[ox.Triple]:
    try:
        found = store.query(rule.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror}", path=str(rule)) from error
    except SyntaxError as error:
        raise OntologyError(f"not valid SPARQL: {error.msg}", path=str(rule), line=error.lineno) from error
    if not isinstance(found, ox.QueryTriples):
        raise OntologyError("a rule must be a CONSTRUCT query", path=str(rule))
    return list(found)
