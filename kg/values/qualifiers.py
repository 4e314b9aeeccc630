"""How several hedges in one text add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LOWER: Final = frozenset(("at-least", "more-than"))
"""Qualifiers that make the number a lower bound."""

UPPER: Final = frozenset(("at-most", "less-than"))
"""Qualifiers that make the number an upper bound."""

_OR_EQUAL: Final = {"more-than": "at-least", "less-than": "at-most"}


def combined(qualifiers: Sequence[str], *, equal: bool, nature: str) -> str | None:
    """Return the qualifier that all hedges of one number make, or None when they contradict each other.

    Args:
        qualifiers: The hedges in order.
        equal: Whether the words also say "or equal to".
        nature: What the number itself says: exact, approximate ("une centaine") or order-of-magnitude.
    """
    bounds = {qualifier for qualifier in qualifiers if qualifier in LOWER or qualifier in UPPER}
    if bounds & LOWER and bounds & UPPER:
        return None
    if bounds:
        bound = next(iter(bounds)) if len(bounds) == 1 else _weaker(bounds)
        return _OR_EQUAL.get(bound, bound) if equal else bound
    if "order-of-magnitude" in (nature, *qualifiers):
        return "order-of-magnitude"
    if "approximate" in qualifiers or nature == "approximate":
        return "approximate"
    return "exact"


def _weaker(bounds: set[str]) -> str:
    return "at-least" if bounds & LOWER else "at-most"
