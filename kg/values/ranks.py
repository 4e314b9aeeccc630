"""Ranks: ordinals, superlatives, numerals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.fractions import ordinal_of
from kg.values.numbers import cardinal_at, without_hyphens
from kg.values.value import Value

if TYPE_CHECKING:
    from kg.values.symbols import Item

_SILENT: Final = frozenset((s.SUPERLATIVE, s.NUMERO, s.ARTICLE, s.FROM, s.COMMA))
_DROPPED: Final = frozenset((s.QUALIFIER,))


def rank_of(items: list[Item]) -> Value | None:
    """Return the rank that all of `items` make: an ordinal, a number after "no.", a word such as "leader"."""
    superlative = any(symbol == s.SUPERLATIVE for symbol, _ in items)
    words = without_hyphens([item for item in items if item[0] not in _SILENT])
    rank = _number_of(words)
    if rank is None and superlative and not words:
        rank = 1
    if rank is None or rank < 1:
        return None
    return Value(kind="rank", value=Decimal(rank), datatype="xsd:integer")


def _number_of(words: list[Item]) -> int | None:
    if len(words) == 1 and words[0][0] == s.RANK:
        rank: int = words[0][1]
        return rank
    ordinal = ordinal_of(words)
    if ordinal is not None:
        return ordinal
    found = cardinal_at(words, 0)
    if found is None or found.end != len(words) or found.value != int(found.value):
        return None
    return int(found.value)
