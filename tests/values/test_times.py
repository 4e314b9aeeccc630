from __future__ import annotations

import pytest

DATES = [
    ("fr", "le 1er mars 2023", "2023-03-01", "xsd:date"),
    ("fr", "avril 2024", "2024-04", "xsd:gYearMonth"),
    ("fr", "en 2019", "2019", "xsd:gYear"),
    ("en", "Tuesday, May 7th, 2019", "2019-05-07", "xsd:date"),
    ("en", "25/12/2020", "2020-12-25", "xsd:date"),
    ("en-GB", "03/04/2023", "2023-04-03", "xsd:date"),
    ("en-US", "03/04/2023", "2023-03-04", "xsd:date"),
    ("en", "September 10, nineteen zero one", "1901-09-10", "xsd:date"),
    ("de", "3. Oktober 1990", "1990-10-03", "xsd:date"),
    ("de", "03.10.90", "1990-10-03", "xsd:date"),
    ("es", "5 de mayo de 1862", "1862-05-05", "xsd:date"),
    ("it", "25 aprile 1945", "1945-04-25", "xsd:date"),
    ("pt", "7 de setembro de 1822", "1822-09-07", "xsd:date"),
    ("nl", "5 mei 1945", "1945-05-05", "xsd:date"),
]


@pytest.mark.parametrize(("language", "text", "value", "datatype"), DATES, ids=[f"{c[0]} {c[1]}" for c in DATES])
def test_a_date_is_as_precise_as_its_words(keys, language, text, value, datatype):
    assert keys(text, "date", language, None) == {"value": value, "datatype": datatype, "qualifier": "exact"}


def test_a_date_that_two_regions_read_apart_is_both(keys):
    assert keys("5/6/2021", "date", "en") == {
        "datatype": "xsd:date",
        "qualifier": "exact",
        "ambiguous": True,
        "candidates": {"en-US": "2021-05-06", "en-GB": "2021-06-05"},
    }


def test_a_day_without_a_year_is_the_last_and_the_next(keys):
    assert keys("12 mars", "date", "fr")["candidates"] == {"past": "2023-03-12", "future": "2024-03-12"}


@pytest.mark.parametrize(
    "text", ["entre 1/2/2015 mars", "30 février 2023", "31.4.2024", "45/13/2020", "12 mars avril 2023", "1 2 3 4"]
)
def test_no_such_day_has_no_reading(keys, text):
    assert keys(text, "date", "fr") is None


DEADLINES = [
    ("fr", "d'ici juin 2026", "2026-06", None, None),
    ("fr", "avant le 5 mai 2025", "2025-05-05", True, None),
    ("fr", "d'ici fin 2025", "2025-12-31", None, None),
    ("fr", "d'ici cinq ans", "2029", None, None),
    ("en", "by mid-2027", "2027", None, "mid"),
    ("en", "no later than March 3, 2025", "2025-03-03", None, None),
    ("de", "bis Ende Juni 2025", "2025-06-30", None, None),
    ("es", "antes de finales de 2026", "2026-12-31", True, None),
    ("it", "entro il 30 giugno 2025", "2025-06-30", None, None),
    ("nl", "uiterlijk 1 juli 2025", "2025-07-01", None, None),
]


@pytest.mark.parametrize(("language", "text", "value", "strict", "modifier"), DEADLINES, ids=[c[1] for c in DEADLINES])
def test_a_deadline_is_a_qualifier(keys, language, text, value, strict, modifier):
    reading = keys(text, "date", language)
    assert (reading["value"], reading.get("strict"), reading.get("modifier")) == (value, strict, modifier)
    assert reading["qualifier"] == "by-deadline"


