"""Networks: a declared way from the graph to nodes and edges, each edge with the sentences it rests on."""

from __future__ import annotations

from kg.project.declaration import Projection, find_projection, projections, read_projection
from kg.project.mentions import Mention, mentions_of
from kg.project.network import project, why_empty
from kg.project.slices import PERIODS, periods
from kg.project.wording import left_out_sentence

__all__ = [
    "PERIODS",
    "Mention",
    "Projection",
    "find_projection",
    "left_out_sentence",
    "mentions_of",
    "periods",
    "project",
    "projections",
    "read_projection",
    "why_empty",
]
