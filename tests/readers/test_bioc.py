from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Attribute, Event, Link, Mention, Relation, Skipped
from kg.readers import bioc, biocdraft, conll, offsets, pubannotation
from kg.readers.formats import recognise
from kg.readers.found import Found
from kg.readers.ids import SAME_ID

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
BIOC = SHARED / "data/formats/bioc"
BCONV = BIOC / "lfurrer__bconv/test/data"
REAL = sorted([*BIOC.rglob("bioc*/*.xml"), *BIOC.rglob("bioc*/*.json")])
TEXT = "Soleil rachète Lune SA."


def annotation(number: int, offset: int, length: int, text: str | None = None, **infons: str) -> dict[str, Any]:
    place = [{"offset": offset, "length": length}]
    return {"id": str(number), "infons": {"type": "ORG", **infons}, "text": text, "locations": place}


SOLEIL, LUNE = annotation(1, 0, 6, "Soleil"), annotation(2, 15, 7, "Lune SA")


def passage(*annotations: Any, text: str = TEXT, offset: int = 0, **more: Any) -> dict[str, Any]:
    return {"infons": {}, "offset": offset, "text": text, "annotations": list(annotations), "relations": [], **more}


def read(folder: Path, *passages: dict[str, Any], **document: Any) -> list[Found | Skipped]:
    file = folder / "a.json"
    file.write_text(json.dumps({"source": "s", "documents": [{"id": "7", "passages": list(passages), **document}]}))
    return list(bioc.documents(str(file)))


def only(folder: Path, *passages: dict[str, Any], **document: Any) -> Found:
    found = read(folder, *passages, **document)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_annotations_are_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, passage(SOLEIL, LUNE))

    assert (found.id, found.text, found.given) == ("7", TEXT, {"source": "s"})
    assert found.annotations.mentions == (
        Mention("T1", "ORG", ((0, 6),), "Soleil", 1),
        Mention("T2", "ORG", ((15, 22),), "Lune SA", 1),
    )


def test_passages_and_sentences_stand_at_their_offsets(tmp_path: Path) -> None:
    title = passage(text="Une fusion", infons={"type": "title"})
    first, second = passage(SOLEIL | annotation(1, 11, 6, "Soleil"), offset=11), passage(offset=35, text="Fin.")
    sentences = {"offset": 11, "text": "", "sentences": [first, second]}

    found = only(tmp_path, title, sentences)

    assert found.text == f"Une fusion\n{TEXT} Fin."
    assert found.given["title"] == "Une fusion"
    assert [one.fragments for one in found.annotations.mentions] == [((11, 17),)]


def test_a_text_that_is_left_out_leaves_no_hole(tmp_path: Path) -> None:
    found = only(tmp_path, passage(text="Une fusion"), passage(annotation(1, 500, 6, "Soleil"), offset=500))

    assert found.text == f"Une fusion\n{TEXT}"
    assert [one.fragments for one in found.annotations.mentions] == [((11, 17),)]


@pytest.mark.parametrize(
    ("lead", "offset"),
    [
        pytest.param("é👍 ", 3, id="code-points"),
        pytest.param("é👍 ", 4, id="utf-16"),
        pytest.param("é👍 ", 7, id="bytes"),
    ],
)
def test_the_unit_is_that_in_which_quotes_match(tmp_path: Path, lead: str, offset: int) -> None:
    later = passage(annotation(2, offset + 50, 6, "Soleil"), text="Soleil.", offset=offset + 50)

    found = only(tmp_path, passage(annotation(1, offset, 6, "Soleil"), text=f"{lead}Soleil paie."), later)

    assert [one.fragments for one in found.annotations.mentions] == [((3, 9),), ((16, 22),)]
    assert found.annotations.account.repaired == ()


@pytest.mark.parametrize("quote", ["Soleil SA", "Soleil [...] SA", "Soleil ... SA"])
def test_several_locations_are_one_mention(tmp_path: Path, quote: str) -> None:
    places = [{"offset": 0, "length": 6}, {"offset": 20, "length": 2}]

    found = only(tmp_path, passage({**SOLEIL, "text": quote, "locations": places})).annotations

    assert found.mentions == (Mention("T1", "ORG", ((0, 6), (20, 22)), "Soleil SA", 1),)
    assert found.account.repaired == ()


def test_relations_have_roles_and_stand_anywhere(tmp_path: Path) -> None:
    nodes = [{"refid": "1", "role": "Buyer"}, {"refid": "2", "role": "Target"}]
    inner = passage(SOLEIL, LUNE, relations=[{"id": "R1", "infons": {"type": "buys"}, "nodes": nodes}])

    found = only(tmp_path, inner, relations=[{"id": "3", "infons": {"type": "x"}, "nodes": nodes}]).annotations

    ends = (("Buyer", "T1"), ("Target", "T2"))
    assert found.relations == (Relation("R1", "buys", ends, 1), Relation("R3", "x", ends, 1))


