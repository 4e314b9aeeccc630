"""`kg measure`: who is central in a network, and how that changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._networks import chosen_network, network_options, opened_graph

if TYPE_CHECKING:
    import networkx as nx

    from kg.measure import Measured

Row = list[str]


@click.command(epilog="Example: kg measure -g graph --by betweenness --top 10; kg measure -g graph --slice year")
@network_options
@click.option("-m", "--measure", "names", multiple=True, help="May be repeated; --list shows all.")
@click.option("--by", metavar="MEASURE", help="What the table is ordered by. Default: the first measure.")
@click.option("--top", type=click.IntRange(min=0), default=20, show_default=True, help="Rows shown; 0 for all.")
@click.option("--slice", "period", type=click.Choice(["year", "quarter", "month"]), help="Measure each period alone.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the network with its measures to a file, such as companies.gexf.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the communities.")
@click.option("--engine", type=click.Choice(["auto", "networkx", "igraph"]), default="auto", show_default=True)
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "tsv", "csv", "json"]), help="Default: table, tsv when piped."
)
@click.option("--list", "listing", is_flag=True, help="List the measures: meaning, range, cost, source.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the table and warnings.")
def measure(
    *,
    graph: Path | None,
    names: tuple[str, ...],
    by: str | None,
    top: int,
    period: str | None,
    into: Path | None,
    seed: int,
    engine: str,
    form: str | None,
    listing: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Rank the nodes of a network by how central they are.

    Ties of several kinds between two nodes count as one neighbour, their weights added; symmetric ties lead both ways.
    With --slice each period is projected and measured alone; 'change' says how many ranks a node rose or fell,
    what is new and what is gone.
    """
    from kg.measure import DEFAULT, add_to, check_names
    from kg.measure import measure as measured

    form = form or ("table" if sys.stdout.isatty() else "tsv")
    if listing:
        _print(["measure", "high where", "range", "cost", "source"], _catalog(), form=form)
        return
    chosen = check_names((*(names or DEFAULT), *([by] if by else ())))
    by = by or chosen[0]
    if period and into:
        raise click.UsageError("--into holds one network; leave out --slice, or use --from and --until.")
    if into:
        _check_network_file(into)
    opened, config = opened_graph(graph)
    network = chosen_network(opened, config, quiet=quiet, **options)
    if period:
        rows = _sliced(opened, config, network, options, period=period, names=chosen, by=by, top=top, seed=seed)
        _print(["period", "node", *chosen, "change"], rows, form=form)
        return
    found = measured(network, names=chosen, seed=seed, engine_name=engine)
    _print(["node", *chosen], [_row(network, found, node) for node in _first(found.ranked(by), top)], form=form)
    if not quiet:
        click.echo(", ".join(f"{name} {value:g}" for name, value in found.whole.items()), err=True)
    if into:
        add_to(network, found)
        _write(network, into, quiet=quiet)


def _check_network_file(file: Path) -> None:
    """Refuse what cannot be written before anything is measured."""
    from kg.cli._outputs import check_place
    from kg.export import RDF_FORMATS, format_of

    check_place(file)
    if format_of(file) in RDF_FORMATS:
        raise click.UsageError(f"--into writes a network; {file.suffix} holds the graph itself.")


def _catalog() -> list[Row]:
    from kg.measure import MEASURES

    return [[name, m.says, m.range, m.cost, m.source] for name, m in MEASURES.items()]


def _first(nodes: list[Any], top: int) -> list[Any]:
    return nodes[:top] if top else nodes


def _row(network: nx.MultiDiGraph, found: Measured, node: Any) -> Row:
    label = str(network.nodes[node].get("label", node))
    return [label, *(_shown(values[node]) for values in found.values.values())]


def _shown(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) and value != int(value) else f"{value:g}"


def _sliced(
    opened: Any,
    config: Any,
    network: nx.MultiDiGraph,
    options: dict[str, Any],
    *,
    period: str,
    names: tuple[str, ...],
    by: str,
    top: int,
    seed: int,
) -> list[Row]:
    from kg.errors import UsageError
    from kg.measure import measure as measured
    from kg.measure.measuring import changes
    from kg.project import periods

    rows: list[Row] = []
    before: Measured | None = None
    earlier: dict[Any, str] = {}
    for label, first, last in periods(network, period):
        try:
            part = chosen_network(opened, config, quiet=True, **{**options, "since": first, "until": last})
        except UsageError as error:
            # What is asked for is in the network, but not in this period.
            click.echo(f"kg: {label} left out: {error}", err=True)
            continue
        found = measured(part, names=names, seed=seed)
        changed = changes(before, found, by=by)
        rows.extend([label, *_row(part, found, node), changed.get(node, "")] for node in _first(found.ranked(by), top))
        gone = [name for node, name in earlier.items() if node not in part]
        rows.extend([label, name, *[""] * len(found.values), "gone"] for name in gone)
        before, earlier = found, {node: str(part.nodes[node].get("label", node)) for node in found.ranked(by)}
    return rows


def _write(network: nx.MultiDiGraph, file: Path, *, quiet: bool) -> None:
    from kg.export import format_of, write
    from kg.export.layout import place

    if format_of(file) == "gexf":
        place(network)
    for path in write(network, file):
        if not quiet:
            click.echo(f"{path}: written", err=True)


def _print(head: Row, rows: list[Row], *, form: str) -> None:
    if form == "table":
        _print_table(head, rows)
    elif form == "json":
        import json

        click.echo(json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    else:
        import csv

        writer = csv.writer(sys.stdout, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
        writer.writerows([head, *rows])


def _print_table(head: Row, rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for number, name in enumerate(head):
        table.add_column(name, no_wrap=number > 0)
    for number in range(1, len(head)):
        if rows and all(not row[number] or _is_number(row[number]) for row in rows):
            table.columns[number].justify = "right"
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _is_number(text: str) -> bool:
    return text.lstrip("+-=").replace(".", "", 1).replace("e", "").replace("-", "").isdigit() or text == "="
