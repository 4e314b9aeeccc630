"""Quantities: numbers with the unit or the thing they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.amounts import amount_of
from kg.values.folding import fold, folded_offsets
from kg.values.plain_numbers import value_of

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.symbols import Item
    from kg.values.value import Value
    from kg.values.words import Lexicon


COUNTED: Final = ""
"""The unit of a quantity of things, until `counted_words` has taken the words from the text."""


def counted_words(text: str, *, lexicon: Lexicon) -> str:
    """Return what `text` counts, in its own words: "véhicules électriques"."""
    located = lexicon.located(fold(text))
    unknown = [index for index, (_, _, items) in enumerate(located) if any(symbol == s.UNKNOWN for symbol, _ in items)]
    offsets = folded_offsets(text)
    return text[offsets[located[unknown[0]][0]] : offsets[located[unknown[-1]][1]]].strip()


def quantity_of(items: list[Item], *, language: Language) -> Value | None:
    """Return the quantity that all of `items` make; words that are no unit after the number are what is counted."""
    counted = [payload for symbol, payload in items if symbol == s.UNKNOWN]
    known = [item for item in items if item[0] != s.UNKNOWN]
    amount = amount_of(known, joined=language.joined_after_tens)
    if amount is None or any(symbol == s.UNKNOWN for symbol, _ in items[: _first_number(items)]):
        return None
    units = {payload for _, payload in amount.counted}
    if len(units) > 1 or (units and counted):
        return None
    unit = units.pop() if units else COUNTED if counted else None
    return value_of(amount, kind="quantity", datatype="xsd:decimal", unit=unit)


def _first_number(items: list[Item]) -> int:
    """Return the index of the first item that may start a number."""
    return next((index for index, (symbol, _) in enumerate(items) if symbol in _NUMBERS), 0)


_NUMBERS: Final = frozenset((s.LITERAL, s.CARDINAL, s.MULTIPLIER, s.COLLECTIVE, s.HALF, s.DENOMINATOR))
