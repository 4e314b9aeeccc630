"""Times told from the document's date: yesterday, next year, last September, the rest of the week."""

from __future__ import annotations

from typing import Final

from kg.values import calendar as c
from kg.values.calendar import Span, TimeUnit
from kg.values.days import yearless
from kg.values.moment import Bag, Context, Moment, certain, past_and_future
from kg.values.parts import nth_in
from kg.values.year_parts import half_of, quarter_of


def anchored_day(bag: Bag, context: Context) -> Moment | None:
    """Return "yesterday"."""
    if context.today is None:
        return None
    return certain(c.unit_span("day", context.today, bag["a"][0]), relative=True)


def relative_unit(bag: Bag, context: Context) -> Moment | None:
    """Return "last year", "cette semaine"."""
    unit, (offset, several) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.plural or several:
        return None  # "les prochains mois" says not how many
    return certain(c.unit_span(unit.name, context.today, offset), relative=True)


def unit_alone(bag: Bag, context: Context) -> Moment | None:
    """Return "the week" and "weekend": the one the document's date is in."""
    return relative_unit({**bag, "r": [(0, False)]}, context)


def relative_fiscal(bag: Bag, context: Context) -> Moment | None:
    """Return "l'exercice précédent"."""
    moment = relative_unit({**bag, "U": [TimeUnit("year", False)]}, context)
    return moment and moment._replace(fiscal=True)


def relative_month(bag: Bag, context: Context) -> Moment | None:
    """Return "last September": the last one, or the one of last year where both may be meant."""
    today, month, (offset, _) = context.today, bag["m"][0], bag["r"][0]
    if today is None or abs(offset) > 1:
        return None
    spans = {year: c.months_span(today.year + year, month, 1, "month") for year in (-1, 0, 1)}
    this = spans[0]
    if offset == 0:
        return certain(this, relative=True)
    other = spans[offset]
    passed = month < today.month if offset < 0 else month > today.month
    if not passed or this is None or other is None:
        return certain(other, relative=True)
    return Moment({"nearest": this, "other year": other}, relative=True)


def relative_weekday(bag: Bag, context: Context) -> Moment | None:
    """Return "next Sunday": of next week, or the coming one where they differ."""
    today, weekday, (offset, _) = context.today, bag["w"][0], bag["r"][0]
    if today is None or abs(offset) > 1:
        return None
    of_week = c.unit_span("day", today, weekday - today.weekday() + 7 * offset)
    if offset == 0 or of_week is None:
        return certain(of_week, relative=True)
    distance = (weekday - today.weekday()) % 7 or 7
    near = c.unit_span("day", today, distance if offset > 0 else distance - 7 if distance < 7 else -7)  # noqa: PLR2004
    if near is None or near == of_week:
        return certain(of_week, relative=True)
    return Moment({"nearest": near, "week": of_week}, relative=True)


def relative_day(bag: Bag, context: Context) -> Moment | None:
    """Return "le 12 mars prochain": the next such day, or the last."""
    day, offset = (bag.get("d") or bag["o"])[0], bag["r"][0][0]
    moment = yearless(day, bag["m"][0], context)
    if moment is None or abs(offset) != 1:
        return None
    return certain(moment.spans["future" if offset > 0 else "past"], relative=True)


def named_weekday(bag: Bag, context: Context) -> Moment | None:
    """Return "mercredi": the last one and the next."""
    today = context.today
    if today is None:
        return None
    ahead = (bag["w"][0] - today.weekday()) % 7
    days = [c.unit_span("day", today, ahead - 7), c.unit_span("day", today, ahead)]
    return past_and_future([day for day in days if day], today)


def weekday_of_week(bag: Bag, context: Context) -> Moment | None:
    """Return "Friday next week"."""
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if unit.name == "month" and offset < 0:
        return nth_weekday({**bag, "r": [(-1, False), (0, False)]}, context)  # "dernier vendredi du mois"
    if context.today is None or unit.name != "week":
        return None
    return certain(c.unit_span("day", context.today, bag["w"][0] - context.today.weekday() + 7 * offset), relative=True)


