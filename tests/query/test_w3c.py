"""The W3C's SPARQL 1.0 and 1.1 query tests: what `kg query` asks with gives what the engine gives, and where the engine
differs from the standard is what `docs/querying.md` lists, no more and no less.

Federation, entailment regimes and updates are left out: `kg query` has none of these.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.cli import run as kg
from kg.errors import QueryError
from kg.query import Table, run
from kg.query.catalog import read_query
from kg.query.emptiness import explain
from kg.query.limiting import limited
from kg.query.plan import plan
from kg.query.running import ask, prepare
from kg.query.terms import value_of
from kg.store import Opened
from kg.vocab import DEFAULT_BASE, RDF, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared") / "data" / "w3c"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
LEFT_OUT = ("entailment", "service", "syntax-update-1", "syntax-update-2")
SYNTAX = {"PositiveSyntaxTest": True, "PositiveSyntaxTest11": True}
SYNTAX |= {"NegativeSyntaxTest": False, "NegativeSyntaxTest11": False}
EVALUATION = {"QueryEvaluationTest", "CSVResultFormatTest"}
DIFFERENT = set(re.findall(r"`(sparql1[01]/[^`]+#[^`]+)`", (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a manifest; `valid` where it is one of syntax."""

    id: str
    query: Path
    valid: bool | None = None
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None


def _manifests() -> Iterator[tuple[str, Path]]:
    for suite in ("sparql11", "sparql10"):
        for home in sorted(path for path in SHARED.rglob(suite) if path.is_dir()):
            for path in sorted(home.glob("*/manifest.ttl")):
                if path.parent.name not in LEFT_OUT:
                    yield f"{suite}/{path.parent.name}", path


def _cases(name: str, manifest: Path) -> Iterator[Case]:
    store = ox.Store()
    store.load(path=str(manifest), format=ox.RdfFormat.TURTLE, base_iri=manifest.as_uri())

    def found(subject: ox.NamedNode | ox.BlankNode, iri: str) -> list[ox.NamedNode]:
        quads = store.quads_for_pattern(subject, ox.NamedNode(iri), None)
        return [quad.object for quad in quads]

    for quad in sorted(store.quads_for_pattern(None, ox.NamedNode(MF + "action"), None), key=str):
        kinds = {kind.value.rsplit("#", 1)[-1] for kind in found(quad.subject, RDF + "type")}
        identifier = f"{name}#{quad.subject.value.rsplit('#', 1)[-1]}"
        valid = next((SYNTAX[kind] for kind in kinds if kind in SYNTAX), None)
        if valid is not None:
            yield Case(identifier, _file(quad.object), valid)
        elif kinds & EVALUATION:
            data, graphs = found(quad.object, QT + "data"), found(quad.object, QT + "graphData")
            yield Case(
                identifier,
                _file(found(quad.object, QT + "query")[0]),
                data=tuple(map(_file, data)),
                graphs=tuple(map(_file, graphs)),
                result=next(map(_file, found(quad.subject, MF + "result")), None),
            )


def _file(iri: ox.NamedNode) -> Path:
    return Path(iri.value.removeprefix("file://"))


CASES = [case for name, manifest in _manifests() for case in _cases(name, manifest)]
SYNTAX_CASES = [case for case in CASES if case.valid is not None]
EVALUATED = [case for case in CASES if case.valid is None]
FORMATTED = [case for case in EVALUATED if case.id.startswith(("sparql11/csv-tsv-res", "sparql11/json-res"))]
ABSENT = [pytest.param(None, marks=pytest.mark.skip(reason=f"needs the W3C's SPARQL tests below {SHARED.name}"))]


def each(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in cases] or ABSENT)


def opened_with(case: Case) -> Opened:
    store = ox.Store()
    for path in case.data:
        _load(store, path)
    for path in {*case.graphs, *_named(case.query)}:
        _load(store, path, to_graph=ox.NamedNode(path.as_uri()))
    return Opened(store=store, path=case.query, base=DEFAULT_BASE, version=None)


def _named(query: Path) -> Iterator[Path]:
    """The files that a query names after FROM."""
    for name in re.findall(r"\bFROM\s+(?:NAMED\s+)?<([^>:]+)>", query.read_text(encoding="utf-8")):
        if (query.parent / name).is_file():
            yield query.parent / name


