"""Documents of any format as brat standoff: a text, its annotations, and metadata beside them.

brat allows fewer ids, labels and values than some formats use: what does not fit is changed, and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.readers.pages import Pages

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model import Document, Event, Relation

RENAMED_ID = "id that brat does not allow is replaced"
CHANGED_NAME = "label or role that brat does not allow is changed"
LINE_BREAK = "line break in a value becomes a space"
NO_AUTHORITY = "link without authority is written under Unknown"

_SPACE = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
_UNLABELLED = "unlabelled"


@dataclass(slots=True)
class _Sheet:
    """The lines of one document, and the ids that its records get in them."""

    changes: Counter[str]
    lines: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def number(self, names: Iterable[str], letter: str) -> None:
        """Give each record an id of brat's form: its own if that has it, else the next that is free."""
        wanted = list(names)
        form = re.compile(rf"{letter}[1-9]\d*")
        taken = {name for name in wanted if form.fullmatch(name)}
        free = (
            f"{letter}{number}" for number in range(1, len(wanted) + len(taken) + 1) if f"{letter}{number}" not in taken
        )
        for name in wanted:
            if name in taken:
                self.ids[name] = name
            else:
                self.changes[RENAMED_ID] += 1
                self.ids[name] = next(free)

    def name(self, text: str, *, refused: str = "") -> str:
        """A label, role or name in brat's form: one word, without some signs."""
        word = _SPACE.sub("_", text.strip()) or _UNLABELLED
        word = "".join("_" if sign in refused else sign for sign in word)
        self.changes[CHANGED_NAME] += word != text
        return word

    def value(self, text: str) -> str:
        """A value on one line."""
        line = _LINE_BREAK.sub(" ", text)
        self.changes[LINE_BREAK] += line != text
        return line


def write_brat(documents: Iterable[Document], folder: Path) -> Counter[str]:
    """Write documents as pairs of text and annotations, and their metadata, into a new folder.

    Args:
        documents: In any order; those of one id by different annotators get files of their own.
        folder: Where the files go, named after the ids of the documents.

    Returns:
        How often each kind of change was made.

    Raises:
        InputError: The folder is not empty.
    """
    with Pages(folder) as pages:
        for document in documents:
            target = pages.add(document)
            lines = "".join(f"{line}\n" for line in _lines(document, pages.changes))
            target.with_name(f"{target.name}.ann").write_bytes(lines.encode())
    return pages.changes


def _lines(document: Document, changes: Counter[str]) -> list[str]:
    """The lines of an annotation file."""
    sheet = _Sheet(changes)
    for records, letter in ((document.mentions, "T"), (document.events, "E"), (document.relations, "R")):
        sheet.number((record.id for record in records), letter)
    sheet.number((attribute.id for attribute in document.attributes), "A")
    for mention in document.mentions:
        places = ";".join(f"{start} {end}" for start, end in mention.fragments)
        words = sheet.value(mention.text)
        sheet.lines.append(f"{sheet.ids[mention.id]}\t{sheet.name(mention.label)} {places}\t{words}")
    _write_events(sheet, document)
    for relation in document.relations:
        label = sheet.name(relation.label, refused=":")
        sheet.lines.append(f"{sheet.ids[relation.id]}\t{label}{_arguments(sheet, relation)}")
    _write_others(sheet, document)
    return sheet.lines


def _write_events(sheet: _Sheet, document: Document) -> None:
    for event in document.events:
        label = sheet.name(event.label, refused="" if event.trigger else ":")
        trigger = f":{sheet.ids[event.trigger]}" if event.trigger else ""
        sheet.lines.append(f"{sheet.ids[event.id]}\t{label}{trigger}{_arguments(sheet, event)}")


def _arguments(sheet: _Sheet, record: Event | Relation) -> str:
    return "".join(f" {sheet.name(role)}:{sheet.ids.get(filler, filler)}" for role, filler in record.arguments)


def _write_others(sheet: _Sheet, document: Document) -> None:
    """Sets, attributes, links and notes."""
    for group in document.sets:
        members = " ".join(sheet.ids.get(member, member) for member in group.members)
        sheet.lines.append(f"*\t{sheet.name(group.label)} {members}")
    for attribute in document.attributes:
        target = sheet.ids.get(attribute.target, attribute.target)
        value = f" {sheet.value(attribute.value)}" if attribute.value else ""
        sheet.lines.append(f"{sheet.ids[attribute.id]}\t{sheet.name(attribute.name)} {target}{value}")
    for number, link in enumerate(document.links, 1):
        sheet.changes[NO_AUTHORITY] += not link.authority
        authority = sheet.name(link.authority or "Unknown", refused=":")
        entry = "NULL" if link.key is None else sheet.name(link.key)
        target = sheet.ids.get(link.target, link.target)
        sheet.lines.append(f"N{number}\tReference {target} {authority}:{entry}\t{sheet.value(link.label)}")
    for number, note in enumerate(document.notes, 1):
        target = sheet.ids.get(note.target, note.target)
        sheet.lines.append(f"#{number}\t{sheet.name(note.type)} {target}\t{sheet.value(note.text)}")
