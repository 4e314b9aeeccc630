"""`kg shapes`: what a graph is checked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._listings import chosen_format, format_option, print_rows

if TYPE_CHECKING:
    from kg.check.listing import Listed, Targeted
    from kg.config import Config


@click.command(epilog="Examples: kg shapes; kg shapes Partnership -g graph; kg shapes --language fr -f json")
@click.argument("name", required=False, metavar="[CLASS]")
@click.option("-g", "--graph", type=click.Path(path_type=Path), help="Count how many nodes of this graph meet each.")
@click.option(
    "--shapes",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Shapes file or folder, instead of the project's; may be repeated.",
)
@format_option
@click.option("-l", "--language", type=click.Choice(["en", "fr"]), help="Of messages. Default: the project's.")
def shapes(
    *, name: str | None, graph: Path | None, files: tuple[Path, ...], form: str | None, language: str | None
) -> int:
    """List the constraints of the shapes by the class they hold of, with severity and message.

    With CLASS, only those that hold of its instances, which are those of the classes above it too. With -g, a graph
    is checked, and for each class and constraint it is said how many focus nodes meet it and how many do not.
    """
    from kg.check.listing import listed
    from kg.config import find_config

    config = find_config(near=graph)
    found = listed(files or config.shapes)
    only = None
    if name is not None:
        found, only = _of_class(found, name, config)
    if graph is not None:
        found = _counted(found, graph, files or config.shapes, config, only)
    spoken = language or (config.language if config.language in ("en", "fr") else "en")
    form = chosen_format(form)
    if form == "json":
        click.echo(json.dumps([_described(one) for one in found], ensure_ascii=False, indent=1))
    elif form == "table":
        _print_tables(found, spoken)
    else:
        _print_plain(found, spoken)
    return 0


def _of_class(found: tuple[Targeted, ...], name: str, config: Config) -> tuple[tuple[Targeted, ...], str]:
    """Those whose target is a class, or one above it in the ontology; and the class."""
    from kg.check.terms import local_part
    from kg.errors import UsageError, similar
    from kg.schema import load

    schema = load(config.ontology)
    known = schema.class_called(name)
    targeted = {one.target.term.value for one in found if one.target.kind == "targetClass"}
    wanted = set(known.ancestors) if known else {iri for iri in targeted if local_part(iri) == local_part(name)}
    if not wanted:
        names = [*(class_.name for class_ in schema.classes.values()), *map(local_part, sorted(targeted))]
        near = similar(name, among=names)
        hint = f"did you mean {near[0]!r}?" if near else "'kg shapes' lists the classes"
        raise UsageError(f"there is no class {name!r}", hint=hint)
    kept = tuple(one for one in found if one.target.kind == "targetClass" and one.target.term.value in wanted)
    if not kept:
        raise UsageError(f"no shape is about the class {name!r}", hint="'kg shapes' lists the classes with shapes")
    return kept, known.iri if known else min(wanted)


def _counted(
    found: tuple[Targeted, ...], graph: Path, files: tuple[Path, ...], config: Config, only: str | None
) -> tuple[Targeted, ...]:
    from kg.check import check
    from kg.check.listing import with_counts
    from kg.store import open_graph

    opened = open_graph(graph, base=config.base)
    report = check(opened, shapes=files, ontology=config.ontology, allow_empty=True)
    return with_counts(found, report, opened=opened, shapes=files, ontology=config.ontology, only=only)


def _severity(one: Listed) -> str:
    from kg.check.terms import local_part

    return "deactivated" if one.deactivated else local_part(one.severity).lower()


def _path(one: Listed) -> str:
    from kg.check.messages import compact

    return re.sub(r"<([^<>\s]+)>", lambda match: compact(match[1]), one.path.to_sparql()) if one.path else ""


def _cells(one: Listed, targeted: Targeted, language: str) -> tuple[str, ...]:
    from kg.check.messages import compact

    cells = (compact(one.shape_name), _path(one), one.constraint, _severity(one), one.message(language))
    if one.failing is None or targeted.focus_nodes is None:
        return cells
    return (*cells, str(targeted.focus_nodes - one.failing), str(one.failing))


def _columns(found: tuple[Targeted, ...]) -> tuple[str, ...]:
    counted = any(one.focus_nodes is not None for one in found)
    return ("shape", "path", "constraint", "severity", "message", *(("meet", "violate") if counted else ()))


def _print_plain(found: tuple[Targeted, ...], language: str) -> None:
    rows = ((one.name, *_cells(listed, one, language)) for one in found for listed in one.constraints)
    print_rows(("class", *_columns(found)), rows)


def _print_tables(found: tuple[Targeted, ...], language: str) -> None:
    from kg.cli._answers import print_table

    columns = _columns(found)
    for targeted in found:
        click.secho(_headline(targeted), bold=True)
        rows = [_cells(one, targeted, language) for one in targeted.constraints]
        print_table(columns, rows, numeric=[name in ("meet", "violate") for name in columns])


def _headline(targeted: Targeted) -> str:
    if targeted.focus_nodes is None or targeted.failing is None:
        return targeted.name
    number = f"{targeted.focus_nodes} focus node{'' if targeted.focus_nodes == 1 else 's'}"
    return f"{targeted.name}: {number}, {targeted.focus_nodes - targeted.failing} meet all, {targeted.failing} do not"


def _described(targeted: Targeted) -> dict[str, object]:
    """All that is known of a target, for programs; terms are written as in N-Triples, paths as in SPARQL."""
    return {
        "target": targeted.target.kind,
        "term": str(targeted.target.term),
        "focus_nodes": targeted.focus_nodes,
        "violating": targeted.failing,
        "constraints": [
            {
                "shape": one.shape_name,
                "path": one.path.to_sparql() if one.path else None,
                "component": one.component,
                "value": str(one.value) if one.value is not None else None,
                "severity": one.severity,
                "deactivated": one.deactivated,
                "messages": dict(sorted(one.messages.items())),
                "violating": one.failing,
            }
            for one in targeted.constraints
        ],
    }
