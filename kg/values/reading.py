"""Reading one text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.values.folding import fold
from kg.values.languages import language_of, region_of
from kg.values.lexicons import lexicon_of
from kg.values.money import money_of
from kg.values.plain_numbers import number_of, percentage_of
from kg.values.quantities import COUNTED, counted_words, quantity_of
from kg.values.ranks import rank_of
from kg.values.value import ALIASES, KINDS, Value

if TYPE_CHECKING:
    from kg.values.languages.language import Language

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
    if isinstance(reference_date, dt.datetime):
        reference_date = reference_date.date()
    folded = fold(text)
    found = _read_folded(folded, kind=kind, language=words, tag=language, today=reference_date)
    if found is None and "- " in folded:
        joined = _LINE_END.sub("", folded)
        if joined != folded:
            found = _read_folded(joined, kind=kind, language=words, tag=language, today=reference_date)
    if found is not None and found.unit == COUNTED:
        return replace(found, unit=counted_words(text, lexicon=lexicon_of(words.code, "quantity")))
    return found


_LINE_END: Final = re.compile(r"(?<=[^\W\d_])- +(?=[^\W\d_])")  # "mil- lions", a word broken at the end of a line


def _read_folded(folded: str, *, kind: str, language: Language, tag: str, today: dt.date | None) -> Value | None:
    if kind in {"date", "period"}:
        from kg.values.temporal import read_time  # noqa: PLC0415 - a process that reads no times needs no calendar

        return read_time(folded, kind=kind, language=language, region=region_of(tag), reference_date=today)
    if kind == "duration":
        from kg.values.durations import read_duration  # noqa: PLC0415 - as above

        return read_duration(folded, language=language, reference_date=today)
    reader = _READERS.get(kind)
    lexicon = lexicon_of(language.code, "number" if reader is None else kind)
    items = lexicon.items(lexicon.tokens(folded))
    if not items:
        return None
    return number_of(items, language=language, kind=kind) if reader is None else reader(items, language=language)


_READERS: Final = {"money": money_of, "percentage": percentage_of, "rank": rank_of, "quantity": quantity_of}