RELATIVE = [
    ("fr", "hier", "2024-01-15"),
    ("fr", "l'an dernier", "2023"),
    ("fr", "le mois prochain", "2024-02"),
    ("fr", "le 12 mars prochain", "2024-03-12"),
    ("en", "in three business days", "2024-01-19"),
    ("en", "Friday next week", "2024-01-26"),
    ("en", "two years ago", "2022"),
    ("en", "a week ago", "2024-01-09"),
    ("en", "the last friday of this month", "2024-01-26"),
    ("de", "übermorgen", "2024-01-18"),
    ("es", "hace 3 días", "2024-01-13"),
    ("it", "il mese scorso", "2023-12"),
    ("it", "tra due settimane", "2024-01-30"),
    ("pt", "próxima terça", "2024-01-23"),
    ("pt", "daqui a duas semanas", "2024-01-30"),
    ("nl", "gisteren", "2024-01-15"),
]


@pytest.mark.parametrize(("language", "text", "value"), RELATIVE, ids=[case[1] for case in RELATIVE])
def test_relative_wording_is_resolved_from_the_documents_date_which_is_named(keys, language, text, value):
    reading = keys(text, "date", language)
    assert (reading["value"], reading["basis"]) == (value, "2024-01-16")


@pytest.mark.parametrize(
    ("language", "text"), [*((c[0], c[1]) for c in RELATIVE), ("fr", "mercredi"), ("fr", "12 mars")]
)
def test_relative_wording_without_a_documents_date_has_no_reading(keys, language, text):
    assert keys(text, "date", language, None) is None


def test_a_weekday_is_the_last_and_the_next(keys):
    reading = keys("mercredi", "date", "fr")
    assert reading["candidates"] == {"past": "2024-01-10", "future": "2024-01-17"}
    assert reading["basis"] == "2024-01-16"


@pytest.mark.parametrize("text", ["same month", "a few days ago", "the last few days", "a year later", "over 2024"])
def test_what_the_text_does_not_say_is_not_made_up(keys, text):
    assert keys(text, "date", "en") is None


PERIODS = [
    ("fr", "au troisième trimestre 2021", "2021-07-01", "2021-10-01", "quarter"),
    ("fr", "S2 2022", "2022-07-01", "2023-01-01", "half"),
    ("fr", "les années 80", "1980-01-01", "1990-01-01", "decade"),
    ("fr", "les neuf premiers mois de 2023", "2023-01-01", "2023-10-01", None),
    ("fr", "de janvier à mars 2020", "2020-01-01", "2020-04-01", None),
    ("en", "Q4 2019", "2019-10-01", "2020-01-01", "quarter"),
    ("en", "the last quarter of 2019", "2019-10-01", "2020-01-01", "quarter"),
    ("en", "the 1970s", "1970-01-01", "1980-01-01", "decade"),
    ("en", "the third week of 2027", "2027-01-18", "2027-01-25", "week"),
    ("en", "21st century", "2000-01-01", "2100-01-01", "century"),
    ("en", "Feb 2-7, 2018", "2018-02-02", "2018-02-08", None),
    ("en", "next month", "2024-02-01", "2024-03-01", "month"),
    ("en", "over the next ten years", "2024-01-17", "2034-01-17", None),
    ("en", "within a year", "2024-01-16", "2025-01-16", None),
    ("de", "vom 3. bis zum 12. September 2020", "2020-09-03", "2020-09-13", None),
    ("de", "zweites Halbjahr 2018", "2018-07-01", "2019-01-01", "half"),
    ("es", "siglo XV", "1400-01-01", "1500-01-01", "century"),
    ("es", "primera quincena de mayo de 2022", "2022-05-01", "2022-05-16", "half-month"),
    ("it", "dal 4 al 22 gennaio 1995", "1995-01-04", "1995-01-23", None),
    ("pt", "segunda metade de 2016", "2016-07-01", "2017-01-01", "half"),
    ("it", "entro 5 giorni", "2024-01-16", "2024-01-21", None),
    ("pt", "terceiro quadrimestre de 2020", "2020-09-01", "2021-01-01", "four-month"),
    ("nl", "de jaren negentig", "1990-01-01", "2000-01-01", "decade"),
]


@pytest.mark.parametrize(("language", "text", "start", "end", "precision"), PERIODS, ids=[c[1] for c in PERIODS])
def test_a_period_has_its_bounds(keys, language, text, start, end, precision):
    reading = keys(text, "period", language)
    assert (reading["start"], reading["end_exclusive"], reading.get("precision")) == (start, end, precision)


