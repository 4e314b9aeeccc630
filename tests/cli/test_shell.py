"""`kg shell`: one process, many questions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.building import build_graph
from kg.cli.shell import _Completer, _is_whole
from kg.config import find_config
from kg.query.completion import Completions
from kg.query.formats import NAMES
from kg.resources import folder
from kg.store import load_rdf, open_graph

GRAPH = Path(__file__).parents[1] / "query" / "fixtures" / "news.trig"


def _typed(text, *, folder, graph=GRAPH):
    """What a shell answers to lines on standard input: standard output, standard error."""
    command = [sys.executable, "-m", "kg", "shell", "-g", str(graph)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=folder, timeout=60)
    assert done.returncode == 0
    return done.stdout, done.stderr


def test_stored_queries_and_sparql_are_asked(tmp_path):
    out, err = _typed(
        'partners-by-topic topic="artificial intelligence"\nSELECT (COUNT(*) AS ?n)\n{ ?s biz:rank ?r }\n\nASK {}\n',
        folder=tmp_path,
    )

    assert out == (
        "topic\ta\tb\tstatus\tcertainty\tsituation\n"
        "artificial intelligence\tAlpha\tBéta\tagreed\tcertain\ten/deal#E1\nn\n4\nyes\n"
    )
    assert err == ""


def test_errors_and_reasons_are_those_of_kg_query_and_do_not_end_it(tmp_path):
    out, err = _typed(
        "SELECT ?x { ?x a bizz:C }\nSELECT ?x { ?x a biz:Partnershi }\nwhy x=1\nASK {}\n", folder=tmp_path
    )

    assert out == "x\nyes\n"
    assert err.splitlines() == [
        "query:1:18: unknown prefix 'bizz:' (did you mean 'biz:'?)",
        "    SELECT ?x { ?x a bizz:C }",
        "                     ^",
        "no rows",
        "query:1:13: ?x a biz:Partnershi matches nothing",
        "  this graph has no class biz:Partnershi; did you mean biz:Partnership?",
        "kg: query 'why' has no parameter 'x' (it has situation)",
    ]


def test_settings_hold_and_the_last_answer_is_exported(tmp_path):
    out, err = _typed(
        ".format csv\n.limit 1\nSELECT ?r { ?s biz:rank ?r } ORDER BY ?r\n.export ranks.json\n.quit\nASK {}\n",
        folder=tmp_path,
    )

    assert (out, err) == ("r\n1\n", "")
    assert len(json.loads((tmp_path / "ranks.json").read_text())["results"]["bindings"]) == 1


def test_evidence_is_added_while_it_is_on(tmp_path):
    query = "SELECT ?s { ?s a biz:Partnership ; biz:matter ?m } ORDER BY ?s LIMIT 1"
    out, err = _typed(f".evidence on\n{query}\n.evidence off\n{query}\n.evidence of\n", folder=tmp_path)

    assert [line.split("\t")[1:3] for line in out.splitlines()] == [
        ["documents", "annotations"],
        ["en/deal", "en/deal.ann:9 E1"],
        [],
        [],
    ]
    assert err == "kg: 'of' is neither on nor off (write .evidence on)\n"


def test_a_graph_that_kg_built_is_let_go_without_complaint(tmp_path):
    (tmp_path / "a.txt").write_text("Alto grows.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tCompany 0 4\tAlto\n", encoding="utf-8")
    build_graph([tmp_path], tmp_path / "graph", config=find_config(tmp_path))

    assert _typed("ASK {}\n", folder=tmp_path, graph=tmp_path / "graph") == ("yes\n", "")


def test_wrong_commands_are_told(tmp_path):
    out, err = _typed('.shw\n.export x.csv\n.format jsn\n.limit x\nwhy "a\nexit\n', folder=tmp_path)

    assert out == ""
    assert err.splitlines() == [
        "kg: there is no '.shw' (did you mean '.show'?)",
        "kg: nothing has been asked yet",
        f"kg: there is no format 'jsn' (there are {', '.join(NAMES)})",
        "kg: 'x' is no number of rows",
        "kg: cannot be split into words: No closing quotation (close the quotation mark)",
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ASK {}", True),
        ("ASK {", False),
        ("SELECT ?x", False),
        ("SELECT * { ?s ?p 'a", False),
        ("SELECT * { ?s oops }", True),
    ],
)
def test_first_line_runs_when_more_would_not_help(text, whole):
    assert _is_whole(text) is whole


@pytest.fixture(scope="module")
def completer():
    opened = open_graph(GRAPH)
    load_rdf(opened.store, folder("ontology") / "business.ttl")
    load_rdf(opened.store, folder("ontology") / "core-codes.ttl")
    load_rdf(opened.store, folder("ontology") / "core.ttl")
    return _Completer(Completions(opened, folders=[folder("queries")]))


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        ("", "partn", ["partners-by-topic", "partnerships"]),
        ("", ".sh", [".show"]),
        ("", ".ev", [".evidence"]),
        (".evidence ", "o", ["on", "off"]),
        ("partnerships ", "co", ["company="]),
        ("partnerships ", "company=al", ["company=Alpha", "company=Alpha Group plc", "company=Alpha Things"]),
        ("investments ", "status=pl", ["status=planned"]),
        (".show ", "gam", ["Gamma", "Gamma S.A."]),
        ("SELECT ?x { ?x a ", "biz:Partn", ["biz:Partnership"]),
        ("SELECT ?x { ?x ", "biz:announced", ["biz:announcedBy", "biz:announcedOn"]),
        ("SELECT ?x { ?x biz:partner ", "id:organization-g", ["id:organization-gamma"]),
        ("SELECT ?x { ", "opt", ["OPTIONAL"]),
        ("SELECT ?x { ?x a ", "sko", ["skos:"]),
    ],
)
def test_tab_completes(completer, before, word, expected):
    assert completer.candidates(before, word) == expected
