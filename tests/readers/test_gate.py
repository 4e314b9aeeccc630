from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers import gate, offsets
from kg.readers.found import Found

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
REAL = SHARED / "data/formats/gate/GateNLP__python-gatenlp"
TEXT = "👍 Soleil rachète Lune."
XML_TEXT = (
    "<TextWithNodes>👍 <Node id='3'/>Soleil<Node id='9'/> rachète <Node id='18'/>Lune<Node id='22'/>.</TextWithNodes>"
)


def xml(*parts: str, features: str = "") -> str:
    head = f"<GateDocumentFeatures>{features}</GateDocumentFeatures>{XML_TEXT}"
    return f"<?xml version='1.0'?><GateDocument version='3'>{head}{''.join(parts)}</GateDocument>"


def feature(name: str, value: str) -> str:
    return f"<Feature><Name className='java.lang.String'>{name}</Name><Value>{value}</Value></Feature>"


def annotation(number: int, kind: str, start: int, end: int, *features: str) -> str:
    return (
        f"<Annotation Id='{number}' Type='{kind}' StartNode='{start}' EndNode='{end}'>{''.join(features)}</Annotation>"
    )


def in_set(*annotations: str, name: str = "") -> str:
    attribute = f" Name='{name}'" if name else ""
    return f"<AnnotationSet{attribute}>{''.join(annotations)}</AnnotationSet>"


def read(folder: Path, content: str) -> list[Found]:
    file = folder / "a.dat"
    file.write_text(content)
    return [item for item in gate.documents(str(file)) if isinstance(item, Found)]


def bdoc(*items: dict[str, Any], unit: str = "p", **more: Any) -> str:
    return json.dumps(
        {
            "text": TEXT,
            "annotation_sets": {"": {"annotations": list(items)}},
            "offset_type": unit,
            "features": {},
            **more,
        }
    )


def test_an_annotation_of_xml_is_a_mention(tmp_path: Path) -> None:
    found = read(tmp_path, xml(in_set(annotation(1, "Organization", 3, 9, feature("kind", "firm")))))[0]

    assert (found.id, found.annotator, found.text) == ("", None, TEXT)
    assert found.annotations.mentions == (Mention("1", "Organization", ((2, 8),), "Soleil", 1),)
    assert found.annotations.attributes == (Attribute("1-kind", "1", "kind", "firm", 1),)
    assert found.annotations.account.read == 2


@pytest.mark.parametrize(
    ("unit", "start", "end"), [pytest.param("p", 2, 8, id="code-points"), pytest.param("j", 3, 9, id="java")]
)
def test_an_annotation_of_bdoc_is_a_mention(tmp_path: Path, unit: str, start: int, end: int) -> None:
    item = {"type": "Organization", "start": start, "end": end, "id": 1, "features": {"kind": "firm"}}

    found = read(tmp_path, bdoc(item, unit=unit))[0].annotations

    assert found.mentions == (Mention("1", "Organization", ((2, 8),), "Soleil", 1),)
    assert found.account.repaired == ()


def test_each_set_is_a_document(tmp_path: Path) -> None:
    found = read(tmp_path, xml(in_set(annotation(1, "A", 3, 9)), in_set(annotation(2, "B", 3, 9), name="Key")))

    assert [(item.annotator, item.annotations.mentions[0].label) for item in found] == [(None, "A"), ("Key", "B")]


def test_an_entry_of_a_knowledge_base_is_a_link(tmp_path: Path) -> None:
    iri = feature("inst", "http://www.wikidata.org/entity/Q1")

    assert read(tmp_path, xml(in_set(annotation(1, "A", 3, 9, iri))))[0].annotations.links == (
        Link("1", "Wikidata", "Q1", "", 1),
    )


def test_relations_join_their_members(tmp_path: Path) -> None:
    relations = "<RelationSet><Relation Id='7' Type='buys' Members='1;2'></Relation></RelationSet>"

    found = read(tmp_path, xml(in_set(annotation(1, "A", 3, 9), annotation(2, "B", 18, 22)), relations))[0]

    assert found.annotations.relations == (Relation("7", "buys", (("Arg1", "1"), ("Arg2", "2")), 1),)


