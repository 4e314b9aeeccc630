"""doccano: label files for spans and relations, as its label pages import them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.annotators.vocabulary import Item, Vocabulary


def files(vocabulary: Vocabulary) -> dict[str, str]:
    """Two files; doccano knows no events, so their words are spans and their roles relations."""
    events = [event.item for event in vocabulary.events]
    spans = [*vocabulary.entities, *vocabulary.values, *events]
    links = {role.item.name: role.item for event in vocabulary.events for role in event.roles}
    links |= {relation.item.name: relation.item for relation in vocabulary.relations}
    return {
        "span_labels.json": _labels(spans),
        "relation_labels.json": _labels(links[name] for name in sorted(links)),
    }


def _labels(items: Iterable[Item]) -> str:
    labels = [{"text": item.name, "background_color": item.colour, "text_color": "#000000"} for item in items]
    return json.dumps(labels, ensure_ascii=False, indent=1) + "\n"
