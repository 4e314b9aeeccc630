"""The third example: a research corpus in JSON that counts tokens, mapped by `kg.toml` alone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg

if TYPE_CHECKING:
    from kg.graph import Graph

EXAMPLE = Path(__file__).parents[2] / "examples" / "fire"
SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
FIRE = SHARED / "data/corpora/FIRE/fire_dev.json"

pytestmark = pytest.mark.skipif(not FIRE.is_file(), reason="the shared data are not here")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    home = tmp_path_factory.mktemp("fire")
    shutil.copytree(EXAMPLE, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("graph", "data"))
    (home / "data").mkdir()
    shutil.copyfile(FIRE, home / "data" / "fire_dev.json")
    return kg.build(home / "data", home / "graph", workers=1)


def test_all_sentences_are_in_the_graph(graph: Graph) -> None:
    assert graph.account["read"]["mentions"] == 2294
    assert graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?d a biz:Document }").rows[0][0] == 454


def test_the_graph_conforms(graph: Graph) -> None:
    assert [result.message() for result in graph.check().at_least("Violation").results] == []


def test_a_purchase_leads_to_its_sentence(graph: Graph) -> None:
    table = graph.query("purchases", company="Wells Fargo")

    assert [row[2] for row in table.rows] == ["In April 2012 , Wells Fargo acquired Merlin Securities ."]


def test_the_account_counts_what_has_no_class(graph: Graph) -> None:
    reasons = {cause["reason"]: cause["count"] for cause in graph.account["causes"] if cause["kind"] == "mentions"}

    assert reasons == {
        "unknown label 'FinancialEntity'": 378,
        "unknown label 'Designation'": 175,
        "unknown label 'Action'": 130,
    }
