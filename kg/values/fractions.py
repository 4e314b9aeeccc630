"""Fractions in words and digits: "deux tiers", "one out of three", "3 1/4", "a hundred and thirty-two fifths"."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Final

from kg.values.numbers import Found, cardinal_at, number_at
from kg.values.symbols import (
    AND,
    ARTICLE,
    CARDINAL,
    COLLECTIVE,
    DENOMINATOR,
    HALF,
    LITERAL,
    MINUS,
    MULTIPLIER,
    ORDINAL,
    ORDINAL_MULTIPLIER,
    OVER,
    POINT,
    Item,
)

if TYPE_CHECKING:
    from collections.abc import Collection

_WORDS: Final = frozenset((CARDINAL, MULTIPLIER, AND, ARTICLE, LITERAL, POINT, MINUS, HALF))
_LAST: Final = frozenset((ORDINAL, ORDINAL_MULTIPLIER, DENOMINATOR))
_TENS: Final = frozenset(range(20, 100, 10))
_MOST_WORDS: Final = 32  # before a denominator; the longest number of a million millions has fewer
_DIGITS: Final = 15  # of a quotient; more would claim what no text says


def fraction_at(items: list[Item], at: int, *, joined: Collection[int]) -> Found | None:
    """Return the number with a fraction that starts at `at`, or None.

    Args:
        items: The items; not changed.
        at: Where to start.
        joined: The units that the word for "and" joins to tens in this language (1 and 11 in French).
    """
    sign = 1
    if at < len(items) and items[at][0] == MINUS:
        sign, at = -1, at + 1
    found = _written(items, at) or _in_words(items, at, joined=joined)
    return found and found._replace(value=sign * found.value)


def _written(items: list[Item], at: int) -> Found | None:
    """Return "3/4", "1 4/5", "un sur trois"."""
    first = number_at(items, at)
    if first is None or first.end >= len(items):
        return None
    if items[first.end][0] == LITERAL:
        rest = _written(items, first.end)
        if rest is None or not 0 < rest.value / rest.scale < 1:
            return None
        return rest._replace(value=first.value * rest.scale + rest.value)
    if items[first.end][0] != OVER:
        return None
    second = cardinal_at(items, first.end + 1)
    after = items[first.end + 1 : first.end + 2]
    if items[first.end][1] == "/" and after and after[0][0] == LITERAL:
        return _quotient(items, first.value, after[0][1], first.end + 2)  # "1/2 million" is half a million
    return second and _quotient(items, first.value, second.value, second.end)


def _is_proper(found: Found | None) -> bool:
    return found is not None and 0 < found.value < 1


def _quotient(items: list[Item], numerator: Decimal, denominator: Decimal, end: int) -> Found | None:
    """Return the quotient, times the scale words that follow ("trois quarts de million")."""
    if not denominator:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        value = numerator / denominator
    factor = 1
    if [symbol for symbol, _ in items[end : end + 2]] == [ARTICLE, MULTIPLIER]:
        end += 1  # "a quarter of a million"
    while end < len(items) and items[end][0] in {MULTIPLIER, COLLECTIVE}:
        symbol, payload = items[end]
        factor, end = factor * (payload if symbol == MULTIPLIER else payload[0]), end + 1
    return Found(value * factor, end, factor)


def _in_words(items: list[Item], at: int, *, joined: Collection[int]) -> Found | None:
    last = at
    while last < len(items) and items[last][0] in _WORDS and not _is_counted_half(items, last, at):
        last += 1
    if last == len(items) or last - at > _MOST_WORDS or (items[last][0] not in _LAST and items[last][0] != HALF):
        return None
    while last + 1 < len(items) and items[last + 1][0] in _LAST and items[last][0] != DENOMINATOR:
        last += 1  # "tricentésimo quinto": one denominator in several ordinals
    return _mixed(items, at, last, joined=joined) or _simple(items, at, last, joined=joined)


def _is_counted_half(items: list[Item], at: int, first: int) -> bool:
    """Return whether the half at `at` is a denominator with a numerator of its own ("un medio", "drei halbe")."""
    return items[at][0] == HALF and at > first and items[at - 1][0] in {CARDINAL, LITERAL, ARTICLE}


def _mixed(items: list[Item], at: int, last: int, *, joined: Collection[int]) -> Found | None:
    """Return a whole number and a proper fraction joined by "and" ("six millions et deux tiers")."""
    for split in range(last - 1, at, -1):
        if items[split][0] not in {AND, POINT} or _joins_tens(items, split, joined=joined):
            continue
        whole = number_at(items[:split], at)
        if whole is None or whole.end != split:
            continue
        part = _simple(items, split + 1, last, joined=joined)
        if part is not None and (_is_proper(part) or part.scale > 1):
            return _sum(whole, part)
    return None


def _sum(whole: Found, part: Found) -> Found | None:
    """Add a fraction to a whole number: the larger scale of the two goes with both unless each has its own."""
    if part.scale == 1:
        return Found(whole.value + part.value * whole.scale, part.end, whole.scale)
    if whole.scale > part.scale:
        return Found(whole.value + part.value, part.end, whole.scale)
    if whole.scale == 1:
        return Found(whole.value * part.scale + part.value, part.end, part.scale)
    return None


def _joins_tens(items: list[Item], at: int, *, joined: Collection[int]) -> bool:
    """Return whether the "and" at `at` stands between tens and a unit that it joins ("vingt et un")."""
    before, after = items[at - 1], items[at + 1]
    return (
        items[at][0] == AND
        and before[0] == CARDINAL
        and before[1] in _TENS
        and after[0] in {CARDINAL, ORDINAL}
        and after[1] in joined
    )


def _simple(items: list[Item], at: int, last: int, *, joined: Collection[int]) -> Found | None:
    """Return numerator over denominator, the denominator ending with the item at `last`."""
    for split in _splits(items, at, last, joined=joined):
        numerator = _numerator(items, at, split)
        denominator = _denominator(items, split, last)
        if numerator is not None and denominator is not None:
            return _quotient(items, numerator, denominator, last + 1)
    return None


def _splits(items: list[Item], at: int, last: int, *, joined: Collection[int]) -> list[int]:
    """Return where the denominator may start, likeliest first.

    Tens before an ordinal unit belong to it ("one hundred thirty-fifths" is 100/35) unless an "and" binds them to
    what goes before ("one hundred and thirty fifths" is 130/5).
    """
    splits = [last, *range(at + 1, last)]
    tens = last - 1
    if tens > at and _joins_tens(items, tens, joined=joined):
        tens -= 1
    if tens > at and items[tens][0] == CARDINAL and items[tens][1] in _TENS and items[last][0] == ORDINAL:
        unit = items[last][1]
        joins = tens < last - 1 or unit not in joined  # where "and" joins units to tens, nothing else does
        return [tens, *splits] if unit < 10 and joins and items[tens - 1][0] != AND else splits  # noqa: PLR2004
    return splits


def _numerator(items: list[Item], at: int, end: int) -> Decimal | None:
    if at == end or (end == at + 1 and items[at][0] == ARTICLE):
        return Decimal(1)
    found = number_at(items[:end], at)
    return found.value if found is not None and found.end == end else None


def _denominator(items: list[Item], at: int, last: int) -> Decimal | None:
    if at > last or items[at][0] in {AND, MINUS, POINT, LITERAL}:
        return None
    if items[last] == (DENOMINATOR, None):
        return _counted(items[at:last])  # "vinte e cinco avos"
    if at == last:
        return Decimal(items[last][1] or 2)
    found = cardinal_at(_as_cardinals(items[at : last + 1]), 0)
    return found.value if found is not None and found.end == last + 1 - at else None


def _counted(items: list[Item]) -> Decimal | None:
    found = cardinal_at(items, 0)
    return found.value if found is not None and found.end == len(items) else None


def _as_cardinals(items: list[Item]) -> list[Item]:
    """Return `items` with ordinal words as the cardinals they come from."""
    plain = {ORDINAL: CARDINAL, ORDINAL_MULTIPLIER: MULTIPLIER}
    return [(plain.get(symbol, symbol), payload) for symbol, payload in items]


def ordinal_of(items: list[Item]) -> int | None:
    """Return the ordinal that all of `items` make ("vingt et unième", "tres mil millonésimo séptimo"), or None."""
    if not any(symbol in {ORDINAL, ORDINAL_MULTIPLIER} for symbol, _ in items):
        return None
    items = _with_teens(items)
    found = cardinal_at(_as_cardinals(items), 0)
    if found is None or found.end != len(items) or found.value != int(found.value):
        return None
    return int(found.value)


def _with_teens(items: list[Item]) -> list[Item]:
    """Return `items` with "tenth first" as eleventh, as Romance languages say it ("décimo primero")."""
    reduced: list[Item] = []
    for item in items:
        if item[0] == ORDINAL and item[1] < _TEN and reduced and reduced[-1] == (ORDINAL, _TEN):
            reduced[-1] = (ORDINAL, _TEN + item[1])
        else:
            reduced.append(item)
    return reduced


_TEN: Final = 10
