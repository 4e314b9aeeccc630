"""Metadata that a format gives, in the form of metadata of a corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.readers.dates import publication_date
from kg.readers.language import language_code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Names that other tools use for what `kg.readers.metadata` calls otherwise.
_NAMES = {
    "address": "url",
    "agency": "agencies",
    "headline": "title",
    "lang": "language",
    "link": "url",
    "published": "date",
    "published_at": "date",
    "publication_date": "date",
    "uri": "url",
}


def plain(value: Any) -> str:
    """A JSON value as a string: strings as they are, the rest as JSON writes it.

    Example:
        >>> plain("a"), plain(3), plain(["a", 1]), plain(None)
        ('a', '3', 'a;1', '')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ";".join(map(plain, value))
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def metadata_of(values: Mapping[str, Any], *, leave_out: Collection[str] = ()) -> dict[str, str]:
    """Metadata of a document from the fields that a format has besides text and annotations.

    Example:
        >>> metadata_of({"Headline": "Un", "date": "yesterday", "n": 1, "text": "…"}, leave_out={"text"})
        {'title': 'Un', 'date_as_given': 'yesterday', 'n': '1'}
    """
    given: dict[str, str] = {}
    for name, value in values.items():
        if name not in leave_out:
            add(given, name, plain(value))
    return given


def add(given: dict[str, str], name: str, value: str) -> None:
    """Add one piece of metadata; a date or language that is none is kept as `…_as_given`."""
    value = value.strip()
    if not value:
        return
    name = _NAMES.get(name.strip().lower(), name.strip())
    name = name.lower() if name.lower() in ("title", "date", "language", "publisher", "agencies", "url") else name
    checked = {"date": publication_date, "language": language_code}.get(name, str)(value)
    given.setdefault(name if checked else f"{name}_as_given", checked or value)
