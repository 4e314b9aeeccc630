"""Showing where a query is wrong: its line, and a caret below the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import KgError


def pointed(error: KgError, *, text: str) -> str:
    """An error's line of the query and a caret below its column; an empty string where it has no place.

    Example:
        >>> from kg.errors import QueryError
        >>> print(pointed(QueryError("what?", line=1, column=5), text="ASK ?"))
            ASK ?
                ^
    """
    lines = text.splitlines()
    if error.line is None or error.column is None or not 1 <= error.line <= len(lines) + 1:
        return ""
    line = lines[error.line - 1] if error.line <= len(lines) else ""
    before = line[: error.column - 1]
    # Tabs stay tabs and wide characters count twice, so that the caret stands below what it means.
    gap = "".join("\t" if character == "\t" else " " * _width(character) for character in before)
    return f"    {line}\n    {gap}^"


def _width(character: str) -> int:
    import unicodedata  # noqa: PLC0415 - for mistakes only: every query has to start

    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
