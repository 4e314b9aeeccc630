"""What a check says of `sh:rule`s that it was not asked to run (`kg.rules` runs them)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.notes import Note
from kg.check.shapes import is_true
from kg.check.terms import sh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.check.data import Data
    from kg.check.shapes import Shapes
    from kg.check.shapes_graph import ShapesGraph, Term
    from kg.store import Opened

    Derive = Callable[[Data, Shapes], tuple[Data, Sequence[Note]]]
    """Gives a copy of the data with what the rules of the shapes conclude, and notes on rules that conclude nothing."""


def unrun_rules(graph: ShapesGraph, opened: Opened | ox.Store) -> tuple[Note, ...]:
    """Notes on files whose rules have not been run on a graph: `kg build` runs those of the project.

    Raises:
        OntologyError: The shapes graph asks for its rules to be run first (`sh:entailment sh:Rules`; SHACL Advanced
            Features, section 8.3).
    """
    files = {graph.files[node].name: None for node in graph.subjects(sh("rule")) if _is_active(graph, node)}
    known = _run_by_build(opened) if files else ()
    unrun = [name for name in files if name not in known]
    asking = next((node for node in graph.subjects(sh("entailment"))), None)
    if unrun and asking is not None:
        raise graph.error("sh:entailment asks for the rules to be run first", asking, hint="add --rules")
    return tuple(Note("rules-not-run", file=name) for name in unrun)


def _is_active(graph: ShapesGraph, shape: Term) -> bool:
    """Whether a shape has a rule that would be run."""
    off = sh("deactivated")
    rules = (rule for rule in graph.all(shape, sh("rule")) if not any(map(is_true, graph.all(rule, off))))
    return not any(map(is_true, graph.all(shape, off))) and any(True for _ in rules)


def _run_by_build(opened: Opened | ox.Store) -> frozenset[str]:
    """Names of the files whose rules the last build ran."""
    if isinstance(opened, ox.Store) or opened.version is None:
        return frozenset()
    path = opened.version / "account.json"
    account = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return frozenset(rule["place"].partition(":")[0] for rule in account.get("rules", ()))
