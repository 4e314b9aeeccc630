"""TEI P5 and P4: a document for each `TEI` in a file, with names, dates, relations and standoff annotations.

A name in the text (`orgName`, `persName`, `rs`, `name`, places, dates, numbers) is a record, and so are its attributes,
links and notes; names of one entry are a set. Relations are records with the roles `active`, `passive` and `mutual`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import add
from kg.readers.records import open_bytes
from kg.readers.safexml import parse_with_lines
from kg.readers.teinames import ID, TeiNames, shown
from kg.readers.teitext import TeiText, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

NO_TEXT = "document has no text"

# P4 has no namespace; an example in a specification has another one.
_DOCUMENTS = ("{http://www.tei-c.org/ns/1.0}TEI", "TEI", "TEI.2")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def is_tei(head: bytes) -> bool:
    """Whether a file that begins so is TEI, or says that it is."""
    return re.search(rb"http://www\.tei-c\.org/ns/1\.0|<TEI\.2[\s>]|<teiCorpus(?:\.2)?[\s>]", head) is not None


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The texts of a file.

    Raises:
        InputError: The file cannot be read, is no XML, or holds no text of TEI.
    """
    del companions
    with open_bytes(path) as file:
        root, lines = parse_with_lines(file.read(), path=path)
    found = [element for element in root.iter() if element.tag in _DOCUMENTS]
    if not found:
        raise InputError(f"no text of TEI in it: it begins with <{local(root)}>", path=path, line=1)
    for number, element in enumerate(found, 1):
        text = TeiText()
        for part in element:
            # A corpus may hold texts in texts: those have documents of their own.
            if local(part) in ("text", "sourceDoc"):
                text.add(part)
        if not text.text:
            yield Skipped(lines[element], NO_TEXT, shown(element))
            continue
        names = TeiNames(element, text, lines, _prefixes(element))
        names.add_all()
        identifier = "" if len(found) == 1 else element.get(ID) or element.get("id") or str(number)
        yield Found(identifier, text.text, bind(text.text, [names.draft]), _given(element))


def _prefixes(root: Element) -> dict[str, tuple[str, str]]:
    """What prefixes of pointers stand for: a pattern and its replacement."""
    return {
        one.get("ident", ""): (one.get("matchPattern", "(.*)"), one.get("replacementPattern", "$1"))
        for one in root.iter()
        if local(one) == "prefixDef"
    }


def _given(document: Element) -> dict[str, str]:
    """What the header says of the document."""
    given: dict[str, str] = {}
    header = next((one for one in document if local(one) == "teiHeader"), None)
    if header is not None:
        add(given, "title", _first(header, "titleStmt", "title"))
        add(given, "author", _first(header, "titleStmt", "author"))
        add(given, "publisher", _first(header, "publicationStmt", "publisher"))
        for place in ("publicationStmt", "sourceDesc"):
            for one in _within(header, place, "date"):
                add(given, "date", one.get("when") or _words(one))
            for one in _within(header, place, "idno"):
                is_address = "url" in one.get("type", "").lower() or "://" in _words(one)
                add(given, "url" if is_address else "idno", _words(one))
            for one in _within(header, place, "ptr"):
                add(given, "url", one.get("target", "") if "://" in one.get("target", "") else "")
        for one in _within(header, "langUsage", "language"):
            add(given, "language", one.get("ident", ""))
    text = next((one for one in document if local(one) == "text"), document)
    language = text.get(_LANGUAGE) or document.get(_LANGUAGE) or ""
    if language:
        given.pop("language", None)
        add(given, "language", language)
    return given


def _within(header: Element, place: str, name: str) -> Iterator[Element]:
    """The elements of a name in those of another."""
    for outer in header.iter():
        if local(outer) == place:
            yield from (one for one in outer.iter() if local(one) == name)


def _first(header: Element, place: str, name: str) -> str:
    return next((_words(one) for one in _within(header, place, name)), "")


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
