from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers import nif, nifcontext, offsets
from kg.readers.formats import recognise
from kg.readers.found import Found

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix its: <http://www.w3.org/2005/11/its/rdf#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix e: <https://example.org/> .
"""
CONTEXT = """<https://example.org/news/7#char=0,20> a nif:Context ;
  nif:isString "Soleil rachète Lune."@fr .
"""
SOLEIL = """<https://example.org/news/7#char=0,6> a nif:Phrase ;
  nif:referenceContext <https://example.org/news/7#char=0,20> ;
  nif:beginIndex "0"^^xsd:nonNegativeInteger ; nif:endIndex "6"^^xsd:int ;
  nif:anchorOf "Soleil" ; its:taClassRef e:Company .
"""
LUNE = """<https://example.org/news/7#offset_15_19> nif:referenceContext <https://example.org/news/7#char=0,20> ;
  nif:anchorOf "Lune" ; a e:Company .
"""


def read(folder: Path, *statements: str, ending: str = "ttl") -> list[Found | Skipped]:
    file = folder / f"a.{ending}"
    file.write_text(PREFIXES + "".join(statements) if ending == "ttl" else "".join(statements), encoding="utf-8")
    return list(nif.documents(str(file)))


def only(folder: Path, *statements: str) -> Found:
    found = read(folder, CONTEXT, *statements)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_a_context_is_a_document_and_its_strings_are_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, SOLEIL, LUNE)

    assert (found.id, found.text, found.given) == ("7", "Soleil rachète Lune.", {"language": "fr"})
    assert found.annotations.mentions == (
        Mention("char_0_6", "Company", ((0, 6),), "Soleil", 8),
        Mention("offset_15_19", "Company", ((15, 19),), "Lune", 12),
    )
    assert (found.annotations.account.read, found.annotations.account.repaired) == (2, ())


def test_n_triples_give_the_same_as_turtle(tmp_path: Path) -> None:
    turtle = only(tmp_path, SOLEIL, LUNE)
    triples = ox.serialize(
        sorted(ox.parse(PREFIXES + CONTEXT + SOLEIL + LUNE, format=ox.RdfFormat.TURTLE), key=str, reverse=True),
        format=ox.RdfFormat.N_TRIPLES,
    )
    assert triples is not None

    (found,) = read(tmp_path, triples.decode(), ending="nt")

    assert isinstance(found, Found)
    assert [(one.id, one.label, one.fragments) for one in found.annotations.mentions] == [
        (one.id, one.label, one.fragments) for one in turtle.annotations.mentions
    ]
    assert (found.id, found.text) == (turtle.id, turtle.text)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        pytest.param("http://www.wikidata.org/entity/Q30", ("Wikidata", "Q30"), id="wikidata"),
        pytest.param("http://dbpedia.org/resource/Lune", ("IRI", "http://dbpedia.org/resource/Lune"), id="dbpedia"),
        pytest.param("http://aksw.org/notInWiki/Lune", ("", None), id="not-in-wiki"),
        pytest.param("http://aksw.org/notInWiki", ("", None), id="not-in-wiki-at-all"),
    ],
)
def test_identity_is_a_link(tmp_path: Path, iri: str, expected: tuple[str, str | None]) -> None:
    found = only(tmp_path, SOLEIL.replace(" .\n", f" ; its:taIdentRef <{iri}> .\n")).annotations

    assert found.links == (Link("char_0_6", expected[0], expected[1], "", 8),)
    assert found.account.read == 2


def test_other_statements_are_attributes(tmp_path: Path) -> None:
    more = ' ; its:taConfidence 0.5 ; its:taClassRef e:Bank ; its:taSource "x" .\n'

    found = only(tmp_path, SOLEIL.replace(" .\n", more)).annotations

    assert [(one.name, one.value) for one in found.attributes] == [
        ("taClassRef", "https://example.org/Bank"),
        ("taConfidence", "0.5"),
        ("taSource", "x"),
    ]
    assert isinstance(found.attributes[0], Attribute)


def test_a_statement_about_two_mentions_is_a_relation(tmp_path: Path) -> None:
    buys = SOLEIL.replace(" .\n", " ; e:buys <https://example.org/news/7#offset_15_19> .\n")

    found = only(tmp_path, buys, LUNE).annotations

    assert found.relations == (Relation("R3", "buys", (("Arg1", "char_0_6"), ("Arg2", "offset_15_19")), 8),)


@pytest.mark.parametrize(
    ("more", "mentions"),
    [
        pytest.param("", 0, id="plain"),
        pytest.param(" ; its:taIdentRef e:x", 1, id="linked"),
        pytest.param(" ; its:taClassRef e:x", 1, id="classed"),
    ],
)
def test_words_are_mentions_only_where_they_are_linked(tmp_path: Path, more: str, mentions: int) -> None:
    word = SOLEIL.replace("nif:Phrase", "nif:Word").replace(" ; its:taClassRef e:Company", more)

    assert len(only(tmp_path, word).annotations.mentions) == mentions


def test_what_is_said_of_the_context_is_metadata(tmp_path: Path) -> None:
    said = ' ; nif:sourceUrl <https://example.org/a> ; dct:created "2024-01-16"^^xsd:date ; dct:title "Un" .\n'

    found = read(tmp_path, CONTEXT.replace(" .\n", said))[0]

    assert isinstance(found, Found)
    assert found.given == {"url": "https://example.org/a", "date": "2024-01-16", "title": "Un", "language": "fr"}


def test_contexts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    found = read(tmp_path, CONTEXT, CONTEXT.replace("/news/", "/press/"))

    assert [one.id for one in found if isinstance(one, Found)] == ["news/7", "press/7"]


@pytest.mark.parametrize(
    ("old", "new", "skipped", "repaired"),
    [
        pytest.param('"6"^^xsd:int', '"5"', [], [offsets.RELOCATED], id="end-is-one-off"),
        pytest.param('"Soleil"', '"Soleil "', [], [offsets.WHITE_SPACE], id="space-after-the-quote"),
        pytest.param('"Soleil"', '"Mars"', [offsets.MISMATCH], [], id="other-words"),
        pytest.param('"0"^^xsd:nonNegativeInteger', '"-1"', [], [], id="index-is-none-but-the-iri-says-it"),
    ],
)
def test_offsets_are_checked(tmp_path: Path, old: str, new: str, skipped: list[str], repaired: list[str]) -> None:
    account = only(tmp_path, SOLEIL.replace(old, new)).annotations.account

    assert [skip.reason for skip in account.skipped] == skipped
    assert [skip.reason for skip in account.repaired] == repaired


def test_utf16_units_are_told_by_the_quotes(tmp_path: Path) -> None:
    context = CONTEXT.replace("Soleil rachète", "👍👍Soleil rachète")
    mention = SOLEIL.replace('"0"^^xsd:nonNegativeInteger', '"4"').replace('"6"^^xsd:int', '"10"')

    found = read(tmp_path, context, mention)[0]

    assert isinstance(found, Found)
    assert [one.fragments for one in found.annotations.mentions] == [((2, 8),)]
    assert [skip.reason for skip in found.annotations.account.repaired] == ["offsets counted in UTF-16 units"]


def test_a_string_without_place_is_named_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    bare = "e:x nif:referenceContext <https://example.org/news/7#char=0,20> ; its:taIdentRef e:y .\n"

    account = only(tmp_path, bare).annotations.account

    assert [(skip.line, skip.reason) for skip in account.skipped] == [(8, nifcontext.NO_SPAN)] * 2
    assert account.read == 2


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            "e:x nif:referenceContext e:gone .\n", Skipped(8, nif.NO_CONTEXT, "https://example.org/x"), id="a"
        ),
        pytest.param("e:x its:taIdentRef e:y .\n", Skipped(8, nif.NO_CONTEXT, "https://example.org/x"), id="b"),
        pytest.param("e:x a nif:Context .\n", Skipped(8, nif.NO_STRING, "https://example.org/x"), id="c"),
        pytest.param("e:x oops oops .\n", Skipped(8, "not valid Turtle", "e:x oops oops ."), id="d"),
    ],
)
def test_what_belongs_to_no_document_is_named_and_the_rest_read(
    tmp_path: Path, statement: str, expected: Skipped
) -> None:
    found = read(tmp_path, CONTEXT, statement, SOLEIL)

    assert found[0] == expected
    assert isinstance(found[1], Found)
    assert len(found[1].annotations.mentions) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("@prefix nif-core: <x", r"a\.ttl:\d+: not valid Turtle", id="not-turtle"),
        pytest.param("# nif-core\n", r"a\.ttl: no statements in it", id="nothing"),
    ],
)
def test_a_file_without_statements_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.ttl").write_text(content)

    with pytest.raises(InputError, match=message):
        list(nif.documents(str(tmp_path / "a.ttl")))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(PREFIXES + CONTEXT, "nif", id="turtle"),
        pytest.param("# made by x\n" + PREFIXES + CONTEXT, "nif", id="comment-first"),
        pytest.param("@prefix e: <https://example.org/> .\ne:a e:b e:c .\n", None, id="other-turtle"),
        pytest.param("<html><!-- nif-core --></html>", None, id="html"),
    ],
)
def test_files_are_recognised_by_their_vocabulary(tmp_path: Path, content: str, expected: str | None) -> None:
    (tmp_path / "a.ttl").write_text(content)

    assert (recognise(str(tmp_path / "a.ttl")) == "nif") == (expected == "nif")


@settings(deadline=None, max_examples=50)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), data=st.data())
def test_any_text_and_span_survives_turtle(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    n, e = ox.NamedNode, "https://example.org/"
    statements = [
        ox.Quad(n(e + "c"), n(nifcontext.NIF + "isString"), ox.Literal(text)),
        ox.Quad(n(e + "m"), n(nifcontext.NIF + "referenceContext"), n(e + "c")),
        ox.Quad(n(e + "m"), n(nifcontext.NIF + "beginIndex"), ox.Literal(start)),
        ox.Quad(n(e + "m"), n(nifcontext.NIF + "endIndex"), ox.Literal(end)),
        ox.Quad(n(e + "m"), n(nifcontext.NIF + "anchorOf"), ox.Literal(text[start:end])),
    ]
    file = tmp_path_factory.mktemp("nif") / "a.ttl"
    ox.serialize(statements, str(file), format=ox.RdfFormat.TURTLE)

    (found,) = nif.documents(str(file))

    assert isinstance(found, Found)
    assert [one.fragments for one in found.annotations.mentions] == [((start, end),)]
