"""Times a length away from the document's date, and lengths up to it or after it."""

from __future__ import annotations

import datetime as dt

from kg.values import calendar as c
from kg.values.calendar import Length, Span
from kg.values.moment import Bag, Context, Moment, certain


def length_ago(bag: Bag, context: Context) -> Moment | None:
    """Return "two years ago"."""
    return _moved(bag["l"][0], context, days=0, sign=-1)


def length_hence(bag: Bag, context: Context) -> Moment | None:
    """Return "in two weeks"."""
    return _moved(bag["l"][0], context, days=0, sign=1)


def before_anchor(bag: Bag, context: Context) -> Moment | None:
    """Return "two days before yesterday"."""
    return _moved(bag["l"][0], context, days=bag["a"][0], sign=-1)


def after_anchor(bag: Bag, context: Context) -> Moment | None:
    """Return "two days after today"."""
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


def last_or_next_length(bag: Bag, context: Context) -> Moment | None:
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
    if current is None:
        return None
    border = current.start if offset < 0 else current.end
    other = c.moved_by(border, length, sign=offset)
    if other is None:
        return None
    return certain(Span(min(border, other), max(border, other), "range"), relative=True)


def within_length(bag: Bag, context: Context) -> Moment | None:
    """Return "within five days": from the document's date on."""
    start = c.unit_span("day", context.today, bag["a"][0] if "a" in bag else 0) if context.today else None
    if start is None or ("r" in bag and bag["r"][0][0] != 1):
        return last_or_next_length(bag, context) if "a" not in bag else None
    end = c.moved_by(start.start, bag["l"][0])
    return certain(Span(start.start, end, "range"), relative=True) if end else None
