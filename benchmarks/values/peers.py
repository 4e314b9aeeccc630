"""Read cases with other libraries; runs in an environment that has them (see table.py).

Reads ``{"id", "kind", "language", "text", "reference_date"}`` lines on standard input and writes ``{"peer", "id",
"reading", "seconds"}`` lines, the reading with the keys of ours or null. A library answers only for the kinds and
languages that it claims.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Reading = dict[str, Any] | None
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "元": "CNY", "R$": "BRL", "C$": "CAD"}
_ALL = ("fr", "en", "de", "es", "it", "pt", "nl")


def _number(value: Any) -> Reading:
    return None if value is None or value is False else {"value": str(value), "qualifier": "exact"}


def _babel_number(case: dict[str, Any]) -> Reading:
    from babel.numbers import parse_decimal

    return _number(parse_decimal(case["text"], locale=case["language"]))


def _babel_date(case: dict[str, Any]) -> Reading:
    from babel.dates import parse_date

    return {"value": parse_date(case["text"], locale=case["language"]).isoformat()}


def _text2num(case: dict[str, Any]) -> Reading:
    from text_to_num import text2num

    return _number(text2num(case["text"], case["language"]))


def _number_parser(case: dict[str, Any]) -> Reading:
    import number_parser

    reader = number_parser.parse_ordinal if case["kind"] == "ordinal" else number_parser.parse_number
    return _number(reader(case["text"], language=case["language"]))


def _word2number(case: dict[str, Any]) -> Reading:
    from word2number import w2n

    return _number(w2n.word_to_num(case["text"]))


def _numerizer(case: dict[str, Any]) -> Reading:
    from numerizer import numerize

    return _number(float(numerize(case["text"])))


def _ovos_number(case: dict[str, Any]) -> Reading:
    from ovos_number_parser import extract_number

    return _number(extract_number(case["text"], lang=case["language"], ordinals=case["kind"] == "ordinal"))


def _price_parser(case: dict[str, Any]) -> Reading:
    from price_parser import Price

    price = Price.fromstring(case["text"])
    if price.amount is None:
        return None
    code = price.currency and _SYMBOLS.get(price.currency, price.currency)
    return {"value": str(price.amount), "currency": code, "qualifier": "exact"}


def _quantulum(case: dict[str, Any]) -> Reading:
    from quantulum3 import parser

    found = parser.parse(case["text"])
    if len(found) != 1:
        return None
    codes = list(getattr(found[0].unit, "symbols", [])) or [""]
    return {"value": str(found[0].value), "currency": _SYMBOLS.get(codes[0]), "qualifier": "exact"}


def _base(case: dict[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(case["reference_date"] or "2016-11-07")


def _dateparser(case: dict[str, Any]) -> Reading:
    import dateparser

    settings = {"RELATIVE_BASE": _base(case)}
    found = dateparser.parse(case["text"], languages=[case["language"]], settings=settings)
    return found and {"value": found.date().isoformat()}


def _dateutil(case: dict[str, Any]) -> Reading:
    from dateutil import parser

    return {"value": parser.parse(case["text"], default=_base(case)).date().isoformat()}


def _parsedatetime(case: dict[str, Any]) -> Reading:
    import parsedatetime

    found, status = parsedatetime.Calendar().parseDT(case["text"], _base(case))
    return {"value": found.date().isoformat()} if status else None


def _ctparse(case: dict[str, Any]) -> Reading:
    from ctparse import ctparse

    found = ctparse(case["text"], ts=_base(case), timeout=1)
    if found is None or found.resolution is None:
        return None
    resolution = found.resolution
    if hasattr(resolution, "t_from"):
        start, end = resolution.t_from, resolution.t_to
        return {"start": start and start.dt.date().isoformat(), "end_exclusive": end and end.dt.date().isoformat()}
    return {"value": resolution.dt.date().isoformat()} if hasattr(resolution, "dt") else None


def _ovos_date(case: dict[str, Any]) -> Reading:
    from ovos_date_parser import extract_datetime

    found = extract_datetime(case["text"], lang=case["language"], anchorDate=_base(case))
    return {"value": found[0].date().isoformat()} if found else None


def _ovos_duration(case: dict[str, Any]) -> Reading:
    from ovos_date_parser import extract_duration

    found = extract_duration(case["text"], lang=case["language"])
    return _seconds(found[0].total_seconds()) if found and found[0] else None


def _timelength(case: dict[str, Any]) -> Reading:
    from timelength import TimeLength

    found = TimeLength(case["text"])
    return _seconds(found.result.seconds) if found.result.success else None


def _pytimeparse(case: dict[str, Any]) -> Reading:
    import pytimeparse

    found = pytimeparse.parse(case["text"])
    return None if found is None else _seconds(found)


def _seconds(seconds: float) -> Reading:
    return {"value": f"PT{seconds:g}S", "qualifier": "exact"}


PEERS: dict[str, tuple[Callable[[dict[str, Any]], Reading], tuple[str, ...], tuple[str, ...]]] = {
    "babel": (_babel_number, ("number",), _ALL),
    "babel dates": (_babel_date, ("date",), _ALL),
    "text2num": (_text2num, ("number",), _ALL),
    "number-parser": (_number_parser, ("number", "ordinal"), ("en", "es")),
    "word2number": (_word2number, ("number",), ("en",)),
    "numerizer": (_numerizer, ("number",), ("en",)),
    "ovos-number-parser": (_ovos_number, ("number", "ordinal"), _ALL),
    "price-parser": (_price_parser, ("currency",), _ALL),
    "quantulum3": (_quantulum, ("currency", "percent"), ("en",)),
    "dateparser": (_dateparser, ("date",), _ALL),
    "python-dateutil": (_dateutil, ("date",), ("en",)),
    "parsedatetime": (_parsedatetime, ("date",), ("en",)),
    "ctparse": (_ctparse, ("date", "period"), ("en", "de")),
    "ovos-date-parser": (_ovos_date, ("date",), _ALL),
    "ovos-date-parser durations": (_ovos_duration, ("duration",), _ALL),
    "timelength": (_timelength, ("duration",), ("en",)),
    "pytimeparse": (_pytimeparse, ("duration",), ("en",)),
}
"""Reader, kinds and languages of each library."""


def _answer(name: str, case: dict[str, Any]) -> dict[str, Any]:
    reader = PEERS[name][0]
    start = time.perf_counter()
    try:
        reading = reader(case)
    except Exception:  # noqa: BLE001 - whatever another library raises on a text counts as no answer
        reading = None
    return {"peer": name, "id": case["id"], "reading": reading, "seconds": time.perf_counter() - start}


def main() -> None:
    """Answer all cases with all libraries that are installed."""
    cases = [json.loads(line) for line in sys.stdin]
    out = os.fdopen(os.dup(1), "w")
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        for name, (reader, kinds, languages) in PEERS.items():
            module = re.search(r"(?:from|import) (\w+)", _source(reader))
            if module is None or not _is_installed(module[1]):
                out.write(json.dumps({"peer": name, "missing": True}) + "\n")
                continue
            for case in cases:
                if case["kind"] in kinds and case["language"] in languages:
                    out.write(json.dumps(_answer(name, case)) + "\n")
    out.close()


def _source(function: Any) -> str:
    import inspect

    return inspect.getsource(function)


def _is_installed(module: str) -> bool:
    import importlib

    try:
        importlib.import_module(module)
    except Exception:  # noqa: BLE001 - some fail on import with errors of their own
        return False
    return True


if __name__ == "__main__":
    main()
