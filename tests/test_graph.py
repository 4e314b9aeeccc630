"""The Python interface, on a graph of its own."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.errors import InputError, KgError, UsageError
from tests.building.conftest import write_article


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    home = tmp_path_factory.mktemp("project")
    (home / "kg.toml").write_text('[defaults]\nlanguage = "en"\ndate = "2024-01-16"\n', encoding="utf-8")
    write_article(home / "corpus", "a")
    write_article(home / "corpus", "b", other="Corda")
    return kg.build(home / "corpus", home / "graph")


def test_build_gives_an_open_graph_with_its_account(graph):
    assert isinstance(graph, kg.Graph)
    assert graph.account["documents"] == 2
    assert repr(graph).startswith("<kg.Graph ")
    assert len(graph) == graph.account["triples"]["all"]


def test_build_can_be_called_twice(graph):
    again = kg.build(graph.path.parent / "corpus", graph.path)

    assert again.account["unchanged"] == 2


def test_a_stored_query_gives_a_table(graph):
    table = graph.query("partnerships", company="Alto")

    assert {row["other"] for row in table.to_dicts()} == {
        "https://w3id.org/biznews/id/organization-brisa",
        "https://w3id.org/biznews/id/organization-corda",
    }


def test_an_unknown_parameter_is_refused(graph):
    with pytest.raises(UsageError):
        graph.query("partnerships", compny="Alto")


def test_check_gives_a_report(graph):
    report = graph.check()

    assert report.results
    assert all(result.messages for result in report.results)


def test_check_runs_rules_where_it_is_asked_to(tmp_path):
    (tmp_path / "a.ttl").write_text("<urn:a> a <urn:C> .", encoding="utf-8")
    (tmp_path / "s.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:S> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:property "
        "[ sh:path <urn:p> ; sh:minCount 1 ] ; sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate <urn:p> ; "
        "sh:object 1 ] .",
        encoding="utf-8",
    )
    graph = kg.open(tmp_path / "a.ttl")

    conforms = [graph.check(shapes=[tmp_path / "s.ttl"], rules=rules).conforms for rules in (False, True)]

    assert conforms == [False, True]
    assert len(graph) == 1


def test_project_gives_a_networkx_graph_that_can_be_written(graph, tmp_path):
    network = graph.project("companies")
    kg.write(network, tmp_path / "companies.gexf")

    assert isinstance(network, nx.MultiDiGraph)
    assert network.number_of_nodes() == 3
    assert (tmp_path / "companies.gexf").read_text(encoding="utf-8").startswith("<?xml")


def test_the_graph_itself_is_written_and_read_back(graph, tmp_path):
    number = graph.write(tmp_path / "graph.nq")

    assert len(kg.open(tmp_path / "graph.nq")) == number == len(graph)


def test_to_rdflib_is_live_and_has_the_union_as_default_graph(graph):
    dataset = graph.to_rdflib()
    rows = dataset.query("SELECT ?s { ?s a <https://w3id.org/biznews/ontology#Partnership> }")

    assert len(list(rows)) == 2


def test_what_is_not_there_is_a_kg_error(tmp_path):
    with pytest.raises(KgError):
        kg.open(tmp_path / "gone")
    with pytest.raises(InputError):
        kg.build(tmp_path, tmp_path / "graph")


def test_a_name_that_kg_does_not_have():
    with pytest.raises(AttributeError, match="has no attribute 'bulid'"):
        kg.bulid  # noqa: B018


def test_draw_gives_a_picture_that_notebooks_show(graph):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")

    picture = graph.draw(title="Who with whom", kind=["partnerOf"])

    assert "Who with whom" in picture._repr_svg_()
    assert picture.alt.endswith(": 3 nodes, 2 edges")


def test_draw_writes_a_file_where_one_is_named(graph, tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")

    picture = graph.draw(tmp_path / "a.png", name="partnerships")

    assert picture.path == tmp_path / "a.png"
    assert picture.path.read_bytes() == picture._repr_png_()


def test_draw_refuses_a_network_without_ties(graph):
    with pytest.raises(UsageError, match=r"^the network 'investments' has no edges: "):
        graph.draw(name="investments")


def test_a_notebook_shows_what_the_graph_holds(graph):
    shown = graph._repr_html_()

    assert f"<code>{graph.path}</code>" in shown
    assert f"<th>statements</th><td>{len(graph):,}</td>" in shown
    assert "<th>documents</th><td>2</td>" in shown
    assert f"<th>entities</th><td>{graph.account['entities']}</td>" in shown


def test_a_graph_without_account_is_counted(graph, tmp_path):
    graph.write(tmp_path / "graph.ttl")

    shown = kg.open(tmp_path / "graph.ttl")._repr_html_()

    assert "<th>documents</th><td>2</td>" in shown
    assert f"<th>entities</th><td>{graph.account['entities']}</td>" in shown
