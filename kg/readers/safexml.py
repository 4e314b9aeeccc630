"""XML without entities that expand, files that are included, or network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# XML 1.0 allows these control characters nowhere, not even as references; some tools write them all the same.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)


def parse_xml(data: bytes, *, path: str) -> Element:
    """The root of an XML file. Control characters that XML forbids become U+FFFD.

    A document type is allowed, for it is not fetched; entities that it declares are not.

    Raises:
        InputError: The file declares entities, or is not well-formed.
    """
    if b"<!ENTITY" in data:
        raise InputError("declares XML entities, which kg does not expand", path=path)
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _FORBIDDEN.sub("\ufffd".encode(), data)
    try:
        return ET.fromstring(data)  # noqa: S314 - expat fetches nothing, and entities are refused above
    except (ET.ParseError, LookupError, ValueError) as error:
        line, column = getattr(error, "position", (None, None))
        raise InputError(f"not well-formed XML: {error}", path=path, line=line, column=column) from error
