"""`kg read`: what annotation files say, one JSON document a line."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._completion import complete_input_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.errors import InputError
    from kg.model import Document, Skipped
    from kg.readers import Corpus, Entry

# How much of a record is shown, in code points: those of JSON formats may be long.
_SHOWN = 200


@click.command(epilog="Examples: kg read corpus/ > documents.jsonl; kg read export.json -f brat -o pairs/")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["jsonl", "table", "brat", "webannotation"]),
    help="Default: table on a terminal, jsonl into a pipe. brat and webannotation write files and need -o.",
)
@click.option(
    "-o", "--output", metavar="PATH", help="A file for jsonl, a new folder for the others. Default: standard output."
)
@click.option(
    "--input-format",
    "input_form",
    metavar="NAME",
    shell_complete=complete_input_format,
    help="Take every file for one of this format instead of recognising it (`kg formats`).",
)
@click.option("--predictions", is_flag=True, help="Read what programs proposed like what people said (Label Studio).")
@click.option("--strict", is_flag=True, help="Stop at the first file that cannot be read.")
@click.option("-v", "--verbose", is_flag=True, help="Name each record that was skipped or repaired.")
@click.option("-q", "--quiet", is_flag=True, help="No summary on standard error.")
def read(
    *,
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    input_form: str | None,
    predictions: bool,
    strict: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Read annotation files of any format and print or convert what they say.

    PATH is a corpus folder, searched with all folders in it, or a single file. Formats are recognised by content; `kg
    formats` lists them. Standard output has the documents, standard error the account: how many records were read, and
    which were skipped and why.
    """
    from kg.cli._outputs import check_place
    from kg.config import find_config
    from kg.errors import InputError, UsageError
    from kg.readers import scan

    form = form or ("table" if sys.stdout.isatty() and output is None else "jsonl")
    if form in ("brat", "webannotation") and output is None:
        raise UsageError(f"{form} is written to a folder", hint="name a new one with -o")
    if form not in ("brat", "webannotation"):
        check_place(output)
    elif output is not None and Path(output).is_dir() and any(Path(output).iterdir()):
        raise UsageError(f"{output!r} is a folder that is not empty", hint="name a new one")
    corpus = scan(paths, form=input_form)
    if not corpus.entries:
        reasons = "; ".join(f"{_at(skip.path, skip.line)}: {skip.reason}" for skip in corpus.ignored[:3])
        raise InputError(
            "nothing to read here" + (f": {reasons}" if reasons else ""),
            path=paths[0],
            hint="`kg formats` lists what kg reads",
        )
    tally = _Tally(strict=strict, predictions=predictions)
    documents = _documents(corpus.entries, tally, find_config(near=Path(paths[0])).defaults)
    if form == "table":
        _print_table(documents)
    elif form in ("brat", "webannotation"):
        _write_pairs(documents, Path(output or "."), form)
    else:
        _write_lines(documents, output)
    if not quiet:
        _summarise(tally, corpus, verbose=verbose)
    return 0 if tally.documents else InputError.exit_code


def _write_lines(documents: Iterable[Document], output: str | None) -> None:
    from kg.cli._outputs import output_stream

    with output_stream(output) as stream:
        for document in documents:
            stream.write(json.dumps(document.to_json(), ensure_ascii=False).encode() + b"\n")


def _write_pairs(documents: Iterable[Document], folder: Path, form: str) -> None:
    from kg.readers.bratwriter import write_brat
    from kg.readers.webwriter import write_web_annotation

    write = write_brat if form == "brat" else write_web_annotation
    for change, number in sorted(write(documents, folder).items()):
        click.echo(f"changed: {number} x {change}", err=True)


