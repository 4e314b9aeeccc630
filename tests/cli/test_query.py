"""`kg query` as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run

GRAPH = str(Path(__file__).parents[1] / "query" / "fixtures" / "news.trig")


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    """No kg.toml above, and paths that can be written out."""
    monkeypatch.chdir(tmp_path)


def test_stored_query_prints_labels_into_a_pipe(capsysbinary):
    assert run(["query", "partners-by-topic", "topic=AI", "-g", GRAPH]) == 0

    out, err = capsysbinary.readouterr()
    assert out.decode().splitlines() == [
        "topic\ta\tb\tstatus\tcertainty\tsituation",
        "artificial intelligence\tAlpha\tBéta\tagreed\tcertain\ten/deal#E1",
    ]
    assert err == b""


def test_query_file_with_a_header_is_a_command(capsysbinary):
    Path("mine.rq").write_text(
        "#+ param: company entity required\nSELECT ?deal { #@params\n ?deal biz:holder ?company }", encoding="utf-8"
    )

    assert run(["query", "mine.rq", "company=GAMMA SA", "-g", GRAPH, "-f", "csv"]) == 0

    assert capsysbinary.readouterr().out == b"deal\r\nhttps://w3id.org/biznews/doc/en/race#E3\r\n"


def test_a_projects_own_folder_of_queries_is_found(capsysbinary):
    Path("questions").mkdir()
    Path("questions/ranks.rq").write_text("SELECT ?r { ?s biz:rank ?r } ORDER BY ?r", encoding="utf-8")
    Path("kg.toml").write_text('[query]\nfolders = ["questions"]\n', encoding="utf-8")

    assert run(["query", "ranks", "-g", GRAPH, "-f", "csv"]) == 0

    assert capsysbinary.readouterr().out == b"r\r\n1\r\n1\r\n2\r\n3\r\n"


def test_standard_input_is_asked():
    done = subprocess.run(
        [sys.executable, "-m", "kg", "query", "-", "-g", GRAPH],
        input="ASK { ?s a biz:Partnership }",
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "yes\n")


def test_output_file_names_the_format(tmp_path):
    assert run(["query", "SELECT ?r { ?s biz:rank ?r }", "-g", GRAPH, "-o", "ranks.json"]) == 0

    assert len(json.loads(Path("ranks.json").read_bytes())["results"]["bindings"]) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["ranks.json"]


def test_output_file_stays_away_when_the_query_fails(tmp_path):
    assert run(["query", "SELECT ?r { ?s biz:rank ?r ", "-g", GRAPH, "-o", "ranks.json"]) == 5
    assert run(["query", "SELECT ?r { ?s biz:rank ?r }", "-g", GRAPH, "-f", "ttl", "-o", "ranks.json"]) == 2

    assert list(tmp_path.iterdir()) == []


def test_syntax_error_is_a_line_with_a_caret(capsys):
    assert run(["query", "SELECT ?x {\n\t?x a bizz:Deal }", "-g", GRAPH]) == 5

    out, err = capsys.readouterr()
    assert out == ""
    assert err == ("query:2:7: unknown prefix 'bizz:' (did you mean 'biz:'?)\n    \t?x a bizz:Deal }\n    \t     ^\n")


def test_language_without_names_is_said(capsys):
    assert run(["query", "SELECT ?x { ?x a biz:Company }", "-g", GRAPH, "-l", "xx"]) == 0

    assert "nothing has a name in 'xx'" in capsys.readouterr().err


def test_language_of_a_country_finds_names_in_the_language(capsys):
    question = ["query", "SELECT DISTINCT ?kind { ?x a ?kind }", "-g", GRAPH]
    assert run([*question, "-l", "en"]) == 0
    english = capsys.readouterr()

    assert run([*question, "-l", "en-IE"]) == 0

    assert capsys.readouterr() == english
    assert english.err == ""


WRONG = {
    "unknown query": (["partnershp"], 2, "there is no stored query 'partnershp' (did you mean 'partnerships'"),
    "unknown parameter": (["why", "company=Alpha"], 2, "query 'why' has no parameter 'company' (it has situation)"),
    "missing parameter": (["evidence"], 2, "query 'evidence' needs situation (add situation=…)"),
    "no parameter": (["why", "Alpha"], 2, "'Alpha' is no parameter (write name=value, and text with spaces in quotes)"),
    "unknown format": (["why", "-f", "jsn"], 2, "there is no format 'jsn' (did you mean 'json'?)"),
    "unknown ending": (["why", "-o", "a.xlsx"], 2, "the ending of 'a.xlsx' names no format"),
    "no folder for the output": (["why", "-o", "no/a.csv"], 2, "there is no folder 'no' for 'a.csv'"),
    "no graph": (["why", "-g", "nowhere"], 6, "there is no graph at 'nowhere'"),
}


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG.values(), ids=WRONG)
def test_wrong_call_is_one_clear_line(arguments, code, message, capsys):
    graph = [] if "-g" in arguments else ["-g", GRAPH]

    assert run(["query", *arguments, *graph]) == code

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"kg: {message}")
    assert err.count("\n") == 1


def test_no_rows_are_explained_beside_the_answer(capsys):
    assert run(["query", "SELECT ?s { ?s a biz:Partnershi }", "-g", GRAPH, "-f", "csv"]) == 0

    out, err = capsys.readouterr()
    assert out == "s\r\n"
    assert err == (
        "no rows\nquery:1:13: ?s a biz:Partnershi matches nothing\n"
        "  this graph has no class biz:Partnershi; did you mean biz:Partnership?\n"
    )


def test_count_of_nothing_is_explained(capsys):
    assert run(["query", "SELECT (COUNT(?s) AS ?n) { ?s a biz:Partnershi }", "-g", GRAPH, "-f", "csv"]) == 0

    out, err = capsys.readouterr()
    assert out == "n\r\n0\r\n"
    assert "did you mean biz:Partnership?" in err


def test_count_of_something_is_not(capsys):
    assert run(["query", "SELECT (COUNT(?s) AS ?n) { ?s a biz:Partnership }", "-g", GRAPH, "-f", "csv"]) == 0

    assert capsys.readouterr().err == ""


def test_no_explain_is_silent(capsys):
    assert run(["query", "SELECT ?s { ?s a biz:Partnershi }", "-g", GRAPH, "-f", "csv", "--no-explain"]) == 0

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("name", "code"), [("Partnershi", 7), ("Partnership", 0)])
def test_fail_empty_has_its_exit_code(name, code):
    assert run(["query", f"SELECT ?s {{ ?s a biz:{name} }}", "-g", GRAPH, "-f", "csv", "--fail-empty"]) == code


def test_note_about_a_column_stands_beside_the_answer(capsys):
    assert run(["query", "SELECT ?s ?statu { ?s biz:status ?status } LIMIT 1", "-g", GRAPH, "-f", "csv"]) == 0

    assert capsys.readouterr().err == "query:1:11: nothing binds the column ?statu (did you mean ?status?)\n"


def test_broken_pipe_is_quiet():
    command = f"{sys.executable} -m kg query 'SELECT * {{ ?a ?b ?c . ?d ?e ?f }}' -g {GRAPH} -f csv | head -n 1"

    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["a,b,c,d,e,f"]
    assert done.stderr == ""


def test_rdf_file_without_ontology_is_asked_by_name(capsysbinary):
    Path("a.ttl").write_text(
        'PREFIX skos: <http://www.w3.org/2004/02/skos/core#> <urn:a> skos:prefLabel "Ärger AG" ; <urn:knows> <urn:b> .',
        encoding="utf-8",
    )
    text = "#+ param: c biz:Company required\nSELECT ?x { #@params\n ?c <urn:knows> ?x }"

    assert run(["query", text, "c=arger", "-g", "a.ttl", "-f", "csv"]) == 0

    assert capsysbinary.readouterr().out == b"x\r\nurn:b\r\n"


def test_limit_cuts_an_answer_short(capsysbinary):
    assert run(["query", "SELECT ?r { ?s biz:rank ?r } ORDER BY ?r", "-g", GRAPH, "-f", "csv", "--limit", "2"]) == 0

    assert capsysbinary.readouterr().out == b"r\r\n1\r\n1\r\n"


@pytest.mark.parametrize(("own", "rows"), [(1, 1), (9, 2)])
def test_lower_limit_counts(own, rows, capsysbinary):
    query = f"SELECT ?r {{ ?s biz:rank ?r }} LIMIT {own} OFFSET 0 VALUES ?r {{ 1 2 3 }}"

    assert run(["query", query, "-g", GRAPH, "-f", "csv", "--limit", "2"]) == 0

    assert len(capsysbinary.readouterr().out.splitlines()) == 1 + rows


def test_explain_shows_each_part_with_its_rows(capsys):
    query = "SELECT ?s { ?s a biz:MarketRanking ; biz:rank ?r . OPTIONAL { ?s biz:holder ?h } FILTER(?r > 1) }"

    assert run(["query", query, "-g", GRAPH, "--explain"]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert [(line[0], line[-3], line[-2]) for line in lines] == [
        ("1:13", "4", "4"),
        ("1:38", "4", "4"),
        ("1:52", "3", "4"),
        ("1:82", "1)", "2"),
    ]


def test_runaway_is_stopped(tmp_path):
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", query, "-g", GRAPH, "--timeout", "0.5", "-o", "answer.csv"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 5
    assert done.stderr == "kg: the query took longer than 0.5 s (make it narrower, or give it more time)\n"
    assert list(tmp_path.iterdir()) == []


def test_parameters_come_from_a_table(capsysbinary):
    Path("firms.csv").write_text("company,year\nAlpha,2024\nBéta,\n", encoding="utf-8")
    Path("q.rq").write_text(
        "#+ param: company entity required\n#+ param: year year optional\n"
        "SELECT ?company ?year ?n {\n#@params\n ?company skos:prefLabel ?n FILTER(!BOUND(?year) || ?year = 2024) }\n"
        "ORDER BY ?n",
        encoding="utf-8",
    )

    assert run(["query", "q.rq", "--param-file", "firms.csv", "-g", GRAPH]) == 0

    assert capsysbinary.readouterr().out.decode() == (
        "company\tyear\tn\nAlpha\t2024\tAlpha\nAlpha\t2024\tAlpha\nBéta\t\tBéta\n"
    )


BAD_FILES = {
    "unknown name": ("company\nAlpha\nAlfa\n", 2, "firms.csv:3: company 'Alfa': no biz:Organization of this name"),
    "unknown parameter": ("firm\nAlpha\n", 2, "firms.csv:2: query 'promises' has no parameter 'firm'"),
    "short row": ("company,x\nAlpha\n", 4, "firms.csv:2: 1 cells where the first row has 2"),
    "no rows": ("company\n", 4, "firms.csv: has no rows"),
}


@pytest.mark.parametrize(("text", "code", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_table_of_parameters_is_an_error(text, code, message, capsys):
    Path("firms.csv").write_text(text, encoding="utf-8")

    assert run(["query", "promises", "--param-file", "firms.csv", "-g", GRAPH]) == code

    assert message in capsys.readouterr().err


def _rows(capsysbinary):
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def test_evidence_is_added_to_rows_with_situations(capsysbinary):
    assert run(["query", "partners-by-topic", "-g", GRAPH, "--evidence", "-f", "ndjson"]) == 0

    (row,) = _rows(capsysbinary)
    assert row["documents"] == "en/deal"
    assert row["annotations"] == "en/deal.ann:9 E1"
    assert row["sentences"] == "Alpha and Beta work together for ten years."


def test_evidence_is_found_behind_sums(capsysbinary):
    assert run(["query", "investment-totals", "-g", GRAPH, "--evidence", "-f", "ndjson"]) == 0

    (row,) = _rows(capsysbinary)
    assert row["total"] == 1200000000
    assert row["annotations"] == "en/later.ann:8 E1\nen/later.ann:9 E2"


def test_evidence_is_found_for_any_select(capsysbinary):
    query = "SELECT ?c (COUNT(?s) AS ?n) { ?s biz:contender ?c } GROUP BY ?c ORDER BY ?c"

    assert run(["query", query, "-g", GRAPH, "--evidence", "-f", "ndjson"]) == 0

    assert [row["annotations"] for row in _rows(capsysbinary)] == ["en/race.ann:6 E2", "en/race.ann:6 E2"]


@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv", "table", "md"])
def test_evidence_comes_in_every_format(form, capsysbinary):
    assert run(["query", "why", "-g", GRAPH, "--evidence", "-f", form]) == 0

    assert b"en/deal.ann:10 E2" in capsysbinary.readouterr().out


def test_rows_without_situations_are_counted(capsys):
    assert run(["query", "SELECT ?c { ?c a biz:Market }", "-g", GRAPH, "--evidence", "-f", "csv"]) == 0

    assert capsys.readouterr().err == "1 of 1 rows rest on no situation that the query binds\n"


def test_a_chain_that_is_not_found_is_said(capsys, monkeypatch):
    monkeypatch.setattr("kg.query.chains._LINKS", 1)
    query = "SELECT ?c { id:organization-gamma biz:suppliesTo/biz:partnerOf+ ?c FILTER(?c = id:organization-beta) }"

    assert run(["query", query, "-g", GRAPH, "--evidence"]) == 0

    assert capsys.readouterr().err.splitlines() == [
        "1 of 1 rows rest on no situation that the query binds",
        "1 pair of ends of a path that repeats: no chain of links was found within the bounds of the search",
    ]
