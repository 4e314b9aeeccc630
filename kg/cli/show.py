"""`kg show`: the card of a company, a situation or a document."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from kg.cli._completion import complete_thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.query.card import Card, Fact, Report
    from kg.trace import Place

_NARROW, _WIDE = 60, 120


@click.command(epilog="Examples: kg show Vodafone; kg show en/deal#E1; kg show en/deal -f json")
@click.argument("thing", metavar="THING", shell_complete=complete_thing)
@click.option("-g", "--graph", metavar="GRAPH", help="A graph that kg built, or an RDF file. Default: that of kg.toml.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("-l", "--language", metavar="TAG", help="Of labels. Default: that of kg.toml, else en.")
def show(*, thing: str, graph: str | None, form: str, language: str | None) -> int:
    """Print the card of a company or a situation, with its sentences.

    THING is any name of a company or other entity, a situation (document#annotation), a document's id, a CURIE or an
    IRI. Each situation comes with the file and line of its annotation, and with the sentence, its words marked «so».
    """
    from kg.cli._answers import opened_graph
    from kg.config import find_config
    from kg.query.card import card

    config = find_config(near=Path(graph) if graph else None)
    opened = opened_graph(graph, config)
    found = card(opened, thing, language=language or config.language)
    if form == "json":
        click.echo(json.dumps(_described(found), ensure_ascii=False, indent=1))
    else:
        _print(found)
    return 0


def _print(found: Card) -> None:
    click.echo(f"{_bold(found.label)}  {found.short}" if found.label != found.short else _bold(found.label))
    if found.types:
        click.echo(f"  {', '.join(found.types)}")
    if found.names:
        called = ", ".join(f"{name} ({language})" if language else name for name, language in found.names)
        _wrapped(f"also {called}", indent=2)
    _facts(found.facts, indent=2)
    _places(found.places, indent=2)
    for report in found.reports:
        click.echo("")
        _report(report)


def _report(report: Report) -> None:
    head = " · ".join(part for part in (", ".join(report.types), ", ".join(report.roles)) if part)
    click.echo(f"{report.issued or 'no date':<10}  {_bold(head)}  {report.short}")
    _facts(report.facts, indent=4, with_words=False)
    _places(report.places, indent=4)


def _facts(facts: Iterable[Fact], *, indent: int, with_words: bool = True) -> None:
    """One line a property."""
    by_property: dict[str, list[str]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        by_property.setdefault(fact.property, []).append(fact.value)
        words[fact.property] = fact.words
    for name, texts in by_property.items():
        quoted = f"  «{'» «'.join(words[name])}»" if with_words and words[name] else ""
        _wrapped(f"{name}: {', '.join(texts)}{quoted}", indent=indent)


def _places(places: Iterable[Place], *, indent: int) -> None:
    """Each sentence once, under the place whose words come first: the trigger's."""
    seen = set()
    for place in places:
        text = place.marked()
        key = (place.document_iri, place.sentence_begin if place.sentence else place.begin)
        if text and key not in seen:
            seen.add(key)
            _wrapped(f"{place.where}  {text}", indent=indent)


def _wrapped(text: str, *, indent: int) -> None:
    width = min(max(shutil.get_terminal_size().columns, _NARROW), _WIDE)
    margin = " " * indent
    click.echo(
        fill(
            text,
            width=width,
            initial_indent=margin,
            subsequent_indent=margin + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _bold(text: str) -> str:
    return text if os.environ.get("NO_COLOR") else click.style(text, bold=True)


def _described(found: Card) -> dict[str, object]:
    return {
        "iri": found.iri,
        "short": found.short,
        "label": found.label,
        "types": list(found.types),
        "names": [{"name": name, "language": language} for name, language in found.names],
        "facts": [_fact(fact) for fact in found.facts],
        "places": [_place(place) for place in found.places],
        "situations": [
            {
                "iri": report.iri,
                "short": report.short,
                "types": list(report.types),
                "roles": list(report.roles),
                "issued": report.issued or None,
                "facts": [_fact(fact) for fact in report.facts],
                "places": [_place(place) for place in report.places],
            }
            for report in found.reports
        ],
    }


def _fact(fact: Fact) -> dict[str, object]:
    return {"property": fact.property, "value": fact.value, "iri": fact.iri, "words": list(fact.words)}


def _place(place: Place) -> dict[str, object]:
    return {
        "document": place.document_iri,
        "title": place.title,
        "file": place.source_file or None,
        "line": place.line,
        "annotation": place.annotation_id,
        "begin": place.begin,
        "end": place.end,
        "quote": place.quote,
        "sentence": place.sentence,
    }
