"""The text of a BioC document: passages and sentences at their offsets, in the unit that makes annotations fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.readers.offsets import CODE_POINTS, UTF8, UTF16

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Span

_UNITS = (CODE_POINTS, UTF16, UTF8)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the file gives.

    Attributes:
        offset: Where the file says that it begins.
        start: Where it begins in the text that is put together; both in the unit of the text.
    """

    offset: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class BiocText:
    """A text put together.

    Attributes:
        unit: What its offsets count.
    """

    text: str
    unit: str
    pieces: tuple[Piece, ...]

    def place(self, offset: int, length: int) -> Span:
        """A stretch of the file in the text that is put together, in its unit; outside of it where there is none."""
        for piece in reversed(self.pieces):
            if piece.offset <= offset:
                start = piece.start + offset - piece.offset
                return start, start + length
        end = size_of(self.text, self.unit) + 1
        return end, end + max(length, 1)


def size_of(text: str, unit: str) -> int:
    """How long a text is.

    Example:
        >>> [size_of("é👍", unit) for unit in (CODE_POINTS, UTF16, UTF8)]
        [2, 3, 6]
    """
    if unit == UTF16:
        return len(text) + sum(character > "\uffff" for character in text)
    return len(text.encode("utf-8", "surrogatepass")) if unit == UTF8 else len(text)


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def number(value: Any) -> int | None:
    """A whole number, which may be a string."""
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    return value if type(value) is int else None


def pieces_of(passages: Sequence[Mapping[str, Any]]) -> BiocText:
    """The text of some passages.

    A gap between two is filled by spaces, and by a line break between passages.
    """
    found = list(_stretches(passages))
    unit = CODE_POINTS if "".join(text for _, text, _ in found).isascii() else _best_unit(passages, found)
    pieces: list[Piece] = []
    text: list[str] = []
    length = 0
    for offset, words, begins in found:
        missing = max(0, offset - length) if pieces else 0
        # What is left out before a passage may be long: where its text is elsewhere, one break is enough.
        gap = "\n" if begins and missing else " " * min(missing, 1)
        text += [gap, words]
        length += len(gap)
        pieces.append(Piece(offset, words, length))
        length += size_of(words, unit)
    return BiocText("".join(text), unit, tuple(pieces))


def _stretches(passages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str, bool]]:
    """Offset and text of each passage, or of its sentences where it has none; and whether a passage begins."""
    for passage in passages:
        own = passage.get("text")
        inner = objects(passage.get("sentences"))
        for count, one in enumerate([passage] if isinstance(own, str) and own else inner):
            offset, text = number(one.get("offset")), one.get("text")
            if isinstance(text, str) and text and offset is not None:
                yield offset, text, count == 0


def _best_unit(passages: Sequence[Mapping[str, Any]], found: Sequence[tuple[int, str, bool]]) -> str:
    """The unit in which most quotes stand where their annotations say."""
    blocks = [block for passage in passages for block in (passage, *objects(passage.get("sentences")))]
    quotes = [
        (number(places[0].get("offset")), number(places[0].get("length")), item["text"])
        for block in blocks
        for item in objects(block.get("annotations"))
        if isinstance(item.get("text"), str) and len(places := objects(item.get("locations"))) == 1
    ]
    return max(_UNITS, key=lambda unit: (sum(_stands(quote, found, unit) for quote in quotes), -_UNITS.index(unit)))


def _stands(quote: tuple[int | None, int | None, str], found: Sequence[tuple[int, str, bool]], unit: str) -> bool:
    offset, length, words = quote
    if offset is None or length is None:
        return False
    text = next(((start, text) for start, text, _ in reversed(found) if start <= offset), None)
    return text is not None and size_of(words, unit) == length and _at(text[1], offset - text[0], unit, words)


def _at(text: str, offset: int, unit: str, words: str) -> bool:
    """Whether words stand at an offset of a text."""
    at = text.find(words)
    while at >= 0:
        if size_of(text[:at], unit) >= offset:
            return size_of(text[:at], unit) == offset
        at = text.find(words, at + 1)
    return False
