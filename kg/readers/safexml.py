"""XML without entities that expand, files that are included, or network; elements know their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

ENTITIES = "declares XML entities, which kg does not expand"

# XML 1.0 allows these control characters nowhere, not even as references; some tools write them all the same.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def parse_xml(data: bytes, *, path: str) -> Element:
    """The root of an XML file; see `parse_with_lines`."""
    return parse_with_lines(data, path=path)[0]


def parse_with_lines(data: bytes, *, path: str) -> tuple[Element, Mapping[Element, int]]:
    """The root of an XML file, and the 1-based line on which each element begins.

    Control characters that XML forbids become U+FFFD. A document type is allowed, for it is not fetched; entities that
    it declares are not, whatever the encoding.

    Raises:
        InputError: The file declares entities, or is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    builder = ET.TreeBuilder()
    lines: dict[Element, int] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        named = {_qualified(name): value for name, value in attributes.items()}
        lines[builder.start(_qualified(tag), named)] = parser.CurrentLineNumber

    def refuse(*_: object) -> NoReturn:
        raise InputError(ENTITIES, path=path, line=parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: builder.end(_qualified(tag))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data if data.startswith(_UTF16) else _FORBIDDEN.sub("\ufffd".encode(), data), True)
        return builder.close(), lines
    except (expat.ExpatError, LookupError, ValueError) as error:
        line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
        at = None if column is None else column + 1
        raise InputError(f"not well-formed XML: {error}", path=path, line=line, column=at) from error


def _qualified(name: str) -> str:
    """A name in the form of `xml.etree`: `{namespace}name`."""
    return f"{{{name}" if "}" in name else name
