"""Times of ties: partial dates as full intervals, and intervals that overlap as one."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_DATE = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?\Z")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T.*)?\Z")
_PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date with the precision in which a text gives it.

    Attributes:
        first: The first day that it may be, ISO 8601.
        last: The last day that it may be.
        precision: `day`, `month` or `year`.
    """

    first: str
    last: str
    precision: str


@dataclass(frozen=True, slots=True)
class Interval:
    """When something holds: closed, in days.

    Attributes:
        start: First day, ISO 8601.
        end: Last day; None where no end is known.
        start_precision: Of the date that `start` comes from; `end_precision` likewise.
        start_basis: `stated`, `announced` or `published`: the best date that the documents give.
        end_basis: `stated`, or `duration` where it is the start plus a stated duration; None without an end.
    """

    start: str
    end: str | None = None
    start_precision: str = "day"
    end_precision: str | None = None
    start_basis: str = "stated"
    end_basis: str | None = None


@lru_cache(maxsize=1 << 16)
def parse_day(text: str) -> Day | None:
    """A date, month or year as the days that it covers; None for anything else.

    Args:
        text: Lexical form of xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear.

    Example:
        >>> parse_day("2024-02")
        Day(first='2024-02-01', last='2024-02-29', precision='month')
        >>> parse_day("soon") is None
        True
    """
    found = _DATE.match(text)
    if not found or found[1].startswith("-") or len(found[1]) > 4:  # noqa: PLR2004 - four digits: readers of GEXF know no others
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):  # noqa: PLR2004 - months
        return None
    precision = _PRECISIONS[(found[2] is not None) + (found[3] is not None)]
    last_month = int(found[2] or 12)
    last_day = int(found[3] or calendar.monthrange(year, last_month)[1])
    return Day(f"{year:04}-{month:02}-{day:02}", f"{year:04}-{last_month:02}-{last_day:02}", precision)


@lru_cache(maxsize=1 << 16)
def later(day: str, duration: str) -> str | None:
    """The day on which a duration that begins on `day` ends; None where the duration is not in years, months, days.

    Nor does one end after the year 9999.

    Example:
        >>> later("2024-02-29", "P1Y")
        '2025-02-28'
    """
    found = _DURATION.match(duration)
    if not found or not any(found.groups()):
        return None
    years, months, days = (int(part or 0) for part in found.groups())
    year, month, date = (int(part) for part in day.split("-"))
    month += months - 1
    year, month = year + years + month // 12, month % 12 + 1
    if year > dt.MAXYEAR - 1:
        return None
    date = min(date, calendar.monthrange(year, month)[1])
    try:
        return (dt.date(year, month, date) + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def merged(intervals: list[Interval]) -> list[Interval]:
    """Intervals in order of time, those that overlap as one; precision and basis are those of the ends that are kept.

    Example:
        >>> [(i.start, i.end) for i in merged([Interval("2023-05-01"), Interval("2022-01-01", "2022-03-01")])]
        [('2022-01-01', '2022-03-01'), ('2023-05-01', None)]
    """
    result: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: (i.start, i.end or "9999-12-31")):
        if result and (result[-1].end is None or interval.start <= result[-1].end):
            result[-1] = _union(result[-1], interval)
        else:
            result.append(interval)
    return result


def _union(first: Interval, second: Interval) -> Interval:
    ends_later = first.end is not None and (second.end is None or second.end > first.end)
    last = second if ends_later else first
    return Interval(
        start=first.start,
        end=last.end,
        start_precision=first.start_precision,
        end_precision=last.end_precision,
        start_basis=first.start_basis,
        end_basis=last.end_basis,
    )
