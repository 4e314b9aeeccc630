from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest

from kg.cli import run
from tests.building.conftest import write_article
from tests.check.conftest import GRAPH, PREFIXES


@pytest.fixture
def graph(tmp_path, monkeypatch):
    # Away from this checkout, so that no kg.toml of ours is found.
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "graph.trig"
    path.write_text(GRAPH, encoding="utf-8")
    return path


@pytest.fixture
def broken(graph):
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace("biz:status code:agreed", "biz:status code:agreeed"), encoding="utf-8")
    return graph


@pytest.fixture
def shapes(tmp_path):
    def written(turtle):
        path = tmp_path / "shapes.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return str(path)

    return written


def kg(*arguments):
    return run(["check", *map(str, arguments)])


def test_a_graph_that_conforms_gives_exit_code_0(graph, capsys):
    assert kg(graph) == 0
    assert capsys.readouterr().out == "conforms: 0 violations in 1 document (213 constraints, 15 focus nodes)\n"


def test_a_violation_gives_exit_code_3_and_says_where(broken, capsys):
    code = kg(broken)

    out = capsys.readouterr().out
    assert code == 3
    assert out == (
        "violation  A situation needs exactly one status of the status list.\n"
        "  1 of 1 focus node · bizs:s-status · biz:status · sh:in\n"
        "    fr/accord.ann:5 E1  Solène SA et Lunaire «signent».\n"
        "      → code:agreeed\n"
        "\n"
        "does not conform: 1 violation in 1 document (213 constraints, 15 focus nodes)\n"
    )


def test_the_report_speaks_french(broken, capsys):
    kg(broken, "--language", "fr")

    out = capsys.readouterr().out
    assert "violation  Une situation doit avoir un statut et un seul, pris dans la liste des statuts.\n" in out
    assert out.endswith("non conforme : 1 violation dans 1 document (213 contraintes, 15 nœuds examinés)\n")


def test_the_language_of_the_project_is_the_default(broken, tmp_path, capsys):
    (tmp_path / "kg.toml").write_text('language = "fr"\n', encoding="utf-8")

    kg(broken)

    assert "non conforme" in capsys.readouterr().out


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_both_engines_find_the_same(broken, capsys, engine):
    assert kg(broken, "--engine", engine, "-f", "json", "-q") == 3

    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["value"] == "<https://w3id.org/biznews/code/agreeed>"
    assert result["place"]["annotation"] == "E1"
    assert result["place"]["line"] == 5


