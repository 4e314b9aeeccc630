from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.project.declaration import find_projection, projections, read_projection, selected

QUERY = "SELECT ?source ?target ?kind WHERE { ?source ?kind ?target }\n"


def declared(folder: Path, header: str, query: str = QUERY) -> Path:
    path = folder / "mine.rq"
    path.write_text(header + query, encoding="utf-8")
    return path


def test_a_header_declares_everything(tmp_path: Path) -> None:
    path = declared(
        tmp_path,
        "#+ title: Mine\n#+ title-fr: Le mien\n#+ description: One\n#+ description: two\n#+ direction: undirected\n"
        "#+ weight: hope\n#+ columns: source target kind*\n#+ symmetric: a b\n#+ situations: biz:Loan <urn:x>\n"
        "#+ statuses: planned, agreed\n#+ unstated: a\n",
    )

    found = read_projection(path)

    assert (found.name, found.title("fr"), found.title("de"), found.description("en")) == (
        "mine",
        "Le mien",
        "Mine",
        "One two",
    )
    assert (found.directed, found.weight("fr"), found.lists) == (False, "hope", {"kind"})
    assert found.situations == ("https://w3id.org/biznews/ontology#Loan", "urn:x")
    assert (found.symmetric, found.statuses, found.unstated) == ({"a", "b"}, {"planned", "agreed"}, {"a"})


MISTAKES = {
    "unknown key": ("#+ tilte: x\n", QUERY, "unknown header key 'tilte' (did you mean 'title'?)"),
    "direction": ("#+ direction: both\n", QUERY, "direction is 'both' (it must be 'directed' or 'undirected')"),
    "status": ("#+ statuses: hoped\n", QUERY, "unknown status 'hoped' (known are rumoured, planned, agreed, ongoing, "),
    "undeclared prefix": (
        "#+ situations: mine:Loan\n",
        QUERY,
        "not a prefixed name: 'mine:Loan' (declare 'PREFIX mine: <…>' in the query)",
    ),
    "no prefix": ("#+ situations: Loan\n", QUERY, "not a prefixed name: 'Loan' (as in biz:Partnership)"),
    "lacking column": (
        "",
        "SELECT ?source ?kind WHERE { ?source ?kind ?x }",
        "the projection lacks its column 'target'",
    ),
    "undeclared column": (
        "#+ columns: source target who\n",
        QUERY,
        "the header declares column 'who', which the query ",
    ),
    "unbound column": (
        "",
        "SELECT ?source ?target ?kidn WHERE { ?source ?kind ?target }",
        "column 'kidn' occurs nowhere",
    ),
    "own attribute": (
        "",
        "SELECT ?source ?target ?situations WHERE { ?source ?situations ?target }",
        "column 'situations' has the name of what every edge has of its own",
    ),
    "star": ("", "SELECT * WHERE { ?source ?kind ?target }", "not a SELECT with named columns"),
    "no select": ("", "ASK { ?source ?kind ?target }", "not a SELECT with named columns"),
}


@pytest.mark.parametrize(("header", "query", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named(tmp_path: Path, header: str, query: str, message: str) -> None:
    path = declared(tmp_path, header, query)

    with pytest.raises(InputError) as caught:
        read_projection(path)

    assert message in str(caught.value)
    assert caught.value.path == str(path)


def test_a_byte_order_mark_hides_no_header(tmp_path: Path) -> None:
    path = declared(tmp_path, "\ufeff#+ title: Mine\n")

    assert read_projection(path).title("en") == "Mine"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    (tmp_path / "companies.rq").write_text("#+ title: Mine\n" + QUERY, encoding="utf-8")

    assert find_projection("companies", folders=[tmp_path]).title("en") == "Mine"


def test_a_class_may_have_a_prefix_that_the_query_declares(tmp_path: Path) -> None:
    path = declared(tmp_path, "#+ situations: mine:Loan\n", f"PREFIX mine: <urn:x:>\n{QUERY}")

    assert read_projection(path).situations == ("urn:x:Loan",)


def test_queries_of_nodes_are_no_projections(tmp_path: Path) -> None:
    declared(tmp_path, "")
    (tmp_path / "mine.nodes.rq").write_text("SELECT ?node WHERE { ?node ?p ?o }", encoding="utf-8")

    assert list(projections(folders=[tmp_path])) == ["mine"]
    assert find_projection("mine", folders=[tmp_path]).nodes_query is not None


def test_a_misspelt_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"^there is no projection 'companis' \(did you mean 'companies'\?\)$"):
        find_projection("companis")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(UsageError, match=r"^there is no projection file 'nowhere.rq'$"):
        find_projection("nowhere.rq")


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("select distinct ?a ?b where { }", ("a", "b")),
        ("# SELECT ?no\nSELECT ?a (COUNT(DISTINCT ?x) AS ?n) { }", ("a", "n")),
        ("SELECT (IF(BOUND(?x), STR(?x), (?y)) AS ?label) ?b WHERE { }", ("label", "b")),
        ("SELECT ?from ?where $c WHERE { }", ("from", "where", "c")),
    ],
    ids=["plain", "aggregate", "nested", "named like keywords"],
)
def test_columns_of_a_query_are_found(query: str, columns: tuple[str, ...]) -> None:
    assert selected(query, Path("a.rq")) == columns
