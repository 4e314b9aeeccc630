"""`kg query`: ask a graph."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._completion import complete_format, complete_parameter, complete_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.config import Config
    from kg.query.header import StoredQuery
    from kg.query.running import Answer, Prepared
    from kg.store import Opened

_EXPLAIN_SECONDS = 2.0
"""How long the reasons for an empty answer are looked for."""

EXIT_EMPTY = 7
"""With --fail-empty: the query is right and found nothing."""


@click.command(
    epilog="Examples: kg query partnerships company=Vodafone; "
    "kg query 'SELECT * WHERE { ?s a biz:Investment }' -f csv; kg query question.rq -o answer.json"
)
@click.argument("text", metavar="QUERY", shell_complete=complete_query)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...", shell_complete=complete_parameter)
@click.option("-g", "--graph", metavar="GRAPH", help="A graph that kg built, or an RDF file. Default: that of kg.toml.")
@click.option(
    "-f",
    "--format",
    "form",
    metavar="FORMAT",
    shell_complete=complete_format,
    help="table, plain (tab-separated), md, html, ndjson; csv, tsv, json, xml (SPARQL 1.1 results); parquet, arrow; "
    "ttl, nt, nq, trig, n3, jsonld, rdf for CONSTRUCT. "
    "Default: from -o, else table on a terminal and plain into a pipe.",
)
@click.option(
    "--param-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV or TSV: names of parameters in the first row, values below.",
)
@click.option("-o", "--output", metavar="FILE", help="Where the answer goes; its ending names the format.")
@click.option("-l", "--language", metavar="TAG", help="Of labels. Default: that of kg.toml, else en.")
@click.option("--iris", is_flag=True, help="Show IRIs in tables, not labels.")
@click.option("--evidence", is_flag=True, help="Add the documents, annotations and sentences that each row rests on.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N rows.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="S", help="Stop after S seconds (exit 5)."
)
@click.option("--update", is_flag=True, help="Carry out a SPARQL Update in graph:manual, which rebuilds keep.")
@click.option("--explain", is_flag=True, help="Show each part of the query with its rows and time, not the answer.")
@click.option("--no-explain", is_flag=True, help="Do not say why there are no rows.")
@click.option("--fail-empty", is_flag=True, help="Exit with 7 when there are no rows.")
def query(
    *,
    text: str,
    parameters: tuple[str, ...],
    graph: str | None,
    param_file: Path | None,
    form: str | None,
    output: str | None,
    language: str | None,
    iris: bool,
    evidence: bool,
    limit: int | None,
    timeout: float | None,
    update: bool,
    explain: bool,
    no_explain: bool,
    fail_empty: bool,
) -> int:
    """Ask a graph: a stored query, a .rq file, SPARQL text, or - for standard input.

    Parameters of stored queries are given as NAME=VALUE, a name twice for two values; 'kg queries' lists them.
    Companies and other things go by any of their names, by CURIE (id:organization-vodafone) or by IRI. The prefixes
    biz, code, id, doc, rdf, rdfs, skos, dcterms, schema, xsd and some more need no declaration.
    """
    from kg.cli._answers import language_for, opened_graph, print_table
    from kg.cli._deadline import deadline
    from kg.cli._outputs import check_place, output_stream
    from kg.config import find_config
    from kg.query.running import ask, prepare
    from kg.query.writing import Wanted, write_answer

    config = find_config(near=Path(graph) if graph else None)
    stored = _stored(text, config)
    given = _given(parameters)
    terminal = print_table if output in {None, "-"} and sys.stdout.isatty() else None
    form = _format(form, output)
    check_place(output)
    if update:
        with pointing(stored):
            return _update(Path(graph or config.graph), stored)
    with pointing(stored), deadline(timeout):
        opened = opened_graph(graph, config)
        spoken = language_for(opened, language, config=config)
        prepared = prepare(opened, stored=stored, parameters=given, language=spoken, file=param_file)
        for note in prepared.notes:
            click.echo(note, err=True)
        if explain:
            return _plan(opened, prepared)
        if limit is not None:
            prepared = _limited(opened, prepared, limit)
        answer = ask(opened, prepared=prepared)
        if evidence:
            answer = _with_evidence(opened, prepared, answer, config=config)
        with output_stream(output) as stream:
            wanted = Wanted(form=form, language=spoken, iris=iris, terminal=terminal)
            found = write_answer(answer, stream, opened=opened, wanted=wanted)
    return _afterwards(opened, prepared, found=found, silent=no_explain, code=EXIT_EMPTY if fail_empty else 0)


def _update(folder: Path, stored: StoredQuery) -> int:
    from kg.query.updating import update

    done = update(folder, stored=stored)
    click.echo(f"graph:manual: {done.added} added, {done.removed} removed", err=True)
    if done.elsewhere:
        click.echo(f"{done.elsewhere} to be removed stand in other graphs and stay: builds write those", err=True)
    return 0


def _with_evidence(opened: Opened, prepared: Prepared, answer: Answer, *, config: Config) -> Answer:
    from kg.errors import UsageError
    from kg.graph import rule_files
    from kg.query.evidence import with_evidence

    if prepared.syntax is not None and prepared.syntax.form != "SELECT":
        raise UsageError(
            "only the rows of a SELECT have evidence", hint="leave --evidence out; in kg shell: .evidence off"
        )
    rules = rule_files(config)
    found = with_evidence(opened, prepared=prepared, answer=answer, rules=rules)  # type: ignore[arg-type] # of a SELECT
    if found.without:
        click.echo(f"{found.without} of {found.rows} rows rest on no situation that the query binds", err=True)
    if found.unjoined:
        click.echo(
            f"{found.unjoined} {'pair' if found.unjoined == 1 else 'pairs'} of ends of a path that repeats: "
            "no chain of links was found within the bounds of the search",
            err=True,
        )
    return found.solutions


def _limited(opened: Opened, prepared: Prepared, count: int) -> Prepared:
    from kg.query.limiting import limited

    return limited(prepared, count=count, opened=opened)


def _plan(opened: Opened, prepared: Prepared) -> int:
    from kg.cli._answers import print_table
    from kg.query.plan import COUNTED, plan
    from kg.query.rows import plain_table

    def count(number: int | None) -> str:
        return "" if number is None else f"≥ {number:,}" if number >= COUNTED else f"{number:,}"

    columns = ("place", "part", "alone", "together", "seconds")
    rows = [
        (part.place, part.text, count(part.alone), count(part.together), f"{part.seconds:.3f}")
        for part in plan(opened, prepared=prepared)
    ]
    numeric = (False, False, True, True, True)
    if sys.stdout.isatty():
        print_table(columns, rows, numeric)
    else:
        click.echo("\n".join(plain_table(columns, rows, numeric=numeric)))
    return 0


def _stored(text: str, config: Config) -> StoredQuery:
    from kg.errors import InputError
    from kg.query.catalog import find
    from kg.query.header import read_header

    if text != "-":
        return find(text, folders=config.query_folders)
    try:
        return read_header(sys.stdin.buffer.read().decode("utf-8-sig"), name="query")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: {error.reason} at byte {error.start}", path="standard input") from error


def _given(parameters: tuple[str, ...]) -> dict[str, list[str]]:
    """Values by name, from `name=value` words."""
    from kg.errors import UsageError

    given: dict[str, list[str]] = {}
    for word in parameters:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"{word!r} is no parameter", hint="write name=value, and text with spaces in quotes")
        given.setdefault(name, []).append(value)
    return given


def _format(form: str | None, output: str | None) -> str:
    from kg.errors import UsageError, similar
    from kg.query.formats import NAMES, format_of

    if form is None:
        return format_of(output) if output is not None and output != "-" else ""
    if form not in NAMES:
        near = similar(form, among=NAMES)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(NAMES)}"
        raise UsageError(f"there is no format {form!r}", hint=hint)
    return form


@contextmanager
def pointing(stored: StoredQuery) -> Iterator[None]:
    """Below an error with a place in the query, its line and a caret."""
    from kg.errors import QueryError

    try:
        yield
    except QueryError as error:
        from kg.query.pointing import pointed

        below = pointed(error, text=stored.text)
        if not below or error.path != (stored.path or stored.name):
            raise
        click.echo(f"{error}\n{below}", err=True)
        click.get_current_context().exit(error.exit_code)


def _afterwards(opened: Opened, prepared: Prepared, *, found: bool, silent: bool, code: int) -> int:
    """Say why there is nothing; the exit code."""
    if found and not _has_one_row(prepared):
        return 0
    if silent and not found:
        return code
    from kg.query.emptiness import explain, matches_nothing

    lines: list[str] = []
    done = threading.Event()

    def look() -> None:
        if not found or matches_nothing(opened, prepared=prepared):
            lines.extend([] if silent else explain(opened, prepared=prepared))
        done.set()

    # The engine cannot be interrupted, but it lets other threads run: this one waits no longer than it said.
    threading.Thread(target=look, daemon=True).start()
    in_time = done.wait(_EXPLAIN_SECONDS)
    for line in lines:
        click.echo(line, err=True)
    if not in_time:
        click.echo("looking for the reason took too long", err=True)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code if not found else 0


def _has_one_row(prepared: Prepared) -> bool:
    """Whether the query always has one row, so that one row need not mean that anything was found."""
    from kg.query.aggregates import may_aggregate

    if not may_aggregate(prepared.stored.text) or prepared.syntax is None:
        return False
    from kg.query.scope import has_one_row

    return has_one_row(prepared.syntax)
