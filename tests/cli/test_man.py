"""The manual page is what the commands say."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from kg.cli import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def script():
    spec = spec_from_file_location("write_man", DOCS / "write_man.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_what_the_commands_say(script):
    assert script.PAGE.read_text(encoding="utf-8") == script.page(), "run 'make docs'"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_page_has_every_command(script, name):
    assert f"\n.SS kg {name}" in script.page()


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_page_is_good_roff(script):
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(script.PAGE)], capture_output=True, text=True, check=True
    )

    assert done.stderr == ""
    assert "kg shell" in done.stdout
