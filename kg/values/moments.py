"""Single dates and periods: what each shape of items means.

A shape is the letters of the items (see `symbols`), sorted; the order of the words does not matter except among bare
numbers. Each function here takes the payloads by letter and gives the spans the words may mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeAlias

from kg.values import calendar as c
from kg.values.calendar import Length, Span, TimeUnit


class Moment(NamedTuple):
    """What the words name.

    Attributes:
        spans: The readings by what tells them apart: one under ``""``, or ``past`` and ``future``, or regions.
        relative: Whether the document's date was needed.
        fiscal: Whether the year is a fiscal one.
        approximate: Whether the words give no more than the neighbourhood ("two years ago").
        otherwise: The single span with its last year or month included, where it is not clear that it is left out.
    """

    spans: dict[str, Span]
    relative: bool = False
    fiscal: bool = False
    approximate: bool = False
    otherwise: Span | None = None


class Context(NamedTuple):
    """What is known besides the words.

    Attributes:
        today: The document's date.
        order: dmy, mdy or ambiguous: how dates of three numbers are written.
    """

    today: dt.date | None
    order: str


Bag: TypeAlias = dict[str, list[Any]]
Handler: TypeAlias = Callable[[Bag, Context], Moment | None]

_PIVOT: Final = 30  # years of two digits up to here are of this century
_SHORTEST: Final = 28  # days of the shortest month
_MONTHS: Final = 12
_LAST_DAY: Final = 31
_CENTURY: Final = 100


def certain(span: Span | None, *, relative: bool = False) -> Moment | None:
    """Return `span` as the only reading."""
    return None if span is None else Moment({"": span}, relative)


def short_year(number: int) -> int:
    """Return a year of two digits in full: up to 30 this century, else the last."""
    if number >= _CENTURY:
        return number
    return number + (2000 if number <= _PIVOT else 1900)


# --- absolute ---


def _year(bag: Bag, context: Context) -> Moment | None:
    return certain(c.year_span(bag["y"][0]))


def _bare_number(bag: Bag, context: Context) -> Moment | None:
    """A number by itself is a day of some month."""
    return _day_of_month(bag["d"][0], context)


def _bare_ordinal(bag: Bag, context: Context) -> Moment | None:
    return _day_of_month(bag["o"][0], context)


def _day_of_month(day: int, context: Context) -> Moment | None:
    """Return the day before and the day on or after the document's that have this number."""
    today = context.today
    if today is None or not 1 <= day <= _LAST_DAY:
        return None
    months = [(today.year * 12 + today.month - 1 + offset) for offset in range(-2, 4)]
    days = [span for index in months if (span := c.day_of(index // 12, index % 12 + 1, day))]
    return _past_and_future(days, today)


def _past_and_future(spans: list[Span], today: dt.date) -> Moment | None:
    """Return the last of `spans` that starts before `today` and the first that does not."""
    past = [span for span in spans if span.start < today]
    future = [span for span in spans if span.start >= today]
    if not past or not future:
        return None
    return Moment({"past": past[-1], "future": future[0]}, relative=True)


def _month_year(bag: Bag, context: Context) -> Moment | None:
    return certain(c.months_span(bag["y"][0], bag["m"][0], 1, "month"))


def _month_short_year(bag: Bag, context: Context) -> Moment | None:
    """ "Avril 78" is a year when no month has so many days; otherwise the number is a day."""
    number, month = bag["d"][0], bag["m"][0]
    if number > _LAST_DAY:
        return certain(c.months_span(short_year(number), month, 1, "month")) if number < _CENTURY else None
    return _yearless(number, month, context)


def _yearless(day: int, month: int, context: Context) -> Moment | None:
    today = context.today
    if today is None:
        return None
    reach = 8 if day > _SHORTEST else 1  # February 29 may be eight years away
    days = [span for year in range(today.year - reach, today.year + reach + 1) if (span := c.day_of(year, month, day))]
    return _past_and_future(days, today)


def _ordinal_month(bag: Bag, context: Context) -> Moment | None:
    return _yearless(bag["o"][0], bag["m"][0], context)


def _day_month_year(bag: Bag, context: Context) -> Moment | None:
    day = (bag.get("d") or bag["o"])[0]
    return certain(c.day_of(bag["y"][0], bag["m"][0], day))


def _day_month_short_year(bag: Bag, context: Context) -> Moment | None:
    """The first number or the ordinal is the day, the last the year: "1er avril 78", "22-Jan-19"."""
    day = bag["o"][0] if "o" in bag else bag["d"][0]
    return certain(c.day_of(short_year(bag["d"][-1]), bag["m"][0], day)) if bag["d"][-1] < _CENTURY else None


def _month(bag: Bag, context: Context) -> Moment | None:
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


# --- bare numbers, where the order counts ---


def numeric_date(numbers: list[int], context: Context) -> Moment | None:
    """Return a date of three numbers, the year first or last."""
    first, second, third = numbers
    if first >= _CENTURY:
        return certain(c.day_of(first, second, third))
    year = short_year(third)
    if _CENTURY <= third < 1000:  # noqa: PLR2004 - neither two digits nor four
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


def _numeric_day(bag: Bag, context: Context) -> Moment | None:
    """Return a date of two numbers, without a year."""
    first, second = bag["d"]
    if context.order == "dmy":
        day, month = (first, second) if second <= _MONTHS else (second, first)
        return _yearless(day, month, context)
    if second > _MONTHS or first == second:
        return _yearless(second, first, context)
    if first > _MONTHS:
        return _yearless(first, second, context)
    if context.order == "mdy":
        return _yearless(second, first, context)
    return None


def _numeric_month(bag: Bag, context: Context) -> Moment | None:
    """Return "11/2016", "2016-05"."""
    month = bag["d"][0]
    return certain(c.months_span(bag["y"][0], month, 1, "month")) if 1 <= month <= _MONTHS else None


# --- quarters, halves, decades, centuries, fiscal years ---


def _quarter(year: int, number: int) -> Moment | None:
    return certain(c.months_span(year, 3 * number - 2, 3, "quarter")) if 1 <= number <= 4 else None  # noqa: PLR2004


def _half(year: int, number: int) -> Moment | None:
    return certain(c.months_span(year, 6 * number - 5, 6, "half")) if 1 <= number <= 2 else None  # noqa: PLR2004


def _quarter_year(bag: Bag, context: Context) -> Moment | None:
    year = bag["y"][0] if "y" in bag else short_year(bag["d"][0])
    return _quarter(year, bag["Q"][0])


def _half_year(bag: Bag, context: Context) -> Moment | None:
    year = bag["y"][0] if "y" in bag else short_year(bag["d"][0])
    return _half(year, bag["H"][0])


def _quarter_alone(bag: Bag, context: Context) -> Moment | None:
    return _around(context, lambda year: _quarter(year, bag["Q"][0]))


def _half_alone(bag: Bag, context: Context) -> Moment | None:
    return _around(context, lambda year: _half(year, bag["H"][0]))


def _around(context: Context, of_year: Callable[[int], Moment | None]) -> Moment | None:
    """Return what `of_year` gives for the year before the document's date and the year after it."""
    if context.today is None:
        return None
    years = range(context.today.year - 1, context.today.year + 2)
    spans = [moment.spans[""] for year in years if (moment := of_year(year))]
    return _past_and_future(spans, context.today)


def _part_of_year(year: int, number: int, unit: TimeUnit) -> Moment | None:
    """Return the third quarter, week, half or month of `year`."""
    if unit.name == "quarter":
        return _quarter(year, number)
    if unit.name == "half":
        return _half(year, number)
    if unit.name == "four-month":
        return certain(c.months_span(year, 4 * number - 3, 4, "four-month")) if 1 <= number <= 3 else None  # noqa: PLR2004
    if unit.name == "week":
        return certain(c.iso_week(year, number))
    whole = c.year_span(year)
    if unit.name == "month" and 1 <= number <= _MONTHS and whole:
        return certain(c.months_span(year, number, 1, "month"))
    return None


def _ordinal_unit_year(bag: Bag, context: Context) -> Moment | None:
    number = bag["o"][0] if "o" in bag else bag["d"][0]
    return _part_of_year(bag["y"][0], number, bag["U"][0])


def _ordinal_unit(bag: Bag, context: Context) -> Moment | None:
    """Return the 21st century, the third quarter (of the year before or after), week 10 (of this year)."""
    number, unit = (bag.get("o") or bag["d"])[0], bag["U"][0]
    if unit.name == "century":
        return certain(c.months_span(_CENTURY * (number - 1), 1, 1200, "century")) if 1 < number < _LAST_DAY else None
    if "d" in bag and unit.name in {"year", "decade"}:
        return _number_of_year(number, unit)
    letters = bag["letters"][0]
    if "o" in bag and unit.name in {"week", "month"} and letters.index("o") > letters.index("U"):
        return _unit_around_date(bag, context)
    if context.today is None:
        return None
    if unit.name == "week":
        return certain(c.iso_week(context.today.year, number), relative=True)
    return _around(context, lambda year: _part_of_year(year, number, unit))


def _number_of_year(number: int, unit: TimeUnit) -> Moment | None:
    """Return "les années 70" (a decade) and "année 247"."""
    if unit.plural or unit.name == "decade":
        return certain(c.decade_span(1900 + number)) if number < _CENTURY and number % 10 == 0 else None
    return certain(c.year_span(number)) if number else None


def _unit_year(bag: Bag, context: Context) -> Moment | None:
    """Return "année 2016" and "les années 2000"."""
    unit, year = bag["U"][0], bag["y"][0]
    if unit.name == "decade" or (unit.name == "year" and unit.plural):
        return certain(c.decade_span(year)) if year % 10 == 0 else None
    return certain(c.year_span(year)) if unit.name == "year" else None


def _decade(bag: Bag, context: Context) -> Moment | None:
    number = bag["D"][0]
    if number >= _CENTURY:
        return certain(c.decade_span(number))
    return certain(c.decade_span(number + (2000 if number == 0 else 1900)))


def _marked_decade(bag: Bag, context: Context) -> Moment | None:
    """Return "1970s", "the 70s"."""
    number = (bag.get("y") or bag["d"])[0]
    if number % 10:
        return None
    if "y" not in bag:
        number += 2000 if number == 0 else 1900
    return certain(c.decade_span(number)) if number >= 1000 else None  # noqa: PLR2004


def _fiscal(bag: Bag, context: Context) -> Moment | None:
    year = bag["y"][0] if "y" in bag else short_year(bag["d"][0])
    span = c.year_span(year)
    return None if span is None else Moment({"": span}, fiscal=True)


def _relative_fiscal(bag: Bag, context: Context) -> Moment | None:
    moment = _relative_unit({**bag, "U": [TimeUnit("year", False)]}, context)
    return moment and moment._replace(fiscal=True)


# --- relative ---


def _anchor(bag: Bag, context: Context) -> Moment | None:
    if context.today is None:
        return None
    return certain(c.unit_span("day", context.today, bag["a"][0]), relative=True)


def _relative_unit(bag: Bag, context: Context) -> Moment | None:
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.plural:
        return None
    return certain(c.unit_span(unit.name, context.today, offset), relative=True)


def _unit_alone(bag: Bag, context: Context) -> Moment | None:
    """Return "the week" and "weekend": the one the document's date is in."""
    return _relative_unit({**bag, "r": [(0, False)]}, context)


def _relative_month(bag: Bag, context: Context) -> Moment | None:
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


def _relative_weekday(bag: Bag, context: Context) -> Moment | None:
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


def _weekday(bag: Bag, context: Context) -> Moment | None:
    today = context.today
    if today is None:
        return None
    ahead = (bag["w"][0] - today.weekday()) % 7
    days = [c.unit_span("day", today, ahead - 7), c.unit_span("day", today, ahead)]
    return _past_and_future([day for day in days if day], today)


def _weekday_of_week(bag: Bag, context: Context) -> Moment | None:
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.name != "week":
        return None
    return certain(c.unit_span("day", context.today, bag["w"][0] - context.today.weekday() + 7 * offset), relative=True)


def _weekday_with_number(bag: Bag, context: Context) -> Moment | None:
    """Return "samedi 23": the nearest day with this number that is this weekday."""
    today, number = context.today, (bag.get("d") or bag["o"])[0]
    if today is None:
        return None
    index = today.year * 12 + today.month - 1
    days = [
        span
        for offset in range(-12, 13)
        if (span := c.day_of((index + offset) // 12, (index + offset) % 12 + 1, number))
    ]
    days = [span for span in days if span.start.weekday() == bag["w"][0]]
    return certain(min(days, key=lambda span: abs((span.start - today).days)), relative=True) if days else None


def _month_of_relative_year(bag: Bag, context: Context) -> Moment | None:
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.name != "year":
        return None
    year, month = context.today.year + offset, bag["m"][0]
    day = (bag.get("d") or bag.get("o") or [None])[0]
    return certain(c.months_span(year, month, 1, "month") if day is None else c.day_of(year, month, day), relative=True)


def _ordinal_of_relative(bag: Bag, context: Context) -> Moment | None:
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
    return _nth_in(whole, number, units[0])


# A half or a fortnight is always the part, whatever it is a part of.
_SIZES: Final = {"half": 0, "fortnight": 0, "day": 1, "week": 2, "month": 3, "quarter": 4, "year": 6}


def _half_of_month(whole: Span, number: int) -> Moment | None:
    """Return the first to the fifteenth, or the rest of a month."""
    middle = whole.start.replace(day=16)
    spans = {1: Span(whole.start, middle, "half-month"), 2: Span(middle, whole.end, "half-month")}
    return certain(spans.get(number))


def _nth_in(whole: Span, number: int, unit: TimeUnit) -> Moment | None:
    if whole.precision == "month" and unit.name in {"half", "fortnight"}:
        moment = _half_of_month(whole, number)
        return moment and moment._replace(relative=True)
    if whole.precision == "year":
        moment = _part_of_year(whole.start.year, number, unit)
        return moment and moment._replace(relative=True)
    if unit.name == "week" and whole.precision == "month":
        return certain(c.nth_week(whole, number), relative=True)
    return None


def _quarter_of_relative_year(bag: Bag, context: Context) -> Moment | None:
    unit, (offset, _) = bag["U"][0], bag["r"][0]
    if context.today is None or unit.name != "year":
        return None
    year = context.today.year + offset
    moment = _quarter(year, bag["Q"][0]) if "Q" in bag else _half(year, bag["H"][0])
    return moment and moment._replace(relative=True)


def _nth_weekday(bag: Bag, context: Context) -> Moment | None:
    """Return "the first Friday in July (2020)", "the first Friday in this month", "second Sunday"."""
    number = -1 if "r" in bag and "o" not in bag else bag["o"][0]
    weekday, today = bag["w"][0], context.today
    if "m" in bag and "y" in bag:
        return certain(c.nth_weekday(bag["y"][0], bag["m"][0], weekday, number))
    if today is None:
        return None
    if "m" in bag:
        days = [c.nth_weekday(today.year + year, bag["m"][0], weekday, number) for year in (-1, 0, 1)]
        return _past_and_future([day for day in days if day], today)
    offset = bag["r"][0][0] if "U" in bag else 0
    whole = c.unit_span("month", today, offset)
    if whole is None or ("U" in bag and bag["U"][0].name != "month"):
        return None
    return certain(c.nth_weekday(whole.start.year, whole.start.month, weekday, number), relative=True)


def _nth_of_month(bag: Bag, context: Context) -> Moment | None:
    """Return "la première semaine d'octobre", "the last week of July", "second half of March 2024"."""
    letters, unit = bag["letters"][0], bag["U"][0]
    if "r" in bag and unit.name == "year":
        return _month_of_relative_year(bag, context)
    if "o" in bag and letters.index("o") > letters.index("U"):
        return _unit_around_date(bag, context)
    number = bag["o"][0] if "o" in bag else -1
    if "r" in bag and bag["r"][0][0] != -1:
        return None
    if "y" in bag:
        whole = c.months_span(bag["y"][0], bag["m"][0], 1, "month") if "m" in bag else c.year_span(bag["y"][0])
        return whole and _part_of_month(whole, number, unit)
    today = context.today
    if today is None:
        return None
    wholes = [c.months_span(today.year + year, bag["m"][0], 1, "month") for year in (-1, 0, 1)]
    parts = [part.spans[""] for whole in wholes if whole and (part := _part_of_month(whole, number, unit))]
    return _past_and_future(parts, today)


def _part_of_month(whole: Span, number: int, unit: TimeUnit) -> Moment | None:
    if whole.precision == "year" and number < 0 and unit.name in _LAST_OF_YEAR:
        return _part_of_year(whole.start.year, _LAST_OF_YEAR[unit.name], unit)
    if unit.name == "week":
        return certain(c.nth_week(whole, number))
    if unit.name in {"half", "fortnight"} and whole.precision == "month":
        return _half_of_month(whole, number)
    return None


_LAST_OF_YEAR: Final = {"quarter": 4, "four-month": 3, "half": 2, "month": 12}


def _first_or_last_of(bag: Bag, context: Context) -> Moment | None:
    """Return "the first nine months of 2023", "los últimos 6 meses del próximo año"."""
    length, first = bag["l"][0], "o" in bag
    whole = _whole_of(bag, context)
    if whole is None or whole.end is None or (first and bag["o"][0] != 1):
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


def _unit_around_date(bag: Bag, context: Context) -> Moment | None:
    """Return "the week of September 16": the week or month that holds the day."""
    unit = bag["U"][0]
    inner = {letter: payloads for letter, payloads in bag.items() if letter not in {"U", "G", "letters"}}
    handler = HANDLERS.get("".join(sorted(letter for letter, ps in inner.items() for _ in ps)))
    moment = handler(inner, context) if handler else None
    if moment is None or unit.name not in {"week", "month"}:
        return None
    spans = {key: c.unit_span(unit.name, span.start, 0) for key, span in moment.spans.items()}
    return moment._replace(spans={key: span for key, span in spans.items() if span})


# --- lengths ---


def _ago(bag: Bag, context: Context) -> Moment | None:
    return _moved(bag["l"][0], context, days=0, sign=-1)


def _hence(bag: Bag, context: Context) -> Moment | None:
    return _moved(bag["l"][0], context, days=0, sign=1)


def _before_anchor(bag: Bag, context: Context) -> Moment | None:
    return _moved(bag["l"][0], context, days=bag["a"][0], sign=-1)


def _after_anchor(bag: Bag, context: Context) -> Moment | None:
    return _moved(bag["l"][0], context, days=bag["a"][0], sign=1)


def _moved(length: Length, context: Context, *, days: int, sign: int) -> Moment | None:
    """Return the day, month or year a length away, as precise as the length's own unit: no day is made up."""
    if context.today is None:
        return None
    start = c.unit_span("day", context.today, days)
    moved = start and c.moved_by(start.start, length, sign=sign)
    if moved is None:
        return None
    if length.unit in {"month", "year", "decade"}:
        unit = "month" if length.unit == "month" else "year"
        span = c.unit_span(unit, moved, 0)
        return None if span is None else Moment({"": span}, relative=True, approximate=True)
    return certain(c.span_from(moved, 1, "day"), relative=True)


def _last_or_next_length(bag: Bag, context: Context) -> Moment | None:
    """Return "the last three years", "los próximos 3 días": days up to the document's date, or after it."""
    length, (offset, _), today = bag["l"][0], bag["r"][0], context.today
    if today is None or offset not in {-1, 1}:
        return None
    if length.unit in {"decade", "century"}:
        return _decades(length, today, offset)
    start = today if offset < 0 else today + dt.timedelta(days=1)
    other = c.moved_by(start, length, sign=offset)
    if other is None:
        return None
    return certain(Span(other, start, "range") if offset < 0 else Span(start, other, "range"), relative=True)


def _decades(length: Length, today: dt.date, offset: int) -> Moment | None:
    current = c.unit_span(length.unit, today, 0)
    if current is None or current.end is None:
        return None
    border = current.start if offset < 0 else current.end
    other = c.moved_by(border, length, sign=offset)
    if other is None:
        return None
    return certain(Span(min(border, other), max(border, other), "range"), relative=True)


def _within(bag: Bag, context: Context) -> Moment | None:
    """Return "within five days": from the document's date on."""
    start = c.unit_span("day", context.today, bag["a"][0] if "a" in bag else 0) if context.today else None
    if start is None or ("r" in bag and bag["r"][0][0] != 1):
        return _last_or_next_length(bag, context) if "a" not in bag else None
    end = c.moved_by(start.start, bag["l"][0])
    return certain(Span(start.start, end, "range"), relative=True) if end else None


def _rest(bag: Bag, context: Context) -> Moment | None:
    """Return "the rest of the year", "earlier this month": the part of it after or before the document's date."""
    if context.today is None or ("r" in bag and bag["r"][0][0] != 0):
        return None
    whole = c.unit_span(bag["U"][0].name, context.today, 0)
    if whole is None:
        return None
    if bag["z"][0] == "earlier":
        return (
            certain(Span(whole.start, context.today, "range"), relative=True) if whole.start < context.today else None
        )
    return certain(Span(context.today, whole.end, "range"), relative=True)


def _keys(table: dict[str, Handler]) -> dict[str, Handler]:
    return {"".join(sorted(shape)): handler for shapes, handler in table.items() for shape in shapes.split()}


HANDLERS: Final[dict[str, Handler]] = _keys(
    {
        "y": _year,
        "d": _bare_number,
        "o": _bare_ordinal,
        "m": _month,
        "my myU": _month_year,
        "md wmd": _month_short_year,
        "mo wmo": _ordinal_month,
        "dmy wdmy omy womy": _day_month_year,
        "ddm wddm odm wodm": _day_month_short_year,
        "dd wdd": _numeric_day,
        "dy Udy_": _numeric_month,
        "Qy Qd QyU": _quarter_year,
        "Hy Hd HyU": _half_year,
        "Q": _quarter_alone,
        "H": _half_alone,
        "oUy dUy": _ordinal_unit_year,
        "oU dU": _ordinal_unit,
        "Uy": _unit_year,
        "D DU": _decade,
        "yE dE": _marked_decade,
        "Yy Yd YUy": _fiscal,
        "Yr": _relative_fiscal,
        "a": _anchor,
        "rU": _relative_unit,
        "U": _unit_alone,
        "rm": _relative_month,
        "rw": _relative_weekday,
        "w": _weekday,
        "wrU": _weekday_of_week,
        "wd wo": _weekday_with_number,
        "mrU dmrU omrU": _month_of_relative_year,
        "orU drU orUU oUU": _ordinal_of_relative,
        "QrU HrU": _quarter_of_relative_year,
        "oUm oUmy rUm rUmy rUy": _nth_of_month,
        "oly olmy rly olrU lrrU olU": _first_or_last_of,
        "Udm Udmy Udd UGdm UGom UGdd UGdmy UGomy UGa": _unit_around_date,
        "l<": _ago,
        "l>": _hence,
        "lav la< lvva": _before_anchor,
        "laV la> laS": _after_anchor,
        "lr": _last_or_next_length,
        "li li> lri l>r lia lia>": _within,
        "zU zrU": _rest,
    }
)
"""The meaning of each shape, its letters sorted."""

WEEKDAYS: Final[dict[str, Handler]] = _keys({"ow owm owmy owrU rwm rwmy": _nth_weekday})
"""The meaning of shapes in which an ordinal or "last" comes right before a weekday: "second Friday"."""
