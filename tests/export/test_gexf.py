from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.export
from kg.errors import UsageError
from kg.export.columns import clean, is_missing, list_text
from kg.export.xmltext import all_escaped, escaped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

    Checker = Callable[[bytes], list[str]]
    Reader = Callable[..., dict[str, Any]]


def written(network: nx.MultiDiGraph) -> bytes:
    stream = io.BytesIO()
    kg.export.write(network, stream, format="gexf")
    return stream.getvalue()


def two(**attributes: Any) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", "tie", **{"kind": "tie", "weight": 1, **attributes})
    return network


def test_a_hostile_network_holds_every_rule_of_the_profile(hostile: nx.MultiDiGraph, problems: Checker) -> None:
    assert problems(written(hostile)) == []


def test_a_hostile_network_is_valid(
    hostile: nx.MultiDiGraph, gexf_schema: etree.XMLSchema, bare: Callable[[bytes], etree._Element]
) -> None:
    gexf_schema.assertValid(bare(written(hostile)))


def test_the_schema_refuses_what_networkx_writes(
    gexf_schema: etree.XMLSchema, bare: Callable[[bytes], etree._Element]
) -> None:
    stream = io.BytesIO()
    nx.write_gexf(nx.MultiDiGraph([("a", "b")]), stream, version="1.3")

    assert not gexf_schema.validate(bare(stream.getvalue()))


BREACHES = {
    "a kind of edge in type": (b'<edge id="e0"', b'<edge type="undirected" id="e0"'),
    "mutual": (b'<edge id="e0"', b'<edge type="mutual" id="e0"'),
    "a parent": (b'<node id="b"', b'<node pid="c" id="b"'),
    "an edge id twice": (b'id="e1"', b'id="e0"'),
    "an edge of one kind twice": (b'kind="investsIn"', b'kind="partnerOf"'),
    "no weight": (b'weight="1.5"', b'weight="0"'),
    "a prefix": (b"<graph ", b'<g:graph xmlns:g="http://gexf.net/1.3" '),
    "integers as time": (b'timeformat="date"', b'timeformat="integer"'),
    "a dynamic block": (b'class="edge" mode="static"', b'class="edge" mode="dynamic"'),
    "two blocks of a class": (b'class="edge"', b'class="node"'),
    "an undeclared attribute": (b'for="quote"', b'for="quotes"'),
    "an id that is no title": (b'id="quote"', b'id="7"'),
    "a node without label": (b'label="b"', b'label=""'),
    "a depth": (b'z="0.0"', b'z="1.0"'),
    "an end before the start": (b'end="2023-05-31"', b'end="2021-05-31"'),
    "overlapping spells": (b'start="2022-01-01"', b'start="2020-05-01"'),
    "a capital boolean": (b'value="true"', b'value="True"'),
    "None as a number": (b'value="3"', b'value="None"'),
    "an id with spaces": (b'<node id="b"', b'<node id="b "'),
    "a date of today": (b"<meta>", b'<meta lastmodifieddate="2024-01-01">'),
}


@pytest.mark.parametrize(("old", "new"), BREACHES.values(), ids=BREACHES)
def test_the_checker_finds_each_breach(hostile: nx.MultiDiGraph, problems: Checker, old: bytes, new: bytes) -> None:
    text = written(hostile)
    assert old in text

    broken = text.replace(old, new)
    if b"<g:graph" in broken:
        broken = broken.replace(b"</graph>", b"</g:graph>")

    assert problems(broken)


