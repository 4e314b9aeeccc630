from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import ConfigError
from kg.model import Skipped
from kg.readers import metadata
from kg.readers.metadata import Table, read_table

if TYPE_CHECKING:
    from pathlib import Path


def table_of(folder: Path, content: str | bytes, *, name: str = "metadata.csv") -> Table:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(str(file), path=name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("metadata.csv", "path,title,date\na,Un,2024-01-16\n", id="csv"),
        pytest.param("metadata.csv", "path;title;date\r\na;Un;2024-01-16\r\n", id="csv-of-a-french-spreadsheet"),
        pytest.param("metadata.csv", "\ufeffPath, Title ,DATE\na,Un,2024-01-16", id="mark-case-and-space"),
        pytest.param("metadata.tsv", "path\ttitle\tdate\na\tUn\t2024-01-16\n", id="tsv"),
        pytest.param("metadata.jsonl", '{"path": "a", "title": "Un", "date": "2024-01-16"}\n', id="jsonl"),
    ],
)
def test_a_table_is_read(tmp_path: Path, name: str, content: str) -> None:
    table = table_of(tmp_path, content, name=name)

    line = 1 if name.endswith("jsonl") else 2
    assert table.rows == {"a": (line, {"title": "Un", "date": "2024-01-16"})}
    assert table.ignored == []


def test_utf16_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path\ttitle\na\tÉté\n".encode("utf-16"), name="metadata.tsv")

    assert table.rows == {"a": (2, {"title": "Été"})}


def test_a_quoted_cell_may_hold_a_line_break(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'path,title\na,"Un\ndeux"\nb,Trois\n')

    assert table.rows["b"] == (4, {"title": "Trois"})


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    assert table_of(tmp_path, "path,desk\na,Wirtschaft\n").rows["a"][1] == {"desk": "Wirtschaft"}


def test_empty_cells_say_nothing(tmp_path: Path) -> None:
    assert table_of(tmp_path, "path,title,date\na, ,\n").rows == {"a": (2, {})}


def test_agencies_are_separated_by_semicolons_without_space(tmp_path: Path) -> None:
    assert table_of(tmp_path, 'path,agencies\na,"dpa ; AFP;"\n').rows["a"][1] == {"agencies": "dpa;AFP"}


def test_a_json_list_is_several_agencies(tmp_path: Path) -> None:
    table = table_of(tmp_path, '{"path": "a", "agencies": ["dpa", "AFP"], "n": 3, "x": null}\n', name="metadata.jsonl")

    assert table.rows["a"][1] == {"agencies": "dpa;AFP", "n": "3"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("./x/a.txt", id="dot"),
        pytest.param("x\\a.txt", id="backslash"),
        pytest.param("x/a.txt", id="plain"),
    ],
)
def test_a_path_is_written_in_several_ways(tmp_path: Path, path: str) -> None:
    assert list(table_of(tmp_path, f"path\n{path}\n").rows) == ["x/a.txt"]


def test_accents_may_be_composed_or_not(tmp_path: Path) -> None:
    assert list(table_of(tmp_path, "path\ne\u0301te\u0301\n").rows) == ["été"]


@pytest.mark.parametrize(
    ("row", "reason", "text"),
    [
        pytest.param("a,16/01/2024,fr", metadata.BAD_DATE, "16/01/2024", id="date"),
        pytest.param("a,2024,klingon", metadata.BAD_LANGUAGE, "klingon", id="language"),
        pytest.param("a,2024,fr,x", metadata.BAD_ROW, "a,2024,fr,x", id="too-many-cells"),
        pytest.param(",2024,fr", metadata.NO_PATH, "date=2024, language=fr", id="no-path"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, row: str, reason: str, text: str) -> None:
    table = table_of(tmp_path, f"path,date,language\n{row}\n")

    assert table.ignored == [Skipped(2, reason, text, "metadata.csv")]


def test_a_second_row_of_a_document_is_named(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,title\na,Un\na,Deux\n")

    assert table.rows == {"a": (2, {"title": "Un"})}
    assert table.ignored == [Skipped(3, metadata.SECOND_ROW, "a", "metadata.csv")]


def test_a_misspelt_column_is_named(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,langauge\na,fr\n")

    assert table.rows["a"][1] == {"langauge": "fr"}
    assert table.ignored == []
    assert table.remarks == [
        "metadata.csv:1: unknown column 'langauge' is kept under its own name (did you mean 'language'?)"
    ]


def test_a_misspelt_key_is_named_where_it_is_met_first(tmp_path: Path) -> None:
    rows = '{"path": "a"}\n{"path": "b", "dat": "2024"}\n{"path": "c", "dat": "2024"}\n'

    assert table_of(tmp_path, rows, name="metadata.jsonl").remarks == [
        "metadata.jsonl:2: unknown column 'dat' is kept under its own name (did you mean 'date'?)"
    ]


@pytest.mark.parametrize("column", ["date", "annotated", "section"])
def test_other_columns_are_nothing_to_remark_on(tmp_path: Path, column: str) -> None:
    assert table_of(tmp_path, f"path,{column}\na,2024\n").remarks == []


def test_a_line_that_is_no_json_object_is_named(tmp_path: Path) -> None:
    table = table_of(tmp_path, '[1]\n{"path": \n\n{"path": "a"}', name="metadata.jsonl")

    assert [(skip.line, skip.reason) for skip in table.ignored] == [(1, metadata.BAD_ROW), (2, metadata.BAD_ROW)]
    assert list(table.rows) == ["a"]


def test_a_table_without_paths_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        table_of(tmp_path, "file,title\na,Un\n")

    assert str(caught.value) == (
        f"{tmp_path}/metadata.csv:1: no column 'path' among 'file', 'title' "
        "(the first line names the columns: path,title,date,language,publisher,agencies,url,annotator)"
    )


def test_an_open_quotation_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not a table: unexpected end of data"):
        table_of(tmp_path, 'path,title\na,"Un\n')
