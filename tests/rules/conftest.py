"""Data and shapes in files, and what rules conclude from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.check.conftest import PREFIXES
from tests.rules.oracle import concluded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DECLARED = '<urn:t:> sh:declare [ sh:prefix "t" ; sh:namespace "urn:t:" ] .\n'


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """Writes data and shapes, with the common prefixes."""

    def written(data: str, shapes: str) -> tuple[Path, Path]:
        (tmp_path / "data.ttl").write_text(PREFIXES + data, encoding="utf-8")
        (tmp_path / "shapes.ttl").write_text(PREFIXES + DECLARED + shapes, encoding="utf-8")
        return tmp_path / "data.ttl", tmp_path / "shapes.ttl"

    return written


@pytest.fixture
def conclude(files) -> Callable[..., list[str]]:
    """What rules conclude from data, sorted, with `:` for the common namespace."""

    def conclusions(data: str, shapes: str) -> list[str]:
        _, triples, _ = concluded(*files(data, shapes))
        return sorted(_short(" ".join(triple)) for triple in triples)

    return conclusions


def _short(triple: str) -> str:
    return (
        triple.replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "a")
        .replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "")
        .replace("<urn:t:", ":")
        .replace(">", "")
    )
