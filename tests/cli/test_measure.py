from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import run

if TYPE_CHECKING:
    import pytest

NEWS = Path(__file__).parents[1] / "project" / "news.trig"


def kg(*arguments: str | Path) -> int:
    return run(["measure", *map(str, arguments)])


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter="\t"))


def test_nodes_are_ranked(capsys: pytest.CaptureFixture[str]) -> None:
    code = kg("-g", NEWS, "-m", "weighted_degree", "--top", "2")

    assert code == 0
    assert rows(capsys) == [
        {"node": "Ardent", "weighted_degree": "4"},
        {"node": "Brio", "weighted_degree": "3"},
    ]


def test_the_order_can_be_another_measure(capsys: pytest.CaptureFixture[str]) -> None:
    kg("-g", NEWS, "-m", "degree", "--by", "in_degree", "--top", "1", "-f", "json")

    assert set(json.loads(capsys.readouterr().out)[0]) == {"node", "degree", "in_degree"}


def test_each_period_is_measured_alone(capsys: pytest.CaptureFixture[str]) -> None:
    kg("-g", NEWS, "-m", "degree", "--slice", "year", "--kind", "partnerOf")

    found = rows(capsys)
    assert [(row["period"], row["node"], row["change"]) for row in found] == [
        ("2023", "Ardent", ""),
        ("2023", "Brio", ""),
        ("2024", "Ardent", "="),
        ("2024", "Brio", "="),
    ]


def test_who_is_gone_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = tmp_path / "short.trig"
    short.write_text(NEWS.read_text(encoding="utf-8").replace('"P2Y"', '"P2M"'), encoding="utf-8")

    kg("-g", short, "-m", "degree", "--slice", "quarter")

    found = [row for row in rows(capsys) if row["period"] == "2023-Q3"]
    assert [(row["node"], row["degree"], row["change"]) for row in found] == [
        ("Ardent", "1", "="),
        ("Cedar", "1", "+1"),
        ("Brio", "", "gone"),
    ]


def test_measures_go_into_a_file(tmp_path: Path) -> None:
    kg("-g", NEWS, "-m", "pagerank", "--into", tmp_path / "a.gexf")

    assert 'title="pagerank" type="double"' in (tmp_path / "a.gexf").read_text(encoding="utf-8")


def test_the_measures_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("--list") == 0

    assert {row["measure"] for row in rows(capsys)} >= {"degree", "pagerank", "betweenness", "community"}


def test_a_misspelt_measure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("-g", NEWS, "-m", "pagernk") == 2

    assert "there is no measure 'pagernk' (did you mean 'pagerank'?)" in capsys.readouterr().err
