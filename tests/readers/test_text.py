from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.readers.text import Decoded, decode, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", Decoded(""), id="empty"),
        pytest.param("é👍".encode(), Decoded("é👍"), id="utf-8"),
        pytest.param("\ufeffé".encode(), Decoded("é", marked=True), id="byte-order-mark"),
        pytest.param("é👍".encode("utf-16"), Decoded("é👍", marked=True), id="utf-16"),
        pytest.param(b"\xfe\xff\x00a", Decoded("a", marked=True), id="utf-16-big-endian"),
        pytest.param(b"a\r\nb\rc\n", Decoded("a\r\nb\rc\n"), id="line-ends-are-kept"),
    ],
)
def test_text_is_decoded(data: bytes, expected: Decoded) -> None:
    assert decode(data, path="a.txt") == expected


def test_another_encoding_is_refused_with_its_place_and_a_remedy() -> None:
    with pytest.raises(InputError) as caught:
        decode("ligne\nsociété".encode("cp1252"), path="a.txt")

    assert str(caught.value) == (
        "a.txt:2: not UTF-8: byte 0xe9 at offset 10 "
        "(if it is Western European, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE)"
    )


def test_the_place_counts_the_byte_order_mark() -> None:
    with pytest.raises(InputError, match="byte 0xff at offset 4"):
        decode(b"\xef\xbb\xbfa\xff", path="a.txt")


def test_utf16_without_a_mark_is_refused() -> None:
    with pytest.raises(InputError, match="not a text file: NUL at offset 1"):
        decode("ab".encode("utf-16-le"), path="a.txt")


def test_half_a_utf16_unit_is_refused() -> None:
    with pytest.raises(InputError, match="not UTF-16"):
        decode(b"\xff\xfea\x00b", path="a.txt")


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="file not found"):
        load(str(tmp_path / "no.txt"))


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(str(tmp_path))
