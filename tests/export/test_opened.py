"""Every file is opened by a program other than kg, of the example corpus and of a network of 10,000 companies.

What it sees is compared with the network: numbers of nodes and edges, and the type of every attribute. Gephi and Neo4j
are in no package registry; docs/networks.md says how Gephi's own importer read the same files.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import kg
import kg.export
from kg.cli import run
from kg.project import periods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml import etree

EXAMPLE = Path(__file__).parents[2] / "examples" / "telecoms"
COMPANIES, TIES = 10_000, 12_000
KINDS = ("competesWith", "investsIn", "partnerOf", "suppliesTo")
TIMES = frozenset({"start", "end", "spells"})
TYPES = {str: "text", int: "number", float: "number", bool: "boolean", list: "list"}


@dataclass(frozen=True, slots=True)
class Made:
    """A network, and the folder that all files of it are in."""

    network: nx.MultiDiGraph
    folder: Path

    def file(self, form: str) -> Path:
        return self.folder / f"companies.{form}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a program sees in a file; no types where it has none of its own."""

    nodes: int
    edges: int
    node_types: Mapping[str, str] | None = None
    edge_types: Mapping[str, str] | None = None


@pytest.fixture(scope="module")
def telecoms(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("telecoms")
    assert run(["build", str(EXAMPLE), "-o", str(folder / "graph"), "-q"]) == 0
    assert run(["export", str(folder), "--all", "-g", str(folder / "graph"), "-q"]) == 0
    return Made(kg.open(folder / "graph").project("companies"), folder)


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, network = tmp_path_factory.mktemp("companies"), many_companies()
    for form in set(kg.export.WRITERS) - set(kg.export.COMPANIONS.values()):
        kg.export.write(network, folder / f"companies.{form}")
    return Made(network, folder)


def many_companies() -> nx.MultiDiGraph:
    """A network with the attributes that a projection gives, and places, so that none need be found."""
    chance, network = random.Random(1), nx.MultiDiGraph(title="Companies", direction="directed", language="en")
    for number in range(COMPANIES):
        own = {"aliases": [f"C{number}", f"“{number}” & fils"]} if number % 3 == 0 else {}
        place = {"x": float(number % 100), "y": float(number // 100)}
        about = {"documents": 1 + number % 7, "mentions": 9, "first": "2021-03-04", "last": "2024-05-06"}
        label = f"Société {number}"
        network.add_node(f"https://example.org/{number}", label=label, type="Company", **about, **own, **place)
    names = list(network)
    for number in range(TIES):
        # No company is left alone, and no pair has two ties of one kind.
        source, target = names[number % COMPANIES], chance.choice(names)
        kind, year = KINDS[(number + number // COMPANIES) % len(KINDS)], chance.randint(2010, 2023)
        about = {"weight": chance.randint(1, 9), "symmetric": kind in ("competesWith", "partnerOf"), "status": "agreed"}
        times = {"start": f"{year}-02-11", "first": f"{year}-02-11", "last": f"{year + 1}-01-01"}
        times |= {"end": f"{year + 1}-03-31"} if chance.random() < 0.5 else {}
        said = {"quote": 'Ils ont dit "oui", mardi.', "situations": [f"https://example.org/d{year}#E1"]}
        network.add_edge(source, target, kind, kind=kind, label=kind, **about, **times, **said)
    return network


def types_of(elements: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The type of every attribute of a network's nodes or edges."""
    return {name: TYPES[type(value)] for data in elements for name, value in data.items() if value is not None}


def by_graphology(path: Path, request: pytest.FixtureRequest, mode: str = "strict") -> Seen:
    found = request.getfixturevalue("reread")(path, mode)
    types = [
        {name: "/".join(kinds).replace("string", "text") for name, kinds in found[key].items()}
        for key in ("nodeTypes", "edgeTypes")
    ]
    return Seen(found["nodes"], found["edges"], *types)


def as_gephi_lite(path: Path, request: pytest.FixtureRequest) -> Seen:
    return by_graphology(path, request, "lite")


def by_networkx(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    if path.suffix == ".graphml":
        found = nx.read_graphml(path, force_multigraph=True)
    elif path.suffix == ".gexf":
        found = nx.read_gexf(path)
    else:
        found = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    edges = (data for *_, data in found.edges(data=True))
    nodes = ({name: value for name, value in data.items() if name != "viz"} for data in found.nodes.values())
    return Seen(len(found), found.number_of_edges(), types_of(nodes), types_of(edges))


def by_igraph(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    found = igraph.Graph.Read_GraphML(str(path))
    nodes, edges = ([each.attributes() for each in elements] for elements in (found.vs, found.es))
    return Seen(found.vcount(), found.ecount(), types_of(nodes), types_of(edges))


def by_pandas(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    read = pandas.read_parquet if path.suffix == ".parquet" else pandas.read_csv
    nodes, edges = read(nodes_beside(path)), read(path)
    types = [{name: pandas_type(pandas, table[name].dropna()) for name in table.columns} for table in (nodes, edges)]
    return Seen(len(nodes), len(edges), *types)


def pandas_type(pandas: Any, values: Any) -> str:
    if pandas.api.types.is_bool_dtype(values):
        return "boolean"
    if pandas.api.types.is_numeric_dtype(values):
        return "number"
    return "text" if isinstance(values.iloc[0], str) else "list"


def by_duckdb(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    names = {"VARCHAR": "text", "DATE": "text", "BOOLEAN": "boolean", "VARCHAR[]": "list"}
    tables = [duckdb.sql(f"SELECT * FROM '{file}'") for file in (nodes_beside(path), path)]
    types = [
        {name: names.get(str(kind), "number") for name, kind in zip(table.columns, table.types, strict=True)}
        for table in tables
    ]
    return Seen(*(len(table.fetchall()) for table in tables), *types)


def neo4j_by_duckdb(path: Path, request: pytest.FixtureRequest) -> Seen:
    found = by_duckdb(path, request)
    return Seen(found.nodes, found.edges)


def by_pyarrow(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    nodes, edges = (parquet.read_table(file) for file in (nodes_beside(path), path))
    names = {"string": "text", "int32": "number", "int64": "number", "double": "number", "bool": "boolean"}
    types = [
        {f.name: names.get(str(f.type), str(f.type).partition("<")[0]) for f in table.schema}
        for table in (nodes, edges)
    ]
    return Seen(nodes.num_rows, edges.num_rows, *types)


def nodes_beside(path: Path) -> Path:
    """The table of nodes: companies.neo4j.nodes.csv beside companies.neo4j.csv."""
    return path.with_suffix(f".nodes{path.suffix}")


def by_datasets(path: Path, request: pytest.FixtureRequest) -> Seen:
    pytest.importorskip("datasets", reason="Hugging Face's datasets is not installed")
    cache = request.getfixturevalue("tmp_path")
    code = """if True:
        import json, sys, datasets
        ties, nodes = (datasets.load_dataset(sys.argv[1], name, cache_dir=sys.argv[2]) for name in ("edges", "nodes"))
        print(json.dumps([nodes["train"].num_rows, sum(part.num_rows for part in ties.values())]))"""
    command = [sys.executable, "-c", code, str(path), str(cache)]
    done = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(cache)}
    )
    return Seen(*json.loads(done.stdout))


def by_graphviz(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    gc = shutil.which("gc")
    if gc is None:
        pytest.skip("Graphviz is not installed")
    done = subprocess.run([gc, "-n", "-e", str(path)], capture_output=True, text=True, check=True)
    return Seen(*map(int, done.stdout.split()[:2]))


def by_pykeen(path: Path, request: pytest.FixtureRequest) -> Seen:
    """PyKEEN needs PyTorch: these are the options with which its `load_triples` calls pandas (1.11)."""
    del request
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    options = {"sep": "\t", "header": None, "usecols": [0, 1, 2], "dtype": str, "keep_default_na": False}
    found = pandas.read_csv(path, encoding="utf-8", **options)
    return Seen(len({*found[0], *found[2]}), len(found))


def by_numpy(path: Path, request: pytest.FixtureRequest) -> Seen:
    del request
    numpy = pytest.importorskip("numpy")
    mapping = json.loads(path.with_suffix(".mapping.json").read_text(encoding="utf-8"))
    with numpy.load(path, allow_pickle=False) as arrays:
        assert arrays["edge_index"].max() < len(mapping["nodes"])
        assert arrays["edge_type"].max() < len(mapping["edge_types"])
        return Seen(len(mapping["nodes"]), arrays["edge_index"].shape[1])


def by_chromium(path: Path, request: pytest.FixtureRequest) -> Seen:
    found = request.getfixturevalue("opened_in_a_browser")(path.as_uri())
    assert 'data-ready="true"' in found
    assert "<canvas" in found
    numbers = re.search(r'id="count"[^>]*>(\d+) nodes and (\d+) ties shown', found)
    assert numbers
    return Seen(int(numbers[1]), int(numbers[2]))


@dataclass(frozen=True, slots=True)
class Reader:
    """How a program opens a format.

    Attributes:
        form: The format.
        open: Opens a file.
        elsewhere: Attributes that have a place of their own there.
        lists: What a list is there.
    """

    form: str
    open: Callable[[Path, pytest.FixtureRequest], Seen]
    elsewhere: frozenset[str] = frozenset()
    lists: str = "text"


HEADED = TIMES | {"label", "kind", "weight"}
READERS = {
    "GEXF by graphology, strict": Reader("gexf", by_graphology, TIMES, "list"),
    "GEXF as Gephi Lite does": Reader("gexf", as_gephi_lite, TIMES, "list"),
    "GEXF by networkx": Reader("gexf", by_networkx, TIMES | {"x", "y", "kind"}),
    "GraphML by graphology": Reader("graphml", by_graphology),
    "GraphML by networkx": Reader("graphml", by_networkx),
    "GraphML by igraph": Reader("graphml", by_igraph),
    "tables by pandas": Reader("csv", by_pandas, HEADED),
    "tables by DuckDB": Reader("csv", by_duckdb, HEADED),
    "node-link by networkx": Reader("json", by_networkx, lists="list"),
    "cyjs by Cytoscape.js": Reader("cyjs", by_graphology, lists="list"),
    "DOT by Graphviz": Reader("dot", by_graphviz),
    "Neo4j's tables by DuckDB": Reader("neo4j.csv", neo4j_by_duckdb),
    "triples as PyKEEN does": Reader("tsv", by_pykeen),
    "Parquet by pyarrow": Reader("parquet", by_pyarrow, lists="list"),
    "Parquet by pandas": Reader("parquet", by_pandas, lists="list"),
    "Parquet by DuckDB": Reader("parquet", by_duckdb, lists="list"),
    "arrays by numpy": Reader("npz", by_numpy),
    "dataset by datasets": Reader("dataset", by_datasets),
    "page by Chromium": Reader("html", by_chromium),
}
TWICE_AS_LONG = {"GEXF as Gephi Lite does", "GraphML by graphology"}
"""What takes many seconds with 10,000 companies, and is the program of another reader."""


@pytest.mark.parametrize(
    ("made", "reader"),
    [
        *(("telecoms", name) for name in READERS),
        *(pytest.param("companies", name, marks=pytest.mark.slow) for name in READERS if name not in TWICE_AS_LONG),
    ],
)
def test_a_program_sees_what_is_in_the_network(made: str, reader: str, request: pytest.FixtureRequest) -> None:
    files, how = request.getfixturevalue(made), READERS[reader]

    seen = how.open(files.file(how.form), request)

    assert (seen.nodes, seen.edges) == (len(files.network), files.network.number_of_edges())
    edges = (data for *_, data in files.network.edges(data=True))
    for found, expected in (
        (seen.node_types, types_of(files.network.nodes.values())),
        (seen.edge_types, types_of(edges)),
    ):
        if found is not None:
            wanted = {n: how.lists if t == "list" else t for n, t in expected.items() if n not in how.elsewhere}
            assert {name: found.get(name) for name in wanted} == wanted


def test_every_format_is_opened() -> None:
    assert {reader.form for reader in READERS.values()} == set(kg.export.WRITERS) - set(kg.export.COMPANIONS.values())


@pytest.mark.parametrize("made", ["telecoms", pytest.param("companies", marks=pytest.mark.slow)])
def test_gexf_is_valid(
    made: str, request: pytest.FixtureRequest, gexf_schema: etree.XMLSchema, bare: Callable[[bytes], etree._Element]
) -> None:
    text = request.getfixturevalue(made).file("gexf").read_bytes()

    gexf_schema.assertValid(bare(text))


def test_every_slice_is_opened(telecoms: Made, reread: Callable[..., dict[str, Any]]) -> None:
    graph, years = kg.open(telecoms.folder / "graph"), periods(telecoms.network, "year")

    assert run(["export", str(telecoms.folder / "y.gexf"), "-g", graph.path, "--slice", "year", "-q"]) == 0

    found = {label: reread(telecoms.folder / f"y-{label}.gexf") for label, *_ in years}
    parts = {label: graph.project("companies", since=first, until=last) for label, first, last in years}
    assert len(years) > 2
    assert {label: (each["nodes"], each["edges"]) for label, each in found.items()} == {
        label: (len(part), part.number_of_edges()) for label, part in parts.items()
    }


def test_a_network_without_times_is_opened(
    telecoms: Made, reread: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    network = telecoms.network.copy()
    for data in (*network.nodes.values(), *(data for *_, data in network.edges(data=True))):
        for name in TIMES & set(data):
            del data[name]
    kg.export.write(network, tmp_path / "static.gexf")

    found = reread(tmp_path / "static.gexf")

    assert b'mode="static">\n    <attributes' in (tmp_path / "static.gexf").read_bytes()
    assert (found["nodes"], found["edges"]) == (len(network), network.number_of_edges())


def test_neo4j_knows_every_header(telecoms: Made) -> None:
    """The header format of `neo4j-admin database import` (Neo4j operations manual 5): name:type, arrays with []."""
    files = (telecoms.file("neo4j.nodes.csv"), telecoms.file("neo4j.csv"))
    nodes, edges = (file.read_text(encoding="utf-8").partition("\n")[0].split(",") for file in files)

    known = re.compile(r"\w+:(string|long|double|boolean)(\[\])?")
    assert nodes[:2] == ["iri:ID", ":LABEL"]
    assert edges[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert [name for name in nodes[2:] + edges[3:] if not known.fullmatch(name)] == []
