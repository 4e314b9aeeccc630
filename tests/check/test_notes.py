from __future__ import annotations

import string

import pytest

from kg.check import notes
from kg.check.notes import Note


@pytest.mark.parametrize("kind", notes.TEXTS)
def test_a_kind_says_the_same_facts_in_every_language(kind):
    fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in notes.TEXTS[kind]]

    assert len(fields) == len(notes.LANGUAGES)
    assert fields[0] == fields[1]


def test_a_note_stands_behind_its_place():
    note = Note("no-target", ("bizs:X",), file="shapes.ttl", line=3)

    assert str(note) == "shapes.ttl:3: bizs:X has no target, and no shape that has one refers to it"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param(
            "en", "a.ttl: a shape without a name has no target, and no shape that has one refers to it", id="en"
        ),
        pytest.param(
            "fr", "a.ttl: une forme sans nom n'a pas de cible, et aucune forme qui en a une n'y renvoie", id="fr"
        ),
    ],
)
def test_a_shape_without_a_name_is_called_so(language, expected):
    assert Note("no-target", ("",), file="a.ttl").line_of_text(language) == expected


def test_what_was_meant_is_suggested_in_french():
    note = Note("unknown-name", ("biz:Partnersip",), near="biz:Partnership")

    assert note.text("fr").endswith("inconnu de l'ontologie (vouliez-vous dire biz:Partnership ?)")
