from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.export.drawing import check_picture, drawn

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("matplotlib", reason="matplotlib is not installed")


@pytest.fixture
def network() -> nx.MultiDiGraph:
    return nx.MultiDiGraph([("a", "b", {"kind": "tie"}), ("b", "c", {"kind": "tie"})], title="Ties")


def test_a_picture_in_memory_is_svg_that_notebooks_show(network: nx.MultiDiGraph) -> None:
    picture = drawn(network)

    assert (picture.format, picture.path, picture._repr_png_()) == ("svg", None, None)
    assert "<svg " in (picture._repr_svg_() or "")


def test_a_png_is_shown_as_one(network: nx.MultiDiGraph) -> None:
    picture = drawn(network, format="png")

    assert (picture._repr_png_() or b"").startswith(b"\x89PNG")
    assert picture._repr_svg_() is None


def test_a_file_holds_the_bytes_that_are_shown(network: nx.MultiDiGraph, tmp_path: Path) -> None:
    picture = drawn(network, tmp_path / "a.svg")

    assert picture.path == tmp_path / "a.svg"
    assert (tmp_path / "a.svg").read_bytes() == picture.content


def test_the_same_network_gives_the_same_bytes(network: nx.MultiDiGraph) -> None:
    assert drawn(network.copy()).content == drawn(network.copy()).content


def test_its_text_says_how_much_it_shows(network: nx.MultiDiGraph) -> None:
    assert drawn(network).alt == "Ties: 3 nodes, 2 edges"


@pytest.mark.parametrize(
    ("path", "form", "message"),
    [
        ("a.gif", None, r"^the ending '.gif' names no kind of picture \(use .png, .svg or .pdf\)$"),
        ("a", None, r"^the ending '' names no kind of picture "),
        (None, "gif", r"^there is no kind of picture 'gif' \(use png, svg or pdf\)$"),
    ],
)
def test_another_format_is_refused(path: str | None, form: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check_picture(path, format=form)
