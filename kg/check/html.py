"""The report as one web page that needs nothing else: to send to annotators, or to keep beside a build."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.check.findings import places_of, value_to_show
from kg.check.messages import compact, parameter_of, readable
from kg.check.summary import counted, summary
from kg.check.terms import sh

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.check.report import Group, Report, Result
    from kg.trace import Place

_OPEN_AT_MOST = 5
_KINDS = {sh("Violation"): "violation", sh("Warning"): "warning", sh("Info"): "info"}
_WORDS = {
    "en": {"title": "Check of the graph", "of": "of", "more": "{n} more", "warning": "warning", "info": "info"},
    "fr": {
        "title": "Contrôle du graphe",
        "of": "sur",
        "more": "{n} de plus",
        "warning": "avertissement",
        "info": "remarque",
    },
}
_REFUSED = frozenset(map(chr, {*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF})) - {"\t", "\n"}
"""Characters that a page cannot hold, however written (HTML, section 13.2.3.5)."""
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --mark: #fd08; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .3rem; }
section { margin: 1rem 0; padding: .2rem 1rem; }
section.violation { border-left-color: #c22; } section.warning { border-left-color: #c80; }
section.info { border-left-color: #27c; } h2 { font-size: 1.05rem; margin: .5rem 0 0; }
.facts { opacity: .75; margin: 0 0 .5rem; font-size: .85rem; } .kind { text-transform: uppercase; font-size: .75rem; }
ul { padding-left: 1.2rem; margin: .3rem 0; } li { margin: .3rem 0; overflow-wrap: anywhere; }
code { font-size: .85rem; } mark { background: var(--mark); color: inherit; } .said { opacity: .75; }
.note { border-left: .4rem dotted var(--line); padding-left: 1rem; }
summary { cursor: pointer; }
"""


def to_html(report: Report, store: ox.Store, language: str) -> str:
    """The report as an HTML page.

    Args:
        report: What was found.
        store: Where places are looked up.
        language: `en` or `fr`.
    """
    places = places_of(store, report.results)
    sections = "".join(_section(group, places, language) for group in report.groups(language))
    title = _WORDS[language]["title"]
    closing = escape(summary(report, store, language=language))
    notes = "".join(f'<p class="note">{escape(note.line_of_text(language))}</p>\n' for note in report.notes)
    page = (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n<p><strong>{closing}</strong></p>\n"
        f"{notes}{sections}</html>\n"
    )
    return "".join(character for character in page if character not in _REFUSED)


def _section(group: Group, places: dict[Result, Place], language: str) -> str:
    kind = _KINDS.get(group.severity, "violation")
    words = _WORDS[language]
    facts = [
        f"{group.failing} {words['of']} {counted(group.checked, 'focus node', language=language)}",
        compact(group.shape_name),
        *([compact(iri) for iri in group.path.predicates()] if group.path else []),
        *([f"sh:{name}"] if (name := parameter_of(group.component)) else []),
    ]
    items = [_item(result, group, places.get(result), language) for result in group.results]
    rest = items[_OPEN_AT_MOST:]
    more = words["more"].format(n=len(rest))
    folded = f"<details><summary>{more}</summary><ul>\n{''.join(rest)}</ul></details>\n" if rest else ""
    return (
        f'<section class="{kind}">\n<h2><span class="kind">{escape(words.get(kind, kind))}</span> '
        f'{escape(group.message)}</h2>\n<p class="facts">{escape(" · ".join(facts))}</p>\n'
        f"<ul>\n{''.join(items[:_OPEN_AT_MOST])}</ul>\n{folded}</section>\n"
    )


def _item(result: Result, group: Group, place: Place | None, language: str) -> str:
    where = place.where if place else readable(result.focus_node)
    title = f' title="{escape(place.title)}"' if place and place.title else ""
    shown = f"<li><code{title}>{escape(where)}</code> {_sentence(place)}"
    message = result.message(language)
    if message != group.message:
        shown += f' <span class="said">{escape(message)}</span>'
    elif (value := value_to_show(result)) is not None:
        shown += f' <span class="said">→ <code>{escape(readable(value))}</code></span>'
    return shown + "</li>\n"


def _sentence(place: Place | None) -> str:
    # The marks are put in before escaping, as characters that escaping leaves alone and no text holds.
    words = escape(place.marked("\ue000", "\ue001")) if place else ""
    return words.replace("\ue000", "<mark>").replace("\ue001", "</mark>")
