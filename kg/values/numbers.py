"""Number phrases: digits and words, scales, halves, decimals in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kg.values.symbols import (
    AND,
    ARTICLE,
    CARDINAL,
    COLLECTIVE,
    DECADE,
    DENOMINATOR,
    HALF,
    LITERAL,
    MINUS,
    MULTIPLIER,
    ORDINAL,
    ORDINAL_MULTIPLIER,
    PLUS,
    POINT,
    POWER,
    Item,
)

_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MILLION: Final = 10**6
_BLOCK: Final = 100_000  # multipliers from here on close a block ("deux cent mille | millions")
_UNITS: Final = frozenset(range(1, 10))
_VIGESIMAL: Final = frozenset(range(1, 20))  # "soixante-douze", "quatre-vingt-dix"
_TENS: Final = frozenset(range(20, 100, 10))
_END: Final[Item] = ("", None)


class Found(NamedTuple):
    """A number read from items.

    Attributes:
        value: The number.
        end: Index after the last item read.
        scale: The last scale word, at least 1 ("3 millions" has 10**6).
        nature: exact, approximate ("une centaine") or order-of-magnitude ("des centaines").
    """

    value: Decimal
    end: int
    scale: int = 1
    nature: str = "exact"


def cardinal_at(items: list[Item], at: int) -> Found | None:
    """Return the longest cardinal that starts at item `at`, in digits, words or both, without sign or fraction."""
    total, limit, end, scale = Decimal(0), None, at, 1
    while True:
        start = _after_and(items, end) if end > at else end
        block = _block_at(items, start)
        value, after = block or (None, start)
        if value is None and _scale(items, after) == 1:
            break
        factor, after = _scales_at(items, after)
        if limit is not None and factor * (value or 1) >= limit:
            break
        total += (1 if value is None else value) * factor
        end, scale, limit = after, factor, factor
        if factor == 1:
            break
    if end == at:
        return None
    return Found(total, end, scale if scale > 1 else _small_scale(items, end))


def _small_scale(items: list[Item], end: int) -> int:
    """Return 1000 when the number ends in the word for thousand, so that "mille et demi" adds 500."""
    symbol, payload = items[end - 1]
    return payload if symbol == MULTIPLIER and payload >= _THOUSAND else 1


def _item(items: list[Item], at: int) -> Item:
    return items[at] if at < len(items) else _END


def _scale(items: list[Item], at: int) -> int:
    symbol, payload = _item(items, at)
    return payload if symbol == MULTIPLIER and payload >= _BLOCK else 1


def _scales_at(items: list[Item], at: int) -> tuple[int, int]:
    """Return the product of the scale words from `at` on ("mil millones" after a number) and where they end."""
    factor = 1
    while (scale := _scale(items, at)) > 1:
        factor *= scale
        at += 1
    return factor, at


def _after_and(items: list[Item], at: int) -> int:
    return at + 1 if _item(items, at)[0] == AND else at


def _block_at(items: list[Item], at: int) -> tuple[Decimal, int] | None:
    """Return a number below a million (or any literal) and where it ends: "deux cent mille trois"."""
    group = _group_at(items, at)
    value, end = group or (Decimal(1), at)
    if _item(items, end) != (MULTIPLIER, _THOUSAND):
        return group
    value, end = value * _THOUSAND, end + 1
    rest = _group_at(items, _after_and(items, end))
    if rest and rest[0] < _THOUSAND and _item(items, rest[1]) != (MULTIPLIER, _THOUSAND):
        return value + rest[0], rest[1]
    return value, end


def _group_at(items: list[Item], at: int) -> tuple[Decimal, int] | None:  # noqa: PLR0911 - one return for each kind of start
    """Return a number below a thousand in words, or a literal, with its hundreds."""
    symbol, payload = _item(items, at)
    if symbol == LITERAL:
        if _item(items, at + 1) != (MULTIPLIER, _HUNDRED):
            return payload, at + 1
        return _tail(items, payload * _HUNDRED, at + 2)
    if symbol == MULTIPLIER and payload == _HUNDRED:
        return _tail(items, Decimal(_HUNDRED), at + 1)
    if symbol != CARDINAL:
        return None
    if payload >= _HUNDRED:
        return _tail(items, Decimal(payload), at + 1)
    small, end = _small_at(items, at)
    if _item(items, end) == (MULTIPLIER, _HUNDRED):
        return _tail(items, Decimal(small * _HUNDRED), end + 1)
    return Decimal(small), end


def _tail(items: list[Item], hundreds: Decimal, at: int) -> tuple[Decimal, int]:
    """Add what may follow hundreds."""
    start = _after_and(items, at)
    symbol, payload = _item(items, start)
    if symbol == CARDINAL and 0 < payload < _HUNDRED:
        small, end = _small_at(items, start)
        return hundreds + small, end
    if symbol == LITERAL and payload < _HUNDRED and start > at:
        return hundreds + payload, start + 1
    return hundreds, at


def _small_at(items: list[Item], at: int) -> tuple[int, int]:
    """Return a number below a hundred that starts with the cardinal at `at`: tens and units in either order."""
    value: int = items[at][1]
    after = _after_and(items, at + 1)
    symbol, payload = _item(items, after)
    if symbol != CARDINAL:
        return value, at + 1
    units = _VIGESIMAL if value in {60, 80} else _UNITS
    if (value in _TENS and payload in units) or (value in _UNITS and payload in _TENS and after == at + 2):
        return value + payload, after + 1
    return value, at + 1


def number_at(items: list[Item], at: int) -> Found | None:  # noqa: PLR0911 - one return for each kind of start
    """Return the longest number that starts at item `at`: sign, cardinal, decimals, halves, power, collectives."""
    symbol, payload = _item(items, at)
    if symbol == LITERAL and _item(items, at + 1)[0] not in _CONTINUED:
        return Found(payload, at + 1)
    if symbol == MINUS:
        found = number_at(items, at + 1)
        return found and found._replace(value=-found.value)
    if symbol == ARTICLE:
        return _after_article(items, at + 1)
    if symbol == HALF:
        return _half_of(items, at)
    if symbol == COLLECTIVE:
        return _collective(items, None, at)
    if symbol == POINT:
        found = _with_decimals(items, Found(Decimal(0), at))
        return found if found.end > at else None
    found = cardinal_at(items, at)
    if found is not None and symbol == MULTIPLIER and payload >= _MILLION:
        found = found._replace(nature="order-of-magnitude")  # "millions of euros", without saying how many
    return found and _completed(items, found, at)


_CONTINUED: Final = frozenset((MULTIPLIER, COLLECTIVE, AND, POINT, POWER))


def _after_article(items: list[Item], at: int) -> Found | None:
    """Return "a hundred", "a half million" as one of them; an article before anything else is no number."""
    symbol, _ = _item(items, at)
    if symbol in {MULTIPLIER, HALF, CARDINAL, LITERAL}:
        found = number_at(items, at)
        return found and (found._replace(nature="exact") if symbol == MULTIPLIER else found)
    return _collective(items, Decimal(1), at) if symbol == COLLECTIVE else None


def _half_of(items: list[Item], at: int) -> Found:
    """Return "half", "half a million", "une demi-douzaine"."""
    after = at + 1
    if _item(items, after)[0] == ARTICLE and _item(items, after + 1)[0] in {MULTIPLIER, COLLECTIVE}:
        after += 1
    return _scaled(items, Found(Decimal("0.5"), after))


def _completed(items: list[Item], found: Found, at: int) -> Found | None:
    """Add what may follow a cardinal."""
    symbol = _item(items, found.end)[0]
    if symbol == POINT:
        found = _with_decimals(items, found)
    elif symbol == POWER:
        return _power(items, found)
    elif symbol == COLLECTIVE:
        if AND in [symbol for symbol, _ in items[at : found.end]]:
            return None  # "three hundred and two dozen" may be 324 or 3624
        return _collective(items, found.value, found.end)
    elif symbol == AND:
        found = _with_half(items, found)
    return _scaled(items, found)


def _scaled(items: list[Item], found: Found) -> Found:
    """Multiply by scale words that follow a decimal or a half ("deux et demi millions")."""
    factor, end = Decimal(1), found.end
    symbol, payload = _item(items, end)
    while symbol == MULTIPLIER:
        factor, end = factor * payload, end + 1
        symbol, payload = _item(items, end)
    if end == found.end:
        return _dozens(items, found)
    return Found(found.value * factor, end, int(factor) * found.scale, found.nature)


def _dozens(items: list[Item], found: Found) -> Found:
    if _item(items, found.end)[0] != COLLECTIVE:
        return found
    return _collective(items, found.value, found.end) or found


def _with_half(items: list[Item], found: Found) -> Found:
    """Add "et demi", "and a half": half of the last scale."""
    end = found.end + 1
    if _item(items, end) in _ONE:
        end += 1
    if _item(items, end)[0] != HALF:
        return found
    own = _scale(items, end + 1)
    if 1 < own < found.scale:
        return Found(found.value + Decimal(own) / 2, end + 2, found.scale)
    return Found(found.value + Decimal(found.scale) / 2, end + 1, 1 if found.scale == 1 else found.scale)


_ONE: Final = ((ARTICLE, None), (CARDINAL, 1))


def _with_decimals(items: list[Item], found: Found) -> Found:
    """Add decimals read aloud: "virgule zéro trois", "point one four"."""
    digits, end = "", found.end + 1
    while len(digits) < _MAX_DECIMALS:
        symbol, payload = _item(items, end)
        if symbol == CARDINAL and payload == 0:
            digits, end = digits + "0", end + 1
            continue
        part = _group_at(items, end)
        if part is None or part[0] != int(part[0]) or (symbol == LITERAL and digits):
            break
        digits, end = digits + str(int(part[0])), part[1]
    if not digits:
        return found
    return Found(found.value + Decimal(f"0.{digits}"), end)


_MAX_DECIMALS: Final = 30


def _power(items: list[Item], found: Found) -> Found:
    """Return "1,1^23"; exponents above 99 are left unread."""
    end, sign = found.end + 1, 1
    if _item(items, end)[0] in {MINUS, PLUS}:
        sign, end = -1 if items[end][0] == MINUS else 1, end + 1
    symbol, exponent = _item(items, end)
    if symbol != LITERAL or abs(exponent) >= _HUNDRED or exponent != int(exponent) or not found.value:
        return found
    return Found(found.value ** (sign * int(exponent)), end + 1)


def _collective(items: list[Item], count: Decimal | None, at: int) -> Found | None:
    """Return "une centaine (de millions)", "trois douzaines", "des dizaines de milliers"."""
    symbol, (size, exact, plural) = items[at]
    end, factor = at + 1, Decimal(size)
    symbol, payload = _item(items, end)
    while symbol in {MULTIPLIER, COLLECTIVE}:
        factor *= payload if symbol == MULTIPLIER else payload[0]
        end += 1
        symbol, payload = _item(items, end)
    if plural and count is None:
        nature = "order-of-magnitude"
    else:
        nature = "exact" if exact or (count is not None and count != 1) else "approximate"
    return Found((1 if count is None else count) * factor, end, int(factor), nature)


def without_hyphens(items: list[Item]) -> list[Item]:
    """Return `items` without the hyphens inside number phrases ("fifty-two", "five - eighths")."""
    last = len(items) - 1
    return [
        item
        for index, item in enumerate(items)
        if item[0] != MINUS or not 0 < index < last or not _is_hyphen(items[index - 1][0], items[index + 1][0])
    ]


def _is_hyphen(before: str, after: str) -> bool:
    """Return whether a dash between these letters joins words ("fifty-two", "2.5-billion") and tells no range."""
    return after in _WORDS and (before in _WORDS or (before == LITERAL and after == MULTIPLIER))


_WORDS: Final = frozenset(
    (CARDINAL, MULTIPLIER, ORDINAL, ORDINAL_MULTIPLIER, HALF, AND, DENOMINATOR, COLLECTIVE, DECADE)
)