_REACH: Final = 2  # months; a day further off would be named with its month


def weekday_with_number(bag: Bag, context: Context) -> Moment | None:
    """Return "samedi 23": the nearest day with this number that is this weekday."""
    today, number = context.today, (bag.get("d") or bag["o"])[0]
    if today is None:
        return None
    index = today.year * 12 + today.month - 1
    days = [
        span
        for offset in range(-_REACH, _REACH + 1)
        if (span := c.day_of((index + offset) // 12, (index + offset) % 12 + 1, number))
    ]
    days = [span for span in days if span.start.weekday() == bag["w"][0]]
    return certain(min(days, key=lambda span: abs((span.start - today).days)), relative=True) if days else None


def month_of_relative_year(bag: Bag, context: Context) -> Moment | None:
    """Return "June next year", with or without a day."""
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.name != "year":
        return None
    year, month = context.today.year + offset, bag["m"][0]
    day = (bag.get("d") or bag.get("o") or [None])[0]
    return certain(c.months_span(year, month, 1, "month") if day is None else c.day_of(year, month, day), relative=True)


def ordinal_of_relative(bag: Bag, context: Context) -> Moment | None:
    """Return "20th of next month", "the third week of next year", "the third quarter this year"."""
    number, (offset, _) = (bag.get("d") or bag["o"])[0], bag.get("r", [(0, False)])[0]
    units = sorted(bag["U"], key=lambda unit: _SIZES.get(unit.name, 0))
    if context.today is None:
        return None
    whole = c.unit_span(units[-1].name, context.today, offset)
    if whole is None:
        return None
    if len(units) == 1:
        return (
            certain(c.day_of(whole.start.year, whole.start.month, number), relative=True)
            if whole.precision == "month"
            else None
        )
    return nth_in(whole, number, units[0])


# A half or a fortnight is always the part, whatever it is a part of.
_SIZES: Final = {"half": 0, "fortnight": 0, "day": 1, "week": 2, "month": 3, "quarter": 4, "year": 6}


def quarter_of_relative_year(bag: Bag, context: Context) -> Moment | None:
    """Return "Q3 last year"."""
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.name != "year":
        return None
    year = context.today.year + offset
    moment = quarter_of(year, bag["Q"][0]) if "Q" in bag else half_of(year, bag["H"][0])
    return moment and moment._replace(relative=True)


def nth_weekday(bag: Bag, context: Context) -> Moment | None:
    """Return "the first Friday in July (2020)", "the first Friday in this month", "second Sunday"."""
    number = -1 if "r" in bag and "o" not in bag else bag["o"][0]
    weekday, today = bag["w"][0], context.today
    if "m" in bag and "y" in bag:
        return certain(c.nth_weekday(bag["y"][0], bag["m"][0], weekday, number))
    if today is None:
        return None
    if "m" in bag:
        days = [c.nth_weekday(today.year + year, bag["m"][0], weekday, number) for year in (-1, 0, 1)]
        return past_and_future([day for day in days if day], today)
    offset = bag["r"][-1][0] if "U" in bag and "r" in bag else 0
    whole = c.unit_span("month", today, offset)
    if whole is None or ("U" in bag and bag["U"][0].name != "month"):
        return None
    return certain(c.nth_weekday(whole.start.year, whole.start.month, weekday, number), relative=True)


def rest_of(bag: Bag, context: Context) -> Moment | None:
    """Return "the rest of the year", "earlier this month": the part of it after or before the document's date."""
    if context.today is None or ("r" in bag and bag["r"][0][0] != 0):
        return None
    letters = bag["letters"][0]
    if bag["z"][0] != "rest" and letters.index("z") > letters.index("U"):
        return None  # "a year later" counts from a time named elsewhere
    whole = c.unit_span(bag["U"][0].name, context.today, 0)
    if whole is None:
        return None
    if bag["z"][0] == "earlier":
        return (
            certain(Span(whole.start, context.today, "range"), relative=True) if whole.start < context.today else None
        )
    return certain(Span(context.today, whole.end, "range"), relative=True)
