"""What a text says of a time besides the time itself: deadline, bound, part of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.values import symbols as s
from kg.values.qualifiers import LOWER, UPPER

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.values.symbols import Item

_HEDGES: Final = frozenset((s.DEADLINE, s.BEFORE, s.AFTER, s.SINCE, s.QUALIFIER, s.MODIFIER))
_DIRECTIONS: Final = frozenset((s.BEFORE, s.AFTER, s.SINCE))
_ASIDE: Final = frozenset((s.QUALIFIER, s.DEADLINE))
_BOUNDS: Final = LOWER | UPPER
_UNTIL: Final[Item] = (s.TO, True)
_NOTHING: Final[Item] = (s.FILLER, None)


class Hedges(NamedTuple):
    """What the words say besides the time itself.

    Attributes:
        qualifier: One of `value.QUALIFIERS`.
        strict: Whether a deadline excludes the day.
        modifier: start, mid, end, or None.
    """

    qualifier: str = "exact"
    strict: bool = False
    modifier: str | None = None


NO_HEDGES: Final = Hedges()
"""The hedges of a text without any."""


def hedges_of(items: list[Item]) -> tuple[Hedges, list[Item]] | None:
    """Return the hedges of `items` and the items without them, or None when they contradict each other."""
    letters = {symbol for symbol, _ in items}
    if letters.isdisjoint(_HEDGES) and items[0][0] != s.TO:
        return NO_HEDGES, items
    modifiers = {payload for symbol, payload in items if symbol == s.MODIFIER}
    if len(modifiers) > 1:
        return None
    if s.LENGTH not in letters and any(symbol == s.QUALIFIER and payload in _BOUNDS for symbol, payload in items):
        return None  # "more than 2024" says nothing of a time
    core = _core_of(items, letters)
    if s.DEADLINE in letters and [symbol for symbol, _ in core] == [s.LENGTH]:
        core = [*core, (s.HENCE, None)]  # "d'ici cinq ans"
    qualifier, strict = _direction(core, letters)
    leading = core[0] if core else _NOTHING
    if s.DEADLINE in letters or leading == _UNTIL:
        qualifier, strict = "by-deadline", False
    if leading[0] == s.TO:
        core = core[1:]
    if qualifier == "exact":
        qualifier = next((payload for symbol, payload in items if symbol == s.QUALIFIER), qualifier)
    return Hedges(qualifier, strict, next(iter(modifiers), None)), core


def _core_of(items: list[Item], letters: AbstractSet[str]) -> list[Item]:
    """Return `items` without hedges; "before" and "after" stay with a length, which they give a direction."""
    if s.LENGTH not in letters or letters.isdisjoint(_DIRECTIONS):
        dropped = _HEDGES | {s.MINUS} if s.MODIFIER in letters else _HEDGES
        return [item for item in items if item[0] not in dropped]
    core = [item for item in items if item[0] not in _ASIDE]
    if s.BEFORE in letters and s.ANCHOR not in letters:
        return [(s.AGO, None) if item[0] == s.BEFORE else item for item in core]
    return core


def _direction(core: list[Item], letters: AbstractSet[str]) -> tuple[str, bool]:
    """Return the qualifier that "before", "after" and "since" give, and whether it is strict."""
    if s.LENGTH in letters:
        return "exact", False
    if s.BEFORE in letters:
        return "by-deadline", True
    if letters.isdisjoint({s.AFTER, s.SINCE}) or any(symbol in {s.TO, s.MINUS} for symbol, _ in core):
        return "exact", False  # "dal 4 al 22": some languages say "since" for "from"
    return ("more-than" if s.AFTER in letters else "at-least"), False
