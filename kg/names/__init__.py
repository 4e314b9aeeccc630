"""Which names are one entity, and why."""

from __future__ import annotations

from kg.names.decisions import Decisions, read_decisions
from kg.names.keys import name_key
from kg.names.resolve import Identities, Name, resolve

__all__ = ["Decisions", "Identities", "Name", "name_key", "read_decisions", "resolve"]
