"""One place that decides what an offset counts, for all formats.

Annotation tools count code points, UTF-16 units (JavaScript, Java), UTF-8 bytes, or characters of a text whose carriage
returns or byte order mark they had removed or kept, and some files mix them (nlplab/brat#1115). What an annotation
quotes tells: a unit is right where the text at the offsets is the quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.model import Span

CODE_POINTS = "code points"
UTF16 = "UTF-16 units"
UTF8 = "UTF-8 bytes"
_WITHOUT_RETURNS = "without carriage returns"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

EMPTY = "span is empty"
OUTSIDE = "offsets are outside the text"
MISMATCH = "quote is not at the offsets, nor once elsewhere in the text"
RELOCATED = "offsets were wrong, found again by the quote"
WHITE_SPACE = "white space of the quote differs from the text"
UNQUOTED = "no quote to verify the offsets"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an annotation says of its place.

    Attributes:
        fragments: (start, end) pairs in the file's unit, in the file's order.
        quote: The words it quotes, fragments joined by one space; None where the format quotes nothing, empty where
            it should quote and does not.
    """

    fragments: tuple[Span, ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotation is.

    Attributes:
        fragments: Half-open spans in code points, in text order; empty where the claim cannot be placed.
        reason: Why it cannot be placed, or what was repaired; empty where the claim was right as it stood.
    """

    fragments: tuple[Span, ...]
    reason: str = ""


def place(text: str, claims: Sequence[Claim], *, declared: str = CODE_POINTS, marked: bool = False) -> list[Place]:
    """Find the place of each claim in a text.

    The unit is the one in which most quotes match, the declared one on a tie. A claim that does not match in it is
    tried in the other units, then looked up by its quote, which must occur exactly once. Where nothing is quoted, the
    declared unit holds, unless only in another do all claims begin and end at the edges of words.

    Args:
        text: The document, without its byte order mark.
        claims: What the annotations say, all of one document.
        declared: The unit that the format prescribes.
        marked: Whether the file began with a byte order mark.

    Returns:
        One place a claim, in the order of `claims`.

    Example:
        >>> place("👍 Orange", [Claim(((3, 9),), "Orange")])
        [Place(fragments=((2, 8),), reason='offsets counted in UTF-16 units')]
    """
    quoted = any(claim.quote for claim in claims)
    certain = quoted or not (_ASTRAL.search(text) or "\r" in text)
    if declared == CODE_POINTS and certain and all(_is_exact(text, claim) for claim in claims):
        return [Place(claim.fragments) for claim in claims]
    # No tool that quotes nothing counts bytes, and where letters are long bytes may hit a word by chance.
    units = _units(text, declared=declared, marked=marked, bytes_too=quoted)
    tries = [[_in_unit(text, claim, convert) for _, convert in units] for claim in claims]
    scores = [sum(tried[unit][1] for tried in tries) for unit in range(len(units))]
    if not quoted:
        scores = _whole_words(text, [[tried[unit][0] for tried in tries] for unit in range(len(units))])
    best = max(range(len(units)), key=lambda unit: (scores[unit], -unit))
    order = [best, *(unit for unit in range(len(units)) if unit != best)]
    return [
        _decide(text, claim, [(units[unit][0] if unit else "", *tried[unit]) for unit in order])
        for claim, tried in zip(claims, tries, strict=True)
    ]


def _whole_words(text: str, spans: Sequence[Sequence[tuple[Span, ...]]]) -> list[int]:
    """1 for each unit in which all claims begin and end at the edge of a word, else 0.

    Args:
        text: The document.
        spans: The fragments of each claim, for each unit.
    """
    return [int(all(places) and all(_is_whole(text, span) for span in chain(*places))) for places in spans]


def _is_whole(text: str, span: Span) -> bool:
    """Whether a span cuts no word and does not begin or end with white space."""
    start, end = span
    held = text[start:end]
    cut = (start > 0 and text[start - 1 : start + 1].isalnum()) or (
        end < len(text) and text[end - 1 : end + 1].isalnum()
    )
    return held == held.strip() and not cut


def words(text: str, fragments: Iterable[Span]) -> str:
    """The words at the fragments, joined by one space.

    Example:
        >>> words("research and development team", ((0, 8), (25, 29)))
        'research team'
    """
    return " ".join([text[start:end] for start, end in fragments])


def _is_exact(text: str, claim: Claim) -> bool:
    """Whether a claim stands as it is; written for the one span that nearly all annotations have."""
    fragments = claim.fragments
    if claim.quote is None:
        inside = all(0 <= start < end <= len(text) for start, end in fragments)
        return bool(fragments) and inside and list(fragments) == sorted(fragments)
    if not claim.quote:
        return False
    if len(fragments) == 1:
        start, end = fragments[0]
        return 0 <= start < end and text[start:end] == claim.quote
    ordered = all(start < end for start, end in fragments) and list(fragments) == sorted(fragments)
    return bool(fragments) and fragments[0][0] >= 0 and ordered and words(text, fragments) == claim.quote


def _units(text: str, *, declared: str, marked: bool, bytes_too: bool) -> list[tuple[str, Callable[[int], int | None]]]:
    """Units that differ on this text, each with its conversion to code points; the declared one first."""
    length = len(text)
    units: dict[str, Callable[[int], int | None]] = {CODE_POINTS: lambda offset: offset if offset <= length else None}
    astral = _ASTRAL.search(text) is not None
    if astral or declared == UTF16:
        units[UTF16] = _counted(2 if character > "\uffff" else 1 for character in text)
    if (bytes_too and not text.isascii()) or declared == UTF8:
        units[UTF8] = _counted(len(character.encode("utf-8", "surrogatepass")) for character in text)
    if "\r" in text:
        kept = [0 if text.startswith("\r\n", at) else 1 for at in range(length)]
        units[f"code points {_WITHOUT_RETURNS}"] = _counted(kept)
        if astral:
            wide = [size * (2 if character > "\uffff" else 1) for size, character in zip(kept, text, strict=True)]
            units[f"UTF-16 units {_WITHOUT_RETURNS}"] = _counted(wide)
    if marked and bytes_too:
        units["code points with the byte order mark"] = lambda offset: offset - 1 if 1 <= offset <= length + 1 else None
    first = units.pop(declared)
    return [(declared, first), *units.items()]


def _counted(sizes: Iterable[int]) -> Callable[[int], int | None]:
    """A conversion to code points, given what each character counts in the unit; None between two characters."""
    positions = list(accumulate(sizes, initial=0))

    def convert(offset: int) -> int | None:
        at = bisect_left(positions, offset)
        return at if at < len(positions) and positions[at] == offset else None

    return convert


def _in_unit(text: str, claim: Claim, convert: Callable[[int], int | None]) -> tuple[tuple[Span, ...], int]:
    """Fragments in code points, in text order, and how well they match: 2 exactly, 1 but for white space, 0 not."""
    fragments: list[Span] = []
    for start, end in claim.fragments:
        first, last = convert(start) if start >= 0 else None, convert(end)
        if first is None or last is None or first >= last:
            return (), 0
        fragments.append((first, last))
    # Some files list fragments in the order in which they were marked, and quote them in that order too.
    quoted, fragments = words(text, fragments), sorted(fragments)
    if claim.quote is None:
        return tuple(fragments), 0
    if claim.quote in (quoted, words(text, fragments)):
        return tuple(fragments), 2
    return tuple(fragments), int(quoted.split() == claim.quote.split())


def _decide(text: str, claim: Claim, tried: list[tuple[str, tuple[Span, ...], int]]) -> Place:
    """The place of a claim, given (unit or "" for the declared one, fragments, match) in order of preference."""
    if not claim.fragments or any(start == end for start, end in claim.fragments):
        return Place((), EMPTY)
    as_declared = next(fragments for unit, fragments, _ in tried if not unit)
    if not claim.quote:
        unit, fragments, _ = tried[0]
        unverified = UNQUOTED if claim.quote == "" else ""
        repair = _counted_in(unit) if fragments != as_declared else unverified
        return Place(fragments, repair) if fragments else Place((), OUTSIDE)
    for wanted in (2, 1):
        for unit, fragments, match in tried:
            if match == wanted:
                repair = _counted_in(unit) if fragments != as_declared else ""
                return Place(fragments, repair or (WHITE_SPACE if wanted == 1 else ""))
    found = _only_place(text, claim.quote) if len(claim.fragments) == 1 else None
    return Place((found,), RELOCATED) if found else Place((), MISMATCH)


def _counted_in(unit: str) -> str:
    return f"offsets counted in {unit}"


def _only_place(text: str, quote: str) -> Span | None:
    """The span of a quote that occurs once, not inside a longer word."""
    start = text.find(quote)
    if start < 0 or text.find(quote, start + 1) >= 0:
        return None
    end = start + len(quote)
    cuts_word = text[max(start - 1, 0) : start + 1].isalnum() and start > 0
    cuts_word = cuts_word or (text[end - 1 : end + 1].isalnum() and end < len(text))
    return None if cuts_word else (start, end)
