"""Two annotators' versions of one text, from the export to two named graphs, each with its own provenance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kg.store import open_graph
from kg.vocab import BIZ, FOAF, PROV

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "👍 Soleil buys Lune."
# In UTF-16 units for Label Studio, in code points for doccano.
BASE = "https://w3id.org/biznews/doc/tasks/1"


def label_studio(folder: Path) -> None:
    def region(number: int, start: int, end: int) -> dict[str, Any]:
        value = {"start": start, "end": end, "labels": ["Company"]}
        return {"id": f"r{number}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}

    annotations = [
        {"id": 1, "completed_by": {"email": "ann"}, "result": [region(1, 3, 9), region(2, 15, 19)]},
        {"id": 2, "completed_by": {"email": "bob"}, "result": [region(3, 15, 19)]},
    ]
    task = {"id": 1, "data": {"text": TEXT}, "annotations": annotations}
    (folder / "tasks.json").write_text(json.dumps([task]), encoding="utf-8")


def doccano(folder: Path) -> None:
    places = [(2, 8, "ann"), (14, 18, "ann"), (14, 18, "bob")]
    entities = [
        {"id": number, "label": "Company", "start_offset": start, "end_offset": end, "user": user}
        for number, (start, end, user) in enumerate(places)
    ]
    record = {"id": 1, "text": TEXT, "entities": entities, "relations": []}
    (folder / "tasks.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


@pytest.fixture(params=[label_studio, doccano], ids=["label-studio", "doccano"])
def store(request: pytest.FixtureRequest, tmp_path: Path, build: Callable[..., Any]) -> Any:
    folder = tmp_path / "export"
    folder.mkdir()
    request.param(folder)
    graph, account = build(corpus=folder)
    assert account.mapped["mentions"] == 3
    return open_graph(graph).store


def rows(store: Any, query: str) -> list[tuple[str, ...]]:
    prefixes = f"PREFIX biz: <{BIZ}> PREFIX prov: <{PROV}> PREFIX foaf: <{FOAF}> "
    found = store.query(prefixes + query)
    return sorted(tuple(row[variable].value for variable in found.variables) for row in found)


def test_each_has_a_graph_with_what_they_said(store: Any) -> None:
    query = "SELECT ?g ?quote { GRAPH ?g { ?thing biz:mention ?span . ?span biz:quote ?quote } }"

    assert rows(store, query) == [
        (f"{BASE}/graph/ann", "Lune"),
        (f"{BASE}/graph/ann", "Soleil"),
        (f"{BASE}/graph/bob", "Lune"),
    ]


def test_each_graph_was_made_by_its_annotator(store: Any) -> None:
    query = """SELECT ?g ?name { GRAPH ?p {
        ?g prov:wasGeneratedBy ?activity . ?activity prov:wasAssociatedWith ?who . ?who a prov:Agent ; foaf:name ?name
    } }"""

    assert rows(store, query) == [(f"{BASE}/graph/ann", "ann"), (f"{BASE}/graph/bob", "bob")]


def test_what_goes_leaves_no_provenance(tmp_path: Path, build: Callable[..., Any]) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    doccano(folder)
    for number in range(4):
        (folder / f"n{number}.txt").write_text("Nothing.", encoding="utf-8")
    build(corpus=folder)
    (folder / "tasks.jsonl").unlink()

    graph, account = build(corpus=folder)

    assert (account.removed, account.unchanged) == (1, 4)
    assert not [quad for quad in open_graph(graph).store if str(quad.subject.value).startswith(BASE)]
