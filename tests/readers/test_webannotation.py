from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Note, Relation, Skipped
from kg.readers import offsets, read, scan, webannotation, webbodies
from kg.readers.found import Found

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
SAMPLES = SHARED / "data/formats/w3c-anno/w3c__web-annotation-tests/tools/samples/correct"
TEXT = "👍 Soleil rachète Lune. Soleil grandit."
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def quote(exact: str, **more: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def tag(value: str, purpose: str = "tagging") -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def annotation(name: str, target: Any, *bodies: Any, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"@context": CONTEXT, "id": f"#{name}", "type": "Annotation", "target": target, **more}
    return {**made, "body": list(bodies)} if bodies else made


def on(selector: Any, source: str = "a.txt") -> dict[str, Any]:
    return {"source": source, "selector": selector}


def read_all(folder: Path, *items: Any, text: str = TEXT) -> list[Found | Skipped]:
    (folder / "a.txt").write_bytes(text.encode())
    file = folder / "notes.jsonld"
    file.write_text("\n".join(map(json.dumps, items)))
    return list(webannotation.documents(str(file), webannotation.text_files(str(file))))


def only(folder: Path, *items: Any, text: str = TEXT) -> Found:
    found = read_all(folder, *items, text=text)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


SOLEIL, LUNE = position(2, 8), position(17, 21)


def test_a_position_is_a_mention(tmp_path: Path) -> None:
    found = only(tmp_path, annotation("s", on(SOLEIL), tag("ORG")))

    assert (found.id, found.text) == ("", TEXT)
    assert found.annotations.mentions == (Mention("s", "ORG", ((2, 8),), "Soleil", 1),)
    assert found.annotations.account.read == 1


@pytest.mark.parametrize(
    ("selector", "fragments"),
    [
        pytest.param(quote("Lune"), (17, 21), id="quote"),
        pytest.param(quote("Soleil", suffix=" grandit"), (23, 29), id="quote-with-suffix"),
        pytest.param(quote("Soleil", prefix="👍 "), (2, 8), id="quote-with-prefix"),
        pytest.param(quote("Soleil", prefix="Lune.\n"), (23, 29), id="white-space-of-the-prefix-differs"),
        pytest.param([position(17, 21), quote("Lune")], (17, 21), id="alternatives"),
        pytest.param([position(18, 22), quote("Lune")], (17, 21), id="alternatives-in-utf16"),
        pytest.param({"type": "FragmentSelector", "value": "char=17,21"}, (17, 21), id="fragment"),
        pytest.param({**position(9, 22), "refinedBy": position(8, 12)}, (17, 21), id="refined-by-position"),
        pytest.param({**position(20, 30), "refinedBy": quote("Soleil")}, (23, 29), id="refined-by-quote"),
        pytest.param(
            {"type": "RangeSelector", "startSelector": quote("Lune"), "endSelector": quote(". Soleil")},
            (17, 21),
            id="range",
        ),
        pytest.param({"type": "oa:TextPositionSelector", "start": 17, "end": 21}, (17, 21), id="prefixed-type"),
    ],
)
def test_a_selector_finds_its_words(tmp_path: Path, selector: Any, fragments: tuple[int, int]) -> None:
    assert only(tmp_path, annotation("s", on(selector), tag("ORG"))).annotations.mentions[0].fragments == (fragments,)


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        pytest.param(quote("Soleil"), offsets.MISMATCH, id="quote-occurs-twice"),
        pytest.param(quote("Mars"), offsets.MISMATCH, id="quote-is-not-there"),
        pytest.param([SOLEIL, quote("Mars")], offsets.MISMATCH, id="position-holds-other-words"),
        pytest.param(position(2, 99), offsets.OUTSIDE, id="outside"),
        pytest.param({"type": "CssSelector", "value": "#a"}, webbodies.NO_SELECTOR, id="css"),
        pytest.param("https://example.org/selector", webbodies.NO_SELECTOR, id="selector-elsewhere"),
    ],
)
def test_what_cannot_be_placed_is_named(tmp_path: Path, selector: Any, reason: str) -> None:
    account = only(tmp_path, annotation("s", on(selector), tag("ORG"))).annotations.account

    assert ([skip.reason for skip in account.skipped], account.read) == ([reason], 1)


