"""Networks of other programs: attributes that have our names and other meanings."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import kg.export
from kg.errors import UsageError
from kg.export.columns import text_of
from kg.export.drawing import drawn

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = ("dot", "html", "svg")


def line(network: nx.MultiDiGraph, form: str) -> str:
    """The picture of the edge: of a page, which also tells the weight, its size."""
    text = written(network, form)
    return text.partition('"edges":')[2].partition('"size":')[2].partition(",")[0] if form == "html" else text


def written(network: nx.MultiDiGraph, form: str) -> str:
    if form == "svg":
        return drawn(network, format="svg").content.decode()
    stream = io.BytesIO()
    kg.export.write(network, stream, format=form)
    return stream.getvalue().decode("utf-8", "replace")


def tied(**data: Any) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", **data)
    return network


def noded(**data: Any) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph([("a", "b")])
    network.nodes["a"].update(data)
    return network


@pytest.mark.parametrize("form", DRAWN)
@pytest.mark.parametrize("weight", [None, math.nan, math.inf, "heavy", [1]], ids=repr)
def test_a_weight_that_is_no_number_is_drawn_like_none(form: str, weight: object) -> None:
    assert line(tied(weight=weight), form) == line(tied(), form)


@pytest.mark.parametrize("form", DRAWN)
def test_a_weight_below_nought_is_drawn_like_nought(form: str) -> None:
    assert line(tied(weight=-4), form) == line(tied(weight=0), form)


@pytest.mark.parametrize("form", ["gexf", "npz"])
@pytest.mark.parametrize("weight", ["heavy", [1]], ids=repr)
def test_where_weights_are_numbers_another_one_is_refused(form: str, weight: object) -> None:
    with pytest.raises(UsageError, match=r"^the edge from 'a' to 'b' has the weight "):
        kg.export.write(tied(weight=weight), io.BytesIO(), format=form)


@pytest.mark.parametrize("network", [tied(color="red"), noded(color="red")], ids=["edge", "node"])
def test_gexf_refuses_a_colour_by_name(network: nx.MultiDiGraph) -> None:
    with pytest.raises(UsageError, match=r"^'red' is no colour that the file can hold \(write it as #rrggbb.*\)$"):
        written(network, "gexf")


@pytest.mark.parametrize("form", ["dot", "html"])
def test_others_take_a_colour_as_it_is(form: str) -> None:
    assert "red" in written(noded(color="red"), form)


@pytest.mark.parametrize("form", ["dot", "html"])
@pytest.mark.parametrize("colour", [5, math.nan, [1], dt.date(2024, 1, 1)], ids=repr)
def test_a_colour_may_be_any_value(form: str, colour: object) -> None:
    assert written(noded(color=colour), form) == written(noded(color=text_of(colour)), form)


def test_gexf_refuses_a_size_in_words() -> None:
    with pytest.raises(UsageError, match=r"^'large' is no size of a node \(sizes are numbers; rename the attribute\)$"):
        written(noded(size="large"), "gexf")


@pytest.mark.parametrize("form", ["gexf", "cyjs", "html", "svg"])
def test_a_place_in_words_is_none(form: str) -> None:
    network = nx.MultiDiGraph([("a", "b")])
    nx.set_node_attributes(network, {"x": "left", "y": "top"})  # type: ignore[arg-type]
    network.nodes["a"].update(x="left", y="top")
    network.nodes["b"].update(x="left", y="top")

    written(network, form)

    assert all(isinstance(data["x"], float) for _, data in network.nodes(data=True))


@pytest.mark.parametrize("form", ["gexf", "dot", "svg"])
def test_a_list_may_be_the_type_of_some_nodes(form: str) -> None:
    lone = nx.MultiDiGraph([("a", "b")])
    lone.nodes["a"]["type"] = "X"

    text = written(noded(type=["X"]), form).replace("['X']", "X").replace("[&quot;X&quot;]", "X")

    assert text.replace('"liststring"', '"string"') == written(lone, form)


@pytest.mark.parametrize("form", ["gexf", "csv", "html"])
@pytest.mark.parametrize("spells", ["short", 5, [1, "a"], {"q": 1}], ids=repr)
def test_spells_that_are_no_times_are_refused(form: str, spells: object) -> None:
    with pytest.raises(UsageError, match=r"^spells are .* \(they are pairs of start and end; rename the attribute\)$"):
        written(tied(start="2024-01-01", spells=spells), form)


@pytest.mark.parametrize("last", ["Smith", 5, [1]], ids=repr)
def test_a_page_needs_no_date_in_an_attribute_called_last(last: object) -> None:
    page = written(tied(start="2024-01-01", last=last), "html")

    assert '"months":["2024-01"]' in page


def columns_of(table: str) -> list[str]:
    return next(csv.reader(io.StringIO(table)))


@pytest.mark.parametrize("form", ["nodes.csv", "neo4j.nodes.csv"])
def test_attributes_that_get_another_name_get_one_each(form: str) -> None:
    network = noded(**{"id": 1, "id_": 2, "a b": 3, "a_b": 4, "iri": 5})

    head = columns_of(written(network, form))

    assert len({name.partition(":")[0].lower() for name in head if not name.startswith(":")}) == len(
        [name for name in head if not name.startswith(":")]
    )


def test_parquet_loses_no_attribute_to_another_name(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    kg.export.write(noded(id=1, id_=2), tmp_path / "a.parquet")

    table = pq.read_table(tmp_path / "a.nodes.parquet")

    assert table.column_names == ["id", "id_", "id__"]


def test_neo4j_lists_hold_no_number_that_is_none() -> None:
    assert written(noded(shares=[0.5, math.nan, 1.5]), "neo4j.nodes.csv").splitlines()[1] == "a,Node,0.5;1.5"


@pytest.mark.parametrize("form", ["neo4j.nodes.csv", "nodes.parquet"])
def test_sets_are_written_in_one_order(form: str) -> None:
    code = (
        "import io, sys, networkx as nx, kg.export\n"
        "network = nx.MultiDiGraph(); network.add_node('a', names=set('abcdefghij'))\n"
        f"kg.export.write(network, sys.stdout.buffer, format={form!r})"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]


def test_json_of_an_empty_network_is_json() -> None:
    assert json.loads(written(nx.MultiDiGraph(), "json"))["nodes"] == []
