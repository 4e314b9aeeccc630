"""Building a graph: shards in worker processes, only what changed, published in one rename."""

from __future__ import annotations

from kg.building.account import BuildAccount, items_left
from kg.building.pipeline import build_graph

__all__ = ["BuildAccount", "build_graph", "items_left"]
