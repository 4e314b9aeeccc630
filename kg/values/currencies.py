"""Currencies by their words, symbols and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.values.cldr import tables_of
from kg.values.symbols import CURRENCY

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.words import Lexicon


class Currency(NamedTuple):
    """What the words say of a currency.

    Attributes:
        code: ISO 4217 code, or None when several are as likely.
        basis: explicit, default or ambiguous.
        candidates: Codes, when ambiguous.
    """

    code: str | None
    basis: str
    candidates: tuple[str, ...] = ()


def add_currencies(lexicon: Lexicon, language: Language) -> None:
    """Enter the everyday currencies of `language`, then every code, symbol and name of CLDR."""
    for code, words in language.currencies.items():
        lexicon.add(words, CURRENCY, Currency(code, "explicit"))
    for code, words in language.default_currencies.items():
        lexicon.add(words, CURRENCY, Currency(code, "default"))
    for codes, words in language.ambiguous_currencies.items():
        lexicon.add(words, CURRENCY, Currency(None, "ambiguous", tuple(codes.split())))
    for code, names in tables_of(language.code)["currencies"].items():
        item = (CURRENCY, Currency(code, "explicit"))
        for name in names:
            lexicon.add_tokens(name.split(" "), item)
        lexicon.add_tokens([code.lower(), "$"], item)


def is_code(code: str, *, language: str) -> bool:
    """Return whether `code` (upper case) is a currency code that CLDR knows, past ones included."""
    return code in tables_of(language)["currencies"]
