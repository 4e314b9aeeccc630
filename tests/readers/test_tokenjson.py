from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ConfigError, InputError
from kg.model import Attribute, EquivalenceSet, Event, Mention, Relation, Skipped
from kg.readers import offsets, tokendraft, tokenjson
from kg.readers.formats import recognise
from kg.readers.found import Found
from kg.readers.ids import SAME_ID

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
FIRE = SHARED / "data/corpora/FIRE/fire_dev.json"
WORDS = ["Soleil", "rachète", "Lune", "SA", "."]
TEXT = "Soleil rachète Lune SA ."
SOLEIL = Mention("T1", "ORG", ((0, 6),), "Soleil", 1)
LUNE = Mention("T2", "ORG", ((15, 22),), "Lune SA", 1)
BUYS = Relation("R3", "buys", (("Arg1", "T1"), ("Arg2", "T2")), 1)

CROSSRE = {"doc_key": "d", "sentence": WORDS, "ner": [[0, 0, "ORG"], [2, 3, "ORG"]]}
FIRE_LIKE = {
    "tokens": WORDS,
    "entities": [{"start": 0, "end": 1, "type": "ORG"}, {"start": 2, "end": 4, "type": "ORG"}],
    "relations": [{"head": 0, "tail": 1, "type": "buys"}],
    "orig_id": "d",
}
DYGIE = {
    "doc_key": "d",
    "sentences": [WORDS, ["Lune", "SA", "brille", "."]],
    "ner": [[[0, 0, "ORG"], [2, 3, "ORG"]], [[5, 6, "ORG"]]],
    "relations": [[[0, 0, 2, 3, "buys"]], []],
    "clusters": [[[2, 3], [5, 6]], []],
    "events": [[[[1, "Deal"], [0, 0, "Buyer"], [2, 3, "Target"]]], []],
}
DOCRED = {
    "title": "d",
    "sents": [WORDS, ["Lune", "SA", "brille", "."]],
    "vertexSet": [
        [{"pos": [0, 1], "sent_id": 0, "type": "ORG", "name": "Soleil"}],
        [{"pos": [2, 4], "sent_id": 0, "type": "ORG", "name": "LuneSA"}, {"pos": [0, 2], "sent_id": 1, "type": "ORG"}],
    ],
    "labels": [{"h": 0, "t": 1, "r": "P1", "evidence": [0, 1]}],
}
CORE = {
    "id": "d",
    "context": WORDS,
    "relation": "buys",
    "invert_relation": 0,
    "e1_start": 0,
    "e1_end": 0,
    "e1_name": "Soleil AG",
    "e2_start": 2,
    "e2_end": 3,
    "e2_name": "Lune SA",
}
ROWS = {
    "text": "Soleil rachète Lune SA.",
    "tokens": [
        {"text": "Soleil", "start": 0, "end": 6, "id": 0, "ws": True},
        {"text": "rachète", "start": 7, "end": 14, "id": 1, "ws": True},
        {"text": "Lune", "start": 15, "end": 19, "id": 2, "ws": True},
        {"text": "SA", "start": 20, "end": 22, "id": 3, "ws": False},
        {"text": ".", "start": 22, "end": 23, "id": 4, "ws": False},
    ],
    "spans": [
        {"token_start": 0, "token_end": 0, "label": "ORG"},
        {"token_start": 2, "token_end": 3, "label": "ORG"},
    ],
    "relations": [{"head": 0, "child": 3, "label": "buys"}],
}


def read(folder: Path, *values: Any, description: str | None = None) -> list[Found | Skipped]:
    file = folder / "a.jsonl"
    file.write_text("\n".join(json.dumps(value) for value in values))
    if description is not None:
        (folder / "mine.toml").write_text(description)
    return list(tokenjson.documents(str(file), tokenjson.descriptions_beside(str(file))))


