"""Words compared without what does not count: case, signs, accents on Latin letters."""

from __future__ import annotations

import unicodedata

_AFTER_LATIN = "\u0250"  # the first code point after the blocks of Latin letters that decomposition leaves


def without_accents(text: str) -> str:
    """Drop the marks on Latin letters; those of other scripts make another letter.

    Example:
        >>> without_accents("Télé Füchse")
        'Tele Fuchse'
        >>> without_accents("バ")
        'バ'
    """
    if text.isascii():
        return text
    kept: list[str] = []
    on_latin = False
    for character in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(character):
            on_latin = character < _AFTER_LATIN
        elif on_latin:
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def is_part_of_word(character: str) -> bool:
    """Whether a character belongs to a word: a letter, a digit, or a mark that makes one of a letter before it.

    Example:
        >>> [is_part_of_word(character) for character in ("a", "7", "-")]
        [True, True, False]
    """
    return character.isalnum() or unicodedata.category(character).startswith("M")


def normalised(name: str) -> str:
    """Letters and digits of a name, without case and accents: how labels are compared.

    Example:
        >>> normalised("Évolution d'indicateur") == normalised("evolution_d_indicateur")
        True
    """
    return "".join(character for character in without_accents(name.casefold()) if character.isalnum())
