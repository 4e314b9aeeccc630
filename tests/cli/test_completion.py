"""Shell completion, as the shells ask for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GRAPH = str(Path(__file__).parents[1] / "query" / "fixtures" / "news.trig")
KG = str(Path(sys.executable).with_name("kg"))


def _completed(line, *, folder, shell="zsh"):
    """What a shell is offered after a line; its last word is the one to complete."""
    words = line.split(" ")
    variables = {"_KG_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, "-c", "from kg.cli import main; main()"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=os.environ | variables)
    lines = done.stdout.splitlines()
    return lines[1::3] if shell == "zsh" else [line.partition(",")[2] for line in lines]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kg query partn", ["partners-by-topic", "partnerships"]),
        ("kg query partnerships co", ["company="]),
        (f"kg query -g {GRAPH} partnerships company=Ga", ["company=Gamma", "company=Gamma S.A."]),
        (f"kg query -g {GRAPH} investments status=p", ["status=planned"]),
        ("kg query why -f nd", ["ndjson"]),
        ("kg queries evi", ["evidence"]),
        (f"kg show -g {GRAPH} bé", ["Béta"]),
        ("kg show -g nowhere V", []),
        ("kg sh", ["shapes", "shell", "show"]),
    ],
)
def test_words_are_completed(tmp_path, line, expected):
    assert _completed(line, folder=tmp_path) == expected


def test_bash_breaks_words_at_the_sign(tmp_path):
    line = f"kg query -g {GRAPH} partnerships company = Ga"

    assert _completed(line, folder=tmp_path, shell="bash") == ["Gamma", "Gamma S.A."]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_written(tmp_path, shell):
    variables = os.environ | {"_KG_COMPLETE": f"{shell}_source"}

    done = subprocess.run([KG], capture_output=True, text=True, check=False, cwd=tmp_path, env=variables)

    assert "_KG_COMPLETE" in done.stdout
