"""Reports as JUnit's XML, which continuous integration shows: a test case for each shape."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.check.findings import level_of, places_of
from kg.check.messages import compact
from kg.check.summary import summary

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.check.report import Group, Report, Result
    from kg.trace import Place

_SKIPPED = {"en": "it has no focus node: nothing was checked", "fr": "aucun nœud à examiner : rien n'a été contrôlé"}


def to_junit(report: Report, store: ox.Store, language: str) -> str:
    """A test case for each shape, which fails if any violation names it, and is skipped where it has no focus node.

    JUnit knows no warnings: those are output of the test case. Notes and the closing line are output of all.

    Args:
        report: What was found.
        store: Where places are looked up.
        language: `en` or `fr`.
    """
    places = places_of(store, report.results)
    groups: dict[str, list[Group]] = {}
    for group in report.groups(language):
        groups.setdefault(group.shape_name, []).append(group)
    names = sorted({name for name in report.names.values() if name} | set(groups))
    skipped = _unchecked(report) - set(groups)
    cases = [_case(name, groups.get(name, []), places, language, skipped=name in skipped) for name in names]
    failures = sum(1 for name in names if any(_is_grave(group) for group in groups.get(name, [])))
    counts = f'tests="{len(cases)}" failures="{failures}"'
    said = [note.line_of_text(language) for note in report.notes] + [summary(report, store, language=language)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {counts}>\n"
        f' <testsuite name="kg check" {counts} errors="0" skipped="{len(skipped)}">\n'
        + "".join(cases)
        + f"  <system-out>{escape(_xml(chr(10).join(said)))}</system-out>\n </testsuite>\n</testsuites>\n"
    )


def _unchecked(report: Report) -> set[str]:
    """Names of shapes that have no focus node in this graph."""
    numbers: dict[str, int] = {}
    for node, number in report.checked.items():
        name = report.names.get(node, "")
        numbers[name] = numbers.get(name, 0) + number
    return {name for name, number in numbers.items() if name and not number}


def _case(name: str, groups: list[Group], places: dict[Result, Place], language: str, *, skipped: bool) -> str:
    head = f"  <testcase classname={quoteattr('shapes')} name={quoteattr(_xml(compact(name)))}"
    if skipped:
        return f"{head}>\n   <skipped>{escape(_SKIPPED[language])}</skipped>\n  </testcase>\n"
    if not groups:
        return head + "/>\n"
    # Failures go before output, as the format's schemas have it.
    grave = [group for group in groups if _is_grave(group)]
    body = [_failure(group, places, language) for group in grave]
    mild = [f"{group.message}\n{_lines(group, places, language)}" for group in groups if not _is_grave(group)]
    body += [f"   <system-out>{escape(_xml(text))}</system-out>\n" for text in mild]
    return f"{head}>\n{''.join(body)}  </testcase>\n"


def _failure(group: Group, places: dict[Result, Place], language: str) -> str:
    kind, message = quoteattr(_xml(compact(group.component))), quoteattr(_xml(group.message))
    return f"   <failure type={kind} message={message}>{escape(_xml(_lines(group, places, language)))}</failure>\n"


def _lines(group: Group, places: dict[Result, Place], language: str) -> str:
    return "\n".join(_described(result, places, language) for result in group.results)


def _described(result: Result, places: dict[Result, Place], language: str) -> str:
    place = places.get(result)
    where = f"{place.where}  {place.marked()}".rstrip() if place else str(result.focus_node)
    return f"{where}: {result.message(language)}"


def _xml(text: str) -> str:
    """Text without characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if (c >= " " or c in "\t\n") and c not in "\ufffe\uffff")


def _is_grave(group: Group) -> bool:
    return level_of(group.severity) == "error"
