"""The W3C SHACL test suite: each test's results, as an exact multiset.

Blank nodes have no names that two files share: each is compared by what is said of it.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check import ENGINES, check
from kg.check.blank_nodes import name_from
from kg.check.paths import read_path
from kg.check.shapes_graph import load_shapes
from kg.errors import OntologyError
from kg.store import open_graph

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))
SUITE = SHARED / "data" / "w3c" / "shacl"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not beside this checkout")


def names_of_tests():
    names = []
    for path in sorted(SUITE.rglob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        if "sht:Validate" in text and "mf:action" in text:
            names.append(str(path.relative_to(SUITE)))
    return names


EXPECTED_FAILURES = {
    ("pyshacl", "core/property/uniqueLang-002.ttl"): 'pySHACL 0.40 takes "1"^^xsd:boolean for true, SHACL does not',
    ("pyshacl", "sparql/pre-binding/shapesGraph-001.ttl"): "pySHACL 0.40 has no $shapesGraph",
}


def _named(graph, node):
    """A term; a blank node by the name that reports give it."""
    if not isinstance(node, ox.BlankNode):
        return str(node)
    return name_from(lambda n: [(p, o) for p, found in graph.objects.get(n, {}).items() for o in found], node)


def expected_of(graph, test):
    action = graph.one(test, MF + "action")
    result = graph.one(test, MF + "result")
    data, shapes = (graph.one(action, SHT + name) for name in ("dataGraph", "shapesGraph"))
    return _file(data), _file(shapes), result


def _file(iri):
    return Path(ox.NamedNode(iri.value).value.removeprefix("file://"))


def _expected_results(graph, report):
    found = Counter()
    for result in graph.all(report, SH + "result"):
        path = graph.one(result, SH + "resultPath")
        one = {
            name: _named(graph, node) if (node := graph.one(result, SH + name)) is not None else ""
            for name in ("focusNode", "value", "resultSeverity", "sourceConstraintComponent", "sourceShape")
        }
        one["resultPath"] = read_path(graph, path).to_sparql() if path is not None else ""
        found[tuple(sorted(one.items()))] += 1
    return found


def _our_results(report, shapes):
    found = Counter()
    for result in report.results:
        one = {
            "focusNode": _label(result.focus_node),
            "value": _label(result.value),
            "resultSeverity": f"<{result.severity}>",
            "sourceConstraintComponent": f"<{result.component}>",
            "sourceShape": _named(shapes, result.source_shape),
            "resultPath": result.path.to_sparql() if result.path else "",
        }
        found[tuple(sorted(one.items()))] += 1
    return found


def _label(term):
    if isinstance(term, ox.BlankNode):
        return term.value.partition(".")[0]
    return str(term) if term is not None else ""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", names_of_tests() if SUITE.is_dir() else [])
def test_results_are_exactly_those_of_the_suite(name, engine, request):
    if (engine, name) in EXPECTED_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=EXPECTED_FAILURES[engine, name], strict=True))
    manifest = load_shapes([SUITE / name])
    (test,) = (node for node in manifest.objects if manifest.is_a(node, SHT + "Validate"))
    data, shapes, expected = expected_of(manifest, test)
    opened = open_graph(data)
    if expected == ox.NamedNode(SHT + "Failure"):
        with pytest.raises(OntologyError):
            check(opened, shapes=[shapes], engine=engine, ontology=())
        return

    report = check(opened, shapes=[shapes], engine=engine, ontology=(), allow_empty=True)

    assert _our_results(report, load_shapes([shapes])) == _expected_results(manifest, expected)
    conforms = manifest.one(expected, SH + "conforms")
    assert report.conforms == (conforms.value == "true")
