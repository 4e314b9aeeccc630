"""Random texts: nothing raises, and no text takes long: ``python benchmarks/values/fuzz.py [ROUNDS] [SEED]``.

Texts are words of the languages' own lexicons in random order, random Unicode, and both mixed. Prints the slowest text
of each kind in milliseconds per 100 characters (texts shorter than that count as 100).
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kg.values import KINDS, read
from kg.values.languages import LANGUAGES, language_of

_SIGNS = [*"017%€$-/^()~<>,.½º²\u202f\u00ad🙂ßİ", "12", "99", "1.000", "2,5", "2023", "1e9"]


def words_of(code: str) -> list[str]:
    """Return all words and phrases of a language."""
    language = language_of(code)
    found: set[str] = set(_SIGNS)
    for field in fields(language):
        content = getattr(language, field.name)
        if isinstance(content, str):
            found.update(content.split("|"))
        elif isinstance(content, dict):
            found.update(word for words in content.values() if isinstance(words, str) for word in words.split("|"))
    return sorted(found)


def text_of(chance: random.Random, words: list[str]) -> str:
    """Return a random text."""
    length = chance.choice((1, 3, 8, 30, 120))
    parts = [
        chance.choice(words) if chance.random() < 0.9 else chr(chance.randrange(32, 0x2FFF)) for _ in range(length)
    ]
    return chance.choice((" ", " ", "", "-")).join(parts)[:1000]


def main(rounds: int = 40_000, seed: int = 1) -> None:
    """Read random texts and print the slowest."""
    chance = random.Random(seed)
    vocabulary = {code: words_of(code) for code in LANGUAGES}
    for kind in KINDS:  # lexicons are loaded once a process, not once a text
        for code in LANGUAGES:
            read("1", kind=kind, language=code)
    slowest: dict[str, tuple[float, str]] = {}
    read_at_all = 0
    for _ in range(rounds):
        code, kind = chance.choice(LANGUAGES), chance.choice(KINDS)
        text = text_of(chance, vocabulary[code])
        today = chance.choice((None, dt.date(2024, 1, 16), dt.date.min, dt.date.max))
        taken = min(_timed(text, kind, code, today) for _ in range(2))
        found = read(text, kind=kind, language=code, reference_date=today)
        read_at_all += found is not None
        if found is not None:
            found.to_json()
        share = 1e3 * taken / max(1, len(text) / 100)
        slowest[kind] = max(slowest.get(kind, (0.0, "")), (share, f"{code} {text[:70]!r} ({len(text)} characters)"))
    print(f"{rounds} texts, {read_at_all} with a reading; slowest, in ms per 100 characters:")
    for kind, (share, text) in sorted(slowest.items()):
        print(f"  {kind:12}{share:8.3f}  {text}")


def _timed(text: str, kind: str, code: str, today: dt.date | None) -> float:
    start = time.perf_counter()
    read(text, kind=kind, language=code, reference_date=today)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
