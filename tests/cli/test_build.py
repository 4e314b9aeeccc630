"""`kg build` on the command line: what it prints, writes and returns."""

from __future__ import annotations

import json

import pytest

from kg.cli import run
from kg.store import is_graph_folder
from tests.building.conftest import write_article


@pytest.fixture
def project(tmp_path, monkeypatch):
    write_article(tmp_path / "texts", "a", extra="T9\tCompny 0 4\tAlto\n")
    (tmp_path / "kg.toml").write_text('corpus = ["texts"]\n[defaults]\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_in_a_project_it_needs_no_option(project, capsys):
    assert run(["build"]) == 0

    printed = capsys.readouterr()
    assert is_graph_folder(project / "graph")
    assert printed.out == ""
    assert "1 document (1 en)" in printed.err


@pytest.mark.usefixtures("project")
def test_what_was_left_out_is_said_with_its_place_and_what_to_do(capsys):
    run(["build"])

    line = next(line for line in capsys.readouterr().err.splitlines() if "unknown label" in line)
    assert line.split() == [
        "1",
        "mention",
        "unknown",
        "label",
        "'Compny'",
        "a.ann:6",
        "Alto",
        "did",
        "you",
        "mean",
        "'Company'?",
    ]


@pytest.mark.usefixtures("project")
def test_a_missing_date_is_one_warning(capsys):
    run(["build"])

    warnings = [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning")]
    assert warnings == ["warning: 1 document without a publication date: give it in metadata.csv (column 'date')"]


def test_the_account_is_written_as_json(project):
    run(["build", "--account", "account.json", "-q"])

    account = json.loads((project / "account.json").read_text(encoding="utf-8"))
    assert account["read"]["mentions"] == 4
    assert account["left"]["mentions"] == 1
    assert account["causes"][0]["hint"] == "did you mean 'Company'?"


def test_the_account_may_stand_beside_a_graph_whose_folder_is_made_for_it(project):
    assert run(["build", "-q", "-o", "new/graph", "--account", "new/account.json"]) == 0

    assert (project / "new" / "account.json").is_file()


def test_everything_left_out_is_listed_where_that_is_asked(project, capsys):
    more = "T8\tCompny 0 4\tAlto\n"
    (project / "texts" / "a.ann").write_text(
        (project / "texts" / "a.ann").read_text(encoding="utf-8") + more, encoding="utf-8"
    )

    run(["build", "-v", "--account", "account.json"])

    items = json.loads((project / "account.json").read_text(encoding="utf-8"))["items"]
    printed = capsys.readouterr().err.splitlines()
    assert [(item["path"], item["line"], item["annotation"]) for item in items] == [
        ("a.ann", 6, "T9"),
        ("a.ann", 7, "T8"),
    ]
    assert [line for line in printed if line.startswith("a.ann:")] == [
        "a.ann:6 T9 mentions: unknown label 'Compny' «Alto»",
        "a.ann:7 T8 mentions: unknown label 'Compny' «Alto»",
    ]


@pytest.mark.parametrize(
    ("options", "named"),
    [([], "a.xyz, b.xyz, c.xyz and 2 more (-v lists them)"), (["-v"], "a.xyz, b.xyz, c.xyz, d.xyz, e.xyz")],
    ids=["a few", "all"],
)
def test_files_that_nobody_reads_are_named(project, capsys, options, named):
    for name in "abcde":
        (project / "texts" / f"{name}.xyz").write_bytes(b"\x00")

    run(["build", *options])

    said = f"warning: 5 ignored, no reader knows this kind of file: {named}"
    assert said in capsys.readouterr().err.splitlines()


def test_a_row_of_metadata_that_fits_nothing_is_quoted(project, capsys):
    with (project / "texts" / "metadata.csv").open("a", encoding="utf-8") as file:
        file.write("path,title\nnowhere.txt,Gone\n")

    run(["build"])

    assert "metadata.csv:2 «nowhere.txt»" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["build"], ["read", "texts"]], ids=["build", "read"])
