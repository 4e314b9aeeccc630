"""`kg check`: SHACL results that say which annotation to fix."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.check import Report
    from kg.check.rule_notes import Derive
    from kg.config import Config
    from kg.rules import Outcome
    from kg.store import Opened

_FORMATS = ("table", "html", "json", "jsonl", "junit", "sarif", "ttl")
_ENDINGS = {".html": "html", ".json": "json", ".jsonl": "jsonl", ".sarif": "sarif", ".ttl": "ttl", ".xml": "junit"}
_TEXT = ("", ".txt", ".log")
_NONCONFORMING = 3
_DEFAULT_LIMIT = 3


@click.command(epilog="Example: kg check -g graph --language fr")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-g", "--graph", type=click.Path(path_type=Path), help="The graph's folder or an RDF file.")
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Shapes file or folder, instead of the project's; may be repeated.",
)
@click.option(
    "--severity",
    type=click.Choice(["violation", "warning", "info"], case_sensitive=False),
    default="info",
    show_default=True,
    help="The lowest severity reported.",
)
@click.option("--shape", "only", multiple=True, metavar="NAME", help="Report only this shape; may be repeated.")
@click.option("--document", metavar="ID", help="Report only what stands in this document: id, IRI or source file.")
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), help="Default: by the ending of -o, else table.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=_DEFAULT_LIMIT, show_default=True, help="Examples a cause."
)
@click.option("--language", type=click.Choice(["en", "fr"]), help="Of messages. Default: the project's.")
@click.option("--engine", type=click.Choice(["sparql", "pyshacl"]), help="Default: sparql.")
@click.option(
    "--write-back",
    type=(click.Choice(["brat", "label-studio"]), click.Path(path_type=Path)),
    metavar="TOOL DIR",
    help="Copy the corpus to DIR, with each finding as a note on its annotation; TOOL is brat or label-studio.",
)
@click.option(
    "--corpus",
    multiple=True,
    type=click.Path(path_type=Path),
    help="With --write-back: the folder that the graph was built from. Default: the project's; may be repeated.",
)
@click.option("--rules", is_flag=True, help="Run the sh:rules of the shapes first, on a copy of the graph.")
@click.option("--allow-empty", is_flag=True, help="No error where no shape matches anything.")
@click.option("--strict", is_flag=True, help="Notes on shapes that check nothing are errors (exit code 4).")
@click.option("--full", is_flag=True, help="Check everything, not only what has changed since the last check.")
@click.option("-v", "--verbose", is_flag=True, help="Name shapes that match nothing; say what was checked again.")
@click.option("-q", "--quiet", is_flag=True, help="No closing line on standard error beside other formats than table.")
def check(
    *,
    file: Path | None,
    graph: Path | None,
    shapes: tuple[Path, ...],
    severity: str,
    only: tuple[str, ...],
    document: str | None,
    form: str | None,
    output: Path | None,
    limit: int,
    language: str | None,
    engine: str | None,
    write_back: tuple[str, Path] | None,
    corpus: tuple[Path, ...],
    rules: bool,
    allow_empty: bool,
    strict: bool,
    full: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Check a graph with SHACL and point at the annotations to fix.

    FILE is any RDF file, checked without a build. Results of all severities are reported; only violations make the exit
    code 3. With --severity warning, infos are left out; with --severity violation, warnings too. After a rebuild, only
    what can have changed is checked again; the report is the same.
    """
    import kg.check
    from kg.check.findings import in_document
    from kg.check.summary import summary
    from kg.cli._outputs import check_place
    from kg.config import find_config
    from kg.store import open_graph

    if file is not None and graph is not None:
        raise click.UsageError("Name FILE or -g, not both.")
    if corpus and write_back is None:
        raise click.UsageError("--corpus says what --write-back copies; alone it means nothing.")
    check_place(output)
    form = form or _form_of(output)
    named = file or graph
    config = find_config(near=named)
    opened = open_graph(named or config.graph, base=config.base)
    report = kg.check.check(
        opened,
        shapes=shapes or config.shapes,
        ontology=config.ontology,
        engine=engine or kg.check.ENGINES[0],
        only=only,
        allow_empty=allow_empty,
        derive=_derive(quiet=quiet) if rules else None,
        full=full,
    ).at_least(severity.capitalize())
    if document is not None:
        report = in_document(report, opened.store, document, base=opened.base)
    spoken = language or _spoken(config)
    _write(report, opened, form=form, output=output, limit=limit, language=spoken, verbose=verbose)
    if not quiet and (form != "table" or output):
        notes = [note.line_of_text(spoken) for note in report.notes]
        click.echo("\n".join([*notes, summary(report, opened.store, language=spoken)]), err=True)
    if verbose:
        click.echo(str(report.renewal or "everything was checked"), err=True)
    if write_back is not None:
        _write_back(report, opened, *write_back, corpora=corpus or config.corpus, language=spoken)
    if strict:
        _refuse_notes(report)
    return _NONCONFORMING if report.violations else 0


def _form_of(output: Path | None) -> str:
    """The format that the ending of a file names; a text is as on the terminal."""
    from kg.errors import UsageError

    if output is None or output.suffix in _TEXT:
        return "table"
    if output.suffix not in _ENDINGS:
        raise UsageError(
            f"the ending of {output.name!r} names no format", hint=f"use one of {', '.join(_ENDINGS)}, .txt, or -f"
        )
    return _ENDINGS[output.suffix]


def _derive(*, quiet: bool) -> Derive:
    from kg.rules import deriving

    def tell(outcomes: Sequence[Outcome]) -> None:
        number, conclusions = len(outcomes), sum(outcome.conclusions for outcome in outcomes)
        rules = f"{number} rule{'' if number == 1 else 's'}"
        click.echo(f"{rules} concluded {conclusions:,} triple{'' if conclusions == 1 else 's'}", err=True)

    return deriving(None if quiet else tell)


def _spoken(config: Config) -> str:
    return config.language if config.language in ("en", "fr") else "en"


def _write_back(
    report: Report, opened: Opened, tool: str, output: Path, *, corpora: tuple[Path, ...], language: str
) -> None:
    from kg.check.writing_back import write_back

    if not corpora:
        raise click.UsageError("Name the corpus that the graph was built from with --corpus.")
    written = write_back(report, opened, tool=tool, corpora=corpora, output=output, language=language)
    for remark, reason in written.left:
        click.echo(f"not written back, {reason}: {remark.where} {remark.text}", err=True)
    files = f"{len(written.files)} file{'' if len(written.files) == 1 else 's'}"
    click.echo(f"wrote {written.notes} note{'' if written.notes == 1 else 's'} into {files} of {output}", err=True)


def _refuse_notes(report: Report) -> None:
    from kg.errors import OntologyError

    if report.notes:
        more = f" (and {len(report.notes) - 1} more)" if len(report.notes) > 1 else ""
        raise OntologyError(f"under --strict, a note is an error: {report.notes[0]}{more}")


def _write(
    report: Report, opened: Opened, *, form: str, output: Path | None, limit: int, language: str, verbose: bool
) -> None:
    if form == "table":
        from kg.cli._findings import print_findings

        if output is None:
            print_findings(report, opened.store, limit=limit, language=language, verbose=verbose)
        else:
            with output.open("w", encoding="utf-8") as stream:
                print_findings(report, opened.store, limit=limit, language=language, verbose=verbose, stream=stream)
        return
    from kg.check.formats import to_text

    text = to_text(report, opened.store, form=form, language=language)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
