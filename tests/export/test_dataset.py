from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

import kg.export
from kg.cli import run
from kg.errors import UsageError
from kg.export.triples import split
from tests.export.test_round_trips import cleaned, edge_data, ends, networks

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

NEWS = Path(__file__).parents[1] / "project" / "news.trig"
SPLITS = ("train", "validation", "test")


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return parquet.read_table(folder / f"{name}.parquet").to_pylist()


def drawn() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(title='Ties: "all" # of them', description="Who with whom.")
    for number, (source, target) in enumerate(nx.gnm_random_graph(30, 120, seed=1, directed=True).edges()):
        network.add_edge(str(source), str(target), kind="abc"[number % 3], first="2024-01-01")
    return network


@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_all_edges_are_in_one_split(network: nx.MultiDiGraph, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("dataset")

    kg.export.write(network, folder, format="dataset")

    found = [row for name in SPLITS for row in rows(folder, f"edges/{name}")]
    found.sort(key=lambda row: int(row["id"][1:]))
    assert [(row["source"], row["target"]) for row in found] == ends(network)
    assert [row["weight"] for row in found] == [data["weight"] for data in edge_data(network)]
    assert [row["id"] for row in rows(folder, "nodes")] == [cleaned(node) for node in network]


def test_splits_are_those_of_the_triples(tmp_path: Path) -> None:
    network = drawn()

    kg.export.write(network, tmp_path / "a.dataset")

    found = [
        sorted((row["source"], row["kind"], row["target"]) for row in rows(tmp_path / "a.dataset", f"edges/{name}"))
        for name in SPLITS
    ]
    assert found == list(split(network).values())
    assert all(found)


def test_all_splits_have_the_same_columns(tmp_path: Path) -> None:
    kg.export.write(drawn(), tmp_path / "a.dataset")

    schemas = [parquet.read_schema(tmp_path / "a.dataset" / "edges" / f"{name}.parquet") for name in SPLITS]
    assert schemas[0].equals(schemas[1])
    assert schemas[0].equals(schemas[2])


def test_the_card_names_files_and_columns(tmp_path: Path) -> None:
    kg.export.write(drawn(), tmp_path / "a.dataset")

    card = (tmp_path / "a.dataset" / "README.md").read_text(encoding="utf-8")
    assert card.startswith('---\npretty_name: "Ties: \\"all\\" # of them"\n')
    assert "  - split: validation\n    path: edges/validation.parquet\n" in card
    assert "| `first` | string |" in card
    assert "Who with whom." in card


def test_the_card_names_no_empty_split(tmp_path: Path) -> None:
    kg.export.write(nx.MultiDiGraph([("a", "b")]), tmp_path / "a.dataset")

    card = (tmp_path / "a.dataset" / "README.md").read_text(encoding="utf-8")
    assert "split: train" in card
    assert "split: test" not in card


def test_a_stream_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^'dataset' is a folder of several files, not one to write into a stream$"):
        kg.export.write(nx.MultiDiGraph(), io.BytesIO(), format="dataset")


def test_standard_output_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "-", "-f", "dataset", "-g", str(NEWS), "-q"]) == 2

    assert "The format 'dataset' is a folder of several files: name it." in capsys.readouterr().err


def test_the_command_line_writes_a_folder(tmp_path: Path) -> None:
    assert run(["export", str(tmp_path / "news.dataset"), "-g", str(NEWS), "-q"]) == 0

    assert {path.name for path in (tmp_path / "news.dataset").iterdir()} == {"README.md", "edges", "nodes.parquet"}
