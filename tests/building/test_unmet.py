"""Names of decisions that no document has are named, with what was probably meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.building.unmet import UNMET
from kg.model import Skipped
from tests.building.conftest import write_article


@pytest.fixture
def unmet(build, config, tmp_path):
    def run(text: str) -> list[Skipped]:
        path = tmp_path / "decisions.toml"
        path.write_text(text, encoding="utf-8")
        _, account = build(config=replace(config, decisions=path))
        return [skipped for skipped in account.ignored if skipped.reason == UNMET]

    return run


def test_a_misspelt_name_is_answered_with_the_nearest(unmet):
    assert unmet('\n[[same]]\ntype = "Company"\nnames = ["Alto", "Brissa"]\n') == [
        Skipped(2, UNMET, "Brissa (did you mean 'Brisa'?)", "decisions.toml")
    ]


def test_a_name_like_no_other_is_named_alone(unmet):
    assert unmet('[[different]]\ntype = "Company"\nnames = ["Qwxyz", "Alto"]\n') == [
        Skipped(1, UNMET, "Qwxyz", "decisions.toml")
    ]


def test_a_name_of_another_family_is_none_of_these(unmet):
    assert unmet('[[same]]\ntype = "Person"\nnames = ["Alto", "Brisa"]\n') == [
        Skipped(1, UNMET, "Alto", "decisions.toml"),
        Skipped(1, UNMET, "Brisa", "decisions.toml"),
    ]


def test_other_wordings_of_a_name_in_the_corpus_are_found(unmet):
    assert unmet('[[same]]\ntype = "Company"\nnames = ["ALTO", "Brisa S.A."]\n') == []


def test_a_renewal_says_it_until_a_document_has_the_name(unmet, corpus):
    text = '[[same]]\ntype = "Company"\nnames = ["Alto", "Zzyzx"]\n'
    first, again = unmet(text), unmet(text)
    write_article(corpus, "a", one="Zzyzx")

    assert [skipped.text for skipped in first] == ["Zzyzx"]
    assert again == first
    assert unmet(text) == []
