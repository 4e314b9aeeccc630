"""The languages that values are read in, one module each."""

from __future__ import annotations

import importlib
import os
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.values.languages.language import Language

_FILES: Final = os.listdir(os.path.dirname(__file__))  # noqa: PTH120, PTH208 - pathlib takes longer to import than all of this

LANGUAGES: Final = tuple(sorted(name[:2] for name in _FILES if name[2:] == ".py"))
"""Codes of the languages (ISO 639-1): one for each file of two letters here."""


@cache
def language_of(tag: str) -> Language | None:
    """Return the language of a BCP 47 `tag` ("pt-BR" is Portuguese), or None when it is not among `LANGUAGES`."""
    code = tag.replace("_", "-").split("-", 1)[0].lower()
    if code not in LANGUAGES:
        return None
    module = importlib.import_module(f"kg.values.languages.{code}")
    language: Language = module.LANGUAGE
    return language


@cache
def region_of(tag: str) -> str | None:
    """Return the region of a BCP 47 `tag` in upper case ("en-GB" gives "GB"), or None when it has none."""
    parts = tag.replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004 - ISO 3166 alpha-2
