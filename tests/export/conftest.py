"""Networks to write, and a checker that holds every rule of the GEXF profile."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

GEXF = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
HERE = Path(__file__).parent
SHARED = Path(os.environ.get("KG_SHARED", HERE.parents[1].parent / "shared"))
HOSTILE = {
    "control": "a\x00b\x08c\x1fd",
    "markup": "<tag a=\"1\"> & 'more' ]]>",
    "comma": "one, two; three\ttab\nline\r\nend",
    "emoji": "👩‍🔬 astral \U0001d11e",
    "right-to-left": "שלום عليكم",
    "long": "é" * 5000,
    "surrogate": "lone \ud800 half",
    "noncharacter": "￾￿",
}


def hostile_network() -> nx.MultiDiGraph:
    """Two kinds of tie between two nodes, every type of value, and strings that break careless writers."""
    network = nx.MultiDiGraph(title="Hostile & <odd>", description="All “kinds”", direction="directed")
    network.add_node(
        " https://example.org/a ",
        label=HOSTILE["markup"],
        type="Company",
        aliases=["a,b", 'say "oui"', "back\\slash", "new\nline", ""],
        count=3,
        share=Decimal("0.5"),
        founded=dt.date(1990, 1, 2),
        active=True,
        Note=HOSTILE["comma"],
        note=HOSTILE["emoji"],
        start="2020",
        nothing=None,
        unknown=float("nan"),
        empty=[],
    )
    network.add_node("b", label="", type="Person", count=2.5, flags=[True, False], big=2**40, start="2021-03")
    network.add_node("c", label=HOSTILE["surrogate"], count=None, note=HOSTILE["long"], three=["abc", "def", "ghi"])
    network.add_edge(
        " https://example.org/a ", "b", "partnerOf", kind="partnerOf", weight=2, start="2022", end="2023-05"
    )
    network.add_edge(
        " https://example.org/a ",
        "b",
        "investsIn",
        kind="investsIn",
        label="invests in",
        weight=1.5,
        amount_USD=1e9,
        spells=[("2020-01", "2020-03"), ("2020-03-15", "2020-06"), ("2022-01-01", None)],
        start="2020-01",
        quote=HOSTILE["control"],
    )
    network.add_edge(
        "b", "c", "suppliesTo", kind="suppliesTo", weight=1, start="2024-01-05", quote=HOSTILE["noncharacter"]
    )
    return network


@pytest.fixture
def hostile() -> nx.MultiDiGraph:
    return hostile_network()


@pytest.fixture(scope="session")
def problems() -> Callable[[bytes], list[str]]:
    """The checker of the GEXF profile: `problems(text)` is empty for a good file."""
    return gexf_problems


@pytest.fixture(scope="session")
def bare() -> Callable[[bytes], etree._Element]:
    """A file without its viz elements."""
    return without_viz


def gexf_problems(text: bytes) -> list[str]:
    """Every breach of the profile in `networks.md`."""
    root = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    graph = root.find(f"{{{GEXF}}}graph")
    return [
        *_names(root),
        *_declarations(graph),
        *_times(graph),
        *_elements(graph),
        *_edges(graph),
        *_viz(graph),
    ]


def _names(root: etree._Element) -> list[str]:
    found = []
    if root.tag != f"{{{GEXF}}}gexf" or root.get("version") != "1.3":
        found.append(f"root is {root.tag} {root.get('version')}")
    for element in root.iter():
        if element.prefix is not None and etree.QName(element).namespace != VIZ:
            found.append(f"prefix {element.prefix} on {element.tag}")
        if "pid" in element.attrib or element.get("type") == "mutual":
            found.append(f"pid or mutual on {element.tag}")
        if {"startopen", "endopen"} & set(element.attrib):
            found.append(f"open bounds on {element.tag}")
    if root.find(f"{{{GEXF}}}meta").get("lastmodifieddate"):
        found.append("a date of today")
    return found


def _declarations(graph: etree._Element) -> list[str]:
    found = []
    blocks = graph.findall(f"{{{GEXF}}}attributes")
    classes = [block.get("class") for block in blocks]
    if len(set(classes)) != len(classes):
        found.append(f"several blocks of one class: {classes}")
    tags = [etree.QName(child).localname for child in graph]
    if tags != ["attributes"] * len(blocks) + ["nodes", "edges"]:
        found.append(f"order of blocks: {tags}")
    for block in blocks:
        if block.get("mode") != "static":
            found.append(f"mode {block.get('mode')}")
        titles = [attribute.get("title") for attribute in block]
        if len({title.lower() for title in titles}) != len(titles):
            found.append(f"titles that differ by case only: {titles}")
        for attribute in block:
            if attribute.get("id") != attribute.get("title"):
                found.append(f"id {attribute.get('id')} is not the title")
            if attribute.get("type") in ("anyURI", "bigdecimal", "float"):
                found.append(f"type {attribute.get('type')}")
    return found


def _times(graph: etree._Element) -> list[str]:
    found = []
    timed = [element for element in graph.iter() if element.get("start") or element.get("end")]
    if timed and graph.get("timeformat") not in ("date", "dateTime"):
        found.append(f"timeformat {graph.get('timeformat')}")
    if timed and graph.get("timerepresentation") != "interval":
        found.append("several time representations")
    for element in graph.iter(f"{{{GEXF}}}node", f"{{{GEXF}}}edge"):
        spells = [spell.attrib for spell in element.iter(f"{{{GEXF}}}spell")]
        if spells and (element.get("start") or element.get("end")):
            found.append(f"both spells and bounds on {element.get('id')}")
        for bounds in (element.attrib, *spells):
            days = [dt.date.fromisoformat(bounds[name]) for name in ("start", "end") if name in bounds]
            if days != sorted(days):
                found.append(f"ends before it begins: {dict(bounds)}")
        for before, after in pairwise(spells):
            if before.get("end", "9999") >= after["start"]:
                found.append(f"spells overlap on {element.get('id')}")
    return found


def _elements(graph: etree._Element) -> list[str]:
    found = []
    declared = {
        block.get("class"): {attribute.get("id"): attribute.get("type") for attribute in block}
        for block in graph.findall(f"{{{GEXF}}}attributes")
    }
    for name in ("node", "edge"):
        for element in graph.iter(f"{{{GEXF}}}{name}"):
            if element.get("id") != element.get("id").strip():
                found.append(f"id {element.get('id')!r} is not trimmed")
            if name == "node" and not element.get("label"):
                found.append(f"node {element.get('id')} has no label")
            values = list(element.iter(f"{{{GEXF}}}attvalue"))
            if len({value.get("for") for value in values}) != len(values):
                found.append(f"an attribute twice on {element.get('id')}")
            for value in values:
                type_ = declared.get(name, {}).get(value.get("for"))
                if type_ is None:
                    found.append(f"undeclared {value.get('for')}")
                elif not _fits(value.get("value"), type_):
                    found.append(f"{value.get('value')!r} is no {type_}")
    return found


def _fits(text: str, type_: str) -> bool:
    if any(ord(character) < 0x20 and character not in "\t\n\r" for character in text):
        return False
    if type_.startswith("list"):
        items = json.loads(text)
        return all(isinstance(item, str) and _fits(item, type_.removeprefix("list")) for item in items)
    try:
        return {"boolean": lambda t: t in ("true", "false"), "string": lambda _: True}.get(
            type_, lambda t: float(t) == float(t)
        )(text)
    except ValueError:
        return False


def _edges(graph: etree._Element) -> list[str]:
    found = []
    nodes = {node.get("id") for node in graph.iter(f"{{{GEXF}}}node")}
    ids, keys = set(), set()
    for edge in graph.iter(f"{{{GEXF}}}edge"):
        key = (edge.get("source"), edge.get("target"), edge.get("kind"))
        if edge.get("id") in ids or key in keys:
            found.append(f"twice: {edge.get('id')} {key}")
        ids.add(edge.get("id"))
        keys.add(key)
        if edge.get("type", graph.get("defaultedgetype")) != graph.get("defaultedgetype"):
            found.append(f"direction of {edge.get('id')} is not the graph's")
        if not {edge.get("source"), edge.get("target")} <= nodes:
            found.append(f"{edge.get('id')} leads to no node")
        if float(edge.get("weight")) <= 0:
            found.append(f"weight {edge.get('weight')}")
    return found


def _viz(graph: etree._Element) -> list[str]:
    found = []
    for node in graph.iter(f"{{{GEXF}}}node"):
        names = {etree.QName(child).localname for child in node if etree.QName(child).namespace == VIZ}
        if not {"color", "size", "position"} <= names:
            found.append(f"{node.get('id')} lacks colour, size or position")
        found.extend(f"z is {place.get('z')}" for place in node.iter(f"{{{VIZ}}}position") if place.get("z") != "0.0")
    return found


@pytest.fixture(scope="session")
def gexf_schema() -> etree.XMLSchema:
    path = SHARED / "data" / "gexf" / "1.3" / "gexf.xsd"
    if not path.is_file():
        pytest.skip(f"no GEXF schema at {path}")
    # The published schema names no viz namespace for what it takes from there: leave those parts out of it.
    parser = etree.XMLParser(remove_comments=True)
    return etree.XMLSchema(etree.parse(str(path), parser))


def without_viz(text: bytes) -> etree._Element:
    """The file without elements of the viz namespace, of which the published schema has lost the name."""
    root = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    for element in list(root.iter(f"{{{VIZ}}}*")):
        element.getparent().remove(element)
    return root


@pytest.fixture(scope="session")
def reread() -> Callable[..., dict[str, Any]]:
    """What graphology reads from a file: `reread(path, mode="strict")`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    if not (HERE / "js" / "node_modules" / "graphology-gexf").is_dir():
        pytest.skip("run 'npm ci' in tests/export/js")

    def read(path: Path, mode: str = "strict") -> dict[str, Any]:
        command = [node, str(HERE / "js" / "read.mjs"), str(path), mode]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


@pytest.fixture(scope="session")
def opened_in_a_browser() -> Callable[[str], str]:
    """The document that a browser makes of a page's address, when its script has run."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium is installed")

    def dump(address: str) -> str:
        options = ["--headless=new", "--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader"]
        command = [browser, *options, "--virtual-time-budget=4000", "--dump-dom", address]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout

    return dump