@pytest.mark.parametrize(
    ("body", "field", "expected"),
    [
        pytest.param(tag("new"), "attributes", Attribute("s-tagging-2", "s", "tagging", "new", 1), id="second-tag"),
        pytest.param(
            {"type": "SpecificResource", "purpose": "identifying", "source": "http://www.wikidata.org/entity/Q1"},
            "links",
            Link("s", "Wikidata", "Q1", "", 1),
            id="identifying",
        ),
        pytest.param("https://example.org/x", "links", Link("s", "IRI", "https://example.org/x", "", 1), id="iri"),
        pytest.param(tag("check", "commenting"), "notes", Note("s", "commenting", "check", 1), id="comment"),
        pytest.param({"value": "check"}, "notes", Note("s", "comment", "check", 1), id="no-purpose"),
        pytest.param(
            {"purpose": "linking", "source": "https://example.org/x"},
            "links",
            Link("s", "IRI", "https://example.org/x", "", 1),
            id="linking-elsewhere",
        ),
    ],
)
def test_further_bodies_are_what_their_purpose_says(tmp_path: Path, body: Any, field: str, expected: object) -> None:
    found = only(tmp_path, annotation("s", on(SOLEIL), tag("ORG"), body)).annotations

    assert getattr(found, field) == (expected,)
    assert found.account.read == 2


def test_a_class_may_be_an_iri(tmp_path: Path) -> None:
    body = {"type": "SpecificResource", "purpose": "classifying", "source": "https://example.org/ontology#Company"}

    assert only(tmp_path, annotation("s", on(SOLEIL), body)).annotations.mentions[0].label == "Company"


@pytest.mark.parametrize(
    ("more", "label"),
    [
        pytest.param({"motivation": "highlighting"}, "highlighting", id="motivation"),
        pytest.param({}, "Annotation", id="nothing"),
        pytest.param({"motivation": "tagging", "bodyValue": "ORG"}, "ORG", id="body-value"),
    ],
)
def test_a_label_may_come_from_elsewhere(tmp_path: Path, more: dict[str, str], label: str) -> None:
    assert only(tmp_path, annotation("s", on(SOLEIL), **more)).annotations.mentions[0].label == label


def test_parts_of_a_composite_are_one_mention(tmp_path: Path) -> None:
    target = {"type": "Composite", "items": [on(SOLEIL), on(LUNE)]}

    found = only(tmp_path, annotation("s", target, tag("ORG"))).annotations

    assert [mention.fragments for mention in found.mentions] == [((2, 8), (17, 21))]


def test_several_targets_are_several_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, annotation("s", [on(SOLEIL), on(LUNE)], tag("ORG"))).annotations

    assert [(mention.id, mention.text) for mention in found.mentions] == [("s", "Soleil"), ("s-2", "Lune")]


def test_an_annotation_about_two_others_is_a_relation(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        annotation("r", ["#s", "#l"], tag("buys", "classifying"), motivation="linking"),
        annotation("s", on(SOLEIL), tag("ORG")),
        annotation("l", on(LUNE), tag("ORG")),
    ).annotations

    assert found.relations == (Relation("r", "buys", (("Arg1", "s"), ("Arg2", "l")), 1),)
    assert found.account.read == 3


def test_a_body_may_link_to_another_annotation(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        annotation("s", on(SOLEIL), tag("ORG"), {"purpose": "linking", "source": "#l"}),
        annotation("l", on(LUNE), tag("ORG")),
    ).annotations

    assert found.relations == (Relation("s-linking-2", "linking", (("Arg1", "s"), ("Arg2", "l")), 1),)


def test_an_annotation_about_one_other_is_named(tmp_path: Path) -> None:
    found = only(tmp_path, annotation("s", on(SOLEIL), tag("ORG")), annotation("r", "#s", tag("x")))

    assert [skip.reason for skip in found.annotations.account.skipped] == [webbodies.NO_ENDS]


