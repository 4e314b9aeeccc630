"""Reading one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.values.folding import fold
from kg.values.languages import language_of, region_of
from kg.values.lexicons import lexicon_of
from kg.values.money import money_of
from kg.values.plain_numbers import number_of, percentage_of
from kg.values.ranks import rank_of
from kg.values.value import ALIASES, KINDS, Value

if TYPE_CHECKING:
    import datetime as dt

    from kg.values.languages.language import Language

_GROUPS: Final = {"money": "money", "percentage": "percentage", "rank": "rank"}
_LONGEST: Final = 1000  # characters; no value takes so many words


def read(text: str, *, kind: str, language: str, reference_date: dt.date | None = None) -> Value | None:
    """Return the value that the whole of `text` expresses, or None when it has no safe reading.

    Args:
        text: The words, as annotated; the whole of them must be understood.
        kind: One of `KINDS`, or an alias (currency, percent, ordinal).
        language: BCP 47 tag; a region decides between readings ("en-GB", "pt-BR").
        reference_date: The document's date, which relative wording is resolved from.

    Raises:
        ValueError: `kind` or `language` is not known.
    """
    kind = ALIASES.get(kind, kind)
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}, expected one of {', '.join(KINDS)}")
    words = language_of(language)
    if words is None:
        raise ValueError(f"unknown language {language!r}")
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    if kind in {"date", "period"}:
        from kg.values.temporal import read_time  # noqa: PLC0415

        return read_time(folded, kind=kind, language=words, region=region_of(language), reference_date=reference_date)
    return _read_numeric(folded, kind=kind, language=words, reference_date=reference_date)


def _read_numeric(folded: str, *, kind: str, language: Language, reference_date: dt.date | None) -> Value | None:  # noqa: PLR0911 - one return for each kind
    if kind == "duration":
        from kg.values.durations import read_duration  # noqa: PLC0415

        return read_duration(folded, language=language, reference_date=reference_date)
    group = kind if kind in {"money", "percentage", "rank", "quantity"} else "number"
    lexicon = lexicon_of(language.code, group)
    tokens = lexicon.tokens(folded)
    if not tokens:
        return None
    items = lexicon.items(tokens)
    if kind == "money":
        return money_of(items, language=language)
    if kind == "percentage":
        return percentage_of(items, language=language)
    if kind == "rank":
        return rank_of(items)
    if kind == "quantity":
        from kg.values.quantities import quantity_of  # noqa: PLC0415

        return quantity_of(items, language=language)
    return number_of(items, language=language, kind=kind)
