"""The language of a text: what somebody says it is, or else what a classifier finds."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Languages that business news is annotated in, with the other codes and the names that people write for them. A
# classifier that may answer any of 140 languages calls short headlines Luxembourgish.
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "ar": ("ara", "arabic", "العربية"),
    "bg": ("bul", "bulgarian", "български"),
    "ca": ("cat", "catalan", "català"),
    "cs": ("ces", "cze", "czech", "čeština"),
    "da": ("dan", "danish", "dansk"),
    "de": ("deu", "ger", "german", "deutsch"),
    "el": ("ell", "gre", "greek", "ελληνικά"),
    "en": ("eng", "english"),
    "es": ("spa", "spanish", "español"),
    "et": ("est", "estonian", "eesti"),
    "fi": ("fin", "finnish", "suomi"),
    "fr": ("fra", "fre", "french", "français"),
    "he": ("heb", "hebrew", "עברית"),
    "hr": ("hrv", "croatian", "hrvatski"),
    "hu": ("hun", "hungarian", "magyar"),
    "it": ("ita", "italian", "italiano"),
    "ja": ("jpn", "japanese", "日本語"),
    "ko": ("kor", "korean", "한국어"),
    "lt": ("lit", "lithuanian", "lietuvių"),
    "lv": ("lav", "latvian", "latviešu"),
    "nl": ("nld", "dut", "dutch", "nederlands"),
    "no": ("nor", "nb", "nob", "nn", "nno", "norwegian", "norsk"),
    "pl": ("pol", "polish", "polski"),
    "pt": ("por", "portuguese", "português"),
    "ro": ("ron", "rum", "romanian", "română"),
    "ru": ("rus", "russian", "русский"),
    "sk": ("slk", "slo", "slovak", "slovenčina"),
    "sl": ("slv", "slovene", "slovenian", "slovenščina"),
    "sv": ("swe", "swedish", "svenska"),
    "tr": ("tur", "turkish", "türkçe"),
    "uk": ("ukr", "ukrainian", "українська"),
    "zh": ("zho", "chi", "chinese", "中文"),
}
_CODES: dict[str, str] = {name: code for code, names in _LANGUAGES.items() for name in (code, *names)}
_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{1,8})*")

# Enough to be sure of the language of news; classifying takes 0.2 ms per thousand characters.
_SAMPLE = 1000
# Below this probability (0 to 1) the classifier guesses: names of companies alone score 0.1 to 0.3.
_CONFIDENT = 0.5


def language_code(text: str) -> str | None:
    """ISO 639-1 code of a language given as a code, a BCP 47 tag, an ISO 639-2 code, or by name; None if it is none.

    Example:
        >>> [language_code(text) for text in ("fr-CH", "ger", "English", "klingon")]
        ['fr', 'de', 'en', None]
    """
    plain = text.strip().lower()
    if plain in _CODES:
        return _CODES[plain]
    tag = _TAG.fullmatch(plain)
    return _CODES.get(tag[1], tag[1]) if tag else None


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language a text is written in; None where it is too short or too mixed to tell."""
    code, confidence = _classifier().classify(text[:_SAMPLE])
    return str(code) if confidence >= _CONFIDENT else None


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - takes a second, and needs numpy

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_LANGUAGES))
    return identifier