def test_a_relation_that_is_an_end_of_another_is_an_event(tmp_path: Path) -> None:
    buys = {"id": "R1", "infons": {"type": "Buy"}, "nodes": [{"refid": "1", "role": "Buyer"}]}
    causes = {"id": "R2", "infons": {"type": "cause"}, "nodes": [{"refid": "R1"}, {"refid": "2"}]}

    found = only(tmp_path, passage(SOLEIL, LUNE, relations=[causes, buys])).annotations

    assert found.events == (Event("R1", "Buy", None, (("Buyer", "T1"),), 1),)
    assert found.relations == (Relation("R2", "cause", (("Arg1", "R1"), ("Arg2", "T2")), 1),)


def test_ids_that_begin_anew_in_each_passage_are_told_apart(tmp_path: Path) -> None:
    nodes = [{"refid": "1", "role": "a"}]
    later = passage(
        annotation(1, 24, 6, "Soleil"), offset=24, relations=[{"id": "R", "infons": {"type": "x"}, "nodes": nodes}]
    )

    found = only(tmp_path, passage(SOLEIL), later).annotations

    assert [one.id for one in found.mentions] == ["T1", "T1-2"]
    assert found.relations == (Relation("R", "x", (("a", "T1-2"),), 1),)
    assert found.account.repaired == ()


def test_an_id_that_repeats_in_a_passage_is_named(tmp_path: Path) -> None:
    account = only(tmp_path, passage(SOLEIL, {**LUNE, "id": "1"})).annotations.account

    assert [skip.reason for skip in account.repaired] == [SAME_ID]


@pytest.mark.parametrize(
    ("value", "links", "attributes"),
    [
        pytest.param("MESH:D1", [("MESH", "D1")], [], id="identifier"),
        pytest.param("MESH:D1|OMIM:2", [("MESH", "D1"), ("OMIM", "2")], [], id="several"),
        pytest.param("672", [], ["672"], id="number"),
        pytest.param("-", [], ["-"], id="dash"),
    ],
)
def test_infons_are_links_or_attributes(
    tmp_path: Path, value: str, links: list[tuple[str, str]], attributes: list[str]
) -> None:
    found = only(tmp_path, passage(annotation(1, 0, 6, "Soleil", cui=value))).annotations

    assert found.links == tuple(Link("T1", authority, key, "", 1) for authority, key in links)
    assert found.attributes == tuple(Attribute("T1-cui", "T1", "cui", text, 1) for text in attributes)
    assert found.account.read == 1 + len(links) + len(attributes)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param({"id": "1", "infons": {}, "locations": []}, biocdraft.NO_PLACE, id="no-location"),
        pytest.param({"id": "1", "locations": [{"offset": 0}]}, biocdraft.NO_PLACE, id="no-length"),
        pytest.param("Soleil", biocdraft.NOT_AN_OBJECT, id="no-object"),
        pytest.param(annotation(1, 15, 99), offsets.OUTSIDE, id="outside"),
        pytest.param(annotation(1, 3, 0), offsets.EMPTY, id="empty"),
        pytest.param(annotation(1, 0, 6, "Mars"), offsets.MISMATCH, id="other-words"),
    ],
)
def test_an_annotation_that_cannot_be_kept_is_named(tmp_path: Path, item: Any, reason: str) -> None:
    account = only(tmp_path, passage(item)).annotations.account

    assert [(skip.reason, skip.text) for skip in account.skipped][:1] == [(reason, json.dumps(item))]


def test_a_relation_without_nodes_is_named(tmp_path: Path) -> None:
    account = only(tmp_path, passage(SOLEIL, relations=[{"id": "R1", "infons": {}}])).annotations.account

    assert [skip.reason for skip in account.skipped] == [biocdraft.NO_NODES]


def test_a_document_without_text_is_named_and_the_rest_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    bare = {"id": "1", "passages": [{"offset": 0, "annotations": [SOLEIL]}]}
    file.write_text(json.dumps({"documents": [bare, 3, {"id": "2", "passages": [passage(SOLEIL)]}]}))

    found = list(bioc.documents(str(file)))

    assert [one.reason for one in found if isinstance(one, Skipped)] == [bioc.NO_TEXT, bioc.NOT_A_DOCUMENT]
    assert [one.id for one in found if isinstance(one, Found)] == ["2"]


