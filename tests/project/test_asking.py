from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.project import project, projections
from kg.project.asking import Statements, datatype_of, is_iri, is_literal, language_of, table, value_of
from kg.vocab import XSD

if TYPE_CHECKING:
    from kg.store import Opened

P = "urn:p"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LITERALS = st.builds(ox.Literal, TEXTS) | st.builds(lambda text: ox.Literal(text, language="fr-CA"), TEXTS)


def asked(store: ox.Store, query: str) -> list[list[str]]:
    return table(lambda: store.query(query))[1]  # type: ignore[arg-type, return-value]


def store_of(*objects: ox.Literal | ox.NamedNode | ox.BlankNode) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f"urn:{number:03}"), ox.NamedNode(P), o) for number, o in enumerate(objects))
    return store


@given(st.lists(LITERALS, max_size=5))
def test_texts_come_as_they_are(literals: list[ox.Literal]) -> None:
    rows = asked(store_of(*literals), f"SELECT ?o {{ ?s <{P}> ?o }} ORDER BY ?s")

    assert [(value_of(term), language_of(term)) for (term,) in rows] == [
        (literal.value, "fr" if literal.language else "") for literal in literals
    ]


@pytest.mark.parametrize(
    ("literal", "datatype"),
    [
        (ox.Literal(7), "integer"),
        (ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal")), "decimal"),
        (ox.Literal("-5", datatype=ox.NamedNode(XSD + "decimal")), "decimal"),
        (ox.Literal(2.5), "double"),
        (ox.Literal(True), "boolean"),
        (ox.Literal("2024", datatype=ox.NamedNode(XSD + "gYear")), "gYear"),
        (ox.Literal("about ten", datatype=ox.NamedNode(XSD + "integer")), "integer"),
        (ox.Literal("true"), "string"),
    ],
    ids=str,
)
def test_values_keep_their_type(literal: ox.Literal, datatype: str) -> None:
    store = store_of(literal)

    ((term,),) = asked(store, f"SELECT ?o {{ ?s <{P}> ?o }}")

    (stored,) = (quad.object for quad in store)
    assert isinstance(stored, ox.Literal)
    assert (value_of(term), datatype_of(term), is_literal(term)) == (stored.value, datatype, True)


def test_iris_and_blank_nodes_are_told_from_literals() -> None:
    store = store_of(ox.NamedNode("urn:a"), ox.BlankNode("b"), ox.Literal("<urn:a>"), ox.Literal("_:b"))

    rows = asked(store, f"SELECT ?o {{ ?s <{P}> ?o }} ORDER BY ?s")

    assert [is_iri(term) for (term,) in rows] == [True, False, False, False]
    assert [is_literal(term) for (term,) in rows] == [False, False, True, True]
    assert [value_of(term) for (term,) in rows] == ["urn:a", "_:b", "<urn:a>", "_:b"]


def test_an_iri_with_a_tab_shifts_no_column() -> None:
    store = ox.Store()
    text = b'<urn:a\\u0009b> <urn:p> "x\\ty"@en .\n<urn:c> <urn:p> 1 .'
    store.bulk_load(text, format=ox.RdfFormat.TURTLE, lenient=True)

    rows = asked(store, "SELECT ?s ?none ?o { ?s <urn:p> ?o } ORDER BY ?s")

    assert [(value_of(s), none, value_of(o)) for s, none, o in rows] == [("urn:a\tb", "", "x\ty"), ("urn:c", "", "1")]
    assert [language_of(rows[0][2]), datatype_of(rows[1][2])] == ["en", "integer"]


def test_an_iri_with_a_line_end_is_one_subject() -> None:
    store = ox.Store()
    store.bulk_load(b"<urn:a\\u000Ab> <urn:p> <urn:o> .", format=ox.RdfFormat.N_TRIPLES, lenient=True)

    assert Statements(store).subjects("urn:p", "urn:o") == {"urn:a\nb"}


SUBJECTS = {
    "few": [f"urn:{number:03}" for number in range(3)],
    "many": [f"urn:{number:03}" for number in range(40)],
    "unknown": ["urn:nobody"],
    "blank": ["urn:001", "_:b1"],
    "not to be named in a query": ["urn:001", "urn:a b"],
    "relative": ["urn:001", "001"],
}


@pytest.mark.parametrize("subjects", SUBJECTS.values(), ids=SUBJECTS)
def test_what_is_known_beforehand_is_what_single_look_ups_find(subjects: list[str]) -> None:
    store = store_of(*(ox.Literal(number % 7) for number in range(40)))
    store.extend(ox.Quad(ox.NamedNode("urn:001"), ox.NamedNode(P), ox.Literal(f"v{n}")) for n in range(9))
    store.add(ox.Quad(ox.BlankNode("b1"), ox.NamedNode(P), ox.Literal("blank")))
    store.bulk_load(
        b'<urn:a\\u0020b> <urn:p> "odd" .\n<001> <urn:p> "relative" .', format=ox.RdfFormat.N_TRIPLES, lenient=True
    )
    expected = {
        subject: sorted({quad.object.value for quad in store if str(quad.subject).strip("<>") == subject})  # type: ignore[union-attr]
        for subject in subjects
    }
    statements = Statements(store)

    statements.know(subjects, P)

    assert {subject: statements.values(subject, P) for subject in subjects} == expected


@pytest.mark.parametrize("name", sorted(projections()))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_network_is_the_same_without_asking_beforehand(
    opened: Opened, name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = project(opened, name, language=language, status=["all"])
    monkeypatch.setattr(Statements, "know", lambda *_: None)

    slow = project(opened, name, language=language, status=["all"])

    assert list(network.nodes(data=True)) == list(slow.nodes(data=True))
    assert list(network.edges(keys=True, data=True)) == list(slow.edges(keys=True, data=True))
    assert network.graph == slow.graph
