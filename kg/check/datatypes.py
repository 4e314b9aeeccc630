"""Which character strings are lexical forms of which XSD datatype (XML Schema Definition Language 1.1, part 2)."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from functools import cache

from kg.vocab import RDF, XSD

_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_HOURS = r"T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?"
_DAY_TIME = rf"(?:[0-9]+D(?:{_HOURS})?|{_HOURS})"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT = _NUMBER + r"(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_NAME = r"[^\W\d][\w.\-·]*"

_FORMS: dict[str, str] = {
    "base64Binary": r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|"
    r"[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
    "boolean": r"true|false|0|1",
    "date": rf"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "dateTime": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "dateTimeStamp": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE[:-1]}",
    "dayTimeDuration": rf"-?P{_DAY_TIME}",
    "decimal": _NUMBER,
    "double": _FLOAT,
    "duration": rf"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:{_DAY_TIME})?",
    "float": _FLOAT,
    "gDay": rf"---{_DAY}{_ZONE}",
    "gMonth": rf"--{_MONTH}{_ZONE}",
    "gMonthDay": rf"--{_MONTH}-{_DAY}{_ZONE}",
    "gYear": rf"{_YEAR}{_ZONE}",
    "gYearMonth": rf"{_YEAR}-{_MONTH}{_ZONE}",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "integer": r"[+-]?[0-9]+",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "Name": rf":?{_NAME}(?::[\w.\-·]*)*|:",
    "NCName": _NAME,
    "NMTOKEN": r"[\w.\-:·]+",
    "normalizedString": r"[^\t\r\n]*",
    "time": rf"{_TIME}{_ZONE}",
    "token": r"|[^\s]+(?: [^\s]+)*",
    "yearMonthDuration": r"-?P(?=[0-9])(?:[0-9]+Y)?(?:[0-9]+M)?",
}
"""Lexical forms of the datatypes that are no ranges of integers, as regular expressions."""

_RANGES: dict[str, tuple[int | None, int | None]] = {
    "byte": (-(2**7), 2**7 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "nonPositiveInteger": (None, 0),
    "positiveInteger": (1, None),
    "short": (-(2**15), 2**15 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedShort": (0, 2**16 - 1),
}
_DATE = re.compile(rf"({_YEAR})-([0-9]{{2}})-([0-9]{{2}})")


def is_well_formed(text: str, datatype: str) -> bool:
    """Whether a string is a lexical form of a datatype; true of datatypes that are not XSD's.

    Args:
        text: The lexical form, without whitespace to be collapsed.
        datatype: IRI.

    Example:
        >>> is_well_formed("2024-02-30", XSD + "date")
        False
    """
    name = datatype.removeprefix(XSD)
    if name in _RANGES:
        return _in_range(text, *_RANGES[name])
    if datatype == RDF + "langString":
        # A literal of this datatype has a language by definition; one without is ill-formed.
        return True
    pattern = _pattern_of(datatype)
    if pattern is None:
        return True
    return pattern.fullmatch(text) is not None and (name not in ("date", "dateTime") or _is_day(text))


@cache
def _pattern_of(datatype: str) -> re.Pattern[str] | None:
    """The lexical forms of a datatype; compiled when asked for: few are, and checks have to start."""
    name = datatype.removeprefix(XSD)
    return re.compile(_FORMS[name]) if name != datatype and name in _FORMS else None


def _in_range(text: str, low: int | None, high: int | None) -> bool:
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        return False
    number = Decimal(text)
    return (low is None or number >= low) and (high is None or number <= high)


def _is_day(text: str) -> bool:
    match = _DATE.match(text)
    if match is None:
        return False
    # The calendar repeats every 400 years; Python's has the years 1 to 9999.
    year = int(match[1]) % 400 + 400
    return int(match[3]) <= monthrange(year, int(match[2]))[1]
