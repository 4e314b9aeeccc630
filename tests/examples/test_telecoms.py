"""The telecoms corpus keeps its promises: everything of the ontology is annotated somewhere, exactly and legally."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from kg import schema

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "examples" / "telecoms"
TEXTS = sorted(CORPUS.glob("*/*.txt"))
REAL = {"fr/vodafone-microsoft", "en/vodafone-microsoft"}
# Derived by rules, or written by the program: nobody annotates them.
DERIVED_CLASSES = {"ContestedRanking", "Situation", "Document", "TextSpan", "Sentence"}
DERIVED_ROLES = {"evidence", "matter", "sameSituationAs"}
# What the words of a value say ("environ 1,37 milliard d'euros") is read from them.
READ_FROM_WORDS = {"value", "minValue", "maxValue", "currency", "unit"}
SEGMENT = "customerSegment"

ONTOLOGY = schema.load(
    ROOT / "ontology" / name for name in ("core.ttl", "core-codes.ttl", "business.ttl", "business-codes.ttl")
)


@dataclass(slots=True)
class Annotated:
    """A text and what stands in its .ann file, read without the program's own reader."""

    text: str
    mentions: dict[str, tuple[str, list[tuple[int, int]], str]] = field(default_factory=dict)
    events: dict[str, tuple[str, str, list[tuple[str, str]]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)

    def labels(self) -> set[str]:
        return {label for label, _, _ in self.mentions.values()}


def _name(path: Path) -> str:
    return path.relative_to(CORPUS).with_suffix("").as_posix()


def _add(doc: Annotated, line: str) -> None:
    id_, body, *rest = line.split("\t")
    words = body.split(" ")
    doc.kinds.add(id_[0])
    if id_ != "*":
        doc.ids.append(id_)
    if id_[0] == "T":
        spans = [(int(a), int(b)) for a, b in (span.split(" ") for span in body.partition(" ")[2].split(";"))]
        doc.mentions[id_] = (words[0], spans, rest[0])
    elif id_[0] == "E":
        (label, trigger), *arguments = (word.split(":") for word in words)
        doc.events[id_] = (label, trigger, [(re.sub(r"\d+$", "", role), filler) for role, filler in arguments])
    elif id_[0] == "R":
        doc.relations.append((words[0], words[1].partition(":")[2], words[2].partition(":")[2]))
    elif id_[0] == "A":
        doc.attributes.append((words[0], words[1], words[2]))
    else:
        doc.targets.extend(words[1:] if id_ == "*" else words[1:2])


@cache
def annotated(path: Path) -> Annotated:
    doc = Annotated(path.read_bytes().decode("utf-8"))
    for line in path.with_suffix(".ann").read_bytes().decode("utf-8").splitlines():
        _add(doc, line)
    return doc


@cache
def corpus() -> tuple[Annotated, ...]:
    return tuple(annotated(path) for path in TEXTS)


@cache
def rows() -> dict[str, dict[str, str]]:
    with (CORPUS / "metadata.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"].removesuffix(".txt"): row for row in csv.DictReader(file)}


def _classes() -> list[str]:
    ours = (c.name for c in ONTOLOGY.classes.values() if c.iri.startswith("https://w3id.org/biznews/"))
    return sorted(set(ours) - DERIVED_CLASSES)


def _annotated_properties() -> list[str]:
    """Properties of situations and values, and relations between entities, that an annotator states."""
    stated = [
        p.name
        for p in ONTOLOGY.properties.values()
        for domain in p.domain
        if domain in ONTOLOGY.classes
        and (
            ONTOLOGY.classes[domain].is_situation
            or ONTOLOGY.classes[domain].value_kind
            or p.name in ("partOf", "within")
        )
    ]
    return sorted(set(stated) - DERIVED_ROLES - READ_FROM_WORDS)


def _codes() -> list[tuple[str, str]]:
    properties = ("status", "certainty", "sourceKind", "kind", "indicator", "direction", SEGMENT)
    called = [ONTOLOGY.property_called(name) for name in properties]
    return [(p.name, code.name) for p in called if p for code in ONTOLOGY.codes_of(p)]


