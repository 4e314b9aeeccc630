"""The notebook and the pipelines run from end to end, on copies."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
RUN_NOTEBOOK = """
import sys, nbclient, nbformat
notebook = nbformat.read("notebook.ipynb", as_version=4)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
nbformat.write(notebook, "done.ipynb")
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the examples."""
    ignored = shutil.ignore_patterns("graph", "results", ".snakemake", ".dvc")
    for name in ("telecoms", "snakemake", "dvc"):
        shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=ignored)
    shutil.copy(EXAMPLES / "notebook.ipynb", tmp_path)
    return tmp_path


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str, folder: Path) -> str:
    """What a command prints; `kg` is the one of this environment, and the user's folders are left alone."""
    own = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder.parent)}
    own |= {"XDG_CACHE_HOME": str(folder.parent / ".cache"), "DVC_NO_ANALYTICS": "1", "PYTHONWARNINGS": "default"}
    done = subprocess.run(command, cwd=folder, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def cells() -> list[dict[str, Any]]:
    notebook = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_the_notebook_is_kept_without_outputs() -> None:
    assert [(cell["outputs"], cell["execution_count"]) for cell in cells()] == [([], None)] * len(cells())


def test_the_code_of_the_notebook_runs(home: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    lines = ["".join(cell["source"]) for cell in cells()]

    shown = run(
        sys.executable, "-c", "\n".join([*lines, "print(sorted(p.name for p in folder.iterdir()))"]), folder=home
    )

    assert "20 nodes, 25 edges" in shown
    assert shown.splitlines()[-1] == "['companies.gexf', 'graph']"


def test_jupyter_shows_graph_and_pictures(home: Path) -> None:
    for name in ("nbclient", "nbformat", "ipykernel", "matplotlib"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")

    run(sys.executable, "-c", RUN_NOTEBOOK, folder=home)

    done = json.loads((home / "done.ipynb").read_text(encoding="utf-8"))
    shown = [set(output.get("data", ())) for cell in done["cells"] for output in cell.get("outputs", ())]
    assert sum("image/svg+xml" in kinds for kinds in shown) == 2
    assert "text/html" in shown[0]


def test_snakemake_makes_all_files_once(home: Path) -> None:
    snakemake = tool("snakemake")
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")

    run(snakemake, "-c1", folder=home / "snakemake")
    again = run(snakemake, "-c1", folder=home / "snakemake")

    made = home / "snakemake" / "results"
    assert nx.read_gexf(made / "companies.gexf", version="1.3").number_of_nodes() == 20
    assert len(list(csv.DictReader((made / "measures.csv").read_text(encoding="utf-8").splitlines()))) == 20
    assert {path.name for path in made.iterdir()} == {
        *(
            "account.json",
            "companies.gexf",
            "companies.svg",
            "findings.json",
            "graph",
            "investments.gexf",
            "measures.csv",
        )
    }
    assert "Nothing to be done" in again


def test_dvc_makes_all_files_once(home: Path) -> None:
    dvc = tool("dvc")
    run(dvc, "init", "-q", "--no-scm", folder=home / "dvc")

    run(dvc, "repro", folder=home / "dvc")
    again = run(dvc, "repro", folder=home / "dvc")
    metrics = json.loads(run(dvc, "metrics", "show", "--json", folder=home / "dvc"))

    assert metrics[""]["data"]["metrics.json"]["data"]["nodes"] == 20
    assert nx.read_gexf(home / "dvc" / "companies.gexf", version="1.3").number_of_nodes() == 20
    assert "Data and pipelines are up to date." in again
