"""What can go wrong, one class per remedy.

The class says whose file must change, and owns the exit code of the command line::

    KgError                      1   a bug of ours
    ├── UsageError               2   the command or the call: an unknown option, name or parameter
    │   └── ConfigError          2   kg.toml, decisions.toml or metadata.csv
    ├── NonconformingError       3   the data: SHACL found violations
    ├── InputError               4   an input file: missing, unreadable, not in its format
    │   └── OntologyError        4   an ontology, code list, rule or shapes file
    ├── QueryError               5   the SPARQL text
    │   └── QueryTimeoutError    5   the query is too slow for the time it was given
    └── StoreError               6   the graph's folder: not there, locked, damaged, disk full
        └── BusyError            6   another process is writing: wait, then call again

130 is what an interrupted command returns. Messages say what is wrong, quote the offending value and are lower case
without a full stop; what to do about it stands in `hint`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXIT_INTERRUPTED = 130


class KgError(Exception):
    """Root of all errors that kg raises on purpose.

    Args:
        message: What is wrong, with the offending value quoted.
        path: The file whose content is at fault, as the user named it.
        line: 1-based line in that file.
        column: 1-based column, in code points.
        hint: What to do about it.
        see: The clause of a standard that decides.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
        see: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint
        self.see = see

    @property
    def where(self) -> str:
        """`path:line:column` as far as they are known, else an empty string."""
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number is not None)]
        return ":".join(parts) if self.path is not None else ""  # type: ignore[arg-type]

    def __str__(self) -> str:
        located = f"{self.where}: {self.message}" if self.where else self.message
        tail = [text for text in (self.hint, self.see and f"see {self.see}") if text]
        return f"{located} ({'; '.join(tail)})" if tail else located


class UsageError(KgError):
    """The command or the call must change."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file must change: `kg.toml`, `decisions.toml`, `metadata.csv`."""


class NonconformingError(KgError):
    """The data must change: they do not conform to the shapes."""

    exit_code = 3


class InputError(KgError):
    """An input file must change, or cannot be read."""

    exit_code = 4


class OntologyError(InputError):
    """An ontology, code list, rule or shapes file must change."""


class QueryError(KgError):
    """The query must change."""

    exit_code = 5


class QueryTimeoutError(QueryError):
    """The query took longer than it was given."""


class StoreError(KgError):
    """The graph's folder is missing, damaged, or cannot be written."""

    exit_code = 6


class BusyError(StoreError):
    """Another process is writing the graph."""


@contextmanager
def located(*, path: str | None = None, line: int | None = None) -> Iterator[None]:
    """Stamp path and line on errors from deeper down that do not say where they are.

    Example:
        >>> with located(path="a.ann", line=3):
        ...     raise InputError("unknown line kind 'X'")
        Traceback (most recent call last):
        kg.errors.InputError: a.ann:3: unknown line kind 'X'
    """
    try:
        yield
    except KgError as error:
        if error.path is None:
            error.path = path
        if error.line is None:
            error.line = line
        raise


def similar(word: str, *, among: Iterable[str], most: int = 1, cutoff: float = 0.6) -> list[str]:
    """What somebody may have meant: the known words that a misspelt one resembles, the nearest first.

    Args:
        word: What they wrote.
        among: What there is.
        most: How many words at most.
        cutoff: The least likeness, from 0 to 1 (the same word), as `difflib` measures it.

    Example:
        >>> similar("partnership", among=["investments", "partnerships"])
        ['partnerships']
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it, and every command has to start

    return get_close_matches(word, among, n=most, cutoff=cutoff)


def counted(number: int, noun: str, many: str = "") -> str:
    """A number with its noun, as messages write it.

    Example:
        >>> counted(1, "document"), counted(2000, "document"), counted(0, "entity", "entities")
        ('1 document', '2,000 documents', '0 entities')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {many or noun + 's'}"
