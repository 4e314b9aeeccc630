"""Two amounts in apposition are one sum in two currencies, where the project asks for that."""

from __future__ import annotations

import pytest

from kg.building import build_graph
from kg.config import find_config
from kg.graph import Graph
from kg.store import open_graph

ASK = "SELECT ?a ?b { GRAPH <https://w3id.org/biznews/graph/inferred> { ?a biz:convertedTo ?b } }"


def conversions(folder, text: str, amounts: list[str], *, option: str = "true") -> int:
    """Number of derived conversions of an article about an investment of some amounts."""
    spans = [(text.index(words), text.index(words) + len(words), words) for words in amounts]
    lines = [f"T{n}\tMoney {start} {end}\t{words}" for n, (start, end, words) in enumerate(spans, 1)]
    at = text.index("invests")
    lines += [f"T9\tInvestment {at} {at + 7}\tinvests", "E1\tInvestment:T9 amount:T1"]
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    (corpus / "a.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "kg.toml").write_text(
        f'[ontology]\nconversions = {option}\n[defaults]\nlanguage = "en"\n', encoding="utf-8"
    )
    build_graph([corpus], folder / "graph", config=find_config(folder))
    store = open_graph(folder / "graph").store
    return len(list(store.query(ASK, prefixes={"biz": "https://w3id.org/biznews/ontology#"})))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Alto invests $3 million (about 2.7 million euros) here.", ["$3 million", "about 2.7 million euros"]),
        ("Alto invests $3 million (or 2.7 million euros) here.", ["$3 million", "2.7 million euros"]),
        ("Alto invests $3 million (2.7 million euros).", ["$3 million", "2.7 million euros"]),
    ],
    ids=["hedge in the mention", "word between", "bare"],
)
def test_an_unmistakable_apposition_is_derived(tmp_path, text, amounts):
    assert conversions(tmp_path, text, amounts) == 1


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Alto invests $3 million (after 2.7 million euros) here.", ["$3 million", "2.7 million euros"]),
        ("Alto invests $3 million (2.7 million euros in 2019) here.", ["$3 million", "2.7 million euros"]),
        ("Alto invests $3 million, not 2.7 million euros.", ["$3 million", "2.7 million euros"]),
        ("Alto invests $3 million ($2.7 million) here.", ["$3 million", "$2.7 million"]),
    ],
    ids=["another word", "more in the brackets", "no brackets", "one currency"],
)
def test_anything_else_is_not(tmp_path, text, amounts):
    assert conversions(tmp_path, text, amounts) == 0


def test_nothing_is_derived_unless_asked(tmp_path):
    text = "Alto invests $3 million (2.7 million euros)."

    assert conversions(tmp_path, text, ["$3 million", "2.7 million euros"], option="false") == 0


def test_a_derived_conversion_rests_on_the_two_amounts(tmp_path):
    conversions(
        tmp_path, "Alto invests $3 million (about 2.7 million euros) here.", ["$3 million", "about 2.7 million euros"]
    )

    table = Graph(open_graph(tmp_path / "graph"), find_config(tmp_path)).evidence("SELECT ?b { ?a biz:convertedTo ?b }")

    assert [row[2] for row in table.rows] == ["a.ann:1 T1\na.ann:2 T2"]
