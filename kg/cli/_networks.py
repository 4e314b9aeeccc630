"""What the commands about networks share: their options, and what they say on standard error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._listings import continued
from kg.errors import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from kg.config import Config
    from kg.store import Opened

_OPTIONS = (
    click.option("-p", "--projection", default="companies", show_default=True, help="Its name, or a .rq file."),
    click.option("-g", "--graph", type=click.Path(path_type=Path), help="The graph's folder or an RDF file."),
    click.option("--language", help="Of labels, such as fr. Default: the project's."),
    click.option(
        "--edges",
        type=click.Path(path_type=Path, dir_okay=False),
        help="A query to use as projection this once: columns source, target, kind, …",
    ),
    click.option(
        "--nodes",
        type=click.Path(path_type=Path, dir_okay=False),
        help="A query whose columns describe the nodes: node, …",
    ),
    click.option("--kind", multiple=True, help="Keep ties of this kind; may be repeated."),
    click.option(
        "--status",
        multiple=True,
        help="Keep situations of this status: rumoured, planned, agreed, ongoing, completed, cancelled, unstated or "
        "all; may be repeated. Default: what the projection counts as realised.",
    ),
    click.option("--include-denied", is_flag=True, help="Keep what is stated as not being the case."),
    click.option("--from", "since", metavar="DATE", help="Keep what holds on or after a date, month or year."),
    click.option("--until", metavar="DATE", help="Keep what holds on or before a date, month or year."),
    click.option("--min-weight", type=float, default=0.0, help="Leave out lighter edges."),
    click.option("--currency", metavar="CODE", help="Weigh by the sum of the amounts in one currency, such as USD."),
    click.option("--around", metavar="NAME", help="Keep what is near a node: a label, an alias or an IRI."),
    click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True, help="Steps from --around."),
    click.option("--largest-component", is_flag=True, help="Keep the largest connected part."),
)
_SELECTION = ("kind", "status", "include_denied", "since", "until", "min_weight", "currency", "around", "depth")


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose a network."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def opened_graph(graph: Path | None) -> tuple[Opened, Config]:
    """The graph that a command names or the project has, with the project's configuration."""
    from kg.config import find_config
    from kg.store import open_graph

    config = find_config(near=graph)
    return open_graph(graph or config.graph, base=config.base), config


def chosen_network(opened: Opened, config: Config, *, quiet: bool, **options: Any) -> nx.MultiDiGraph:
    """The network that a command's options choose; what it leaves out is said on standard error."""
    from kg.cli._answers import language_for
    from kg.project import project, why_empty

    _refuse_depth_alone(around=options["around"])
    network = project(
        opened,
        options["projection"],
        folders=config.projection_folders,
        language=language_for(opened, options["language"], config=config),
        edges=options["edges"],
        nodes=options["nodes"],
        largest_component=options["largest_component"],
        **{name: options[name] for name in _SELECTION},
    )
    if network.number_of_edges() == 0:
        click.echo(f"kg: {_emptiness(config, why_empty(opened, network), **options)}", err=True)
    elif not quiet:
        say_left_out(network)
    return network


def _refuse_depth_alone(*, around: str | None) -> None:
    """An option without effect would be silently ignored."""
    if around is None and not _is_default("depth"):
        raise click.UsageError("--depth counts steps from a node: name it with --around.")


def _is_default(option: str) -> bool:
    """Whether nobody has said anything of an option of the command that runs."""
    return click.get_current_context().get_parameter_source(option) == click.core.ParameterSource.DEFAULT


def _emptiness(config: Config, reason: str, *, projection: str, edges: Path | None, **_: Any) -> str:
    """That a network has no edges, why, and what else could be tried."""
    sentence = f"the network {str(edges or projection)!r} has no edges: {continued(reason)}"
    if edges:
        return f"{sentence} ('kg query {edges}' says which part of it matches nothing)"
    return sentence + (_others(config) if _is_default("projection") else "")


def _others(config: Config) -> str:
    """The project's own projections, where somebody has chosen none."""
    from kg.project.declaration import projections

    own = sorted(set(projections(folders=config.projection_folders)) - set(projections()))
    return f" (this project has projections of its own: -p {' or -p '.join(own)})" if own else ""


def say_left_out(network: nx.MultiDiGraph) -> None:
    """One line of what is in the network, one of what is not."""
    from kg.project import left_out_sentence

    graph = network.graph
    click.echo(
        f"{graph['title']}: {counted(network.number_of_nodes(), 'node')}, "
        f"{counted(network.number_of_edges(), 'edge')}, "
        f"weight is the {graph['weight']}",
        err=True,
    )
    left_out = left_out_sentence(network)
    if left_out:
        click.echo(left_out, err=True)
