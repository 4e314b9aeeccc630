"""`kg export`: a network, or the graph itself, as a file that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._networks import chosen_network, network_options, opened_graph

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config
    from kg.store import Opened

_LAID_OUT_AT_MOST = 50_000
"""Number of nodes up to which a layout takes a minute at most."""


@click.command(epilog="Example: kg export companies.gexf -g graph --from 2024 --language fr")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("-f", "--format", "form", metavar="FORMAT", help="Default: by the ending of FILE.")
@network_options
@click.option(
    "--slice",
    "period",
    type=click.Choice(["year", "quarter", "month"]),
    help="One file a period, such as companies-2024.gexf; with nothing, one file that holds all times.",
)
@click.option(
    "--split", metavar="SHARES", help="Of a tsv: train, valid and test files, such as 0.8,0.1,0.1, without leakage."
)
@click.option("--by-time", is_flag=True, help="Split by time: the latest ties are the test.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the layout and of the split.")
@click.option("--all", "everything", is_flag=True, help="FILE is a folder: write every format of networks into it.")
@click.option(
    "--metrics",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write measures of the whole network as JSON.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but warnings.")
def export(
    *,
    file: str,
    form: str | None,
    graph: Path | None,
    period: str | None,
    split: str | None,
    by_time: bool,
    seed: int,
    everything: bool,
    metrics: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Write a network or the graph itself to FILE, '-' for standard output.

    The ending names the format. Networks: gexf (Gephi), graphml, csv (edges; nodes beside it), json (node-link), cyjs
    (Cytoscape), dot (Graphviz), parquet (edges; nodes and mentions beside it), neo4j.csv, tsv (triples for PyKEEN), npz
    (arrays for PyTorch Geometric; mapping beside it), dataset (a folder for Hugging Face), html (a page). The graph
    itself: ttl, trig, nq, nt, jsonld, rdf, n3; those without named graphs hold the union of all.
    """
    from kg.cli._outputs import check_place
    from kg.export import RDF_FORMATS, WRITERS, check_format, format_of

    if file == "-" and form is None:
        raise click.UsageError("Name the format of standard output with -f.")
    form = "gexf" if everything else check_format(form) if form else format_of(file)
    _refuse_options(form, is_network=form in WRITERS, by_time=by_time, split=split)
    if period and (everything or split):
        raise click.UsageError("--slice writes one format: leave out --all and --split, or use --from and --until.")
    for path in (metrics, None if everything else file):
        check_place(path)
    opened, config = opened_graph(graph)
    if form in RDF_FORMATS:
        _write_graph(opened, file, form=form, quiet=quiet)
        return
    network = chosen_network(opened, config, quiet=quiet, **options)
    if metrics:
        _write_metrics(network, metrics, quiet=quiet)
    if everything:
        _write_all(opened, network, Path(file), seed=seed, quiet=quiet)
    elif split:
        _write_split(network, file, shares=split, seed=seed, by_time=by_time, quiet=quiet)
    elif period:
        _write_slices(opened, config, network, file, form=form, period=period, seed=seed, quiet=quiet, options=options)
    else:
        _write_network(network, file, form=form, seed=seed, quiet=quiet)
        _write_mentions(opened, network, file, form=form, quiet=quiet)


def _refuse_options(form: str, *, is_network: bool, by_time: bool, split: str | None) -> None:
    """An option without effect would be silently ignored."""
    if (split and form != "tsv") or (by_time and not split):
        raise click.UsageError("--split divides the triples of a .tsv file; --by-time says how.")
    context = click.get_current_context()
    given = click.core.ParameterSource.COMMANDLINE
    for parameter in context.command.params if not is_network else ():
        mine = parameter.name in ("file", "form", "graph", "quiet", "help")
        if not mine and parameter.name and context.get_parameter_source(parameter.name) == given:
            raise click.UsageError(f"{parameter.opts[-1]} chooses a network; this format holds the graph itself.")


def _write_graph(opened: Opened, file: str, *, form: str, quiet: bool) -> None:
    from kg.export import write_rdf

    target: Any = sys.stdout.buffer if file == "-" else Path(file)
    number = write_rdf(opened.store, target, format=form, base=opened.base)
    if not quiet:
        click.echo(f"{file}: {number:,} statements", err=True)


