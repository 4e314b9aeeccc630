"""kg: from annotated news to a knowledge graph in which every fact points to its sentence."""

from __future__ import annotations

__version__ = "0.1.0"
