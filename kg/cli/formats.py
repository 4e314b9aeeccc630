"""`kg formats`: the annotation formats that kg reads."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.readers.formats import Format

_COLUMNS = ("format", "name", "files", "can say", "needs")


@click.command(epilog="Example: kg formats -f json")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "plain", "json"]),
    help="Default: table on a terminal, plain (tab-separated) into a pipe.",
)
def formats(*, form: str | None) -> None:
    """List the annotation formats that kg reads, what each can say, and what it needs.

    Formats are recognised by the content of files, so folders may mix them. Where that goes wrong, name one: `kg build
    --format NAME`, `kg read --input-format NAME`.
    """
    from kg.cli._answers import print_table
    from kg.readers.formats import FORMATS

    form = form or ("table" if sys.stdout.isatty() else "plain")
    if form == "json":
        click.echo(json.dumps([_described(one) for one in FORMATS], ensure_ascii=False, indent=1))
        return
    rows = [(one.name, one.title, one.files, ", ".join(one.expresses), _needs(one)) for one in FORMATS]
    if form == "table":
        print_table(_COLUMNS, rows)
    else:
        for row in (_COLUMNS, *rows):
            click.echo("\t".join(row))


def _needs(one: Format) -> str:
    """The extra that a format needs, and whether it is there."""
    if not one.extra:
        return ""
    return f"kg-news[{one.extra}]: " + ("installed" if one.installed else f"pip install 'kg-news[{one.extra}]'")


def _described(one: Format) -> dict[str, object]:
    return {
        "format": one.name,
        "name": one.title,
        "files": one.files,
        "can_say": list(one.expresses),
        "extra": one.extra or None,
        "installed": one.installed,
    }
