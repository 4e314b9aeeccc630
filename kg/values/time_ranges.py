"""Periods named by two ends: "du 4 au 22 janvier 1995", "2014-2018", "next week between Wednesday and Friday"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.values import symbols as s
from kg.values.calendar import Span, unit_span
from kg.values.moment import Context, Moment

if TYPE_CHECKING:
    import datetime as dt

    from kg.values.symbols import Item

Reader: TypeAlias = Callable[["list[Item]", Context], Moment | None]

_REGIONS: Final = frozenset(("en-US", "en-GB"))  # an end whose day and month may be swapped is no end
_BORDERS: Final = frozenset((s.TO, s.MINUS))
_DAYS: Final = frozenset((s.DAY_NUMBER, s.ORDINAL))


def range_of(items: list[Item], context: Context, read: Reader) -> Moment | None:
    """Return the period between the two times that `items` name, or None.

    Args:
        items: The items; not changed.
        context: What is known besides the words.
        read: Reads one end.
    """
    if s.FISCAL in [symbol for symbol, _ in items]:
        return None  # "exercice 2022-2023" is one year whose bounds the company knows
    shared: list[Item] = []
    borders, between = _BORDERS, False
    for index, (symbol, _) in enumerate(items):
        if symbol == s.BETWEEN:
            shared, items, borders, between = items[:index], items[index + 1 :], _BORDERS | {s.AND}, True
            break
    for index, (symbol, _) in enumerate(items):
        if symbol in borders and 0 < index < len(items) - 1:
            left, right = [*shared, *items[:index]], [*shared, *items[index + 1 :]]
            moment = _between(left, right, context, read, included=not between)
            if moment is not None:
                return moment
    return None


def _between(left: list[Item], right: list[Item], context: Context, read: Reader, *, included: bool) -> Moment | None:
    first = read(_completed(left, right), context)
    last = read(_completed(right, left), context)
    if first is None or last is None or not _REGIONS.isdisjoint((*first.spans, *last.spans)):
        return None
    spans = {}
    otherwise = None
    for key, start in first.spans.items():
        end = _first_after(start, last, weekday=_lone_weekday(right))
        if end is not None:
            months = included and start.precision == end.precision == "month"
            spans[key] = Span(start.start, end.end if months else _end_of(end), "range")
            otherwise = Span(start.start, end.end, "range")
    if not spans:
        return None
    if len(spans) > 1:
        return Moment(spans, first.relative or last.relative)
    only = next(iter(spans.values()))
    return Moment({"": only}, first.relative or last.relative, otherwise=None if only == otherwise else otherwise)


def _completed(items: list[Item], other: list[Item]) -> list[Item]:
    """Return `items` with the month, year or week that only `other` names."""
    letters = {symbol for symbol, _ in items}
    wanted: set[str] = set()
    if letters <= _DAYS | {s.WEEKDAY} and letters & _DAYS:
        wanted = {s.MONTH, s.YEAR, s.RELATIVE, s.TIME_UNIT}
    elif letters == {s.DAY_NUMBER, s.YEAR} and not any(symbol == s.YEAR for symbol, _ in other):
        wanted = {s.MONTH}  # "Feb 2-7, 2018"
    elif s.MONTH in letters and not letters & {s.YEAR, s.RELATIVE}:
        wanted = {s.YEAR}
    elif letters == {s.WEEKDAY}:
        wanted = {s.RELATIVE, s.TIME_UNIT}
    elif letters in ({s.QUARTER}, {s.HALF_YEAR}):
        wanted = {s.YEAR}
    elif letters in ({s.TIME_UNIT, s.DAY_NUMBER}, {s.DAY_NUMBER}):
        wanted = {s.TIME_UNIT, s.YEAR}
    borrowed = [item for item in other if item[0] in wanted - letters]
    if s.RELATIVE in wanted and not any(symbol == s.RELATIVE for symbol, _ in [*items, *borrowed]):
        borrowed = [item for item in borrowed if item[0] != s.TIME_UNIT or letters == {s.DAY_NUMBER}]
    return [*items, *borrowed]


def _lone_weekday(items: list[Item]) -> int | None:
    """Return the weekday that is all of `items`."""
    return items[0][1] if len(items) == 1 and items[0][0] == s.WEEKDAY else None


def _first_after(start: Span, last: Moment, *, weekday: int | None) -> Span | None:
    """Return the reading of the last end that comes after `start`, soonest."""
    if weekday is not None and "past" in last.spans:
        return unit_span("day", start.start, (weekday - start.start.weekday()) % 7 or 7)
    later = [span for span in last.spans.values() if span.start > start.start]
    years = [_year_later(span, start) for span in last.spans.values()] if len(last.spans) > 1 else []
    return min([*later, *(span for span in years if span)], key=lambda span: span.start, default=None)


def _year_later(span: Span, start: Span) -> Span | None:
    """Return `span` in the year of `start`, or the year after where it would come before it."""
    for year in (start.start.year, start.start.year + 1):
        try:
            moved = span.start.replace(year=year)
        except ValueError:
            continue
        if moved > start.start:
            end = moved + (span.end - span.start)
            return Span(moved, end, span.precision)
    return None


def _end_of(span: Span) -> dt.date:
    """Return where a period that runs to `span` ends: after a day, at the start of a week, month or year.

    "From 2014 to 2018" is four years, as the specification cases have it.
    """
    return span.start if span.precision in _POINTS else span.end


_POINTS: Final = frozenset(("year", "month", "week", "decade"))
