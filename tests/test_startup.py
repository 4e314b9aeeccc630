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
# The reading of SPARQL, and of values, labels and entities: what takes longer to import than a query to answer.
READING = {
    "kg.query.cursor",
    "kg.query.expressions",
    "kg.query.faults",
    "kg.query.groups",
    "kg.query.lexer",
    "kg.query.parser",
    "kg.query.scope",
    "kg.query.syntax",
    "kg.query.triples",
}
VALUES = {"decimal", "kg.query.labels", "kg.query.table", "kg.query.terms"}
NAMES = {"kg.iri", "kg.letters", "kg.query.codes", "kg.query.entities", "kg.query.valuereader"}
# Its last line on standard error is what it had imported in the end.
PROBE = """
import json, sys
from kg.cli import run
code = run(json.loads(sys.argv[1]))
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
LITERAL = "SELECT ?text WHERE { ?text a biz:Document }"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("startup") / "news"
    assert run(["init", str(folder)]) == 0
    assert run(["build", str(folder / "articles"), "-o", str(folder / "graph"), "--quiet"]) == 0
    return folder


def _modules(*arguments, folder):
    """The modules that a command line imports, and what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(arguments)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1])), done.stdout


def _imported(*arguments, folder):
    """The top-level packages that a command line imports, and what it printed."""
    modules, out = _modules(*arguments, folder=folder)
    return {name.partition(".")[0] for name in modules}, out


def _ours(modules):
    return {name for name in modules if name.partition(".")[0] == "kg"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(tmp_path, arguments):
    imported, _ = _imported(*arguments, folder=tmp_path)

    assert imported & (HEAVY | {"pyoxigraph"}) == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_loads_three_modules_of_ours(tmp_path, arguments):
    modules, _ = _modules(*arguments, folder=tmp_path)

    assert _ours(modules) == {"kg", "kg.cli", "kg.errors"}
    assert modules & {"difflib", "pathlib"} == set()


@pytest.mark.parametrize("form", ["csv", "json", "tsv"])
def test_query_imports_the_store_and_nothing_heavy(project, form):
    imported, out = _imported("query", LITERAL, "-f", form, folder=project)

    assert "first" in out
    assert imported & (HEAVY | {"pyoxigraph"}) == {"pyoxigraph"}


def test_stored_query_imports_the_store_and_nothing_heavy(project):
    imported, out = _imported("query", "partnerships", "company=Solvanne", "-f", "csv", folder=project)

    assert "first#E2" in out
    assert imported & (HEAVY | {"pyoxigraph"}) == {"pyoxigraph"}


@pytest.mark.parametrize(
    ("arguments", "left_out"),
    [
        pytest.param(["partnerships", "-f", "csv"], READING | VALUES | NAMES, id="stored"),
        pytest.param(["partnerships", "-f", "table"], READING | NAMES, id="stored as a table"),
        pytest.param(["partnerships", "company=Solvanne", "-f", "csv"], READING, id="stored with a parameter"),
        pytest.param([LITERAL, "-f", "csv"], VALUES | NAMES, id="literal"),
        pytest.param([LITERAL, "-f", "table"], NAMES, id="literal as a table"),
    ],
)
def test_a_query_leaves_out_what_it_does_not_need(project, arguments, left_out):
    modules, out = _modules("query", *arguments, folder=project)

    assert "first" in out
    assert modules & left_out == set()


def test_a_query_of_ones_own_is_looked_through(project):
    (project / "own.rq").write_text(f"#+ title: Documents\n{LITERAL}\n", encoding="utf-8")

    modules, out = _modules("query", "own.rq", "-f", "csv", folder=project)

    assert "first" in out
    assert modules >= READING


def test_a_stored_query_loads_no_other_modules_of_ours(project):
    modules, _ = _modules("query", "partnerships", "-f", "csv", folder=project)

    assert {name.removeprefix("kg.") for name in _ours(modules) - {"kg"}} == {
        "cli",
        "cli._answers",
        "cli._completion",
        "cli._deadline",
        "cli._outputs",
        "cli.query",
        "config",
        "errors",
        "query",
        "query.aggregates",
        "query.catalog",
        "query.formats",
        "query.header",
        "query.parameters",
        "query.running",
        "query.writing",
        "resources",
        "store",
        "vocab",
    }


def test_the_program_does_not_look_for_garbage_while_it_starts_and_ends(tmp_path):
    code = (
        "import atexit, gc\n"
        "from kg.__main__ import main\n"
        "atexit.register(lambda: print('frozen' if gc.get_freeze_count() else 'not frozen'))\n"
        "gc.callbacks.append(lambda phase, info: print(phase))\n"
        "import sys\n"
        "sys.argv = ['kg', '--version']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    version, after = done.stdout.splitlines()[:2]
    assert version.startswith("kg, version ")
    assert after == "frozen"


def test_importing_the_package_imports_nothing_heavy(tmp_path):
    code = "import sys, kg; print(*sorted(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) & (HEAVY | {"pyoxigraph", "click"}) == set()


def test_a_full_check_loads_neither_renewal_nor_other_formats(project):
    modules, out = _modules("check", "--full", folder=project)

    assert out.startswith("conforms")
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert modules & {"kg.check.formats", "kg.check.renewal", "http", "xml.sax.saxutils"} == set()
