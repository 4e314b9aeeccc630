"""What commands that list things share: their `--format`, rows, sentences behind a colon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

format_option = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "plain", "json"]),
    help="Default: table on a terminal, plain (tab-separated) into a pipe.",
)


def chosen_format(form: str | None) -> str:
    """The format of the option, else what suits where standard output goes."""
    return form or ("table" if sys.stdout.isatty() else "plain")


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[str]], *, form: str = "plain") -> None:
    """Lines, the names of the columns first: tab-separated, or in another format that is written row by row."""
    from kg.query.rows import row_writer

    head, row = row_writer(form)
    click.echo(head(tuple(columns)), nl=False)
    for cells in rows:
        click.echo(row(tuple(cells)), nl=False)


def continued(sentence: str) -> str:
    """A sentence as the end of another one: `Left out: 4 planned` behind a colon begins with a small letter."""
    return sentence[:1].lower() + sentence[1:]
