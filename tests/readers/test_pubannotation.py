from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers import offsets, pubannotation
from kg.readers.found import Found
from kg.readers.ids import SAME_ID

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
FORMATS = SHARED / "data/formats"
TEXT = "Soleil rachète Lune et Mars SA."
SOLEIL = {"id": "T1", "span": {"begin": 0, "end": 6}, "obj": "ORG"}
LUNE = {"id": "T2", "span": {"begin": 15, "end": 19}, "obj": "ORG"}


def read(folder: Path, value: Any) -> list[Found | Skipped]:
    file = folder / "a.json"
    file.write_text(json.dumps(value))
    return list(pubannotation.documents(str(file)))


def only(folder: Path, **value: Any) -> Found:
    found = read(folder, {"text": TEXT, **value})
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_denotations_are_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, denotations=[SOLEIL, LUNE], sourcedb="News", sourceid="7", divid=2)

    assert (found.id, found.annotator, found.given) == ("News-7-2", None, {"source": "News-7"})
    assert found.annotations.mentions == (
        Mention("T1", "ORG", ((0, 6),), "Soleil", 1),
        Mention("T2", "ORG", ((15, 19),), "Lune", 1),
    )


def test_blocks_are_mentions_too(tmp_path: Path) -> None:
    found = only(tmp_path, blocks=[{"span": {"begin": 0, "end": 31}, "obj": "Sentence"}]).annotations

    assert [(mention.id, mention.label) for mention in found.mentions] == [("B1", "Sentence")]


CHAINED = [
    {"id": "T3", "span": {"begin": 28, "end": 30}, "obj": "ORG"},
    {"id": "T4", "span": {"begin": 15, "end": 19}, "obj": "_FRAGMENT"},
]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(
            {"denotations": [{"id": "T3", "span": [{"begin": 15, "end": 19}, {"begin": 28, "end": 30}], "obj": "ORG"}]},
            id="list-of-spans",
        ),
        pytest.param(
            {"denotations": CHAINED, "relations": [{"pred": "_lexicallyChainedTo", "subj": "T3", "obj": "T4"}]},
            id="chain",
        ),
        pytest.param(
            {"denotations": CHAINED, "relations": [{"pred": "_lexChain", "subj": "T4", "obj": "T3"}]}, id="chain-back"
        ),
    ],
)
def test_several_spans_are_one_mention(tmp_path: Path, value: dict[str, Any]) -> None:
    found = only(tmp_path, **value).annotations

    assert found.mentions == (Mention("T3", "ORG", ((15, 19), (28, 30)), "Lune SA", 1),)
    assert (found.account.read, found.relations) == (1, ())


def test_relations_join_denotations(tmp_path: Path) -> None:
    relation = {"id": "R1", "pred": "buys", "subj": "T1", "obj": "T2"}

    found = only(tmp_path, denotations=[SOLEIL, LUNE], relations=[relation]).annotations

    assert found.relations == (Relation("R1", "buys", (("Arg1", "T1"), ("Arg2", "T2")), 1),)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("planned", "planned", id="word"),
        pytest.param(True, None, id="flag"),
        pytest.param(False, "false", id="denied"),
        pytest.param(3, "3", id="number"),
        pytest.param("12:30", "12:30", id="time"),
    ],
)
def test_attributes_say_something_of_a_denotation(tmp_path: Path, value: Any, expected: str | None) -> None:
    attribute = {"id": "A1", "subj": "T1", "pred": "status", "obj": value}

    found = only(tmp_path, denotations=[SOLEIL], attributes=[attribute]).annotations

    assert found.attributes == (Attribute("A1", "T1", "status", expected, 1),)


def test_modifications_of_older_files_are_flags(tmp_path: Path) -> None:
    modification = {"id": "M1", "pred": "Negation", "obj": "T1"}

    found = only(tmp_path, denotations=[SOLEIL], modifications=[modification]).annotations

    assert [(one.target, one.name, one.value) for one in found.attributes] == [("T1", "Negation", None)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("MESH:D009369", Link("T1", "MESH", "D009369", "", 1), id="curie"),
        pytest.param("http://www.wikidata.org/entity/Q30", Link("T1", "Wikidata", "Q30", "", 1), id="wikidata"),
        pytest.param("https://example.org/x", Link("T1", "IRI", "https://example.org/x", "", 1), id="iri"),
        pytest.param("reg:7", Link("T1", "IRI", "https://reg.example/7", "", 1), id="declared-prefix"),
        pytest.param("NIL", Link("T1", "", None, "", 1), id="nil"),
    ],
)
def test_an_attribute_that_is_an_identifier_is_a_link(tmp_path: Path, value: str, expected: Link) -> None:
    attribute = {"id": "A1", "subj": "T1", "pred": "denotes", "obj": value}
    namespaces = [{"prefix": "reg", "uri": "https://reg.example/"}]

    found = only(tmp_path, denotations=[SOLEIL], attributes=[attribute], namespaces=namespaces).annotations

    assert (found.links, found.attributes) == ((expected,), ())


def test_an_object_that_is_an_address_is_label_and_link(tmp_path: Path) -> None:
    found = only(tmp_path, denotations=[{**SOLEIL, "obj": "https://example.org/onto#Company"}]).annotations

    assert [mention.label for mention in found.mentions] == ["Company"]
    assert [link.key for link in found.links] == ["https://example.org/onto#Company"]
    assert found.account.read == 2


