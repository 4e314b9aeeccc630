"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.values import symbols as s
from kg.values.amounts import Amount, amount_of, amount_of_reduced, reduced_numbers
from kg.values.numbers import Found
from kg.values.plain_numbers import value_of

if TYPE_CHECKING:
    from kg.values.currencies import Currency
    from kg.values.languages.language import Language
    from kg.values.symbols import Item
    from kg.values.value import Value

_SCALE: Final = 1000  # the smallest scale word
_MOST_ITEMS: Final = 64  # as in `amounts`
_HUNDREDTHS: Final = 100


def money_of(items: list[Item], *, language: Language) -> Value | None:
    """Return the amount of money that all of `items` make, or None."""
    joined = language.joined_after_tens
    if [symbol for symbol, _ in items[:3]] == [s.MULTIPLIER, s.CURRENCY, s.LITERAL]:
        items = [items[1], items[2], items[0], *items[3:]]  # "MAUD 60"
    if len(items) > _MOST_ITEMS:
        return None
    if [symbol for symbol, _ in items[:2]] == [s.MINUS, s.CURRENCY]:
        items = [items[1], items[0], *items[2:]]  # "-$3.2m"
    if s.BETWEEN in [symbol for symbol, _ in items]:
        amount = amount_of(items, joined=joined)
    else:
        reduced = reduced_numbers(items, joined=joined)
        letters = [symbol for symbol, _ in items]
        if s.ARTICLE in letters and s.NUMBER not in [symbol for symbol, _ in reduced]:
            reduced = [_ONE, *reduced]  # "a penny"
        if len(reduced) > 2:  # noqa: PLR2004 - more than a number and its currency
            reduced = _with_minor_part(_scaled_after_currency(reduced))
        amount = amount_of_reduced(reduced)
    return None if amount is None else _value_of(amount)


def _scaled_after_currency(reduced: list[Item]) -> list[Item]:
    """Return "80 USD millones" as 80 million: a scale word alone after a currency goes with the number before it."""
    for at in range(len(reduced) - 2):
        (first, number), (second, _), (third, scale) = reduced[at : at + 3]
        if (
            (first, second, third) == (s.NUMBER, s.CURRENCY, s.NUMBER)
            and scale.value == scale.scale >= _SCALE
            and number.scale == 1
        ):
            whole = number._replace(value=number.value * scale.value, scale=scale.scale)
            return [*reduced[:at], (s.NUMBER, whole), reduced[at + 1], *reduced[at + 3 :]]
    return reduced


def _with_minor_part(reduced: list[Item]) -> list[Item]:
    """Return "15 dollars et 15 cents", "15 dollars and 15", "$ 100 and fifty" as one number of the currency."""
    letters = "".join(symbol for symbol, _ in reduced if symbol not in (s.QUALIFIER, s.POINT))
    if letters not in _MINOR_SHAPES:
        return reduced
    numbers = [payload for symbol, payload in reduced if symbol == s.NUMBER]
    whole, part = numbers
    if not 0 < part.value < _HUNDREDTHS or part.value != int(part.value) or whole.value != int(whole.value):
        return reduced
    total = whole._replace(value=whole.value + part.value / _HUNDREDTHS)
    currency = next(item for item in reduced if item[0] == s.CURRENCY)
    return [*(item for item in reduced if item[0] == s.QUALIFIER), (s.NUMBER, total), currency]


_ONE: Final = (s.NUMBER, Found(Decimal(1), 1))
_MINOR_SHAPES: Final = frozenset(("n$nc", "n$&nc", "n$n", "n$&n", "$n&n", "$n&nc", "n$,nc"))


def _value_of(amount: Amount) -> Value | None:
    currencies: list[Currency] = []
    subunit = None
    for symbol, payload in amount.counted:
        if symbol == s.CURRENCY and payload not in currencies:
            currencies.append(payload)
        elif symbol == s.SUBUNIT:
            if subunit not in {None, payload}:
                return None
            subunit = payload
        elif symbol != s.CURRENCY:
            return None
    if len(currencies) > 1:
        currencies = [c for c in currencies if c.basis == "explicit"]
    if len(currencies) > 1 or bool(currencies) == bool(subunit):
        return None
    code, basis, candidates = currencies[0] if currencies else (None, "ambiguous", ())
    fields: dict[str, Any] = {"currency": code, "currency_basis": basis}
    if candidates:
        fields["candidates"] = {"currency": list(candidates)}
    return value_of(amount, kind="money", datatype="xsd:decimal", unit=subunit, **fields)


__all__ = ["Decimal", "money_of"]
