"""`kg queries`: what can be asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import run
from kg.query import catalog


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_project_of_another_field_lists_no_queries_about_business(tmp_path, monkeypatch, capsys):
    (tmp_path / "own.ttl").write_text("")
    (tmp_path / "kg.toml").write_text('[ontology]\nfiles = ["own.ttl"]\n')
    monkeypatch.chdir(tmp_path)

    assert run(["queries"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == [
        "query",
        "evidence",
        "status-history",
        "weak-claims",
        "why",
    ]
    assert run(["query", "partnerships"]) == 2
    assert "it asks about business news, and this project has another ontology" in capsys.readouterr().err


def test_list_has_every_query_with_its_parameters(capsys):
    assert run(["queries"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "query\tparameters\ttitle"
    assert [line.split("\t")[0] for line in lines[1:]] == list(catalog())
    assert "investments\t[investor] [status]\tInvestments with original and converted amounts, planned or done" in lines


def test_titles_come_in_french(capsys):
    assert run(["queries", "-l", "fr"]) == 0

    assert "Tableau de classement d'un marché" in capsys.readouterr().out


def test_one_query_is_told_whole(capsys):
    assert run(["queries", "evidence"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("evidence: The exact words behind a situation")
    assert "  situation  iri, required  the situation, as en/deal#E1\n" in out
    assert "\nExample: kg query evidence situation=" in out


def test_text_of_a_query_can_be_taken(capsys):
    assert run(["queries", "why", "--sparql"]) == 0

    assert capsys.readouterr().out == catalog()["why"].text


def test_a_projects_own_queries_are_listed_and_win(capsys):
    Path("questions").mkdir()
    Path("questions/why.rq").write_text("#+ title: Mine\nASK {}", encoding="utf-8")
    Path("kg.toml").write_text('[query]\nfolders = ["questions"]\n', encoding="utf-8")

    assert run(["queries", "-f", "json"]) == 0

    titles = {query["name"]: query["titles"].get("en") for query in json.loads(capsys.readouterr().out)}
    assert titles["why"] == "Mine"
    assert len(titles) == len(catalog())


def test_unknown_query_is_an_error(capsys):
    assert run(["queries", "evidnce"]) == 2

    assert "did you mean 'evidence'?" in capsys.readouterr().err
