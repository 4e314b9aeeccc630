"""Answers in bytes: the standard's formats as the standard has them, the readable ones readable."""

from __future__ import annotations

import csv
import io
import json
import sys
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.query.formats import format_of
from kg.query.header import read_header
from kg.query.running import ask, prepare
from kg.query.writing import Wanted, write_answer

TEXT = """SELECT ?name ?number ?none { VALUES (?name ?number) {
  ("a|b, \\"c\\"\\td\\ne" 1.50) (id:organization-beta 7) } OPTIONAL { ?none a <urn:none> } } ORDER BY ?number"""


def _written(opened, text, form, *, terminal=None, iris=False, language="en"):
    prepared = prepare(opened, stored=read_header(text, name="query"), parameters={})
    stream = io.BytesIO()
    wanted = Wanted(form=form, language=language, iris=iris, terminal=terminal)
    found = write_answer(ask(opened, prepared=prepared), stream, opened=opened, wanted=wanted)
    return stream.getvalue(), found


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_standard_formats_are_the_engines_own_bytes(opened, form):
    prepared = prepare(opened, stored=read_header(TEXT, name="query"), parameters={})
    wanted = ask(opened, prepared=prepared).serialize(format=ox.QueryResultsFormat.from_extension(form))

    data, found = _written(opened, TEXT, form)

    assert data == wanted
    assert found


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table", "plain", "md", "html", "ndjson"])
def test_no_rows_are_told_in_every_format(opened, form):
    _, found = _written(opened, "SELECT ?s { ?s a biz:Nothing }", form)

    assert not found


def test_json_lines_are_json_whatever_the_number(opened):
    data, _ = _written(opened, "SELECT (1e0/0 AS ?more) (-1e0/0 AS ?less) (0e0/0 AS ?none) {}", "ndjson")

    assert json.loads(data, parse_constant=pytest.fail) == {"more": "INF", "less": "-INF", "none": "NaN"}


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_many_rows_are_not_taken_for_none(opened, form):
    data, found = _written(opened, "SELECT * { ?s ?p ?o . ?a biz:rank ?b }", form)

    assert len(data) > 1 << 16
    assert found


def test_csv_is_read_by_another_reader(opened):
    data, _ = _written(opened, TEXT, "csv")

    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))

    assert rows[1] == ['a|b, "c"\td\ne', "1.5", ""]


def test_json_and_xml_are_read_by_other_readers(opened):
    json_data, _ = _written(opened, TEXT, "json")
    xml_data, _ = _written(opened, TEXT, "xml")

    assert len(json.loads(json_data)["results"]["bindings"]) == 2
    assert len(ET.fromstring(xml_data).findall(".//{*}result")) == 2


READABLE = {
    "plain": 'name\tnumber\tnone\na|b, "c" d e\t1.5\t\nBéta\t7\t\n',
    "md": '| name | number | none |\n| --- | --- | --- |\n| a\\|b, "c"\td e | 1.5 |  |\n| Béta | 7 |  |\n',
    "html": "<table>\n<thead><tr><th>name</th><th>number</th><th>none</th></tr></thead>\n<tbody>\n"
    "<tr><td>a|b, &quot;c&quot;\td\ne</td><td>1.5</td><td></td></tr>\n"
    "<tr><td>Béta</td><td>7</td><td></td></tr>\n</tbody>\n</table>\n",
    "ndjson": '{"name": "a|b, \\"c\\"\\td\\ne", "number": 1.5}\n'
    '{"name": "https://w3id.org/biznews/id/organization-beta", "number": 7}\n',
    "table": 'name          number  none\n------------  ------  ----\na|b, "c"\td e     1.5\nBéta               7\n',
}


@pytest.mark.parametrize(("form", "text"), READABLE.items(), ids=READABLE)
def test_readable_formats(opened, form, text):
    data, _ = _written(opened, TEXT, form)

    assert data.decode() == text


def test_labels_come_in_the_wanted_language_and_else_in_any(opened):
    text = "SELECT ?a ?b { BIND(id:offering-ai AS ?a) BIND(id:organization-beta AS ?b) }"

    assert _written(opened, text, "plain", language="fr")[0] == b"a\tb\nintelligence artificielle\tB\xc3\xa9ta\n"
    assert _written(opened, text, "plain", language="en")[0] == b"a\tb\nartificial intelligence\tB\xc3\xa9ta\n"


def test_iris_stay_iris_where_asked(opened):
    data, _ = _written(opened, "SELECT ?a { BIND(id:offering-ai AS ?a) }", "plain", iris=True)

    assert data == b"a\nid:offering-ai\n"


def test_turtle_declares_the_prefixes_in_use_sorted(opened):
    data, _ = _written(opened, "CONSTRUCT { ?s biz:rank ?r } WHERE { ?s biz:rank ?r }", "ttl")

    lines = data.decode().splitlines()
    assert [line.split()[1] for line in lines if line.startswith("@prefix")] == ["biz:", "doc:"]
    assert len([line for line in lines if "biz:rank" in line]) == 4


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "n3", "jsonld", "rdf"])
def test_triples_are_read_back(opened, form):
    data, found = _written(opened, "CONSTRUCT WHERE { ?s biz:rank ?r }", form)

    syntax = ox.RdfFormat.from_extension(form)
    assert found
    assert len({quad.triple for quad in ox.parse(data, format=syntax)}) == 4


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("ASK {}", "ttl", "ASK has no answer in 'ttl' (use table or csv, json, tsv, xml)"),
        (
            "SELECT * {}",
            "ttl",
            "SELECT has no answer in 'ttl' (use table, plain, md, html, ndjson, csv, json, tsv, xml, parquet, arrow)",
        ),
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "csv",
            "CONSTRUCT and DESCRIBE have no answer in 'csv' (use ttl, nt, nq, trig, n3, jsonld, rdf)",
        ),
    ],
    ids=["ask", "select", "construct"],
)
def test_format_that_the_answer_does_not_have_is_an_error(opened, text, form, message):
    with pytest.raises(UsageError) as caught:
        _written(opened, text, form)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("path", "form"),
    [("a.csv", "csv"), ("b.SRJ", "json"), ("c.srx", "xml"), ("d.ttl", "ttl"), ("e.markdown", "md"), ("f.txt", "table")],
)
def test_format_is_known_by_the_ending(path, form):
    assert format_of(path) == form


def test_unknown_ending_is_an_error():
    with pytest.raises(UsageError, match=r"^the ending of 'a\.doc' names no format"):
        format_of("a.doc")


def test_parquet_and_arrow_hold_typed_columns(opened):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    text = "SELECT ?s ?r { ?s biz:rank ?r } ORDER BY ?r"
    parquet, _ = _written(opened, text, "parquet")
    arrow, _ = _written(opened, text, "arrow")

    table = pq.read_table(io.BytesIO(parquet))
    assert table["r"].to_pylist() == [1, 1, 2, 3]
    assert pa.ipc.open_file(arrow).read_all() == table


def test_parquet_without_pyarrow_says_what_to_install(opened, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(UsageError, match=r"^parquet needs pyarrow, which is not installed"):
        _written(opened, "SELECT * {}", "parquet")
