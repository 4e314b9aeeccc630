"""The report of `kg check` as people read it: one block a cause, coloured on a terminal, plain text in a pipe."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.check.findings import places_of
from kg.check.messages import compact, parameter_of
from kg.check.summary import counted, summary
from kg.check.terms import sh

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.check import Group, Report, Result
    from kg.trace import Place

_LOOKS = {
    sh("Violation"): ("bold red", {"en": "violation", "fr": "violation"}),
    sh("Warning"): ("bold yellow", {"en": "warning", "fr": "avertissement"}),
    sh("Info"): ("bold blue", {"en": "info", "fr": "remarque"}),
}
_MARK = "\x00"
_PLAIN_WIDTH = 10_000
_CONTEXT = 110
"""How many characters of a sentence are shown on each side of the words at most."""


def print_findings(
    report: Report, store: ox.Store, *, limit: int, language: str, verbose: bool = False, stream: TextIO | None = None
) -> None:
    """Print a report.

    Args:
        report: What was found.
        store: Where places are looked up.
        limit: Examples a cause.
        language: `en` or `fr`.
        verbose: Whether shapes that match nothing are named.
        stream: Standard output by default.
    """
    out = stream or sys.stdout
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        # Text in a pipe is for programs too: a line is a line, however wide the terminal behind it.
        console.width = _PLAIN_WIDTH
    groups = report.groups(language)
    shown = [result for group in groups for result in group.results[:limit]]
    places = places_of(store, shown)
    for group in groups:
        _print_group(console, group, places, limit=limit, language=language)
    for note in report.notes:
        console.print(Text(note, style="yellow"))
    if verbose and report.unmatched:
        said = {"en": "shapes that match nothing", "fr": "formes sans nœud à examiner"}[language]
        names = ", ".join(compact(name) for name in report.unmatched)
        console.print(Text(f"{said}: {names}", style="dim"))
    style = "bold red" if report.violations else "bold green"
    console.print(Text(summary(report, store, language=language), style=style))


def _print_group(console: Console, group: Group, places: dict[Result, Place], *, limit: int, language: str) -> None:
    style, names = _LOOKS.get(group.severity, ("bold magenta", {}))
    head = Text(names.get(language, compact(group.severity)), style=style)
    console.print(Text.assemble(head, "  ", (group.message, "bold")))
    of = {"en": f"{group.failing} of", "fr": f"{group.failing} sur"}[language]
    source = [
        compact(group.shape_name),
        *([_path(group)] if group.path else []),
        *([f"sh:{name}"] if (name := parameter_of(group.component)) else []),
    ]
    share = f"{of} {counted(group.checked, 'focus node', language=language)}"
    results = {"en": "results", "fr": "résultats"}[language]
    times = [f"{len(group.results)} {results}"] if len(group.results) != group.failing else []
    console.print(Text("  " + " · ".join([share, *times, *source]), style="dim"))
    for result in group.results[:limit]:
        _print_example(console, group, result, places.get(result), language=language)
    left = len(group.results) - min(limit, len(group.results))
    if left and limit:
        more = {"en": f"and {left} more (--limit {len(group.results)})", "fr": f"et {left} de plus"}[language]
        console.print(Text("    " + more, style="dim"))
    console.print()


def _print_example(console: Console, group: Group, result: Result, place: Place | None, *, language: str) -> None:
    line = Text("")
    if place is None:
        line.append(_readable(result.focus_node), style="cyan")
    else:
        line.append(place.where, style="cyan")
        _append_sentence(line, place, marked=not console.is_terminal)
    console.print(Padding(line, (0, 0, 0, 4), expand=False))
    details = []
    if result.message(language) != group.message:
        details.append(result.message(language))
    elif result.value is not None and result.value != result.focus_node:
        details.append(f"→ {_readable(result.value)}")
    for detail in details:
        console.print(Padding(Text(detail, style="italic"), (0, 0, 0, 6), expand=False))


def _append_sentence(line: Text, place: Place, *, marked: bool) -> None:
    words = place.marked("«", "»") if marked else place.marked(_MARK, _MARK)
    if not words:
        return
    line.append("  ")
    if marked:
        line.append(words)
        return
    before, found, after = (*words.split(_MARK), "", "")[:3]
    if not found:
        line.append(before)
        return
    line.append(before if len(before) <= _CONTEXT else "…" + before[-_CONTEXT:])
    line.append(found, style="bold underline")
    line.append(after if len(after) <= _CONTEXT else after[:_CONTEXT] + "…")


def _path(group: Group) -> str:
    assert group.path is not None  # noqa: S101 - the caller asked
    if group.path.kind == "predicate":
        return compact(group.path.iri)
    text = group.path.to_sparql()
    for iri in group.path.predicates():
        text = text.replace(f"<{iri}>", compact(iri))
    return text


def _readable(term: object) -> str:
    """A term with prefixes, as people write it in Turtle."""
    return re.sub(r"<([^<>\s]+)>$", lambda match: compact(match[1]), str(term))
