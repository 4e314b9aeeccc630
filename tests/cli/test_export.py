from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run

NEWS = Path(__file__).parents[1] / "project" / "news.trig"


def kg(*arguments: str | Path) -> int:
    return run(["export", *map(str, arguments)])


@pytest.mark.parametrize(
    "name", ["a.gexf", "a.graphml", "a.csv", "a.json", "a.ttl", "a.trig", "a.nq", "a.nt", "a.jsonld", "a.rdf", "a.n3"]
)
def test_the_ending_names_the_format(name: str, tmp_path: Path) -> None:
    assert kg(tmp_path / name, "-g", NEWS) == 0

    assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize("name", ["a.gexf", "a.ttl"])
def test_two_runs_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    kg(tmp_path / name, "-g", NEWS)
    first = (tmp_path / name).read_bytes()

    kg(tmp_path / name, "-g", NEWS)

    assert (tmp_path / name).read_bytes() == first


def test_standard_output_needs_a_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("-", "-g", NEWS) == 2

    assert "Name the format of standard output with -f." in capsys.readouterr().err


def test_a_network_goes_to_standard_output() -> None:
    command = [sys.executable, "-m", "kg", "export", "-", "-f", "json", "-g", str(NEWS), "-q"]

    done = subprocess.run(command, capture_output=True, check=True)

    assert json.loads(done.stdout)["graph"]["projection"] == "companies"
    assert done.stderr == b""


def test_what_is_left_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(tmp_path / "a.gexf", "-g", NEWS)

    assert "Left out: 1 denied, 1 planned, 1 with fewer than two participants (situations)." in capsys.readouterr().err


def test_quiet_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(tmp_path / "a.gexf", "-g", NEWS, "-q")

    assert capsys.readouterr().err == ""


def test_an_empty_network_is_said_even_when_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = kg(tmp_path / "a.gexf", "-g", NEWS, "-q", "-p", "rankings")

    assert code == 0
    assert "the network 'rankings' has no edges: nothing in the graph fits its query" in capsys.readouterr().err


