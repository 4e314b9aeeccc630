from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.project.intervals import Interval, later, merged, parse_day


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2023-02", "2023-02-01", "2023-02-28", "month"),
        ("2024-02-10", "2024-02-10", "2024-02-10", "day"),
        ("2024-02-10T12:00:00Z", "2024-02-10", "2024-02-10", "day"),
        ("2024-02-10+01:00", "2024-02-10", "2024-02-10", "day"),
    ],
)
def test_a_date_covers_all_days_that_it_may_mean(text: str, first: str, last: str, precision: str) -> None:
    day = parse_day(text)

    assert day is not None
    assert (day.first, day.last, day.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "20240210", "-0044-03-15", "0000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("duration", "end"),
    [
        ("P10Y", "2034-01-31"),
        ("P1M", "2024-02-29"),
        ("P13M", "2025-02-28"),
        ("P1D", "2024-02-01"),
        ("P1Y2M3D", "2025-04-03"),
    ],
)
def test_a_duration_is_added(duration: str, end: str) -> None:
    assert later("2024-01-31", duration) == end


@pytest.mark.parametrize("duration", ["ten years", "P", "PT5H", "P9999Y", "P4000000D", "P9999999999999D"])
def test_a_duration_that_gives_no_day_is_none(duration: str) -> None:
    assert later("2024-01-31", duration) is None


intervals = st.builds(
    lambda start, length: Interval(start.isoformat(), length and later(start.isoformat(), f"P{length}D")),
    st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)),
    st.none() | st.integers(1, 5000),
)


@given(st.lists(intervals, min_size=1))
def test_merged_intervals_are_in_order_and_apart(given_intervals: list[Interval]) -> None:
    found = merged(given_intervals)

    assert all(a.end is not None and a.end < b.start for a, b in pairwise(found))


@given(st.lists(intervals, min_size=1))
def test_merging_keeps_every_interval_inside_one(given_intervals: list[Interval]) -> None:
    found = merged(given_intervals)

    assert all(
        any(f.start <= g.start and (f.end is None or (g.end is not None and g.end <= f.end)) for f in found)
        for g in given_intervals
    )
