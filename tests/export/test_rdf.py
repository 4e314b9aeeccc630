from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import kg.export
from kg.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

# rdflib 7.6 warns about its own use of names that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

TRIG = """
@prefix : <https://example.org/> .
:g1 { :a :p "é"@fr , 1.5 , :b ; :q [ :r :c ] . }
:g2 { :a :p :b . :z a :T . }
:d :p _:x . _:x :q _:y .
"""
SYNTAXES = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "n3": "n3"}
DATASETS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}


def loaded(text: str = TRIG) -> ox.Store:
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    return store


def written(store: ox.Store, form: str) -> bytes:
    stream = io.BytesIO()
    kg.export.write_rdf(store, stream, format=form)
    return stream.getvalue()


def union() -> rdflib.Graph:
    graph = rdflib.Graph()
    for quad in rdflib.Dataset().parse(data=TRIG, format="trig").quads():
        graph.add(quad[:3])
    return graph


@pytest.mark.parametrize(("form", "name"), SYNTAXES.items(), ids=SYNTAXES)
def test_triples_hold_the_union(form: str, name: str) -> None:
    found = rdflib.Graph().parse(data=written(loaded(), form), format=name)

    assert isomorphic(found, union())


@pytest.mark.parametrize(("form", "name"), DATASETS.items(), ids=DATASETS)
def test_named_graphs_come_back(form: str, name: str) -> None:
    found = rdflib.Dataset().parse(data=written(loaded(), form), format=name)

    assert len(list(found.quads())) == 9
    assert len(found.graph(rdflib.URIRef("https://example.org/g1"))) == 5


@pytest.mark.parametrize("form", kg.export.RDF_FORMATS)
def test_equal_statements_give_equal_bytes_in_another_process(form: str, tmp_path: Path) -> None:
    source = tmp_path / "a.trig"
    source.write_text(TRIG, encoding="utf-8")
    script = (
        "import sys, pyoxigraph as ox, kg.export; store = ox.Store(); store.load(path=sys.argv[1]); "
        "kg.export.write_rdf(store, sys.stdout.buffer, format=sys.argv[2])"
    )

    done = subprocess.run([sys.executable, "-c", script, str(source), form], capture_output=True, check=True)

    assert done.stdout == written(loaded(), form)


def test_quads_are_sorted() -> None:
    lines = written(loaded(), "nq").splitlines()

    assert lines == sorted(set(lines))


def test_a_statement_of_two_graphs_stands_once_in_the_union() -> None:
    assert (
        written(loaded(), "nt").count(b"<https://example.org/a> <https://example.org/p> <https://example.org/b> .") == 1
    )


def test_prefixes_are_those_of_the_base() -> None:
    stream = io.BytesIO()

    kg.export.write_rdf(loaded(), stream, format="ttl", base="https://example.org/")

    assert b"@prefix id: <https://example.org/id/> .\n" in stream.getvalue()


def test_the_number_of_statements_is_returned() -> None:
    assert kg.export.write_rdf(loaded(), io.BytesIO(), format="nt") == 8


def test_a_format_of_networks_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^'gexf' is a format of networks, not of the graph \("):
        kg.export.write_rdf(loaded(), io.BytesIO(), format="gexf")


def test_no_network_library_is_imported(tmp_path: Path) -> None:
    script = (
        "import sys, pyoxigraph as ox, kg.export; kg.export.write_rdf(ox.Store(), sys.argv[1]); "
        "print(sorted({'networkx', 'numpy', 'rdflib', 'matplotlib'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.ttl")], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