@pytest.mark.parametrize("mode", ["strict", "lite"])
def test_graphology_reads_it(hostile: nx.MultiDiGraph, reread: Reader, tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.gexf"
    kg.export.write(hostile, path)

    found = reread(path, mode)

    assert (found["nodes"], found["edges"], found["type"]) == (3, 3, "directed")
    assert found["nodeTypes"]["aliases"] == ["list"]
    assert found["nodeTypes"]["count"] == ["number"]
    assert found["nodeTypes"]["active"] == ["boolean"]
    assert found["nodeTypes"]["founded"] == ["string"]
    assert found["edgeTypes"]["amount_USD"] == ["number"]
    assert found["edgeTypes"]["kind"] == ["string"]
    assert found["nodeAttributes"]["https://example.org/a"]["aliases"] == [
        "a,b",
        'say "oui"',
        "back\\slash",
        "new\nline",
        "",
    ]


def test_the_relation_is_the_kind() -> None:
    assert b'kind="tie" weight="1"' in written(two())


def test_a_partial_date_becomes_all_its_days() -> None:
    assert b'start="2022-01-01" end="2022-02-28"' in written(two(start="2022", end="2022-02"))


def test_a_missing_end_is_left_out() -> None:
    assert re.search(rb'weight="1" start="2022-05-01">', written(two(start="2022-05")))


def test_overlapping_intervals_become_one() -> None:
    text = written(two(start="2020", spells=[("2020-05", "2020-06"), ("2020-01", "2020-05-15"), ("2021", None)]))

    assert b'<spell start="2020-01-01" end="2020-06-30"/><spell start="2021-01-01"/>' in text


def test_times_that_are_no_dates_are_attributes() -> None:
    text = written(two(start=3, end=5))

    assert b'mode="dynamic"' not in text
    assert b'<attvalue for="start" value="3"/>' in text


def test_control_characters_are_left_out(hostile: nx.MultiDiGraph) -> None:
    assert b'value="abcd"' in written(hostile)


def test_a_list_of_words_of_three_letters_stays_a_list(hostile: nx.MultiDiGraph) -> None:
    text = written(hostile)

    assert b'title="three" type="liststring"' in text
    assert b"[&quot;abc&quot;,&quot;def&quot;,&quot;ghi&quot;]" in text


def test_mixed_numbers_are_doubles(hostile: nx.MultiDiGraph) -> None:
    assert b'title="count" type="double"' in written(hostile)


def test_titles_that_differ_by_case_are_told_apart(hostile: nx.MultiDiGraph) -> None:
    text = written(hostile)

    assert b'title="Note"' in text
    assert b'title="note_2"' in text


def test_an_undirected_network_says_so() -> None:
    assert b'defaultedgetype="undirected"' in written(nx.MultiGraph([("a", "b")]))


def test_two_edges_of_one_kind_are_refused() -> None:
    network = two()
    network.add_edge("a", "b", "other", kind="tie")

    with pytest.raises(UsageError, match=r"^two edges of kind 'tie' lead from 'a' to 'b' \("):
        written(network)


@pytest.mark.parametrize("weight", [0, -1, float("nan"), None], ids=str)
def test_a_weight_that_is_not_above_zero_is_refused(weight: float | None) -> None:
    with pytest.raises(UsageError, match=r"^the edge from 'a' to 'b' has the weight "):
        written(two(weight=weight))


def test_the_same_network_gives_the_same_bytes(hostile: nx.MultiDiGraph) -> None:
    assert written(hostile) == written(hostile)


def test_an_empty_network_is_a_good_file(problems: Checker) -> None:
    assert problems(written(nx.MultiDiGraph())) == []


values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.lists(st.text() | st.integers())
)
names = st.text(min_size=1).filter(lambda name: name not in ("x", "y", "size", "color", "weight", "spells"))


@given(st.dictionaries(st.text(), st.dictionaries(names, values, max_size=4), max_size=4))
def test_any_attributes_make_a_good_file(problems: Checker, nodes: dict[str, dict[str, Any]]) -> None:
    network = nx.MultiDiGraph()
    for number, attributes in enumerate(nodes.values()):
        network.add_node(number, **attributes)
        network.add_edge(number, 0, **{name: value for name, value in attributes.items() if name != "key"})

    assert problems(written(network)) == []


def test_a_kind_that_is_a_list_is_written_as_text(problems: Checker) -> None:
    text = written(two(kind=["x", "y"]))

    assert b'kind="[&quot;x&quot;,&quot;y&quot;]"' in text
    assert problems(text) == []


LISTS = st.lists(st.text() | st.integers() | st.none() | st.floats(), max_size=4)


@given(LISTS)
def test_a_list_is_written_as_the_slow_way_writes_it(values: list[Any]) -> None:
    network = two(values=values, other=["a", "b"])

    written_ = re.findall(rb'<attvalue for="values" value="([^"]*)"', written(network))

    known = [value for value in values if not is_missing(value)]
    assert written_ == ([escaped(list_text(values)).encode()] if known else [])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_escaped_whatever_is_in_it(text: str) -> None:
    assert ET.fromstring(f'<a b="{escaped(text)}"/>').get("b") == clean(text)


TIMES = st.none() | st.sampled_from(["2024", "2024-02", "2024-02-29", "2023-12-31"])


@given(TIMES, TIMES)
def test_times_without_spells_are_those_of_one_spell(start: str | None, end: str | None) -> None:
    # Another dated edge keeps the file in time; a list of one spell is written without what is remembered.
    plain, spelled = two(start=start, end=end), two(spells=[(start, end)], start=start)
    for network in (plain, spelled):
        network.add_edge("b", "a", "tie", kind="tie", weight=1, start="2020-01-01")

    assert re.findall(rb"<edge .*", written(plain)) == re.findall(rb"<edge .*", written(spelled))


def test_many_edges_are_all_written() -> None:
    network = nx.MultiDiGraph()
    network.add_edges_from(("a", f"b{number}", "tie", {"kind": "tie", "weight": 1}) for number in range(600))

    found = re.findall(rb'<edge id="e(\d+)" source="a" target="b(\d+)"', written(network))

    assert found == [(str(number).encode(), str(number).encode()) for number in range(600)]


@given(st.lists(st.text() | st.sampled_from(["R&D", 'say "oui"', "a\0b", "\ufffe", "lone \ud800 half", "tab\t"])))
def test_texts_are_escaped_together_as_one_by_one(texts: list[str]) -> None:
    assert all_escaped(texts) == list(map(escaped, texts))


def test_elements_of_many_shapes_keep_their_order() -> None:
    network = nx.MultiDiGraph()
    for number in range(1500):
        network.add_edge(number, number + 1, kind="tie", **{f"a{number % 7}": number, "all": f"e{number}"})

    text = written(network).decode()

    assert re.findall(r'<edge id="(e\d+)"', text) == [f"e{number}" for number in range(1500)]
    assert re.findall(r'<attvalue for="all" value="(e\d+)"', text) == [f"e{number}" for number in range(1500)]
