"""Printing the account of a build, and its progress: on standard error, readable in a terminal and in a log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.building.account import items_left
from kg.cli._listings import continued
from kg.errors import counted
from kg.mapping.account import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from kg.building import BuildAccount
    from kg.building.pipeline import Progress
    from kg.mapping import Unmapped

_STEPS = {
    "scan": "looking for documents",
    "names": "finding the names that are linked",
    "read": "reading, mapping and loading",
    "compact": "compacting",
    "derive": "deriving",
    "networks": "making networks",
    "done": "done",
}
_SHOWN_CAUSES = 12
_SHOWN_NAMES = 3
_LOG_WIDTH = 220


def error_console() -> Console:
    """A console on standard error that obeys NO_COLOR, and is wide enough in a log that nothing is folded."""
    from rich.console import Console

    return Console(stderr=True, width=None if sys.stderr.isatty() else _LOG_WIDTH, highlight=False)


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Progress]:
    """A progress bar on standard error, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield _no_progress
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=error_console(), transient=True) as bar:
        task = bar.add_task(_STEPS["scan"], total=None)

        def show(step: str, done: int, total: int) -> None:
            bar.update(task, description=_STEPS[step], completed=done, total=total or None)

        yield show


def _no_progress(*_step: object) -> None:
    """Nobody is watching."""


def print_account(account: BuildAccount, *, graph: Path, verbose: bool) -> None:
    """Print the account: a table of kinds, why things were left out, and one closing line."""
    console = error_console()
    _print_kinds(account, console)
    _print_causes(account, console, verbose=verbose)
    if verbose:
        _print_items(items_left(graph), console)
    for line in _warnings(account, verbose=verbose):
        # File names and `[mapping.labels]` are no markup.
        console.print(f"warning: {line}", markup=False, style="yellow")
    for network in account.networks:
        size = f"{counted(network.nodes, 'node')}, {counted(network.edges, 'edge')}"
        click.echo(f"network {network.name}: {size}", err=True)
    click.echo(_closing_line(account, graph), err=True)


def _print_kinds(account: BuildAccount, console: Console) -> None:
    from rich.table import Table

    table = Table("", "read", "in the graph", "left out", box=None, pad_edge=False, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    kept = account.records - account.records_skipped
    table.add_row("records", f"{account.records:,}", f"{kept:,}", f"{account.records_skipped:,}")
    for kind in KINDS:
        numbers = (account.read[kind], account.mapped[kind], account.left[kind])
        if any(numbers):
            table.add_row(kind, *(f"{number:,}" for number in numbers))
    console.print(table)


def _print_causes(account: BuildAccount, console: Console, *, verbose: bool) -> None:
    if not account.causes:
        return
    from rich.table import Table
    from rich.text import Text

    shown = account.causes if verbose else account.causes[:_SHOWN_CAUSES]
    table = Table("left out", "why", "for example", "what to do", box=None, pad_edge=False, header_style="bold")
    table.columns[0].justify = "right"
    for cause in shown:
        place = f"{cause.path}:{cause.line}" if cause.line else cause.path
        words = " ".join(cause.text.split())
        example = f"{place}  {words[:60]}{'…' if len(words) > 60 else ''}"  # noqa: PLR2004 (a cell's width)
        table.add_row(
            counted(cause.count, cause.kind.removesuffix("s")), Text(cause.reason), Text(example), Text(cause.hint)
        )
    console.print()
    console.print(table)
    rest = len(account.causes) - len(shown)
    if rest:
        console.print(f"… and {rest} more causes (-v lists them, --account FILE.json keeps them)")


def _print_items(items: Iterable[Unmapped], console: Console) -> None:
    for item in items:
        place = f"{item.path}:{item.line}" if item.line else item.path
        words = " ".join(item.text.split())
        line = " ".join(filter(None, (place, item.annotation, f"{item.kind}: {item.reason}", words and f"«{words}»")))
        console.print(line, markup=False)


def _warnings(account: BuildAccount, *, verbose: bool) -> Iterator[str]:
    if account.is_empty:
        yield "nothing that was annotated has a place in the ontology: map the labels in kg.toml under [mapping.labels]"
    if account.undated:
        undated = counted(account.undated, "document")
        yield f"{undated} without a publication date: give it in metadata.csv (column 'date')"
    if account.detected:
        yield f"the language of {counted(account.detected, 'document')} was detected from the words"
    if account.unannotated:
        bare = _some(account.unannotated, verbose=verbose)
        yield f"{counted(len(account.unannotated), 'text')} without annotations: {bare}"
    reasons: dict[str, list[str]] = {}
    for item in account.ignored:
        place = f"{item.path}:{item.line}" if item.line else item.path
        reasons.setdefault(item.reason, []).append(f"{place} «{item.text}»" if item.text else place)
    for reason, places in sorted(reasons.items()):
        yield f"{len(places)} ignored, {reason}: {_some(places, verbose=verbose)}"
    yield from (outcome.note for outcome in account.rules if outcome.note)
    for one in account.networks:
        if not one.edges:
            yield f"the network {one.name!r} has no edges: {continued(one.remark)}"
    yield from account.refused
    yield from account.warnings


def _some(names: list[str] | tuple[str, ...], *, verbose: bool) -> str:
    """The first few names, and how many more there are; all where asked."""
    few = len(names) if verbose else _SHOWN_NAMES
    more = f" and {len(names) - few} more (-v lists them)" if len(names) > few else ""
    return ", ".join(names[:few]) + more


def _closing_line(account: BuildAccount, graph: Path) -> str:
    languages = ", ".join(_of_language(language, number) for language, number in account.languages.items())
    news = f"{account.changed} read, {account.unchanged} unchanged, {account.removed} removed"
    here = Path.cwd()
    shown = graph.relative_to(here) if graph.is_relative_to(here) else graph
    documents = counted(account.documents, "document") + (f" ({languages})" if languages else "")
    return (
        f"{shown}: {documents}, {counted(account.entities, 'entity', 'entities')}, "
        f"{account.triples['all']:,} triples ({account.triples['inferred']:,} derived); {news}; {account.seconds:.1f} s"
    )


def _of_language(language: str, number: int) -> str:
    return f"{number} of unknown language" if language == "unknown" else f"{number} {language}"
