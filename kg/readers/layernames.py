"""Which feature of an annotation layer is the label of its annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What projects call the feature that names a kind, the usual name first.
_LABELS = ("value", "label", "category", "kind", "entity", "type", "class")


def label_of(layer: str, features: Mapping[str, object]) -> tuple[str, str]:
    """The label of an annotation, and the feature that gives it; the layer's short name and "" where none does.

    Example:
        >>> label_of("webanno.custom.Deal", {"value": "Merger", "note": "x"}), label_of("webanno.custom.Deal", {})
        (('Merger', 'value'), ('Deal', ''))
    """
    for name in _LABELS:
        value = features.get(name)
        if isinstance(value, str) and value:
            return value, name
    return layer.rpartition(".")[2], ""
