"""What babel writes is read back."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.values import read
from kg.values.cldr import tables_from_babel, tables_of
from kg.values.languages import LANGUAGES

GOAL = 0.998


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_babel_writes_is_read_back(babel_cases, language):
    right, total, missed = Counter(), Counter(), []
    for case in babel_cases.cases(language):
        found = read(case.text, kind=case.kind, language=case.language)
        agrees = babel_cases.agrees(case.expected, None if found is None else found.to_json())
        total[case.cell] += 1
        right[case.cell] += agrees
        missed += [] if agrees else [case.text]
    assert {cell for cell in total if right[cell] < GOAL * total[cell]} == set(), missed[:10]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kept_tables_are_what_babel_has(language):
    assert tables_of(language) == tables_from_babel(language)
