"""Reports for programs, in the format that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.check.findings import to_json

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.check.report import Report

FORMATS: tuple[str, ...] = ("html", "json", "jsonl", "junit", "sarif", "ttl")


def to_text(report: Report, store: ox.Store, *, form: str, language: str) -> str:
    """The report in a format, whole.

    Args:
        report: What was found.
        store: Where places are looked up.
        form: One of `FORMATS`.
        language: Of messages in formats that have only one language.
    """
    # Each writer is imported only where it runs: what they escape and hash with takes longer to import than to use.
    if form == "html":
        from kg.check.html import to_html  # noqa: PLC0415

        return to_html(report, store, language)
    if form == "junit":
        from kg.check.junit import to_junit  # noqa: PLC0415

        return to_junit(report, store, language)
    if form == "sarif":
        from kg.check.sarif import to_sarif  # noqa: PLC0415

        return to_sarif(report, store, language)
    if form == "ttl":
        return report.to_turtle()
    return _json_lines(report, store) if form == "jsonl" else _json(report, store)


def _json(report: Report, store: ox.Store) -> str:
    return json.dumps(to_json(report, store), ensure_ascii=False, indent=2) + "\n"


def _json_lines(report: Report, store: ox.Store) -> str:
    """The report without its results and notes, then each note, then each result with its place: a line each."""
    whole = to_json(report, store)
    notes, results = whole.pop("notes"), whole.pop("results")
    lines = [
        {"type": "report", **whole},
        *({"type": "note", **note} for note in notes),
        *({"type": "result", **result} for result in results),
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
