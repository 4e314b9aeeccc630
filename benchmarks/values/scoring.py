"""Whether a reading agrees with what a case expects.

The specification set writes its expectations in the manner of Recognizers-Text: TIMEX expressions and resolved
dates, bounds of ranges, seconds. Each function here says when a reading of ours says the same.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

Reading = dict[str, Any] | None
RIGHT, WRONG, UNANSWERED = "right", "wrong", "unanswered"
_RELATIVE_ERROR = Decimal("1e-12")


def verdict(kind: str, expected: dict[str, Any], reading: Reading) -> str:
    """Return right, wrong or unanswered; an ambiguous reading with what is expected among others is unanswered."""
    if kind in {"date", "period"} and _is_impossible(expected):
        return RIGHT if reading is None else WRONG
    if reading is None:
        return UNANSWERED
    return _VERDICTS[kind](expected, reading)


def _is_impossible(expected: dict[str, Any]) -> bool:
    return expected.get("dates") == ["0001-01-01"]


def _same(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is None and right is None
    a, b = Decimal(left), Decimal(right)
    return abs(a - b) <= abs(b) * _RELATIVE_ERROR


def _number(expected: dict[str, Any], reading: dict[str, Any]) -> str:
    return RIGHT if _same(reading.get("value"), expected["value"]) else WRONG


def _currency(expected: dict[str, Any], reading: dict[str, Any]) -> str:
    if not _same(reading.get("value"), expected["value"]):
        return WRONG
    if reading.get("currency") != expected["iso"]:
        return UNANSWERED if reading.get("currency") is None else WRONG
    return RIGHT if bool(reading.get("unit")) == expected["sub"] else WRONG


def _range(expected: dict[str, Any], reading: dict[str, Any]) -> str:
    low, high = expected["lo"], expected["hi"]
    if low is not None and high is not None and low == high:
        return RIGHT if _same(reading.get("value"), low) and reading["qualifier"] == "exact" else WRONG
    if low is not None and high is not None:
        same = _same(reading.get("min"), low) and _same(reading.get("max"), high)
        # An upper bound is exclusive by convention in the set; only what the words say explicitly is compared.
        same = same and reading.get("min_exclusive", False) == (not expected["lo_inc"])
        same = same and not (expected["hi_inc"] and reading.get("max_exclusive"))
        return RIGHT if same and reading["qualifier"] == "range" else WRONG
    bound, inclusive = (low, expected["lo_inc"]) if low is not None else (high, expected["hi_inc"])
    names = ("at-least", "more-than") if low is not None else ("at-most", "less-than")
    wanted = names[0] if inclusive else names[1]
    return RIGHT if _same(reading.get("value"), bound) and reading["qualifier"] == wanted else WRONG


_MORE_OR_LESS = {"more": {"more-than", "at-least"}, "less": {"less-than", "at-most"}}


def _duration(expected: dict[str, Any], reading: dict[str, Any]) -> str:
    months, seconds = months_and_seconds(reading.get("value"))
    if months is None or not _same(months, expected["dur"][0]) or not _same(seconds, expected["dur"][1]):
        return WRONG
    wanted = _MORE_OR_LESS.get(expected["mod"])
    return RIGHT if wanted is None or reading["qualifier"] in wanted else WRONG


def months_and_seconds(duration: str | None) -> tuple[Decimal | None, Decimal | None]:
    """Return an `xsd:duration` as months and seconds."""
    if duration is None:
        return None, None
    months, seconds, digits, in_time = Decimal(0), Decimal(0), "", False
    for letter in duration.removeprefix("-").removeprefix("P"):
        if letter == "T":
            in_time = True
        elif letter.isdigit() or letter == ".":
            digits += letter
        else:
            amount, digits = Decimal(digits), ""
            months += amount * {"Y": 12, "M": 0 if in_time else 1}.get(letter, 0)
            seconds += amount * {"D": 86400, "H": 3600, "M": 60 if in_time else 0, "S": 1}.get(letter, 0)
    return months, seconds


def _date(expected: dict[str, Any], reading: dict[str, Any]) -> str:
    dates = expected["dates"]
    if reading.get("ambiguous"):
        candidates = sorted(set(reading["candidates"].values()))
        if candidates == sorted(set(dates)):
            return RIGHT
        return UNANSWERED if set(dates) <= set(candidates) else WRONG
    return RIGHT if [reading.get("value")] == sorted(set(dates)) else WRONG


def _period(expected: dict[str, Any], reading: dict[str, Any]) -> str:
    if reading.get("modifier") and expected["mod"] == reading["modifier"]:
        wanted = _base_of(expected)
        return RIGHT if wanted is not None and _bases(reading) <= wanted else WRONG
    wanted = {(start, end) for start, end in expected["periods"]}
    if expected["timex"].startswith("(XX") and expected["timex"][3].isdigit():
        wanted = {min(wanted)}  # "the 70s": news-style readings take the decade that was
    found = {_bounds(candidate, reading) for candidate in _readings(reading)}
    if all(any(_covers(bounds, span, closed=expected["closed"]) for span in wanted) for bounds in found):
        complete = all(any(_covers(bounds, span, closed=expected["closed"]) for bounds in found) for span in wanted)
        if complete or reading.get("ambiguous"):
            return RIGHT
    overlap = any(_covers(bounds, span, closed=expected["closed"]) for span in wanted for bounds in found)
    return UNANSWERED if overlap and reading.get("ambiguous") else WRONG


def _readings(reading: dict[str, Any]) -> list[dict[str, Any]]:
    if reading.get("ambiguous") and "start" not in reading:
        return [c if isinstance(c, dict) else {"value": c} for c in reading["candidates"].values()]
    return [reading]


def _bounds(candidate: dict[str, Any], reading: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return start and exclusive end; open ends are None."""
    if "start" in candidate or "end_exclusive" in candidate:
        return candidate.get("start"), candidate.get("end_exclusive")
    value = candidate.get("value")
    qualifier = reading.get("qualifier")
    if value and qualifier in {"more-than", "at-least"}:
        return value, None
    if value and qualifier in {"less-than", "at-most"}:
        return None, value
    return value, value