XML = f"""<?xml version="1.0"?>
<!DOCTYPE collection SYSTEM "BioC.dtd">
<collection><source>s</source><date/><key/>
<document><id>7</id><passage><offset>0</offset><text>{TEXT}</text>
<annotation id="1"><infon key="type">ORG</infon><location offset="0" length="6"/><text>Soleil</text></annotation>
<annotation id="2"><infon key="type">ORG</infon><location offset="x"/></annotation>
</passage></document></collection>
"""


def test_xml_says_the_same_with_lines(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(XML, encoding="utf-8")

    (found,) = bioc.documents(str(tmp_path / "a.xml"))

    assert isinstance(found, Found)
    assert (found.id, found.text, found.given) == ("7", TEXT, {"source": "s"})
    assert found.annotations.mentions == (Mention("T1", "ORG", ((0, 6),), "Soleil", 5),)
    assert [(skip.line, skip.reason) for skip in found.annotations.account.skipped] == [(6, biocdraft.NO_PLACE)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            XML.replace("</collection>", ""), r"a\.xml:8:\d+: not well-formed XML: no element found", id="cut"
        ),
        pytest.param(
            XML.replace('SYSTEM "BioC.dtd"', '[<!ENTITY x "y">]'), r"a\.xml:2: declares XML entities", id="entities"
        ),
        pytest.param("<other/>", r"a\.xml: no collection of BioC: it begins with <other>", id="other"),
    ],
)
def test_xml_that_cannot_be_read_says_why(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.xml").write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=message):
        list(bioc.documents(str(tmp_path / "a.xml")))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.xml", XML, "bioc", id="xml"),
        pytest.param("a.json", json.dumps({"documents": [{"passages": [passage(SOLEIL)]}]}), "bioc", id="json"),
        pytest.param("a.jsonl", json.dumps({"id": "1", "passages": [passage(SOLEIL)]}), "bioc", id="json-lines"),
        pytest.param("a.json", json.dumps({"documents": [{"text": "x"}]}), None, id="other-documents"),
        pytest.param("a.xml", "<collection><book/></collection>", None, id="other-collection"),
    ],
)
def test_files_are_recognised_by_their_content(tmp_path: Path, name: str, content: str, expected: str | None) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert recognise(str(tmp_path / name)) == expected


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
def test_the_real_files_are_there() -> None:
    assert len(REAL) == 16


@pytest.mark.parametrize("file", [pytest.param(file, id="-".join(file.parts[-2:])) for file in REAL])
def test_of_a_real_file_every_record_is_kept_as_it_stands(file: Path) -> None:
    found = list(bioc.documents(str(file)))

    assert recognise(str(file)) == "bioc"
    assert all(isinstance(one, Found) for one in found)
    accounts = [one.annotations.account for one in found if isinstance(one, Found)]
    assert all(account.skipped == account.repaired == () for account in accounts)


def said(found: list[Found | Skipped], *, whole: bool = True) -> list[tuple[object, ...]]:
    return sorted(
        (one.id if whole else "", mention.label, mention.text)
        for one in found
        if isinstance(one, Found)
        for mention in one.annotations.mentions
    )


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "mentions"),
    [("BC5CDR-example", 6), ("CRAFT-example", 40), ("NCBIdevset-example", 74), ("elliptic-coordination", 9)],
)
def test_a_real_document_says_the_same_in_xml_and_json(name: str, mentions: int) -> None:
    xml = list(bioc.documents(str(BCONV / "bioc_xml" / f"{name}.xml")))
    values = list(bioc.documents(str(BCONV / "bioc_json" / f"{name}.json")))

    assert len(said(xml)) == mentions
    assert said(xml) == said(values)
    assert [one.text for one in xml if isinstance(one, Found)] == [one.text for one in values if isinstance(one, Found)]


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
@pytest.mark.parametrize("name", ["BC5CDR-example", "elliptic-coordination", "tutorial-example"])
def test_a_real_document_says_the_same_in_bioc_and_pubannotation(name: str) -> None:
    xml = list(bioc.documents(str(BCONV / "bioc_xml" / f"{name}.xml")))
    other = list(pubannotation.documents(str(BCONV / "pubanno_json" / f"{name}.json")))

    assert said(xml) == said(other)
    assert [one.text for one in xml if isinstance(one, Found)] == [one.text for one in other if isinstance(one, Found)]


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
@pytest.mark.parametrize("name", ["BC5CDR-example", "tutorial-example", "NCBIdevset-example"])
def test_a_real_document_says_the_same_in_bioc_and_conll(name: str) -> None:
    xml = list(bioc.documents(str(BCONV / "bioc_xml" / f"{name}.xml")))
    other = list(conll.documents(str(BCONV / "conll" / f"{name}.conll")))

    assert said(xml, whole=False) == said(other, whole=False)
