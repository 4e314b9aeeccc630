"""A small corpus on disk, its graph, and the graph as sorted N-Quads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.building import BuildAccount, build_graph
from kg.config import Config, find_config
from kg.store import open_graph

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "{one} and {other} sign a pact on software.\nIt is worth 3 million euros.\n"


def write_article(folder: Path, name: str, *, one: str = "Alto", other: str = "Brisa", extra: str = "") -> None:
    """A text with a partnership of two companies."""
    text = TEXT.format(one=one, other=other)
    end, start = len(one), len(one) + 5
    lines = [
        f"T1\tCompany 0 {end}\t{one}",
        f"T2\tCompany {start} {start + len(other)}\t{other}",
        f"T3\tPartnership {text.index('pact')} {text.index('pact') + 4}\tpact",
        "E1\tPartnership:T3 partner:T1 partner2:T2",
        "A1\tstatus E1 agreed",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.ann").write_text("\n".join(lines) + "\n" + extra, encoding="utf-8")


def quads(graph: Path) -> list[str]:
    """The whole graph, sorted: equal graphs give equal lists."""
    return sorted(str(quad) for quad in open_graph(graph).store)


@pytest.fixture
def config(tmp_path) -> Config:
    return replace(find_config(tmp_path), defaults={"language": "en"})


@pytest.fixture
def corpus(tmp_path) -> Path:
    folder = tmp_path / "corpus"
    write_article(folder, "a")
    write_article(folder, "b", other="Corda")
    write_article(folder / "deep", "c", one="Delfa")
    for number in range(6):
        write_article(folder, f"n{number}", one=f"Enta{number}")
    return folder


@pytest.fixture
def build(tmp_path, corpus, config):
    def run(graph: str = "graph", **options: object) -> tuple[Path, BuildAccount]:
        config_ = options.pop("config", config)
        account = build_graph([options.pop("corpus", corpus)], tmp_path / graph, config=config_, **options)
        return tmp_path / graph, account

    return run
