"""`kg init` leaves a project that builds, checks and answers, and overwrites nothing."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from kg.cli import run
from kg.config import read_config

TELECOMS = Path(__file__).parents[2] / "examples" / "telecoms"


@pytest.fixture
def project(tmp_path, monkeypatch, capsys):
    """A new project, which is the working folder."""
    assert run(["init", str(tmp_path / "news")]) == 0
    capsys.readouterr()
    monkeypatch.chdir(tmp_path / "news")
    return tmp_path / "news"


def test_writes_a_project_and_names_the_next_commands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    code = run(["init", "my news"])

    written = sorted(path.relative_to(tmp_path / "my news").as_posix() for path in tmp_path.rglob("*.*"))
    assert code == 0
    assert written == [
        "articles/first.ann",
        "articles/first.txt",
        "articles/metadata.csv",
        "decisions.toml",
        "kg.toml",
    ]
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Next: cd 'my news' && kg build && kg check && kg query investments"
    )


def test_working_folder_is_the_default(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    run(["init"])

    assert (tmp_path / "kg.toml").is_file()
    assert capsys.readouterr().out.splitlines()[-1] == "Next: kg build && kg check && kg query investments"


def test_example_builds_with_nothing_left_out(project):
    code = run(["build", "--quiet", "--account", "account.json"])

    account = json.loads((project / "account.json").read_text(encoding="utf-8"))
    assert code == 0
    assert (account["mapped"], account["causes"]) == (account["read"], [])


@pytest.mark.usefixtures("project")
def test_example_conforms(capsys):
    run(["build", "--quiet"])

    code = run(["check"])

    assert (code, capsys.readouterr().out.splitlines()[0][:23]) == (0, "conforms: 0 violations ")


@pytest.mark.usefixtures("project")
def test_example_answers_the_query_that_is_suggested(capsys):
    run(["build", "--quiet"])

    code = run(["query", "investments", "-f", "csv"])

    out = capsys.readouterr().out
    assert code == 0
    assert len(out.splitlines()) == 2
    assert "40000000" in out


@pytest.mark.usefixtures("project")
def test_decisions_join_the_names_of_the_example(capsys):
    run(["build", "--quiet"])

    run(["query", "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a biz:Company }", "-f", "csv"])

    assert capsys.readouterr().out.split() == ["n", "2"]


@pytest.mark.parametrize("name", ["kg.toml", "decisions.toml", "articles/first.txt"])
def test_refuses_to_overwrite_and_writes_nothing(tmp_path, capsys, name):
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")

    code = run(["init", str(tmp_path)])

    assert code == 2
    assert capsys.readouterr().err == (f"kg: {mine}: is already there and is not overwritten (name another folder)\n")
    assert [path for path in tmp_path.rglob("*.*") if path != mine] == []
    assert mine.read_text(encoding="utf-8") == "mine"


def test_refuses_a_file_in_place_of_a_folder(tmp_path, capsys):
    (tmp_path / "news").write_text("", encoding="utf-8")

    code = run(["init", str(tmp_path / "news")])

    assert (code, "is not a folder" in capsys.readouterr().err) == (2, True)


def test_corpus_of_ones_own_takes_the_place_of_the_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run(["init", "project", "--corpus", str(TELECOMS / "en")])

    config = tomllib.loads((tmp_path / "project" / "kg.toml").read_text(encoding="utf-8"))
    assert [(tmp_path / "project" / name).resolve() for name in config["corpus"]] == [TELECOMS / "en"]
    assert sorted(path.name for path in (tmp_path / "project").iterdir()) == ["decisions.toml", "kg.toml"]


def test_corpus_of_ones_own_starts_without_decisions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run(["init", "--corpus", str(TELECOMS / "en")])

    assert tomllib.loads((tmp_path / "decisions.toml").read_text(encoding="utf-8")) == {}


def test_everything_that_the_starter_comments_out_is_valid(project):
    text = (project / "kg.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    # Headings and examples stand in comments of their own lines: `# key = …` and `# [table]`.
    opened = [line.removeprefix("# ") if line.startswith("# [") or " = " in line else line for line in lines]
    for name in ("ontology.ttl", "shapes.ttl"):
        (project / name).write_text("", encoding="utf-8")
    for name in ("rules", "queries"):
        (project / name).mkdir()
    (project / "kg.toml").write_text("\n".join(opened), encoding="utf-8")

    config = read_config(project / "kg.toml")

    assert config.labels == {"Firm": "Company", "Deal": "Investment"}
    assert config.query_folders[0] == project / "queries"
