"""The text of TEI: what a reader of the edition reads, and where its elements stand in it.

White space is one space, a block begins a line, corrections and expansions stand for what they correct and expand,
notes stand after the text, and running titles, deletions and examples are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from kg.model import Span

_INLINE = frozenset(
    "abbr add addName affiliation bloc c choice cit code corr country currency date del distinct district email "  # noqa: SIM905 - one a line would be longer than the module
    "emph ex expan foreign forename formula g gap genName geogFeat geogName gi gloss hi ident idno lem m measure "
    "measureGrp mentioned name nameLink num objectName eventName offset orgName orig persName placeName ptr q quote "
    "rdg ref reg region restore roleName rs s said seg settlement sic soCalled span subst supplied surname surplus tag "
    "term time title unclear val w pc ".split()
)
_BREAKS = frozenset({"lb", "pb", "cb", "gb", "milestone"})
_HIDDEN = frozenset({"del", "egXML", "fw", "teiHeader", "standOff", "spanGrp", "listRelation", "surplus", "figDesc"})
# Of two readings, the first that is there is the text.
_CHOSEN = {"choice": ("corr", "reg", "expan"), "app": ("lem", "rdg"), "subst": ("add",)}


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class TeiText:
    """A text as far as it has been walked through.

    Attributes:
        spans: Where elements stand; elements without any text are not in it.
    """

    spans: dict[Element, Span] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _gap: str = ""
    _glued: bool = False
    _open: list[Element] = field(default_factory=list)
    _started: dict[Element, int] = field(default_factory=dict)
    _notes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def add(self, root: Element) -> None:
        """Add all text of an element, and after it that of its notes."""
        self._walk(root)
        while self._notes:
            note = self._notes.pop(0)
            self._break()
            self._walk(note, is_note=True)

    def _walk(self, element: Element, *, is_note: bool = False) -> None:
        name = local(element)
        if name in _HIDDEN or not name:
            return
        if name == "note" and not is_note:
            self._notes.append(element)
            return
        if name in _BREAKS:
            self._turn(element)
            return
        is_block = name not in _INLINE
        if is_block:
            self._break()
        self._open.append(element)
        self._say(element.text)
        chosen = _chosen(element, name)
        for child in element:
            if chosen is None or child is chosen:
                self._walk(child)
            self._say(child.tail if chosen is None else None)
        self._open.pop()
        if element in self._started:
            self.spans[element] = (self._started[element], self._length)
        if is_block:
            self._break()

    def _break(self) -> None:
        """What follows stands on a line of its own."""
        self._gap = "\n" if self._length else ""
        self._glued = False

    def _turn(self, element: Element) -> None:
        """A line, column or page ends, in the middle of a word if it says so."""
        if element.get("break") == "no":
            self._gap, self._glued = self._gap.replace(" ", ""), True
        elif self._length and not self._gap:
            self._gap = " "

    def _say(self, text: str | None) -> None:
        for word in re.findall(r"\s+|\S+", text or ""):
            if word.isspace():
                self._gap = self._gap or (" " if self._length and not self._glued else "")
                continue
            self._glued = False
            self._pieces += [self._gap, word]
            self._length += len(self._gap)
            self._gap = ""
            for element in self._open:
                self._started.setdefault(element, self._length)
            self._length += len(word)


def _chosen(element: Element, name: str) -> Element | None:
    """The one child that is the text, where there are alternatives."""
    for wanted in _CHOSEN.get(name, ()):
        for child in element:
            if local(child) == wanted:
                return child
    return next(iter(element), None) if name in _CHOSEN else None


def descendants(element: Element) -> Iterator[Element]:
    """An element and all in it, without examples."""
    if local(element) != "egXML":
        yield element
        for child in element:
            yield from descendants(child)