def _write_network(network: nx.MultiDiGraph, file: str, *, form: str, seed: int, quiet: bool) -> None:
    from kg.export import COMPANIONS, FOLDERS, PLACED, write

    if file == "-" and form in FOLDERS:
        raise click.UsageError(f"The format {form!r} is a folder of several files: name it.")
    if form in PLACED and len(network) <= _LAID_OUT_AT_MOST:
        from kg.export.layout import place

        place(network, seed=seed)
    elif form in PLACED:
        click.echo(
            f"kg: {len(network):,} nodes are too many to be laid out here: the program that opens it can", err=True
        )
    if file == "-":
        if form in COMPANIONS and not quiet:
            click.echo(f"the nodes are not in it: export them with -f {COMPANIONS[form]}", err=True)
        write(network, sys.stdout.buffer, format=form)
        return
    for path in write(network, Path(file), format=form):
        if not quiet:
            click.echo(f"{path}: written", err=True)


def _write_mentions(opened: Opened, network: nx.MultiDiGraph, file: str, *, form: str, quiet: bool) -> None:
    """Beside edges and nodes in Parquet: a network does not hold the mentions of its nodes, the graph does."""
    if form != "parquet" or file == "-" or file.endswith(".edges.parquet"):
        return
    from kg.export import new_file
    from kg.export.parquet import write_mentions
    from kg.project import mentions_of

    path = Path(f"{file.removesuffix('.parquet')}.mentions.parquet")
    with new_file(path) as stream:
        number = write_mentions(mentions_of(opened, network), stream)
    if not quiet:
        click.echo(f"{path}: {number:,} mentions", err=True)


def _write_all(opened: Opened, network: nx.MultiDiGraph, folder: Path, *, seed: int, quiet: bool) -> None:
    from kg.errors import UsageError
    from kg.export import COMPANIONS, PLACED, WRITERS

    folder.mkdir(parents=True, exist_ok=True)
    # Places of nodes belong into some formats only: each file is the one that would be written alone.
    bare = network.copy()
    name = network.graph["projection"]
    for form in WRITERS:
        if form in COMPANIONS.values():
            continue
        try:
            chosen = network if form in PLACED else bare
            file = str(folder / f"{name}.{form}")
            _write_network(chosen, file, form=form, seed=seed, quiet=quiet)
            _write_mentions(opened, network, file, form=form, quiet=quiet)
        except UsageError as error:
            # An extra that is not installed: the other files are still worth having.
            click.echo(f"kg: {form} left out: {error}", err=True)


def _write_slices(
    opened: Opened,
    config: Config,
    network: nx.MultiDiGraph,
    file: str,
    *,
    form: str,
    period: str,
    seed: int,
    quiet: bool,
    options: dict[str, Any],
) -> None:
    """Each period is projected anew: weights and sentences are those of its own situations."""
    from kg.errors import UsageError
    from kg.export.layout import positions
    from kg.project import periods

    if file == "-":
        raise click.UsageError("--slice writes several files; name one to number them by.")
    places = positions(network, seed=seed)
    ending = f".{form}" if file.endswith(f".{form}") else Path(file).suffix
    for label, first, last in periods(network, period):
        try:
            part = chosen_network(opened, config, quiet=True, **{**options, "since": first, "until": last})
        except UsageError as error:
            # What is asked for is in the network, but not in this period.
            click.echo(f"kg: {label} left out: {error}", err=True)
            continue
        for node in part:
            # A node keeps its place from one picture to the next.
            part.nodes[node]["x"], part.nodes[node]["y"] = places.get(node, (0.0, 0.0))
        _write_network(part, f"{file.removesuffix(ending)}-{label}{ending}", form=form, seed=seed, quiet=quiet)


def _write_split(network: nx.MultiDiGraph, file: str, *, shares: str, seed: int, by_time: bool, quiet: bool) -> None:
    from kg.errors import UsageError
    from kg.export import new_file
    from kg.export.triples import lines, split

    try:
        numbers = [float(part) for part in shares.split(",")]
    except ValueError:
        raise UsageError(f"shares are {shares!r}", hint="give three numbers, such as 0.8,0.1,0.1") from None
    for name, rows in split(network, shares=numbers, seed=seed, by_time=by_time).items():
        path = Path(f"{file.removesuffix('.tsv')}.{name}.tsv")
        with new_file(path) as stream:
            stream.writelines(line.encode("utf-8") for line in lines(rows))
        if not quiet:
            click.echo(f"{path}: {len(rows):,} triples", err=True)


def _write_metrics(network: nx.MultiDiGraph, file: Path, *, quiet: bool) -> None:
    import json

    from kg.export import new_file
    from kg.measure import measure

    found: dict[str, Any] = dict(measure(network, names=["community"]).whole)
    found |= {name: network.graph[name] for name in ("situations", "documents", "left_out", "edges_left_out")}
    with new_file(file) as stream:
        stream.write((json.dumps(found, indent=1, sort_keys=True) + "\n").encode("utf-8"))
    if not quiet:
        click.echo(f"{file}: written", err=True)
