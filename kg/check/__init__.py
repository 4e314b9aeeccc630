"""Checking a graph against SHACL shapes.

`check` is all that others need; the report says what is at fault, and `kg.trace` where it stands in the annotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import changes
from kg.check.data import data_of
from kg.check.earlier import Outcome, keep
from kg.check.engine import evaluate
from kg.check.messages import finished
from kg.check.report import Group, Report, Result
from kg.check.rule_notes import unrun_rules
from kg.check.shapes import read_shapes
from kg.check.shapes_graph import load_shapes
from kg.check.targets import checked_by_shape, count_all, count_focus_nodes
from kg.check.vacuity import is_idle, untargeted, vacuous
from kg.errors import OntologyError, UsageError
from kg.resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.check.data import Data
    from kg.check.notes import Note
    from kg.check.renewal import Renewal
    from kg.check.rule_notes import Derive
    from kg.check.shapes import Shapes
    from kg.store import Opened

__all__ = ["ENGINES", "Group", "Report", "Result", "check"]

ENGINES: tuple[str, ...] = ("sparql", "pyshacl")
"""`sparql` compiles shapes to queries over the store; `pyshacl` is slow, and independent of it."""


def check(
    opened: Opened | ox.Store,
    *,
    shapes: Sequence[Path],
    ontology: Sequence[Path] | None = None,
    engine: str = "sparql",
    only: Sequence[str] = (),
    allow_empty: bool = False,
    derive: Derive | None = None,
    full: bool = False,
) -> Report:
    """The report of checking a graph against shapes.

    Args:
        opened: The graph, as `kg.store.open_graph` gives it; the union of its named graphs is checked.
        shapes: Shapes files; of a folder, its `.ttl` files.
        ontology: Files that say which class is a subclass of which, for an RDF file that declares no classes; used only
            where the shapes speak of their terms. The shipped ontology by default.
        engine: One of `ENGINES`.
        only: Shapes whose results are reported, with those of all shapes they refer to: an IRI, a prefixed name or a
            local name each. All by default.
        allow_empty: Whether it is fine that no shape has a focus node.
        derive: What runs the rules of the shapes on a copy first (`kg.rules.deriving`); without it they are not run,
            and a note says so.
        full: Whether everything is checked, even where an earlier check of the graph makes that needless.

    Raises:
        UsageError: There is no such engine or shape.
        InputError: A shapes file cannot be read.
        OntologyError: A shapes file is not well-formed SHACL, holds no shapes, or no target matches anything.
    """
    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}", hint=f"use one of {', '.join(ENGINES)}")
    read = read_shapes(load_shapes(shapes))
    unrun = () if derive is not None else unrun_rules(read.graph, opened)
    notes = [*read.graph.notes, *unrun, *untargeted(read)]
    wanted = {node for name in only for node in read.named(name)}
    if only:
        read.keep_roots_of(wanted)
    files = sorted(folder("ontology").glob("*.ttl")) if ontology is None else ontology
    with data_of(opened, ontology=files, shapes=read.graph) as data:
        if derive is not None:
            data, said = derive(data, read)  # noqa: PLW2901 - what is checked is the copy
            notes += said
        # What is checked in part, or on a copy, or by an engine for comparison, is no outcome for later checks.
        remembers = engine == ENGINES[0] and not only and derive is None
        version = opened.version if remembers and not isinstance(opened, ox.Store) else None
        again = _again(version, read, data) if version is not None and not full else None
        if again is None:
            data = data.nearer()  # noqa: PLW2901 - what is checked is the copy
        notes += vacuous(read, data, ontology=files)
        sizes = again[0].sizes if again is not None else count_focus_nodes(read, data)
        if not allow_empty and is_idle(read, data, sizes):
            raise _nothing_checked(read.graph.paths[0], notes)
        outcome = again[0] if again is not None else _outcome(data, read, sizes, engine)
        if version is not None and (again is None or again[1].version != version.name):
            keep(outcome, version, shapes=read)
        results = finished([draft for found in outcome.found.values() for _, draft in found], data)
        checked = checked_by_shape(read, data, sizes)
    report = Report(
        conforms=not results,
        results=results,
        constraints=sum(c.parameter != "property" for shape in read.reachable() for c in shape.constraints),
        focus_nodes=outcome.focus_nodes,
        checked=checked,
        names=read.names(),
        unmatched=tuple(node.value for node in (shape.node for shape in read.roots) if not checked[node]),
        notes=tuple(notes),
        renewal=again[1] if again is not None else None,
    )
    return report.keep(result for result in results if result.source_shape in wanted) if only else report


def _again(version: Path, shapes: Shapes, data: Data) -> tuple[Outcome, Renewal] | None:
    """The outcome made from an earlier one; None where there is none to make it from."""
    if not (version / changes.FOLDER).is_dir():
        return None
    # What looks for the effects of changes takes longer to import than the shapes to read: a first check does without.
    from kg.check.renewal import renewed  # noqa: PLC0415

    return renewed(version, shapes=shapes, data=data)


def _nothing_checked(path: Path, notes: Sequence[Note]) -> OntologyError:
    return OntologyError(
        "no shape matches anything in the graph, so nothing was checked",
        path=str(path),
        hint="; ".join([*map(str, notes[:1]), "name shapes that fit the data, or allow it with --allow-empty"]),
    )


def _outcome(data: Data, shapes: Shapes, sizes: Mapping[str, int], engine: str) -> Outcome:
    """The outcome of checking everything."""
    # Each engine is imported only where it runs: pySHACL and rdflib take longer to import than our engine to check.
    if engine == "pyshacl":
        from kg.check import pyshacl_engine  # noqa: PLC0415

        drafts = pyshacl_engine.evaluate(data, shapes)
        return Outcome({(0, 0): [(draft[0].focus_node, draft) for draft in drafts]}, sizes, count_all(shapes, data))
    return Outcome(evaluate(data, shapes, sizes), sizes, count_all(shapes, data))
