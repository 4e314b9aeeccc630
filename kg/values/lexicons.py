"""The lexicon of each language and group of kinds, built when it is first needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.compounds import compound_reader
from kg.values.currencies import Currency, add_currencies
from kg.values.languages import language_of
from kg.values.words import Lexicon, tokenizer, tokens_of

if TYPE_CHECKING:
    from kg.values.languages.language import Language

NUMERIC: Final = ("number", "money", "percentage", "quantity", "rank", "duration")
"""Groups of kinds that have a lexicon of their own, besides the temporal one."""


@cache
def lexicon_of(code: str, group: str) -> Lexicon:
    """Return the lexicon of the language `code` for a `group` of `NUMERIC`."""
    language = language_of(code)
    if language is None:
        raise LookupError(code)
    marks = [token for mark in language.ordinal_marks.split("|") for token in tokens_of(mark)]
    lexicon = Lexicon(
        pattern=tokenizer(marks=marks if group in {"rank", "number"} else (), decimals=True),
        decimal=language.decimal,
        groups=language.groups,
        compound=compound_reader(language, group=group),
        elisions=language.elisions,
    )
    _ADDITIONS[group](lexicon, language)
    _add_numbers(lexicon, language, group=group)
    if group == "money":
        for name, words in language.subunits.items():  # "trois cents euros" are hundreds, "trois cents" are cents
            lexicon.add(words, s.SUBUNIT, name)
    _add_hedges(lexicon, language)
    if group == "duration":
        lexicon.add(language.time_fillers, s.FILLER)
    return lexicon


def _add_numbers(lexicon: Lexicon, language: Language, *, group: str) -> None:
    add_number_words(lexicon, language, fractions=group != "rank")  # "cuarto" is a quarter elsewhere
    for word, numerator in language.mixed_words.items():
        lexicon.add(numerator, s.LITERAL, _decimal(word))
    lexicon.add(language.point, s.POINT)
    more_than = language.qualifiers["more-than"].split("|")
    # "Einen Betrag von 3 Mio. Euro" is no third of anything.
    for word in () if group in {"money", "quantity"} else language.over.split("|"):
        lexicon.add(word, s.OVER, "more-than" if word in more_than else None)
    lexicon.add("/", s.OVER, "/")
    lexicon.add("+", s.PLUS)
    lexicon.add("~|≈", s.TILDE)
    lexicon.add("^", s.POWER)
    for size, words in language.collectives.items():
        for word in words.split("|"):
            lexicon.add(word, s.COLLECTIVE, (size, False, word in language.plural_collectives))
    for word in language.dozens.split("|"):
        lexicon.add(word, s.COLLECTIVE, (12, True, word in language.plural_collectives))
    lexicon.add(language.denominator_suffixes, s.DENOMINATOR)


def _decimal(word: str) -> object:
    from decimal import Decimal  # noqa: PLC0415

    return Decimal(word)


def add_number_words(lexicon: Lexicon, language: Language, *, fractions: bool = True) -> None:
    """Enter the cardinals, multipliers, ordinals and, if asked, `fractions` of `language`."""
    for value, words in language.cardinals.items():
        lexicon.add(words, s.CARDINAL, value)
    for value, words in language.multipliers.items():
        lexicon.add(words, s.MULTIPLIER, value)
    if fractions:
        lexicon.add(language.half, s.HALF)
        for value, words in language.denominators.items():
            lexicon.add(words, s.DENOMINATOR, value)
    for value, words in language.ordinals.items():
        symbol = s.ORDINAL_MULTIPLIER if value in language.multipliers else s.ORDINAL
        for ending in language.ordinal_endings.split("|"):
            lexicon.add("|".join(stem + ending for stem in words.split("|")), symbol, value)
    lexicon.add(language.articles_for_one, s.ARTICLE)
    lexicon.add(language.and_, s.AND)
    lexicon.add(f"{language.minus}|-", s.MINUS)


def _add_hedges(lexicon: Lexicon, language: Language) -> None:
    for qualifier, words in language.qualifiers.items():
        lexicon.add(words, s.QUALIFIER, qualifier)
    lexicon.add(language.equal, s.EQUAL)
    lexicon.add(language.between, s.BETWEEN)
    lexicon.add(f"{language.to}|{language.until}", s.TO)
    lexicon.add(language.from_, s.FILLER)
    lexicon.add(",|;", s.COMMA)
    lexicon.add(language.fillers, s.FILLER)
    lexicon.add('"|«|»|“|”|:', s.FILLER)


def _add_percent(lexicon: Lexicon, language: Language) -> None:
    lexicon.add(language.percent, s.PERCENT, 1)
    lexicon.add("‰", s.PERCENT, "0.1")
    lexicon.add(language.percent_points, s.CHANGE, "1")
    lexicon.add(language.basis_points, s.CHANGE, "0.01")


def _add_money(lexicon: Lexicon, language: Language) -> None:
    for name, words in language.subunits.items():
        lexicon.add(words, s.SUBUNIT, name, final=True)
    add_currencies(lexicon, language)


def _add_rank(lexicon: Lexicon, language: Language) -> None:
    lexicon.add(language.superlatives, s.SUPERLATIVE)
    for rank, words in language.ranks.items():
        lexicon.add(words, s.RANK, rank)
    lexicon.add(language.numero, s.NUMERO)
    lexicon.add(language.rank_fillers, s.FILLER)


def _add_units(lexicon: Lexicon, language: Language) -> None:
    from kg.values.units import add_units  # noqa: PLC0415

    add_units(lexicon, language)


def _add_durations(lexicon: Lexicon, language: Language) -> None:
    from kg.values.durations import add_lengths  # noqa: PLC0415

    add_lengths(lexicon, language)


def _add_nothing(_lexicon: Lexicon, _language: Language) -> None:
    """Enter nothing: plain numbers need no words of their own."""


_ADDITIONS: Final = {
    "number": _add_nothing,
    "money": _add_money,
    "percentage": _add_percent,
    "quantity": _add_units,
    "rank": _add_rank,
    "duration": _add_durations,
}

__all__ = ["NUMERIC", "Currency", "add_number_words", "lexicon_of"]
