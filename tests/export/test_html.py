from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import kg.export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def network() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(title="Ties <b>", description="Left out: 3 planned.", direction="directed", language="fr")
    network.add_node("a", label="Ardent </script>", aliases=["AG"], type="Company", type_label="entreprise")
    network.add_node("b", label="Brio", type="Company", type_label="entreprise")
    network.add_edge(
        "a",
        "b",
        kind="partnerOf",
        label="partenaire de",
        weight=2,
        symmetric=True,
        start="2023-03",
        end="2024-01",
        first="2023-04-01",
        last="2024-02-01",
        quote="Ardent <i>signe</i> avec Brio.",
        quote_title="Un accord",
        statuses=["agreed"],
        market="fibre",
    )
    network.add_edge("b", "a", kind="investsIn", label="investit dans", weight=1, start="2025-01-01", last="2025-02-01")
    return network


def page(network: nx.MultiDiGraph) -> str:
    stream = io.BytesIO()
    kg.export.write(network, stream, format="html")
    return stream.getvalue().decode("utf-8")


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="network">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


class Addresses(HTMLParser):
    """Collects what a page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]


def test_the_page_loads_nothing(network: nx.MultiDiGraph) -> None:
    parser = Addresses()

    parser.feed(page(network))

    assert parser.found == []
    assert "default-src 'none'" in page(network)


def test_names_cannot_end_the_script(network: nx.MultiDiGraph) -> None:
    assert data_of(page(network))["nodes"][0]["label"] == "Ardent </script>"
    assert "<title>Ties &lt;b&gt;</title>" in page(network)


def test_the_months_go_from_the_first_tie_to_the_last_report(network: nx.MultiDiGraph) -> None:
    months = data_of(page(network))["months"]

    assert (months[0], months[-1], len(months)) == ("2023-03", "2025-02", 24)


def test_further_attributes_of_edges_are_shown(network: nx.MultiDiGraph) -> None:
    assert data_of(page(network))["edges"][0]["more"] == [["market", "fibre"]]


def test_the_same_network_gives_the_same_page(network: nx.MultiDiGraph) -> None:
    assert page(network.copy()) == page(network.copy())


def test_a_hostile_network_is_a_page(hostile: nx.MultiDiGraph) -> None:
    assert len(data_of(page(hostile))["edges"]) == 3


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("", "2 nœuds et 2 liens affichés."),
        ("#e0", "Ardent &lt;i&gt;signe&lt;/i&gt; avec Brio."),
        ("#e0", "Un accord"),
        ("#Brio", "partenaire de Ardent &lt;/script&gt; (2)"),
        ("#Brio", "investit dans Ardent &lt;/script&gt; (1)"),
        ("#e1", "Aucune phrase ne le dit à elle seule."),
    ],
)
def test_a_browser_shows(
    network: nx.MultiDiGraph, opened_in_a_browser: Callable[[str], str], tmp_path: Path, chosen: str, words: str
) -> None:
    path = tmp_path / "a.html"
    kg.export.write(network, path)

    found = opened_in_a_browser(path.as_uri() + chosen)

    assert 'data-ready="true"' in found
    assert "<canvas" in found
    assert words in found
