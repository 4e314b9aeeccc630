"""JSON values of a file, one after another: lines of JSON, pretty-printed values, or one list of them.

Lines are read one at a time, so that a large export needs no more memory than its longest record; a list has to be
read whole. Files may be compressed with gzip.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.text import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Convert = Callable[[Any], dict[str, Any] | None]

NOT_JSON = "not JSON"
NOT_UTF8 = "not UTF-8"
NOT_A_RECORD = "JSON, but not an object"

_GZIP = b"\x1f\x8b"
_BLANK = re.compile(r"[\s\x1e\ufeff]*")
_SEPARATOR = re.compile(r"[\s\x1e,]*")
# An escape that may be half of a surrogate pair; JSON allows to write one alone, no text file can hold it.
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What is shown of a record that cannot be read, in code points.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and the 1-based line it begins on."""

    line: int
    value: dict[str, Any]


def open_bytes(path: str) -> IO[bytes]:
    """A file opened for reading, unpacked if it is compressed with gzip.

    Raises:
        InputError: It cannot be opened.
    """
    try:
        with Path(path).open("rb") as file:
            packed = file.read(2) == _GZIP
        return cast("IO[bytes]", gzip.open(path)) if packed else Path(path).open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path) from error


def records(path: str, *, convert: Convert = lambda _: None) -> Iterator[Record | Skipped]:
    """The objects in a JSON or JSON Lines file, and what in it is none.

    Args:
        path: The file; reasons name no path, for the caller knows it.
        convert: Makes an object of a value in a list that is none; None where it cannot.

    Raises:
        InputError: It cannot be opened, or the compression is damaged.
    """
    with open_bytes(path) as file:
        try:
            yield from _records(file, path, convert)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"cannot be unpacked: {error}", path=path) from error


def _records(file: IO[bytes], path: str, convert: Convert) -> Iterator[Record | Skipped]:
    first = True
    for number, raw in enumerate(file, 1):
        if not raw.strip(b" \t\r\n\x1e\xef\xbb\xbf"):
            continue
        value = _line_value(raw)
        if isinstance(value, dict):
            yield Record(number, value)
        elif _opens_a_value(raw, first=first):
            # A list, or a value over several lines: from here on the file must be read whole.
            yield from _values(decode(raw + file.read(), path=path).text, number, convert)
            return
        else:
            yield _refused(number, raw)
        first = False


def _line_value(raw: bytes) -> Any:
    """The JSON value of a line; None where it is none."""
    try:
        return loads(raw.decode("utf-8-sig").strip("\x1e"))
    except (ValueError, RecursionError):
        return None


def _opens_a_value(raw: bytes, *, first: bool) -> bool:
    text = raw.removeprefix(b"\xef\xbb\xbf").strip()
    return (
        text.endswith((b"{", b"[", b","))
        or (first and text.startswith((b"[", b"\xff\xfe", b"\xfe\xff")))
        or text == b"["
    )


def _refused(number: int, raw: bytes) -> Skipped:
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return Skipped(number, NOT_UTF8, ascii(raw[:_SHOWN])[2:-1])
    is_value = _line_value(raw) is not None or text == "null"
    return Skipped(number, NOT_A_RECORD if is_value else NOT_JSON, text[:_SHOWN])


def _values(text: str, line: int, convert: Convert) -> Iterator[Record | Skipped]:
    """The objects of a text, which may be wrapped in one list; a damaged value ends a list."""
    at = _skip(_BLANK, text, 0)
    in_list = text.startswith("[", at)
    at += in_list
    decoder = json.JSONDecoder()
    counted = 0
    while True:
        at = _skip(_SEPARATOR, text, at)
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text) or (in_list and text[at] == "]"):
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield Skipped(line, NOT_JSON, text[at : at + _SHOWN].partition("\n")[0])
            # The next line that begins with a brace begins the next value, unless a list holds them all.
            at = -1 if in_list else text.find("\n{", at)
            if at < 0:
                return
            continue
        value = _without_lone_surrogates(value) if _SURROGATE_ESCAPE.search(text, at, end) else value
        made = value if isinstance(value, dict) else convert(value)
        yield Skipped(line, NOT_A_RECORD, text[at:end][:_SHOWN]) if made is None else Record(line, made)
        at = end


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a run of what the pattern matches ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


def loads(text: str) -> Any:
    """A JSON value, lone surrogates replaced by U+FFFD.

    Raises:
        ValueError: It is none.
    """
    value = json.loads(text)
    return _without_lone_surrogates(value) if _SURROGATE_ESCAPE.search(text) else value


def _without_lone_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_lone_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_lone_surrogates(key): _without_lone_surrogates(item) for key, item in value.items()}
    return value


def shown(value: Any) -> str:
    """A JSON value as the account shows it."""
    return json.dumps(value, ensure_ascii=False)
