"""Start-up is what users wait for: what a command must not import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kg.cli import run

HEAVY = {
    "babel",
    "matplotlib",
    "networkx",
    "numpy",
    "oxrdflib",
    "pandas",
    "polars",
    "py3langid",
    "pyshacl",
    "rdflib",
    "rich",
    "sentencex",
}
# Its last line on standard error is what it had imported in the end.
PROBE = """
import json, sys
from kg.cli import run
code = run(json.loads(sys.argv[1]))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("startup") / "news"
    assert run(["init", str(folder)]) == 0
    assert run(["build", str(folder / "articles"), "-o", str(folder / "graph"), "--quiet"]) == 0
    return folder


def _imported(*arguments, folder):
    """The top-level packages that a command line imports, and what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(arguments)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1])), done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(tmp_path, arguments):
    imported, _ = _imported(*arguments, folder=tmp_path)

    assert imported & (HEAVY | {"pyoxigraph"}) == set()


@pytest.mark.parametrize("form", ["csv", "json", "tsv"])
def test_query_imports_the_store_and_nothing_heavy(project, form):
    imported, out = _imported("query", "SELECT ?text WHERE { ?text a biz:Document }", "-f", form, folder=project)

    assert "first" in out
    assert imported & (HEAVY | {"pyoxigraph"}) == {"pyoxigraph"}


def test_stored_query_imports_the_store_and_nothing_heavy(project):
    imported, out = _imported("query", "partnerships", "company=Solvanne", "-f", "csv", folder=project)

    assert "first#E2" in out
    assert imported & (HEAVY | {"pyoxigraph"}) == {"pyoxigraph"}


def test_importing_the_package_imports_nothing_heavy(tmp_path):
    code = "import sys, kg; print(*sorted(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) & (HEAVY | {"pyoxigraph", "click"}) == set()
