"""INCEpTION: layers with their features and tag sets, as the import on its page of layers takes them, one file a layer.

The property names are those of INCEpTION's exported layers (`ExportedAnnotationLayer`, `ExportedAnnotationFeature`,
`ExportedTagSet`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.annotators.vocabulary import Item, Vocabulary

_MENTION = "webanno.custom.Mention"
_SITUATION = "webanno.custom.Situation"
_RELATION = "webanno.custom.Relation"


def files(vocabulary: Vocabulary) -> dict[str, str]:
    """Three layers: mentions of entities and values, situations with slots for their roles, relations of mentions."""
    return {
        "layer-mention.json": _json(_mention(vocabulary)),
        "layer-situation.json": _json(_situation(vocabulary)),
        "layer-relation.json": _json(_relation(vocabulary)),
    }


def _mention(vocabulary: Vocabulary) -> dict[str, Any]:
    kinds = _tagged("value", "label", [*vocabulary.entities, *vocabulary.values], vocabulary, tag_set="Mentions")
    identifier = _feature("identifier", "identifier", "uima.cas.String")
    return _layer(_MENTION, "Mention", "span", [kinds, identifier])


def _situation(vocabulary: Vocabulary) -> dict[str, Any]:
    kinds = _tagged("value", "situation", [e.item for e in vocabulary.events], vocabulary, tag_set="Situations")
    roles = {role.item.name: role.item for event in vocabulary.events for role in event.roles}
    slots = _tagged("arguments", "roles", [roles[n] for n in sorted(roles)], vocabulary, tag_set="Roles") | {
        "type": "uima.tcas.Annotation",
        "multi_value_mode": "ARRAY",
        "link_mode": "WITH_ROLE",
        "link_type_name": f"{_SITUATION}ArgumentsLink",
        "link_type_role_feature_name": "role",
        "link_type_target_feature_name": "target",
    }
    situations = {event.item.name for event in vocabulary.events}
    attributes = [
        _tagged(a.item.name, a.item.label, a.codes, vocabulary, tag_set=a.item.name)
        for a in vocabulary.attributes
        if situations & set(a.targets)
    ]
    return _layer(_SITUATION, "Situation", "span", [kinds, slots, *attributes])


def _relation(vocabulary: Vocabulary) -> dict[str, Any]:
    items = [relation.item for relation in vocabulary.relations]
    kinds = _tagged("value", "relation", items, vocabulary, tag_set="Relations")
    return _layer(_RELATION, "Relation", "relation", [kinds]) | {"attach_type": {"name": _MENTION}}


def _layer(name: str, shown: str, type_: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "uiName": shown,
        "type": type_,
        "description": "",
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "cross_sentence": True,
        "anchoring_mode": "CHARACTERS" if type_ == "span" else "TOKENS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "ALWAYS",
        "features": features,
    }


def _feature(name: str, shown: str, type_: str) -> dict[str, Any]:
    return {
        "name": name,
        "uiName": shown,
        "type": type_,
        "description": "",
        "enabled": True,
        "visible": True,
        "multi_value_mode": "NONE",
        "link_mode": "NONE",
    }


def _tagged(name: str, shown: str, items: Iterable[Item], vocabulary: Vocabulary, *, tag_set: str) -> dict[str, Any]:
    """A feature whose values come from a tag set."""
    tags = [{"tag_name": item.name, "tag_description": item.label} for item in items]
    return _feature(name, shown, "uima.cas.String") | {
        "tag_set": {
            "name": tag_set,
            "description": "",
            "language": vocabulary.language,
            "tags": tags,
            "create_tag": False,
        }
    }


def _json(layer: dict[str, Any]) -> str:
    return json.dumps(layer, ensure_ascii=False, indent=1) + "\n"
