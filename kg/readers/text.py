"""Bytes to text, without guessing and without touching line ends."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file.

    Attributes:
        text: Its characters, line ends as they stand, without a byte order mark.
        marked: Whether it began with a byte order mark, which some programs count as a character.
    """

    text: str
    marked: bool = False


def load(path: str) -> Decoded:
    """The content of a text file.

    Raises:
        InputError: The file cannot be opened, or is neither UTF-8 nor UTF-16 with a byte order mark.
    """
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError("file not found", path=path, hint="was it renamed or deleted while kg was reading?") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path) from error
    return decode(data, path=path)


def decode(data: bytes, *, path: str) -> Decoded:
    r"""Decode UTF-8, with or without a byte order mark, or UTF-16 with one.

    Args:
        data: The bytes of a file.
        path: Their file, for messages.

    Raises:
        InputError: They are in another encoding, or not text at all.

    Example:
        >>> decode(b"\xef\xbb\xbfd\xc3\xa9j\xc3\xa0\r\n", path="a.txt")
        Decoded(text='déjà\r\n', marked=True)
    """
    if data.startswith(codecs.BOM_UTF8):
        return Decoded(_decoded(data[3:], "utf-8", path=path, offset=3), marked=True)
    if data.startswith(_UTF16_MARKS):
        return Decoded(_decoded(data, "utf-16", path=path, offset=0), marked=True)
    return Decoded(_decoded(data, "utf-8", path=path, offset=0))


def _decoded(data: bytes, encoding: str, *, path: str, offset: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {encoding.upper()}: byte 0x{data[error.start]:02x} at offset {offset + error.start}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="if it is Western European, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE",
        ) from error
    if "\0" in text:
        raise InputError(
            f"not a text file: NUL at offset {offset + len(text[: text.index(chr(0))].encode(encoding))}",
            path=path,
            hint="if it is UTF-16, convert it: iconv -f UTF-16LE -t UTF-8 FILE",
        )
    return text
