"""The items of dates and periods: numbers, ordinals and lengths reduced, empty words gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.calendar import TimeUnit, length_of
from kg.values.fractions import ordinal_of
from kg.values.numbers import cardinal_at, without_hyphens
from kg.values.temporal_lexicon import UNCLEAR_HALF, number_item, temporal_lexicon

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.values.languages.language import Language
    from kg.values.symbols import Item

_NUMBER_WORDS: Final = frozenset((s.CARDINAL, s.MULTIPLIER))
_ORDINAL_WORDS: Final = frozenset((s.ORDINAL, s.ORDINAL_MULTIPLIER))
_WORDS: Final = _NUMBER_WORDS | _ORDINAL_WORDS | {s.MONTH_OR_NUMBER, s.WEEKDAY_OR_ORDINAL}
_RUN: Final = _NUMBER_WORDS | _ORDINAL_WORDS | {s.AND, s.MINUS}
_NAMED_BY: Final = {"day": (s.DAY_NUMBER, s.ORDINAL), "month": (s.MONTH,)}
_TENS: Final = frozenset(range(20, 100, 10))
_CENTURIES: Final = range(10, 30)  # "nineteen ninety-nine"


def temporal_items(folded: str, *, language: Language) -> list[Item]:
    """Return the items of a folded text with numbers, ordinals and lengths reduced."""
    lexicon = temporal_lexicon(language.code)
    items = lexicon.items(lexicon.tokens(folded))
    letters = {symbol for symbol, _ in items}
    if letters & _UNCLEAR:
        items = _with_weekdays(_with_months(items))
    if s.MINUS in letters:
        items = without_hyphens(items)
    if letters & _WORDS:
        items = _with_numbers(items)
    if s.OF in letters:
        items = _with_days(items)
    if s.TIME_UNIT in letters:
        items = _with_lengths(_without_day_words(items))
        within = s.WITHIN in letters and s.RELATIVE not in letters  # "within a year"
        if s.AGO in letters or within or (s.ANCHOR in letters and letters & _AROUND_ANCHOR):
            items = _with_single_lengths(items)
    if s.BETWEEN in letters and letters.isdisjoint(_JOINTS):
        items = [(s.HENCE, True) if item[0] == s.BETWEEN else item for item in items]  # "tra due settimane"
        letters = letters | {s.HENCE}
    return _cleaned(items, letters)


_UNCLEAR: Final = frozenset((s.MONTH_OR_NUMBER, s.WEEKDAY_OR_ORDINAL))
_JOINTS: Final = frozenset((s.AND, s.TO, s.MINUS))


def _cleaned(items: list[Item], letters: AbstractSet[str]) -> list[Item]:
    """Return reduced `items` without the words that mean nothing where they stand.

    Args:
        items: The items.
        letters: Those of the items before they were reduced.
    """
    if (s.TIME_UNIT, UNCLEAR_HALF) in items and s.ORDINAL not in [symbol for symbol, _ in items]:
        items = [(s.MODIFIER, "mid") if item == (s.TIME_UNIT, UNCLEAR_HALF) else item for item in items]
    if s.MINUS in letters:
        items = [item for index, item in enumerate(items) if item[0] != s.MINUS or _is_dash(items, index)]
    if s.RELATIVE in letters or s.DECADE_MARK in letters:
        items = _without_echoes(items)
    if not letters.isdisjoint(_PREPOSITIONS) and not _points_ahead(items):
        return [item for index, item in enumerate(items) if item != (s.HENCE, True) and (index or item[0] != s.WITHIN)]
    return items


def _without_echoes(items: list[Item]) -> list[Item]:
    """Return `items` without "this" beside "last" or "next", and without an "s" that follows no number."""
    offsets = [payload[0] for symbol, payload in items if symbol == s.RELATIVE]
    kept: list[Item] = []
    for item in items:
        if item[0] == s.RELATIVE and item[1][0] == 0 and any(offsets):
            continue
        if item[0] == s.DECADE_MARK and (not kept or kept[-1][0] not in {s.YEAR, s.DAY_NUMBER}):
            continue
        kept.append(item)
    return kept


_PREPOSITIONS: Final = frozenset((s.HENCE, s.WITHIN))
_PLACED: Final = frozenset((s.ORDINAL, s.YEAR, s.MONTH))


def _points_ahead(items: list[Item]) -> bool:
    """Return whether "in" before `items` points ahead ("in three years") and not into a time ("in 2023")."""
    letters = {symbol for symbol, _ in items}
    return s.LENGTH in letters and not letters & _PLACED


_AROUND_ANCHOR: Final = frozenset((s.SINCE, s.AFTER, s.BEFORE))


def _with_single_lengths(items: list[Item]) -> list[Item]:
    """Return `items` with a unit that has no number as one of it: "a week ago", "a month from today"."""
    found: list[Item] = []
    for symbol, payload in items:
        length = length_of(1, payload.name) if symbol == s.TIME_UNIT and payload.plural is not True else None
        found.append((symbol, payload) if length is None else (s.LENGTH, length))
    return found


def _is_dash(items: list[Item], at: int) -> bool:
    """Return whether the hyphen at `at` stands between two times, not inside a word ("ce mois-ci", "mid-2026")."""
    return 0 < at < len(items) - 1 and items[at - 1][0] in _TIMES and items[at + 1][0] in _TIMES


_TIMES: Final = frozenset(
    (s.DAY_NUMBER, s.ORDINAL, s.YEAR, s.MONTH, s.WEEKDAY, s.QUARTER, s.HALF_YEAR, s.ANCHOR, s.FISCAL)
)


def _with_days(items: list[Item]) -> list[Item]:
    """Return `items` with a number after "of the" as an ordinal: "la semaine du 18" is not week 18."""
    found: list[Item] = []
    for index, item in enumerate(items):
        if item[0] == s.OF:
            continue
        after_of = index > 1 and items[index - 1][0] == s.OF and items[index - 2][0] == s.TIME_UNIT
        found.append((s.ORDINAL, item[1]) if after_of and item[0] == s.DAY_NUMBER else item)
    return found


def _without_day_words(items: list[Item]) -> list[Item]:
    """Return `items` without "day" right before a number and "month" before a month: "no dia 27", "le mois de juin"."""
    followers = [symbol for symbol, _ in items[1:]] + [s.FILLER]
    return [
        item
        for item, follower in zip(items, followers, strict=True)
        if item[0] != s.TIME_UNIT or follower not in _NAMED_BY.get(item[1].name, ()) or item[1].plural
    ]


def _with_weekdays(items: list[Item]) -> list[Item]:
    """Return `items` with each word that is a weekday and an ordinal as the ordinal only before a unit or number."""
    followers = [symbol for symbol, _ in items[1:]] + [s.FILLER]
    return [
        (symbol, payload)
        if symbol != s.WEEKDAY_OR_ORDINAL
        else ((s.ORDINAL, payload[1]) if follower in _COUNTABLE else (s.WEEKDAY, payload[0]))
        for (symbol, payload), follower in zip(items, followers, strict=True)
    ]


_COUNTABLE: Final = frozenset((s.TIME_UNIT, s.WEEKDAY, s.LITERAL))


def _with_months(items: list[Item]) -> list[Item]:
    """Return `items` with each word that is a month and a number ("sept") as the one that fits its neighbours."""
    found: list[Item] = []
    for index, (symbol, payload) in enumerate(items):
        if symbol != s.MONTH_OR_NUMBER:
            found.append((symbol, payload))
            continue
        after = items[index + 1][0] if index + 1 < len(items) else s.FILLER
        if len(found) > 1 and found[-1][0] == s.MINUS and found[-2][0] == s.CARDINAL:
            found.pop()
        before = found[-1] if found else (s.FILLER, None)
        tens = before[0] == s.CARDINAL and before[1] in _TENS
        counts = tens or after in {s.TIME_UNIT, s.MULTIPLIER, s.RELATIVE} or before[0] == s.MULTIPLIER
        found.append((s.CARDINAL, payload[1]) if counts else (s.MONTH, payload[0]))
    return found


def _with_numbers(items: list[Item]) -> list[Item]:
    """Return `items` with number words as day numbers, years and ordinals."""
    reduced: list[Item] = []
    at, size = 0, len(items)
    while at < size:
        symbol, _ = items[at]
        if symbol in _NUMBER_WORDS or symbol in _ORDINAL_WORDS:
            found = _ordinal_at(items, at) or _number_at(items, at)
            if found is not None:
                item, at = found
                reduced.append(item)
                continue
        reduced.append(items[at])
        at += 1
    return reduced


def _ordinal_at(items: list[Item], at: int) -> tuple[Item, int] | None:
    """Return the longest ordinal at `at` ("twenty first") and where it ends."""
    end = at
    while end < len(items) and items[end][0] in _RUN:
        end += 1
        if items[end - 1][0] in _ORDINAL_WORDS:
            rank = ordinal_of(items[at:end])
            return None if rank is None else ((s.ORDINAL, rank), end)
    return None


def _number_at(items: list[Item], at: int) -> tuple[Item, int] | None:
    found = cardinal_at(items, at)
    if found is None or found.value != int(found.value):
        return None
    number, end = int(found.value), found.end
    if number in _CENTURIES:
        rest = _twonumber_item(items, end)
        if rest is not None:
            return (s.YEAR, number * 100 + rest[0]), rest[1]
        if end < len(items) and items[end][0] == s.DECADE:
            return (s.DECADE, number * 100 + items[end][1]), end + 1
    return number_item(number), end


def _twonumber_item(items: list[Item], at: int) -> tuple[int, int] | None:
    """Return the second half of a year read in two halves ("ninety nine", "zero one")."""
    if at >= len(items) or items[at][0] != s.CARDINAL:
        return None
    leading = items[at][1] == 0
    found = cardinal_at(items, at + leading)
    if found is None or not (10 <= found.value < 100 or (leading and found.value < 10)):  # noqa: PLR2004
        return None
    return int(found.value), found.end


def _with_lengths(items: list[Item]) -> list[Item]:
    """Return `items` with "three years" as one item, two lengths in a row added up."""
    reduced: list[Item] = []
    for index, (symbol, payload) in enumerate(items):
        length = None
        if symbol == s.TIME_UNIT and reduced:
            length = _length_before(reduced, payload, items, index)
        if length is None:
            reduced.append((symbol, payload))
    return _added_lengths(reduced)


def _length_before(reduced: list[Item], unit: TimeUnit, items: list[Item], index: int) -> bool | None:
    """Fold a count into the unit after it, in place; None when it is no count ("22 this month")."""
    at = len(reduced) - 1
    between = None
    if at and reduced[at - 1][0] == s.DAY_NUMBER and (reduced[at][0] == s.RELATIVE or reduced[at] == (s.ORDINAL, 1)):
        between, at = reduced[at], at - 1
    if reduced[at][0] != s.DAY_NUMBER:
        return None
    count = reduced[at][1]
    after = items[index + 1] if index + 1 < len(items) else (s.FILLER, None)
    if after[0] == s.YEAR and unit.plural is False:
        return None  # "1. Quartal 1998"
    relative = between or (after if after[0] == s.RELATIVE else None)
    if not _is_count(count, unit, relative):
        return None
    length = length_of(count, unit.name)
    if length is None:
        return None
    reduced[at:] = [(s.LENGTH, length), *([between] if between else [])]
    return True


def _is_count(count: int, unit: TimeUnit, relative: Item | None) -> bool:
    """Return whether a number before a unit counts it: "3 Jahre", not "3. Quartal", not "20 du mois prochain"."""
    if unit.plural is not None:
        return unit.plural or (count == 1 and relative is None)
    return relative is None or relative[0] == s.ORDINAL or relative[1][1]


def _added_lengths(items: list[Item]) -> list[Item]:
    added: list[Item] = []
    for symbol, payload in items:
        previous = added[-1] if added else None
        joined = (
            len(added) > 1 and previous is not None and previous[0] in {s.AND, s.QUALIFIER} and added[-2][0] == s.LENGTH
        )
        if symbol == s.LENGTH and previous is not None and (previous[0] == s.LENGTH or joined):
            if joined:
                added.pop()
            first = added.pop()[1]
            total = type(payload)(
                first.months + payload.months, first.seconds + payload.seconds, payload.unit, payload.number
            )
            added.append((s.LENGTH, total))
            continue
        added.append((symbol, payload))
    return added
