"""`kg formats`: the annotation formats that kg reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli._listings import chosen_format, format_option, print_rows

if TYPE_CHECKING:
    from kg.readers.formats import Format

_COLUMNS = ("format", "name", "files", "can say", "needs")


@click.command(epilog="Example: kg formats -f json")
@format_option
def formats(*, form: str | None) -> None:
    """List the annotation formats that kg reads, what each can say, and what it needs.

    Formats are recognised by the content of files, so folders may mix them. Where that goes wrong, name one: `kg build
    --format NAME`, `kg read --input-format NAME`.
    """
    from kg.cli._answers import print_table
    from kg.readers.formats import FORMATS

    form = chosen_format(form)
    if form == "json":
        click.echo(json.dumps([_described(one) for one in FORMATS], ensure_ascii=False, indent=1))
        return
    rows = [(one.name, one.title, one.files, ", ".join(one.expresses), _needs(one)) for one in FORMATS]
    if form == "table":
        print_table(_COLUMNS, rows)
    else:
        print_rows(_COLUMNS, rows)


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
