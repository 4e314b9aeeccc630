"""What the configurations offer is what the mapping understands."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from kg import schema
from kg.annotators import TOOLS, configuration, vocabulary_of
from kg.building import build_graph
from kg.config import find_config
from kg.errors import UsageError
from kg.mapping.lexicon import Lexicon


@pytest.fixture(scope="module")
def shipped():
    return schema.load(find_config().ontology)


@pytest.fixture(scope="module")
def lexicon(shipped):
    return Lexicon(shipped, find_config())


@pytest.fixture(scope="module")
def vocabulary(shipped):
    return vocabulary_of(shipped, language="fr")


def test_every_label_means_what_it_is_offered_as(vocabulary, lexicon):
    meant = {
        "entity": [item.name for item in vocabulary.entities],
        "value": [item.name for item in vocabulary.values],
        "situation": [event.item.name for event in vocabulary.events],
    }

    assert {kind: {lexicon.meaning(name).kind for name in names} for kind, names in meant.items()} == {
        kind: {kind} for kind in meant
    }


def test_every_role_and_attribute_is_known_to_the_class_it_is_offered_for(vocabulary, lexicon, shipped):
    unknown = [
        (event.item.name, role.item.name)
        for event in vocabulary.events
        for role in event.roles
        if lexicon.role(role.item.name, of=shipped.class_called(event.item.name)) is None
    ]

    assert not unknown


def test_every_code_is_known_to_its_attribute(vocabulary, lexicon, shipped):
    unknown = [
        (attribute.item.name, code.name)
        for attribute in vocabulary.attributes
        for code in attribute.codes
        if lexicon.code(code.name, of=shipped.property_called(attribute.item.name)) is None
    ]

    assert not unknown


def test_what_rules_derive_is_not_offered(vocabulary):
    offered = {event.item.name for event in vocabulary.events} | {
        relation.item.name for relation in vocabulary.relations
    }

    assert {"ContestedRanking", "partnerOf", "sameSituationAs"}.isdisjoint(offered)


def test_labels_are_shown_in_the_chosen_language(vocabulary):
    assert {item.name: item.label for item in vocabulary.entities}["Company"] == "entreprise"


def test_brat_sections_follow_its_grammar(shipped):
    files = configuration("brat", shipped)
    sections = re.split(r"^\[(\w+)\]\n", files["annotation.conf"], flags=re.MULTILINE)[1:]
    lines = dict(zip(sections[::2], (part.split("\n") for part in sections[1::2]), strict=True))
    line = re.compile(r"[A-Za-z_-]+(\t(([\w<>-]+\*?:[\w|<>-]+(, )?)+))?|")

    assert list(lines) == ["entities", "relations", "events", "attributes"]
    assert [text for part in lines.values() for text in part if not line.fullmatch(text)] == []


def test_label_studio_is_well_formed_and_names_are_unique(shipped):
    view = ET.fromstring(configuration("label-studio", shipped)["label-studio.xml"])
    names = [element.get("name") for element in view.iter() if element.get("name")]

    assert len(names) == len(set(names))
    assert {element.get("value") for element in view.iter("Label")} >= {"Company", "Money", "Partnership"}


def test_doccano_labels_have_texts_and_colours(shipped):
    labels = json.loads(configuration("doccano", shipped)["span_labels.json"])

    assert all(re.fullmatch(r"#[0-9A-F]{6}", label["background_color"]) for label in labels)
    assert len({label["text"] for label in labels}) == len(labels)


def test_inception_slots_and_tag_sets(shipped):
    layer = json.loads(configuration("inception", shipped)["layer-situation.json"])
    slots = next(feature for feature in layer["features"] if feature["name"] == "arguments")

    assert slots["link_mode"] == "WITH_ROLE"
    assert "partner" in {tag["tag_name"] for tag in slots["tag_set"]["tags"]}


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_the_same_ontology_gives_the_same_bytes(shipped, tool):
    assert configuration(tool, shipped) == configuration(tool, shipped)


def test_an_unknown_tool_is_refused(shipped):
    with pytest.raises(UsageError, match="there is no configuration for 'word'"):
        configuration("word", shipped)


TEXT = "Alto and Brisa sign a pact."
SPANS = {"t1": (0, 4, "Company"), "t2": (9, 14, "Company"), "t3": (22, 26, "Partnership")}


def label_studio_export() -> str:
    spans = [
        {
            "id": id_, "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]},
        }
        for id_, (start, end, label) in SPANS.items()
    ]  # fmt: skip
    relations = [
        {"type": "relation", "from_id": "t3", "to_id": to, "direction": "right", "labels": ["partner"]}
        for to in ("t1", "t2")
    ]
    status = {
        "id": "t3", "from_name": "status", "to_name": "text", "type": "choices",
        "value": {"start": 22, "end": 26, "text": "pact", "choices": ["agreed"]},
    }  # fmt: skip
    result = [*spans, *relations, status]
    return json.dumps([{"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 1, "result": result}]}])


def doccano_export() -> str:
    ids = {name: number for number, name in enumerate(SPANS, 1)}
    entities = [
        {"id": ids[name], "start_offset": start, "end_offset": end, "label": label}
        for name, (start, end, label) in SPANS.items()
    ]
    relations = [{"id": n, "from_id": 3, "to_id": n, "type": "partner"} for n in (1, 2)]
    return json.dumps({"id": 1, "text": TEXT, "entities": entities, "relations": relations}) + "\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [("export.json", label_studio_export()), ("export.jsonl", doccano_export())],
    ids=["label-studio", "doccano"],
)
def test_a_file_made_with_the_labels_needs_no_mapping(tmp_path, name, content):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / name).write_text(content, encoding="utf-8")

    account = build_graph([tmp_path / "corpus"], tmp_path / "graph", config=find_config(tmp_path))

    assert account.causes == ()
    assert account.triples["inferred"] == 2 * (name == "export.json")
