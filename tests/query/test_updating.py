"""Updates write to one graph of their own, and rebuilds keep it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import QueryError, StoreError, UsageError
from kg.query import run as ask
from kg.query.header import read_header
from kg.query.updating import Updated, update
from kg.store import open_graph

CORPUS = {
    "a.txt": "Alpha and Beta work together.\n",
    "a.ann": "T1\tCompany 0 5\tAlpha\nT2\tCompany 10 14\tBeta\nT3\tPartnership 15 28\twork together\n"
    "E1\tPartnership:T3 partner:T1 partner2:T2\nA1\tstatus E1 agreed\n",
}
NOTE = 'INSERT { ?c skos:note "checked" } WHERE { ?c a biz:Company ; skos:prefLabel ?n FILTER(STR(?n) = "Alpha") }'


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("update")
    (folder / "corpus").mkdir()
    for name, text in CORPUS.items():
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    assert _build(folder) == 0
    return folder


@pytest.fixture
def project(built, tmp_path):
    shutil.copytree(built, tmp_path / "project")
    return tmp_path / "project"


def _build(folder, *options):
    return run(["build", str(folder / "corpus"), "-o", str(folder / "graph"), "--quiet", *options])


def _update(folder, text):
    return update(Path(folder) / "graph", stored=read_header(text, name="update"))


def _notes(folder):
    text = "SELECT ?g ?c ?n { GRAPH ?g { ?c skos:note ?n } }"
    return [tuple(map(str, row)) for row in ask(open_graph(folder / "graph"), text)]


ALPHA = "https://w3id.org/biznews/id/organization-alpha"
MANUAL = "https://w3id.org/biznews/graph/manual"


def test_insert_sees_the_whole_graph_and_writes_to_its_own(project):
    assert _update(project, NOTE) == Updated(added=1, removed=0, elsewhere=0)

    assert _notes(project) == [(MANUAL, ALPHA, "checked")]


@pytest.mark.parametrize("options", [[], ["--fresh"]], ids=["unchanged", "fresh"])
def test_rebuild_keeps_it(project, options):
    _update(project, NOTE)

    assert _build(project, *options) == 0

    assert _notes(project) == [(MANUAL, ALPHA, "checked")]


def test_rebuild_of_everything_keeps_it(project):
    _update(project, NOTE)
    (project / "corpus" / "a.txt").write_text("Alpha and Beta work together .\n", encoding="utf-8")

    assert _build(project) == 0

    assert _notes(project) == [(MANUAL, ALPHA, "checked")]


def test_delete_takes_out_what_was_put_in(project):
    _update(project, NOTE)

    done = _update(project, 'DELETE { ?c skos:note ?n } INSERT { ?c skos:note "twice" } WHERE { ?c skos:note ?n }')

    assert done == Updated(added=1, removed=1, elsewhere=0)
    assert _notes(project) == [(MANUAL, ALPHA, "twice")]


def test_what_documents_say_stays(project):
    before = len(open_graph(project / "graph").store)

    done = _update(project, "DELETE WHERE { ?s biz:partner ?c }")

    assert done == Updated(added=0, removed=0, elsewhere=2)
    assert len(open_graph(project / "graph").store) == before


def test_several_operations_share_their_prefixes(project):
    text = "PREFIX x: <urn:x:> INSERT DATA { x:a x:b 1 } ; DELETE DATA { x:a x:b 1 } ; INSERT DATA { x:a x:b 2, 3 } ;"

    assert _update(project, text) == Updated(added=2, removed=0, elsewhere=0)


def test_readers_see_the_version_they_opened(project):
    opened = open_graph(project / "graph")

    _update(project, NOTE)

    assert len(ask(opened, "SELECT ?c { ?c skos:note ?n }")) == 0


WRONG = {
    "whole graphs": ("DROP ALL", "update:1:1: DROP is refused (use INSERT and DELETE; they write to graph:manual)"),
    "files": (
        "LOAD <http://example.org/>",
        "update:1:1: LOAD is refused (use INSERT and DELETE; they write to graph:manual)",
    ),
    "other graphs": (
        "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }",
        "update:1:15: only triples can stand here, found GRAPH (all are of graph:manual)",
    ),
    "no pattern": ("INSERT { ?s ?p 1 }", "update:1:19: the query ends where WHERE should be"),
    "a variable in data": (
        "INSERT DATA { <urn:a> <urn:b> ?c }",
        "update:1:31: a variable is bound to nothing in DATA (write INSERT { … } WHERE { … })",
    ),
    "a variable in data to delete": (
        "DELETE DATA { ?a <urn:b> 1 }",
        "update:1:15: a variable is bound to nothing in DATA (write DELETE { … } WHERE { … })",
    ),
    "a blank node to delete": (
        "DELETE DATA { _:a <urn:b> 1 }",
        "update:1:15: a blank node is none that there is, so nothing of it can be deleted (write a variable)",
    ),
    "an unnamed node to delete": (
        "DELETE WHERE { ?a <urn:b> [] }",
        "update:1:27: a blank node is none that there is, so nothing of it can be deleted (write a variable)",
    ),
    "a query": ("ASK {}", "update:1:1: expected INSERT or DELETE, found 'ASK'"),
    "unclosed": ("INSERT DATA { <urn:a> <urn:b> 1", "update:1:13: this '{' is never closed (add '}')"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_wrong_update_changes_nothing(project, text, message):
    pointer = (project / "graph" / "graph.json").read_bytes()

    with pytest.raises(QueryError) as caught:
        _update(project, text)

    assert str(caught.value) == message
    assert (project / "graph" / "graph.json").read_bytes() == pointer


def test_a_file_cannot_be_updated(tmp_path):
    (tmp_path / "graph").write_text("", encoding="utf-8")

    with pytest.raises(UsageError, match="only a graph that kg built can be updated"):
        _update(tmp_path, NOTE)


def test_no_graph_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="there is no graph at"):
        _update(tmp_path, NOTE)


def test_command_says_what_it_did(project, capsys):
    assert run(["query", "--update", NOTE, "-g", str(project / "graph")]) == 0

    assert capsys.readouterr().err == "graph:manual: 1 added, 0 removed\n"
