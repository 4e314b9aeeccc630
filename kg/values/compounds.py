"""Words written together: "zweieinhalb", "viertgrößte", "tresmillonésimo", "MEUR"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.values import symbols as s
from kg.values.languages import language_of
from kg.values.numbers import cardinal_at
from kg.values.words import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.values.languages.language import Language
    from kg.values.symbols import Item

_LONGEST_ATOM: Final = 24  # letters; no number word that others are made of is longer
_LONGEST: Final = 120  # letters; a longer word is no number
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def compound_reader(language: Language, *, group: str) -> Callable[[str], list[Item] | None]:
    """Return a function from an unlisted word to the items it is made of, or None.

    Args:
        language: The language.
        group: The group of kinds, see `lexicons`.
    """
    atoms: dict[str, Item] = {}

    def read(word: str) -> list[Item] | None:
        if not atoms:
            atoms.update(_atoms(language))
        if group == "money":
            code = _scaled_code(word, language=language)
            if code is not None:
                return code
        if group == "time":
            roman = roman_of(word) or roman_of(word.removesuffix("eme").removesuffix("e"))
            if roman is not None:
                return [(s.ORDINAL, roman)]
        if group == "rank":
            rank = _ranked(word, atoms, language)
            if rank is not None:
                return rank
        return _completed(split(word, atoms)) if language.fused and len(word) <= _LONGEST else None

    return read


def _atoms(language: Language) -> dict[str, Item]:
    """Return the number words that compounds are made of."""
    return {
        **_words({_FRACTION: language.denominator_suffixes, _AND: language.fused_joints, _HALF: language.fused_halves}),
        **{_joined(stem): (s.CARDINAL, value) for stem, value in language.fused_stems.items()},
        **_ordinals(language),
        **_words({(s.MULTIPLIER, value): words for value, words in language.multipliers.items()}),
        **_words({(s.CARDINAL, value): words for value, words in language.cardinals.items()}),
    }


def _words(table: Mapping[Item, str]) -> dict[str, Item]:
    """Return each word of more than a letter with its item."""
    return {_joined(word): item for item, words in table.items() for word in words.split("|") if len(word) > 1}


def _ordinals(language: Language) -> dict[str, Item]:
    endings = language.ordinal_endings.split("|")
    found: dict[str, Item] = {}
    for value, words in language.ordinals.items():
        symbol = s.ORDINAL_MULTIPLIER if value in language.multipliers else s.ORDINAL
        for word in (stem + ending for stem in words.split("|") for ending in endings):
            found.setdefault(_joined(word), (symbol, value))
    return found


_FRACTION: Final[Item] = (s.DENOMINATOR, None)
_AND: Final[Item] = (s.AND, None)
_HALF: Final[Item] = (s.HALF, None)


def _completed(items: list[Item] | None) -> list[Item] | None:
    """Return `items` with the denominator worked out ("veintiunavo") and the half joined ("dreieinhalb")."""
    if not items or len(items) == 1:
        return items if items and items[0][1] is not None else None
    if items[-1] == _FRACTION:
        found = cardinal_at(items[:-1], 0)
        return [(s.DENOMINATOR, int(found.value))] if found and found.end == len(items) - 1 else None
    return [*items[:-1], (s.AND, None), items[-1]] if items[-1][0] == s.HALF else items


def _joined(word: str) -> str:
    return "".join(part for part in tokens_of(word) if part != "-")


def split(word: str, atoms: Mapping[str, Item]) -> list[Item] | None:
    """Return the items of the fewest `atoms` that `word` is made of, or None."""
    best: list[list[Item] | None] = [None] * len(word) + [[]]
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + _LONGEST_ATOM), start, -1):
            rest, atom = best[end], atoms.get(word[start:end])
            if rest is None or atom is None:
                continue
            current = best[start]
            if current is None or len(rest) + 1 < len(current):
                best[start] = [atom, *rest]
    return best[0]


def _scaled_code(word: str, *, language: Language) -> list[Item] | None:
    """Return the scale and currency of "meur", "kusd", "mdeur"."""
    from kg.values.currencies import Currency, is_code  # noqa: PLC0415

    scales = _scales_of(language.code)
    scale = scales.get(word[:-2])
    if scale is not None and word[-2:] in _DOLLARS:
        return [(s.MULTIPLIER, scale), (s.CURRENCY, Currency(_DOLLARS[word[-2:]], "explicit"))]  # "MUS$", "$" to follow
    scale = scales.get(word[:-3])
    code = word[-3:].upper()
    if scale is None or not is_code(code, language=language.code):
        return None
    return [(s.MULTIPLIER, scale), (s.CURRENCY, Currency(code, "explicit"))]


_DOLLARS: Final = {"us": "USD", "ca": "CAD", "au": "AUD", "nz": "NZD", "hk": "HKD", "mx": "MXN"}
_SHORT: Final = 3  # letters of the longest scale word that is glued to a currency code ("mrd")


@cache
def _scales_of(code: str) -> dict[str, int]:
    """Return the short scale words of a language, which are written against currency codes."""
    language = language_of(code)
    words = language.multipliers.items() if language else ()
    short = ((_joined(word), value) for value, listed in words for word in listed.split("|") if len(word) <= _SHORT)
    return {"k": 1000, "m": 10**6} | dict(short)


def _ranked(word: str, atoms: Mapping[str, Item], language: Language) -> list[Item] | None:
    """Return the rank of "viertgrößte", "biggest" and Roman numerals."""
    for suffix in language.superlative_suffixes.split("|"):
        ending = _joined(suffix)
        if ending and word.endswith(ending) and len(word) > len(ending):
            if not language.fused:
                return [(s.SUPERLATIVE, None)]
            start = word[: -len(ending)]
            number = split(start, atoms)
            if number is not None:
                return [*number, (s.SUPERLATIVE, None)]
            if start in map(_joined, language.rank_fillers.split("|")):
                return [(s.SUPERLATIVE, None)]  # "weltgrößte"
    roman = roman_of(word)
    return None if roman is None else [(s.RANK, roman)]


def roman_of(word: str) -> int | None:
    """Return the value of a folded Roman numeral below 400, or None when `word` is not one in canonical form."""
    if not word or set(word) - set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in word]
    total = sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
    return total if word == _roman(total) else None


def _roman(number: int) -> str:
    written = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        written += letters * (number // value)
        number %= value
    return written
