"""Damaged files are refused or read with a true account, whatever the damage: nothing else may happen."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers.formats import READERS, recognise
from kg.readers.found import Found
from kg.readers.offsets import words

if TYPE_CHECKING:
    from pathlib import Path

    from kg.readers.draft import Annotations

TEXT = "👍 Soleil rachète Lune SA."
TOKENS = ["Soleil", "rachète", "Lune", "SA", "."]
VALUES = [None, True, -1, 0, 10**9, 1.5, "", "x", "é👍", "2", "Q30", "NIL", [], [[]], [1], [None], {}, {"a": 1}]
SPANS = [{"offset": 2, "length": 6}]

JSON: dict[str, Any] = {
    "token-json": {
        "orig_id": 1,
        "tokens": TOKENS,
        "entities": [
            {"id": "a", "start": 0, "end": 1, "type": "ORG", "text": "Soleil"},
            {"id": "b", "start": 2, "end": 4, "type": "ORG", "text": "Lune SA"},
        ],
        "relations": [{"head": 0, "tail": 1, "type": "buys"}],
    },
    "pubannotation": {
        "text": TEXT,
        "denotations": [
            {"id": "T1", "span": {"begin": 2, "end": 8}, "obj": "ORG"},
            {"id": "T2", "span": [{"begin": 17, "end": 21}, {"begin": 22, "end": 24}], "obj": "ORG"},
        ],
        "relations": [{"id": "R1", "subj": "T1", "pred": "buys", "obj": "T2"}],
        "attributes": [{"id": "A1", "subj": "T1", "pred": "is", "obj": "MESH:D1"}],
        "namespaces": [{"prefix": "p", "uri": "https://example.org/"}],
    },
    "bioc": {
        "source": "s",
        "documents": [
            {
                "id": "1",
                "passages": [
                    {
                        "offset": 0,
                        "text": TEXT,
                        "annotations": [
                            {"id": "1", "infons": {"type": "ORG"}, "text": "Soleil", "locations": SPANS},
                            {"id": "2", "infons": {"cui": "MESH:D1"}, "locations": SPANS},
                        ],
                        "relations": [{"id": "R1", "infons": {"type": "x"}, "nodes": [{"refid": "1", "role": "a"}]}],
                    }
                ],
            }
        ],
    },
}
LINES = {
    "conllu": (
        "# newdoc id = d\n# global.Entity = eid-etype-head\n# text = Soleil rachète Lune SA.\n"
        "1\tSoleil\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-ORG-1)\n2\trachète\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "3-4\tLune SA\t_\t_\t_\t_\t_\t_\t_\t_\n3\tLune\t_\t_\t_\t_\t_\t_\t_\tBridge=e1<e2|Entity=(e2[1/2]-ORG-1)\n"
        "4\tSA\t_\t_\t_\t_\t_\t_\t_\tEntity=(e2[2/2]-ORG-1)|SpaceAfter=No\n5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
    ),
    "nif": (
        "@prefix n: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n"
        "@prefix i: <http://www.w3.org/2005/11/its/rdf#> .\n"
        '<http://e.org/d> a n:Context ; n:isString "Soleil rachète Lune." .\n'
        "<http://e.org/d#char=0,6> n:referenceContext <http://e.org/d> ; n:beginIndex 0 ; n:endIndex 6 ;\n"
        ' n:anchorOf "Soleil" ; i:taIdentRef <http://e.org/s> .\n'
    ),
    "tei": (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n'
        '<p><orgName xml:id="a" ref="#s" next="#b">Soleil</orgName> rachète\n'
        '<name xml:id="b" prev="#a">SA</name> <rs type="org" key="x:1">Lune</rs></p>\n'
        '<listRelation><relation name="buys" active="#a" passive="#b"/></listRelation>\n'
        '<spanGrp type="x"><span target="#a">y</span></spanGrp>\n'
        "</body></text></TEI>\n"
    ),
    "gate": (
        '<GateDocument><TextWithNodes>👍 <Node id="3"/>Soleil<Node id="9"/></TextWithNodes>\n'
        '<AnnotationSet><Annotation Id="1" Type="ORG" StartNode="3" EndNode="9">\n'
        "<Feature><Name>a</Name><Value>b</Value></Feature></Annotation></AnnotationSet></GateDocument>\n"
    ),
    "html": (
        '<!DOCTYPE html>\n<p vocab="https://schema.org/" typeof="Organization"><b property="name">Soleil</b></p>\n'
        '<script type="application/ld+json">{"@type": "Person", "name": "Ada",\n'
        ' "worksFor": {"@type": "Organization", "name": "Soleil"}, "sameAs": ["Q1"]}</script><p>Ada</p>\n'
    ),
}
PIECES = [
    "",
    "\t",
    "\n",
    "(",
    ")",
    "<",
    ">",
    '"',
    "{",
    "[",
    "-",
    "1/2",
    "e1",
    "e2)",
    "#a",
    "#b",
    "&",
    "9999",
    "é👍",
    "\0",
    ".",
]


def places(value: Any) -> list[tuple[Any, Any]]:
    """All containers in a value, each with each of its keys."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [pair for key in keys for pair in places(value[key])]


def is_true(annotations: Annotations, text: str) -> bool:
    """Whether all records are in the account, all words are where they should be, and all ids differ."""
    kinds = (annotations.mentions, annotations.events, annotations.relations, annotations.attributes)
    ids = [record.id for records in kinds for record in records]
    kept = len(ids) + len(annotations.links) + len(annotations.sets) + len(annotations.notes)
    right = all(one.text == words(text, one.fragments) for one in annotations.mentions)
    return annotations.account.read == kept + len(annotations.account.skipped) and right and len(ids) == len(set(ids))


def holds(folder: Path, name: str, content: str, ending: str) -> None:
    file = folder / f"a.{ending}"
    file.write_text(content, encoding="utf-8")
    recognise(str(file))
    try:
        found = list(READERS[name](str(file), ()))
    except InputError:
        return
    for one in found:
        assert not isinstance(one, Found) or is_true(one.annotations, one.text)


SETTINGS = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("name", JSON)
@SETTINGS
@given(data=st.data())
def test_json_with_other_values_is_read_with_a_true_account(tmp_path: Path, name: str, data: st.DataObject) -> None:
    value = copy.deepcopy(JSON[name])
    for _ in range(data.draw(st.integers(1, 4))):
        container, key = data.draw(st.sampled_from(places(value) or [({}, "x")]))
        container[key] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))

    holds(tmp_path, name, json.dumps([JSON[name], value], ensure_ascii=False), "json")


@pytest.mark.parametrize("name", LINES)
@SETTINGS
@given(data=st.data())
def test_lines_with_other_pieces_are_read_with_a_true_account(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = LINES[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content = content[:start] + data.draw(st.sampled_from(PIECES)) + content[start + length :]

    holds(tmp_path, name, content, "txt")


@pytest.mark.parametrize("name", [*JSON, *LINES])
def test_what_is_not_damaged_is_read_whole(tmp_path: Path, name: str) -> None:
    content = json.dumps(JSON[name]) if name in JSON else LINES[name]
    file = tmp_path / "a.txt"
    file.write_text(content, encoding="utf-8")

    found = list(READERS[name](str(file), ()))

    assert recognise(str(file)) == name
    assert all(isinstance(one, Found) and not one.annotations.account.skipped for one in found)
