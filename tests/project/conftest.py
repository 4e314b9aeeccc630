"""A small graph to project."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.resources import folder
from kg.store import Opened, load_rdf, open_graph
from kg.vocab import DEFAULT_BASE


@pytest.fixture(scope="session")
def opened() -> Opened:
    graph = open_graph(Path(__file__).parent / "news.trig")
    for name in ("core.ttl", "business.ttl"):
        load_rdf(graph.store, folder("ontology") / name, to_graph=f"{DEFAULT_BASE}graph/ontology")
    return graph