def test_warnings_alone_do_not_make_a_check_fail(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:Partnership ; sh:severity sh:Warning ; sh:nodeKind sh:Literal .")

    assert kg(graph, "--shapes", path) == 0
    assert capsys.readouterr().out.endswith(
        "conforms: 0 violations, 1 warning in 1 document (1 constraint, 1 focus node)\n"
    )


def test_lower_severities_are_left_out_where_asked(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:Partnership ; sh:severity sh:Warning ; sh:nodeKind sh:Literal .")

    kg(graph, "--shapes", path, "--severity", "violation")

    assert capsys.readouterr().out == "conforms: 0 violations in 1 document (1 constraint, 1 focus node)\n"


def test_examples_are_limited_and_the_rest_is_counted(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:TextSpan ; sh:nodeKind sh:Literal .")

    kg(graph, "--shapes", path, "--limit", "1")

    out = capsys.readouterr().out
    assert out.count("fr/accord.ann") == 1
    assert "and 5 more (--limit 6)" in out


def test_turtle_goes_into_a_file_by_its_ending(broken, tmp_path, capsys):
    code = kg(broken, "-o", tmp_path / "report.ttl")

    store = ox.Store()
    store.load(path=str(tmp_path / "report.ttl"))
    assert code == 3
    assert any(quad.object.value.endswith("#ValidationReport") for quad in store)
    assert capsys.readouterr().err.startswith("does not conform: 1 violation")


def test_a_table_in_a_file_is_plain_text(broken, tmp_path):
    kg(broken, "-o", tmp_path / "report.txt")

    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["report.csv", "report.jsn"])
def test_a_file_of_no_known_ending_is_refused(broken, tmp_path, capsys, name):
    assert run(["check", "-g", str(broken), "-o", str(tmp_path / name)]) == 2

    endings = ".html, .json, .jsonl, .sarif, .ttl, .xml, .txt"
    said = f"kg: the ending of '{name}' names no format (use one of {endings}, or -f)\n"
    assert capsys.readouterr() == ("", said)


def test_foreign_data_are_checked_with_foreign_shapes_only(tmp_path, shapes, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data.ttl"
    data.write_text("<urn:a> a <urn:t:C> .", encoding="utf-8")

    code = kg(data, "--shapes", shapes(":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ."))

    assert code == 3
    assert capsys.readouterr().out == (
        "violation  A value is missing.\n"
        "  1 of 1 focus node · urn:t:S · urn:t:p · sh:minCount\n"
        "    urn:a\n"
        "\n"
        "shapes.ttl:8: urn:t:p is used by no data and unknown to the ontology\n"
        "does not conform: 1 violation (1 constraint, 1 focus node)\n"
    )


def test_shapes_that_match_nothing_are_an_error_unless_allowed(graph, shapes, capsys):
    path = shapes(":S sh:targetClass :Nothing ; sh:nodeKind sh:IRI .")

    assert (kg(graph, "--shapes", path), kg(graph, "--shapes", path, "--allow-empty")) == (4, 0)
    assert "no shape matches anything in the graph" in capsys.readouterr().err


def test_shapes_that_match_nothing_are_named_when_asked(graph, shapes, capsys):
    path = shapes(":S sh:targetClass :Nothing . :T sh:targetClass biz:Document ; sh:nodeKind sh:IRI .")

    kg(graph, "--shapes", path, "--verbose")

    assert "shapes that match nothing: urn:t:S\n" in capsys.readouterr().out


def test_a_note_is_an_error_under_strict(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:Document ; sh:property [ sh:path biz:sourceFiel ; sh:maxCount 1 ] .")
    note = "shapes.ttl:8: biz:sourceFiel is used by no data and unknown to the ontology (did you mean biz:sourceFile?)"

    code, strict = kg(graph, "--shapes", path), kg(graph, "--shapes", path, "--strict")

    captured = capsys.readouterr()
    assert (code, strict) == (0, 4)
    assert captured.out.splitlines()[0] == note
    assert captured.err == f"kg: under --strict, a note is an error: {note}\n"


def test_the_shipped_shapes_pass_under_strict(graph):
    assert kg(graph, "--strict") == 0


def test_notes_stand_on_standard_error_beside_a_report_for_programs(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:Document ; sh:nodeKind sh:IRI . :T a sh:NodeShape ; sh:nodeKind sh:IRI .")

    kg(graph, "--shapes", path, "-f", "sarif")

    assert capsys.readouterr().err.startswith("shapes.ttl:8: urn:t:T has no target, and no shape that has one refers")


def test_a_misspelt_class_is_named_where_nothing_was_checked(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:Partnersip ; sh:nodeKind sh:IRI .")

    assert kg(graph, "--shapes", path) == 4
    assert "so nothing was checked (shapes.ttl:8: biz:Partnersip is used by no data" in capsys.readouterr().err


def test_a_misspelt_term_is_one_line_with_a_suggestion(graph, shapes, capsys):
    path = shapes(":S sh:targetClass biz:Document ; sh:minCuont 1 .")

    assert kg(graph, "--shapes", path) == 4
    assert capsys.readouterr().err == f"kg: {path}:8: unknown term sh:minCuont (did you mean sh:minCount?)\n"


def test_a_file_and_a_graph_together_are_a_usage_error(graph, capsys):
    assert kg(graph, "-g", graph) == 2
    assert "Name FILE or -g, not both." in capsys.readouterr().err


def test_a_graph_that_is_not_there_is_a_graph_error(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert kg() == 6
    assert "there is no graph at" in capsys.readouterr().err


def test_writing_back_without_a_corpus_is_a_usage_error(broken, capsys):
    assert kg(broken, "--write-back", "brat", "copy") == 2
    assert "Name the corpus that the graph was built from with --corpus." in capsys.readouterr().err


def test_writing_back_says_how_many_notes_it_wrote(broken, tmp_path, capsys):
    (tmp_path / "corpus" / "fr").mkdir(parents=True)
    (tmp_path / "corpus" / "fr" / "accord.ann").write_text("E1\tPartnership:T3\n", encoding="utf-8")

    code = kg(broken, "--write-back", "brat", "copy", "--corpus", "corpus")

    assert code == 3
    assert capsys.readouterr().err == "wrote 1 note into 1 file of copy\n"
    assert "#1\tAnnotatorNotes E1\tkg check, violation: A situation needs" in (
        tmp_path / "copy" / "fr" / "accord.ann"
    ).read_text(encoding="utf-8")


def test_an_annotation_that_the_corpus_does_not_hold_is_said(broken, tmp_path, capsys):
    (tmp_path / "corpus" / "fr").mkdir(parents=True)
    (tmp_path / "corpus" / "fr" / "accord.ann").write_text("E2\tPartnership:T3\n", encoding="utf-8")

    kg(broken, "--write-back", "brat", "copy", "--corpus", "corpus")

    err = capsys.readouterr().err
    assert err.startswith(
        "not written back, there is no annotation E1 in the file: fr/accord.ann E1 kg check, violation"
    )
    assert err.endswith("wrote 0 notes into 0 files of copy\n")


SEEN = """:S a sh:NodeShape ; sh:targetClass biz:Partnership ; sh:property [ sh:path :seen ; sh:minCount 1 ] ; sh:rule
  [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :seen ; sh:object true ] ."""


def test_rules_are_run_before_the_check_where_that_is_asked(graph, shapes, capsys):
    file = shapes(SEEN)

    assert (kg(graph, "--shapes", file), kg(graph, "--shapes", file, "--rules")) == (3, 0)
    assert capsys.readouterr().err == "1 rule concluded 1 triple\n"


def test_rules_that_are_not_run_are_said_with_the_option_that_runs_them(graph, shapes, capsys):
    kg(graph, "--shapes", shapes(SEEN))

    assert "sh:rule is not run, only constraints are checked (run it with --rules)" in capsys.readouterr().out


def test_a_rule_that_concludes_nothing_is_said(graph, shapes, capsys):
    kg(graph, "--shapes", shapes(SEEN.replace("true ]", "[ sh:path :none ] ]")), "--rules")

    assert "shapes.ttl:8: urn:t:S rule 1 concludes nothing: its pattern matches nothing" in capsys.readouterr().out


def test_shapes_without_rules_make_the_option_void(graph, shapes, capsys):
    kg(graph, "--shapes", shapes(":S a sh:NodeShape ; sh:targetClass biz:Partnership ."), "--rules")

    assert "there is no sh:rule in the shapes, so none was run" in capsys.readouterr().out


def test_a_check_of_literals_as_written_sees_what_rules_conclude(tmp_path, monkeypatch, shapes):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.ttl").write_text(PREFIXES + ":a a :C ; :p '01'^^xsd:integer .", encoding="utf-8")
    turtle = """:S a sh:NodeShape ; sh:targetClass :C ;
      sh:property [ sh:path :q ; sh:hasValue '01'^^xsd:integer ; sh:maxCount 1 ; sh:minCount 1 ] ;
      sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :q ; sh:object [ sh:path :p ] ] ."""

    assert kg("data.ttl", "--shapes", shapes(turtle), "--rules") == 0


@pytest.fixture
def built(tmp_path, monkeypatch, capsys):
    """A graph that was checked, and then built again after an edit."""
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        write_article(tmp_path / "corpus", f"n{number}", one=f"Enta{number}")
    assert run(["build", "corpus", "-o", "graph", "-q"]) == 0
    kg("-g", "graph")
    path = tmp_path / "corpus" / "n3.ann"
    path.write_text(path.read_text(encoding="utf-8").replace("agreed", "planned"), encoding="utf-8")
    assert run(["build", "corpus", "-o", "graph", "-q"]) == 0
    capsys.readouterr()
    return "graph"


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "junit", "sarif", "html", "ttl"])
def test_after_a_rebuild_the_report_is_that_of_a_full_check(built, capsys, form):
    renewed = kg("-g", built, "-f", form), capsys.readouterr()
    whole = kg("-g", built, "-f", form, "--full"), capsys.readouterr()

    assert renewed == whole


def test_verbose_says_what_was_checked_again(built, capsys):
    kg("-g", built, "-v")
    first = capsys.readouterr().err
    kg("-g", built, "-v")
    second = capsys.readouterr().err
    kg("-g", built, "-v", "--full")
    full = capsys.readouterr().err

    assert re.fullmatch(
        r"\d+ statements changed since version-1 was checked; "
        r"checked again: \d focus nodes?, and \d constraints? everywhere\n",
        first,
    )
    assert second == (
        "0 statements changed since version-2 was checked; checked again: 0 focus nodes, and 0 constraints everywhere\n"
    )
    assert full == "everything was checked\n"
