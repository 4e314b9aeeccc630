"""The stored queries over the example corpus: the commands in their headers, and both engines."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.cli import run
from kg.query import catalog
from kg.query import run as ask_stored
from kg.query.running import prepare
from kg.store import open_graph

# rdflib 7.6 warns of its own use of Dataset.default_context when it parses N-Quads.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")

CORPUS = Path(__file__).parents[2] / "examples" / "telecoms"
EXPECTED = Path(__file__).parent / "expected"
QUERIES = catalog()


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("telecoms") / "graph"
    assert run(["build", str(CORPUS), "-o", str(folder), "--quiet"]) == 0
    return folder


@pytest.fixture(scope="module")
def opened(graph):
    return open_graph(graph)


@pytest.fixture(scope="module")
def dataset(opened):
    data = rdflib.Dataset(default_union=True)
    data.parse(data=opened.store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return data


def _words(stored):
    """The example's words after `kg query`, as the shell would give them."""
    return shlex.split(stored.examples[0])[2:]


@pytest.mark.parametrize("name", QUERIES)
def test_example_gives_its_expected_rows(graph, name, capsysbinary):
    """`KG_REWRITE=1` writes the expected rows afresh, for somebody to look at the difference."""
    expected = EXPECTED / f"{name}.tsv"

    assert run(["query", *_words(QUERIES[name]), "-g", str(graph), "-f", "plain", "--iris"]) == 0

    out, err = capsysbinary.readouterr()
    if os.environ.get("KG_REWRITE"):
        expected.write_bytes(out)
    assert out.decode() == expected.read_text(encoding="utf-8")
    assert len(out.splitlines()) > 1
    assert err == b""


@pytest.mark.parametrize("name", QUERIES)
def test_example_has_equal_rows_on_both_engines(opened, dataset, oxigraph_rows, rdflib_rows, name):
    given = dict(word.split("=", 1) for word in _words(QUERIES[name])[1:])
    prepared = prepare(opened, stored=QUERIES[name], parameters=given)

    assert oxigraph_rows(opened, prepared) == rdflib_rows(dataset, prepared)


def test_ties_in_two_steps_rest_on_the_two_deals(graph, capsys):
    assert run(["query", "ties-two-steps", "company=Vodafone", "-g", str(graph), "--evidence", "-f", "ndjson"]) == 0

    out, err = capsys.readouterr()
    row = json.loads(out)
    assert row["documents"].split() == ["en/vodafone-microsoft", "fr/vodafone-microsoft"]
    # The partnership with Microsoft, Microsoft's investment in OpenAI, and what OpenAI provides for it.
    assert [line.rpartition(" ")[2] for line in row["annotations"].splitlines()] == ["E10", "E11", "E3"] * 2
    assert err == ""


def test_a_deal_that_was_called_off_is_no_business_between_competitors(opened):
    table = ask_stored(opened, "coopetition")

    # Fennmark's offer for its competitor Pellworth was cancelled; Pellworth's supplies to Fennmark go on.
    links = {(row[0].rsplit("/", 1)[-1], row[2]) for row in table.rows if "fennmark" in row[0] + row[1]}
    assert links == {("organization-pellworth-broadband", "supplies")}
