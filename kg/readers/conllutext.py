"""The text of CoNLL-U: where its words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Span

OTHER_TEXT = "text of the sentence does not hold its words, which stand in for it"

_ESCAPES = {"\\s": " ", "\\t": "\t", "\\r": "\r", "\\n": "\n", "\\p": "|", "\\\\": "\\"}


@dataclass(slots=True)
class ConlluText:
    """A text as far as its rows have been read.

    Attributes:
        line: The line at hand, for repairs.
        repairs: (line, reason, text) of sentences whose text is not theirs.
    """

    line: int = 0
    repairs: list[tuple[int, str, str]] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _gap: str = ""
    _sentence: str | None = None
    _at: int = 0
    _range_end: int = 0
    _range: Span = (0, 0)
    _range_form: str = ""
    _range_at: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def begin(self, sentence: str) -> None:
        """Begin a sentence whose text is known."""
        self._sentence, self._at = sentence, 0

    def end_sentence(self) -> None:
        """End a sentence: what follows stands after a space, unless its last word forbids it."""
        self._sentence, self._range_end = None, 0

    def end_paragraph(self) -> None:
        """What follows stands on a new line."""
        if self._pieces:
            self._gap = "\n"

    def add(self, identifier: str, form: str, misc: Mapping[str, str]) -> Span | None:
        """Add a word, and return its place; None for an empty node, which has none.

        Args:
            identifier: `3`; `4-5` for the surface of words 4 and 5; `5.1` for an empty node.
            form: The word.
            misc: The last column.
        """
        if "." in identifier:
            return None
        first, _, last = identifier.partition("-")
        if last:
            self._range_end, self._range_form, self._range_at = int(last), form, 0
            self._range = self._place(form, misc)
            return self._range
        if int(first) <= self._range_end:
            return self._part(form)
        return self._place(form, misc)

    def _part(self, form: str) -> Span:
        """The place of a word in a surface of several; the whole of it where it is not in there."""
        at = self._range_form.find(form, self._range_at)
        if at != self._range_at:
            return self._range
        self._range_at += len(form)
        return self._range[0] + at, self._range[0] + at + len(form)

    def _place(self, form: str, misc: Mapping[str, str]) -> Span:
        gap = self._gap
        if self._sentence is not None:
            blank = re.match(r"\s*", self._sentence[self._at :])
            between = blank[0] if blank else ""
            if self._sentence.startswith(form, self._at + len(between)):
                gap = between if self._at else gap
                self._at += len(between) + len(form)
            else:
                self.repairs.append((self.line, OTHER_TEXT, self._sentence))
                self._sentence = None
        self._pieces += [gap, form]
        start = self._length + len(gap)
        self._length = start + len(form)
        spaces = misc.get("SpacesAfter")
        if spaces:
            self._gap = re.sub(r"\\.", lambda found: _ESCAPES.get(found[0], found[0]), spaces)
        else:
            self._gap = "" if misc.get("SpaceAfter") == "No" else " "
        return start, self._length
