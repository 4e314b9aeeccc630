"""Numbers, counts and ranges without a unit, and percentages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.values import symbols as s
from kg.values.amounts import Amount, amount_of
from kg.values.fractions import ordinal_of
from kg.values.value import Value

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.symbols import Item


def number_of(items: list[Item], *, language: Language, kind: str) -> Value | None:
    """Return the number or range that all of `items` make, or None.

    Args:
        items: The items; not changed.
        language: The language.
        kind: ``number``, ``count`` (a whole number) or ``range`` (where ordinals are bounds too).
    """
    amount = amount_of(items, joined=language.joined_after_tens)
    if amount is None and kind == "range":
        amount = amount_of(_ordinals_as_literals(items), joined=language.joined_after_tens)
    if amount is None or amount.counted:
        return None
    if kind == "count" and any(n is not None and n != int(n) for n in (amount.value, amount.low, amount.high)):
        return None
    return value_of(amount, kind=kind, datatype="xsd:integer" if kind == "count" else "xsd:decimal")


def value_of(amount: Amount, *, kind: str, datatype: str, unit: str | None = None, **fields: Any) -> Value:
    """Return the value of `amount` with further `fields`."""
    if unit is not None:
        fields["unit"] = unit
    if amount.value is not None:
        return Value(kind=kind, value=amount.value, datatype=datatype, qualifier=amount.qualifier, **fields)
    return Value(
        kind=kind,
        min=amount.low,
        max=amount.high,
        datatype=datatype,
        qualifier=amount.qualifier,
        min_exclusive=amount.low_open,
        max_exclusive=amount.high_open,
        **fields,
    )


def _ordinals_as_literals(items: list[Item]) -> list[Item]:
    """Return `items` with each run of ordinal words as its number: "between the tenth and the fifteenth"."""
    plain: list[Item] = []
    run: list[Item] = []
    for item in [*items, (s.FILLER, None)]:
        if item[0] in {s.CARDINAL, s.MULTIPLIER, s.ORDINAL, s.ORDINAL_MULTIPLIER}:
            run.append(item)
            continue
        rank = ordinal_of(run)
        plain += run if rank is None else [(s.LITERAL, Decimal(rank))]
        run = []
        plain.append(item)
    return plain[:-1]


_PERCENT: Final = Decimal(100)
_FRACTIONS: Final = frozenset((s.HALF, s.DENOMINATOR, s.ORDINAL))


def percentage_of(items: list[Item], *, language: Language) -> Value | None:
    """Return the percentage that all of `items` make, in percent; points are marked as a change."""
    amount = amount_of(items, joined=language.joined_after_tens)
    if amount is None:
        return None
    if not amount.counted and _FRACTIONS.isdisjoint([symbol for symbol, _ in items]):
        return None
    kinds = {symbol for symbol, _ in amount.counted}
    factors = {Decimal(payload) for _, payload in amount.counted} or {_PERCENT}  # "la moitié" is fifty percent
    if len(kinds) > 1 or len(factors) > 1:
        return None
    factor = factors.pop()
    if factor != 1:
        low, high = (None if n is None else n * factor for n in (amount.low, amount.high))
        amount = amount._replace(value=None if amount.value is None else amount.value * factor, low=low, high=high)
    return value_of(amount, kind="percentage", datatype="xsd:decimal", unit="percent", change=s.CHANGE in kinds)
