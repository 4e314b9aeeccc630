from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.records import NOT_A_RECORD, NOT_JSON, NOT_UTF8, Record, loads, records

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, content: str | bytes) -> list[Record | Skipped]:
    file = folder / "a.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(records(str(file)))


A, B = {"a": 1}, {"b": [{"c": "é\n👍"}]}
PRETTY = json.dumps(B, indent=2)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param(f"{json.dumps(A)}\n\n{json.dumps(B)}\r\n", (1, 3), id="json-lines"),
        pytest.param(f"[{json.dumps(A)}, {json.dumps(B)}]", (1, 1), id="list-on-one-line"),
        pytest.param(f"\n[\n{json.dumps(A)},\n{PRETTY}\n]\n", (3, 4), id="list-over-lines"),
        pytest.param(f"{json.dumps(A, indent=1)}\n{PRETTY}", (1, 4), id="pretty-printed-values"),
        pytest.param(f"{json.dumps(A)}\n{PRETTY}", (1, 2), id="mixed"),
        pytest.param(f"\ufeff{json.dumps(A)}\n{json.dumps(B)}", (1, 2), id="byte-order-mark"),
        pytest.param(f"\x1e{json.dumps(A)}\n\x1e{json.dumps(B)}\n", (1, 2), id="record-separators"),
        pytest.param(f"[{json.dumps(A)},\n{json.dumps(B)}]".encode("utf-16"), (1, 2), id="utf-16"),
        pytest.param(gzip.compress(f"{json.dumps(A)}\n{json.dumps(B)}".encode()), (1, 2), id="gzip"),
    ],
)
def test_objects_are_read_with_their_lines(tmp_path: Path, content: str | bytes, lines: tuple[int, int]) -> None:
    assert read(tmp_path, content) == [Record(lines[0], A), Record(lines[1], B)]


@pytest.mark.parametrize(
    ("content", "skipped"),
    [
        pytest.param('{"a": 1}\n{"b": \n{"c": 2}', Skipped(2, NOT_JSON, '{"b":'), id="damaged-line"),
        pytest.param('{"a": 1}\n{"b": 1,\n{"c": 2}', Skipped(2, NOT_JSON, '{"b": 1,'), id="damaged-line-with-comma"),
        pytest.param('{"a": 1}\n[1, 2]\n{"c": 2}', Skipped(2, NOT_A_RECORD, "[1, 2]"), id="list-among-objects"),
        pytest.param('{"a": 1}\nnull\n{"c": 2}', Skipped(2, NOT_A_RECORD, "null"), id="null"),
        pytest.param(b'{"a": 1}\n{"b": "\xe9"}\n{"c": 2}', Skipped(2, NOT_UTF8, '{"b": "\\xe9"}\\n'), id="not-utf-8"),
    ],
)
def test_a_damaged_line_is_named_and_the_rest_goes_on(tmp_path: Path, content: str | bytes, skipped: Skipped) -> None:
    assert read(tmp_path, content) == [Record(1, {"a": 1}), skipped, Record(3, {"c": 2})]


def test_a_damaged_list_gives_what_stands_before(tmp_path: Path) -> None:
    assert read(tmp_path, '[{"a": 1},\n{"b" 2}]') == [Record(1, {"a": 1}), Skipped(2, NOT_JSON, '{"b" 2}]')]


def test_a_number_in_a_list_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, '[3,\n{"a": 1}]') == [Skipped(1, NOT_A_RECORD, "3"), Record(2, {"a": 1})]


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert loads('{"a": ["\\ud83d", "\\ud83d\\ude00"]}') == {"a": ["\ufffd", "😀"]}


def test_very_deep_nesting_is_named(tmp_path: Path) -> None:
    assert [type(item) for item in read(tmp_path, "[" * 100_000)] == [Skipped]


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        list(records(str(tmp_path / "no.json")))


def test_damaged_compression_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be unpacked"):
        read(tmp_path, gzip.compress(b'{"a": 1}\n' * 9)[:-10])


VALUES = st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers() | st.lists(st.text(max_size=3)))


@given(values=st.lists(VALUES, min_size=1, max_size=5), indent=st.sampled_from([None, 0, 2]), ascii_only=st.booleans())
def test_whatever_json_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, Any]], indent: int | None, ascii_only: bool
) -> None:
    texts = [json.dumps(value, indent=indent, ensure_ascii=ascii_only) for value in values]

    found = read(tmp_path_factory.mktemp("json"), "\n".join(texts).encode("utf-8", "surrogatepass"))

    assert [item.value for item in found if isinstance(item, Record)] == values


@given(content=st.binary(max_size=60) | st.text(st.sampled_from('{}[],:"\\ua1\n\t'), max_size=40).map(str.encode))
def test_rubbish_is_named_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    try:
        found = read(tmp_path_factory.mktemp("json"), content)
    except InputError:
        return

    assert all(isinstance(item, Record | Skipped) for item in found)
