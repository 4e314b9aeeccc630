from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.readers.safexml import ENTITIES, parse_with_lines, parse_xml

BOMB = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]>\n<a>&y;</a>'
FILE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/x.dtd">%x;]><a/>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BOMB.encode(), id="expansion"),
        pytest.param(BOMB.encode("utf-16"), id="expansion-in-utf-16"),
        pytest.param(FILE.encode(), id="file"),
        pytest.param(PARAMETER.encode(), id="network"),
    ],
)
def test_declared_entities_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=rf"a\.xml:1: {ENTITIES}"):
        parse_xml(data, path="a.xml")


def test_a_document_type_without_entities_is_not_fetched() -> None:
    assert parse_xml(b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a>x</a>', path="a.xml").text == "x"


def test_elements_know_their_lines() -> None:
    root, lines = parse_with_lines(b"<a>\n <b/>\n <b\n/><c/></a>", path="a.xml")

    assert [(element.tag, lines[element]) for element in root.iter()] == [("a", 1), ("b", 2), ("b", 3), ("c", 4)]


def test_names_have_their_namespaces() -> None:
    root = parse_xml(b'<a xmlns="urn:x" xml:id="i" b="1"/>', path="a.xml")

    assert (root.tag, dict(root.attrib)) == (
        "{urn:x}a",
        {"{http://www.w3.org/XML/1998/namespace}id": "i", "b": "1"},
    )


@pytest.mark.parametrize("data", [b"<a>\x01</a>", b"<a>&#1;</a>", b"<a>&#x1f;</a>"])
def test_control_characters_are_replaced(data: bytes) -> None:
    assert parse_xml(data, path="a.xml").text == "\ufffd"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"<a>\n<b></a>", r"a\.xml:2:\d+: not well-formed XML: mismatched tag", id="tags"),
        pytest.param(b"", r"a\.xml:\d+:\d+: not well-formed XML: no element found", id="nothing"),
        pytest.param(b"<a>&nbsp;</a>", r"a\.xml:1:\d+: not well-formed XML: undefined entity", id="entity"),
        pytest.param(b'<?xml version="1.0" encoding="x"?><a/>', r"a\.xml.*: not well-formed XML", id="encoding"),
    ],
)
def test_faults_have_their_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_xml(data, path="a.xml")
