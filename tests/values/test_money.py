from __future__ import annotations

import pytest

EXACT = [
    ("fr", "1 250 000 €", "1250000", "EUR"),
    ("fr", "douze mille francs suisses", "12000", "CHF"),
    ("fr", "trois cents euros", "300", "EUR"),
    ("fr", "4,75 Mds€", "4750000000", "EUR"),
    ("fr", "trois quarts de million d'euros", "750000", "EUR"),
    ("fr", "2 billions d'euros", "2000000000000", "EUR"),
    ("en", "US$1.4bn", "1400000000", "USD"),
    ("en", "seven and a half million pounds sterling", "7500000", "GBP"),
    ("en", "A$900k", "900000", "AUD"),
    ("en", "3 1/2 million euros", "3500000", "EUR"),
    ("en", "2 billion euros", "2000000000", "EUR"),
    ("en", "40 MEUR", "40000000", "EUR"),
    ("de", "zweieinhalb Milliarden Schweizer Franken", "2500000000", "CHF"),
    ("de", "1'250'000 CHF", "1250000", "CHF"),
    ("de", "950 Tsd. Euro", "950000", "EUR"),
    ("es", "1.500 millones de euros", "1500000000", "EUR"),
    ("es", "mil millones de pesos mexicanos", "1000000000", "MXN"),
    ("es", "medio millón de soles", "500000", "PEN"),
    ("it", "3,2 mld di euro", "3200000000", "EUR"),
    ("it", "due milioni e mezzo di franchi svizzeri", "2500000", "CHF"),
    ("pt", "R$ 1,5 bilhão", "1500000000", "BRL"),
    ("pt-PT", "dois biliões de euros", "2000000000000", "EUR"),
    ("pt", "mil milhões de euros", "1000000000", "EUR"),
    ("nl", "€ 2,4 mln.", "2400000", "EUR"),
    ("nl", "anderhalf miljard euro", "1500000000", "EUR"),
]


@pytest.mark.parametrize(("language", "text", "value", "currency"), EXACT, ids=[case[1] for case in EXACT])
def test_an_amount_has_its_value_and_currency(keys, language, text, value, currency):
    assert keys(text, "money", language) == {
        "value": value,
        "currency": currency,
        "currency_basis": "explicit",
        "datatype": "xsd:decimal",
        "qualifier": "exact",
    }


HEDGED = [
    ("fr", "près de 3 M€", "approximate"),
    ("fr", "plus de 3 M€", "more-than"),
    ("fr", "pas moins de 3 M€", "at-least"),
    ("fr", "au plus 3 M€", "at-most"),
    ("fr", "moins de 3 M€", "less-than"),
    ("fr", "une centaine d'euros", "approximate"),
    ("fr", "des dizaines de millions d'euros", "order-of-magnitude"),
    ("en", "€3m or more", "at-least"),
    ("en", "in excess of €3m", "more-than"),
    ("en", "hundreds of millions of euros", "order-of-magnitude"),
    ("de", "knapp 3 Mio. Euro", "approximate"),
    ("de", "bis zu 3 Mio. Euro", "at-most"),
    ("es", "al menos 3 millones de euros", "at-least"),
    ("es", "miles de millones de euros", "order-of-magnitude"),
    ("it", "oltre 3 milioni di euro", "more-than"),
    ("pt", "cerca de 3 milhões de euros", "approximate"),
    ("nl", "hooguit 3 miljoen euro", "at-most"),
]


@pytest.mark.parametrize(("language", "text", "qualifier"), HEDGED, ids=[case[1] for case in HEDGED])
def test_a_hedge_is_the_qualifier(keys, language, text, qualifier):
    assert keys(text, "money", language)["qualifier"] == qualifier


RANGES = [
    ("fr", "de 5 à 6 milliards d'euros", "5000000000", "6000000000"),
    ("fr", "entre cent et deux cents euros", "100", "200"),
    ("en", "$5-$6 billion", "5000000000", "6000000000"),
    ("de", "zwischen 900.000 und 1,2 Millionen Euro", "900000", "1200000"),
    ("es", "de 10 a 12 millones de euros", "10000000", "12000000"),
    ("it", "tra 2 e 3 milioni di euro", "2000000", "3000000"),
]


@pytest.mark.parametrize(("language", "text", "low", "high"), RANGES, ids=[case[1] for case in RANGES])
def test_scale_and_currency_distribute_over_a_range(keys, language, text, low, high):
    reading = keys(text, "money", language)
    assert (reading["min"], reading["max"], reading["qualifier"]) == (low, high, "range")


@pytest.mark.parametrize(
    ("language", "text"), [("es", "20 pesos"), ("fr", "20 couronnes"), ("de", "20 Dinar"), ("en", "20 francs")]
)
def test_a_name_that_several_currencies_share_names_none(keys, language, text):
    reading = keys(text, "money", language)
    assert (reading["currency"], reading["currency_basis"]) == (None, "ambiguous")


def test_dollars_are_american_by_default_only(keys):
    assert keys("20 dollars", "money", "fr")["currency_basis"] == "default"


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("a $5 billion", "5000000000", "USD"),
        ("A$5 billion", "5000000000", "AUD"),
        ("-$3.2m", "-3200000", "USD"),
        ("$2.5-billion", "2500000000", "USD"),
        ("a penny", "1", None),
    ],
)
def test_signs_and_articles_beside_dollars(keys, text, value, currency):
    reading = keys(text, "money", "en")
    assert (reading["value"], reading["currency"]) == (value, currency)


def test_of_is_no_fraction_bar_between_amounts(keys):
    assert keys("einen Betrag von 3 Mio. Euro", "money", "de")["value"] == "3000000"


def test_cents_stay_cents(keys):
    reading = keys("35 cents", "money", "en")
    assert (reading["value"], reading["unit"], reading["currency"]) == ("35", "cent", None)


def test_cents_after_a_currency_are_its_hundredths(keys):
    assert keys("quinze dollars et vingt cents", "money", "fr")["value"] == "15.2"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "3 M€ par habitant et par lune"),
        ("fr", "euros"),
        ("fr", "3 millions"),
        ("fr", "vingt trente euros"),
        ("en", "between 6 and 5 million dollars"),
        ("en", "$3 £4"),
        ("en", "($3m)"),
        ("en", "at least $5 and at least $6"),
        ("de", "1.2.3 Euro"),
        ("en", ""),
    ],
)
def test_what_is_not_understood_as_a_whole_has_no_reading(keys, language, text):
    assert keys(text, "money", language) is None
