"""Headers and folders of stored queries."""

from __future__ import annotations

import pytest

from kg.errors import InputError, QueryError, UsageError
from kg.query.catalog import catalog, find
from kg.query.header import Parameter, read_header

TEXT = """#+ title: Deals of a company
#+ title-fr: Affaires d'une entreprise
#+ param: company biz:Organization optional one of the parties
#+ column: deal the deal
#+ example: kg query deals company=Alpha
SELECT ?deal { #@params
 ?deal biz:partner ?company }
"""


def test_header_is_read():
    stored = read_header(TEXT, name="deals")

    assert stored.title("fr") == "Affaires d'une entreprise"
    assert stored.title("de") == "Deals of a company"
    assert stored.parameters == (Parameter("company", "biz:Organization", False, "one of the parties"),)
    assert stored.columns[0].meaning == "the deal"
    assert stored.examples == ("kg query deals company=Alpha",)


BAD = {
    "unknown key": ("#+ tilte: x", "q.rq:1: unknown key 'tilte' in the header (did you mean 'title'?)"),
    "parameter without need": (
        "\n#+ param: a string\n#@params",
        "q.rq:2: not a parameter: 'a string' (write '#+ param: name type required|optional what it is')",
    ),
    "no place for values": (
        "#+ param: a string optional\nASK {}",
        "q.rq: the header has parameters, but the pattern no '#@params' (put a line '#@params' where their values go)",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_bad_header_is_an_error(text, message):
    with pytest.raises(QueryError) as caught:
        read_header(text, name="q", path="q.rq")

    assert str(caught.value) == message


def test_first_folder_wins(tmp_path):
    (first := tmp_path / "a").mkdir()
    (second := tmp_path / "b").mkdir()
    (first / "deals.rq").write_text("#+ title: first\nASK {}", encoding="utf-8")
    (second / "deals.rq").write_text("#+ title: second\nASK {}", encoding="utf-8")
    (second / "another.rq").write_text("ASK {}", encoding="utf-8")

    found = catalog([first, second])

    assert list(found) == ["another", "deals"]
    assert found["deals"].title("en") == "first"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "partnershps",
            "there is no stored query 'partnershps' (did you mean 'partnerships' or 'partners-by-topic'?)",
        ),
        ("nothing-like-it.rq", "there is no file 'nothing-like-it.rq'"),
        ("xyz", "there is no stored query 'xyz' ('kg queries' lists them)"),
    ],
)
def test_unknown_query_is_an_error(query, message):
    with pytest.raises(UsageError) as caught:
        find(query)

    assert str(caught.value) == message


def test_file_that_is_no_text_is_an_input_error(tmp_path):
    file = tmp_path / "q.rq"
    file.write_bytes(b"ASK { ?s ?p '\xff' }")

    with pytest.raises(InputError, match="not UTF-8"):
        find(str(file))


def test_a_column_may_tell_its_type():
    stored = read_header(
        "#+ column: a (integer) the place (1 is the first)\n#+ column: b (biz:Market)\nASK {}", name="x"
    )

    assert [(one.name, one.type, one.meaning) for one in stored.columns] == [
        ("a", "integer", "the place (1 is the first)"),
        ("b", "biz:Market", ""),
    ]


def test_a_type_of_column_that_there_is_not_is_refused():
    with pytest.raises(QueryError) as caught:
        read_header("#+ title: x\n#+ column: a (interger) the place\nASK {}", name="x", path="x.rq")

    assert (
        str(caught.value) == "x.rq:2: column 'a' has the type 'interger', which there is not (did you mean 'integer'?)"
    )
