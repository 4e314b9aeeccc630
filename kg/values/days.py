"""Days, months and years by number and name."""

from __future__ import annotations

from typing import Final

from kg.values import calendar as c
from kg.values.moment import CENTURY, LAST_DAY, Bag, Context, Moment, certain, past_and_future, short_year

_SHORTEST: Final = 28  # days of the shortest month
MONTHS: Final = 12


def whole_year(bag: Bag, _: Context) -> Moment | None:
    """Return "2023"."""
    return certain(c.year_span(bag["y"][0]))


def bare_number(bag: Bag, context: Context) -> Moment | None:
    """A number by itself is a day of some month."""
    return _day_of_month(bag["d"][0], context)


def bare_ordinal(bag: Bag, context: Context) -> Moment | None:
    """Return "the 22nd", of some month."""
    return _day_of_month(bag["o"][0], context)


def _day_of_month(day: int, context: Context) -> Moment | None:
    """Return the day before and the day on or after the document's that have this number."""
    today = context.today
    if today is None or not 1 <= day <= LAST_DAY:
        return None
    months = [(today.year * 12 + today.month - 1 + offset) for offset in range(-2, 4)]
    days = [span for index in months if (span := c.day_of(index // 12, index % 12 + 1, day))]
    return past_and_future(days, today)


def month_year(bag: Bag, _: Context) -> Moment | None:
    """Return "avril 2024"."""
    return certain(c.months_span(bag["y"][0], bag["m"][0], 1, "month"))


def month_short_year(bag: Bag, context: Context) -> Moment | None:
    """Return "avril 78", a year since no month has so many days, or "avril 7", a day."""
    number, month = bag["d"][0], bag["m"][0]
    if number > LAST_DAY:
        return certain(c.months_span(short_year(number), month, 1, "month")) if number < CENTURY else None
    return yearless(number, month, context)


def yearless(day: int, month: int, context: Context) -> Moment | None:
    """Return the last such day before the document's date and the next one."""
    today = context.today
    if today is None:
        return None
    reach = 8 if day > _SHORTEST else 1  # February 29 may be eight years away
    days = [span for year in range(today.year - reach, today.year + reach + 1) if (span := c.day_of(year, month, day))]
    return past_and_future(days, today)


def ordinal_month(bag: Bag, context: Context) -> Moment | None:
    """Return "1er avril", without a year."""
    return yearless(bag["o"][0], bag["m"][0], context)


def day_month_year(bag: Bag, _: Context) -> Moment | None:
    """Return "12 mars 2023"."""
    day = (bag.get("d") or bag["o"])[0]
    return certain(c.day_of(bag["y"][0], bag["m"][0], day))


def day_month_short_year(bag: Bag, _: Context) -> Moment | None:
    """The first number or the ordinal is the day, the last the year: "1er avril 78", "22-Jan-19"."""
    day = bag["o"][0] if "o" in bag else bag["d"][0]
    return certain(c.day_of(short_year(bag["d"][-1]), bag["m"][0], day)) if bag["d"][-1] < CENTURY else None


def named_month(bag: Bag, context: Context) -> Moment | None:
    """Return "September": the present one, or the last and the next."""
    today, month = context.today, bag["m"][0]
    if today is None:
        return None
    months = [
        span for year in range(today.year - 1, today.year + 2) if (span := c.months_span(year, month, 1, "month"))
    ]
    past = [span for span in months if span.start <= today.replace(day=1) and span.start.month != today.month]
    current = [span for span in months if span.start == today.replace(day=1)]
    future = [span for span in months if span.start > today]
    if current:
        return Moment({"": current[0]}, relative=True)
    return Moment({"past": past[-1], "future": future[0]}, relative=True) if past and future else None


def numeric_date(numbers: list[int], context: Context) -> Moment | None:  # noqa: PLR0911 - one return for each order of the numbers
    """Return a date of three numbers, the year first or last."""
    first, second, third = numbers
    if first >= CENTURY:
        return certain(c.day_of(first, second, third))
    year = short_year(third)
    if CENTURY <= third < 1000:  # noqa: PLR2004 - neither two digits nor four
        return None
    readings = {"en-US": c.day_of(year, first, second), "en-GB": c.day_of(year, second, first)}
    if context.order == "dmy":
        return certain(readings["en-GB"])
    if context.order == "mdy":
        return certain(readings["en-US"] or readings["en-GB"])
    possible = {region: span for region, span in readings.items() if span is not None}
    if len(possible) == 2 and first == second:  # noqa: PLR2004 - both orders give the same day
        return certain(possible["en-GB"])
    if len(possible) == 1:
        return certain(*possible.values())
    return Moment(possible) if possible else None


def numeric_day(bag: Bag, context: Context) -> Moment | None:
    """Return a date of two numbers, without a year."""
    first, second = bag["d"]
    if context.order == "dmy":
        day, month = (first, second) if second <= MONTHS else (second, first)
        return yearless(day, month, context)
    if second > MONTHS or first == second:
        return yearless(second, first, context)
    if first > MONTHS:
        return yearless(first, second, context)
    if context.order == "mdy":
        return yearless(second, first, context)
    return None


def numeric_month(bag: Bag, _: Context) -> Moment | None:
    """Return "11/2016", "2016-05"."""
    month = bag["d"][0]
    return certain(c.months_span(bag["y"][0], month, 1, "month")) if 1 <= month <= MONTHS else None
