"""Namespaces agree with the ontology files and with each other."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.resources import folder


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", vocab.EU_LANGUAGE + "FRA"),
        ("fr-CA", vocab.EU_LANGUAGE + "FRA"),
        ("EN", vocab.EU_LANGUAGE + "ENG"),
        ("oc", "http://id.loc.gov/vocabulary/iso639-1/oc"),
    ],
)
def test_language_iri(tag, expected):
    assert vocab.language_iri(tag) == expected


@pytest.mark.parametrize(
    ("iri", "expected"),
    [("urn:a#b", "b"), ("http://x/y/z", "z"), ("http://x/y#z/w", "w"), ("plain", "plain"), ("http://x/", "http://x/")],
)
def test_a_local_name_is_what_stands_last(iri, expected):
    assert vocab.local_name(iri) == expected


def test_prefixes_follow_the_base():
    prefixes = vocab.prefixes("https://example.org/")

    assert (prefixes["id"], prefixes["doc"], prefixes["graph"]) == (
        "https://example.org/id/",
        "https://example.org/doc/",
        "https://example.org/graph/",
    )


def test_prefixes_leave_the_table_as_it_is():
    assert "id" in vocab.prefixes()
    assert "id" not in vocab.PREFIXES


@pytest.mark.parametrize("name", ["core.ttl", "business.ttl", "core-codes.ttl", "business-codes.ttl"])
def test_prefixes_are_those_of_the_ontology(name):
    parser = ox.parse(path=str(folder("ontology") / name))
    for _ in parser:
        pass
    known = {prefix: iri for prefix, iri in parser.prefixes.items() if prefix in vocab.PREFIXES}

    assert "biz" in known
    assert known == {prefix: vocab.PREFIXES[prefix] for prefix in known}