def only(folder: Path, value: Any, **more: Any) -> Found:
    found = read(folder, value, **more)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({**CROSSRE, "relations": [[0, 0, 2, 3, "buys", "", False, False]]}, id="CrossRE"),
        pytest.param(FIRE_LIKE, id="FIRE"),
    ],
)
def test_inclusive_and_exclusive_ends_give_the_same(tmp_path: Path, value: dict[str, Any]) -> None:
    found = only(tmp_path, value)

    assert (found.id, found.text, found.given) == ("d", TEXT, {"text_basis": "tokens"})
    assert found.annotations.mentions == (SOLEIL, LUNE)
    assert found.annotations.relations == (BUYS,)
    assert found.annotations.account.read == 3


def test_dygie_counts_tokens_over_all_sentences(tmp_path: Path) -> None:
    found = only(tmp_path, DYGIE)

    assert found.text == f"{TEXT}\nLune SA brille ."
    assert found.annotations.mentions == (
        SOLEIL,
        LUNE,
        Mention("T3", "ORG", ((25, 32),), "Lune SA", 1),
        Mention("T4", "Deal", ((7, 14),), "rachète", 1),
    )
    assert found.annotations.events == (Event("E5", "Deal", "T4", (("Buyer", "T1"), ("Target", "T2")), 1),)
    assert found.annotations.relations == (Relation("R6", "buys", (("Arg1", "T1"), ("Arg2", "T2")), 1),)
    assert found.annotations.sets == (EquivalenceSet("coreference", ("T2", "T3"), 1),)
    assert found.annotations.account.read == 7


def test_docred_counts_tokens_in_sentences_and_relates_entities(tmp_path: Path) -> None:
    found = only(tmp_path, DOCRED)

    assert found.given == {"title": "d", "text_basis": "tokens"}
    assert found.annotations.mentions == (SOLEIL, LUNE, Mention("T3", "ORG", ((25, 32),), "Lune SA", 1))
    assert found.annotations.sets == (EquivalenceSet("coreference", ("T2", "T3"), 1),)
    assert found.annotations.relations == (Relation("R4", "P1", (("Arg1", "T1"), ("Arg2", "T2")), 1),)
    assert found.annotations.attributes == (Attribute("R4-evidence", "R4", "evidence", "0;1", 1),)
    assert found.annotations.account.skipped == ()
    assert found.annotations.account.repaired == ()


@pytest.mark.parametrize(
    ("inverted", "ends"),
    [pytest.param(0, ("T1", "T2"), id="as-it-stands"), pytest.param(1, ("T2", "T1"), id="inverted")],
)
def test_core_has_one_relation_a_record(tmp_path: Path, inverted: int, ends: tuple[str, str]) -> None:
    found = only(tmp_path, {**CORE, "invert_relation": inverted}).annotations

    assert [mention.label for mention in found.mentions] == ["Company", "Company"]
    assert found.relations == (Relation("R3", "buys", (("Arg1", ends[0]), ("Arg2", ends[1])), 1),)
    assert [(one.target, one.name, one.value) for one in found.attributes] == [
        ("T1", "name", "Soleil AG"),
        ("T2", "name", "Lune SA"),
    ]


def test_a_label_that_denies_a_relation_is_named(tmp_path: Path) -> None:
    account = only(tmp_path, {**CORE, "relation": "undefined"}).annotations.account

    assert [skip.reason for skip in account.skipped] == [tokendraft.DENIED]


def test_tokens_that_stand_in_a_text_leave_it_as_it_is(tmp_path: Path) -> None:
    found = only(tmp_path, ROWS)

    assert (found.text, found.given) == ("Soleil rachète Lune SA.", {})
    assert found.annotations.mentions == (SOLEIL, LUNE)
    assert found.annotations.relations == (BUYS,)


