from __future__ import annotations

import json

import html5lib
import pyoxigraph as ox
import pytest

from kg.check import ENGINES, check
from kg.check.findings import in_document
from kg.check.formats import FORMATS, to_text
from kg.check.summary import summary
from kg.errors import UsageError
from kg.store import open_graph

BASE = "https://w3id.org/biznews/"
REPORT = """
:Report sh:targetClass sh:ValidationReport ;
  sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ] ,
    [ sh:path sh:result ; sh:class sh:ValidationResult ; sh:nodeKind sh:BlankNodeOrIRI ] ;
  sh:xone ( [ sh:property [ sh:path sh:conforms ; sh:hasValue true ] , [ sh:path sh:result ; sh:maxCount 0 ] ]
    [ sh:property [ sh:path sh:conforms ; sh:hasValue false ] , [ sh:path sh:result ; sh:minCount 1 ] ] ) .
:Result sh:targetClass sh:ValidationResult ; sh:targetObjectsOf sh:result ;
  sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:resultPath ; sh:maxCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ] , [ sh:path sh:value ; sh:maxCount 1 ] ,
    [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sh:sourceShape ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ] ,
    [ sh:path sh:resultMessage ; sh:minCount 1 ; sh:uniqueLang true ;
      sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] ) ] .
"""
"""What a report is (SHACL, section 3.6), as shapes; but every result of ours has a message."""


def written(checked, form, language="en"):
    return to_text(*checked, form=form, language=language)


def test_json_lines_are_the_report_then_notes_then_results(checked):
    lines = [json.loads(line) for line in written(checked, "jsonl").splitlines()]

    assert [line["type"] for line in lines] == ["report", "note", "result", "result"]
    assert (lines[0]["conforms"], lines[0]["focus_nodes"]) == (False, 2)
    assert [line["place"]["annotation"] for line in lines[2:]] == ["E1", None]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_notes_stand_in_json_in_all_languages(checked, form):
    document = json.loads(written(checked, form).splitlines()[1] if form == "jsonl" else written(checked, form))

    note = document if form == "jsonl" else document["notes"][0]
    assert {key: note[key] for key in ("kind", "file", "line", "messages")} == {
        "kind": "empty-class-or-property",
        "file": "shapes.ttl",
        "line": 8,
        "messages": {
            "en": "the target of urn:t:Idle, biz:SpinOff, selects nothing",
            "fr": "la cible de urn:t:Idle, biz:SpinOff, ne sélectionne rien",
        },
    }


def test_notes_stand_in_turtle_as_comments_on_the_report(checked):
    store = ox.Store()
    store.load(written(checked, "ttl").encode(), format=ox.RdfFormat.TURTLE)
    query = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT (LANG(?said) AS ?l) WHERE { ?r a sh:ValidationReport ; rdfs:comment ?said } ORDER BY ?l"""

    assert [row["l"].value for row in store.query(query)] == ["en", "fr"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("only", [(), ("Fine",)], ids=["results", "no results"])
def test_turtle_is_a_report_as_shacl_defines_it(write, graph_file, shapes_of_formats, engine, only, tmp_path):
    report = check(open_graph(graph_file), shapes=[shapes_of_formats], only=only)
    path = tmp_path / "report.ttl"
    path.write_text(report.to_turtle(), encoding="utf-8")

    found = check(open_graph(path), shapes=[write(REPORT, name="report-shapes.ttl")], engine=engine)

    assert found.results == ()
    assert found.focus_nodes == 1 + len(report.results)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_html_is_valid(checked, language):
    html5lib.HTMLParser(strict=True).parse(written(checked, "html", language))


def test_html_has_the_notes_in_its_language(checked):
    said = "shapes.ttl:8: la cible de urn:t:Idle, biz:SpinOff, ne sélectionne rien"

    assert said in written(checked, "html", "fr")


def test_html_escapes_and_marks(checked):
    page = written(checked, "html")

    assert "No &lt;kind&gt; &amp; more" in page
    assert "Solène SA et Lunaire <mark>signent</mark>." in page


@pytest.mark.parametrize(
    ("form", "name"),
    [("html", "&quot;5&quot;^^xsd:integer"), ("sarif", r'"\"5\"^^<http://www.w3.org/2001/XMLSchema#integer>"')],
    ids=["html", "sarif"],
)
def test_a_literal_focus_node_is_written_whole(write, graph_file, form, name):
    opened = open_graph(graph_file)
    report = check(opened, shapes=[write(":S sh:targetNode 5 ; sh:nodeKind sh:IRI .")], allow_empty=True)

    assert name in written((report, opened.store), form)


def test_html_speaks_french(checked):
    page = written(checked, "html", "fr")

    assert '<html lang="fr">' in page
    assert "Sans &lt;type&gt;" in page


def test_html_needs_nothing_from_elsewhere(checked):
    assert not {"src=", "http:", "url(", "<script"} & set(written(checked, "html").replace('"', " ").split())


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_the_same_every_time(graph_file, shapes_of_formats, form):
    first, second = (
        to_text(
            check(opened := open_graph(graph_file), shapes=[shapes_of_formats]), opened.store, form=form, language="en"
        )
        for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("fr/accord", id="id"),
        pytest.param(f"{BASE}doc/fr/accord", id="iri"),
        pytest.param("fr/accord.ann", id="source file"),
    ],
)
def test_results_of_one_document_are_kept(checked, name):
    report, store = checked

    assert len(in_document(report, store, name, base=BASE).results) == 2


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "does not conform: 1 violation, 1 warning in fr/accord (5 constraints, 2 focus nodes)"),
        ("fr", "non conforme : 1 violation, 1 avertissement dans fr/accord (5 contraintes, 2 nœuds examinés)"),
    ],
)
def test_the_closing_line_of_one_document_says_which(checked, language, expected):
    report, store = checked

    assert summary(in_document(report, store, "fr/accord.ann", base=BASE), store, language=language) == expected


def test_an_unknown_document_is_a_usage_error_with_a_suggestion(checked):
    report, store = checked

    with pytest.raises(UsageError, match="there is no document 'fr/acord'") as caught:
        in_document(report, store, "fr/acord", base=BASE)

    assert caught.value.hint == "did you mean 'fr/accord'?"


@pytest.mark.parametrize("name", ["urn:t:Odd", "Odd"])
def test_results_of_one_shape_are_kept(graph_file, shapes_of_formats, name):
    report = check(open_graph(graph_file), shapes=[shapes_of_formats], only=[name])

    assert [result.source_shape.value for result in report.results] == ["urn:t:Odd"]


def test_a_shape_brings_the_shapes_it_refers_to(write, graph_file):
    shapes = write(
        ":S a sh:NodeShape ; sh:targetClass biz:Document ; sh:property [ sh:path biz:kind ; sh:minCount 1 ] ."
    )

    assert len(check(open_graph(graph_file), shapes=[shapes], only=["S"]).results) == 1


def test_an_unknown_shape_is_a_usage_error(graph_file, shapes_of_formats):
    with pytest.raises(UsageError, match="there is no shape 'bizs:X'"):
        check(open_graph(graph_file), shapes=[shapes_of_formats], only=["bizs:X"])
