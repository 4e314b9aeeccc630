"""Names from CLDR: months, weekdays, currencies, units.

Reading them from babel takes some 40 ms a language, which every worker process would pay again, so the names that are
needed are kept beside this module in ``tables/``, one small JSON file a language. ``python -m kg.values.tables`` writes
them again after babel was upgraded (a test tells when); a language without a file is read from babel.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.values.words import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLACE: Final = "{0}"
_UNITS_LEFT_OUT: Final = frozenset(("duration", "concentr"))  # time and percentages have kinds of their own

Tables = dict[str, dict[str, list[str]]]
"""Names by table (months, days, currencies, units, durations) and key; a name is folded tokens with blanks between."""


@cache
def tables_of(code: str) -> Tables:
    """Return the names of the language `code` (ISO 639-1)."""
    import json  # noqa: PLC0415 - not needed where no table is read
    from pathlib import Path  # noqa: PLC0415 - as above

    path = Path(__file__).parent / "tables" / f"{code}.json"
    if path.exists():
        tables: Tables = json.loads(path.read_text("utf-8"))
        return tables
    return tables_from_babel(code)


def tables_from_babel(code: str) -> Tables:
    """Return the names of the language `code` as babel has them."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and not needed where tables are kept

    locale = Locale(code)
    return {
        "months": _calendar_names(locale.months),
        "days": _calendar_names(locale.days),
        "currencies": _currencies(locale),
        "units": _units(locale, lambda category: category not in _UNITS_LEFT_OUT),
        "durations": _units(locale, lambda category: category == "duration"),
    }


def _calendar_names(contexts: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for context in contexts.values():
        for width in ("wide", "abbreviated"):
            for number, name in context[width].items():
                found.setdefault(str(number), []).append(name)
    return {number: _tokenized(names) for number, names in sorted(found.items())}


def _currencies(locale: Any) -> dict[str, list[str]]:
    from babel.core import get_global  # noqa: PLC0415

    plurals = locale._data["currency_names_plural"]  # noqa: SLF001 - babel has no public access to them
    found = {}
    current = {
        code for spans in get_global("territory_currencies").values() for code, _, end, _ in spans if end is None
    }
    # Currencies in use come first: where an old one has the same name, the name means the new one.
    for code in sorted(get_global("all_currencies"), key=lambda code: (code not in current, code)):
        names = [locale.currencies.get(code, code), *plurals.get(code, {}).values(), code]
        found[code] = _tokenized([*names, locale.currency_symbols.get(code, code)])
    return found


def _units(locale: Any, wanted: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, widths in locale._data["unit_patterns"].items():  # noqa: SLF001 - as above
        category, _, unit = name.partition("-")
        if not wanted(category):
            continue
        patterns = [pattern for width in ("long", "short") for pattern in _forms(widths.get(width, {}))]
        names = [pattern.replace(_PLACE, "") for pattern in patterns if pattern.startswith(_PLACE)]
        if names:
            found.setdefault(unit, _tokenized(names))
    return dict(sorted(found.items()))


def _forms(patterns: Mapping[str, str]) -> list[str]:
    return [pattern for plural, pattern in patterns.items() if plural != "per"]


def _tokenized(names: Iterable[str]) -> list[str]:
    """Return each name once, as folded tokens with blanks between."""
    return list(dict.fromkeys(written for name in names if (written := " ".join(tokens_of(name)))))


def names_of(code: str, table: str) -> dict[int, list[str]]:
    """Return the names of months (1 to 12) or days (0, Monday, to 6)."""
    return {int(number): names for number, names in tables_of(code)[table].items()}


def write_tables(codes: Iterable[str]) -> None:
    """Write the tables of the languages `codes`."""
    import json  # noqa: PLC0415 - as in `tables_of`
    from pathlib import Path  # noqa: PLC0415 - as in `tables_of`

    for code in codes:
        text = json.dumps(tables_from_babel(code), ensure_ascii=False, indent=0)
        (Path(__file__).parent / "tables" / f"{code}.json").write_text(text + "\n", "utf-8")
