"""Places of words and sentences, as far as their IRIs tell them: kg mints a span as `document#char=start,end`."""

from __future__ import annotations

from functools import lru_cache

Place = tuple[str, int, int]
"""Document, first character and the one after the last: 0-based, in Unicode code points of the document's text."""


@lru_cache(maxsize=1 << 14)
def place_of(span: str) -> Place | None:
    """Where a span stands; None for an IRI that does not tell.

    Example:
        >>> place_of("urn:a#char=3,9"), place_of("urn:a#E1")
        (('urn:a', 3, 9), None)
    """
    document, _, numbers = span.partition("#char=")
    start, _, end = numbers.partition(",")
    return (document, int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def order_of(span: str) -> Place:
    """What spans are sorted by: their places; those without one by their IRIs."""
    return place_of(span) or (span, 0, 0)


def is_inside(place: Place, sentence: str) -> bool:
    """Whether words stand in a sentence."""
    around = place_of(sentence)
    return around is not None and around[0] == place[0] and around[1] <= place[1] and place[2] <= around[2]
