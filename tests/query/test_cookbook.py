"""`docs/cookbook.md`: every command gives an answer on the example corpus."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from kg.cli import run

ROOT = Path(__file__).parents[2]
COMMANDS = re.findall(r"^```\nkg (.+)\n```$", (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cookbook") / "telecoms"
    shutil.copytree(ROOT / "examples" / "telecoms", folder, ignore=shutil.ignore_patterns("graph"))
    assert run(["build", str(folder), "-o", str(folder / "graph"), "--quiet"]) == 0
    return folder


def test_there_are_twenty_questions_or_more():
    assert len(COMMANDS) >= 20


@pytest.mark.parametrize("command", COMMANDS)
def test_command_gives_an_answer(project, monkeypatch, capsys, command):
    monkeypatch.chdir(project)
    words = shlex.split(command)

    assert run(words) == 0

    out, err = capsys.readouterr()
    answer = Path(words[words.index("-o") + 1]).read_text() if "-o" in words else out
    assert len(answer.splitlines()) > 1
    assert err == "" or "--evidence" in words
