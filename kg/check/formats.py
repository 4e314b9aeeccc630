"""Reports for programs: JSON lines, JUnit for continuous integration, SARIF for code review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import kg
from kg.check.findings import place_json, places_of, to_json
from kg.check.html import to_html
from kg.check.messages import compact, parameter_of
from kg.check.terms import sh

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from kg.check.report import Group, Report, Result
    from kg.trace import Place

_LEVELS = {sh("Violation"): "error", sh("Warning"): "warning", sh("Info"): "note"}
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def to_text(report: Report, store: ox.Store, *, form: str, language: str) -> str:
    """The report in a format, whole.

    Args:
        report: What was found.
        store: Where places are looked up.
        form: A key of `WRITERS`.
        language: Of messages in formats that have only one language.
    """
    return WRITERS[form](report, store, language)


def _json(report: Report, store: ox.Store, language: str) -> str:
    del language
    return json.dumps(to_json(report, store), ensure_ascii=False, indent=2) + "\n"


def _json_lines(report: Report, store: ox.Store, language: str) -> str:
    """One result a line, with its place: for line-wise tools."""
    del language
    return "".join(json.dumps(result, ensure_ascii=False) + "\n" for result in to_json(report, store)["results"])


def _turtle(report: Report, store: ox.Store, language: str) -> str:
    del store, language
    return report.to_turtle()


def _junit(report: Report, store: ox.Store, language: str) -> str:
    """A test case for each shape with focus nodes, which fails if any violation names it.

    JUnit knows no warnings: those are output of the test case.
    """
    places = places_of(store, report.results)
    groups: dict[str, list[Group]] = {}
    for group in report.groups(language):
        groups.setdefault(group.shape_name, []).append(group)
    names = sorted({name for name in report.names.values() if name} | set(groups))
    cases = [_case(name, groups.get(name, []), places, language) for name in names]
    failures = sum(1 for name in names if any(_is_grave(group) for group in groups.get(name, [])))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites tests="{len(cases)}" failures="{failures}">\n'
        f' <testsuite name="kg check" tests="{len(cases)}" failures="{failures}" errors="0">\n'
        + "".join(cases)
        + " </testsuite>\n</testsuites>\n"
    )


def _case(name: str, groups: list[Group], places: dict[Result, Place], language: str) -> str:
    head = f"  <testcase classname={quoteattr('shapes')} name={quoteattr(_xml(compact(name)))}"
    if not groups:
        return head + "/>\n"
    body = []
    for group in groups:
        text = "\n".join(_described(result, places, language) for result in group.results)
        if _is_grave(group):
            kind = quoteattr(_xml(compact(group.component)))
            body.append(
                f"   <failure type={kind} message={quoteattr(_xml(group.message))}>{escape(_xml(text))}</failure>\n"
            )
        else:
            body.append(f"   <system-out>{escape(_xml(group.message + chr(10) + text))}</system-out>\n")
    return f"{head}>\n{''.join(body)}  </testcase>\n"


def _xml(text: str) -> str:
    """Text without characters that XML 1.0 cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def _is_grave(group: Group) -> bool:
    return _LEVELS.get(group.severity, "error") == "error"


def _described(result: Result, places: dict[Result, Place], language: str) -> str:
    place = places.get(result)
    where = f"{place.where}  {place.marked()}".rstrip() if place else str(result.focus_node)
    return f"{where}: {result.message(language)}"


def _sarif(report: Report, store: ox.Store, language: str) -> str:
    """SARIF 2.1.0: a rule for each cause, a result for each finding, located in the annotation file."""
    places = places_of(store, report.results)
    groups = report.groups(language)
    rules = [
        {
            "id": _rule_id(group),
            "shortDescription": {"text": group.message},
            "defaultConfiguration": {"level": _LEVELS.get(group.severity, "error")},
        }
        for group in groups
    ]
    results = [
        _sarif_result(result, group, number, places.get(result), language)
        for number, group in enumerate(groups)
        for result in group.results
    ]
    driver = {"name": "kg", "version": kg.__version__, "rules": rules}
    document = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule_id(group: Group) -> str:
    parts = [compact(group.shape_name), parameter_of(group.component) or compact(group.component)]
    return "/".join([*parts, *([compact(group.path.iri)] if group.path and group.path.iri else [])])


def _sarif_result(result: Result, group: Group, number: int, place: Place | None, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": _rule_id(group),
        "ruleIndex": number,
        "level": _LEVELS.get(result.severity, "error"),
        "message": {"text": result.message(language)},
    }
    logical = {"fullyQualifiedName": str(result.focus_node).strip("<>"), "kind": "resource"}
    location: dict[str, Any] = {"logicalLocations": [logical]}
    if place is not None and place.source_file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": place.source_file}}
        if place.line is not None:
            physical["region"] = {"startLine": place.line}
        location["physicalLocation"] = physical
        found["message"]["text"] += f" {place.marked()}" if place.quote else ""
    found["locations"] = [location]
    if place is not None:
        found["properties"] = place_json(place)
    return found


WRITERS: dict[str, Callable[[Report, ox.Store, str], str]] = {
    "html": to_html,
    "json": _json,
    "jsonl": _json_lines,
    "junit": _junit,
    "sarif": _sarif,
    "ttl": _turtle,
}
"""Name of a format to its writer."""