def test_tokens_that_do_not_stand_in_the_text_make_their_own(tmp_path: Path) -> None:
    found = only(tmp_path, {**ROWS, "text": "Something else"})

    assert (found.text, found.given) == ("Soleil rachète Lune SA.", {"text_basis": "tokens"})


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        pytest.param({"start": 4, "end": 9, "type": "ORG"}, offsets.OUTSIDE, id="outside"),
        pytest.param({"start": -1, "end": 1, "type": "ORG"}, offsets.OUTSIDE, id="negative"),
        pytest.param({"start": 2, "end": 2, "type": "ORG"}, offsets.EMPTY, id="empty"),
        pytest.param({"start": 2, "type": "ORG"}, tokendraft.NO_SPAN, id="no-end"),
        pytest.param({"start": 0, "end": 1, "type": None}, tokendraft.NO_LABEL, id="no-label"),
        pytest.param({"start": 0, "end": 1, "type": "ORG", "text": "Mars"}, offsets.MISMATCH, id="other-words"),
        pytest.param("Soleil", tokendraft.NO_SPAN, id="no-object"),
    ],
)
def test_a_mention_that_cannot_be_kept_is_named(tmp_path: Path, entity: Any, reason: str) -> None:
    dirty = {**FIRE_LIKE, "entities": [entity], "relations": []}

    found = read(tmp_path, FIRE_LIKE, dirty)[1]

    assert isinstance(found, Found)
    assert [(skip.line, skip.reason, skip.text) for skip in found.annotations.account.skipped] == [
        (2, reason, json.dumps(entity))
    ]
    assert found.annotations.account.read == 1


@pytest.mark.parametrize(
    ("relation", "skipped", "repaired"),
    [
        pytest.param({"head": 0, "tail": 7, "type": "x"}, [], ["argument that is not in the file is left out"], id="7"),
        pytest.param({"head": 8, "tail": 7, "type": "x"}, ["none of its arguments is in the file"], [], id="8-and-7"),
        pytest.param({"head": 0, "type": "x"}, [tokendraft.NO_END], [], id="no-tail"),
        pytest.param({"head": 0, "tail": 1}, [tokendraft.NO_LABEL], [], id="no-label"),
    ],
)
def test_a_relation_that_is_not_whole_is_named(
    tmp_path: Path, relation: Any, skipped: list[str], repaired: list[str]
) -> None:
    found = read(tmp_path, FIRE_LIKE, {**FIRE_LIKE, "relations": [relation]})[1]

    assert isinstance(found, Found)
    account = found.annotations.account
    assert ([skip.reason for skip in account.skipped], [skip.reason for skip in account.repaired]) == (
        skipped,
        repaired,
    )


def test_an_id_that_is_used_twice_is_told_apart(tmp_path: Path) -> None:
    entities = [{**entity, "id": "e"} for entity in FIRE_LIKE["entities"]]

    found = only(tmp_path, {**FIRE_LIKE, "entities": entities}).annotations

    assert [mention.id for mention in found.mentions] == ["e", "e-2"]
    assert [skip.reason for skip in found.account.repaired] == [SAME_ID]


def test_what_should_be_a_list_and_is_none_is_named(tmp_path: Path) -> None:
    found = only(tmp_path, {**FIRE_LIKE, "relations": {"a": 1}}).annotations

    assert [skip.reason for skip in found.account.skipped] == [tokendraft.NO_LIST]


def test_a_field_that_no_rule_names_is_metadata_or_named(tmp_path: Path) -> None:
    found = only(tmp_path, {**FIRE_LIKE, "url": "https://example.org", "parse": [[1, 2]], "duration": 3})

    assert found.given == {"url": "https://example.org", "text_basis": "tokens"}
    assert [(skip.reason, skip.text) for skip in found.annotations.account.skipped] == [
        (tokenjson.UNDESCRIBED, '{"parse": [[1, 2]]}')
    ]


def test_a_record_without_tokens_is_named_and_the_rest_read(tmp_path: Path) -> None:
    found = read(tmp_path, FIRE_LIKE, {"tokens": "x"}, FIRE_LIKE)

    assert found[1] == Skipped(2, tokenjson.NO_TOKENS, '{"tokens": "x"}')
    assert isinstance(found[2], Found)


