"""`kg build`: annotations to graph, with the account."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._completion import complete_input_format

if TYPE_CHECKING:
    from kg.config import Config


@click.command("build")
@click.argument("corpus", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", "-g", "--graph", type=click.Path(path_type=Path), help="The graph's folder.")
@click.option(
    "--workers", type=click.IntRange(min=1), help="Worker processes; by default one a core for large corpora."
)
@click.option(
    "--format",
    "--input-format",
    "form",
    metavar="NAME",
    shell_complete=complete_input_format,
    help="Take every file for one of this format instead of recognising it (`kg formats`).",
)
@click.option("--account", type=click.Path(path_type=Path, dir_okay=False), help="Write the account as JSON too.")
@click.option("--fresh", is_flag=True, help="Read everything again, whatever the last build knew.")
@click.option("--strict", is_flag=True, help="Stop at the first document that cannot be read.")
@click.option(
    "--config", "config_path", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A kg.toml."
)
@click.option("-v", "--verbose", is_flag=True, help="List everything that was left out, not one example a cause.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def build(
    *,
    corpus: tuple[Path, ...],
    output: Path | None,
    workers: int | None,
    form: str | None,
    account: Path | None,
    fresh: bool,
    strict: bool,
    config_path: Path | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """Turn folders of annotated texts into a graph.

    Only what changed since the last build is read again. CORPUS and the graph come from kg.toml where they are not
    given. The account at the end says how much was read, mapped and left out, and why.

    Example: kg build corpus/ -o graph --account account.json
    """
    from kg.building import build_graph, items_left
    from kg.cli._outputs import check_place
    from kg.cli.account import print_account, shown_progress

    config = _config(config_path, corpus)
    graph = output or config.graph
    # A build makes the graph's folder and those above it.
    if account and account.parent.absolute() not in (graph.absolute(), *graph.absolute().parents):
        check_place(account)
    sources = list(corpus) or list(config.corpus)
    if not sources:
        raise click.UsageError("Name a corpus folder, or put 'corpus' into kg.toml.")
    with shown_progress(quiet=quiet) as progress:
        result = build_graph(
            sources,
            graph,
            config=config,
            form=form,
            workers=workers,
            strict=strict,
            fresh=fresh,
            progress=progress,
        )
    if account:
        account.write_text(result.to_json(items=items_left(graph)), encoding="utf-8")
    if not quiet:
        print_account(result, graph=graph, verbose=verbose)
    return result.exit_code


def _config(path: Path | None, corpus: tuple[Path, ...]) -> Config:
    from kg.config import find_config, read_config

    return read_config(path) if path else find_config(near=corpus[0] if corpus else None)
