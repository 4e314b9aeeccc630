from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

import kg
from kg.project import mentions_of
from tests.building.conftest import write_article

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    home = tmp_path_factory.mktemp("project")
    write_article(home / "corpus", "a")
    write_article(home / "corpus", "b", other="Corda")
    return kg.build(home / "corpus", home / "graph")


def test_every_mention_of_every_node_is_there(graph: kg.Graph) -> None:
    network = graph.project("companies", status=["all"])

    found = list(mentions_of(graph.opened, network))

    numbers = {node: sum(mention.entity == node for mention in found) for node in network}
    assert numbers == dict(network.nodes(data="mentions"))
    assert sum(numbers.values()) > 0


def test_begin_and_end_lead_to_the_words(graph: kg.Graph) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (graph.path.parent / "corpus").glob("*.txt")}

    found = list(mentions_of(graph.opened, graph.project("companies", status=["all"])))

    places = [texts[mention.document.rpartition("/")[2]][mention.begin : mention.end] for mention in found]
    assert places == [mention.quote for mention in found]


def test_the_sentence_holds_the_words(graph: kg.Graph) -> None:
    found = list(mentions_of(graph.opened, graph.project("companies", status=["all"])))

    sentences = [(mention.quote, mention.sentence) for mention in found if mention.sentence]
    assert sentences
    assert all(quote in sentence for quote, sentence in sentences)


def test_they_come_by_node_document_and_place(graph: kg.Graph) -> None:
    network = graph.project("companies", status=["all"])
    order = {node: number for number, node in enumerate(network)}

    found = [(order[m.entity], m.document, m.begin, m.end) for m in mentions_of(graph.opened, network)]

    assert found == sorted(found)


def test_spans_without_a_place_are_no_mentions(tmp_path: Path) -> None:
    text = """
        @prefix biz: <https://w3id.org/biznews/ontology#> . @prefix ex: <https://example.org/> .
        ex:a biz:mention ex:s , ex:t . ex:s biz:quote "Alto" .
        ex:t biz:quote "Alto" ; biz:inDocument ex:d ; biz:beginIndex 3 ; biz:endIndex 7 .
    """
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    network = nx.MultiDiGraph([("https://example.org/a", "https://example.org/b")])

    found = list(mentions_of(kg.open(tmp_path / "a.ttl").opened, network))

    assert [(mention.begin, mention.end, mention.sentence) for mention in found] == [(3, 7, None)]
