"""Sentences of a text, as spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_OPENING_SIGNS = '([«"„“'
# The first word of what follows fits in these code points.
_GLIMPSE = 40
_FIRST_WORD = re.compile(r"[^\W_]+")

# What sentencex 1.0 splits after in French, English, German or Spanish news although the sentence goes on, each without
# its full stop: before a name, before a number, before anything.
_TITLE = re.compile(
    r"MM?|Mmes?|Mlles?|Me|Mgr|Mrs?|Ms|Messrs|Drs?|Pr|Prof|Sr|Sra|Srta|Ste?|Hr|Fr|Dipl|Ing|Gen|Gov|Sen|Rep|Bd"
)
_NUMBERED = re.compile(r"nos?|nr|n°|n[uú]m|vol|art|al|pp?|fig|chap|§|abs|ziff|t[eé]l", re.IGNORECASE)
_INNER = re.compile(r"cf|vgl|bzw|ca|env|av|vs|resp|approx|p\.ex|z\.b|u\.a|d\.h|i\.e|e\.g|p\.-d\.g|j\.-c", re.IGNORECASE)
_INITIAL = re.compile(r"(?:.*-)?[^\W\d_]")
# Words that begin a sentence far more often than they are somebody's surname: after these, `Plan B.` has ended.
_OPENER = re.compile(
    r"as?|at|but|das|der|die|ein|el|elles?|en|er|es|for|he|if?|ils?|in|it|l[ae]?|l[eo]s|las|on|s[hi]e|so|the|they|this"
    r"|une?|we",
    re.IGNORECASE,
)
_GERMAN_ORDINAL = re.compile(r"\b(?:am|bis|das|dem|den|der|des|die|im|vom|zum)\s\d{1,2}\.", re.IGNORECASE)


def sentences(text: str, *, language: str | None) -> list[Span]:
    r"""Half-open spans of the sentences of a text, in text order; they hold all that is not blank.

    A line break always ends a sentence, for headlines have no full stop.

    Args:
        text: Any text.
        language: ISO 639-1 code; None where it is not known.

    Example:
        >>> sentences("Orange grandit\nM. Dupont est ravi. Il part.", language="fr")
        [(0, 14), (15, 34), (35, 43)]
    """
    return [
        span
        for line in _LINE.finditer(text)
        if not line[0].isspace()
        for span in _in_line(line[0], line.start(), language or "en")
    ]


def sentence_of(spans: Sequence[Span], start: int) -> Span | None:
    """The sentence that a code point stands in; None where it stands in the white space between two.

    Args:
        spans: What `sentences` returned.
        start: 0-based code point.

    Example:
        >>> sentence_of([(0, 14), (15, 34)], 20)
        (15, 34)
    """
    at = bisect_right(spans, start, key=itemgetter(0)) - 1
    return spans[at] if at >= 0 and spans[at][0] <= start < spans[at][1] else None


def _in_line(line: str, offset: int, language: str) -> Iterator[Span]:
    """Spans of the sentences in one line that begins at `offset`."""
    begin = 0
    ends = [boundary["end_index"] for boundary in get_sentence_boundaries(language, line)]
    for end in [*ends[:-1], len(line)]:
        piece = line[begin:end].rstrip()
        if piece.endswith(".") and _goes_on(piece, line[end : end + _GLIMPSE].lstrip(), language):
            continue
        if piece:
            yield offset + begin + len(piece) - len(piece.lstrip()), offset + begin + len(piece)
        begin = end


def _goes_on(piece: str, rest: str, language: str) -> bool:
    """Whether a sentence goes on after a full stop."""
    # Without what opens a quotation and without an elided article: `l'art. 3`.
    last = piece.rsplit(None, 1)[-1][:-1].replace("\u2019", "'").rpartition("'")[2].lstrip(_OPENING_SIGNS)
    if not rest or not last:
        return False
    if _TITLE.fullmatch(last) or _INNER.fullmatch(last) or rest.startswith("-"):
        return True
    if rest[0].isdecimal():
        return _NUMBERED.fullmatch(last) is not None
    following = _FIRST_WORD.match(rest)
    return following is not None and _joins(piece, last, following[0], language)


def _joins(piece: str, last: str, following: str, language: str) -> bool:
    """Whether a word goes on with the sentence of a piece whose last word is `last`."""
    if last.isupper() and _INITIAL.fullmatch(last):
        return following.istitle() and _OPENER.fullmatch(following) is None
    if following.islower():
        return True
    return language == "de" and last.isdecimal() and _GERMAN_ORDINAL.search(piece[-8:]) is not None