def _load(store: ox.Store, path: Path, **options: object) -> None:
    rdf_format = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    store.load(path=str(path), format=rdf_format, base_iri=path.as_uri(), **options)


def engines(opened: Opened, case: Case, *, union: bool = True) -> object:
    """The engine's own answer; the prefixes that every query of ours may use are declared for it too."""
    text = case.query.read_text(encoding="utf-8")
    known = prefixes(DEFAULT_BASE)
    return opened.store.query(
        text, base_iri=case.query.as_uri(), use_default_graph_as_union=union, prefixes=known if union else None
    )


def prepared_for(opened: Opened, case: Case):
    return prepare(opened, stored=read_query(case.query), parameters={}, allow_service=True)


def canonical(answer: object) -> object:
    """An answer that can be compared: rows as a sorted list, blank nodes by what is said of them."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QuerySolutions):
        return _canonical_rows(_dicts(answer))
    return _canonical_triples(answer)


def _dicts(solutions: ox.QuerySolutions) -> list[dict[str, object]]:
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term for name, term in zip(names, solution, strict=True) if term is not None} for solution in solutions
    ]


def cells_of(written: bytes) -> list[list[tuple[str, str]]]:
    """The rows of CSV, which keeps no terms, by column; labels of blank nodes differ from run to run."""
    rows = csv.DictReader(re.sub(r"_:\w+", "_:b", written.decode()).splitlines())
    return sorted(sorted(row.items()) for row in rows)


def _canonical_rows(rows: list[dict[str, object]]) -> list[str]:
    if not any(isinstance(term, ox.BlankNode) for row in rows for term in row.values()):
        return sorted(str(sorted((name, str(term)) for name, term in row.items())) for row in rows)
    triples = []
    for row in rows:
        node = ox.BlankNode()
        triples.append(ox.Triple(node, ox.NamedNode(RDF + "type"), ox.NamedNode(RS + "Solution")))
        triples += [ox.Triple(node, ox.NamedNode(f"urn:{name}"), term) for name, term in row.items()]
    return _canonical_triples(triples)


def _canonical_triples(triples: object) -> list[str]:
    dataset = ox.Dataset(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def standards(case: Case) -> object:
    """What the test's file says that the answer is."""
    path = case.result
    if path.suffix == ".csv":
        return cells_of(path.read_bytes())
    results_format = ox.QueryResultsFormat.from_extension(path.suffix.lstrip("."))
    if results_format is not None:
        return canonical(ox.parse_query_results(path=str(path), format=results_format))
    graph = ox.Store()
    _load(graph, path)
    truth = next(graph.quads_for_pattern(None, ox.NamedNode(RS + "boolean"), None), None)
    if truth is not None:
        return truth.object.value == "true"
    if next(graph.quads_for_pattern(None, None, ox.NamedNode(RS + "ResultSet")), None) is None:
        return _canonical_triples(list(graph))
    return _canonical_rows(list(_solutions_in(graph)))


def _solutions_in(graph: ox.Store) -> Iterator[dict[str, object]]:
    """Rows that are written in the tests' own vocabulary of result sets."""
    for quad in graph.quads_for_pattern(None, ox.NamedNode(RS + "solution"), None):
        bindings = graph.quads_for_pattern(quad.object, ox.NamedNode(RS + "binding"), None)
        yield dict(_binding(graph, binding.object) for binding in bindings)


def _binding(graph: ox.Store, node: ox.BlankNode) -> tuple[str, object]:
    name = next(graph.quads_for_pattern(node, ox.NamedNode(RS + "variable"), None)).object.value
    return name, next(graph.quads_for_pattern(node, ox.NamedNode(RS + "value"), None)).object


def is_read(ask_for: object) -> bool:
    """Whether a query is taken; what it would find does not matter."""
    try:
        ask_for()
    except (QueryError, SyntaxError) as error:
        return "unknown function" in str(error)
    except RuntimeError as error:
        return "custom function" in str(error)
    return True