OWN = """
format = "token-json"
document = "key"
end = "inclusive"
offsets = "sentence"
[tokens]
each = "body.*"
word = "form"
[[mentions]]
each = "names"
label = "kind"
span = ["from", "to"]
sentence = "in"
id = "name"
[[relations]]
each = "links"
label = "verb"
by = "id"
ends = {Buyer = "who", Target = "whom"}
"""
OWN_RECORD = {
    "key": "d",
    "body": [[{"form": "Soleil"}, {"form": "rachète"}], [{"form": "Lune"}, {"form": "SA"}]],
    "names": [
        {"name": "s", "kind": "ORG", "from": 0, "to": 0, "in": 0},
        {"name": "l", "kind": "ORG", "from": 0, "to": "1", "in": 1},
    ],
    "links": [{"verb": "buys", "who": "s", "whom": "l"}],
}


def test_a_description_beside_the_file_is_used(tmp_path: Path) -> None:
    found = only(tmp_path, OWN_RECORD, description=OWN)

    assert found.text == "Soleil rachète\nLune SA"
    assert found.annotations.mentions == (
        Mention("s", "ORG", ((0, 6),), "Soleil", 1),
        Mention("l", "ORG", ((15, 22),), "Lune SA", 1),
    )
    assert found.annotations.relations == (Relation("R3", "buys", (("Buyer", "s"), ("Target", "l")), 1),)


def test_tokens_of_another_sentence_are_outside(tmp_path: Path) -> None:
    names = [*OWN_RECORD["names"], {"name": "x", "kind": "ORG", "from": 1, "to": 2, "in": 0}]

    account = only(tmp_path, {**OWN_RECORD, "names": names}, description=OWN).annotations.account

    assert [skip.reason for skip in account.skipped] == [offsets.OUTSIDE]


@pytest.mark.parametrize(
    ("value", "description", "expected"),
    [
        pytest.param(CROSSRE, None, "token-json", id="CrossRE"),
        pytest.param(FIRE_LIKE, None, "token-json", id="FIRE"),
        pytest.param(DYGIE, None, "token-json", id="DyGIE"),
        pytest.param(DOCRED, None, "token-json", id="DocRED"),
        pytest.param(CORE, None, "token-json", id="CORE"),
        pytest.param(ROWS, None, "token-json", id="rows"),
        pytest.param({**ROWS, "_input_hash": 1}, None, "prodigy", id="prodigy"),
        pytest.param(OWN_RECORD, OWN, "token-json", id="own"),
        pytest.param(OWN_RECORD, None, None, id="own-without-description"),
        pytest.param({"tokens": ["a"], "entities": [{"x": 1}]}, None, None, id="other-entities"),
    ],
)
def test_files_are_recognised_by_what_is_in_them(
    tmp_path: Path, value: Any, description: str | None, expected: str | None
) -> None:
    (tmp_path / "a.json").write_text(json.dumps([value]))
    if description:
        (tmp_path / "mine.toml").write_text(description)

    assert recognise(str(tmp_path / "a.json")) == expected


def test_a_description_belongs_to_others(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN)

    assert recognise(str(tmp_path / "mine.toml")) == "companion"


def test_a_file_that_no_description_fits_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no description of tokens and annotations fits it.*CORE, CrossRE, DocRED"):
        read(tmp_path, {"a": 1})


def test_a_description_with_a_fault_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mine\.toml:11: unknown key 'lable' \(did you mean 'label'\?\)"):
        read(tmp_path, OWN_RECORD, description=OWN.replace('label = "kind"', 'lable = "kind"', 1))


@pytest.mark.skipif(not FIRE.is_file(), reason="the shared data are not here")
def test_of_fire_every_record_is_kept() -> None:
    found = [item for item in tokenjson.documents(str(FIRE)) if isinstance(item, Found)]

    accounts = [item.annotations.account for item in found]
    assert (len(found), sum(account.read for account in accounts)) == (454, 3519)
    assert sum(len(item.annotations.mentions) for item in found) == 2294
    assert sum(len(item.annotations.relations) for item in found) == 1225
    assert all(account.skipped == account.repaired == () for account in accounts)
