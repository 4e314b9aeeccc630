"""`kg queries`: what can be asked by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli._completion import complete_query
from kg.cli._listings import chosen_format, print_rows

if TYPE_CHECKING:
    from kg.query.header import Parameter, StoredQuery


@click.command(epilog="Examples: kg queries; kg queries partnerships; kg queries --language fr")
@click.argument("name", required=False, metavar="[NAME]", shell_complete=complete_query)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "plain", "md", "json"]),
    help="Default: table on a terminal, plain (tab-separated) into a pipe.",
)
@click.option("-l", "--language", metavar="TAG", help="Of titles and questions. Default: that of kg.toml, else en.")
@click.option("--sparql", is_flag=True, help="With NAME: print the query's text.")
def queries(*, name: str | None, form: str | None, language: str | None, sparql: bool) -> int:
    """List the stored queries and their parameters, or all about one.

    Stored queries are the .rq files of the folders that kg.toml names under [query], and those that come with kg.
    """
    from kg.config import find_config
    from kg.errors import UsageError
    from kg.query.catalog import catalog, find

    config = find_config()
    spoken = language or config.language
    if name is None and sparql:
        raise UsageError("--sparql needs the name of a query")
    if name is None:
        _list(list(catalog(config.query_folders).values()), spoken, form)
        return 0
    stored = find(name, folders=config.query_folders)
    if sparql:
        click.echo(stored.text, nl=not stored.text.endswith("\n"))
    elif form == "json":
        click.echo(json.dumps(_described(stored), ensure_ascii=False, indent=1))
    else:
        _print_one(stored, spoken)
    return 0


def _needs(parameters: tuple[Parameter, ...]) -> str:
    """Parameters in a list: those that may be left out in brackets."""
    return " ".join(one.name if one.required else f"[{one.name}]" for one in parameters)


def _list(found: list[StoredQuery], language: str, form: str | None) -> None:
    from kg.cli._answers import print_table

    columns = ("query", "parameters", "title")
    rows = [(stored.name, _needs(stored.parameters), stored.title(language)) for stored in found]
    form = chosen_format(form)
    if form == "json":
        click.echo(json.dumps([_described(stored) for stored in found], ensure_ascii=False, indent=1))
    elif form == "table":
        print_table(columns, rows)
    else:
        print_rows(columns, rows, form=form)


def _described(stored: StoredQuery) -> dict[str, object]:
    """All that a header says, for programs."""
    return {
        "name": stored.name,
        "titles": stored.titles,
        "questions": stored.questions,
        "audience": stored.audience,
        "parameters": [
            {"name": one.name, "type": one.type, "required": one.required, "meaning": one.meaning}
            for one in stored.parameters
        ],
        "columns": [{"name": one.name, "type": one.type, "meaning": one.meaning} for one in stored.columns],
        "examples": list(stored.examples),
    }


def _print_one(stored: StoredQuery, language: str) -> None:
    click.echo(f"{stored.name}: {stored.title(language)}")
    if stored.question(language):
        click.echo(f"  {stored.question(language)}")
    for other in sorted(stored.titles.keys() - {language if language in stored.titles else "en"}):
        click.echo(f"{other}: {stored.titles[other]}")
        if other in stored.questions:
            click.echo(f"  {stored.questions[other]}")
    if stored.parameters:
        click.echo("\nParameters")
        needs = ("required" if one.required else "optional" for one in stored.parameters)
        _print_aligned(
            [(one.name, f"{one.type}, {need}", one.meaning) for one, need in zip(stored.parameters, needs, strict=True)]
        )
    if stored.columns:
        click.echo("\nColumns")
        _print_aligned([(one.name, one.type, one.meaning) for one in stored.columns])
    for example in stored.examples:
        click.echo(f"\nExample: {example}")


def _print_aligned(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  " + "  ".join([*cells, row[-1]]).rstrip())
