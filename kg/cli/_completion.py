"""What the shell completes: stored queries, their parameters, formats and the names in the graph.

An error while completing is no message to show: nothing is completed then.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import click

    from kg.query.completion import Completions


def _completions(ctx: click.Context, *, with_graph: bool) -> Completions | None:
    from kg.config import find_config
    from kg.query.completion import Completions
    from kg.store import open_graph

    graph = ctx.params.get("graph")
    try:
        config = find_config(near=Path(graph) if graph else None)
        opened = open_graph(graph or config.graph, base=config.base) if with_graph else None
        return Completions(opened, folders=config.query_folders)
    except KgError:
        return None


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Names of stored queries; files ending in `.rq` are the shell's business."""
    found = _completions(ctx, with_graph=False)
    return found.queries(incomplete) if found else []


def complete_parameter(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """`name=` of the query's parameters, then their values.

    bash breaks words at `=`: what it hands over is then the value alone, after the words `name` and `=`.
    """
    query = ctx.params.get("text") or ""
    before = [str(word) for word in ctx.params.get("parameters") or ()]
    broken = ""
    if incomplete == "=" and before:
        broken, incomplete = f"{before[-1]}=", ""
    elif before[-1:] == ["="] and len(before) > 1:
        broken = f"{before[-2]}="
    found = _completions(ctx, with_graph="=" in incomplete or bool(broken))
    if found is None:
        return []
    items = found.parameters(query, broken + incomplete)
    return [item.removeprefix(broken) for item in items]


def complete_thing(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Names of entities."""
    found = _completions(ctx, with_graph=True)
    return found.entities(incomplete) if found else []


def complete_format(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Formats of answers."""
    from kg.query.formats import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def complete_input_format(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Formats of annotations."""
    from kg.readers.formats import FORMATS

    return [one.name for one in FORMATS if one.name.startswith(incomplete)]
