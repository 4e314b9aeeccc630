"""Typed parameters: what people write, and the terms it becomes."""

from __future__ import annotations

import pytest

from kg.errors import QueryError, UsageError
from kg.query import run
from kg.query.header import read_header
from kg.query.parameters import resolve, with_values

ID = "https://w3id.org/biznews/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def _stored(kind, *, name="x", need="optional"):
    return read_header(f"#+ param: {name} {kind} {need}\nASK {{ #@params\n ?x ?p ?o }}", name="mine")


def _term(opened, kind, value, *, name="x"):
    (given,) = resolve(_stored(kind, name=name), {name: value}, opened=opened)
    return str(given.term)


GOOD = {
    "preferred name": ("entity", "Alpha", f"<{ID}organization-alpha>"),
    "other name": ("entity", "Alpha Group plc", f"<{ID}organization-alpha>"),
    "name in another case": ("entity", "ALPHA", f"<{ID}organization-alpha>"),
    "name without accent": ("entity", "beta", f"<{ID}organization-beta>"),
    "name with a legal form": ("company", "Béta GmbH & Co. KG", f"<{ID}organization-beta>"),
    "name of a class": ("biz:Person", "Delta", f"<{ID}person-delta>"),
    "name of a subclass": ("biz:Organization", "Delta", f"<{ID}organization-delta>"),
    "CURIE of an entity": ("entity", "id:person-delta", f"<{ID}person-delta>"),
    "IRI of an entity": ("entity", f"{ID}person-delta", f"<{ID}person-delta>"),
    "IRI in brackets": ("entity", f"<{ID}person-delta>", f"<{ID}person-delta>"),
    "situation": ("iri", "en/deal#E1", "<https://w3id.org/biznews/doc/en/deal#E1>"),
    "term": ("iri", "biz:partner", "<https://w3id.org/biznews/ontology#partner>"),
    "property that nothing describes": ("iri", "schema:leiCode", "<https://schema.org/leiCode>"),
    "code by name": ("code", "planned", "<https://w3id.org/biznews/code/planned>"),
    "code by French label": ("code", "prévu", "<https://w3id.org/biznews/code/planned>"),
    "code without accent": ("code", "PREVU", "<https://w3id.org/biznews/code/planned>"),
    "code by CURIE": ("code", "code:planned", "<https://w3id.org/biznews/code/planned>"),
    "date": ("date", "2024-01-16", f'"2024-01-16"^^<{XSD}date>'),
    "year": ("year", "2024", f'"2024"^^<{XSD}integer>'),
    "year as a number": ("year", 2024, f'"2024"^^<{XSD}integer>'),
    "integer": ("integer", "-7", f'"-7"^^<{XSD}integer>'),
    "decimal": ("decimal", "1.50", f'"1.50"^^<{XSD}decimal>'),
    "decimal with exponent": ("decimal", "1e3", f'"1000"^^<{XSD}decimal>'),
    "string": ("string", 'a "b" } ?x', r'"a \"b\" } ?x"'),
    "language": ("language", "FR", '"fr"'),
}


@pytest.mark.parametrize(("kind", "value", "term"), GOOD.values(), ids=GOOD)
def test_value_becomes_a_term(opened, kind, value, term):
    assert _term(opened, kind, value) == term


def test_code_is_looked_up_in_the_list_of_the_property_it_is_named_after(opened):
    # "stable" is a direction; among the statuses there is none.
    with pytest.raises(UsageError, match=r"^status 'stable' is no code"):
        _term(opened, "code", "stable", name="status")


BAD = {
    "unknown name": ("entity", "Alfa", "x 'Alfa': no thing of this name in the graph (did you mean 'Alpha'?)"),
    "no UTF-8": ("entity", "Alfa\udcff", "x 'Alfa\\udcff': no thing of this name in the graph (did you mean 'Alpha'?)"),
    "string in no UTF-8": ("string", "\udcff", "parameter 'x': '\\udcff' is not text in UTF-8"),
    "two things": (
        "entity",
        "Delta",
        (
            "x 'Delta' names 2 things: 'Delta' id:organization-delta (company), 'Delta' id:person-delta (person) "
            "(give one by CURIE, as id:organization-delta)"
        ),
    ),
    "another class": (
        "biz:Market",
        "Alpha",
        "x 'Alpha' is no market: it names 'Alpha' id:organization-alpha (company)",
    ),
    "unknown CURIE": (
        "entity",
        "id:organization-alfa",
        "x 'id:organization-alfa' does not occur in this graph (did you mean 'Alpha'?)",
    ),
    "no IRI": (
        "iri",
        "Alpha",
        "parameter 'x': 'Alpha' is not an IRI, a CURIE or document#annotation that occurs in the graph",
    ),
    "misspelt property": (
        "iri",
        "biz:durration",
        "x 'biz:durration' does not occur in this graph (did you mean biz:duration or biz:direction or biz:Situation?)",
    ),
    "property without prefix": (
        "iri",
        "investmentTarget",
        (
            "parameter 'x': 'investmentTarget' is not an IRI, a CURIE or document#annotation that occurs in the graph "
            "(did you mean biz:investmentTarget or biz:Investment?)"
        ),
    ),
    "unknown annotation": (
        "iri",
        "en/deal#E9",
        "x 'en/deal#E9': document 'en/deal' has no annotation 'E9' (it has E1, E2)",
    ),
    "date": ("date", "16/1/2024", "parameter 'x': '16/1/2024' is not a date such as 2024-01-16"),
    "year": ("year", "24", "parameter 'x': '24' is not a year such as 2024"),
    "integer": ("integer", "1.5", "parameter 'x': '1.5' is not a whole number"),
    "decimal": ("decimal", "NaN", "parameter 'x': 'NaN' is not a decimal number such as 1.5"),
    "language": ("language", "french!", "parameter 'x': 'french!' is not a language tag such as fr"),
}


