"""`kg show`: cards with sentences."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.cli import run
from kg.resources import folder
from kg.store import load_rdf
from kg.vocab import DEFAULT_BASE

ONTOLOGY = ("core.ttl", "core-codes.ttl", "business.ttl", "business-codes.ttl")


@pytest.fixture(scope="module")
def graph(tmp_path_factory, request):
    """The fixture graph with its ontology, as one file."""
    store = ox.Store()
    load_rdf(store, request.path.parents[1] / "query" / "fixtures" / "news.trig")
    for name in ONTOLOGY:
        load_rdf(store, folder("ontology") / name, to_graph=f"{DEFAULT_BASE}graph/ontology")
    path = tmp_path_factory.mktemp("show") / "news.nq"
    store.dump(path, format=ox.RdfFormat.N_QUADS)
    return str(path)


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def test_company_has_its_names_ties_and_situations_by_date(graph, capsys):
    assert run(["show", "alpha", "-g", graph]) == 0

    out = capsys.readouterr().out
    assert out.startswith(
        "Alpha  id:organization-alpha\n  company\n  also Alpha Group plc (en)\n  invests in: Béta, Gamma\n"
        "  partner of: Béta\n  schema:leiCode: 529900T8BM49AURSDO55\n\n"
        "no date     partnership · partner  fr/accord#E1\n"
    )
    days = [line[:10] for line in out.splitlines() if line[:4] in {"2024", "no d"}]
    assert days == ["no date   "] + ["2024-01-16"] * 2 + ["2024-02-01"] * 2 + ["2024-03-02"] * 4


def test_situation_of_a_company_is_told_with_its_sentence(graph, capsys):
    run(["show", "Alpha", "-g", graph])

    assert (
        "2024-01-16  investment · investor  en/deal#E2\n"
        "    amount: 1,500,000,000 USD (1,370,000,000 EUR (approximate); exact)\n"
        "    caused by: en/deal#E1\n"
        "    concerns: artificial intelligence\n"
        "    duration: P10Y\n"
        "    investment target: Béta\n"
        "    matter: https://w3id.org/biznews/matter/alpha-money\n"
        "    same situation as: en/later#E1\n"
        "    stake: 40 percent\n"
        "    start date: 2024\n"
        "    status: planned\n"
        "    en/deal.ann:10 E2  Alpha will spend «1.5bn dollars» for 40 percent.\n"
    ) in capsys.readouterr().out


def test_situation_is_told_with_the_words_of_each_property(graph, capsys):
    assert run(["show", "en/deal#E1", "-g", graph]) == 0

    out = capsys.readouterr().out
    assert "  duration: P10Y  «ten years»\n" in out
    assert out.endswith("  en/deal.ann:9 E1  Alpha and Beta «work together» for ten years.\n")


def test_document_is_told_with_its_situations(graph, capsys):
    assert run(["show", "en/later", "-g", graph]) == 0

    out = capsys.readouterr().out
    assert out.startswith("Alpha pays less  en/later\n  document\n")
    assert [line.split()[-1] for line in out.splitlines() if line.startswith("2024")] == [
        "en/later#E1",
        "en/later#E2",
        "en/later#E3",
        "en/later#E4",
    ]


def test_mention_is_told_with_its_class_words_sentence_document_and_line(graph, capsys):
    assert run(["show", "en/deal#T1", "-g", graph]) == 0

    assert capsys.readouterr().out == (
        "Alpha  en/deal#T1\n"
        "  company\n"
        "  mention: Alpha (id:organization-alpha)\n"
        "  evidence: en/deal#E1 (partner)\n"
        "  in document: en/deal\n"
        "  en/deal.ann:1 T1  «Alpha» and Beta work together for ten years.\n"
    )


def test_words_that_name_nothing_are_told_with_what_they_support(graph, capsys):
    assert run(["show", "en/deal#T4", "-g", graph]) == 0

    assert capsys.readouterr().out == (
        "ten years  en/deal#T4\n"
        "  text span\n"
        "  evidence: en/deal#E1 (duration)\n"
        "  in document: en/deal\n"
        "  en/deal.ann:4 T4  Alpha and Beta work together for «ten years».\n"
    )


def test_value_is_told_with_its_words_and_each_situation_once(graph, capsys):
    assert run(["show", "en/deal#T5", "-g", graph]) == 0

    out = capsys.readouterr().out
    assert out.startswith("1.5bn dollars  en/deal#T5\n  monetary amount\n")
    assert "  en/deal.ann:5 T5  Alpha will spend «1.5bn dollars» for 40 percent.\n" in out
    assert out.count("en/deal#E2") == 1


@pytest.mark.parametrize(
    ("code", "name", "amount"),
    [
        ("moreThan", "minValue", "> 5"),
        ("atLeast", "minValue", "≥ 5"),
        ("lessThan", "maxValue", "< 5"),
        ("atMost", "maxValue", "≤ 5"),
    ],
)
def test_sign_of_a_bound_is_that_of_its_approximation(tmp_path, capsys, code, name, amount):
    (tmp_path / "a.ttl").write_text(
        "@prefix biz: <https://w3id.org/biznews/ontology#> .\n"
        f"<urn:a> biz:audienceSize <urn:b> . <urn:b> biz:{name} 5 ;\n"
        f" biz:approximation <https://w3id.org/biznews/code/{code}> .\n",
        encoding="utf-8",
    )

    assert run(["show", "urn:a", "-g", "a.ttl"]) == 0

    assert f": {amount} ({code})" in capsys.readouterr().out


def test_french_labels_and_numbers(graph, capsys):
    assert run(["show", "Alpha", "-g", graph, "-l", "fr"]) == 0

    out = capsys.readouterr().out
    assert "  partenaire de: Béta\n" in out
    assert (
        "    montant: 1\u202f500\u202f000\u202f000 USD (1\u202f370\u202f000\u202f000 EUR (approximatif); exact)" in out
    )


def test_json_has_the_places(graph, capsys):
    assert run(["show", "en/deal#E1", "-g", graph, "-f", "json"]) == 0

    card = json.loads(capsys.readouterr().out)
    assert card["types"] == ["partnership"]
    assert card["places"][0] == {
        "document": "https://w3id.org/biznews/doc/en/deal",
        "title": "Alpha and Beta work together",
        "file": "en/deal.ann",
        "line": 9,
        "annotation": "E1",
        "begin": 15,
        "end": 28,
        "quote": "work together",
        "sentence": "Alpha and Beta work together for ten years.",
    }


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ("Alfa", "kg: name 'Alfa': no thing of this name in the graph (did you mean 'Alpha'?)\n"),
        ("en/deal#E9", "kg: name 'en/deal#E9': document 'en/deal' has no annotation 'E9' (it has E1, E2)\n"),
        (
            "en/deal#A1",
            "kg: name 'en/deal#A1': document 'en/deal' has no annotation 'A1' (it has E1, E2, T1, T2, T3, T4, T5)\n",
        ),
        (
            "en/dael#E1",
            "kg: name 'en/dael#E1': there is no document 'en/dael' in the graph (did you mean 'en/deal#E1'?)\n",
        ),
        (
            "Delta",
            (
                "kg: name 'Delta' names 2 things: 'Delta' id:organization-delta (company), "
                "'Delta' id:person-delta (person) (give one by CURIE, as id:organization-delta)\n"
            ),
        ),
    ],
)
def test_unclear_name_is_an_error(graph, thing, message, capsys):
    assert run(["show", thing, "-g", graph]) == 2

    assert capsys.readouterr().err == message
