"""`kg show`: the card of a company, a situation or a document."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._completion import complete_thing

if TYPE_CHECKING:
    from kg.query.card import Card, Fact

_NARROW, _WIDE = 60, 120


@click.command(epilog="Examples: kg show Vodafone; kg show en/deal#E1; kg show en/deal -f json")
@click.argument("thing", metavar="THING", shell_complete=complete_thing)
@click.option("-g", "--graph", metavar="GRAPH", help="A graph that kg built, or an RDF file. Default: that of kg.toml.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("-l", "--language", metavar="TAG", help="Of labels. Default: that of kg.toml, else en.")
def show(*, thing: str, graph: str | None, form: str, language: str | None) -> int:
    """Print the card of a company or a situation, with its sentences.

    THING is any name of a company or other entity, a situation or any other annotation (document#annotation), a
    document's id, a CURIE or an IRI. Each situation comes with the file and line of its annotation, and with the
    sentence, its words marked «so».
    """
    from kg.cli._answers import language_for, opened_graph
    from kg.config import find_config
    from kg.query.card import card
    from kg.query.cardtext import card_lines

    config = find_config(near=Path(graph) if graph else None)
    opened = opened_graph(graph, config)
    found = card(opened, thing, language=language_for(opened, language, config=config))
    if form == "json":
        click.echo(json.dumps(_described(found), ensure_ascii=False, indent=1))
    else:
        width = min(max(shutil.get_terminal_size().columns, _NARROW), _WIDE)
        for line in card_lines(found, width=width, bold=_bold):
            click.echo(line)
    return 0


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
        "places": [place.to_json() for place in found.places],
        "situations": [
            {
                "iri": report.iri,
                "short": report.short,
                "types": list(report.types),
                "roles": list(report.roles),
                "issued": report.issued or None,
                "facts": [_fact(fact) for fact in report.facts],
                "places": [place.to_json() for place in report.places],
            }
            for report in found.reports
        ],
    }


def _fact(fact: Fact) -> dict[str, object]:
    return {"property": fact.property, "value": fact.value, "iri": fact.iri, "words": list(fact.words)}
