"""Checking a graph against SHACL shapes.

`check` is all that others need; the report says what is at fault, and `kg.trace` where it stands in the annotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.check.data import data_of
from kg.check.engine import evaluate
from kg.check.messages import finished
from kg.check.report import Group, Report, Result
from kg.check.shapes import read_shapes
from kg.check.shapes_graph import load_shapes
from kg.check.targets import checked_by_shape, count_all, count_focus_nodes
from kg.check.vacuity import untargeted, vacuous
from kg.errors import OntologyError, UsageError
from kg.resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from kg.check.data import Data
    from kg.check.shapes import Shapes
    from kg.check.shapes_graph import Term
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

    Raises:
        UsageError: There is no such engine or shape.
        InputError: A shapes file cannot be read.
        OntologyError: A shapes file is not well-formed SHACL, holds no shapes, or no target matches anything.
    """
    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}", hint=f"use one of {', '.join(ENGINES)}")
    read = read_shapes(load_shapes(shapes))
    notes = [*read.graph.notes, *untargeted(read)]
    wanted = {node for name in only for node in read.named(name)}
    if only:
        read.keep_roots_of(wanted)
    files = sorted(folder("ontology").glob("*.ttl")) if ontology is None else ontology
    with data_of(opened, ontology=files, shapes=read.graph) as data:
        sizes = count_focus_nodes(read, data)
        notes += vacuous(read, data, ontology=files)
        if not any(sizes.values()) and not allow_empty:
            raise _nothing_checked(read.graph.paths[0], notes)
        results = finished(_evaluate(data, read, sizes, engine), data)
        focus_nodes = count_all(read, data)
        checked = checked_by_shape(read, data, sizes)
    report = Report(
        conforms=not results,
        results=results,
        constraints=sum(c.parameter != "property" for shape in read.reachable() for c in shape.constraints),
        focus_nodes=focus_nodes,
        checked=checked,
        names=read.names(),
        unmatched=tuple(node.value for node in (shape.node for shape in read.roots) if not checked[node]),
        notes=tuple(notes),
    )
    return report.keep(result for result in results if result.source_shape in wanted) if only else report


def _nothing_checked(path: Path, notes: Sequence[str]) -> OntologyError:
    return OntologyError(
        "no shape matches anything in the graph, so nothing was checked",
        path=str(path),
        hint="; ".join([*notes[:1], "name shapes that fit the data, or allow it with --allow-empty"]),
    )


def _evaluate(
    data: Data, shapes: Shapes, sizes: Mapping[str, int], engine: str
) -> list[tuple[Result, Mapping[str, Term]]]:
    # Each engine is imported only where it runs: pySHACL and rdflib take longer to import than our engine to check.
    if engine == "pyshacl":
        from kg.check import pyshacl_engine  # noqa: PLC0415

        return pyshacl_engine.evaluate(data, shapes)
    return [draft for found in evaluate(data, shapes, sizes).values() for _, draft in found]