def test_tokens_are_no_records(tmp_path: Path) -> None:
    assert read(tmp_path, xml(in_set(annotation(1, "Token", 3, 9))))[0].annotations.account.read == 0


def test_features_of_the_document_are_metadata(tmp_path: Path) -> None:
    features = feature("gate.SourceURL", "https://example.org/a") + feature("date", "2024")

    assert read(tmp_path, xml(in_set(), features=features))[0].given == {"url": "https://example.org/a", "date": "2024"}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        pytest.param(annotation(1, "A", 3, 4), gate.NO_NODE, id="no-such-node"),
        pytest.param(annotation(1, "A", 3, 3), offsets.EMPTY, id="empty-span"),
        pytest.param(annotation(1, "", 3, 9), gate.NO_NODE, id="no-type"),
    ],
)
def test_what_cannot_be_kept_is_named(tmp_path: Path, made: str, reason: str) -> None:
    account = read(tmp_path, xml(in_set(made)))[0].annotations.account

    assert ([skip.reason for skip in account.skipped], account.read) == ([reason], 1)


def test_a_bdoc_annotation_without_a_place_is_named(tmp_path: Path) -> None:
    account = read(tmp_path, bdoc({"type": "A", "id": 1}))[0].annotations.account

    assert [skip.reason for skip in account.skipped] == [gate.NO_SPAN]


def test_an_old_annotation_without_id_has_a_number(tmp_path: Path) -> None:
    made = "<Annotation Type='A' StartNode='3' EndNode='9'><Feature><Name>x</Name><Value/></Feature></Annotation>"

    assert [mention.id for mention in read(tmp_path, xml(in_set(made)))[0].annotations.mentions] == ["0"]


def test_control_characters_do_not_stop_it(tmp_path: Path) -> None:
    found = read(tmp_path, xml(in_set(annotation(1, "A", 3, 9))).replace("Lune", "L\x01&#x2;e"))[0]

    assert found.text == "👍 Soleil rachète L\ufffd\ufffde."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("<!DOCTYPE a [<!ENTITY b 'c'>]><GateDocument/>", "declares XML entities", id="entities"),
        pytest.param("<GateDocument>", "not well-formed XML", id="damaged"),
        pytest.param("<GateDocument/>", "GATE document without its text", id="no-text"),
    ],
)
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, content)


def test_an_object_that_is_no_document_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"a": 1}')

    assert [type(item) for item in gate.documents(str(file))] == [Skipped]


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared data are not here")
def test_one_document_in_both_forms_says_the_same() -> None:
    both = [
        [item for item in gate.documents(str(REAL / "tests" / name)) if isinstance(item, Found)]
        for name in ("testdoc1.xml", "testdoc1.bdocjs")
    ]

    said, same = (
        [
            (
                item.annotator,
                item.text,
                [(one.id, one.label, one.fragments, one.text) for one in item.annotations.mentions],
            )
            for item in found
        ]
        for found in both
    )
    assert said == same
    assert [one.line for one in both[0][0].annotations.mentions] == [61, 71]


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "mentions", "empty"),
    [
        pytest.param("docs/testdocument1.xml", 2, 0, id="xml"),
        pytest.param("docs/overview/ann-relations.bdocjs", 9, 3, id="bdoc"),
        pytest.param("tests/testdoc1.bdocjs", 4, 3, id="two-sets"),
    ],
)
def test_a_real_file_reads_whole(name: str, mentions: int, empty: int) -> None:
    found = [item.annotations for item in gate.documents(str(REAL / name)) if isinstance(item, Found)]

    assert sum(len(one.mentions) for one in found) == mentions
    assert [skip.reason for one in found for skip in one.account.skipped] == [offsets.EMPTY] * empty


@pytest.mark.parametrize("content", ["x", {"annotations": "x"}, {"annotations": [{"type": ["x"]}]}])
def test_what_should_be_annotations_and_is_not_is_named(tmp_path: Path, content: Any) -> None:
    file = tmp_path / "a.bdocjs"
    file.write_text(json.dumps({"text": "Soleil", "annotation_sets": {"": content}}))

    (found,) = gate.documents(str(file))

    assert isinstance(found, Found)
    assert [skip.reason for skip in found.annotations.account.skipped] == [gate.NO_SPAN]
