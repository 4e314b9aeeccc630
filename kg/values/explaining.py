"""Which words gave what."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.values import symbols as s
from kg.values.folding import fold, folded_offsets
from kg.values.languages import language_of
from kg.values.lexicons import lexicon_of
from kg.values.temporal_lexicon import temporal_lexicon
from kg.values.value import ALIASES


class Clue(NamedTuple):
    """A word or phrase and what it was taken for.

    Attributes:
        start: Offset of its first character (0-based, code points).
        end: Offset after its last character.
        words: The words as written.
        gives: What they were taken for, in English.
    """

    start: int
    end: int
    words: str
    gives: str


def explain(text: str, *, kind: str, language: str) -> list[Clue]:
    """Return what each word of `text` was taken for when it was read as `kind`.

    Raises:
        ValueError: `language` is not known.
    """
    words = language_of(language)
    if words is None:
        raise ValueError(f"unknown language {language!r}")
    kind = ALIASES.get(kind, kind)
    if kind in {"date", "period"}:
        lexicon = temporal_lexicon(words.code)
    else:
        lexicon = lexicon_of(words.code, kind if kind in _GROUPS else "number")
    offsets = folded_offsets(text)
    return [
        Clue(offsets[start], offsets[end], text[offsets[start] : offsets[end]].strip(), _gives(items))
        for start, end, items in lexicon.located(fold(text))
    ]


_GROUPS: Final = frozenset(("money", "percentage", "rank", "quantity", "duration"))


def _gives(items: list[s.Item]) -> str:
    return " and ".join(_told(symbol, payload) for symbol, payload in items) if items else "nothing"


def _told(symbol: str, payload: object) -> str:
    name = _NAMES.get(symbol, "a word of the grammar")
    if payload is None or symbol == s.TO:
        return name
    told = (
        ", ".join(str(part) for part in payload if part not in (None, ()))
        if isinstance(payload, tuple)
        else str(payload)
    )
    return f"{name}: {told}"


_NAMES: Final = {
    s.LITERAL: "number",
    s.CARDINAL: "number word",
    s.MULTIPLIER: "scale",
    s.COLLECTIVE: "collective number",
    s.ORDINAL: "ordinal",
    s.ORDINAL_MULTIPLIER: "ordinal scale",
    s.DENOMINATOR: "denominator",
    s.HALF: "half",
    s.ARTICLE: "article",
    s.AND: "and",
    s.MINUS: "minus or dash",
    s.POINT: "decimal mark",
    s.OVER: "fraction bar",
    s.CURRENCY: "currency",
    s.SUBUNIT: "sub-unit",
    s.PERCENT: "percent",
    s.CHANGE: "points",
    s.UNIT: "unit",
    s.SUPERLATIVE: "superlative",
    s.RANK: "rank",
    s.NUMERO: "numero sign",
    s.BETWEEN: "between",
    s.TO: "to",
    s.QUALIFIER: "qualifier",
    s.EQUAL: "equal",
    s.COMMA: "comma",
    s.UNKNOWN: "unknown word",
    s.DAY_NUMBER: "number",
    s.YEAR: "year",
    s.MONTH: "month",
    s.MONTH_OR_NUMBER: "month or number",
    s.WEEKDAY: "weekday (0 is Monday)",
    s.TIME_UNIT: "unit of time",
    s.RELATIVE: "last, this or next",
    s.ANCHOR: "days from the document's date",
    s.AGO: "ago",
    s.HENCE: "from now",
    s.WITHIN: "within",
    s.BEFORE: "before",
    s.AFTER: "after",
    s.SINCE: "since",
    s.DEADLINE: "deadline",
    s.MODIFIER: "part of the period",
    s.QUARTER: "quarter",
    s.HALF_YEAR: "half-year",
    s.FISCAL: "fiscal year",
    s.DECADE: "decade",
    s.DECADE_MARK: "decade",
    s.FEW: "vague number",
    s.REST: "rest of the period",
    s.WHOLE: "whole",
    s.SAME: "a time named elsewhere",
    s.STARTING: "starting",
    s.OF: "of the",
}
