"""Spans of days and lengths of time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final, NamedTuple

MONTHS_OF: Final = {"month": 1, "quarter": 3, "four-month": 4, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""Months in units that are a number of months."""

SECONDS_OF: Final = {
    "second": 1,
    "minute": 60,
    "quarter-hour": 900,
    "half-hour": 1800,
    "hour": 3600,
    "day": 86400,
    "businessday": 86400,
    "week": 604800,
    "fortnight": 1209600,
}
"""Seconds in units that are a number of seconds (a business day counts as a day)."""

OPEN_START: Final = dt.date.min
"""Start of a span without one; no text means the first of January of the year 1."""

OPEN_END: Final = dt.date.max
"""End of a span without one."""

_DAY: Final = 86400


class TimeUnit(NamedTuple):
    """A unit of time in words.

    Attributes:
        name: A key of `MONTHS_OF` or `SECONDS_OF`, or weekend.
        plural: True or False as the word is a plural or a singular, None when it may be either ("mois").
    """

    name: str
    plural: bool | None


class Length(NamedTuple):
    """A length of time.

    Attributes:
        months: Whole or broken months.
        seconds: Seconds.
        unit: The smallest unit named.
        number: How many of it, when it is the only one.
    """

    months: Decimal
    seconds: Decimal
    unit: str
    number: Decimal


class Span(NamedTuple):
    """Whole days, from `start` (inclusive) to `end` (exclusive); `OPEN_START` and `OPEN_END` are open ends.

    Attributes:
        start: First day.
        end: Day after the last.
        precision: day, week, weekend, month, quarter, half, year, decade, century, or range for two named ends.
    """

    start: dt.date
    end: dt.date
    precision: str


def length_of(count: Decimal | int, unit: str) -> Length | None:
    """Return `count` units as a length, or None when the unit has none (a weekend)."""
    if unit in MONTHS_OF:
        return Length(Decimal(count * MONTHS_OF[unit]), Decimal(0), unit, Decimal(count))
    if unit in SECONDS_OF:
        return Length(Decimal(0), Decimal(count * SECONDS_OF[unit]), unit, Decimal(count))
    return None


def day_of(year: int, month: int, day: int) -> Span | None:
    """Return the day, or None when the calendar has no such day."""
    try:
        start = dt.date(year, month, day)
    except ValueError:
        return None
    return span_from(start, 1, "day")


def span_from(start: dt.date, days: int, precision: str) -> Span | None:
    """Return `days` days from `start`, or None beyond the calendar."""
    try:
        return Span(start, start + dt.timedelta(days=days), precision)
    except OverflowError:
        return None


