"""Stored queries: the `.rq` files of some folders, by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError, similar
from kg.query.header import StoredQuery, read_header
from kg.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterable


_ENDINGS = (".rq", ".sparql")


def names(folders: Iterable[Path] | None = None) -> dict[str, Path]:
    """File of each stored query by name, sorted by name; of two files with one name the first folder's counts.

    Args:
        folders: Where to look; the shipped queries by default.
    """
    found: dict[str, Path] = {}
    for home in folders if folders is not None else shipped():
        for path in sorted(home.glob("*.rq")):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def shipped() -> tuple[Path, ...]:
    """Folders of the queries that ship with kg: those about business news, and those for any field."""
    return folder("queries"), folder("queries") / "core"


def catalog(folders: Iterable[Path] | None = None) -> dict[str, StoredQuery]:
    """Stored queries by name, sorted.

    Args:
        folders: Where to look, the first folder first; the shipped queries by default.

    Raises:
        QueryError: A header that cannot be read.
        InputError: A file that cannot be read.

    Example:
        >>> catalog()["partnerships"].parameters[0].name
        'company'
    """
    return {name: read_query(path) for name, path in names(folders).items()}


def read_query(path: Path) -> StoredQuery:
    """The query in a file.

    Raises:
        QueryError: A header that cannot be read.
        InputError: The file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: {error.reason} at byte {error.start}", path=str(path)) from error
    return read_header(text, name=path.stem, path=str(path))


def is_shipped(stored: StoredQuery) -> bool:
    """Whether a query is one of those that ship with kg."""
    return stored.path is not None and Path(stored.path).parent in shipped()


def find(query: str, *, folders: Iterable[Path] | None = None) -> StoredQuery:
    """The query that somebody means: a stored query's name, a `.rq` file, or SPARQL text.

    Args:
        query: What they wrote. What holds a space, a brace or a line end is SPARQL text, unless a `.rq` file is called
            so.
        folders: Of stored queries; the shipped ones by default.

    Raises:
        UsageError: No stored query has this name, and no file is there.
        QueryError: A header that cannot be read.
    """
    if any(character in query for character in "{} \n\t") and not _is_file(query):
        return read_header(query, name="query")
    homes = tuple(folders) if folders is not None else shipped()
    stored = [home / f"{query}.rq" for home in homes if Path(query).name == query]
    path = next((path for path in [*stored, Path(query)] if path.is_file()), None)
    if path is None:
        raise _unknown(query, names(homes))
    return read_query(path)


def _is_file(query: str) -> bool:
    # The ending first, since a query is too long to be looked for as a file.
    return query.endswith(_ENDINGS) and Path(query).is_file()


def _unknown(query: str, known: Iterable[str]) -> UsageError:
    if query.endswith(_ENDINGS):
        return UsageError(f"there is no file {query!r}")
    if query in names():
        hint = "it asks about business news, and this project has another ontology; 'kg queries' lists what it has"
        return UsageError(f"there is no stored query {query!r}", hint=hint)
    near = similar(query, among=known, most=3, cutoff=0.5) or [name for name in known if query and query in name]
    meant = " or ".join(repr(name) for name in near)
    return UsageError(
        f"there is no stored query {query!r}", hint=f"did you mean {meant}?" if near else "'kg queries' lists them"
    )
