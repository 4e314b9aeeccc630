"""Splitting texts into words, and looking up what the words mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg.values.folding import fold
from kg.values.literals import literal_of
from kg.values.symbols import FILLER, LITERAL, ORDINAL, UNKNOWN, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

_WORD: Final = r"[as]\$|[a-z]+|[^\W\d_a-z]+"  # letters beyond a to z, which folding leaves few of, apart for speed
# "A$" and "S$" are dollars only when written together: "a $5 billion deal", "the company's $5 billion".
_SIGN: Final = r"<=|>=|=<|=>|[^\w\s.']"
_MODEL: Final = r"(?<![^\W_])[a-z]\d{2,}[a-z]*(?![^\W_])"  # "12 A320neo" is twelve of them, not "12 à 320"
_NUMBER: Final = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*(?:e[+-]?\d+)?|(?<![^\W_])[.,]\d+"
_SILENT: Final = frozenset("'.")


def tokenizer(*, marks: Iterable[str], decimals: bool) -> re.Pattern[str]:
    """Return the pattern of a token in folded text.

    Args:
        marks: Endings that make digits an ordinal ("th", "eme"); they stay with their digits.
        decimals: Whether separators belong to the number ("1 234,5" is one token) or not (as in dates).
    """
    endings = "|".join(sorted(map(re.escape, marks), key=len, reverse=True))
    ordinals = rf"\d+\.?(?:{endings})(?![^\W_]|[+-]\d)|" if endings else ""
    number = _NUMBER if decimals else r"\d+"
    ordinals = f"{_MODEL}|{ordinals}" if decimals else ordinals
    return re.compile(f"{ordinals}{_WORD}|{number}|{_SIGN}")


_PLAIN: Final = tokenizer(marks=(), decimals=True)


def tokens_of(text: str) -> list[str]:
    """Return the tokens of `text` as lexicon entries are split; letters and digits part, full stops vanish."""
    return _PLAIN.findall(fold(text))


def _literal(number: Decimal) -> Item:
    return LITERAL, number


class Lexicon:
    """Words and phrases with their items, for one language and one group of kinds.

    Args:
        pattern: The pattern of a token, from `tokenizer`.
        decimal: The decimal mark.
        groups: The marks between groups of digits.
        compound: What to try with a word that is not listed: its items, or None.
        elisions: Last words of phrases that lose their vowel before another ("de" becomes "d").
        number: The item of a number in digits.
    """

    __slots__ = (
        "_compound",
        "_compounds",
        "_decimal",
        "_elisions",
        "_final",
        "_groups",
        "_longer",
        "_number",
        "_pattern",
        "_singles",
    )

    def __init__(
        self,
        *,
        pattern: re.Pattern[str],
        decimal: str,
        groups: str,
        compound: Callable[[str], list[Item] | None],
        elisions: dict[str, str],
        number: Callable[[Decimal], Item] = _literal,
    ) -> None:
        self._elisions = elisions
        self._number = number
        self._pattern = pattern
        self._decimal = decimal
        self._groups = groups
        self._compound = compound
        self._compounds: dict[str, list[Item]] = {}
        self._singles: dict[str, Item] = {}
        self._final: dict[str, Item] = {}
        self._longer: dict[str, list[tuple[int, list[str], Item, bool]]] = {}

    def add(self, words: str, symbol: str, payload: Any = None, *, final: bool = False) -> None:
        """Enter `words` (separated by ``|``); what is already listed stays as it is.

        A phrase that ends with a full stop is entered for the end of a text only.

        Args:
            words: Words or phrases.
            symbol: Their letter, from `symbols`.
            payload: Their meaning.
            final: Enter all of them for the end of a text only, where single words win over any other entry.
        """
        for phrase in words.split("|"):
            last = final or (phrase.endswith(".") and len(phrase) > 1)
            self.add_tokens(tokens_of(phrase), (symbol, payload), final=last)
            if "-" in phrase:
                self.add_tokens(tokens_of(phrase.replace("-", " ")), (symbol, payload), final=last)

    def add_tokens(self, tokens: list[str], item: Item, *, final: bool = False) -> None:
        """Enter a phrase that is folded and split already, as `add` does."""
        if len(tokens) == 1:
            (self._final if final else self._singles).setdefault(tokens[0], item)
        elif tokens:
            elided = self._elisions.get(tokens[-1])
            if elided:
                self.add_tokens([*tokens[:-1], elided], item, final=final)
            entries = self._longer.setdefault(tokens[0], [])
            if all(entry[1] != tokens for entry in entries):
                entries.append((len(tokens), tokens, item, final))
                entries.sort(key=lambda entry: -entry[0])

    def knows(self, token: str) -> bool:
        """Return whether a folded word is listed, alone, for any place of a text."""
        return token in self._singles

    def tokens(self, folded: str) -> list[str]:
        """Return the tokens of a folded text, in order."""
        return self._pattern.findall(folded)

    def items(self, tokens: list[str]) -> list[Item]:
        """Return the items of `tokens`, longest phrases first; fillers are left out."""
        found: list[Item] = []
        at, last = 0, len(tokens) - 1
        longer, singles = self._longer, self._singles
        while at < last:
            token = tokens[at]
            item = None if token in longer else singles.get(token)
            if item is None:
                length, items = self._match(tokens, at, last + 1)
                found += items
                at += length
            else:
                if item[0]:
                    found.append(item)
                at += 1
        if at == last:
            found += self._match(tokens, at, last + 1)[1]
        return found

    def located(self, folded: str) -> list[tuple[int, int, list[Item]]]:
        """Return each word or phrase of a folded text with its items (none for fillers).

        Returns:
            Start and end (half-open, in characters of `folded`) and the items, in order.
        """
        matches = list(self._pattern.finditer(folded))
        tokens = [match[0] for match in matches]
        found, at = [], 0
        while at < len(tokens):
            length, items = self._match(tokens, at, len(tokens))
            found.append((matches[at].start(), matches[at + length - 1].end(), items))
            at += length
        return found

    def _match(self, tokens: list[str], at: int, size: int) -> tuple[int, list[Item]]:
        token = tokens[at]
        for length, phrase, item, final in self._longer.get(token, ()):
            if tokens[at : at + length] == phrase and not (final and at + length < size):
                return length, [item] if item[0] else []
        if at == size - 1 and token in self._final:
            return 1, [self._final[token]]
        single = self._singles.get(token)
        if single is not None:
            return 1, [single] if single[0] else []
        return 1, self._unlisted(token)

    def _unlisted(self, token: str) -> list[Item]:
        known = self._compounds.get(token)
        if known is None:
            if len(self._compounds) > _COMPOUNDS:
                self._compounds.clear()
            known = self._compounds[token] = self._worked_out(token)
        return known

    def _worked_out(self, token: str) -> list[Item]:
        """Return the items of a word that is not listed: digits, digits with an ordinal mark, or a compound."""
        if token[-1].isdecimal():
            number = literal_of(token, decimal=self._decimal, groups=self._groups)
            return [(UNKNOWN, token) if number is None else self._number(number)]
        digits = _DIGITS.match(token)
        if digits:
            return [(ORDINAL, int(digits[0][:_LONGEST_ORDINAL]))]
        return self._compound(token) or [(UNKNOWN, token)]


_DIGITS: Final = re.compile(r"\d+")
_LONGEST_ORDINAL: Final = 18  # digits
_COMPOUNDS: Final = 20_000
"""Words remembered before the memory is emptied; a corpus repeats far fewer."""

__all__ = ["FILLER", "Lexicon", "tokenizer", "tokens_of"]