@pytest.mark.parametrize(("kind", "value", "message"), BAD.values(), ids=BAD)
def test_wrong_value_is_a_clear_error(opened, kind, value, message):
    with pytest.raises(UsageError) as caught:
        _term(opened, kind, value)

    assert str(caught.value) == message


def test_misspelt_code_names_the_codes_there_are(opened):
    with pytest.raises(UsageError) as caught:
        _term(opened, "code", "plannd", name="status")

    assert str(caught.value) == (
        "status 'plannd' is no code (did you mean 'planned'? known are agreed, cancelled, completed, ongoing, planned, "
        "rumoured)"
    )


def test_unknown_parameter_names_those_there_are(opened):
    with pytest.raises(UsageError) as caught:
        resolve(_stored("string", name="topic"), {"topics": "a"}, opened=opened)

    assert str(caught.value) == "query 'mine' has no parameter 'topics' (did you mean 'topic'?)"


def test_missing_parameter_is_named(opened):
    with pytest.raises(UsageError) as caught:
        resolve(_stored("string", need="required"), {}, opened=opened)

    assert str(caught.value) == "query 'mine' needs x (add x=…)"


def test_unknown_type_is_an_error_of_the_header(opened):
    with pytest.raises(QueryError, match="has the type 'strng', which there is not"):
        _term(opened, "strng", "a")


def test_values_stand_on_the_line_of_their_place(opened):
    stored = _stored("integer")

    text = with_values(stored, resolve(stored, {"x": [1, 2, 1]}, opened=opened))

    integer = f"^^<{XSD}integer>"
    assert text.splitlines()[1] == f'ASK {{ VALUES ?x {{ "1"{integer} "2"{integer} }}'
    assert len(text.splitlines()) == len(stored.text.splitlines())


def test_a_class_may_have_a_prefix_that_the_query_declares(opened):
    text = (
        "#+ param: c mine:Organization required\n"
        "PREFIX mine: <https://w3id.org/biznews/ontology#>\nSELECT ?s { #@params\n ?s mine:partner ?c }"
    )

    assert run(opened, text, parameters={"c": "Alpha"}).rows
    with pytest.raises(UsageError, match="is no organization"):
        run(opened, text, parameters={"c": "telecoms"})


def test_a_value_may_be_a_curie_with_a_prefix_that_the_query_declares(opened):
    text = (
        "#+ param: c iri required\n"
        "prefix party: <https://w3id.org/biznews/id/organization->\nSELECT ?s { #@params\n ?s biz:partner ?c }"
    )

    assert run(opened, text, parameters={"c": "party:alpha"}).rows


def test_a_prefix_that_nobody_declares_is_an_error(opened):
    text = "#+ param: c mine:Organization required\n# PREFIX mine: <urn:x>\nSELECT ?s { #@params\n ?s biz:partner ?c }"

    with pytest.raises(QueryError) as caught:
        run(opened, text, parameters={"c": "Alpha"})

    assert str(caught.value) == (
        "parameter 'c' has the type 'mine:Organization', which there is not (declare 'PREFIX mine: <…>' in the query)"
    )


def _asked(opened, body):
    return run(opened, read_header(f"#+ title: Mine\n#+ param: company entity optional\n{body}", name="q", path="q.rq"))


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ?s { #@params\n ?s biz:partner ?partner }",
        "SELECT ?s ?company { #@params\n ?s biz:partner ?partner }",
        "SELECT ?s { #@params\n ?s biz:partner ?partner # ?company\n FILTER(STR(?partner) != '?company') }",
        "SELECT ?s { #@params\n { SELECT ?s (COUNT(?p) AS ?n) ?company { ?s biz:partner ?p } GROUP BY ?s } }",
        "ASK { #@params\n ?s biz:partner ?partner }",
    ],
    ids=["nowhere", "column", "comment and text", "column of a sub-select", "ASK"],
)
def test_a_parameter_that_no_pattern_uses_is_an_error_of_the_header(opened, body):
    with pytest.raises(QueryError) as caught:
        _asked(opened, body)

    assert str(caught.value).startswith(
        "q.rq:2: nothing in the query uses the parameter 'company', so its values would filter nothing ("
    )


def test_the_variable_that_an_unused_parameter_resembles_is_suggested(opened):
    with pytest.raises(QueryError) as caught:
        _asked(opened, "SELECT ?s { #@params\n ?s biz:partner ?compny }")

    assert caught.value.hint == "did you mean ?compny?"


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ?s { #@params\n ?s biz:partner $company }",
        "SELECT ?s { #@params\n ?s biz:partner ?p FILTER(?p = ?company) }",
        "SELECT (STR(?company) AS ?name) { #@params\n}",
        "SELECT ?s { #@params\n OPTIONAL { ?s biz:partner ?company } }",
        "SELECT ?s { #@params\n ?s biz:partner ?p } ORDER BY ?company",
        "CONSTRUCT { ?s biz:partner ?company } { #@params\n ?s a biz:Partnership }",
        "DESCRIBE ?company { #@params\n}",
    ],
    ids=["pattern", "filter", "expression", "optional", "order", "template", "described"],
)
def test_a_parameter_that_is_used_anywhere_else_is_none(opened, body):
    assert _asked(opened, body) is not None
