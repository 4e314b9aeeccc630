"""Texts made of tokens, and places in JSON values by paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.readers.given import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span
    from kg.readers.tokendescription import Rule

REBUILT = "tokens"
"""What `text_basis` says of a text that was no text in the file."""

MISSING = object()
"""What stands at a path that leads nowhere."""

_SLICE = re.compile(r"(\d+):")


def at(value: Any, path: str) -> Any:
    """What stands at a path, else `MISSING`.

    Example:
        >>> at({"pos": [4, 6]}, "pos.1"), at([[7, "x"]], "0.-1"), at([1, 2, 3], "1:"), at([1], "1") is MISSING
        (6, 'x', [2, 3], True)
    """
    for part in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(part, MISSING)
        elif isinstance(value, list) and (sliced := _SLICE.fullmatch(part)):
            value = value[int(sliced[1]) :]
        elif isinstance(value, list) and re.fullmatch(r"-?\d+", part) and -len(value) <= int(part) < len(value):
            value = value[int(part)]
        else:
            return MISSING
    return value


def each(value: Any, path: str) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The items that a path leads to, with their numbers in the lists on the way; a list that is none has no items.

    Example:
        >>> list(each({"ner": [["a"], ["b", "c"]]}, "ner.*"))
        [((0, 0), 'a'), ((1, 0), 'b'), ((1, 1), 'c')]
        >>> list(each({"ner": 1}, ""))
        [((), {'ner': 1})]
    """
    if not path:
        yield (), value
        return
    head, star, rest = path.partition(".*")
    found = at(value, head.removeprefix("."))
    for number, item in enumerate(found if isinstance(found, list) else []):
        if star:
            for numbers, inner in each([item], f"0{rest}"):
                yield (number, *numbers), inner
        else:
            yield (number,), item


@dataclass(frozen=True, slots=True)
class TokenText:
    """A text and where its tokens stand in it.

    Attributes:
        tokens: Half-open span of each, in code points.
        starts: The number of the first token of each sentence, and one after the last token.
        rebuilt: Whether the file had no text, only tokens.
    """

    text: str
    tokens: tuple[Span, ...]
    starts: tuple[int, ...]
    rebuilt: bool

    def bounds(self, sentence: int | None) -> Span:
        """The numbers of the first token of a sentence and of the one after its last; of the document for None.

        A sentence that is not there has no tokens, after all others.
        """
        if sentence is None:
            return 0, len(self.tokens)
        if not 0 <= sentence < len(self.starts) - 1:
            return len(self.tokens), len(self.tokens)
        return self.starts[sentence], self.starts[sentence + 1]

    def fragment(self, first: int, last: int, *, within: Span) -> Span | None:
        """The code points of tokens, the last one left out; None where they are not all within bounds."""
        if not within[0] <= first < last <= within[1]:
            return None
        return self.tokens[first][0], self.tokens[last - 1][1]


def token_text(record: Any, rule: Rule) -> TokenText | None:
    """The text of a record; None where it has no tokens as the rule describes them."""
    items = list(each(record, rule["each"]))
    words = [at(item, rule.get("word", "")) for _, item in items]
    if not items or not all(isinstance(word, str) for word in words):
        return None
    sentences = [numbers[0] if len(numbers) > 1 else 0 for numbers, _ in items]
    starts = [sum(number < sentence for number in sentences) for sentence in range(sentences[-1] + 2)]
    spans = [tuple(at(item, path) for path in rule.get("span", ())) for _, item in items]
    whole = at(record, rule["text"]) if "text" in rule else None
    if isinstance(whole, str) and _fit(whole, words, spans):
        return TokenText(whole, tuple(spans), tuple(starts), rebuilt=False)
    spaces = [at(item, rule["space"]) not in (False, "") if "space" in rule else True for _, item in items]
    text, places = _joined(words, sentences, spaces)
    return TokenText(text, places, tuple(starts), rebuilt=True)


def _fit(text: str, words: Sequence[str], spans: Sequence[tuple[Any, ...]]) -> bool:
    """Whether all tokens stand in the text where they say."""
    return all(
        len(span) == 2 and type(span[0]) is int and type(span[1]) is int and text[span[0] : span[1]] == word  # noqa: PLR2004 - start and end
        for word, span in zip(words, spans, strict=True)
    )


def _joined(words: Sequence[str], sentences: Sequence[int], spaces: Sequence[bool]) -> tuple[str, tuple[Span, ...]]:
    """Words with spaces between them and sentences on lines of their own, and where the words are."""
    pieces: list[str] = []
    places: list[Span] = []
    length = 0
    for number, word in enumerate(words):
        if number:
            gap = "\n" if sentences[number] != sentences[number - 1] else " " * spaces[number - 1]
            pieces.append(gap)
            length += len(gap)
        pieces.append(word)
        places.append((length, length + len(word)))
        length += len(word)
    return "".join(pieces), tuple(places)


def number_at(value: Any, path: str) -> int | None:
    """The whole number at a path, which may be written as a string."""
    found = at(value, path)
    if isinstance(found, str) and found.isdecimal():
        return int(found)
    return found if type(found) is int else None


def name_at(value: Any, path: str | None) -> str:
    """The name at a path as a string; empty where there is none, or no path."""
    found = MISSING if path is None else at(value, path)
    return plain(found) if isinstance(found, str) or type(found) is int else ""