def test_a_quarter_asked_for_as_a_date_is_still_a_period(keys):
    assert keys("Q1 2020", "date", "en")["precision"] == "quarter"


@pytest.mark.parametrize(
    ("language", "text", "value", "modifier"),
    [
        ("fr", "début 2021", "2021", "start"),
        ("fr", "mi-mars 2021", "2021-03", "mid"),
        ("en", "late 2021", "2021", "end"),
        ("de", "Mitte 2021", "2021", "mid"),
        ("es", "finales de 2021", "2021", "end"),
        ("it", "metà 2021", "2021", "mid"),
    ],
)
def test_a_part_without_bounds_gets_none(keys, language, text, value, modifier):
    reading = keys(text, "period", language)
    assert (reading["value"], reading["modifier"]) == (value, modifier)
    assert "start" not in reading


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "exercice 2023"), ("en", "FY23"), ("de", "Geschäftsjahr 2023"), ("nl", "boekjaar 2023")],
)
def test_a_fiscal_year_has_no_bounds(keys, language, text):
    assert keys(text, "period", language) == {
        "value": "2023",
        "datatype": "xsd:gYear",
        "qualifier": "exact",
        "fiscal": True,
    }


def test_a_range_of_years_names_both_ends_it_may_have(keys):
    reading = keys("2014-2018", "period", "en")
    assert reading["ambiguous"]
    assert {candidate["end_exclusive"] for candidate in reading["candidates"].values()} == {"2018-01-01", "2019-01-01"}


def test_more_than_two_weeks_ago_has_no_start(keys):
    assert keys("more than 2 weeks ago", "period", "en") == {
        "end_exclusive": "2024-01-02",
        "datatype": "xsd:date",
        "qualifier": "exact",
        "basis": "2024-01-16",
    }


DURATIONS = [
    ("fr", "dix-huit mois", "P1Y6M", "xsd:yearMonthDuration"),
    ("fr", "trois ans et demi", "P3Y6M", "xsd:yearMonthDuration"),
    ("en", "an hour and a half", "PT1H30M", "xsd:dayTimeDuration"),
    ("en", "six and a half years", "P6Y6M", "xsd:yearMonthDuration"),
    ("en", "a quarter of an hour", "PT15M", "xsd:dayTimeDuration"),
    ("fr", "3h30", "PT3H30M", "xsd:dayTimeDuration"),
    ("pt", "meia hora", "PT30M", "xsd:dayTimeDuration"),
    ("en", "2 days 1 month", "P1M2D", "xsd:duration"),
    ("en", "two decades", "P20Y", "xsd:yearMonthDuration"),
    ("de", "vierundzwanzig Stunden", "P1D", "xsd:dayTimeDuration"),
    ("es", "dos semanas", "P14D", "xsd:dayTimeDuration"),
    ("it", "sei mesi", "P6M", "xsd:yearMonthDuration"),
    ("pt", "cinco anos", "P5Y", "xsd:yearMonthDuration"),
    ("nl", "drie jaar", "P3Y", "xsd:yearMonthDuration"),
]


@pytest.mark.parametrize(("language", "text", "value", "datatype"), DURATIONS, ids=[case[1] for case in DURATIONS])
def test_a_duration_is_canonical(keys, language, text, value, datatype):
    assert keys(text, "duration", language) == {"value": value, "datatype": datatype, "qualifier": "exact"}


def test_a_duration_up_to_the_documents_date_has_its_days(keys):
    reading = keys("au cours des douze derniers mois", "duration", "fr")
    assert (reading["value"], reading["start"], reading["end"]) == ("P1Y", "2023-01-16", "2024-01-16")


@pytest.mark.parametrize("text", ["some days", "months", "few months", "1.5 and 2 hours", "half a weekend"])
def test_what_is_no_length_has_no_duration(keys, text):
    assert keys(text, "duration", "en") is None
