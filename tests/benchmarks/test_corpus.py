"""The synthetic corpora: the same bytes each time, and good input."""

import importlib
import sys
from pathlib import Path

import pytest

from kg.building import build_graph
from kg.check import check
from kg.config import read_config
from kg.store import open_graph

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
DOCUMENTS = 40


@pytest.fixture(scope="module")
def write_corpus():
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module("corpus").write_corpus
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def corpus(write_corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, documents=DOCUMENTS, seed=1)
    return folder


@pytest.fixture(scope="module")
def built(corpus, tmp_path_factory):
    graph = tmp_path_factory.mktemp("graph") / "graph"
    config = read_config(corpus / "kg.toml")
    return build_graph([corpus], graph, config=config, workers=1), graph, config


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_seed_gives_same_bytes(write_corpus, corpus, tmp_path):
    write_corpus(tmp_path, documents=DOCUMENTS, seed=1)

    assert contents(tmp_path) == contents(corpus)


def test_other_seed_gives_other_texts(write_corpus, corpus, tmp_path):
    write_corpus(tmp_path, documents=DOCUMENTS, seed=2)

    assert contents(tmp_path) != contents(corpus)


def test_quotes_stand_where_the_annotations_say(corpus):
    mentions = [
        (path.with_suffix(".txt").read_text(encoding="utf-8"), *line.split("\t")[1:])
        for path in sorted(corpus.rglob("*.ann"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("T")
    ]

    wrong = [quote for text, place, quote in mentions if text[slice(*map(int, place.split()[1:]))] != quote]

    assert len(mentions) > DOCUMENTS * 20
    assert wrong == []


def test_everything_finds_its_place(built):
    account, _, _ = built

    assert account.documents == DOCUMENTS
    assert set(account.languages) == {"en", "fr"}
    assert sum(account.left.values()) == 0


def test_graph_conforms(built):
    _, graph, config = built

    report = check(open_graph(graph, base=config.base), shapes=config.shapes, ontology=config.ontology)

    assert report.violations == 0
