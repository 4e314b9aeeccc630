"""Units of measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.values.cldr import tables_of
from kg.values.symbols import UNIT

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.words import Lexicon


def add_units(lexicon: Lexicon, language: Language) -> None:
    """Enter the everyday units of `language`, then those of CLDR, for the end of a text.

    Elsewhere "m" is a million and "t" a thousand or a trillion: "5 m vehicles", "5 m".
    """
    for unit, words in language.units.items():
        lexicon.add(words, UNIT, unit, final=True)
    lexicon.add(language.percent, UNIT, "percent")
    for unit, names in tables_of(language.code)["units"].items():
        for name in names:
            lexicon.add_tokens(name.split(" "), (UNIT, unit), final=True)
