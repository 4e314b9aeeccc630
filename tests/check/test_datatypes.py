from __future__ import annotations

import pytest

from kg.check.datatypes import is_well_formed
from kg.vocab import XSD

GOOD = [
    ("boolean", "true"), ("boolean", "1"), ("byte", "-128"), ("date", "2024-02-29"), ("date", "2024-01-16+02:00"),
    ("date", "-0044-03-15"), ("dateTime", "2024-01-16T24:00:00Z"), ("decimal", "-.5"), ("double", "1e5"),
    ("double", "INF"), ("duration", "P1Y2M3DT4H5M6.7S"), ("duration", "-P1D"), ("gYear", "2024"),
    ("gMonthDay", "--02-29"),
    ("integer", "+007"), ("nonNegativeInteger", "0"), ("string", "\n"), ("time", "12:00:00"), ("unsignedByte", "255"),
    ("language", "fr-CA"), ("hexBinary", "0aFF"), ("base64Binary", "aGVsbG8="), ("dayTimeDuration", "P3DT1H"),
    ("yearMonthDuration", "P1Y2M"), ("dateTimeStamp", "2024-01-16T00:00:00Z"), ("token", "a b"),
]  # fmt: skip
BAD = [
    ("boolean", "TRUE"), ("byte", "128"), ("date", "2023-02-29"), ("date", "2024-1-16"), ("date", "24-01-16"),
    ("dateTime", "2024-01-16"), ("dateTime", "2024-04-31T00:00:00"), ("decimal", "1e5"), ("decimal", "."),
    ("duration", "P"), ("duration", "P1DT"), ("duration", "P10W"), ("duration", "10Y"), ("gYear", "24"),
    ("gMonth", "--13"),
    ("integer", "1.0"), ("integer", ""), ("nonNegativeInteger", "-1"), ("positiveInteger", "0"), ("time", "25:00:00"),
    ("unsignedByte", "256"), ("language", "français"), ("hexBinary", "0aF"), ("base64Binary", "a"),
    ("dayTimeDuration", "P1Y"), ("yearMonthDuration", "P1D"), ("dateTimeStamp", "2024-01-16T00:00:00"), ("token", " a"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_lexical_forms_are_well_formed(name, text):
    assert is_well_formed(text, XSD + name)


@pytest.mark.parametrize(("name", "text"), BAD)
def test_other_strings_are_not(name, text):
    assert not is_well_formed(text, XSD + name)


def test_datatypes_of_others_are_not_judged():
    assert is_well_formed("anything", "urn:t:datatype")
