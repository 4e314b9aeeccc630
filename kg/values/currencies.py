"""Currencies by their words, symbols and codes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.values.symbols import CURRENCY
from kg.values.words import tokens_of

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
    for code in sorted(codes_of_currencies()):
        lexicon.add(f"{code}|{code}$", CURRENCY, Currency(code, "explicit"))


@cache
def codes_of_currencies() -> frozenset[str]:
    """Return the currency codes CLDR knows, past ones included."""
    from babel.core import get_global  # noqa: PLC0415 - babel is slow to import and not always needed

    return frozenset(code for codes in get_global("territory_currencies").values() for code, *_ in codes) | {"BTC"}


def is_code(code: str) -> bool:
    """Return whether `code` (upper case) is a currency code."""
    return code in codes_of_currencies()


__all__ = ["Currency", "add_currencies", "codes_of_currencies", "is_code", "tokens_of"]
