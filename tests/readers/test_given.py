from __future__ import annotations

import pytest

from kg.readers.given import metadata_of


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"Title": " Un "}, {"title": "Un"}, id="case-and-space"),
        pytest.param({"published_at": "2024-01-16T08:30:00Z"}, {"date": "2024-01-16T08:30:00+00:00"}, id="other-name"),
        pytest.param({"date": "16.1.2024"}, {"date_as_given": "16.1.2024"}, id="no-date"),
        pytest.param({"language": "FRA"}, {"language": "fr"}, id="language"),
        pytest.param({"language": "x-unspecified"}, {"language_as_given": "x-unspecified"}, id="no-language"),
        pytest.param({"agencies": ["dpa", "AFP"]}, {"agencies": "dpa;AFP"}, id="list"),
        pytest.param({"Desk": {"b": 1, "a": 2}}, {"Desk": '{"a": 2, "b": 1}'}, id="other-fields-are-kept"),
        pytest.param({"a": None, "b": "", "c": []}, {}, id="nothing-is-left-out"),
        pytest.param({"title": "Un", "headline": "Deux"}, {"title": "Un"}, id="the-first-counts"),
    ],
)
def test_fields_become_metadata(values: dict[str, object], expected: dict[str, str]) -> None:
    assert metadata_of(values) == expected
