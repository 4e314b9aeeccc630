"""Where commands write: a folder that is not there is said before the work, and no device is replaced."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from kg.cli import run
from kg.cli._outputs import output_stream, remove_unfinished

TELECOMS = Path(__file__).parents[2] / "examples" / "telecoms"


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs") / "graph"
    assert run(["build", str(TELECOMS), "-o", str(folder), "--quiet"]) == 0
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["build", str(TELECOMS), "-o", "other", "--account", "gone/file.json"],
        ["check", "-g", "GRAPH", "-o", "gone/file.json"],
        ["draw", "-g", "GRAPH", "gone/file.json.png"],
        ["export", "-g", "GRAPH", "gone/file.json"],
        ["export", "-g", "GRAPH", "file.gexf", "--metrics", "gone/file.json"],
        ["measure", "-g", "GRAPH", "--into", "gone/file.json"],
        ["query", "-g", "GRAPH", "partnerships", "-o", "gone/file.json"],
        ["read", str(TELECOMS), "-o", "gone/file.json"],
    ],
    ids=["build", "check", "draw", "export", "metrics", "measure", "query", "read"],
)
def test_a_folder_that_is_not_there_is_said_before_the_work(graph, tmp_path, monkeypatch, capsys, words):
    monkeypatch.chdir(tmp_path)

    code = run([str(graph) if word == "GRAPH" else word for word in words])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.replace(".json.png", ".json") == "kg: there is no folder 'gone' for 'file.json' (make it first)\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("x.foo", "kg: there is no format 'foo' "),
        ("x.ttl", "Error: --into writes a network; .ttl holds the graph itself."),
    ],
    ids=["unknown", "RDF"],
)
def test_measure_refuses_a_file_before_it_measures(graph, tmp_path, capsys, file, said):
    code = run(["measure", "-g", str(graph), "--into", str(tmp_path / file)])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert said in err


def test_a_named_pipe_is_written_and_stays_one(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()

    with output_stream(str(path)) as stream:
        stream.write(b"a")
    reader.join()

    assert (read, stat.S_ISFIFO(path.stat().st_mode)) == ([b"a"], True)


def test_a_file_appears_when_it_is_complete(tmp_path):
    path = tmp_path / "a.csv"

    with output_stream(str(path)) as stream:
        stream.write(b"a")
        assert not path.exists()

    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.csv", b"a")]


def test_what_is_not_complete_is_removed_when_the_process_must_end(tmp_path):
    begun = output_stream(str(tmp_path / "a.csv"))
    begun.__enter__().write(b"a")

    remove_unfinished()

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_called_as_the_user_calls_it(tmp_path, capsys):
    name = "n" * 300

    code = run(["read", str(TELECOMS), "-o", str(tmp_path / name)])

    assert (code, capsys.readouterr().err) == (6, f"kg: {tmp_path / name}: File name too long\n")
