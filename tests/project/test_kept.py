from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.project import kept as kept_module
from kg.project import network as network_module
from kg.project import project, projections
from kg.project.kept import keep, kept
from tests.building.conftest import write_article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.store import Opened


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    home = tmp_path_factory.mktemp("kept")
    write_article(home / "corpus", "a")
    write_article(home / "corpus", "b", other="Corda")
    return kg.build(home / "corpus", home / "graph")


@pytest.fixture
def opened(graph: kg.Graph) -> Iterator[Opened]:
    yield graph.opened
    for path in files(graph.opened):
        path.unlink()


def files(opened: Opened) -> list[Path]:
    assert opened.version is not None
    return sorted((opened.version / "networks").glob("*"))


def contents(network: nx.MultiDiGraph) -> list[Any]:
    """Everything that a network holds, in its order, with the types of all values."""
    elements = [*network.nodes(data=True), *network.edges(keys=True, data=True)]
    typed = [(*names, [(name, type(value), repr(value)) for name, value in data.items()]) for *names, data in elements]
    return [typed, list(network.graph.items()), {node: dict(network.pred[node]) for node in network}]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the projections that are made, not read back."""
    names = []

    def spied(network: nx.MultiDiGraph, place: Path) -> None:
        names.append(network.graph["projection"])
        keep(network, place)

    monkeypatch.setattr(network_module, "keep", spied)
    return names


@pytest.mark.parametrize("name", sorted(projections()))
def test_what_is_kept_is_what_was_made(opened: Opened, name: str, made: list[str]) -> None:
    first = project(opened, name)

    second = project(opened, name)

    assert contents(second) == contents(first)
    assert contents(second) == contents(project(opened._replace(version=None), name))
    assert made == [name]


def test_what_its_owner_changes_changes_nothing_else(opened: Opened) -> None:
    expected = contents(project(opened))
    network = project(opened)
    network.remove_nodes_from(list(network)[:1])
    for *_, data in network.edges(data=True):
        data["situations"].append("more")

    assert contents(project(opened)) == expected


@pytest.mark.parametrize(
    "options",
    [{"language": "fr"}, {"status": ["planned"]}, {"since": "2020"}, {"depth": 2, "around": "Alto"}],
    ids=["language", "status", "time", "neighbourhood"],
)
def test_other_options_give_another_network(opened: Opened, options: dict[str, Any], made: list[str]) -> None:
    project(opened)

    project(opened, **options)

    assert made == ["companies", "companies"]


def test_a_changed_query_gives_another_network(opened: Opened, tmp_path: Path, made: list[str]) -> None:
    path = tmp_path / "mine.rq"
    query = "SELECT ?source ?target { ?situation biz:partner ?source , ?target FILTER(STR(?source) %s STR(?target)) }"
    path.write_text(query % "<", encoding="utf-8")
    forth = set(project(opened, edges=path).edges())
    path.write_text(query % ">", encoding="utf-8")

    back = set(project(opened, edges=path).edges())

    assert back == {(target, source) for source, target in forth} != set()
    assert made == ["mine", "mine"]


def test_a_new_version_of_the_graph_gives_another_network(tmp_path: Path) -> None:
    write_article(tmp_path / "corpus", "a")
    before = kg.build(tmp_path / "corpus", tmp_path / "graph").project()
    write_article(tmp_path / "corpus", "b", other="Corda")

    after = kg.build(tmp_path / "corpus", tmp_path / "graph").project()

    assert (before.number_of_edges(), after.number_of_edges()) == (1, 2)


def test_a_graph_in_a_file_keeps_nothing(graph: kg.Graph, tmp_path: Path) -> None:
    graph.write(tmp_path / "a.nq")

    kg.open(tmp_path / "a.nq").project()

    assert [path.name for path in tmp_path.iterdir()] == ["a.nq"]


@pytest.mark.parametrize(
    "text", ["", "{", "{}\n", '{}\n["a"]\n"zz"\n', "[]\n"], ids=["empty", "cut", "head", "hex", "list"]
)
def test_a_damaged_file_is_written_anew(opened: Opened, text: str, made: list[str]) -> None:
    expected = contents(project(opened))
    (path,) = files(opened)
    path.write_text(text, encoding="utf-8")

    assert contents(project(opened)) == expected
    assert contents(project(opened)) == expected
    assert made == ["companies", "companies"]


def test_a_graph_that_cannot_be_written_still_gives_networks(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "networks").write_text("in the way", encoding="utf-8")

    network = project(opened._replace(version=tmp_path))

    assert network.number_of_edges() == 2


def test_the_oldest_make_room(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    project(opened)
    (first,) = files(opened)
    monkeypatch.setattr(kept_module, "_MOST", int(first.stat().st_size * 1.5))

    project(opened, language="fr")

    (left,) = files(opened)
    assert left != first


def test_nothing_is_left_beside_the_networks(opened: Opened) -> None:
    project(opened)

    assert [path.suffix for path in files(opened)] == [".jsonl"]


def test_nothing_is_left_of_a_network_that_is_interrupted_while_it_is_written(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: nx.MultiDiGraph) -> Iterator[Any]:
        yield {}
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_module, "_values", interrupted)

    with pytest.raises(KeyboardInterrupt):
        project(opened)

    assert files(opened) == []


TEXTS = st.text()
SCALARS = TEXTS | st.integers() | st.booleans() | st.floats(allow_nan=False)
VALUES = SCALARS | st.lists(SCALARS, max_size=3)
DATA = st.dictionaries(st.sampled_from(["kind", "type", "label", "a", "b"]) | TEXTS, VALUES, max_size=5)
SPELLS = st.lists(st.tuples(TEXTS, st.none() | TEXTS), min_size=1, max_size=3)


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    network.graph |= draw(st.dictionaries(TEXTS, SCALARS, max_size=3))
    nodes = draw(st.lists(TEXTS, unique=True, max_size=6))
    network.add_nodes_from((node, draw(DATA)) for node in nodes)
    for source, target, kind in draw(st.lists(st.tuples(*[st.integers(0, 5)] * 2, TEXTS), max_size=8)) if nodes else ():
        network.add_edge(nodes[source % len(nodes)], nodes[target % len(nodes)], key=kind)
    for *_, data in network.edges(data=True):
        data.update(draw(DATA) | draw(st.fixed_dictionaries({}, optional={"spells": SPELLS})))
    return network


@given(networks())
def test_any_network_comes_back(tmp_path_factory: pytest.TempPathFactory, network: nx.MultiDiGraph) -> None:
    place = tmp_path_factory.getbasetemp() / "networks" / "one.jsonl"

    keep(network, place)

    found = kept(place)
    assert found is not None
    assert contents(found) == contents(network)