@each(SYNTAX_CASES)
def test_what_is_a_query_is_what_the_engine_takes(case):
    opened = opened_with(case)

    ours = is_read(lambda: ask(opened, prepared=prepared_for(opened, case)))

    assert ours == is_read(lambda: engines(opened, case))


@each(SYNTAX_CASES)
def test_engine_takes_what_the_standard_takes_but_for_the_listed(case):
    taken = is_read(lambda: engines(opened_with(case), case, union=False))

    assert (taken == case.valid) == (case.id not in DIFFERENT)


@each(EVALUATED)
def test_answer_is_the_engines(case):
    opened = opened_with(case)
    try:
        answer = engines(opened, case)
    except SyntaxError:
        assert not is_read(lambda: ask(opened, prepared=prepared_for(opened, case)))
        return

    assert canonical(ask(opened, prepared=prepared_for(opened, case))) == canonical(answer)


@each(EVALUATED)
def test_table_has_the_engines_rows(case):
    opened = opened_with(case)
    if not is_read(lambda: engines(opened, case)):
        pytest.skip("the engine does not take it")
    answer = engines(opened, case)
    if not isinstance(answer, ox.QuerySolutions):
        pytest.skip("no SELECT")
    rows = [tuple(value_of(term) for term in solution) for solution in answer]

    table = run(opened, str(case.query))

    assert isinstance(table, Table)
    assert table.columns == tuple(variable.value for variable in answer.variables)
    # Blank nodes that a query makes have other labels each time.
    assert sorted(map(_labelless, table.rows)) == sorted(map(_labelless, rows))


def _labelless(row: tuple[object, ...]) -> list[str]:
    return ["_:" if str(value).startswith("_:") else repr(value) for value in row]


@each(EVALUATED)
def test_answer_is_the_standards_but_for_the_listed(case):
    if case.result is None:
        pytest.skip("the test has no result")
    try:
        answer = engines(opened_with(case), case, union=False)
        if case.result.suffix == ".csv":
            given = cells_of(answer.serialize(format=ox.QueryResultsFormat.CSV))
        else:
            given = canonical(answer)
    except SyntaxError:
        given = None

    assert (given == standards(case)) == (case.id not in DIFFERENT)


@each(EVALUATED)
def test_explanations_refuse_no_query(case):
    opened = opened_with(case)
    prepared = prepared_for(opened, case)
    if prepared.syntax is None:
        pytest.skip("only the engine reads it")

    lines = list(explain(opened, prepared=prepared))
    parts = list(plan(opened, prepared=prepared))

    assert lines[0] == "no rows"
    assert all(part.text for part in parts)


@each(EVALUATED)
def test_a_limit_beyond_the_rows_changes_nothing(case):
    opened = opened_with(case)
    prepared = prepared_for(opened, case)
    if prepared.syntax is None or prepared.syntax.form in {"ASK", "DESCRIBE"}:
        pytest.skip("cannot be limited")
    if not is_read(lambda: engines(opened, case)):
        pytest.skip("the engine does not take it")

    cut = limited(prepared, count=10_000, opened=opened)

    assert canonical(ask(opened, prepared=cut)) == canonical(ask(opened, prepared=prepared))


@each(FORMATTED)
def test_command_line_writes_the_formats_of_the_standard(case, tmp_path, capsysbinary):
    opened = opened_with(case)
    graph = tmp_path / "data.nq"
    graph.write_bytes(opened.store.dump(format=ox.RdfFormat.N_QUADS))
    form = {".csv": "csv", ".tsv": "tsv", ".srj": "json"}[case.result.suffix]

    assert kg(["query", str(case.query), "-g", str(graph), "-f", form, "--no-explain"]) == 0

    written = capsysbinary.readouterr().out
    results_format = ox.QueryResultsFormat.from_extension(form)
    if form == "csv":
        assert cells_of(written) == cells_of(engines(opened, case).serialize(format=results_format))
    else:
        assert canonical(ox.parse_query_results(written, format=results_format)) == canonical(engines(opened, case))


@pytest.mark.skipif(not CASES, reason="needs the W3C's SPARQL tests")
def test_listed_differences_are_tests():
    assert {case.id for case in CASES} >= DIFFERENT
