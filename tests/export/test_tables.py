from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import kg.export

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[dict[str, str]]


@pytest.fixture
def tables(hostile: nx.MultiDiGraph, tmp_path: Path) -> tuple[Rows, Rows]:
    edges, nodes = kg.export.write(hostile, tmp_path / "ties.csv")
    with edges.open(encoding="utf-8", newline="") as first, nodes.open(encoding="utf-8", newline="") as second:
        return list(csv.DictReader(first)), list(csv.DictReader(second))


def test_nodes_are_written_beside_the_edges(hostile: nx.MultiDiGraph, tmp_path: Path) -> None:
    written = kg.export.write(hostile, tmp_path / "ties.csv")

    assert [path.name for path in written] == ["ties.csv", "ties.nodes.csv"]


def test_an_edges_table_alone_can_be_asked_for(hostile: nx.MultiDiGraph, tmp_path: Path) -> None:
    written = kg.export.write(hostile, tmp_path / "ties.edges.csv")

    assert [path.name for path in tmp_path.iterdir()] == [path.name for path in written] == ["ties.edges.csv"]


def test_the_headers_are_those_that_gephi_knows(tables: tuple[Rows, Rows]) -> None:
    edges, nodes = tables

    assert list(edges[0])[:8] == ["Source", "Target", "Type", "Id", "Label", "Weight", "Kind", "Timeset"]
    assert list(nodes[0])[:3] == ["Id", "Label", "Timeset"]


def test_no_header_stands_twice_whatever_its_case(tables: tuple[Rows, Rows]) -> None:
    headers = [name.lower() for name in tables[1][0]]

    assert len(headers) == len(set(headers))


def test_intervals_are_timesets(tables: tuple[Rows, Rows]) -> None:
    by_kind = {row["Kind"]: row["Timeset"] for row in tables[0]}

    assert by_kind["investsIn"] == "<[2020-01-01, 2020-06-30]; [2022-01-01, Infinity]>"


def test_lists_are_json(tables: tuple[Rows, Rows]) -> None:
    assert json.loads(tables[1][0]["aliases"]) == ["a,b", 'say "oui"', "back\\slash", "new\nline", ""]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("2024-02-27", "2024/02/27"),
        (dt.date(2024, 2, 27), "2024/02/27"),
        (dt.datetime(2024, 2, 27, 9, 30, tzinfo=dt.UTC), "2024/02/27T09:30:00+00:00"),
        ("2024-02", "2024/02"),
        ([1, 2], "1|2"),
        ([2.5], "2.5"),
        (["2024-02-27", "2023"], "2024/02/27|2023"),
        ({"12345678"}, "12345678"),
    ],
    ids=str,
)
def test_gephi_takes_nothing_else_for_a_time(value: object, cell: str) -> None:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", start="2024", seen=value)

    assert edge_rows(network)[0]["seen"] == cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a\\", "a\\ "),
        ("a\\\\", "a\\\\"),
        ('a\\"b', 'a\\ "b'),
        ("a\\b", "a\\b"),
        (['say "oui"'], '["say \\u0022oui\\u0022"]'),
        (["a\\"], '["a\\\\"]'),
        (['a\\"'], '["a\\\\\\u0022"]'),
    ],
    ids=str,
)
def test_gephi_finds_the_end_of_a_cell(value: object, cell: str) -> None:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", seen=value)

    assert edge_rows(network)[0]["seen"] == cell


def test_a_list_column_with_words_stays_json() -> None:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", names=["1", "2"])
    network.add_edge("b", "c", names=["one"])

    assert [row["names"] for row in edge_rows(network)] == ['["1","2"]', '["one"]']


def edge_rows(network: nx.MultiDiGraph) -> Rows:
    stream = io.BytesIO()
    kg.export.write(network, stream, format="csv")
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))


def test_text_with_commas_and_lines_comes_back(tables: tuple[Rows, Rows], hostile: nx.MultiDiGraph) -> None:
    assert tables[1][0]["Note"] == hostile.nodes[" https://example.org/a "]["Note"]


def test_what_is_not_known_is_an_empty_cell(tables: tuple[Rows, Rows]) -> None:
    assert tables[1][0].get("nothing") is None
    assert tables[1][2]["count"] == ""


def test_a_column_called_like_a_header_gets_another_name(tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", kind="tie", source="Reuters")

    (edges, _) = kg.export.write(network, tmp_path / "a.csv")

    assert edges.read_text(encoding="utf-8").splitlines()[0] == "Source,Target,Type,Id,Label,Weight,Kind,source_"