def months_span(year: int, month: int, count: int, precision: str) -> Span | None:
    """Return `count` months from the first of `month`, or None beyond the calendar."""
    last = month - 1 + count
    try:
        return Span(dt.date(year, month, 1), dt.date(year + last // 12, last % 12 + 1, 1), precision)
    except ValueError:
        return None


def year_span(year: int) -> Span | None:
    """Return the calendar year."""
    return months_span(year, 1, 12, "year")


def decade_span(year: int) -> Span | None:
    """Return the ten years from `year`."""
    return months_span(year, 1, 120, "decade")


def week_span(day: dt.date) -> Span | None:
    """Return the ISO week (Monday to Sunday) of `day`."""
    return span_from(day - dt.timedelta(days=day.weekday()), 7, "week")


def iso_week(year: int, week: int) -> Span | None:
    """Return week `week` of `year` as ISO 8601 counts them, or None when the year has fewer."""
    try:
        return span_from(dt.date.fromisocalendar(year, week, 1), 7, "week")
    except ValueError:
        return None


def unit_span(unit: str, day: dt.date, offset: int) -> Span | None:
    """Return the `unit` that holds `day`, moved by `offset` units; None for units without a place in the calendar."""
    if unit == "day":
        moved = moved_by(day, Length(Decimal(0), Decimal(offset * _DAY), "day", Decimal(offset)))
        return None if moved is None else span_from(moved, 1, "day")
    if unit in {"week", "weekend"}:
        week = week_span(day + dt.timedelta(days=7 * offset))
        return week if unit == "week" or week is None else span_from(week.start + dt.timedelta(days=5), 2, "weekend")
    if unit not in MONTHS_OF:
        return None
    size = MONTHS_OF[unit]
    index = (day.year * 12 + day.month - 1) // size * size + offset * size
    return months_span(index // 12, index % 12 + 1, size, unit)


def moved_by(day: dt.date, length: Length, *, sign: int = 1) -> dt.date | None:
    """Return `day` moved by `length`: months first (the last day of shorter months), then days; None outside."""
    if length.months != int(length.months) or length.seconds % _DAY:
        return None
    if length.unit == "businessday":
        return _business_day(day, int(length.number) * sign)
    index = day.year * 12 + day.month - 1 + sign * int(length.months)
    year, month = index // 12, index % 12 + 1
    try:
        first = dt.date(year, month, 1)
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
        return first.replace(day=min(day.day, last)) + dt.timedelta(days=sign * int(length.seconds // _DAY))
    except (ValueError, OverflowError):
        return None


def _business_day(day: dt.date, count: int) -> dt.date | None:
    """Return the day `count` days from Monday to Friday away; holidays are not known here."""
    step, weeks = (1 if count > 0 else -1), abs(count) // 5
    if weeks > 5000:  # noqa: PLR2004 - a century, far more than anybody counts in business days
        return None
    day += dt.timedelta(weeks=weeks * step)
    left = abs(count) % 5
    while left:
        day += dt.timedelta(days=step)
        left -= day.weekday() < 5  # noqa: PLR2004 - Monday to Friday
    return day


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> Span | None:
    """Return the `nth` (1-based; -1 the last) `weekday` of a month, or None when it has none."""
    whole = months_span(year, month, 1, "month")
    if whole is None:
        return None
    if nth < 0:
        day = whole.end - dt.timedelta(days=1)
        return span_from(day - dt.timedelta(days=(day.weekday() - weekday) % 7), 1, "day")
    day = whole.start + dt.timedelta(days=(weekday - whole.start.weekday()) % 7 + 7 * (nth - 1))
    return span_from(day, 1, "day") if day < whole.end else None


def nth_week(whole: Span, nth: int) -> Span | None:
    """Return the `nth` (1-based; -1 the last) week of a month or year: weeks belong where their Thursday is."""
    if nth < 0:
        last = whole.end - dt.timedelta(days=1)
        thursday = last - dt.timedelta(days=(last.weekday() - 3) % 7)
    else:
        thursday = whole.start + dt.timedelta(days=(3 - whole.start.weekday()) % 7 + 7 * (nth - 1))
    return week_span(thursday) if whole.start <= thursday < whole.end else None


def written_duration(length: Length) -> tuple[str, str] | None:
    """Return the canonical XSD 1.1 form of `length` and its datatype, or None when a month is broken."""
    months, seconds = length.months, length.seconds
    if months != int(months):
        return None
    date_part = _parts(((int(months) // 12, "Y"), (int(months) % 12, "M")))
    days, rest = divmod(seconds, _DAY)
    time_part = _time_part(rest)
    written = f"P{date_part}{_parts(((int(days), 'D'),))}{'T' + time_part if time_part else ''}"
    if months and seconds:
        return written, "xsd:duration"
    if months:
        return written, "xsd:yearMonthDuration"
    return (written if seconds else "PT0S"), "xsd:dayTimeDuration"


def _time_part(seconds: Decimal) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    whole = _parts(((int(hours), "H"), (int(minutes), "M")))
    return f"{whole}{format(left.normalize(), 'f')}S" if left else whole


def _parts(parts: tuple[tuple[int, str], ...]) -> str:
    return "".join(f"{count}{letter}" for count, letter in parts if count)
