"""Durations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.amounts import reduced_numbers
from kg.values.calendar import MONTHS_OF, SECONDS_OF, Length, TimeUnit, length_of, moved_by, written_duration
from kg.values.cldr import tables_of
from kg.values.lexicons import lexicon_of
from kg.values.qualifiers import combined
from kg.values.value import Value

if TYPE_CHECKING:
    import datetime as dt

    from kg.values.languages.language import Language
    from kg.values.symbols import Item
    from kg.values.words import Lexicon

_SILENT: Final = frozenset(
    (s.FROM, s.TO, s.COMMA, s.AND, s.ARTICLE, s.WITHIN, s.HENCE, s.EQUAL, s.QUALIFIER, s.RELATIVE, s.WHOLE, s.MINUS)
)


def add_lengths(lexicon: Lexicon, language: Language) -> None:
    """Enter the units of time of `language`, and the words around durations."""
    for unit, (singular, plural) in language.time_units.items():
        add_unit(lexicon, unit, singular=singular, plural=plural)
    names = tables_of(language.code)["durations"]
    for unit in (*SECONDS_OF, *MONTHS_OF):  # seconds before centuries, which Spanish and French write "s." too
        for name in names.get(unit, ()):
            if not lexicon.knows(name):
                lexicon.add_tokens(name.split(" "), (s.TIME_UNIT, TimeUnit(unit, None)), final=True)
    for offset, words in ((-1, language.last), (1, language.next)):
        lexicon.add(words, s.RELATIVE, offset)
    lexicon.add(language.whole, s.WHOLE)
    lexicon.add(language.within, s.WITHIN)
    lexicon.add(language.hence, s.FILLER)


def add_unit(lexicon: Lexicon, unit: str, *, singular: str, plural: str) -> None:
    """Enter the words of a unit of time; a word listed as both, or without a plural, may be either."""
    plurals = plural.split("|") if plural else []
    for word in singular.split("|"):
        lexicon.add(word, s.TIME_UNIT, TimeUnit(unit, None if not plurals or word in plurals else False))
    for word in plurals:
        lexicon.add(word, s.TIME_UNIT, TimeUnit(unit, True))


def read_duration(folded: str, *, language: Language, reference_date: dt.date | None) -> Value | None:
    """Return the duration that a folded text names, or None."""
    lexicon = lexicon_of(language.code, "duration")
    items = lexicon.items(lexicon.tokens(folded))
    if len(items) > _MOST_ITEMS:
        return None
    reduced = reduced_numbers(items, joined=language.joined_after_tens)
    length = _length_of(reduced)
    if length is None:
        return None
    qualifiers = [payload for symbol, payload in reduced if symbol == s.QUALIFIER]
    natures = {payload.nature for symbol, payload in reduced if symbol == s.NUMBER} - {"exact"}
    qualifier = combined(qualifiers, equal=False, nature=natures.pop() if natures else "exact")
    written = written_duration(length)
    if qualifier is None or written is None:
        return None
    start, end = _bounds(length, reduced, reference_date)
    return Value(kind="duration", value=written[0], datatype=written[1], qualifier=qualifier, start=start, end=end)


def _bounds(length: Length, reduced: list[Item], today: dt.date | None) -> tuple[str | None, str | None]:
    """Return the days that "the last twelve months" run from and to, counted from the document's date."""
    offset = next((payload for symbol, payload in reduced if symbol == s.RELATIVE), 0)
    other = moved_by(today, length, sign=offset) if today and offset else None
    if today is None or other is None:
        return None, None
    return min(other, today).isoformat(), max(other, today).isoformat()


def _length_of(reduced: list[Item]) -> Length | None:
    """Return the sum of the lengths of `reduced`, or None when anything else is there."""
    parts: list[Length] = []
    number: Decimal | None = None
    whole = s.WHOLE in [symbol for symbol, _ in reduced]
    for index, (symbol, payload) in enumerate(reduced):
        if symbol == s.NUMBER:
            if number is not None:
                return None
            number = payload.value
            if parts and number == _HALF and index == len(reduced) - 1:
                parts.append(_part(number, parts[-1].unit))  # "an hour and a half"
                number = None
            elif parts and parts[-1].unit == "hour" and number < _MINUTES and index == len(reduced) - 1:
                parts.append(_part(number, "minute"))  # "3h30"
                number = None
        elif symbol == s.TIME_UNIT:
            if payload.name not in _UNITS or (number is None and not _is_one(payload, whole=whole)):
                return None
            parts.append(_part(number or Decimal(1), payload.name))
            number = None
        elif symbol not in _SILENT:
            return None
    return None if number is not None or not parts else _sum(parts)


def _is_one(unit: TimeUnit, *, whole: bool) -> bool:
    """Return whether a unit without a number is one of it: "all month", "a year", but not "quelques mois"."""
    return unit.plural is False or (whole and unit.plural is None)


def _part(count: Decimal, unit: str) -> Length:
    length = length_of(count, unit)
    return Length(Decimal(0), Decimal(0), unit, count) if length is None else length


def _sum(parts: list[Length]) -> Length:
    months = sum((part.months for part in parts), start=Decimal(0))
    seconds = sum((part.seconds for part in parts), start=Decimal(0))
    return Length(months, seconds, parts[-1].unit, parts[-1].number)


_MOST_ITEMS: Final = 64  # as in `amounts`
_MINUTES: Final = 60  # in an hour
_HALF: Final = Decimal("0.5")
_UNITS: Final = frozenset((*MONTHS_OF, *SECONDS_OF))
