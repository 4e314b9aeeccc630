"""Documents made of a few annotations, mapped under the shipped ontology."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg import schema
from kg.config import Config, find_config
from kg.mapping import Mapped, Mapper
from kg.model import Document, Mention, Source
from kg.names import Identities

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Alto and Brisa sign a ten-year pact worth $3 million by 2030. A second sentence names Alto and 2 million euros."


def words(id_: str, label: str, quote: str, *, line: int = 0, nth: int = 0) -> Mention:
    """A mention of the nth occurrence of some words of `TEXT`."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Mention(id_, label, ((start, start + len(quote)),), quote, line)


def document(**parts: Any) -> Document:
    """A document with `TEXT`, in English, with some annotations."""
    blank = Document("a", TEXT, "en", {"date": "2024-01-16"}, Source("brat", "a.txt", ("a.ann",)))
    return replace(blank, **{name: tuple(part) if isinstance(part, list) else part for name, part in parts.items()})


@pytest.fixture
def config(tmp_path) -> Config:
    return replace(find_config(tmp_path), base="https://example.org/")


@pytest.fixture
def map_document(config) -> Callable[..., Mapped]:
    def run(*, config: Config = config, **parts: Any) -> Mapped:
        mapper = Mapper(schema.load(config.ontology), config, Identities(config.base))
        return mapper.map(document(**parts))

    return run


def triples(mapped: Mapped) -> set[tuple[str, str, str]]:
    """Local names of the statements of a document's graph: easy to compare."""
    return {
        (_local(quad.subject), _local(quad.predicate), _local(quad.object))
        for quad in ox.parse(mapped.quads.encode(), format=ox.RdfFormat.N_QUADS)
    }


def _local(term: Any) -> str:
    return str(term.value).replace("https://example.org/", "").rsplit("ontology#", 1)[-1].rsplit("/code/", 1)[-1]
