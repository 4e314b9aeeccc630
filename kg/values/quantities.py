"""Quantities: numbers with the unit or the thing they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.values import symbols as s
from kg.values.amounts import amount_of
from kg.values.plain_numbers import value_of

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.symbols import Item
    from kg.values.value import Value


def quantity_of(items: list[Item], *, language: Language) -> Value | None:
    """Return the quantity that all of `items` make; words that are no unit after the number are what is counted."""
    counted = [payload for symbol, payload in items if symbol == s.UNKNOWN]
    known = [item for item in items if item[0] != s.UNKNOWN]
    amount = amount_of(known, joined=language.joined_after_tens)
    if amount is None:
        return None
    units = {payload for _, payload in amount.counted}
    if len(units) > 1 or (units and counted):
        return None
    unit = units.pop() if units else " ".join(counted) or None
    return value_of(amount, kind="quantity", datatype="xsd:decimal", unit=unit)
