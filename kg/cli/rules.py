"""`kg rules`: what follows from a graph, rule by rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._listings import chosen_format, format_option, print_rows

if TYPE_CHECKING:
    from kg.config import Config
    from kg.rules import Rule

_KINDS = {"query": "CONSTRUCT", "sparql": "sh:SPARQLRule", "triple": "sh:TripleRule"}
_COLUMNS = ("rule", "kind", "on", "order", "about", "file")


@click.command(epilog="Examples: kg rules; kg rules -g graph; kg rules --shapes shapes.ttl -f json")
@click.option(
    "-g", "--graph", type=click.Path(path_type=Path), help="Say how many triples each concluded in its build."
)
@click.option(
    "--shapes",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Only the sh:rules of this shapes file or folder, instead of the project's rules; may be repeated.",
)
@format_option
def rules(*, graph: Path | None, files: tuple[Path, ...], form: str | None) -> int:
    """List the rules in the order in which they run: .rq files first, then the sh:rules of shapes.

    `on` is where the focus nodes of a rule come from, `order` the sh:order of its shape and its own. With -g, it is
    said how many triples each rule concluded in the last build, those included that other rules concluded too.
    """
    from kg.config import find_config
    from kg.rules import read_rules

    config = find_config(near=graph)
    found = read_rules(shapes=files).all if files else _rules_of(config)
    concluded = None if graph is None else _concluded(graph)
    form = chosen_format(form)
    if form == "json":
        click.echo(json.dumps([_described(rule, concluded) for rule in found], ensure_ascii=False, indent=1))
        return 0
    columns = (*_COLUMNS, *(("conclusions",) if concluded is not None else ()))
    _print(columns, [_cells(rule, concluded) for rule in found], form)
    if not found:
        click.echo("there are no rules", err=True)
    return 0


def _rules_of(config: Config) -> tuple[Rule, ...]:
    from kg.rules import read_rules

    return read_rules(config.rules, shapes=(*config.ontology, *config.shapes)).all


def _concluded(graph: Path) -> dict[tuple[str, str], int]:
    """Rule and file to what it concluded in the last build.

    Raises:
        UsageError: It is no graph that kg built.
    """
    from kg.errors import UsageError
    from kg.graph import open as open_graph

    account = open_graph(graph).account
    if "rules" not in account:
        raise UsageError(f"no build has counted the rules of {str(graph)!r}", hint="run 'kg build'")
    return {(one["rule"], one["place"].partition(":")[0]): one["conclusions"] for one in account["rules"]}


def _print(columns: tuple[str, ...], rows: list[tuple[str, ...]], form: str) -> None:
    if form == "table":
        from kg.cli._answers import print_table

        print_table(columns, rows, numeric=[name == "conclusions" for name in columns])
        return
    print_rows(columns, rows)


def _targets(rule: Rule) -> list[str]:
    from kg.check.listing import Targeted

    return [Targeted(target, ()).name for target in rule.shape.targets] if rule.shape is not None else []


def _order(rule: Rule) -> str:
    if rule.shape is None:
        return ""
    return f"{rule.shape_order}, {rule.order}" if rule.shape_order or rule.order else "0"


def _cells(rule: Rule, concluded: dict[tuple[str, str], int] | None) -> tuple[str, ...]:
    kind = _KINDS[rule.kind] + (" (deactivated)" if rule.deactivated else "")
    cells = (rule.name, kind, ", ".join(_targets(rule)), _order(rule), rule.about, rule.place)
    return cells if concluded is None else (*cells, str(concluded.get((rule.name, rule.path.name), "")))


def _described(rule: Rule, concluded: dict[tuple[str, str], int] | None) -> dict[str, object]:
    described: dict[str, object] = {
        "rule": rule.name,
        "kind": _KINDS[rule.kind],
        "on": _targets(rule),
        "shape_order": float(rule.shape_order) if rule.shape is not None else None,
        "order": float(rule.order) if rule.shape is not None else None,
        "deactivated": rule.deactivated,
        "about": rule.about,
        "file": rule.place,
    }
    if concluded is not None:
        described["conclusions"] = concluded.get((rule.name, rule.path.name))
    return described
