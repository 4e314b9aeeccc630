"""From a document's annotations to statements, driven by the ontology, with an account of what found no place."""

from __future__ import annotations

from kg.mapping.account import Tally, Unmapped
from kg.mapping.mapper import Mapped, Mapper

__all__ = ["Mapped", "Mapper", "Tally", "Unmapped"]
