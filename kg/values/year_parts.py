"""Quarters, halves, weeks of a year, decades, centuries and fiscal years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.values import calendar as c
from kg.values.days import MONTHS
from kg.values.moment import CENTURY, Bag, Context, Moment, certain, past_and_future, short_year

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.values.calendar import TimeUnit


def quarter_of(year: int, number: int) -> Moment | None:
    """Return quarter `number` (1 to 4) of `year`."""
    return certain(c.months_span(year, 3 * number - 2, 3, "quarter")) if 1 <= number <= 4 else None  # noqa: PLR2004


def half_of(year: int, number: int) -> Moment | None:
    """Return half `number` (1 or 2) of `year`."""
    return certain(c.months_span(year, 6 * number - 5, 6, "half")) if 1 <= number <= 2 else None  # noqa: PLR2004


def quarter_year(bag: Bag, _: Context) -> Moment | None:
    """Return "T2 2023"."""
    year = bag["y"][0] if "y" in bag else short_year(bag["d"][0])
    return quarter_of(year, bag["Q"][0])


def half_year(bag: Bag, _: Context) -> Moment | None:
    """Return "H1 24"."""
    year = bag["y"][0] if "y" in bag else short_year(bag["d"][0])
    return half_of(year, bag["H"][0])


def quarter_alone(bag: Bag, context: Context) -> Moment | None:
    """Return "Q2", of the year before or after."""
    return around_today(context, lambda year: quarter_of(year, bag["Q"][0]))


def half_alone(bag: Bag, context: Context) -> Moment | None:
    """Return "H2", of the year before or after."""
    return around_today(context, lambda year: half_of(year, bag["H"][0]))


def around_today(context: Context, of_year: Callable[[int], Moment | None]) -> Moment | None:
    """Return what `of_year` gives for the year before the document's date and the year after it."""
    if context.today is None:
        return None
    years = range(context.today.year - 1, context.today.year + 2)
    spans = [moment.spans[""] for year in years if (moment := of_year(year))]
    return past_and_future(spans, context.today)


def part_of_year(year: int, number: int, unit: TimeUnit) -> Moment | None:
    """Return the third quarter, week, half or month of `year`."""
    if unit.name == "quarter":
        return quarter_of(year, number)
    if unit.name == "half":
        return half_of(year, number)
    if unit.name == "four-month":
        return certain(c.months_span(year, 4 * number - 3, 4, "four-month")) if 1 <= number <= 3 else None  # noqa: PLR2004
    if unit.name == "week":
        return certain(c.iso_week(year, number))
    if unit.name == "month" and 1 <= number <= MONTHS:
        return certain(c.months_span(year, number, 1, "month"))
    return None


def ordinal_unit_year(bag: Bag, _: Context) -> Moment | None:
    """Return "the third week of 2027"."""
    number = bag["o"][0] if "o" in bag else bag["d"][0]
    return part_of_year(bag["y"][0], number, bag["U"][0])


def number_of_year(number: int, unit: TimeUnit) -> Moment | None:
    """Return "les années 70" (a decade) and "année 247"."""
    if unit.plural or unit.name == "decade":
        return certain(c.decade_span(1900 + number)) if number < CENTURY and number % 10 == 0 else None
    return certain(c.year_span(number)) if number else None


def unit_year(bag: Bag, _: Context) -> Moment | None:
    """Return "année 2016" and "les années 2000"."""
    unit, year = bag["U"][0], bag["y"][0]
    if unit.name == "decade" or (unit.name == "year" and unit.plural):
        return certain(c.decade_span(year)) if year % 10 == 0 else None
    return certain(c.year_span(year)) if unit.name == "year" else None


def named_decade(bag: Bag, _: Context) -> Moment | None:
    """Return "the nineties"."""
    number = bag["D"][0]
    if number >= CENTURY:
        return certain(c.decade_span(number))
    return certain(c.decade_span(number + (2000 if number == 0 else 1900)))


def marked_decade(bag: Bag, _: Context) -> Moment | None:
    """Return "1970s", "the 70s"."""
    number = (bag.get("y") or bag["d"])[0]
    if number % 10:
        return None
    if "y" not in bag:
        number += 2000 if number == 0 else 1900
    return certain(c.decade_span(number)) if number >= 1000 else None  # noqa: PLR2004


def fiscal_year(bag: Bag, _: Context) -> Moment | None:
    """Return "FY23": the year alone, since its bounds depend on the company."""
    year = bag["y"][0] if "y" in bag else short_year(bag["d"][0])
    span = c.year_span(year)
    return None if span is None else Moment({"": span}, fiscal=True)
