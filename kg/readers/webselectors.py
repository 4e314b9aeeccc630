"""Selectors of the W3C Web Annotation Data Model to spans of a text.

Positions count code points (section 4.2.6 of the model). Several selectors of one target say the same place in several
ways: a position is checked by a quote. A selector that refines another counts within what that one selects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Span

# RFC 5147, section 2.2: character ranges of plain text.
_CHARACTERS = re.compile(r"char=(\d+),(\d+)")


def listed(value: Any) -> list[Any]:
    """A value of JSON-LD as a list: none, one, or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def type_of(value: Any) -> str:
    """The type of an object without its prefix, the first if there are several; empty where it has none."""
    found = listed(value.get("type", value.get("@type"))) if isinstance(value, dict) else []
    return str(found[0]).rpartition(":")[2].rpartition("#")[2] if found else ""


def place_of(selectors: list[Any], text: str) -> tuple[Span, str] | None:
    """The span that selectors select, and the words that they quote; None where none of them counts characters.

    The span may lie outside the text, and need not hold the words: whoever asks must check both.
    """
    spans = [span for selector in selectors if (span := _span(selector, text)) is not None]
    quotes = [quote for selector in selectors if (quote := _quote(selector)) is not None]
    if spans:
        return spans[0], quotes[0] if quotes else ""
    # No place: the quote must find it, so the span is one that cannot be right.
    return ((0, len(text) + 1), quotes[0]) if quotes else None


def _span(selector: Any, text: str) -> Span | None:
    """The span of one selector, refined if it is; None where it counts no characters or its quote is not unique."""
    if not isinstance(selector, dict):
        return None
    span = _own_span(selector, text)
    inner = selector.get("refinedBy")
    if span is None or not isinstance(inner, dict):
        return span
    refined = _span(inner, text[slice(*span)])
    return (span[0] + refined[0], span[0] + refined[1]) if refined else span


def _own_span(selector: Mapping[str, Any], text: str) -> Span | None:
    kind = type_of(selector)
    if kind == "TextPositionSelector":
        start, end = selector.get("start"), selector.get("end")
        return (start, end) if type(start) is int and type(end) is int else None
    if kind == "FragmentSelector":
        match = _CHARACTERS.fullmatch(str(selector.get("value")))
        return (int(match[1]), int(match[2])) if match else None
    if kind == "TextQuoteSelector":
        places = list(_places(selector, text))
        return places[0] if len(places) == 1 else None
    if kind == "RangeSelector":
        ends = [_span(selector.get(key), text) for key in ("startSelector", "endSelector")]
        # The end of a range is where its end selector begins (section 4.2.9).
        return (ends[0][0], ends[1][0]) if ends[0] and ends[1] else None
    return None


def _quote(selector: Any) -> str | None:
    while isinstance(selector, dict) and isinstance(selector.get("refinedBy"), dict):
        selector = selector["refinedBy"]
    exact = selector.get("exact") if type_of(selector) == "TextQuoteSelector" else None
    return exact if isinstance(exact, str) and exact else None


def _places(selector: Mapping[str, Any], text: str) -> Iterator[Span]:
    """Where the exact words stand between the prefix and the suffix that a quote gives."""
    exact = selector.get("exact")
    prefix, suffix = (" ".join(str(selector.get(key) or "").split()) for key in ("prefix", "suffix"))
    start = text.find(exact) if isinstance(exact, str) and exact else -1
    while isinstance(exact, str) and start >= 0:
        end = start + len(exact)
        # White space is often normalised in what stands around; twice its length holds it.
        before = " ".join(text[max(start - 2 * len(prefix) - 2, 0) : start].split())
        after = " ".join(text[end : end + 2 * len(suffix) + 2].split())
        if before.endswith(prefix) and after.startswith(suffix):
            yield start, end
        start = text.find(exact, start + 1)
