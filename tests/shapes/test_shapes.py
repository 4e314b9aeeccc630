"""Every constraint of the shipped shapes holds of a good graph that has what it speaks of, and fails on a bad one."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from kg.check import ENGINES, check
from kg.check.data import Data
from kg.check.report import counted
from kg.check.targets import focus_of
from kg.vocab import RDF
from tests.shapes import fixtures

DEMANDS = fixtures.demands()
NAMES = [f"{demand.folder}/{demand.name}" for demand in DEMANDS]
UNREACHABLE = {
    ("org-label", 2): "a name that is a plain string has no language, of which org-label-lang warns",
}
"""Alternatives (shape, number) that no graph without findings can take, and why."""

DIFFERS = {"Situation/bad-one-document-sparql": "rdflib 7.6 makes a string of the greatest of several IRIs"}
"""Bad fixtures of which pySHACL finds something else, and why."""


def _alternatives():
    for demand in DEMANDS:
        if demand.parameter != "or":
            continue
        graph = fixtures.shipped().graph
        (head,) = (c.value for c in demand.shape.constraints if c.parameter == "or")
        for number, member in enumerate(graph.items(head), start=1):
            name = fixtures.local(demand.shape.node)
            reason = UNREACHABLE.get((name, number))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            yield pytest.param(demand, member, id=f"{name} {number}", marks=marks)


@cache
def _good(folder):
    return fixtures.opened(fixtures.good(folder))


def _all_good():
    return set().union(*(fixtures.good(folder) for folder in fixtures.FOLDERS))


def _broken(path):
    statements, expected = fixtures.read(path)
    return fixtures.opened(fixtures.replaced(fixtures.good(path.parent.name), statements)), expected


def _name(path):
    return f"{path.parent.name}/{path.stem}"


def _by_pyshacl():
    for path in fixtures.BAD:
        reason = DIFFERS.get(_name(path))
        yield pytest.param(
            path, id=_name(path), marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        )


def _comparable(report):
    return counted(tuple(r for r in report.results if fixtures.local(r.source_shape) != "one-document"))


@pytest.mark.parametrize("demand", DEMANDS, ids=NAMES)
def test_a_constraint_has_a_bad_fixture(demand):
    files = [path for path in fixtures.BAD if _name(path) == f"{demand.folder}/{demand.name}"]

    results = [result for path in files for result in fixtures.read(path)[1]]
    assert any(result[3:5] == (f"<{demand.component}>", str(demand.shape.node)) for result in results)


@pytest.mark.parametrize("demand", DEMANDS, ids=NAMES)
def test_the_good_fixture_has_what_a_constraint_speaks_of(demand):
    store = _good(demand.folder).store
    pattern = focus_of(demand.root, Data(store, ox.NamedNode("https://w3id.org/biznews/graph/ontology"))).pattern
    if demand.shape.path is not None:
        pattern += f" ?this {demand.shape.path.to_sparql()} ?value ."
    if demand.other:
        pattern += f" ?this <{demand.other}> ?other ."

    assert store.query(f"ASK {{ {pattern} }}", use_default_graph_as_union=True)


@pytest.mark.parametrize(("demand", "member"), list(_alternatives()))
def test_the_good_fixture_needs_every_alternative(tmp_path, demand, member):
    fewer = fixtures.write_part(tmp_path / "shapes.nt", [demand.shape.node], without=member)

    report = check(_good(demand.folder), shapes=[fewer])

    assert demand.shape.node in {result.source_shape for result in report.results}


@pytest.mark.parametrize("path", fixtures.BAD, ids=_name)
def test_a_bad_fixture_is_of_a_constraint(path):
    assert _name(path) in NAMES


@pytest.mark.parametrize("folder", fixtures.FOLDERS)
def test_a_good_fixture_conforms(folder):
    assert check(_good(folder), shapes=fixtures.SHAPES).results == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_good_fixtures_conform_together(engine):
    assert check(fixtures.opened(_all_good()), shapes=fixtures.SHAPES, engine=engine).results == ()


@pytest.mark.parametrize("path", fixtures.BAD, ids=_name)
def test_a_bad_fixture_has_the_results_it_says(path):
    broken, expected = _broken(path)

    assert fixtures.described(check(broken, shapes=fixtures.SHAPES).results) == expected


@pytest.mark.parametrize("path", list(_by_pyshacl()))
def test_pyshacl_finds_the_same_in_a_bad_fixture(path, tmp_path):
    broken, expected = _broken(path)
    # pySHACL takes 1.4 s for all shapes, even of a graph as small as these.
    part = fixtures.write_part(tmp_path / "shapes.nt", [ox.NamedNode(result[4][1:-1]) for result in expected])

    report = check(broken, shapes=[part], engine="pyshacl")

    assert fixtures.described(report.results) == expected


def test_both_engines_find_the_same_where_everything_is_broken_at_once():
    triples = _all_good()
    for path in fixtures.BAD:
        # rdflib 7.6 fails with a TypeError at SUBSTR with what is no whole number.
        if not path.stem.startswith(("bad-t-begin", "bad-t-end")):
            new = {triple for triple in fixtures.read(path)[0] if triple.object != ox.NamedNode(RDF + "nil")}
            triples |= new
    broken = fixtures.opened(triples)

    ours, theirs = (check(broken, shapes=fixtures.SHAPES, engine=engine) for engine in ENGINES)

    assert _comparable(ours) == _comparable(theirs)
    assert len(ours.groups()) > 90
