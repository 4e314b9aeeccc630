"""Mistakes in annotations, texts and metadata are caught: by the account of the build, or by the check."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.building import build_graph
from kg.check import check
from kg.config import read_config
from kg.store import open_graph
from tests.check.annotation_edits import EDITS

EXAMPLE = Path(__file__).parents[2] / "examples" / "telecoms"
# The decisions are on names of articles that are not in this corpus.
CONFIG = replace(read_config(EXAMPLE / "kg.toml"), decisions=None)
METADATA = "path,title,date,language\ndeal.txt,A deal is off,2024-12-10,en\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for ending in (".ann", ".txt"):
        shutil.copy(EXAMPLE / "en" / f"pellworth-merger-off{ending}", folder / f"deal{ending}")
    (folder / "metadata.csv").write_text(METADATA, encoding="utf-8")
    return folder


def _said(corpus, graph):
    """All that a user is told of a corpus."""
    account = build_graph([corpus], graph, config=CONFIG, workers=1)
    report = check(open_graph(graph), shapes=CONFIG.shapes)
    return [
        *(cause.reason for cause in account.causes),
        *(skip.reason for skip in account.ignored),
        *account.refused,
        *account.warnings,
        *account.unreadable,
        *(result.message("en") for result in report.results),
    ]


def test_of_the_good_article_nothing_is_said(corpus, tmp_path):
    assert _said(corpus, tmp_path / "graph") == []


@pytest.mark.parametrize(("edit", "expected"), [pytest.param(*case, id=name) for name, case in EDITS.items()])
def test_a_mistake_is_caught(corpus, tmp_path, edit, expected):
    name, old, new = edit
    text = (corpus / name).read_text(encoding="utf-8")
    assert old in text
    (corpus / name).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    said = _said(corpus, tmp_path / "graph")

    assert any(expected in one for one in said)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        pytest.param(
            lambda corpus: (corpus / "deal.txt").write_bytes((corpus / "deal.txt").read_bytes() + b"\xff\xfe"),
            "deal.txt",
            id="text with bytes that are no characters",
        ),
        pytest.param(
            lambda corpus: (corpus / "deal.txt").write_bytes(
                (corpus / "deal.txt").read_bytes().replace(b"\n", b"\r\n").replace(b"The ", b"A ")
            ),
            "quote is not at the offsets",
            id="text with other words and line ends",
        ),
    ],
)
def test_damage_is_said(corpus, tmp_path, damage, expected):
    damage(corpus)
    account = build_graph([corpus], tmp_path / "graph", config=CONFIG, workers=1)

    said = [
        *(cause.reason for cause in account.causes),
        *(skip.reason for skip in account.ignored),
        *account.unreadable,
    ]
    assert any(expected in one for one in said)
