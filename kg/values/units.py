"""Units of measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.values.symbols import UNIT

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.words import Lexicon


def add_units(lexicon: Lexicon, language: Language) -> None:
    """Enter the everyday units of `language`, then those of CLDR."""
    for unit, words in language.units.items():
        lexicon.add(words, UNIT, unit, final=True)
