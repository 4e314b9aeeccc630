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
    from kg.errors import UsageError
    from kg.export import new_file
    from kg.export.picture import FORMATS
    from kg.export.picture import draw as draw_picture

    form = file.suffix.lower().lstrip(".")
    if form not in FORMATS:
        raise UsageError(f"the ending {file.suffix!r} names no kind of picture", hint="use .png, .svg or .pdf")
    opened, config = opened_graph(graph)
    network = chosen_network(opened, config, quiet=quiet, **options)
    with new_file(file) as stream:
        draw_picture(network, stream, format=form, seed=seed, size_by=size_by, title=title)
    if not quiet:
        click.echo(f"{file}: written", err=True)
