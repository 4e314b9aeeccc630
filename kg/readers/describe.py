"""Title, date, language and the like of a document: from its format, its metadata row, the defaults, or the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ConfigError
from kg.readers.language import detect, language_code

if TYPE_CHECKING:
    from collections.abc import Mapping

# A longer first line, in code points, is a paragraph rather than a headline.
_HEADLINE = 200


def describe(
    text: str, *, given: Mapping[str, str], row: Mapping[str, str], defaults: Mapping[str, str]
) -> tuple[str | None, dict[str, str]]:
    """Language and metadata of a document.

    `language_basis` and `title_basis` in the metadata say where these come from: `format`, `metadata` (the row),
    `default`, `detected` or `first line`.

    Args:
        text: The document's text.
        given: What the format says.
        row: What `metadata.csv` says; it overrules nothing that the format says.
        defaults: What `kg.toml` says of all documents.

    Raises:
        ConfigError: The default language is none.
    """
    metadata = {**defaults, **row, **given}
    bases = (("format", given), ("metadata", row), ("default", defaults))
    stated = metadata.pop("language", "")
    language = language_code(stated) if stated else None
    if stated and language is None:
        raise ConfigError(f"no such language: {stated!r}", hint="give an ISO 639-1 code such as 'fr'")
    basis = next((name for name, source in bases if "language" in source), "")
    if not stated:
        language = detect(text)
        basis = "detected" if language else ""
    if basis:
        metadata["language_basis"] = basis
    title_basis = next((name for name, source in bases if "title" in source), "")
    if not title_basis and (title := headline(text)):
        metadata["title"] = title
        title_basis = "first line"
    if title_basis:
        metadata["title_basis"] = title_basis
    return language, metadata


def headline(text: str) -> str:
    r"""The first line that is not blank, if it looks like a headline; else an empty string.

    A headline is short, is followed by more text, and does not end like a sentence or a clause.

    Example:
        >>> headline("\nOrange et Capgemini créent Bleu\n\nLes deux groupes ont annoncé…")
        'Orange et Capgemini créent Bleu'
        >>> headline("Orange et Capgemini créent Bleu.\nLes deux groupes ont annoncé…")
        ''
    """
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    looks_so = len(line) <= _HEADLINE and any(map(str.isalpha, line)) and line[-1] not in ".,;:…"
    return line if looks_so and rest and not rest.isspace() else ""
