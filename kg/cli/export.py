"""`kg export`: a network, or the graph itself, as a file that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._networks import chosen_network, network_options, opened_graph

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import Opened


@click.command(epilog="Example: kg export companies.gexf -g graph --from 2024 --language fr")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("-f", "--format", "form", metavar="FORMAT", help="Default: by the ending of FILE.")
@network_options
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but warnings.")
def export(*, file: str, form: str | None, graph: Path | None, quiet: bool, **options: Any) -> None:
    """Write a network or the graph itself to FILE, '-' for standard output.

    The ending names the format. Networks: gexf, graphml, csv (edges; the nodes beside it as .nodes.csv), json. The
    graph itself: ttl, trig, nq, nt, jsonld, rdf, n3; those without named graphs hold the union of all.
    """
    from kg.export import RDF_FORMATS, check_format, format_of

    if file == "-" and form is None:
        raise click.UsageError("Name the format of standard output with -f.")
    form = check_format(form) if form else format_of(file)
    opened, config = opened_graph(graph)
    if form in RDF_FORMATS:
        _refuse_network_options()
        _write_graph(opened, file, form=form, quiet=quiet)
        return
    network = chosen_network(opened, config, quiet=quiet, **options)
    _write_network(network, file, form=form, quiet=quiet)


def _refuse_network_options() -> None:
    """An option that has no effect on the graph itself would be silently ignored."""
    context = click.get_current_context()
    given = click.core.ParameterSource.COMMANDLINE
    for parameter in context.command.params:
        mine = parameter.name in ("file", "form", "graph", "quiet", "help")
        if not mine and parameter.name and context.get_parameter_source(parameter.name) == given:
            raise click.UsageError(f"{parameter.opts[-1]} chooses a network; this format holds the graph itself.")


def _write_graph(opened: Opened, file: str, *, form: str, quiet: bool) -> None:
    from kg.export import write_rdf

    target: Any = sys.stdout.buffer if file == "-" else Path(file)
    number = write_rdf(opened.store, target, format=form, base=opened.base)
    if not quiet:
        click.echo(f"{file}: {number:,} statements", err=True)


def _write_network(network: nx.MultiDiGraph, file: str, *, form: str, quiet: bool) -> None:
    from kg.export import write
    from kg.export.layout import place

    if form == "gexf":
        place(network)
    if file == "-":
        if form == "csv" and not quiet:
            click.echo("the nodes are not in this table: export them with -f nodes.csv", err=True)
        write(network, sys.stdout.buffer, format=form)
        return
    for path in write(network, Path(file), format=form):
        if not quiet:
            click.echo(f"{path}: written", err=True)
