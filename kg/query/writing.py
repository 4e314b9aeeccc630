"""Writing an answer as somebody wants it.

The engine itself writes the standard's formats; what turns terms into values and labels is imported where it is used.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.formats import COLUMNAR, GRAPHS, STANDARD, TABLES, Watched
from kg.vocab import prefixes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.store import Opened

    TableWriter: TypeAlias = Callable[[Sequence[str], Sequence[Sequence[str]], Sequence[bool]], None]


class Wanted(NamedTuple):
    """How an answer is to look.

    Attributes:
        form: A format; empty for what suits the answer and the place it goes to.
        language: Of labels.
        iris: Whether IRIs stay IRIs.
        terminal: Writes a table to the terminal; None where the answer goes elsewhere.
    """

    form: str
    language: str
    iris: bool = False
    terminal: TableWriter | None = None

    def label(self, opened: Opened) -> Callable[[str], str]:
        """What an IRI is called."""
        if not self.iris:
            from kg.query.labels import Labels  # noqa: PLC0415 - see the top of this file

            return Labels(opened, language=self.language)
        from kg.query.terms import shortened  # noqa: PLC0415 - as above

        known = prefixes(opened.base)
        return lambda iri: shortened(iri, prefixes=known)


def write_answer(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, stream: IO[bytes], *, opened: Opened, wanted: Wanted
) -> bool:
    """Write the engine's answer; whether it held anything."""
    if isinstance(answer, ox.QueryBoolean):
        _write_truth(answer, stream, form=wanted.form)
        return True
    if isinstance(answer, ox.QueryTriples):
        return _write_triples(answer, stream, form=wanted.form or "ttl", opened=opened)
    return _write_rows(answer, stream, opened=opened, wanted=wanted)


def _write_truth(answer: ox.QueryBoolean, stream: IO[bytes], *, form: str) -> None:
    if form in STANDARD:
        stream.write(answer.serialize(format=STANDARD[form]) or b"")
    elif form in {"", "table", "plain", "md"}:
        stream.write(b"yes\n" if answer else b"no\n")
    else:
        raise UsageError(f"ASK has no answer in {form!r}", hint=f"use table or {', '.join(STANDARD)}")


def _write_triples(answer: ox.QueryTriples, stream: IO[bytes], *, form: str, opened: Opened) -> bool:
    if form not in GRAPHS:
        raise UsageError(f"CONSTRUCT and DESCRIBE have no answer in {form!r}", hint=f"use {', '.join(GRAPHS)}")
    from kg.query.graphs import write_triples  # noqa: PLC0415 - see the top of this file

    return write_triples(answer, name=form, output=stream, prefixes=prefixes(opened.base)) > 0


def _write_rows(answer: ox.QuerySolutions, stream: IO[bytes], *, opened: Opened, wanted: Wanted) -> bool:
    form = wanted.form or ("table" if wanted.terminal else "plain")
    if form in GRAPHS:
        raise UsageError(f"SELECT has no answer in {form!r}", hint=f"use {', '.join(TABLES)}")
    columns = tuple(variable.value for variable in answer.variables)
    if form in STANDARD:
        watched = Watched(stream)
        answer.serialize(watched, STANDARD[form])  # type: ignore[arg-type] # it needs write() only
        return not watched.is_empty(form)
    if form in COLUMNAR:
        return _write_columnar(answer, stream, form=form, columns=columns)
    label = wanted.label(opened)
    if form == "table":
        return _write_table(answer, stream, columns=columns, label=label, terminal=wanted.terminal)
    from kg.query.rows import write_rows  # noqa: PLC0415 - see the top of this file

    return bool(write_rows(answer, name=form, output=stream, label=label, columns=columns))


def _write_columnar(answer: ox.QuerySolutions, stream: IO[bytes], *, form: str, columns: tuple[str, ...]) -> bool:
    """Parquet, or an Arrow file (Feather 2): types of columns as `Table` gives them."""
    if stream.isatty():
        raise UsageError(f"{form} is no text for a terminal", hint="name a file with -o")
    from kg.query.table import Table  # noqa: PLC0415 - see the top of this file
    from kg.query.terms import value_of  # noqa: PLC0415 - as above

    rows = [tuple(value_of(term) for term in solution) for solution in answer]
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{form} needs pyarrow, which is not installed", hint="pip install 'kg-news[arrow]'"
        ) from error
    table = Table(columns=columns, rows=rows).to_arrow()
    if form == "parquet":
        pq.write_table(table, stream)
    else:
        with pa.ipc.new_file(stream, table.schema) as writer:
            writer.write_table(table)
    return bool(rows)


def _write_table(
    answer: ox.QuerySolutions,
    stream: IO[bytes],
    *,
    columns: tuple[str, ...],
    label: Callable[[str], str],
    terminal: TableWriter | None,
) -> bool:
    from kg.query.rows import plain_table  # noqa: PLC0415 - see the top of this file
    from kg.query.table import is_number, text_of  # noqa: PLC0415 - as above
    from kg.query.terms import value_of  # noqa: PLC0415 - as above

    values = [tuple(value_of(term) for term in solution) for solution in answer]
    rows = [tuple(text_of(value, label=label) for value in row) for row in values]
    numeric = tuple(all(is_number(row[at]) for row in values) for at in range(len(columns)))
    if rows and terminal:
        terminal(columns, rows, numeric)
    elif rows:
        stream.writelines(f"{line}\n".encode() for line in plain_table(columns, rows, numeric=numeric))
    return bool(rows)
