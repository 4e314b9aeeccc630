"""Configurations for annotation tools, written from the ontology: `kg build` knows every label in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotators import brat, doccano, inception, label_studio
from kg.annotators.vocabulary import Vocabulary, vocabulary_of
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.schema import Schema

__all__ = ["TOOLS", "Vocabulary", "configuration", "vocabulary_of"]

TOOLS: dict[str, Callable[[Vocabulary], dict[str, str]]] = {
    "brat": brat.files,
    "doccano": doccano.files,
    "inception": inception.files,
    "label-studio": label_studio.files,
}
"""Name of a tool to what gives its files: file name to content."""


def configuration(tool: str, schema: Schema, *, language: str = "en") -> dict[str, str]:
    """The configuration files of a tool: file name to content.

    Args:
        tool: One of `TOOLS`.
        schema: The ontology.
        language: Of the labels that annotators see, ISO 639-1; the names that are stored are always the ontology's.

    Raises:
        UsageError: There is no such tool.
    """
    if tool not in TOOLS:
        raise UsageError(f"there is no configuration for {tool!r}", hint=f"use one of {', '.join(TOOLS)}")
    return TOOLS[tool](vocabulary_of(schema, language=language))
