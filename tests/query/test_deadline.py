"""Queries with a deadline: the same answers, and no process left however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import kg
from kg.cli import run as kg_command
from kg.errors import QueryError, QueryTimeoutError, UsageError
from kg.query import catalog, run

ROOT = Path(__file__).parents[2]
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GIVEN = {
    "company-file": {"company": "Vodafone"},
    "ending": {"year": 2034},
    "evidence": {"situation": "en/vodafone-microsoft#E3"},
    "promises": {"company": "Vodafone"},
    "region-map": {"region": "Europe"},
    "spin-offs-due": {"day": "2024-05-01"},
    "ties-two-steps": {"company": "Vodafone"},
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("telecoms") / "graph"
    assert kg_command(["build", str(ROOT / "examples" / "telecoms"), "-o", str(folder), "--quiet"]) == 0
    return kg.open(folder)


@pytest.fixture
def started(monkeypatch):
    """The processes that are started."""
    processes = []
    popen = subprocess.Popen

    def start(*words, **options):
        processes.append(popen(*words, **options))
        return processes[-1]

    monkeypatch.setattr("kg.query.deadline.subprocess.Popen", start)
    return processes


@pytest.mark.parametrize("name", catalog())
def test_a_stored_query_has_the_same_table(graph, name):
    given = GIVEN.get(name, {})

    assert graph.query(name, timeout=60, **given) == graph.query(name, **given)


ANSWERS = {
    "SELECT": "SELECT ?s ?n { ?s skos:prefLabel ?n } ORDER BY ?n ?s",
    "values of all kinds": "SELECT (1 AS ?a) (1.50 AS ?b) (2e3 AS ?c) (true AS ?d) ('é\\n'@fr AS ?e) "
    "('2024'^^xsd:gYear AS ?f) ('2024-01-02'^^xsd:date AS ?g) (?none AS ?h) {}",
    "ASK": "ASK { ?s a biz:Partnership }",
    "blank nodes": "SELECT ?s { ?s a owl:Restriction } ORDER BY ?s",
    "no rows": "SELECT ?s { ?s a biz:Nothing }",
    "only the engine reads it": "SELECT ?s { ?s a <https://w3id.org/biznews/ontology#\\u0050artnership> } ORDER BY ?s",
}


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_the_same(graph, text):
    assert graph.query(text, timeout=60) == graph.query(text)


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_of_an_rdf_file_is_the_same(opened, text):
    assert run(opened, text, timeout=60) == run(opened, text)


def test_triples_are_the_same(graph):
    text = "CONSTRUCT WHERE { ?s a owl:Restriction ; ?p ?o }"

    assert set(graph.query(text, timeout=60)) == set(graph.query(text))


def test_evidence_is_the_same(graph):
    assert graph.evidence("ties-two-steps", timeout=60, company="Vodafone") == graph.evidence(
        "ties-two-steps", company="Vodafone"
    )


def test_a_graph_stays_as_it_was_when_it_was_opened(tmp_path):
    file = tmp_path / "a.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    graph = kg.open(file)
    file.write_text("", encoding="utf-8")

    assert graph.query("ASK { <urn:a> ?b ?c }", timeout=60) is True


@pytest.mark.parametrize("where", ["graph", "opened"])
def test_a_runaway_is_stopped_and_gone(request, started, where):
    found = request.getfixturevalue(where)

    with pytest.raises(QueryTimeoutError) as caught:
        run(getattr(found, "opened", found), RUNAWAY, timeout=0.5)

    assert str(caught.value) == "the query took longer than 0.5 s (make it narrower, or give it more time)"
    # A return code says that the process has ended and was waited for.
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_the_process_of_an_answer_is_gone(graph, started):
    graph.query("ASK {}", timeout=60)

    assert [process.returncode for process in started] == [0]


def test_an_error_is_the_same(graph):
    text = "SELECT ?x { ?x a ?y FILTER(<urn:f>(?x)) }"
    with pytest.raises(QueryError) as plain:
        graph.query(text)

    with pytest.raises(QueryError) as caught:
        graph.query(text, timeout=60)

    assert str(caught.value) == str(plain.value) == "query:1:28: unknown function <urn:f>"


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_deadline_must_lie_ahead(graph, timeout):
    with pytest.raises(UsageError, match="no number of seconds above 0"):
        graph.query("ASK {}", timeout=timeout)


def test_a_process_that_dies_is_no_empty_answer(graph, monkeypatch):
    monkeypatch.setattr("kg.query.deadline._START", "import sys; print('results'); sys.exit('out of luck')")

    with pytest.raises(kg.KgError) as caught:
        graph.query("ASK {}", timeout=60)

    assert str(caught.value) == "the process that ran the query ended with 1: out of luck"


def _children(pid: int) -> list[str]:
    tasks = Path(f"/proc/{pid}/task")
    return [child for task in tasks.iterdir() for child in _children_of(task)]


def _children_of(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except OSError:  # a thread that has ended since it was listed
        return []


def _is_alive(process: str) -> bool:
    """Whether a process runs; one that only waits to be counted by whoever inherited it does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_no_process_outlives_the_one_that_asked(graph, end):
    # Where the tests run in the background of a shell, they and what they start ignore SIGINT until told otherwise.
    script = f"""
        import signal
        import kg
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            kg.open({str(graph.path)!r}).query({RUNAWAY!r}, timeout=600)
        except KeyboardInterrupt:
            print("interrupted")
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, cwd=ROOT) as asking:
        try:
            while not (children := _children(asking.pid)):
                assert asking.poll() is None
                time.sleep(0.05)
            time.sleep(0.5)  # until the query runs; if it does not yet, the test is only easier

            asking.send_signal(end)

            said, _ = asking.communicate(timeout=60)
        finally:
            asking.kill()
    assert said == (b"interrupted\n" if end == signal.SIGINT else b"")
    for _ in range(600):
        if not any(map(_is_alive, children)):
            break
        time.sleep(0.1)
    assert not [child for child in children if _is_alive(child)]