@dataclass(slots=True)
class _Tally:
    """What `kg read` says at the end."""

    strict: bool = False
    predictions: bool = False
    documents: int = 0
    bare: list[str] = field(default_factory=list)
    undated: int = 0
    detected: int = 0
    no_language: int = 0
    read: int = 0
    skipped: list[tuple[str, Skipped]] = field(default_factory=list)
    repaired: list[tuple[str, Skipped]] = field(default_factory=list)
    failures: list[InputError] = field(default_factory=list)

    def add(self, entry: Entry, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        self.undated += "date" not in document.metadata
        self.detected += document.metadata.get("language_basis") == "detected"
        self.no_language += document.language is None
        self.read += document.account.read
        if not entry.annotations:
            self.bare.append(entry.text)
        own = (entry.annotations or (entry.text,))[0]
        self.skipped += [(_place(entry.root, skip.path or own), skip) for skip in document.account.skipped]
        self.repaired += [(_place(entry.root, skip.path or own), skip) for skip in document.account.repaired]


def _place(root: str, path: str) -> str:
    return os.path.normpath(os.path.join(root, path))  # noqa: PTH118 - Path has no normpath


def _documents(entries: Sequence[Entry], tally: _Tally, defaults: Mapping[str, str]) -> Iterator[Document]:
    """The documents of all entries that can be read; the others are told at once."""
    from kg.errors import InputError
    from kg.readers import stream

    for entry in entries:
        try:
            for document in stream(entry, defaults=defaults, predictions=tally.predictions):
                tally.add(entry, document)
                yield document
        except InputError as error:
            if tally.strict:
                raise
            click.echo(f"kg: {error}", err=True)
            tally.failures.append(error)


_KINDS = ("mentions", "events", "relations", "attributes", "links", "sets", "notes")


def _print_table(documents: Iterable[Document]) -> None:
    """The account of each document, and their sum; kinds of records that none has are left out."""
    from rich.console import Console
    from rich.table import Table

    columns = ("records", *_KINDS, "skipped", "repaired")
    rows = [(document.id, document.language or "", _numbers(document)) for document in documents]
    sums = [sum(numbers[at] for _, _, numbers in rows) for at in range(len(columns))]
    shown = [at for at, name in enumerate(columns) if sums[at] or name in ("records", "mentions", "skipped")]
    table = Table("document", "language", *(columns[at] for at in shown), show_footer=len(rows) > 1)
    for name, language, numbers in rows:
        table.add_row(name, language, *(str(numbers[at]) for at in shown))
    for column, at in zip(table.columns[2:], shown, strict=True):
        column.justify, column.footer = "right", str(sums[at])
    for column in table.columns:
        column.overflow = "fold"
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160).print(table)


def _numbers(document: Document) -> list[int]:
    """How many records were met, how many there are of each kind, and how many were skipped and repaired."""
    account = document.account
    kinds = (len(getattr(document, kind)) for kind in _KINDS)
    return [account.read, *kinds, len(account.skipped), len(account.repaired)]


def _summarise(tally: _Tally, corpus: Corpus, *, verbose: bool) -> None:
    """The account on standard error."""
    kept = tally.read - len(tally.skipped)
    records = f"{_count(tally.read, 'record')} read, {kept} kept, {len(tally.skipped)} skipped"
    lines = [f"{_count(tally.documents, 'document')}: {records}; {_count(len(tally.repaired), 'repair')}"]
    lines += _reasons("skipped", tally.skipped, verbose=verbose)
    lines += _reasons("repaired", tally.repaired, verbose=verbose)
    lines += _reasons("not read", [(skip.path, skip) for skip in corpus.ignored], verbose=True)
    lines += [f"warning: {remark}" for remark in corpus.remarks]
    if tally.failures:
        lines.append(f"could not be read: {_count(len(tally.failures), 'file')}, see above")
    if tally.bare:
        lines.append(f"texts without annotations: {len(tally.bare)}{_named(tally.bare, verbose=verbose)}")
    if tally.detected or tally.no_language:
        lines.append(
            f"language: {tally.detected} detected, {tally.no_language} unknown (name it in metadata.csv or kg.toml)"
        )
    if tally.undated:
        lines.append(
            f"warning: {_count(tally.undated, 'document')} without publication date (column date of metadata.csv)"
        )
    click.echo("\n".join(lines), err=True)


def _reasons(title: str, skips: Sequence[tuple[str, Skipped]], *, verbose: bool) -> Iterator[str]:
    """How often each reason occurs, the most frequent first; each occurrence where asked."""
    for reason, number in sorted(
        Counter(skip.reason for _, skip in skips).items(), key=lambda pair: (-pair[1], pair[0])
    ):
        yield f"{title}: {number} x {reason}"
        for path, skip in skips if verbose else ():
            if skip.reason == reason:
                where = _at(path, skip.line)
                text = skip.text if len(skip.text) <= _SHOWN else f"{skip.text[:_SHOWN]}…"
                yield f"  {where}: {text}" if text else f"  {where}"


def _at(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


def _named(paths: Sequence[str], *, verbose: bool) -> str:
    shown = paths if verbose else paths[:3]
    return ": " + ", ".join(shown) + (f" and {len(paths) - len(shown)} more" if len(shown) < len(paths) else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
