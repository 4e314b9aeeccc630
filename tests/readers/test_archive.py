from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.readers import archive, read, scan
from kg.readers.folders import NESTED
from kg.readers.refusal import NO_READER

DOCCANO = '{"id": 7, "text": "Soleil", "label": [[0, 6, "ORG"]]}'


def make(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def test_an_archive_is_like_a_folder_of_its_name(tmp_path: Path) -> None:
    make(tmp_path / "export.zip", admin_jsonl=DOCCANO, in__a_txt="Soleil", in__a_ann="T1\tORG 0 6\tSoleil\n")

    corpus = scan([tmp_path])

    assert [(entry.id, entry.text, entry.annotations) for entry in corpus.entries] == [
        ("export/admin", "", ("export.zip!/admin.jsonl",)),
        ("export/in/a", "export.zip!/in/a.txt", ("export.zip!/in/a.ann",)),
    ]
    assert [[m.text for m in document.mentions] for entry in corpus.entries for document in read(entry)] == [
        ["Soleil"],
        ["Soleil"],
    ]


def test_documents_name_their_files_in_the_archive(tmp_path: Path) -> None:
    make(tmp_path / "export.zip", admin_jsonl=DOCCANO)

    document = read(scan([tmp_path]).entries[0])[0]

    assert (document.id, document.source.annotations) == ("export/admin/7", ("export.zip!/admin.jsonl",))


def test_a_single_archive_may_be_named(tmp_path: Path) -> None:
    make(tmp_path / "export.zip", admin_jsonl=DOCCANO)

    assert scan([tmp_path / "export.zip"]) == scan([tmp_path])


def test_companions_are_found_in_the_archive(tmp_path: Path) -> None:
    numbered = '{"text": "Soleil", "annotations": [{"label": 3, "start_offset": 0, "end_offset": 6}]}'
    make(tmp_path / "export.zip", admin_jsonl=numbered, label_json='[{"id": 3, "text": "ORG"}]')

    assert read(scan([tmp_path]).entries[0])[0].mentions[0].label == "ORG"


def test_an_entry_in_an_archive_knows_the_archive(tmp_path: Path) -> None:
    entry = scan([make(tmp_path / "export.zip", admin_jsonl=DOCCANO)]).entries[0]

    assert entry.files == (str(tmp_path / "export.zip"),)
    assert pickle.loads(pickle.dumps(entry)) == entry


def test_metadata_may_stand_inside_and_beside(tmp_path: Path) -> None:
    make(tmp_path / "export.zip", a_txt="Soleil", metadata_csv="path,title\na,Un\n")
    (tmp_path / "metadata.csv").write_text("path,title,date\nexport/a,Deux,2024\n")

    corpus = scan([tmp_path])

    assert dict(corpus.entries[0].metadata) == {"title": "Un", "date": "2024"}
    assert corpus.ignored == ()


def test_what_is_not_read_in_an_archive_is_named(tmp_path: Path) -> None:
    make(tmp_path / "inner.zip", a_txt="Soleil")
    make(tmp_path / "export.zip", x_png=b"\x89PNG", inner_zip=(tmp_path / "inner.zip").read_bytes())
    (tmp_path / "inner.zip").unlink()

    assert [(skip.path, skip.reason) for skip in scan([tmp_path]).ignored] == [
        ("export.zip!/inner.zip", NESTED),
        ("export.zip!/x.png", NO_READER),
    ]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    make(tmp_path / "export.zip", admin_jsonl=DOCCANO)

    read(scan([tmp_path / "export.zip"]).entries[0])

    assert list((tmp_path / "temporary").iterdir()) == []


def test_errors_name_the_file_in_the_archive(tmp_path: Path) -> None:
    entry = scan([make(tmp_path / "export.zip", a_txt=b"\xe9")]).entries[0]

    with pytest.raises(InputError) as caught:
        read(entry)

    assert caught.value.path == f"{tmp_path}/export.zip!/a.txt"


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "in/../../a.txt", "C:/a.txt", "in\\a.txt"])
def test_a_file_that_would_land_elsewhere_is_left_out(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        packed.writestr(name, "x")

    with archive.unpacked(str(tmp_path / "export.zip")) as folder:
        assert list(Path(folder).rglob("*")) == []
    assert not (tmp_path / "a.txt").exists()


def test_an_archive_that_unpacks_to_far_more_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_FREE_BYTES", 1000)
    make(tmp_path / "export.zip", a_txt="x" * 1_000_000)

    corpus = scan([tmp_path])

    assert corpus.entries == ()
    assert [(skip.path, skip.reason) for skip in corpus.ignored] == [
        ("export.zip", "unpacks to far more than its size")
    ]


def test_an_archive_of_very_many_files_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_FILES", 1)

    corpus = scan([make(tmp_path / "export.zip", a_txt="x", b_txt="y")])

    assert [skip.reason for skip in corpus.ignored] == ["holds 2 files, more than 1"]


def test_a_damaged_archive_is_not_read(tmp_path: Path) -> None:
    file = make(tmp_path / "export.zip", a_txt="x" * 10_000)
    data = bytearray(file.read_bytes())
    data[40:50] = b"\xff" * 10
    file.write_bytes(data)

    corpus = scan([tmp_path])

    assert corpus.entries == ()
    assert [skip.reason.partition(":")[0] for skip in corpus.ignored] == ["cannot be unpacked"]


def test_a_file_that_is_only_named_like_an_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("no archive")

    assert [skip.reason for skip in scan([tmp_path]).ignored] == [NO_READER]