def _stated_codes() -> set[tuple[str, str]]:
    found = set()
    for doc in corpus():
        for name, target, value in doc.attributes:
            property_ = ONTOLOGY.property_called(name)
            assert property_, (name, target)
            code = ONTOLOGY.code_called(value, of=property_)
            assert code, (name, value)
            found.add((property_.name, code.name))
    return found


@pytest.mark.parametrize(("language", "least"), [("fr", 8), ("en", 6)])
def test_there_are_enough_articles_of_a_language(language: str, least: int) -> None:
    assert sum(row["language"] == language for row in rows().values()) >= least


def test_metadata_describe_each_text_and_nothing_else() -> None:
    assert sorted(rows()) == [_name(path) for path in TEXTS]


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_an_article_has_date_title_language_and_publisher(path: Path) -> None:
    row = rows()[_name(path)]
    assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", row["date"])
    assert row["title"] == annotated(path).text.splitlines()[0]
    assert row["language"] == path.parent.name
    assert row["publisher"]


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_an_article_has_a_hundred_to_four_hundred_words(path: Path) -> None:
    assert 100 <= len(annotated(path).text.split()) <= 400


@pytest.mark.parametrize("path", [p for p in TEXTS if _name(p) not in REAL], ids=_name)
def test_an_invented_article_says_so_at_its_end(path: Path) -> None:
    last = annotated(path).text.strip().splitlines()[-1]
    assert re.search(r"\binvent(é|ée|és|ées|ed)\b", last)


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_the_quote_of_a_mention_is_what_stands_at_its_offsets(path: Path) -> None:
    doc = annotated(path)
    wrong = {
        id_: quote
        for id_, (_, spans, quote) in doc.mentions.items()
        if " ".join(doc.text[start:end] for start, end in spans) != quote
    }
    assert wrong == {}


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_ids_are_unique_and_every_reference_has_its_target(path: Path) -> None:
    doc = annotated(path)
    known = {*doc.mentions, *doc.events}
    used = [trigger for _, trigger, _ in doc.events.values()]
    used += [filler for _, _, arguments in doc.events.values() for _, filler in arguments]
    used += [end for _, one, other in doc.relations for end in (one, other)]
    used += [target for _, target, _ in doc.attributes] + doc.targets
    assert len(doc.ids) == len(set(doc.ids))
    assert set(used) <= known


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_an_event_and_its_trigger_carry_one_label_that_is_a_situation(path: Path) -> None:
    doc = annotated(path)
    classes = {label: ONTOLOGY.class_called(label) for label, _, _ in doc.events.values()}
    assert all(class_ and class_.is_situation for class_ in classes.values()), classes
    assert [doc.mentions[trigger][0] for _, trigger, _ in doc.events.values()] == [
        label for label, _, _ in doc.events.values()
    ]


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_roles_are_properties_that_the_class_of_the_event_may_have(path: Path) -> None:
    doc = annotated(path)
    wrong = [
        (id_, label, role)
        for id_, (label, _, arguments) in doc.events.items()
        for role, _ in arguments
        if ONTOLOGY.property_called(role, of=ONTOLOGY.class_called(label)) is None
    ]
    assert wrong == []


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_attributes_are_codes_that_their_target_may_have(path: Path) -> None:
    doc = annotated(path)
    wrong = []
    for name, target, value in doc.attributes:
        class_ = ONTOLOGY.class_called((doc.events.get(target) or doc.mentions[target])[0])
        property_ = ONTOLOGY.property_called(name, of=class_)
        if property_ is None or ONTOLOGY.code_called(value, of=property_) is None:
            wrong.append((name, target, value))
    assert wrong == []


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_every_situation_has_status_and_kind_of_source_once(path: Path) -> None:
    doc = annotated(path)
    stated = [
        (target, property_.name) for name, target, _ in doc.attributes if (property_ := ONTOLOGY.property_called(name))
    ]
    counts = {(event, name): stated.count((event, name)) for event in doc.events for name in ("status", "sourceKind")}
    assert set(counts.values()) == {1}


