"""The lexicon of dates and periods."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.calendar import TimeUnit
from kg.values.cldr import names_of
from kg.values.compounds import compound_reader
from kg.values.durations import add_unit
from kg.values.languages import language_of
from kg.values.lexicons import add_number_words
from kg.values.words import Lexicon, tokenizer, tokens_of

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.values.languages.language import Language
    from kg.values.symbols import Item

UNCLEAR_HALF: Final = TimeUnit("half", None)
"""What "metà" and "half" are: the middle, unless an ordinal says which half."""

_CLOCK: Final = frozenset(("second", "minute", "quarter-hour", "half-hour", "hour"))


@cache
def temporal_lexicon(code: str) -> Lexicon:
    """Return the lexicon of dates and periods of the language `code`."""
    language = language_of(code)
    if language is None:
        raise LookupError(code)
    marks = [token for mark in language.ordinal_marks.split("|") for token in tokens_of(mark)]
    lexicon = Lexicon(
        pattern=tokenizer(marks=marks, decimals=False),
        decimal="",
        groups="",
        compound=compound_reader(language, group="time"),
        elisions=language.elisions,
        number=number_item,
    )
    _add_calendar(lexicon, language)
    _add_relations(lexicon, language)
    lexicon.add(language.articles_for_one, s.FILLER)
    add_number_words(lexicon, language, fractions=False)
    lexicon.add(language.of_the, s.OF)
    lexicon.add(f"{language.time_fillers}|{language.from_}|,|;|/|(|)|:", s.FILLER)
    return lexicon


def _add_months(lexicon: Lexicon, language: Language) -> None:
    """Enter the months; one that is a number as well ("sept") is left to its neighbours to decide."""
    numbers = {word: value for value, words in language.cardinals.items() for word in words.split("|")}
    for month, names in names_of(language.code, "months").items():
        for name in (*names, *language.months.get(month, "").split("|")):
            if name in numbers:
                lexicon.add(name, s.MONTH_OR_NUMBER, (month, numbers[name]))
            else:
                lexicon.add(name, s.MONTH, month)


def _add_weekdays(lexicon: Lexicon, language: Language) -> None:
    """Enter the weekdays; one that is an ordinal as well ("segunda") is left to its neighbours to decide."""
    endings = language.ordinal_endings.split("|")
    ordinals = {
        stem + ending: value
        for value, stems in language.ordinals.items()
        for stem in stems.split("|")
        for ending in endings
    }
    for day, words in language.weekdays.items():
        for word in words.split("|"):
            if word in ordinals:
                lexicon.add(word, s.WEEKDAY_OR_ORDINAL, (day, ordinals[word]))
            else:
                lexicon.add(word, s.WEEKDAY, day)


def _add_calendar(lexicon: Lexicon, language: Language) -> None:
    _add_months(lexicon, language)
    for decade, words in language.decades.items():
        lexicon.add(words, s.DECADE, decade)
    lexicon.add(language.decade_marks, s.DECADE_MARK)
    _add_weekdays(lexicon, language)
    for day, names in names_of(language.code, "days").items():
        lexicon.add("|".join(names), s.WEEKDAY, day)
    lexicon.add(language.fiscal, s.FISCAL)
    lexicon.add(language.half_words, s.TIME_UNIT, UNCLEAR_HALF)
    for unit, (singular, plural) in language.time_units.items():
        if unit in _CLOCK:
            continue
        add_unit(lexicon, unit, singular=singular, plural=plural)
    for quarter, words in language.quarters.items():
        lexicon.add(words, s.QUARTER, quarter)
    for half, words in language.halves.items():
        lexicon.add(words, s.HALF_YEAR, half)


def _add_relations(lexicon: Lexicon, language: Language) -> None:
    plurals = set(language.plural_relatives.split("|"))
    tables = ((-1, language.last), (0, language.this), (1, language.next), (2, language.after_next))
    for days, words in language.today.items():
        lexicon.add(words, s.ANCHOR, days)
    for rest, words in language.rest.items():
        lexicon.add(words, s.REST, rest)
    for offset, words in tables:
        for word in words.split("|"):
            lexicon.add(word, s.RELATIVE, (offset, word in plurals))
    for modifier, words in language.modifiers.items():
        lexicon.add(words, s.MODIFIER, modifier)
    lexicon.add(language.starting, s.STARTING)
    lexicon.add(language.deadline, s.DEADLINE)
    lexicon.add(language.between, s.BETWEEN)
    lexicon.add(language.within, s.WITHIN)
    fillers = set(language.time_fillers.split("|"))
    for word in language.hence.split("|"):
        lexicon.add(word, s.HENCE, word in fillers)
    lexicon.add(language.ago, s.AGO)
    lexicon.add(language.before, s.BEFORE)
    lexicon.add(language.after, s.AFTER)
    lexicon.add(language.since, s.SINCE)
    lexicon.add(language.same, s.SAME)
    lexicon.add(language.whole, s.WHOLE)
    lexicon.add(language.few, s.FEW)
    lexicon.add("-|~", s.MINUS)
    lexicon.add(language.until, s.TO, True)
    lexicon.add(language.to, s.TO)
    for qualifier in ("approximate", "more-than", "less-than", "at-least", "at-most"):
        lexicon.add(language.qualifiers[qualifier], s.QUALIFIER, qualifier)


def number_item(number: Decimal | int) -> Item:
    """Return a number in digits as a year, as a number that may be a day, or as neither."""
    if 1000 <= number <= 2999:  # noqa: PLR2004 - four digits are a year
        return s.YEAR, int(number)
    return (s.DAY_NUMBER, int(number)) if number < 1000 else (s.UNKNOWN, str(number))  # noqa: PLR2004
