"""Numbers with their hedges and ranges, before anybody asks what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.values import symbols as s
from kg.values.fractions import fraction_at
from kg.values.numbers import Found, number_at, without_hyphens
from kg.values.qualifiers import LOWER, UPPER, combined

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from kg.values.symbols import Item

_STARTS: Final = frozenset(
    (s.LITERAL, s.CARDINAL, s.MULTIPLIER, s.COLLECTIVE, s.HALF, s.DENOMINATOR, s.MINUS, s.POINT, s.ARTICLE)
)
_FRACTIONS: Final = frozenset((s.OVER, s.DENOMINATOR, s.ORDINAL, s.ORDINAL_MULTIPLIER, s.HALF))
_MIXED: Final = s.LITERAL + s.LITERAL
_SIGNS: Final = frozenset((s.PLUS, s.TILDE))
_COUNTED: Final = frozenset((s.CURRENCY, s.SUBUNIT, s.PERCENT, s.CHANGE, s.UNIT))
_HEDGES: Final = frozenset((s.QUALIFIER, s.EQUAL, s.FROM, s.TO, s.AND, s.COMMA, s.BETWEEN, s.ARTICLE, s.OVER))
_PASSED: Final = _HEDGES | {s.NUMBER, s.POINT}
_MOST_ITEMS: Final = 64  # more are no amount, and trying all their divisions would take long
_MOST_ITEMS_BETWEEN: Final = 24
_DISTRIBUTED: Final = 1000  # from here on a scale word goes with both bounds of a range


class Amount(NamedTuple):
    """A number or range with what it counts.

    Attributes:
        qualifier: One of `value.QUALIFIERS`.
        value: The number; None for a range.
        low: Lower bound of a range.
        high: Upper bound of a range.
        low_open: Whether the words exclude the lower bound.
        high_open: Whether the words exclude the upper bound.
        counted: The items that are neither number nor hedge, in order (currencies, units).
    """

    qualifier: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    counted: list[Item]


def amount_of(items: list[Item], *, joined: Collection[int]) -> Amount | None:
    """Return the amount that all of `items` make, or None when any of them is left over.

    Args:
        items: The items of a text; not changed.
        joined: See `fractions.fraction_at`.
    """
    if len(items) > _MOST_ITEMS:
        return None
    if s.BETWEEN in [symbol for symbol, _ in items]:
        return _between(items, joined=joined) if len(items) <= _MOST_ITEMS_BETWEEN else None
    reduced = reduced_numbers(items, joined=joined)
    return amount_of_reduced(reduced)


def amount_of_reduced(reduced: list[Item]) -> Amount | None:
    """Return the amount of items whose numbers are reduced already."""
    numbers = [index for index, item in enumerate(reduced) if item[0] == s.NUMBER]
    if len(numbers) == 1:
        return _single(reduced, reduced[numbers[0]][1])
    if len(numbers) != 2:  # noqa: PLR2004 - one number or two bounds
        return None
    return _range(reduced, numbers[0], numbers[1])


def reduced_numbers(items: list[Item], *, joined: Collection[int]) -> list[Item]:
    """Return `items` with each number phrase as one item, and dashes between amounts as "to"."""
    letters = "".join([symbol for symbol, _ in items])
    if s.MINUS in letters:
        items = without_hyphens(items)
    fractions = not _FRACTIONS.isdisjoint(letters) or _MIXED in letters
    reduced: list[Item] = []
    at, size = 0, len(items)
    while at < size:
        item = items[at]
        symbol = item[0]
        if symbol in _SIGNS:
            reduced += _sign(items, at, reduced)
        elif symbol in _STARTS and not _is_no_number(items, at, reduced):
            found = (fraction_at(items, at, joined=joined) if fractions else None) or number_at(items, at)
            if found is not None:
                reduced.append((s.NUMBER, found))
                at = found.end
                continue
            if symbol != s.ARTICLE:
                reduced.append(item)
        elif symbol == s.MINUS:
            if not _BEGINNINGS.isdisjoint([later for later, _ in items[at + 1 :]]):  # "5-6 %", but not "5-%"
                reduced.append((s.TO, None))
        elif item != (s.CARDINAL, 1):
            reduced.append(item)
        at += 1
    return reduced


_BEGINNINGS: Final = _STARTS - {s.MINUS}


def _is_no_number(items: list[Item], at: int, reduced: list[Item]) -> bool:
    """Return whether the item at `at` starts no number though it could: a dash, "25 euros con 50", "un 7,25 %"."""
    symbol, payload = items[at]
    if symbol == s.POINT:
        return bool(reduced) and reduced[-1][0] in _COUNTED
    if symbol == s.MINUS:
        return _follows_amount(reduced)
    return symbol == s.CARDINAL and payload == 1 and at + 1 < len(items) and items[at + 1][0] == s.LITERAL


def _sign(items: list[Item], at: int, reduced: list[Item]) -> list[Item]:
    """Return what a plus or a tilde means where it stands."""
    if items[at][0] == s.TILDE:
        return [(s.TO, None)] if _follows_amount(reduced) else [(s.QUALIFIER, "approximate")]
    return [(s.QUALIFIER, "at-least")] if _follows_amount(reduced) else []


def _follows_amount(reduced: list[Item]) -> bool:
    if not reduced:
        return False
    if reduced[-1][0] == s.NUMBER:
        return True
    return reduced[-1][0] in _COUNTED and any(symbol == s.NUMBER for symbol, _ in reduced)


def _single(reduced: list[Item], number: Found) -> Amount | None:
    qualifiers, counted, equal = [], [], False
    if reduced[0] == (s.TO, None):
        reduced = reduced[1:]  # "à 5 %"
    for symbol, payload in reduced:
        if symbol == s.QUALIFIER:
            qualifiers.append(payload)
        elif symbol in _COUNTED:
            counted.append((symbol, payload))
        elif symbol == s.EQUAL:
            equal = True
        elif symbol == s.OVER and payload == "more-than":
            qualifiers.append(payload)
        elif symbol not in _PASSED or (symbol == s.TO and not qualifiers):
            return None
    qualifier = combined(qualifiers, equal=equal, nature=number.nature) if qualifiers or equal else number.nature
    if qualifier is None:
        return None
    if qualifier == "exact" and equal and not qualifiers:
        return Amount("exact", number.value, None, None, False, False, counted)
    return Amount(qualifier, number.value, None, None, False, False, counted)


def _range(reduced: list[Item], first: int, second: int) -> Amount | None:
    qualifiers = [payload for symbol, payload in reduced if symbol == s.QUALIFIER]
    bounds = [q for q in qualifiers if q in LOWER or q in UPPER]
    if len(bounds) == 2:  # noqa: PLR2004 - one bound each
        return _bounded(reduced, first, second)
    if not any(item in _TO for item in reduced[first:second]):
        return None
    return _bounds_of(reduced, reduced[first][1], reduced[second][1])


_TO: Final = ((s.TO, None), (s.QUALIFIER, "at-most"))  # "hasta" between two numbers is "to"


def _bounds_of(reduced: list[Item], low: Found, high: Found) -> Amount | None:
    """Return the range from `low` to `high`, the scale of the second going with both when the first has none."""
    minimum, maximum = low.value, high.value
    if low.scale == 1 and high.scale >= _DISTRIBUTED and abs(minimum) < _DISTRIBUTED:
        minimum *= high.scale
    if minimum >= maximum:
        return None
    counted = []
    for symbol, payload in reduced:
        if symbol in _COUNTED:
            counted.append((symbol, payload))
        elif symbol not in _HEDGES and symbol != s.NUMBER:
            return None
    return Amount("range", None, minimum, maximum, False, False, counted)


def _bounded(reduced: list[Item], first: int, second: int) -> Amount | None:
    """Return "more than 20 and at most 30": each bound has its own hedge, before it or after it."""
    border = _border(reduced, first, second)
    if border is None:
        return None
    left, right = _single(reduced[:border], reduced[first][1]), _single(reduced[border:], reduced[second][1])
    if left is None or right is None:
        return None
    if left.qualifier in UPPER:
        left, right = right, left
    if left.qualifier not in LOWER or right.qualifier not in UPPER or left.value is None or right.value is None:
        return None
    if left.value >= right.value:
        return None
    open_ends = left.qualifier == "more-than", right.qualifier == "less-than"
    return Amount("range", None, left.value, right.value, *open_ends, [*left.counted, *right.counted])


def _border(reduced: list[Item], first: int, second: int) -> int | None:
    """Return where the second bound starts: at the "and" or comma between the numbers, or at the second hedge."""
    for index in range(second - 1, first, -1):
        if reduced[index][0] in {s.AND, s.COMMA}:
            return index
    for index in range(second - 1, first, -1):
        if reduced[index][0] == s.QUALIFIER:
            return index
    return None


def _between(items: list[Item], *, joined: Collection[int]) -> Amount | None:
    """Return "between A and B": the "and" that leaves a number on either side, if only one does."""
    start = next(index for index, item in enumerate(items) if item[0] == s.BETWEEN)
    found = []
    for split in range(start + 1, len(items)):
        if items[split][0] not in {s.AND, s.TO, s.MINUS}:
            continue
        left = reduced_numbers(items[start + 1 : split], joined=joined)
        right = reduced_numbers(items[split + 1 :], joined=joined)
        low, high = _only_number(left), _only_number(right)
        if low is not None and high is not None:
            amount = _bounds_of([*items[:start], *left, *right], low, high)
            if amount is not None:
                found.append(amount)
    return found[0] if len(found) == 1 else None


def _only_number(reduced: list[Item]) -> Found | None:
    numbers = [payload for symbol, payload in reduced if symbol == s.NUMBER]
    return numbers[0] if len(numbers) == 1 else None
