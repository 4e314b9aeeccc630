from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Telefónica, S.A.", "TELEFONICA"),
        ("Vodafone Group Plc", "vodafone group"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Société Dupont SARL", "societe dupont"),
        ("SARL Dupont", "Dupont"),
        ("Eni S.p.A.", "ENI"),
        ("Philips N.V.", "Philips"),
        ("Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo"),
        ("Galp Energia, SGPS, Lda.", "Galp Energia SGPS"),
        ("O\u2019Neill Ltd", "O'Neill"),
        ("Télé-Füchse AG", "tele fuchse"),
        ("Sonae Sociedade Anónima", "Sonae"),
    ],
)
def test_case_accents_signs_and_legal_forms_do_not_count(one, other):
    assert name_key(one, legal_form=True) == name_key(other, legal_form=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vodafone", "Vodafone Group"), ("Orange", "Orange Bank"), ("Alto 1", "Alto 2"), ("SE", "AG"), ("北京", "上海")],
)
def test_other_words_count(one, other):
    assert name_key(one, legal_form=True) != name_key(other, legal_form=True)


@pytest.mark.parametrize("name", ["SA", "S.A.", "Co", "SARL"])
def test_a_name_that_is_a_legal_form_keeps_it(name):
    assert name_key(name, legal_form=True)


def test_legal_forms_stay_where_names_have_none():
    assert name_key("5G SA") == "5g sa"


@given(st.text(min_size=1).filter(str.strip))
def test_keys_are_never_empty_and_stable(name):
    key = name_key(name, legal_form=True)

    assert key
    assert name_key(key, legal_form=True) in {key, name_key(name_key(key, legal_form=True), legal_form=True)}


@pytest.mark.parametrize(
    ("one", "other"), [("バ", "ハ"), ("हिन्दी", "हनद"), ("й", "и")], ids=["kana", "devanagari", "cyrillic"]
)
def test_marks_of_other_scripts_make_other_names(one, other):
    assert name_key(one) != name_key(other)