def _covers(bounds: tuple[str | None, str | None], span: tuple[str | None, str | None], *, closed: bool) -> bool:
    if bounds == tuple(span):
        return True
    # A closed period of the set ends with its last day; ours ends before the day after.
    return closed and bounds[0] == span[0] and bounds[1] == _day_after(span[1])


def _day_after(day: str | None) -> str | None:
    return None if day is None else (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def _base_of(expected: dict[str, Any]) -> set[tuple[str, str]] | None:
    """Return the whole periods that a modified one is part of, from its TIMEX."""
    from_timex = expected["timex"]
    years = {start[:4] for start, _ in expected["periods"]}
    if from_timex.startswith("XXXX-") and "W" not in from_timex:
        return {_month_bounds(f"{year}{from_timex[4:7]}") for year in years}
    if "-W" in from_timex:
        monday = dt.date.fromisocalendar(int(from_timex[:4]), int(from_timex[6:8]), 1)
        return {(monday.isoformat(), (monday + dt.timedelta(days=7)).isoformat())}
    return {_month_bounds(from_timex)} if len(from_timex) in {4, 7} else None


def _month_bounds(value: str) -> tuple[str, str]:
    if "-" not in value:
        return f"{value}-01-01", f"{int(value) + 1:04}-01-01"
    year, month = int(value[:4]), int(value[5:7])
    after = f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    return f"{value}-01", after


def _bases(reading: dict[str, Any]) -> set[tuple[str | None, str | None]]:
    found = set()
    for candidate in _readings(reading):
        if "start" in candidate:
            found.add((candidate["start"], candidate.get("end_exclusive")))
        else:
            found.add(_month_bounds(candidate["value"]))
    return found


_VERDICTS = {
    "number": _number,
    "ordinal": _number,
    "percent": _number,
    "range": _range,
    "currency": _currency,
    "duration": _duration,
    "date": _date,
    "period": _period,
}


def news_verdict(expected: dict[str, Any], reading: Reading) -> str:
    """Return right when the reading equals the expectation key by key."""
    if reading is None:
        return UNANSWERED
    return RIGHT if reading == expected else WRONG
