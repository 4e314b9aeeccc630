from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from kg.readers import Entry, formats, scan
from kg.readers.formats import COMPANION, recognise
from kg.readers.refusal import NO_READER

if TYPE_CHECKING:
    from pathlib import Path

LABEL_STUDIO = '[{"id": 1, "data": {"text": "a"}, "annotations": []}]'
DOCCANO = '{"text": "a", "label": [[0, 1, "X"]]}'
PRODIGY = '{"text": "a", "spans": [{"start": 0, "end": 1, "label": "X"}], "_input_hash": 1}'


@pytest.mark.parametrize(
    ("content", "form"),
    [
        pytest.param(LABEL_STUDIO, "label-studio", id="label-studio"),
        pytest.param('[{"annotation_id": 1, "annotator": 1, "text": "a"}]', "label-studio", id="label-studio-min"),
        pytest.param(DOCCANO, "doccano", id="doccano"),
        pytest.param(f'{{"text": "b", "label": []}}\n{DOCCANO}', "doccano", id="doccano-by-a-later-record"),
        pytest.param(json.dumps(json.loads(DOCCANO), indent=2), "doccano", id="doccano-pretty"),
        pytest.param(PRODIGY, "prodigy", id="prodigy"),
        pytest.param('[["a", {"entities": [[0, 1, "X"]]}]]', "prodigy", id="spacy"),
        pytest.param('{"%FEATURE_STRUCTURES": []}', "uima", id="cas-json"),
        pytest.param('<?xml version="1.0"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>', "uima", id="cas-xmi"),
        pytest.param("#FORMAT=WebAnno TSV 3.3\n", "webanno-tsv", id="webanno-tsv"),
        pytest.param("<View><Text name='t' value='$text'/></View>", COMPANION, id="label-studio-settings"),
        pytest.param('[{"id": 12, "text": "ORG"}]', COMPANION, id="doccano-labels"),
        pytest.param("<typeSystemDescription/>", COMPANION, id="type-system"),
        pytest.param('{"name": "a", "version": "1"}', None, id="other-json"),
        pytest.param("[", None, id="damaged-json"),
        pytest.param("#FORMAT=WebAnno TSV 2\n", None, id="older-tsv"),
        pytest.param("", None, id="empty"),
        pytest.param("plain words", None, id="words"),
        pytest.param("a B-X\nb O\n", "conll", id="conll"),
        pytest.param("Smad activates I-kappaB", None, id="prose-that-ends-like-a-tag"),
        pytest.param("Smad activates I-kappaB\n\nNothing else does", None, id="prose-with-one-such-line"),
    ],
)
def test_a_format_is_recognised_by_content(tmp_path: Path, content: str, form: str | None) -> None:
    file = tmp_path / "anything.dat"
    file.write_text(content)

    assert recognise(str(file)) == form


@pytest.mark.parametrize("compressed", [False, True])
def test_a_compressed_file_is_recognised_like_another(tmp_path: Path, compressed: bool) -> None:
    data = DOCCANO.encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data) if compressed else data)

    assert recognise(str(tmp_path / "a.jsonl.gz")) == "doccano"


def test_every_format_but_brat_has_a_reader() -> None:
    assert {one.name for one in formats.FORMATS} - {"brat"} == set(formats.READERS)


def test_a_format_whose_package_is_missing_is_not_installed() -> None:
    assert not formats.Format("x", "X", "", (), "x", "no_such_package").installed


def test_folders_may_mix_formats(tmp_path: Path) -> None:
    (tmp_path / "tasks.json").write_text(LABEL_STUDIO)
    (tmp_path / "all.jsonl").write_text(DOCCANO)
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.json").write_text("{}")

    corpus = scan([tmp_path])

    assert corpus.entries == (
        Entry(str(tmp_path), "a", "brat", "a.txt"),
        Entry(str(tmp_path), "all", "doccano", "", ("all.jsonl",)),
        Entry(str(tmp_path), "tasks", "label-studio", "", ("tasks.json",)),
    )
    assert [(skip.path, skip.reason) for skip in corpus.ignored] == [("b.json", NO_READER)]


def test_files_of_one_name_are_told_apart_by_their_endings(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(LABEL_STUDIO)
    (tmp_path / "a.jsonl").write_text(DOCCANO)

    assert [entry.id for entry in scan([tmp_path]).entries] == ["a.json", "a.jsonl"]


def test_a_text_that_holds_columns_of_tokens_is_no_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Soleil B-ORG\ngrandit O\n")

    assert scan([tmp_path]).entries == (Entry(str(tmp_path), "a", "conll", "", ("a.txt",)),)


def test_companions_belong_to_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(DOCCANO)
    (tmp_path / "label_config.json").write_text('[{"id": 1, "text": "ORG"}]')

    corpus = scan([tmp_path])

    assert [entry.annotations for entry in corpus.entries] == [("a.jsonl", "label_config.json")]
    assert corpus.ignored == ()


@pytest.mark.parametrize("name", ["tasks/1", "tasks.json/1"])
def test_a_metadata_row_joins_a_document_in_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "tasks.json").write_text(LABEL_STUDIO)
    (tmp_path / "metadata.csv").write_text(f"path,publisher,date\ntasks,Le Soir,2023\n{name},,2024\n")

    corpus = scan([tmp_path])

    assert corpus.entries[0].metadata == (("publisher", "Le Soir"), ("date", "2023"))
    assert corpus.entries[0].rows == (("1", (("date", "2024"),)),)
    assert corpus.ignored == ()
