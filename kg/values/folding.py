"""Text without the differences that carry no meaning: case, accents, kinds of space, dash and quotation mark."""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",  # noqa: RUF001 - the letter that looks like another is what this is about
    "ð": "d",
    "þ": "th",
    "º": "º",
    "ª": "ª",
}
_DASHES: Final = "‐‑‒–—―−﹣－⁃"  # noqa: RUF001 - every dash that stands for a hyphen or a minus
_APOSTROPHES: Final = "ʻ’‘ʼ´`′＇‛"  # noqa: RUF001 - every mark that stands for an apostrophe


class _Folding(dict[int, str]):
    """Code point to its folded text, filled as code points are met."""

    def __missing__(self, point: int) -> str:
        once = _fold_one(chr(point))
        # Some letters fold to letters that fold again (a Greek letter with iota under it, capital thorn).
        folded = self[point] = once if len(once) < 2 and ord(once or " ") == point else self._again(once)  # noqa: PLR2004
        return folded

    def _again(self, text: str) -> str:
        twice = "".join(map(_fold_one, text))
        return twice if twice == text else self._again(twice)


def _fold_one(character: str) -> str:  # noqa: PLR0911 - one return for each kind of character
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    if character == "°":
        return "º"  # typed for the ordinal sign more often than for degrees before a noun
    category = unicodedata.category(character)
    if category[0] == "Z" or character in "\t\n\r\v\f":
        return " "
    if category in {"Cf", "Mn", "Cc", "Cs"}:
        return ""
    if category == "No":
        return _fold_fraction(character)
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    return "".join(_LETTERS.get(c, c) for c in decomposed if unicodedata.category(c) != "Mn")


def _fold_fraction(character: str) -> str:
    """Return "½" as " 1/2" (so that "10½" reads "10 1/2") and leave superscript digits alone."""
    decomposed = unicodedata.normalize("NFKD", character)
    if "\N{FRACTION SLASH}" in decomposed:
        return " " + decomposed.replace("\N{FRACTION SLASH}", "/")
    return character


_FOLDING: Final = _Folding()
for _point in range(128):
    _FOLDING[_point]  # the common code points are ready before the first text


def fold(text: str) -> str:
    """Return `text` folded: lower case, no accents, one kind of space, dash and apostrophe.

    The length may change; `folded_offsets` tells where each folded character came from.
    """
    return text.lower() if text.isascii() and text.isprintable() else text.translate(_FOLDING)


def folded_offsets(text: str) -> list[int]:
    """Return, for each character of ``fold(text)`` and its end, the offset in `text` (code points, 0-based)."""
    offsets = [at for at, character in enumerate(text) for _ in _FOLDING[ord(character)]]
    return [*offsets, len(text)]
