"""Both examples build, conform and answer: what the README of each promises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import Graph

EXAMPLES = Path(__file__).parents[2] / "examples"
CODE = "https://w3id.org/biznews/code/"
DOC = "https://w3id.org/biznews/doc/"
KINDS = ["mentions", "events", "relations", "attributes", "links", "sets", "notes"]


def _built(name: str, corpus: str, home: Path) -> Graph:
    return kg.build(EXAMPLES / name / corpus, home / name, workers=1)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    home = tmp_path_factory.mktemp("graphs")
    return {"telecoms": _built("telecoms", ".", home), "loans": _built("loans", "articles", home)}


@pytest.fixture(scope="module")
def rows(graphs: dict[str, Graph]) -> Callable[..., list[dict[str, object]]]:
    def ask(example: str, query: str, **parameters: object) -> list[dict[str, object]]:
        table = graphs[example].query(query, **parameters)
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    return ask


@pytest.mark.parametrize("example", ["telecoms", "loans"])
def test_the_example_conforms_without_a_warning(graphs: dict[str, Graph], example: str) -> None:
    report = graphs[example].check()
    assert [result.message() for result in report.at_least("Warning").results] == []


@pytest.mark.parametrize(
    ("example", "kind"),
    [("telecoms", kind) for kind in KINDS] + [("loans", kind) for kind in KINDS[:5]],
)
def test_every_annotation_reaches_the_graph(graphs: dict[str, Graph], example: str, kind: str) -> None:
    account = graphs[example].account
    assert account["left"][kind] == 0
    assert account["mapped"][kind] == account["read"][kind] > 0


@pytest.mark.parametrize("example", ["telecoms", "loans"])
def test_nothing_of_the_files_is_skipped_repaired_or_ignored(graphs: dict[str, Graph], example: str) -> None:
    account = graphs[example].account
    assert (account["records_skipped"], account["repaired"], account["ignored"], account["refused"]) == (0, 0, [], [])


@pytest.mark.parametrize("why", ["amount", "same place", "declared"])
def test_documents_disagree(rows: Callable[..., list[dict[str, object]]], why: str) -> None:
    assert why in {row["why"] for row in rows("telecoms", "contradictions")}


def test_the_french_and_the_english_report_of_one_deal_give_other_sums(
    rows: Callable[..., list[dict[str, object]]],
) -> None:
    found = [
        row
        for row in rows("telecoms", "contradictions")
        if (row["a"], row["b"]) == (f"{DOC}en/ondevive-selionne#E1", f"{DOC}fr/ondevive-selionne#E1")
    ]
    assert [(row["va"], row["vb"]) for row in found] == [(450_000_000, 420_000_000)]


def test_two_reports_agree_on_the_sum_of_that_deal(rows: Callable[..., list[dict[str, object]]]) -> None:
    query = """
        PREFIX biz: <https://w3id.org/biznews/ontology#>
        SELECT DISTINCT ?b WHERE {
          VALUES ?a { <https://w3id.org/biznews/doc/fr/ondevive-selionne#E1> }
          ?a biz:sameSituationAs ?b . ?a biz:amount/biz:value ?sum . ?b biz:amount/biz:value ?sum .
          FILTER(?a != ?b)
        }"""
    assert [row["b"] for row in rows("telecoms", query)] == [f"{DOC}fr/selionne-cloture#E1"]


@pytest.mark.parametrize(
    ("situation", "history"),
    [
        ("en/fennmark-pellworth-deal#E1", ["agreed", "cancelled"]),
        ("fr/ondevive-selionne#E1", ["agreed", "completed"]),
        ("fr/portrait-tarvenko#E3", ["rumoured", "planned"]),
    ],
)
def test_the_status_of_a_matter_changes(
    rows: Callable[..., list[dict[str, object]]], situation: str, history: list[str]
) -> None:
    found = [row for row in rows("telecoms", "status-history") if row["situation"] == DOC + situation]
    statuses = [str(row["status"]).removeprefix(CODE) for row in sorted(found, key=lambda row: str(row["issued"]))]
    assert list(dict.fromkeys(statuses)) == history


@pytest.mark.parametrize(
    "approximation",
    ["exact", "approximate", "moreThan", "atLeast", "lessThan", "atMost", "range", "orderOfMagnitude"],
)
def test_every_approximation_is_read_from_words(
    rows: Callable[..., list[dict[str, object]]], approximation: str
) -> None:
    query = """
        PREFIX biz: <https://w3id.org/biznews/ontology#>
        SELECT DISTINCT ?how WHERE { ?value biz:approximation ?how }"""
    assert CODE + approximation in {row["how"] for row in rows("telecoms", query)}


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("loans", {}),
        ("loans", {"museum": "Musée Corbelin"}),
        ("works-of", {"artist": "Odile Brancaseille"}),
        ("at-risk", {}),
    ],
    ids=["loans", "loans of a museum", "works-of", "at-risk"],
)
def test_a_stored_query_of_the_loans_has_rows(
    rows: Callable[..., list[dict[str, object]]], query: str, parameters: dict[str, str]
) -> None:
    assert rows("loans", query, **parameters)


def test_the_loans_make_a_network(graphs: dict[str, Graph]) -> None:
    network = graphs["loans"].project("loans")
    assert (network.number_of_nodes(), network.number_of_edges()) == (3, 3)


def test_the_constraint_in_sparql_finds_a_fragile_work_that_travels(tmp_path: Path) -> None:
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for path in (EXAMPLES / "loans" / "articles").iterdir():
        (corpus / path.name).write_bytes(path.read_bytes())
    notes = corpus / "northern-light.ann"
    notes.write_text(notes.read_text(encoding="utf-8").replace("status E3 cancelled", "status E3 agreed"), "utf-8")
    config = kg.graph.find_config(near=EXAMPLES / "loans")
    report = kg.build(corpus, tmp_path / "graph", config=config, workers=1).check()
    assert "{?value} was found fragile, and yet it is to travel." in {
        result.templates["en"] for result in report.results
    }
