"""`kg draw`: a network as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli._networks import chosen_network, network_options, opened_graph


@click.command(epilog="Example: kg draw companies.png -g graph --from 2024")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@network_options
@click.option("--size", "size_by", metavar="ATTRIBUTE", help="A number of each node. Default: its number of ties.")
@click.option("--title", help="Default: the projection's.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another one gives another layout.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but warnings.")
def draw(
    *,
    file: Path,
    graph: Path | None,
    size_by: str | None,
    title: str | None,
    seed: int,
    quiet: bool,
    **options: Any,
) -> None:
    """Draw a network as FILE: png, svg or pdf, by its ending.

    Colours tell kinds of ties and types of nodes apart, for everybody's eyes; the same network gives the same picture.
    """
    from kg.cli._outputs import check_place
    from kg.export.drawing import check_picture, drawn

    check_picture(file)
    check_place(file)
    opened, config = opened_graph(graph)
    network = chosen_network(opened, config, quiet=quiet, **options)
    drawn(network, file, seed=seed, size_by=size_by, title=title)
    if not quiet:
        click.echo(f"{file}: written", err=True)
