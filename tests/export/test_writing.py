from __future__ import annotations

import io
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import kg.export
from kg.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.gexf", "gexf"),
        ("A.GraphML", "graphml"),
        ("a.b.csv", "csv"),
        ("a.nodes.csv", "nodes.csv"),
        ("a.edges.csv", "csv"),
        ("a.json", "json"),
        ("a.xml", "rdf"),
        ("x/a.jsonld", "jsonld"),
    ],
)
def test_the_ending_names_the_format(name: str, form: str) -> None:
    assert kg.export.format_of(name) == form


def test_an_unknown_ending_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"^there is no format 'gefx' \(did you mean 'gexf'\?\)$"):
        kg.export.format_of("a.gefx")


@pytest.mark.parametrize("name", ["a.net", "a.PAJ", "pajek.pajek"])
def test_pajek_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(UsageError, match=r"^Pajek is left out: .* \(write \.gexf or \.graphml; .*0012-no-pajek\.md\)$"):
        kg.export.format_of(name)


def test_a_name_without_ending_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^'network' has no ending that names a format \(name one with -f\)$"):
        kg.export.format_of("network")


def test_the_format_can_be_named(tmp_path: Path) -> None:
    kg.export.write(nx.MultiDiGraph(), tmp_path / "a.txt", format="json")

    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("{")


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.gexf"
    path.write_text("old", encoding="utf-8")
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", weight=-1)

    with pytest.raises(UsageError):
        kg.export.write(network, path)

    assert [file.name for file in tmp_path.iterdir()] == ["a.gexf"]
    assert path.read_text(encoding="utf-8") == "old"


def test_a_missing_folder_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        kg.export.write(nx.MultiDiGraph(), tmp_path / "no" / "a.gexf")

    assert caught.value.filename == str(tmp_path / "no" / "a.gexf")


def test_a_format_of_the_graph_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^'ttl' is a format of the graph, not of a network \("):
        kg.export.write(nx.MultiDiGraph(), io.BytesIO(), format="ttl")


def test_what_cannot_be_encoded_is_replaced(hostile: nx.MultiDiGraph) -> None:
    stream = io.BytesIO()

    kg.export.write(hostile, stream, format="json")

    assert "lone � half" in stream.getvalue().decode("utf-8")


@pytest.mark.parametrize("other", ["a ", "a\x00"], ids=["space", "control character"])
@pytest.mark.parametrize("form", ["gexf", "csv", "graphml"])
def test_nodes_that_a_file_would_merge_are_refused(other: str, form: str) -> None:
    with pytest.raises(UsageError, match=r"^the nodes 'a' and 'a.* have the same id in a file "):
        kg.export.write(nx.MultiDiGraph([("a", other)]), io.BytesIO(), format=form)
