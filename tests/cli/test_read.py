from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kg.cli import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("👍 Soleil rachète Lune pour 2 milliards.\n", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tCompany 3 9\tSoleil\nX\nT2\tCompany 2 8\tMars\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rien à dire de cette société.\n", encoding="utf-8")
    (tmp_path / "c.ann").write_text("", encoding="utf-8")
    return tmp_path


def kg(*arguments: str | Path) -> int:
    return run(["read", *map(str, arguments)])


def documents(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_documents_are_json_lines(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = kg(corpus, "-f", "jsonl")

    found = documents(capsys)
    assert code == 0
    assert [document["id"] for document in found] == ["a", "b"]
    assert found[0]["mentions"] == [{"id": "T1", "label": "Company", "fragments": [[2, 8]], "text": "Soleil"}]


def test_a_pipe_gets_json_lines_by_default(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus)

    assert len(documents(capsys)) == 2


def test_letters_are_written_as_they_are(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus)

    assert "👍 Soleil rachète" in capsys.readouterr().out


def test_the_summary_counts_and_names(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus)

    assert capsys.readouterr().err.splitlines() == [
        "2 documents: 3 records read, 1 kept, 2 skipped; 1 repair",
        "skipped: 1 x quote is not at the offsets, nor once elsewhere in the text",
        "skipped: 1 x unknown kind of line",
        "repaired: 1 x offsets counted in UTF-16 units",
        "not read: 1 x annotations without text",
        "  c.ann",
        "texts without annotations: 1: b.txt",
        "language: 2 detected, 0 unknown (name it in metadata.csv or kg.toml)",
        "warning: 2 documents without publication date (column date of metadata.csv)",
    ]


def test_verbose_names_each_record(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus, "-v")

    shown = capsys.readouterr().err.splitlines()
    assert f"  {corpus}/a.ann:2: X" in shown
    assert f"  {corpus}/a.ann:1: T1\tCompany 3 9\tSoleil" in shown


def test_quiet_says_nothing_on_standard_error(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus, "-q")

    assert capsys.readouterr().err == ""


def test_the_table_has_a_line_a_document_and_a_sum(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus, "-f", "table")

    rows = [line.replace("│", " ").split() for line in capsys.readouterr().out.splitlines() if "│" in line]
    assert rows == [
        ["a", "fr", "3", "1", "2", "1"],
        ["b", "fr", "0", "0", "0", "0"],
        ["3", "1", "2", "1"],
    ]


def test_a_damaged_file_is_told_and_the_rest_goes_on(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "b.txt").write_bytes(b"\xe9")

    code = kg(corpus)

    captured = capsys.readouterr()
    assert code == 0
    assert captured.err.startswith(f"kg: {corpus}/b.txt:1: not UTF-8: byte 0xe9 at offset 0")
    assert "could not be read: 1 file, see above" in captured.err
    assert len(captured.out.splitlines()) == 1


def test_nothing_but_damaged_files_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xe9")

    assert kg(tmp_path) == 4
    assert capsys.readouterr().err.count("not UTF-8") == 1


def test_a_missing_path_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(tmp_path / "no") == 4
    assert capsys.readouterr().err == (
        f"kg: {tmp_path}/no: no such file or folder (give a corpus folder or a file of annotations)\n"
    )


def test_nothing_to_read_is_an_error_that_says_what_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.ann").write_text("", encoding="utf-8")

    assert kg(tmp_path) == 4
    assert capsys.readouterr().err == (
        f"kg: {tmp_path}: nothing to read here: c.ann: annotations without text (`kg formats` lists what kg reads)\n"
    )


def test_strict_stops_at_a_damaged_file(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "a.txt").write_bytes(b"\xe9")

    assert kg(corpus, "--strict") == 4
    assert capsys.readouterr().out == ""


def test_documents_may_go_to_a_file(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(corpus, "-o", tmp_path / "out.jsonl")

    assert capsys.readouterr().out == ""
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_documents_may_be_written_as_brat(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(corpus, "-f", "brat", "-o", tmp_path / "out") == 0

    assert (tmp_path / "out/a.ann").read_text(encoding="utf-8") == "T1\tCompany 2 8\tSoleil\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a.ann",
        "a.txt",
        "b.ann",
        "b.txt",
        "metadata.jsonl",
    ]
    assert capsys.readouterr().out == ""


def test_what_brat_does_not_allow_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Soleil", "label": [[0, 6, "big firm"]]}')

    kg(tmp_path / "a.jsonl", "-f", "brat", "-o", tmp_path / "out")

    assert "changed: 1 x label or role that brat does not allow is changed" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "count"), [((), 1), (("--predictions",), 2)])
def test_predictions_are_read_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], count: int
) -> None:
    task = {"id": 1, "data": {"text": "Soleil"}, "annotations": [{"completed_by": 1, "result": []}]}
    (tmp_path / "a.json").write_text(json.dumps([{**task, "predictions": [{"id": 2, "result": []}]}]))

    kg(tmp_path, *options)

    assert len(documents(capsys)) == count


def test_brat_needs_a_folder(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(corpus, "-f", "brat") == 2
    assert capsys.readouterr().err == "kg: brat is written to a folder (name a new one with -o)\n"


def test_a_path_is_required() -> None:
    assert run(["read"]) == 2


def test_a_named_format_is_read_instead_of_the_recognised_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Soleil B-ORG\n", encoding="utf-8")

    assert kg(tmp_path, "-f", "jsonl", "--input-format", "conll") == 0

    assert [mention["text"] for mention in documents(capsys)[0]["mentions"]] == ["Soleil"]


def test_a_format_that_there_is_not_is_a_usage_error(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(corpus, "--input-format", "brad") == 2

    assert capsys.readouterr().err == "kg: no format is called 'brad' (did you mean 'brat'?)\n"


def test_pairs_go_into_a_new_folder_and_that_is_said_before_reading(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").touch()

    code = run(["read", str(corpus), "-f", "brat", "-o", str(tmp_path / "full")])

    said = f"kg: '{tmp_path / 'full'}' is a folder that is not empty (name a new one)\n"
    assert (code, *capsys.readouterr()) == (2, "", said)