def test_each_project_is_an_annotator(tmp_path: Path) -> None:
    tracks = [{"project": "anna", "denotations": [SOLEIL]}, {"project": "ben", "denotations": [SOLEIL, LUNE]}]

    found = read(tmp_path, {"text": TEXT, "sourceid": "7", "tracks": tracks})

    assert [(one.id, one.annotator, len(one.annotations.mentions)) for one in found if isinstance(one, Found)] == [
        ("7", "anna", 1),
        ("7", "ben", 2),
    ]


def test_a_list_holds_several_documents(tmp_path: Path) -> None:
    found = read(tmp_path, [{"text": TEXT, "denotations": [SOLEIL]}, {"denotations": []}, {"text": "x"}])

    assert [type(one) for one in found] == [Found, Skipped, Found]
    assert found[1] == Skipped(1, pubannotation.NO_TEXT, '{"denotations": []}')


@pytest.mark.parametrize(
    ("field", "item", "reason"),
    [
        pytest.param("denotations", {"obj": "ORG"}, pubannotation.NO_SPAN, id="no-span"),
        pytest.param("denotations", {"span": {"begin": 0}, "obj": "ORG"}, pubannotation.NO_SPAN, id="no-end"),
        pytest.param("denotations", {"span": {"begin": 0, "end": 6}}, pubannotation.NO_LABEL, id="no-object"),
        pytest.param("denotations", {"span": {"begin": 9, "end": 99}, "obj": "X"}, offsets.OUTSIDE, id="outside"),
        pytest.param("denotations", {"span": {"begin": 9, "end": 9}, "obj": "X"}, offsets.EMPTY, id="empty"),
        pytest.param("relations", {"pred": "buys", "subj": "T1"}, pubannotation.NO_RELATION, id="relation"),
        pytest.param("attributes", {"pred": "x", "subj": "T1"}, pubannotation.NO_ATTRIBUTE, id="attribute"),
        pytest.param("attributes", "x", pubannotation.NO_ATTRIBUTE, id="no-object-at-all"),
    ],
)
def test_what_cannot_be_kept_is_named(tmp_path: Path, field: str, item: Any, reason: str) -> None:
    account = only(tmp_path, **{field: [item]}).annotations.account

    assert [(skip.reason, skip.text) for skip in account.skipped] == [(reason, json.dumps(item))]
    assert account.read == 1


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        pytest.param("relations", {"a": 1}, pubannotation.NOT_A_LIST, id="relations"),
        pytest.param("catanns", [{"id": "T1"}], pubannotation.UNKNOWN_FIELD, id="other-annotations"),
    ],
)
def test_a_field_that_is_not_as_it_should_be_is_named(tmp_path: Path, field: str, value: Any, reason: str) -> None:
    account = only(tmp_path, **{field: value}).annotations.account

    assert [skip.reason for skip in account.skipped] == [reason]


def test_a_repeated_id_is_told_apart(tmp_path: Path) -> None:
    found = only(tmp_path, denotations=[SOLEIL, {**LUNE, "id": "T1"}]).annotations

    assert [mention.id for mention in found.mentions] == ["T1", "T1-2"]
    assert [skip.reason for skip in found.account.repaired] == [SAME_ID]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"text": TEXT, "denotations": [SOLEIL]}, True, id="denotations"),
        pytest.param({"text": TEXT, "denotations": []}, True, id="none-yet"),
        pytest.param({"text": TEXT, "tracks": [{"denotations": [SOLEIL]}]}, True, id="tracks"),
        pytest.param({"text": TEXT, "denotations": [[0, 1, "X"]]}, False, id="triples"),
        pytest.param({"text": TEXT}, False, id="text-alone"),
        pytest.param({"denotations": [SOLEIL]}, False, id="no-text"),
    ],
)
def test_documents_are_recognised(value: dict[str, Any], *, expected: bool) -> None:
    assert pubannotation.is_page(value) is expected


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "documents", "mentions", "relations", "links", "attributes"),
    [
        pytest.param("pubannotation/*/*/PMC-7646410_2.json", 1, 13, 0, 13, 0, id="one"),
        pytest.param("pubannotation/*/*/PMC-7646410.json", 238, 2131, 0, 2086, 0, id="list"),
        pytest.param("bioc/*/*/*/pubanno_json/elliptic-coordination.json", 1, 9, 0, 7, 2, id="discontinuous"),
        pytest.param("bioc/*/*/*/pubanno_json/BC5CDR-example.json", 1, 6, 1, 0, 6, id="relation"),
    ],
)
def test_of_a_real_file_every_record_is_kept(
    name: str, documents: int, mentions: int, relations: int, links: int, attributes: int
) -> None:
    (file,) = FORMATS.glob(name)

    found = [one.annotations for one in pubannotation.documents(str(file)) if isinstance(one, Found)]

    assert len(found) == documents
    assert sum(len(one.mentions) for one in found) == mentions
    assert sum(len(one.relations) for one in found) == relations
    assert sum(len(one.links) for one in found) == links
    assert sum(len(one.attributes) for one in found) == attributes
    assert all(one.account.skipped == () for one in found)
