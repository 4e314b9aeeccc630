from __future__ import annotations

import io
import itertools
import math
import sys

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.export.appearance import NODE_PALETTE, PALETTE, edge_colours, rgb, sizes
from kg.export.labels import Box, arranged
from kg.export.picture import FORMATS, draw

MAGIC = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.fixture
def network() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(title="Who is tied", direction="directed", left_out={"planned": 3}, weight="hope")
    network.add_edge("a", "b", kind="partnerOf", label="partner of", weight=2, symmetric=True)
    network.add_edge("b", "a", kind="investsIn", label="invests in", weight=1)
    network.add_node("a", label="Ardent & Söhne", type="Company", type_label="company", count=5)
    network.add_node("b", label="名前", type="Person", type_label="person", count=1)
    return network


def drawn(network: nx.MultiDiGraph, **options: object) -> bytes:
    stream = io.BytesIO()
    draw(network, stream, **({"format": "svg"} | options))  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_what_it_says(network: nx.MultiDiGraph, form: str) -> None:
    assert drawn(network, format=form).startswith(MAGIC[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_network_gives_the_same_bytes(network: nx.MultiDiGraph, form: str) -> None:
    assert drawn(network.copy(), format=form) == drawn(network.copy(), format=form)


@pytest.mark.parametrize(
    "words",
    [
        "Who is tied",
        "Ardent &amp; Söhne",
        "partner of (1)",
        "invests in (1)",
        "company (1)",
        "3 planned",
        "Line width: hope",
    ],
)
def test_the_picture_says(network: nx.MultiDiGraph, words: str) -> None:
    assert words in drawn(network).decode("utf-8")


def test_a_title_can_be_given(network: nx.MultiDiGraph) -> None:
    assert b"Figure 1" in drawn(network, title="Figure 1")


def test_an_empty_network_is_a_picture_that_says_so() -> None:
    assert b"0 nodes, 0 edges" in drawn(nx.MultiDiGraph(title="Nothing"))


def test_a_measure_can_give_the_size(network: nx.MultiDiGraph) -> None:
    assert b"Node size: count." in drawn(network, size_by="count")


def test_a_measure_that_no_node_has_is_refused(network: nx.MultiDiGraph) -> None:
    with pytest.raises(UsageError, match=r"^no node has a number called 'cuont' \(there are count"):
        drawn(network, size_by="cuont")


def test_labels_that_have_no_room_are_counted() -> None:
    crowded = nx.MultiDiGraph()
    crowded.add_nodes_from(
        (n, {"label": "a rather long label", "x": float(n % 20), "y": float(n // 20)}) for n in range(400)
    )

    assert b"labels have no room and are not shown." in drawn(crowded)


def test_without_matplotlib_the_error_says_how_to_get_it(
    network: nx.MultiDiGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(UsageError, match=r"^pictures need matplotlib, .* \(pip install 'kg-news\[draw\]'\)$"):
        drawn(network)


def test_labels_do_not_overlap() -> None:
    circles = {n: (50.0 + 37 * (n % 6), 50.0 + 23 * (n // 6), 5.0) for n in range(36)}
    extents = dict.fromkeys(circles, (40.0, 10.0))

    found = arranged(circles, extents, [], Box(0, 0, 400, 300))

    boxes = [Box(x, y, x + 40, y + 10) for x, y in found.values()]
    # A label may touch another one by a twentieth of its area, no more.
    assert max(a.overlap(b) for a, b in itertools.combinations(boxes, 2)) <= 400 / 20
    assert len(found) > 18


def test_kinds_keep_their_colours_from_picture_to_picture() -> None:
    one = nx.MultiDiGraph([("a", "b", {"kind": "suppliesTo"})])
    two = nx.MultiDiGraph(
        [("a", "b", {"kind": "suppliesTo"}), ("a", "b", {"kind": "other"}), ("b", "a", {"kind": "other"})]
    )

    assert edge_colours(one)["suppliesTo"] == edge_colours(two)["suppliesTo"]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def as_deuteranope(colour: str) -> tuple[float, float, float]:
    """What somebody without green cones sees (Viénot, Brettel, Mollon 1999), 0 to 1 each."""
    r, g, b = ((c / 255) ** 2.2 for c in rgb(colour))
    yellow, blue = 0.29031 * r + 0.70972 * g, max(0.0, -0.02197 * r + 0.02197 * g + b)
    return yellow ** (1 / 2.2), yellow ** (1 / 2.2), blue ** (1 / 2.2)


@pytest.mark.parametrize("palette", [PALETTE[:6], NODE_PALETTE[:6]], ids=["edges", "nodes"])
def test_colours_are_told_apart_without_green_cones(palette: tuple[str, ...]) -> None:
    seen = [as_deuteranope(colour) for colour in palette]

    assert min(math.dist(a, b) for a, b in itertools.combinations(seen, 2)) > 0.15


@pytest.mark.parametrize("colour", PALETTE)
def test_edges_stand_out_from_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) > 2


def test_the_area_grows_with_the_number_of_ties() -> None:
    found = sizes(nx.MultiDiGraph([("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")]))

    assert (found["a"] - 4) ** 2 == pytest.approx(4 * (found["b"] - 4) ** 2, rel=0.01)
