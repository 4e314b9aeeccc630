"""Writing the answers of `kg query` to a terminal, a pipe or a file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import UsageError
from kg.query.formats import GRAPHS, STANDARD, TABLES, Watched, plain_table, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyoxigraph as ox

    from kg.store import Opened


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an answer is to look.

    Attributes:
        form: A format; empty for what suits the answer and the place it goes to.
        language: Of labels.
        iris: Whether IRIs stay IRIs.
    """

    form: str
    language: str
    iris: bool

    def label(self, opened: Opened) -> Callable[[str], str]:
        """What an IRI is called."""
        from kg.query.labels import Labels
        from kg.query.terms import shortened
        from kg.vocab import prefixes

        if not self.iris:
            return Labels(opened, language=self.language)
        known = prefixes(opened.base)
        return lambda iri: shortened(iri, prefixes=known)


@contextmanager
def output_stream(path: str | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears only when it is complete."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {str(target.parent)!r} for {target.name!r}")
    aside = target.with_name(f".{target.name}.part")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def write_answer(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, stream: IO[bytes], *, opened: Opened, wanted: Wanted
) -> bool:
    """Write the engine's answer; whether it held anything."""
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryBoolean):
        _write_truth(answer, stream, form=wanted.form)
        return True
    if isinstance(answer, ox.QueryTriples):
        return _write_triples(answer, stream, form=wanted.form or "ttl", opened=opened)
    return _write_rows(answer, stream, form=_form(wanted, stream), label=wanted.label(opened))


def _form(wanted: Wanted, stream: IO[bytes]) -> str:
    return wanted.form or ("table" if stream.isatty() else "plain")


def _write_truth(answer: ox.QueryBoolean, stream: IO[bytes], *, form: str) -> None:
    if form in STANDARD:
        stream.write(answer.serialize(format=STANDARD[form]) or b"")
    elif form in {"", "table", "plain", "md"}:
        stream.write(b"yes\n" if answer else b"no\n")
    else:
        raise UsageError(f"ASK has no answer in {form!r}", hint=f"use table or {', '.join(STANDARD)}")


def _write_triples(answer: ox.QueryTriples, stream: IO[bytes], *, form: str, opened: Opened) -> bool:
    import pyoxigraph as ox

    from kg.vocab import prefixes

    if form not in GRAPHS:
        raise UsageError(f"CONSTRUCT and DESCRIBE have no answer in {form!r}", hint=f"use {', '.join(GRAPHS)}")
    seen = _Seen(answer)
    ox.serialize(seen, stream, format=GRAPHS[form], prefixes=prefixes(opened.base))
    return seen.any


class _Seen:
    """Triples passed on, and whether there was one."""

    def __init__(self, triples: ox.QueryTriples) -> None:
        self._triples = triples
        self.any = False

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            self.any = True
            yield triple


def _write_rows(answer: ox.QuerySolutions, stream: IO[bytes], *, form: str, label: Callable[[str], str]) -> bool:
    if form in GRAPHS:
        raise UsageError(f"SELECT has no answer in {form!r}", hint=f"use {', '.join(TABLES)}")
    columns = tuple(variable.value for variable in answer.variables)
    if form in STANDARD:
        watched = Watched(stream)
        answer.serialize(watched, STANDARD[form])  # type: ignore[arg-type] # it needs write() only
        return not watched.is_empty(form)
    if form == "table":
        return _write_table(answer, stream, columns=columns, label=label)
    return bool(write_rows(answer, name=form, output=stream, label=label, columns=columns))


def _write_table(
    answer: ox.QuerySolutions, stream: IO[bytes], *, columns: tuple[str, ...], label: Callable[[str], str]
) -> bool:
    from kg.query.table import is_number, text_of
    from kg.query.terms import value_of

    values = [tuple(value_of(term) for term in solution) for solution in answer]
    rows = [tuple(text_of(value, label=label) for value in row) for row in values]
    numeric = tuple(all(is_number(row[at]) for row in values) for at in range(len(columns)))
    if rows and stream.isatty():
        print_table(columns, rows, numeric=numeric)
    elif rows:
        stream.writelines(f"{line}\n".encode() for line in plain_table(columns, rows, numeric=numeric))
    return bool(rows)


def print_table(columns: tuple[str, ...], rows: list[tuple[str, ...]], *, numeric: tuple[bool, ...] = ()) -> None:
    """A table that fits the terminal; wide cells fold, numbers stand at the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, right in zip(columns, numeric or (False,) * len(columns), strict=True):
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout).print(table)
