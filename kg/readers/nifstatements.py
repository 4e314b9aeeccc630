"""Statements of an RDF file, kept on disk where they are many: those of one text may stand anywhere in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Self

from kg.readers.nifcontext import ITS, NIF, RDF_TYPE, Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

Row = tuple[str, str, str, bool, str | None]
"""Subject, predicate, object, whether it is a literal, and its language."""

_STRING, _OWNER = f"{NIF}isString", f"{NIF}referenceContext"
_TABLES = (
    "CREATE TABLE place (iri TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID",
    "CREATE TABLE said (subject TEXT, predicate TEXT, object TEXT, literal INTEGER, language TEXT)",
)
_INDEXES = (
    "CREATE INDEX by_subject ON said (subject)",
    f"CREATE INDEX by_string ON said (subject) WHERE predicate = '{_STRING}'",
    f"CREATE INDEX by_owned ON said (subject) WHERE predicate = '{_OWNER}'",
    f"CREATE INDEX by_owner ON said (object) WHERE predicate = '{_OWNER}'",
)
_CONTEXTS = f"SELECT subject FROM said WHERE predicate = '{_STRING}'"  # noqa: S608 - constants
_OWNED = f"SELECT subject FROM said WHERE predicate = '{_OWNER}'"  # noqa: S608 - constants
# What a column of a statement is not: a context, or something that refers to one.
_IS_NONE = "NOT EXISTS (SELECT 1 FROM said AS other WHERE other.predicate = '{}' AND other.subject = said.{})"
_LONELY = f"SELECT subject FROM said WHERE predicate = ? AND {_IS_NONE.format(_STRING, 'subject')}"  # noqa: S608 - constants


class Statements:
    """A temporary database, which SQLite holds in memory until it grows."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        for statement in _TABLES:
            self._database.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add_places(self, places: Iterable[tuple[str, int]]) -> None:
        """Note the lines on which subjects stand; the first one counts."""
        self._database.executemany("INSERT OR IGNORE INTO place VALUES (?, ?)", places)

    def add(self, rows: Iterable[Row]) -> int:
        """Add statements; returns how many there are now."""
        self._database.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", rows)
        return int(self._database.execute("SELECT count(*) FROM said").fetchone()[0])

    def index(self) -> None:
        """Make ready for questions."""
        for statement in _INDEXES:
            self._database.execute(statement)

    def _column(self, query: str, *parameters: str) -> Iterator[str]:
        with closing(self._database.execute(query, parameters)) as found:
            for (value,) in found:
                yield value

    def contexts(self) -> list[str]:
        """Subjects that have a text, in the file's order."""
        return list(dict.fromkeys(self._column(f"{_CONTEXTS} ORDER BY rowid")))

    def members(self, context: str) -> list[Resource]:
        """What refers to a context and is none, in the file's order."""
        query = f"{_OWNED} AND object = ? AND {_IS_NONE.format(_STRING, 'subject')} ORDER BY rowid"
        return [self.resource(iri) for iri in dict.fromkeys(self._column(query, context))]

    def without_context(self) -> Iterator[tuple[int, str]]:
        """Line and subject of strings whose context is not in the file, or that are linked and have none."""
        elsewhere = self._column(f"{_LONELY} AND {_IS_NONE.format(_STRING, 'object')} ORDER BY rowid", _OWNER)
        yield from self._lines(elsewhere)
        nowhere = self._column(f"{_LONELY} AND {_IS_NONE.format(_OWNER, 'subject')} ORDER BY rowid", f"{ITS}taIdentRef")
        yield from self._lines(nowhere)

    def without_text(self) -> Iterator[tuple[int, str]]:
        """Line and subject of contexts that have no text."""
        yield from self._lines(self._column(f"{_LONELY} AND object = ? ORDER BY rowid", RDF_TYPE, f"{NIF}Context"))

    def _lines(self, subjects: Iterable[str]) -> Iterator[tuple[int, str]]:
        for iri in dict.fromkeys(subjects):
            yield self.line_of(iri), iri

    def line_of(self, iri: str) -> int:
        """The line on which a subject stands first; 0 where that is not known."""
        found = self._database.execute("SELECT line FROM place WHERE iri = ?", (iri,)).fetchone()
        return int(found[0]) if found else 0

    def resource(self, iri: str) -> Resource:
        """A subject with its statements."""
        made = Resource(iri, self.line_of(iri))
        query = "SELECT predicate, object, literal, language FROM said WHERE subject = ? ORDER BY rowid"
        for predicate, text, literal, language in self._database.execute(query, (iri,)):
            made.add(predicate, text, is_literal=bool(literal), language=language)
        return made
