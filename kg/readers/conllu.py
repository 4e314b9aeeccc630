"""CoNLL-U with entities in brackets (`Entity=` as in GUM and CorefUD): a document for each `# newdoc`.

A mention is a record, and so are each of its features (an attribute), its link, each group of mentions (a set), and
each bridge or split antecedent (a relation). The text is that of the lines `# text =`, or else made of the words;
documents are read one at a time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.conllubrackets import Brackets
from kg.readers.conllutext import ConlluText
from kg.readers.found import Found
from kg.readers.given import add
from kg.readers.records import NOT_UTF8, open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_ROW = "line is no row of ten columns"

_COLUMNS = 10
_MISC = 9
_FIELDS = {"dateCreated": "date", "sourceURL": "url", "source_url": "url", "speakers": "speakers"}
_ROW = re.compile(rb"^\d+(?:[-.]\d+)?(?:\t[^\t\n]+){9}\r?$", re.MULTILINE)
_HEADER = re.compile(rb"^# ?(?:newdoc|newpar|sent_id|text|global\.Entity)\b", re.MULTILINE)
_DOCUMENT = re.compile(r"#\s*newdoc\b(?:\s+id)?\s*(?:=\s*(.*))?")
_ENTITY = re.compile(r"#\s*global\.Entity\s*=\s*(\S+)")
_META = re.compile(r"#\s*meta::(\S+)\s*=\s*(.*)")
_TEXT = re.compile(r"#\s*text\s*=\s?(.*)")


def is_conllu(head: bytes) -> bool:
    """Whether a file that begins so is CoNLL-U, and has not columns of its own."""
    plain = b"global.columns" not in head
    return plain and _HEADER.search(head) is not None and _ROW.search(head) is not None


class _Reader:
    """One document, line by line."""

    def __init__(self, identifier: str, fields: Sequence[str]) -> None:
        self.identifier = identifier
        self.given: dict[str, str] = {}
        self.text = ConlluText()
        self.brackets = Brackets(self.text, fields)
        self.stray: list[Skipped] = []

    def add_comment(self, line: str) -> None:
        """Read a comment."""
        if found := _META.match(line):
            add(self.given, _FIELDS.get(found[1], found[1]), found[2])
        elif found := _ENTITY.match(line):
            self.brackets.fields = found[1].split("-")
        elif found := _TEXT.match(line):
            self.text.begin(found[1])
        elif re.match(r"#\s*newpar\b", line):
            self.text.end_paragraph()

    def add_row(self, line: str, number: int) -> None:
        """Read the row of a token."""
        cells = line.split("\t")
        if len(cells) != _COLUMNS or not re.fullmatch(r"\d+(?:[-.]\d+)?", cells[0]):
            self.stray.append(Skipped(number, NO_ROW, line))
            return
        misc = dict(item.partition("=")[::2] for item in cells[_MISC].split("|"))
        place = self.text.add(cells[0], cells[1], misc)
        self.brackets.add(misc, place, number)

    def found(self) -> Found:
        """The document."""
        text = self.text.text
        for number, reason, shown in self.text.repairs:
            self.brackets.draft.repair(number, reason, shown)
        self.brackets.close()
        given = {**self.given, "text_basis": "tokens"}
        return Found(self.identifier, text, bind(text, [self.brackets.draft]), given)


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The documents of a file, and lines that are none of a token.

    Raises:
        InputError: The file cannot be read.
    """
    del companions
    reader = _Reader("", ())
    begun = False
    with open_bytes(path) as file:
        for number, raw in enumerate(file, 1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                line = raw.decode("utf-8", "replace").rstrip("\r\n")
                yield Skipped(number, NOT_UTF8, ascii(raw)[2:-1])
            if document := _DOCUMENT.match(line):
                if begun:
                    yield reader.found()
                    yield from reader.stray
                reader = _Reader((document[1] or "").strip(), reader.brackets.fields)
                begun = False
            elif line.startswith("#"):
                reader.add_comment(line)
            elif line.strip():
                reader.text.line = number
                reader.add_row(line, number)
                begun = True
            else:
                reader.text.end_sentence()
    if begun:
        yield reader.found()
    yield from reader.stray
