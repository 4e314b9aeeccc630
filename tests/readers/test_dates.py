from __future__ import annotations

import pytest

from kg.readers.dates import publication_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2024-02-29", "2024-02-29", id="day"),
        pytest.param(" 2024-01-16 ", "2024-01-16", id="space-around"),
        pytest.param("2024-01-16T08:30:00+01:00", "2024-01-16T08:30:00+01:00", id="time-zone"),
        pytest.param("2024-01-16T08:30Z", "2024-01-16T08:30:00+00:00", id="no-seconds"),
        pytest.param("2024-01", "2024-01", id="month"),
        pytest.param("2024", "2024", id="year"),
        pytest.param("2023-02-29", None, id="no-such-day"),
        pytest.param("2024-13", None, id="no-such-month"),
        pytest.param("0000", None, id="no-such-year"),
        pytest.param("2024-01-16T25:00", None, id="no-such-hour"),
        pytest.param("16.01.2024", None, id="day-first"),
        pytest.param("yesterday", None, id="word"),
    ],
)
def test_a_date_is_iso_8601_or_none(text: str, expected: str | None) -> None:
    assert publication_date(text) == expected
