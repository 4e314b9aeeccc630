"""Parts of a month or a year: its second half, its last week, its first nine months."""

from __future__ import annotations

from typing import Final

from kg.values import calendar as c
from kg.values.calendar import Span, TimeUnit
from kg.values.moment import Bag, Context, Moment, certain
from kg.values.year_parts import part_of_year


def _half_of_month(whole: Span, number: int) -> Moment | None:
    """Return the first to the fifteenth, or the rest of a month."""
    middle = whole.start.replace(day=16)
    spans = {1: Span(whole.start, middle, "half-month"), 2: Span(middle, whole.end, "half-month")}
    return certain(spans.get(number))


def nth_in(whole: Span, number: int, unit: TimeUnit) -> Moment | None:
    """Return a quarter, week or half, by number, of a year or month told from the document's date."""
    if whole.precision == "month" and unit.name in {"half", "fortnight"}:
        moment = _half_of_month(whole, number)
        return moment and moment._replace(relative=True)
    if whole.precision == "year":
        moment = part_of_year(whole.start.year, number, unit)
        return moment and moment._replace(relative=True)
    if unit.name == "week" and whole.precision == "month":
        return certain(c.nth_week(whole, number), relative=True)
    return None


def part_of_month(whole: Span, number: int, unit: TimeUnit) -> Moment | None:
    """Return the week, half or quarter with a number of a month or year (-1 the last)."""
    if whole.precision == "year" and number < 0 and unit.name in _LAST_OF_YEAR:
        return part_of_year(whole.start.year, _LAST_OF_YEAR[unit.name], unit)
    if unit.name == "day":
        return _nth_day(whole, number)
    if unit.name == "week":
        return certain(c.nth_week(whole, number))
    if unit.name in {"half", "fortnight"} and whole.precision == "month":
        return _half_of_month(whole, number)
    return None


_LAST_OF_YEAR: Final = {"quarter": 4, "four-month": 3, "half": 2, "month": 12}


def _nth_day(whole: Span, number: int) -> Moment | None:
    """Return a day of a month or year by number (1-based; -1 the last)."""
    start = whole.end if number < 0 else whole.start
    day = c.unit_span("day", start, number if number < 0 else number - 1)
    return certain(day) if day is not None and whole.start <= day.start < whole.end else None


def first_or_last_of(bag: Bag, context: Context) -> Moment | None:
    """Return "the first nine months of 2023", "los últimos 6 meses del próximo año"."""
    length, first = bag["l"][0], "o" in bag
    whole = _whole_of(bag, context)
    if whole is None or (first and bag["o"][0] != 1):
        return None
    border = whole.start if first else whole.end
    other = c.moved_by(border, length, sign=1 if first else -1)
    if other is None or not whole.start <= other <= whole.end:
        return None
    return certain(Span(min(border, other), max(border, other), "range"), relative="y" not in bag)


def _whole_of(bag: Bag, context: Context) -> Span | None:
    """Return the year or month that a part is taken from."""
    if "y" in bag:
        return c.months_span(bag["y"][0], bag["m"][0], 1, "month") if "m" in bag else c.year_span(bag["y"][0])
    if context.today is None or "U" not in bag:
        return None
    offset = bag["r"][-1][0] if "r" in bag else 0
    return c.unit_span(bag["U"][0].name, context.today, offset)
