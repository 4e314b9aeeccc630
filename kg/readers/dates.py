"""Publication dates as metadata give them."""

from __future__ import annotations

import re
from datetime import date, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def publication_date(text: str) -> str | None:
    """A date in the lexical form of xsd:date, dateTime, gYearMonth or gYear; None if it is none of them.

    Example:
        >>> [publication_date(text) for text in ("2024-01-16", "2024-01-16 08:30", "2024-01", "2024", "16/01/2024")]
        ['2024-01-16', '2024-01-16T08:30:00', '2024-01', '2024', None]
    """
    plain = text.strip()
    try:
        if _DAY.fullmatch(plain):
            return date.fromisoformat(plain).isoformat()
        if _TIME.fullmatch(plain):
            return datetime.fromisoformat(plain).isoformat()
        if _MONTH.fullmatch(plain):
            date.fromisoformat(f"{plain}-01")
            return plain
    except ValueError:
        return None
    return plain if _YEAR.fullmatch(plain) and plain != "0000" else None