@pytest.mark.parametrize("name", _classes())
def test_every_class_of_the_ontology_is_annotated(name: str) -> None:
    labels = {label for doc in corpus() for label in doc.labels()}
    found = {class_.name for label in labels if (class_ := ONTOLOGY.class_called(label))}
    assert name in found


@pytest.mark.parametrize("name", _annotated_properties())
def test_every_role_of_the_ontology_is_annotated(name: str) -> None:
    used = {role for doc in corpus() for _, _, arguments in doc.events.values() for role, _ in arguments}
    used |= {label for doc in corpus() for label, _, _ in doc.relations}
    used |= {attribute for doc in corpus() for attribute, _, _ in doc.attributes}
    found = {property_.name for word in used if (property_ := ONTOLOGY.property_called(word))}
    assert name in found


@pytest.mark.parametrize(("name", "code"), _codes(), ids="-".join)
def test_every_code_of_a_list_is_annotated(name: str, code: str) -> None:
    assert (name, code) in _stated_codes()


@pytest.mark.parametrize("kind", ["money", "date", "period", "duration", "rank", "quantity", "percentage"])
def test_every_kind_of_value_is_annotated(kind: str) -> None:
    assert kind in {ONTOLOGY.value_kind(label) for doc in corpus() for label in doc.labels()}


@pytest.mark.parametrize(
    "kind",
    ["T", "E", "R", "A", "N", "*", "#"],
    ids=["mention", "event", "relation", "attribute", "link", "set", "note"],
)
def test_every_kind_of_brat_line_occurs(kind: str) -> None:
    assert any(kind in doc.kinds for doc in corpus())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_mention_of_two_fragments_occurs(language: str) -> None:
    docs = [annotated(path) for path in TEXTS if path.parent.name == language]
    assert any(len(spans) > 1 for doc in docs for _, spans, _ in doc.mentions.values())


@pytest.mark.parametrize("role", ["causedBy", "partOfSituation"])
def test_an_event_fills_a_role_of_another(role: str) -> None:
    fillers = [f for doc in corpus() for _, _, arguments in doc.events.values() for r, f in arguments if r == role]
    assert any(filler.startswith("E") for filler in fillers)


def test_mentions_overlap_without_being_equal() -> None:
    pairs = [
        (one, other)
        for doc in corpus()
        for (_, (one,), _), (_, (other,), _) in combinations(
            [mention for mention in doc.mentions.values() if len(mention[1]) == 1], 2
        )
        if one != other and one[0] < other[1] and other[0] < one[1]
    ]
    assert pairs


def test_a_character_outside_the_basic_plane_precedes_annotations() -> None:
    after = [
        doc
        for doc in corpus()
        for _, spans, _ in doc.mentions.values()
        if max(doc.text[: spans[0][0]], default="") > "\uffff"
    ]
    assert after


def test_one_text_has_windows_line_ends() -> None:
    assert [_name(path) for path in TEXTS if b"\r\n" in path.read_bytes()] == ["fr/portrait-tarvenko"]


def test_one_french_article_is_annotated_in_french() -> None:
    labels = {label for label, _, _ in annotated(CORPUS / "fr" / "brumaire-fibre.txt").events.values()}
    assert labels == {"Investissement", "Partenariat", "Fourniture"}


@pytest.mark.parametrize("name", sorted(REAL))
def test_links_of_the_real_deal_name_the_same_matters(name: str) -> None:
    lines = (CORPUS / f"{name}.ann").read_text(encoding="utf-8").splitlines()
    matters = {line.split()[3] for line in lines if line.startswith("N") and " Matter:" in line}
    assert matters == {
        "Matter:vodafone-microsoft-2024",
        "Matter:vodafone-microsoft-services-2024",
        "Matter:microsoft-vodafone-iot-2024",
        "Matter:vodafone-iot-spin-off-2024",
    }
