"""What babel writes, with the value it stands for: the material of the round trips."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from babel.units import format_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl")
_AMOUNTS = (Decimal(1), Decimal(2), Decimal("1234.5"), Decimal(1250000))
_DAYS = (dt.date(2023, 1, 1), dt.date(2024, 2, 29), dt.date(1999, 12, 31), dt.date(2025, 7, 13), dt.date(2021, 9, 4))
# An old currency whose name differs from the present one in an accent alone, which must not matter.
_SAME_NAME = frozenset((("it", "NIC"),))
_SCALED = (1, 2, 12, 250)


class Case(NamedTuple):
    """A text that babel wrote.

    Attributes:
        cell: What it is an example of.
        language: Its language, with a region where the region decides.
        kind: How to read it.
        text: The words.
        expected: The keys of the reading that must be so.
    """

    cell: str
    language: str
    kind: str
    text: str
    expected: dict[str, Any]


def cases(language: str) -> Iterator[Case]:
    """Yield all cases of `language`, in a fixed order."""
    yield from money(language)
    yield from compact(language)
    yield from numbers(language)
    yield from dates(language)
    yield from periods(language)
    yield from durations(language)


def money(language: str) -> Iterator[Case]:
    """Every currency by symbol, code and name."""
    locale = Locale(language)
    for code in sorted(get_global("all_currencies")):
        if (language, code) in _SAME_NAME:
            continue
        for amount in _AMOUNTS:
            expected = {"value": amount, "currency": code}
            written = format_currency(amount, code, locale=language, currency_digits=False)
            yield Case("currency symbol", language, "money", written, expected)
            if code in locale.currencies:
                named = format_currency(amount, code, locale=language, format_type="name", currency_digits=False)
                yield Case("currency name", language, "money", named, expected)
            coded = f"{format_decimal(amount, locale=language)} {code}"
            yield Case("currency code", language, "money", coded, expected)


def compact(language: str) -> Iterator[Case]:
    """Compact numbers and amounts of money, short and long."""
    for power in range(3, 15):
        for factor in _SCALED:
            number = factor * 10**power
            if number >= 10**15:
                continue
            for style in ("short", "long"):
                written = format_compact_decimal(number, format_type=style, locale=language, fraction_digits=1)
                yield Case(f"compact {style}", language, "number", written, {"value": Decimal(number)})
            for code in ("EUR", "USD", "GBP", "CHF", "JPY"):
                written = format_compact_currency(number, code, locale=language, fraction_digits=1)
                yield Case("compact currency", language, "money", written, {"value": Decimal(number), "currency": code})


def numbers(language: str) -> Iterator[Case]:
    """Plain numbers and percentages."""
    for number in (
        Decimal("0.5"),
        Decimal(7),
        Decimal(1234),
        Decimal("98765.4"),
        Decimal(123456789),
        Decimal("-12.25"),
    ):
        yield Case("number", language, "number", format_decimal(number, locale=language), {"value": number})
        written = format_percent(
            number / 100, locale=language, format="#,##0.## %" if language != "en" else "#,##0.##%"
        )
        yield Case("percentage", language, "percentage", written, {"value": number})


def dates(language: str) -> Iterator[Case]:
    """Days in all four styles; short English dates need a region."""
    for day in _all_days():
        for style in ("full", "long", "medium", "short"):
            region = "en-US" if language == "en" else language
            written = format_date(day, format=style, locale=language)
            yield Case(f"date {style}", region, "date", written, {"value": day.isoformat(), "datatype": "xsd:date"})


def _all_days() -> Iterator[dt.date]:
    yield from _DAYS
    for index in range(0, 366 * 3, 5):
        yield dt.date(2022, 1, 1) + dt.timedelta(days=index)


def periods(language: str) -> Iterator[Case]:
    """Months, quarters and years."""
    for year in (1998, 2015, 2023, 2024):
        yield Case("year", language, "date", str(year), {"value": str(year), "datatype": "xsd:gYear"})
        for month in range(1, 13):
            day = dt.date(year, month, 1)
            expected = {"value": f"{year}-{month:02}", "datatype": "xsd:gYearMonth"}
            for skeleton in ("yMMMM", "yMMM", "yM"):
                yield Case("month", language, "date", format_skeleton(skeleton, day, locale=language), expected)
        for quarter in range(1, 5):
            start = dt.date(year, 3 * quarter - 2, 1)
            end = dt.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
            expected = {"start": start.isoformat(), "end_exclusive": end.isoformat(), "precision": "quarter"}
            for skeleton in ("yQQQQ", "yQQQ"):
                yield Case("quarter", language, "period", format_skeleton(skeleton, start, locale=language), expected)


_LENGTHS = {
    "year": lambda n: f"P{n}Y",
    "month": lambda n: _parts("P", ((n // 12, "Y"), (n % 12, "M"))),
    "week": lambda n: f"P{7 * n}D",
    "day": lambda n: f"P{n}D",
    "hour": lambda n: _parts("P", ((n // 24, "D"),)) + _parts("T" if n % 24 else "", ((n % 24, "H"),)),
    "minute": lambda n: "P" + _parts("T", ((n // 60, "H"), (n % 60, "M"))),
    "second": lambda n: "P" + _parts("T", ((n // 60, "M"), (n % 60, "S"))),
    "quarter": lambda n: _parts("P", ((n // 4, "Y"), (3 * (n % 4), "M"))),
    "decade": lambda n: f"P{10 * n}Y",
    "century": lambda n: f"P{100 * n}Y",
}


def _parts(start: str, parts: tuple[tuple[int, str], ...]) -> str:
    return start + "".join(f"{count}{letter}" for count, letter in parts if count)


def durations(language: str) -> Iterator[Case]:
    """Lengths of time, in words and abbreviated."""
    for unit, length in _LENGTHS.items():
        for count in (1, 2, 3, 7, 10, 15, 23):
            for style in ("long", "short"):
                written = format_unit(count, f"duration-{unit}", length=style, locale=language)
                if unit == "century" and style == "short":
                    continue  # CLDR writes "s." for the century and "s" for the second in French and Spanish
                if "duration-" in written:
                    continue  # babel's own placeholder where its CLDR has no pattern
                yield Case(f"duration {style}", language, "duration", written, {"value": length(count)})
    for days in (1, 3, 6):
        written = format_timedelta(dt.timedelta(days=days), locale=language, threshold=100)
        yield Case("duration long", language, "duration", written, {"value": f"P{days}D"})


def agrees(expected: dict[str, Any], reading: dict[str, Any] | None) -> bool:
    """Return whether `reading` has every key of `expected` with the same value."""
    if reading is None:
        return False
    return all(
        Decimal(reading.get(key) or "NaN") == value if isinstance(value, Decimal) else reading.get(key) == value
        for key, value in expected.items()
    )