def test_an_annotation_of_the_whole_text_is_metadata(tmp_path: Path) -> None:
    found = only(tmp_path, annotation("s", on(SOLEIL), tag("ORG")), annotation("w", "a.txt", tag("Eco")))

    assert found.given == {"tagging": "Eco"}


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda one: {"type": "AnnotationPage", "items": [one]}, id="page"),
        pytest.param(
            lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
            id="collection",
        ),
        pytest.param(lambda one: {"@context": CONTEXT, "@graph": [one]}, id="graph"),
    ],
)
def test_annotations_may_be_wrapped(tmp_path: Path, wrap: Any) -> None:
    whole = wrap(annotation("s", on(SOLEIL), tag("ORG")))

    assert webannotation.is_annotation(whole)
    assert len(only(tmp_path, whole).annotations.mentions) == 1


def test_each_creator_has_a_document(tmp_path: Path) -> None:
    found = read_all(
        tmp_path,
        annotation("s", on(SOLEIL), tag("ORG"), creator={"id": "https://example.org/anna", "name": "anna"}),
        annotation("l", on(LUNE), tag("ORG"), creator="https://example.org/ben"),
    )

    assert [item.annotator for item in found if isinstance(item, Found)] == ["anna", "https://example.org/ben"]


@pytest.mark.parametrize("source", ["a.txt", "https://example.org/news/a.txt", "https://example.org/news/a", "./a.txt"])
def test_the_text_is_found_beside_the_file(tmp_path: Path, source: str) -> None:
    assert only(tmp_path, annotation("s", on(SOLEIL, source), tag("ORG"))).annotations.mentions[0].text == "Soleil"


def test_an_address_is_the_texts(tmp_path: Path) -> None:
    assert only(tmp_path, annotation("s", on(SOLEIL, "https://example.org/a"), tag("ORG"))).given == {
        "url": "https://example.org/a"
    }


def test_an_address_with_a_fragment_says_the_place(tmp_path: Path) -> None:
    found = only(tmp_path, annotation("s", "https://example.org/a#char=2,8", tag("ORG")))

    assert found.annotations.mentions[0].text == "Soleil"


def test_annotations_of_texts_that_are_not_there_are_named(tmp_path: Path) -> None:
    found = read_all(
        tmp_path, annotation("s", on(SOLEIL), tag("ORG")), annotation("x", on(SOLEIL, "b.txt"), tag("ORG"))
    )

    assert [item.reason for item in found if isinstance(item, Skipped)] == [webannotation.NO_TEXT]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param({"type": "Annotation", "body": "x"}, webannotation.NO_TARGET, id="no-target"),
        pytest.param({"type": "Thing"}, webannotation.NOT_AN_ANNOTATION, id="no-annotation"),
    ],
)
def test_what_is_no_annotation_is_named(tmp_path: Path, item: Any, reason: str) -> None:
    found = read_all(tmp_path, item, annotation("s", on(SOLEIL), tag("ORG")))

    assert [one.reason for one in found if isinstance(one, Skipped)] == [reason]


def test_a_text_with_web_annotations_is_one_document(tmp_path: Path) -> None:
    read_all(tmp_path, annotation("s", on(SOLEIL), tag("ORG")))

    corpus = scan([tmp_path])

    assert [(entry.id, entry.format, entry.annotations) for entry in corpus.entries] == [
        ("notes", "web-annotation", ("notes.jsonld", "a.txt"))
    ]
    assert read(corpus.entries[0])[0].mentions[0].text == "Soleil"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared data are not here")
def test_samples_of_the_standard_are_recognised_and_refused_for_want_of_a_text() -> None:
    entries = scan([SAMPLES]).entries

    reasons = set()
    for entry in entries:
        with pytest.raises(InputError) as caught:
            read(entry)
        reasons.add(caught.value.message)
    assert len(entries) == 45
    assert reasons == {
        "no document in it: the text of the target is not beside the file",
        "no document in it: object is no annotation",
    }


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "text", "words"),
    [pytest.param("anno26", "now this is an anotation that has some words", "anotation", id="quote")],
)
def test_a_sample_of_the_standard_reads_with_its_text(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / f"{name}.json").write_bytes((SAMPLES / f"{name}.json").read_bytes())
    (tmp_path / f"{name}.txt").write_text(text)

    document = read(scan([tmp_path]).entries[0])[0]

    assert [mention.text for mention in document.mentions] == [words]