def test_a_misspelt_column_of_metadata_is_remarked_on(project, capsys, command):
    (project / "texts" / "metadata.csv").write_text("path,dat\na,2024\n", encoding="utf-8")

    run(command)

    lines = capsys.readouterr().err.splitlines()
    assert "warning: metadata.csv:1: unknown column 'dat' is kept under its own name (did you mean 'date'?)" in lines
    assert not any("ignored" in line or "not read" in line for line in lines)


def test_a_damaged_graph_is_built_again_with_a_warning(project, capsys):
    run(["build"])
    capsys.readouterr()
    for table in (project / "graph" / "version-1" / "store").glob("*.sst"):
        table.write_bytes(table.read_bytes()[:100])

    assert run(["build", "--fresh"]) == 0

    assert "warning: the last version is damaged, or of another format" in capsys.readouterr().err


def test_texts_of_no_known_language_are_counted_as_such(tmp_path, capsys):
    (tmp_path / "b.txt").write_text("Xq\n", encoding="utf-8")

    run(["build", str(tmp_path), "-o", str(tmp_path / "graph")])

    assert "graph: 1 document (1 of unknown language), 0 entities" in capsys.readouterr().err


def test_a_corpus_of_which_nothing_can_be_read_has_no_languages(project, capsys):
    for path in (project / "texts").iterdir():
        path.unlink()
    (project / "texts" / "b.txt").write_bytes(b"\xe9")

    assert run(["build"]) == 4
    assert "graph: 0 documents, 0 entities" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_quiet_prints_nothing(capsys):
    assert run(["build", "-q"]) == 0

    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["build", "gone"], 4, "gone"),
        (["build", "texts", "-o", "texts"], 6, "is not a graph's folder"),
        (["build", "--wrokers", "2"], 2, "No such option"),
    ],
    ids=["no corpus", "a corpus as graph", "misspelt option"],
)
def test_errors_are_one_line_and_an_exit_code(capsys, words, code, message):
    assert run(words) == code

    printed = capsys.readouterr().err
    assert message in printed
    assert "Traceback" not in printed


def test_nothing_mapped_is_an_error_for_scripts(project, capsys):
    (project / "texts" / "a.ann").write_text("T1\tXYZ 0 4\tAlto\n", encoding="utf-8")

    assert run(["build"]) == 4
    assert "[mapping.labels]" in capsys.readouterr().err


def test_without_corpus_and_without_kg_toml_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert run(["build"]) == 2
    assert "Name a corpus folder" in capsys.readouterr().err


def test_a_named_format_is_read_instead_of_the_recognised_one(project):
    (project / "texts" / "a.ann").unlink()
    (project / "texts" / "a.txt").write_text("Alto B-Company\n", encoding="utf-8")

    assert run(["build", "--format", "conll", "--account", "account.json"]) == 0

    account = json.loads((project / "account.json").read_text(encoding="utf-8"))
    assert account["mapped"]["mentions"] == 1


@pytest.mark.usefixtures("project")
def test_a_format_that_there_is_not_is_a_usage_error(capsys):
    assert run(["build", "--format", "conl"]) == 2

    assert capsys.readouterr().err == "kg: no format is called 'conl' (did you mean 'conll'?)\n"


def test_networks_that_kg_toml_asks_for_are_counted_and_empty_ones_warned_of(project, capsys):
    with (project / "kg.toml").open("a", encoding="utf-8") as file:
        file.write('[build]\nnetworks = ["companies", "supply"]\n')

    assert run(["build"]) == 0

    printed = capsys.readouterr().err.splitlines()
    assert [line for line in printed if line.startswith("network")] == [
        "network companies: 2 nodes, 1 edge",
        "network supply: 0 nodes, 0 edges",
    ]
    assert any(line.startswith("warning: the network 'supply' has no edges: ") for line in printed)


def test_an_unknown_network_is_an_error_in_kg_toml(project, capsys):
    with (project / "kg.toml").open("a", encoding="utf-8") as file:
        file.write('[build]\nnetworks = ["compnies"]\n')

    assert run(["build"]) == 2

    said = capsys.readouterr().err
    assert "kg.toml: 'networks': there is no projection 'compnies' (did you mean 'companies'?)" in said
    assert not is_graph_folder(project / "graph")
