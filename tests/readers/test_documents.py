from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Account, Document, Mention, Source
from kg.readers import Entry, offsets, read, scan, stream
from kg.readers.documents import SAME_ID

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
BRAT = SHARED / "data" / "formats" / "brat"
REAL = sorted(scan([BRAT]).entries, key=lambda entry: entry.id) if BRAT.is_dir() else []


def corpus(folder: Path, **files: str | bytes) -> Entry:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    return scan([folder]).entries[0]


def test_a_pair_is_a_document(tmp_path: Path) -> None:
    entry = corpus(
        tmp_path,
        a_txt="Le marché\r\n\r\nSoleil grandit dans toute la région.",
        a_ann="T1\tCompany 13 19\tSoleil\n",
        metadata_csv="path,date,annotator\na,2024-01-16,anna\n",
    )

    documents = read(entry, defaults={"publisher": "Le Soir", "date": "2000-01-01"})

    assert documents == [
        Document(
            id="a",
            text="Le marché\r\n\r\nSoleil grandit dans toute la région.",
            language="fr",
            metadata={
                "publisher": "Le Soir",
                "date": "2024-01-16",
                "language_basis": "detected",
                "title": "Le marché",
                "title_basis": "first line",
            },
            source=Source("brat", "a.txt", ("a.ann",)),
            mentions=(Mention("T1", "Company", ((13, 19),), "Soleil", 1),),
            account=Account(read=1),
            annotator="anna",
        )
    ]


def test_a_text_without_annotations_is_a_document_without_records(tmp_path: Path) -> None:
    document = read(corpus(tmp_path, a_txt="Soleil"))[0]

    assert (document.mentions, document.account, document.source.annotations) == ((), Account(), ())


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    document = read(corpus(tmp_path, a_txt="\ufeffSoleil", a_ann="\ufeffT1\tCompany 1 7\tSoleil\n"))[0]

    assert document.text == "Soleil"
    assert document.mentions[0].fragments == ((0, 6),)
    assert [skip.reason for skip in document.account.repaired] == [
        "offsets counted in code points with the byte order mark"
    ]


@pytest.mark.parametrize(
    ("files", "name"),
    [
        pytest.param({"a_txt": b"\xe9", "a_ann": ""}, "a.txt", id="text"),
        pytest.param({"a_txt": "x", "a_ann": b"\xe9"}, "a.ann", id="annotations"),
    ],
)
def test_unreadable_bytes_name_their_file(tmp_path: Path, files: dict[str, str | bytes], name: str) -> None:
    entry = corpus(tmp_path, **files)

    with pytest.raises(InputError, match=rf"{name}:1: not UTF-8: byte 0xe9 at offset 0"):
        read(entry)


def test_a_text_that_is_gone_names_its_file(tmp_path: Path) -> None:
    entry = corpus(tmp_path, a_txt="x")
    (tmp_path / "a.txt").unlink()

    with pytest.raises(InputError, match=r"a\.txt: file not found"):
        read(entry)


def jsonl(folder: Path, *lines: str) -> Entry:
    (folder / "a.jsonl").write_text("\n".join(lines))
    return scan([folder]).entries[0]


SPAN = '"label": [[0, 1, "X"]]'


def test_documents_of_one_file_have_ids_under_the_entrys(tmp_path: Path) -> None:
    entry = jsonl(tmp_path, f'{{"id": 7, "text": "a", {SPAN}}}', f'{{"id": "x/y", "text": "b", {SPAN}}}')

    assert [(document.id, document.text) for document in read(entry)] == [("a/7", "a"), ("a/x/y", "b")]


def test_an_id_that_is_used_twice_is_changed_and_named(tmp_path: Path) -> None:
    entry = jsonl(tmp_path, *[f'{{"id": 7, "text": "a", {SPAN}}}'] * 3)

    found = read(entry)

    assert [document.id for document in found] == ["a/7", "a/7-2", "a/7-3"]
    assert [[skip.reason for skip in document.account.repaired] for document in found] == [[], [SAME_ID], [SAME_ID]]


def test_one_id_for_two_annotators_is_no_repair(tmp_path: Path) -> None:
    rows = [f'{{"id": 7, "text": "a", "username": "{name}", {SPAN}}}' for name in ("anna", "ben")]

    assert [(one.id, one.annotator) for one in read(jsonl(tmp_path, *rows))] == [("a/7", "anna"), ("a/7", "ben")]


def test_what_is_no_document_is_in_the_account_of_the_one_before(tmp_path: Path) -> None:
    good = f'{{"text": "a", {SPAN}}}'

    found = read(jsonl(tmp_path, "{x", good, "{y", good))

    assert [[skip.text for skip in document.account.skipped] for document in found] == [["{x", "{y"], []]
    assert [document.account.read for document in found] == [3, 1]


def test_documents_stream_one_at_a_time(tmp_path: Path) -> None:
    good = f'{{"text": "a", {SPAN}}}'
    documents = stream(jsonl(tmp_path, good, good, good))

    assert next(documents).id == "a/1"


def test_a_row_of_metadata_overrules_that_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("path,publisher,date\na,Le Soir,2023\na/7,,2024\n")

    document = read(jsonl(tmp_path, f'{{"id": 7, "text": "a", {SPAN}}}'))[0]

    assert (document.metadata["publisher"], document.metadata["date"]) == ("Le Soir", "2024")


def test_a_file_without_any_document_is_refused(tmp_path: Path) -> None:
    entry = Entry(str(tmp_path), "a", "doccano", "", ("a.jsonl",))
    (tmp_path / "a.jsonl").write_text('\n{"label": []}')

    with pytest.raises(InputError, match=r"a\.jsonl:2: no document in it: record has no text"):
        read(entry)


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
def test_the_real_files_are_there() -> None:
    assert len(REAL) == 20


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.id) for entry in REAL])
def test_of_a_real_file_nothing_is_lost_that_is_not_in_its_account(entry: Entry) -> None:
    document = read(entry)[0]

    lines = [line for name in entry.annotations for line in (BRAT / name).read_text().split("\n") if line.strip()]
    kinds = ("mentions", "events", "relations", "attributes", "links", "sets", "notes")
    assert document.account.read == len(lines)
    assert len(lines) == sum(len(getattr(document, kind)) for kind in kinds) + len(document.account.skipped)
    assert all(mention.text == offsets.words(document.text, mention.fragments) for mention in document.mentions)


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.id) for entry in REAL])
def test_a_real_file_reads_without_any_skip_or_repair(entry: Entry) -> None:
    account = read(entry)[0].account

    assert (account.skipped, account.repaired) == ((), ())
