"""What the next build must know of this one, in one SQLite file beside the store."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, StoreError
from kg.mapping import Unmapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.building.shards import DocumentResult, EntryResult
    from kg.names.decisions import NameKey

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entries (id TEXT PRIMARY KEY, signature TEXT, digest TEXT) WITHOUT ROWID;
CREATE TABLE documents (graph TEXT PRIMARY KEY, entry TEXT, id TEXT, facts TEXT) WITHOUT ROWID;
CREATE TABLE left (
  entry TEXT, document TEXT, kind TEXT, path TEXT, line INT, annotation TEXT, reason TEXT, text TEXT, hint TEXT
);
CREATE TABLE names (
  entry TEXT, family TEXT, key TEXT, surface TEXT, language TEXT, type TEXT, identifier TEXT, count INT
);
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS documents_of_entry ON documents (entry);
CREATE INDEX IF NOT EXISTS left_of_entry ON left (entry);
CREATE INDEX IF NOT EXISTS names_of_entry ON names (entry);
CREATE INDEX IF NOT EXISTS names_by_key ON names (family, key);
"""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name with the number of its mentions in the whole corpus."""

    family: str
    key: str
    surface: str
    language: str
    type: str
    identifier: str
    count: int


class State:
    """The build's memory.

    Args:
        path: The SQLite file; it is made where it is missing.

    Raises:
        StoreError: The file is damaged, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        fresh = not path.exists()
        self._database = sqlite3.connect(path, isolation_level=None)
        # The file is part of a draft that nobody sees before it is whole: no need to survive a crash half-way.
        self._run("PRAGMA synchronous = OFF")
        self._run("PRAGMA journal_mode = MEMORY")
        if fresh:
            self._database.executescript(_TABLES)
        self._run("BEGIN")

    def _run(self, statement: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, tuple(values))
        except sqlite3.Error as error:
            # Of a full disk there is a subclass, and reading everything again would not mend that.
            hint = "build it again with 'kg build --fresh'" if type(error) is sqlite3.DatabaseError else None
            message = f"the build's memory cannot be used: {error}"
            raise StoreError(message, path=str(self._path), hint=hint) from error

    def _run_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        try:
            self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise StoreError(f"the build's memory cannot be written: {error}", path=str(self._path)) from error

    def close(self) -> None:
        """Write everything and close the file."""
        self._run("COMMIT")
        self._database.close()

    def index(self) -> None:
        """Make the indexes; after the first, large insertion."""
        self._database.executescript(_INDEXES)
        self._run("BEGIN")

    def meta(self, key: str) -> Any:
        """What was remembered under a key, or None."""
        row = self._run("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return json.loads(row[0]) if row else None

    def remember(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, json.dumps(value, ensure_ascii=False)])

    def entries(self) -> dict[str, tuple[str, str]]:
        """Entry id to (signature, digest)."""
        rows = self._run("SELECT id, signature, digest FROM entries")
        return {id_: (signature, digest) for id_, signature, digest in rows}

    def touch(self, signatures: Iterable[tuple[str, str]]) -> None:
        """Renew the signatures of entries whose content is the same: (signature, entry id)."""
        self._run_many("UPDATE entries SET signature = ? WHERE id = ?", signatures)

    def graphs_of(self, entry: str) -> list[str]:
        """IRIs of the named graphs that an entry gave."""
        return [row[0] for row in self._run("SELECT graph FROM documents WHERE entry = ? ORDER BY graph", [entry])]

    def forget(self, entry: str) -> None:
        """Remove everything that an entry gave."""
        for table, column in (("entries", "id"), ("documents", "entry"), ("left", "entry"), ("names", "entry")):
            self._run(f"DELETE FROM {table} WHERE {column} = ?", [entry])  # noqa: S608 (names are ours)

    def keep(self, results: Iterable[EntryResult]) -> None:
        """Store what entries gave.

        Raises:
            InputError: Two documents have one id.
        """
        for result in results:
            entry = result.entry
            self._run("INSERT INTO entries VALUES (?, ?, ?)", [entry, result.signature, result.digest])
            for document in result.documents:
                self._keep_document(entry, document)
            left = [(entry, left.document, *astuple(left.item)) for left in result.left]
            self._run_many("INSERT INTO left VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", left)
            names = [
                (entry, n.family, n.key, n.surface, n.language, n.type, n.identifier, count)
                for n, count in sorted(result.names.items())
            ]
            self._run_many("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?)", names)

    def _keep_document(self, entry: str, document: DocumentResult) -> None:
        twin = self._run("SELECT entry FROM documents WHERE graph = ?", [document.graph]).fetchone()
        if twin:
            raise InputError(
                f"two documents have the id {document.id!r}; the other is in {twin[0]!r}",
                path=entry,
                hint="rename a file, or give one of them another id",
            )
        values = [document.graph, entry, document.id, document.facts]
        self._run("INSERT INTO documents VALUES (?, ?, ?, ?)", values)

    def identified(self) -> list[tuple[str, str, str]]:
        """(family, key, identifier) of all names that carry an identifier."""
        return self._run(
            "SELECT DISTINCT family, key, identifier FROM names WHERE identifier <> '' ORDER BY 1, 2, 3"
        ).fetchall()

    def keys_of(self, entries: Iterable[str]) -> set[NameKey]:
        """The name keys that some entries use."""
        found: set[NameKey] = set()
        for entry in entries:
            found.update(self._run("SELECT DISTINCT family, key FROM names WHERE entry = ?", [entry]))
        return found

    def entries_naming(self, keys: Iterable[NameKey]) -> set[str]:
        """The entries that use some names."""
        found: set[str] = set()
        for family, key in keys:
            rows = self._run("SELECT DISTINCT entry FROM names WHERE family = ? AND key = ?", [family, key])
            found.update(row[0] for row in rows)
        return found

    def has_name(self, key: NameKey) -> bool:
        """Whether any document has a name of this family and key."""
        return self._run("SELECT 1 FROM names WHERE family = ? AND key = ? LIMIT 1", key).fetchone() is not None

    def wordings(self, family: str) -> list[str]:
        """All wordings of the names of a family, sorted."""
        query = "SELECT DISTINCT surface FROM names WHERE family = ? ORDER BY surface"
        return [row[0] for row in self._run(query, [family])]

    def names(self, keys: Iterable[NameKey] | None = None) -> Iterator[NameRow]:
        """Names with their counts over the corpus, sorted; all of them, or those with some keys."""
        query = (
            "SELECT family, key, surface, language, type, identifier, SUM(count) FROM names {} "
            "GROUP BY family, key, surface, language, type, identifier ORDER BY 1, 2, 3, 4, 5, 6"
        )
        if keys is None:
            yield from (NameRow(*row) for row in self._run(query.format("")))
            return
        for key in sorted(keys):
            yield from (NameRow(*row) for row in self._run(query.format("WHERE family = ? AND key = ?"), key))

    def documents(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Document ids with their facts, sorted."""
        rows = self._run("SELECT id, facts FROM documents ORDER BY id, graph")
        return ((id_, json.loads(facts)) for id_, facts in rows)

    def left_by_reason(self) -> list[tuple[str, str, str, int, str, int, str]]:
        """(kind, reason, hint, number, path, line and text of an example) of what was left out.

        What a person can mend comes first, then the most frequent.
        """
        return self._run(
            "SELECT kind, reason, MIN(hint), COUNT(*) AS n, path, MIN(line), text FROM left "
            "GROUP BY kind, reason ORDER BY MIN(hint) = '', n DESC, kind, reason"
        ).fetchall()

    def left(self) -> Iterator[Unmapped]:
        """Everything left out, by place."""
        rows = self._run(
            "SELECT kind, path, line, annotation, reason, text, hint FROM left "
            "ORDER BY path, line, kind, annotation, reason, text"
        )
        return (Unmapped(*row) for row in rows)
