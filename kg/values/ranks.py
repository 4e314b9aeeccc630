"""Ranks: ordinals, superlatives, numerals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.fractions import ordinal_of
from kg.values.numbers import cardinal_at, without_hyphens
from kg.values.value import Value

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.symbols import Item

_SILENT: Final = frozenset((s.SUPERLATIVE, s.NUMERO, s.ARTICLE, s.FROM, s.COMMA))
_ORDINALS: Final = frozenset((s.ORDINAL, s.ORDINAL_MULTIPLIER))


def rank_of(items: list[Item], *, language: Language) -> Value | None:
    """Return the rank that all of `items` make: an ordinal, a number after "no.", a word such as "leader"."""
    del language  # the items say it all; every reader is called alike
    superlative = any(symbol == s.SUPERLATIVE for symbol, _ in items)
    if superlative:
        items = [item for item in items if item[0] != s.MINUS]  # "second-largest"
    words = _without_nouns(without_hyphens([item for item in items if item[0] not in _SILENT]))
    rank = _ordinal_of(words) if superlative else _number_of(words)  # "the two largest" is no rank
    if rank is None and superlative and not words:
        rank = 1
    if rank is None or rank < 1:
        return None
    return Value(kind="rank", value=Decimal(rank), datatype="xsd:integer")


def _without_nouns(words: list[Item]) -> list[Item]:
    """Return `words` without what comes after an ordinal and is no number: "deuxième assureur du pays"."""
    last = max((index for index, (symbol, _) in enumerate(words) if symbol in _ORDINALS), default=None)
    if last is None or any(symbol != s.UNKNOWN for symbol, _ in words[last + 1 :]):
        return words
    return words[: last + 1]


def _ordinal_of(words: list[Item]) -> int | None:
    """Return the rank of an ordinal or of a word that is a rank by itself."""
    if len(words) == 1 and words[0][0] == s.RANK:
        rank: int = words[0][1]
        return rank
    return ordinal_of(words)


def _number_of(words: list[Item]) -> int | None:
    ordinal = _ordinal_of(words)
    if ordinal is not None:
        return ordinal
    found = cardinal_at(words, 0)
    if found is None or found.end != len(words) or found.value != int(found.value):
        return None
    return int(found.value)
