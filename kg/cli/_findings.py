"""The report of `kg check` as people read it: one block a cause, coloured on a terminal, plain text in a pipe."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from kg.check.findings import places_of, value_to_show
from kg.check.messages import compact, parameter_of, readable
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
_CONTEXT = 110
"""How many characters of a sentence a terminal shows on each side of the words at most."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the report: pieces of text, each with the name of its look."""

    indent: int = 0
    pieces: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Page:
    """What is to be printed, and how."""

    places: dict[Result, Place]
    language: str
    limit: int
    marked: bool
    lines: list[_Line] = field(default_factory=list)

    def add(self, *pieces: tuple[str, str], indent: int = 0) -> None:
        """A further line."""
        self.lines.append(_Line(indent, pieces))


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
    groups = report.groups(language)
    places = places_of(store, (result for group in groups for result in group.results[:limit]))
    page = _Page(places, language, limit, marked=not out.isatty())
    for group in groups:
        _add_group(page, group)
    for note in report.notes:
        page.add((note.line_of_text(language), "yellow"))
    if verbose and report.unmatched:
        said = {"en": "shapes that match nothing", "fr": "formes sans nœud à examiner"}[language]
        page.add((f"{said}: {', '.join(map(compact, report.unmatched))}", "dim"))
    page.add((summary(report, store, language=language), "bold red" if report.violations else "bold green"))
    if out.isatty():
        _print_coloured(page.lines, out)
    else:
        # Text in a pipe is for programs too: a line is a line, however wide the terminal behind it.
        out.writelines(" " * line.indent + "".join(text for text, _ in line.pieces) + "\n" for line in page.lines)


def _print_coloured(lines: list[_Line], out: TextIO) -> None:
    # Rich takes longer to import than a small graph to check: only terminals pay for it.
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=out, highlight=False, emoji=False, markup=False)
    for line in lines:
        console.print(Padding(Text.assemble(*line.pieces), (0, 0, 0, line.indent), expand=False))


def _add_group(page: _Page, group: Group) -> None:
    style, names = _LOOKS.get(group.severity, ("bold magenta", {}))
    page.add((names.get(page.language, compact(group.severity)), style), ("  ", ""), (group.message, "bold"))
    of = {"en": f"{group.failing} of", "fr": f"{group.failing} sur"}[page.language]
    results = {"en": "results", "fr": "résultats"}[page.language]
    facts = [
        f"{of} {counted(group.checked, 'focus node', language=page.language)}",
        *([f"{len(group.results)} {results}"] if len(group.results) != group.failing else []),
        compact(group.shape_name),
        *([_path(group)] if group.path else []),
        *([f"sh:{name}"] if (name := parameter_of(group.component)) else []),
    ]
    page.add((" · ".join(facts), "dim"), indent=2)
    for result in group.results[: page.limit]:
        _add_example(page, group, result)
    left = len(group.results) - min(page.limit, len(group.results))
    if left and page.limit:
        more = {"en": f"and {left} more (--limit {len(group.results)})", "fr": f"et {left} de plus"}[page.language]
        page.add((more, "dim"), indent=4)
    page.add()


def _add_example(page: _Page, group: Group, result: Result) -> None:
    place = page.places.get(result)
    if place is None:
        page.add((readable(result.focus_node), "cyan"), indent=4)
    else:
        page.add((place.where, "cyan"), *_sentence(place, marked=page.marked), indent=4)
    if result.message(page.language) != group.message:
        page.add((result.message(page.language), "italic"), indent=6)
    elif (value := value_to_show(result)) is not None:
        page.add((f"→ {readable(value)}", "italic"), indent=6)


def _sentence(place: Place, *, marked: bool) -> list[tuple[str, str]]:
    """The sentence of a place, its words in guillemets or, where looks can say it, underlined."""
    words = place.marked("«", "»") if marked else place.marked(_MARK, _MARK)
    if marked or _MARK not in words:
        return [("  " + words, "")] if words else []
    before, found, after = words.split(_MARK)
    return [
        ("  " + (before if len(before) <= _CONTEXT else "…" + before[-_CONTEXT:]), ""),
        (found, "bold underline"),
        (after if len(after) <= _CONTEXT else after[:_CONTEXT] + "…", ""),
    ]


def _path(group: Group) -> str:
    return re.sub(r"<([^<>\s]+)>", lambda match: compact(match[1]), group.path.to_sparql() if group.path else "")
