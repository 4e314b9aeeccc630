"""Currencies by their words, symbols and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

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
    for code, words in _SIGNS.items():
        lexicon.add(words, CURRENCY, Currency(code, "explicit"))
    for code, names in tables_of(language.code)["currencies"].items():
        item = (CURRENCY, Currency(code, "explicit"))
        for name in names:
            lexicon.add_tokens(name.split(" "), item)
        lexicon.add_tokens([code.lower(), "$"], item)


# What every language writes; CLDR has most of these signs for some languages only.
_SIGNS: Final = {
    "EUR": "€",
    "GBP": "£",
    "USD": "US$|US $|U$S|U$D|$US",
    "CAD": "C$|CA$|Can$|CAN$",
    "AUD": "A$|AU$",
    "NZD": "NZ$",
    "HKD": "HK$",
    "SGD": "S$",
    "TWD": "NT$",
    "BRL": "R$",
    "MXN": "MX$|Mex$",
    "CNY": "CN¥|RMB|元|人民币",
    "JPY": "JP¥",
    "INR": "₹",
    "KRW": "₩",
    "RUB": "₽",
    "TRY": "₺",
    "ILS": "₪",
    "UAH": "₴",
    "NGN": "₦",
    "VND": "₫",
    "THB": "฿",
    "PHP": "₱",
    "KZT": "₸",
    "GEL": "₾",
    "CRC": "₡",
    "PYG": "₲",
    "MYR": "RM",
    "LKR": "ரூ",
    "BTC": "₿|BTC",
}


def is_code(code: str, *, language: str) -> bool:
    """Return whether `code` (upper case) is a currency code that CLDR knows, past ones included."""
    return code in tables_of(language)["currencies"]
