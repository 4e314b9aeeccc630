from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation
from kg.readers import docbin, scan, stream
from kg.readers.docbin import NO_END, NO_LABEL, SAME_SPAN
from kg.readers.formats import recognise

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
REAL = SHARED / "data/formats/prodigy-rel/explosion__projects/tutorials/ner_tweets/assets/demo/demo.spacy"
WORDS = ["👍", "Soleil", "rachète", "Lune", "."]
SPACES = [True, True, True, False, False]
# The beginning of a file by spaCy 3: version, attributes, tokens.
BEGINNING = b"\x89\xa7version\xa30.1\xa5attrs\x93AMN\xa6tokens\xc5\x01\xe0"


@pytest.fixture
def spacy() -> Any:
    return pytest.importorskip("spacy", reason="the extra spacy is not installed")


@pytest.fixture
def doc(spacy: Any) -> Any:
    """A document with two entities."""
    made = spacy.tokens.Doc(spacy.vocab.Vocab(), words=WORDS, spaces=SPACES)
    made.ents = [
        spacy.tokens.Span(made, 1, 2, label="ORG", kb_id="Q1", span_id="soleil"),
        spacy.tokens.Span(made, 3, 4, label="ORG"),
    ]
    return made


def written(folder: Path, doc: Any, *, times: int = 1) -> Path:
    spacy = sys.modules["spacy"]
    file = folder / "train.spacy"
    file.write_bytes(spacy.tokens.DocBin(store_user_data=True, docs=[doc] * times).to_bytes())
    return file


def only(folder: Path, doc: Any) -> Any:
    (found,) = docbin.documents(str(written(folder, doc)))
    return found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(zlib.compress(BEGINNING + b"\0" * 99), "docbin", id="spacy-3"),
        pytest.param(zlib.compress(b"\x86\xa5attrs\x93AMN\xa6tokens"), "docbin", id="spacy-2"),
        pytest.param(zlib.compress(b"\x82\xa4name\xa1a\xa5attrs\x90"), None, id="other-map"),
        pytest.param(b"\x78\x9cno stream", None, id="not-packed"),
        pytest.param(BEGINNING, None, id="not-zlib"),
    ],
)
def test_it_is_recognised_by_its_content(tmp_path: Path, content: bytes, expected: str | None) -> None:
    file = tmp_path / "data.bin"
    file.write_bytes(content)

    assert recognise(str(file)) == expected


def test_a_missing_extra_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.spacy"
    file.write_bytes(zlib.compress(BEGINNING))
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)

    with pytest.raises(InputError) as raised:
        list(docbin.documents(str(file)))

    assert raised.value.message == "a spaCy DocBin needs the extra 'spacy'"
    assert raised.value.hint == "pip install 'kg-news[spacy]'"


def test_entities_are_mentions_at_code_points(tmp_path: Path, doc: Any) -> None:
    found = only(tmp_path, doc)

    assert found.text == "👍 Soleil rachète Lune."
    assert found.annotations.mentions == (
        Mention("T1", "ORG", ((2, 8),), "Soleil", 1),
        Mention("T2", "ORG", ((17, 21),), "Lune", 1),
    )
    assert found.given == {}


def test_identifiers_are_links_and_attributes(tmp_path: Path, doc: Any) -> None:
    annotations = only(tmp_path, doc).annotations

    assert annotations.links == (Link("T1", "Wikidata", "Q1", "", 1),)
    assert annotations.attributes == (Attribute("A1", "T1", "id", "soleil", 1),)
    assert annotations.account.read == 4
    assert annotations.account.skipped == ()


def test_spans_of_groups_are_mentions_once(tmp_path: Path, spacy: Any, doc: Any) -> None:
    span = spacy.tokens.Span
    doc.spans["sc"] = [span(doc, 1, 2, label="ORG"), span(doc, 1, 4, label="DEAL")]
    doc.spans["press"] = [span(doc, 2, 3, label="VERB"), span(doc, 2, 3)]

    annotations = only(tmp_path, doc).annotations

    assert [(m.id, m.label, m.text) for m in annotations.mentions[2:]] == [
        ("T3", "VERB", "rachète"),
        ("T4", "DEAL", "Soleil rachète Lune"),
    ]
    assert annotations.attributes[1:] == (Attribute("A2", "T3", "group", "press", 1),)
    assert sorted(skip.reason for skip in annotations.account.skipped) == sorted([NO_LABEL, SAME_SPAN])


def test_relations_join_the_entities_that_begin_with_the_tokens(tmp_path: Path, spacy: Any, doc: Any) -> None:
    spacy.tokens.Doc.set_extension("rel", default={}, force=True)
    doc._.rel = {(1, 3): {"buys": 1.0, "owns": 0.0}, (2, 3): {"buys": 1.0}}

    annotations = only(tmp_path, doc).annotations

    assert annotations.relations == (Relation("R1", "buys", (("Arg1", "T1"), ("Arg2", "T2")), 1),)
    assert [skip.reason for skip in annotations.account.skipped] == [NO_END]


def test_classes_and_user_data_are_metadata(tmp_path: Path, doc: Any) -> None:
    doc.cats = {"deal": 1.0, "rumour": 0.0, "press": 0.7}
    doc.user_data["lang"] = "fr"

    assert only(tmp_path, doc).given == {"classes": "deal;press", "language": "fr"}


def test_unknown_spaces_are_said(tmp_path: Path, spacy: Any) -> None:
    found = only(tmp_path, spacy.tokens.Doc(spacy.vocab.Vocab(), words=WORDS))

    assert found.given == {"text_basis": "tokens"}


def test_each_document_has_its_number(tmp_path: Path, doc: Any) -> None:
    written(tmp_path, doc, times=2)
    (entry,) = scan([tmp_path]).entries

    found = list(stream(entry, defaults={"language": "fr"}))

    assert [document.id for document in found] == ["train/1", "train/2"]
    assert found[0].source.format == "docbin"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda data: data[:-20], "cannot be unpacked: it ends too early", id="cut"),
        pytest.param(lambda data: data[:40] + b"\xff" * 40 + data[80:], "cannot be unpacked", id="damaged"),
        pytest.param(
            lambda data: zlib.compress(zlib.decompress(data).replace(b"Lune", b"Lunx")),
            "no DocBin that spaCy can read: KeyError",
            id="unknown-string",
        ),
        pytest.param(lambda _: zlib.compress(BEGINNING), "no DocBin that spaCy can read", id="ends-in-a-map"),
        pytest.param(lambda _: zlib.compress(bytes(70 << 20)), "unpacks to far more than its size", id="bomb"),
    ],
)
@pytest.mark.usefixtures("spacy")
def test_a_damaged_file_is_refused(tmp_path: Path, doc: Any, change: Any, message: str) -> None:
    file = written(tmp_path, doc)
    file.write_bytes(change(file.read_bytes()))

    with pytest.raises(InputError) as raised:
        list(docbin.documents(str(file)))

    assert raised.value.message.startswith(message)
    assert raised.value.path == str(file)


@pytest.mark.usefixtures("spacy")
@pytest.mark.skipif(not REAL.is_file(), reason="needs the real files in ../shared/data/formats/prodigy-rel")
def test_a_real_file_is_read() -> None:
    (found,) = docbin.documents(str(REAL))

    assert [(mention.label, mention.text) for mention in found.annotations.mentions] == [("PERSON", "Ed Sheeran")]
