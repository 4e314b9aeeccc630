from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Account, Document, Mention, Source
from kg.readers import Entry, offsets, read, scan

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
