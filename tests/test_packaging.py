"""The built wheel is whole, and runs the demo from anywhere in an environment that has nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _run(*command, folder, environment=None):
    return subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel):
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """The variables of a new environment with the wheel and what it depends on, and nothing of the checkout."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    variables["PATH"] = f"{home / 'bin'}{os.pathsep}{variables['PATH']}"
    # Whether the package index answers at all is asked apart, so that a wrong dependency fails and does not skip.
    probe = _run(python, "-m", "pip", "download", "-q", "--no-deps", "-d", home / "probe", "click", folder=home)
    if probe.returncode:
        pytest.skip(f"the package index cannot be reached: {probe.stderr.strip().splitlines()[-1]}")
    installed = _run(python, "-m", "pip", "install", "-q", "--no-compile", f"{wheel}[draw]", folder=home)
    assert installed.returncode == 0, installed.stderr
    return variables


@pytest.mark.parametrize("folder", ["ontology", "shapes", "queries"])
def test_wheel_holds_every_file_that_ships(names, folder):
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}

    assert shipped
    assert {f"kg/data/{name}" for name in shipped} <= names


def test_wheel_holds_every_module_and_the_starter(names):
    sources = (path for path in (ROOT / "kg").rglob("*") if path.is_file() and "__pycache__" not in path.parts)

    assert {path.relative_to(ROOT).as_posix() for path in sources} <= names


def test_wheel_holds_nothing_else(names):
    homes = {name.partition("/")[0] for name in names}

    assert {home.partition("-")[0] for home in homes} == {"kg", "kg_news"}


def test_wheel_carries_its_licence(names):
    assert [name for name in names if name.endswith("/licenses/LICENSE")] != []


@pytest.mark.slow
def test_dependencies_agree(environment, tmp_path):
    checked = _run("python", "-m", "pip", "check", folder=tmp_path, environment=environment)

    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_demo_runs_from_another_folder(environment, tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("graph"))

    done = _run("sh", "examples/demo.sh", "out", folder=tmp_path, environment=environment)

    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "account.json",
        "check.json",
        "graph",
        "network.gexf",
        "network.png",
    }


@pytest.mark.slow
def test_new_project_builds_and_conforms(environment, tmp_path):
    for command in ("kg init news", "kg build news/articles -o news/graph", "kg check -g news/graph"):
        done = _run(*command.split(), folder=tmp_path, environment=environment)
        assert done.returncode == 0, done.stderr

    assert done.stdout.startswith("conforms: 0 violations")
