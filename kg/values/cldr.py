"""Names from CLDR, through babel."""

from __future__ import annotations

from functools import cache


@cache
def month_names(code: str) -> dict[int, tuple[str, ...]]:
    """Return the wide and abbreviated names of the months, 1 to 12."""
    return _names(code, "months")


@cache
def weekday_names(code: str) -> dict[int, tuple[str, ...]]:
    """Return the wide and abbreviated names of the weekdays, 0 (Monday) to 6."""
    return _names(code, "days")


def _names(code: str, table: str) -> dict[int, tuple[str, ...]]:
    from babel import Locale  # noqa: PLC0415 - slow to import

    contexts = getattr(Locale(code), table)
    found: dict[int, dict[str, None]] = {}
    for context in contexts.values():
        for width in ("wide", "abbreviated"):
            for number, name in context[width].items():
                found.setdefault(number, {})[name] = None
    return {number: tuple(names) for number, names in found.items()}