MISTAKES = {
    "projection": (["a.gexf", "-p", "companis"], "there is no projection 'companis' (did you mean 'companies'?)"),
    "format": (["a.gefx"], "there is no format 'gefx' (did you mean 'gexf'?)"),
    "status": (["a.gexf", "--status", "plannd"], "there is no status 'plannd' (did you mean 'planned'?)"),
    "kind": (["a.gexf", "--kind", "partner"], "the projection yields no tie of kind 'partner'"),
    "node": (["a.gexf", "--around", "Ardnet"], "no node is called 'Ardnet' (did you mean 'Ardent'?)"),
    "date": (["a.gexf", "--from", "last year"], "not a date: 'last year' (write 2024, 2024-04 or 2024-04-30)"),
    "times": (["a.gexf", "--from", "2024", "--until", "2023"], "ends (2023) before it begins (2024)"),
    "option of networks": (["a.ttl", "--kind", "x"], "--kind chooses a network; this format holds the graph itself."),
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = kg(tmp_path / arguments[0], *arguments[1:], "-g", NEWS)

    assert code == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_rdf_is_written_without_network_libraries(tmp_path: Path) -> None:
    script = (
        "import sys; from kg.cli import run; "
        f"run(['export', {str(tmp_path / 'a.ttl')!r}, '-g', {str(NEWS)!r}]); "
        "print(sorted({'networkx', 'numpy', 'rdflib', 'matplotlib', 'rich'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_slices_are_files_of_their_own(tmp_path: Path) -> None:
    kg(tmp_path / "a.gexf", "-g", NEWS, "--slice", "year", "-q")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2023.gexf", "a-2024.gexf"]


@pytest.mark.parametrize("other", [["--all"], ["-f", "tsv", "--split", "0.8,0.1,0.1"]], ids=["all", "split"])
def test_slices_of_several_files_at_once_are_refused(
    other: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kg(tmp_path / "a", "-g", NEWS, "--slice", "year", *other) == 2

    assert "--slice writes one format: leave out --all and --split" in capsys.readouterr().err


def test_a_node_keeps_its_place_from_slice_to_slice(tmp_path: Path) -> None:
    kg(tmp_path / "a.cyjs", "-g", NEWS, "--slice", "year", "-q")

    places = []
    for year in ("2023", "2024"):
        nodes = json.loads((tmp_path / f"a-{year}.cyjs").read_text(encoding="utf-8"))["elements"]["nodes"]
        places.append({node["data"]["name"]: node["position"] for node in nodes})

    assert places[0]["Ardent"] == places[1]["Ardent"]


def test_all_formats_go_into_a_folder(tmp_path: Path) -> None:
    kg(tmp_path / "all", "--all", "-g", NEWS, "-q")

    found = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"companies.gexf", "companies.csv", "companies.nodes.csv", "companies.html", "companies.neo4j.csv"} <= found


def test_a_file_of_all_is_the_one_that_is_written_alone(tmp_path: Path) -> None:
    kg(tmp_path / "all", "--all", "-g", NEWS, "-q")
    kg(tmp_path / "a.graphml", "-g", NEWS, "-q")

    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "all" / "companies.graphml").read_bytes()


def test_triples_are_split(tmp_path: Path) -> None:
    kg(tmp_path / "a.tsv", "-g", NEWS, "-p", "situations", "--split", "0.5,0.25,0.25", "-q")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.test.tsv", "a.train.tsv", "a.valid.tsv"]


def test_only_triples_are_split(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(tmp_path / "a.gexf", "-g", NEWS, "--split", "0.8,0.1,0.1") == 2

    assert "--split divides the triples of a .tsv file" in capsys.readouterr().err


def test_metrics_are_json(tmp_path: Path) -> None:
    kg(tmp_path / "a.json", "-g", NEWS, "--metrics", tmp_path / "m.json", "-q")

    found = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert (found["nodes"], found["ties"]) == (5, 4)
    assert found["left_out"] == {"denied": 1, "planned": 1, "with fewer than two participants": 1}


def test_parquet_tables_of_nodes_and_mentions_stand_beside_the_edges(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")

    assert kg(tmp_path / "a.parquet", "-g", NEWS) == 0

    assert {path.name for path in tmp_path.iterdir()} == {"a.parquet", "a.nodes.parquet", "a.mentions.parquet"}


def test_a_parquet_table_of_edges_alone_can_be_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")

    assert kg(tmp_path / "a.edges.parquet", "-g", NEWS) == 0

    assert [path.name for path in tmp_path.iterdir()] == ["a.edges.parquet"]


def test_depth_without_a_node_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(tmp_path / "a.gexf", "-g", NEWS, "--depth", "2") == 2

    assert "Error: --depth counts steps from a node: name it with --around." in capsys.readouterr().err


def test_why_there_are_no_edges_goes_on_after_the_colon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(tmp_path / "a.gexf", "-g", NEWS, "--from", "1990", "--until", "1990")

    assert "has no edges: left out: " in capsys.readouterr().err


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a projection of its own, in which companies have no ties."""
    folder = tmp_path / "queries" / "projections"
    folder.mkdir(parents=True)
    (folder / "loans.rq").write_text("SELECT ?source ?target { ?source biz:lends ?target }", encoding="utf-8")
    (tmp_path / "edges.rq").write_text("SELECT ?source ?target { ?source biz:lent ?target }", encoding="utf-8")
    (tmp_path / "kg.toml").write_text('[query]\nfolders = ["queries"]\n', encoding="utf-8")
    (tmp_path / "data.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("field")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "no situation at all (this project has projections of its own: -p loans)\n"),
        (["-p", "companies"], "no situation at all\n"),
        (["--edges", "edges.rq"], "no situation at all ('kg query edges.rq' says which part of it matches nothing)\n"),
    ],
    ids=["chosen by nobody", "chosen", "a query this once"],
)
def test_projections_of_the_project_are_named_where_the_shipped_one_is_empty(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kg("a.gexf", "-g", "data.ttl", "-q", *options)

    assert capsys.readouterr().err.endswith(said)
