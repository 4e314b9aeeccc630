from __future__ import annotations

import pytest

from kg.config import RelationMapping, find_config, read_config
from kg.errors import ConfigError
from kg.resources import folder


def config_of(tmp_path, text: str):
    path = tmp_path / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_without_a_file_the_shipped_ontology_holds(tmp_path):
    config = find_config(tmp_path)

    assert config.path is None
    assert [path.name for path in config.ontology] == [
        "core.ttl",
        "core-codes.ttl",
        "business.ttl",
        "business-codes.ttl",
    ]
    assert [path.name for path in config.shapes] == ["core.ttl", "business.ttl"]
    assert config.query_folders == (folder("queries"), folder("queries") / "core")


def test_another_ontology_has_no_queries_about_business_news(tmp_path):
    (tmp_path / "own.ttl").write_text("")
    config_of(tmp_path, '[ontology]\nfiles = ["own.ttl"]')

    config = find_config(tmp_path)

    assert config.query_folders == (folder("queries") / "core",)
    assert config.projection_folders == (
        folder("queries") / "core" / "projections",
        folder("queries") / "projections",
    )


def test_the_file_is_found_upwards(tmp_path):
    config_of(tmp_path, 'graph = "g"')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)

    assert find_config(deep).graph == tmp_path / "g"


def test_the_file_near_a_graph_wins(tmp_path):
    (tmp_path / "project").mkdir()
    config_of(tmp_path / "project", 'language = "fr"')
    config_of(tmp_path, 'language = "de"')

    assert find_config(tmp_path, near=tmp_path / "project" / "graph").language == "fr"


def test_relations_of_the_issue(tmp_path):
    text = '[mapping.relations]\nACQUIRES = {situation = "Investment", Arg1 = "investor", Arg2 = "investmentTarget"}\n'
    relations = config_of(tmp_path, text).relations

    assert relations == {"ACQUIRES": RelationMapping("Investment", {"Arg1": "investor", "Arg2": "investmentTarget"})}


def test_another_field_replaces_business_news_and_keeps_the_core(tmp_path):
    (tmp_path / "own.ttl").write_text("", encoding="utf-8")
    config = config_of(tmp_path, '[ontology]\nfiles = ["own.ttl"]\n')

    assert [path.name for path in config.ontology] == ["core.ttl", "core-codes.ttl", "own.ttl"]
    assert [path.name for path in config.shapes] == ["core.ttl"]
    assert [path.name for path in config.rules] == ["same-matter.rq"]


def test_decisions_beside_the_file_are_used_without_being_named(tmp_path):
    (tmp_path / "decisions.toml").write_text("", encoding="utf-8")

    assert config_of(tmp_path, "").decisions == tmp_path / "decisions.toml"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("graph = \n", 1, "not valid TOML: Invalid value"),
        ('grahp = "g"\n', 1, "unknown key 'grahp'"),
        ('\n[mapping]\n[mapping.lables]\nA = "B"\n', 3, "unknown key 'mapping.lables'"),
        ("graph = 3\n", None, "'graph' must be a string, not 3"),
        ("corpus = [1]\n", None, "'corpus' must be a list of strings, not [1]"),
        ('mapping = "x"\n', 1, "[mapping] must be a table"),
        ('base = "no iri"\n', None, "base 'no iri' must be an absolute IRI that ends with '/' or '#'"),
        ('decisions = "gone.toml"\n', None, "'decisions' names 'gone.toml', which does not exist"),
        ('[check]\nshapes = ["gone.ttl"]\n', None, "'shapes' names 'gone.ttl', which does not exist"),
        (
            "[mapping.relations]\nX = 3\n",
            None,
            "relation 'X' must be a table with 'situation' and the role of each argument",
        ),
    ],
    ids=["toml", "key", "nested key", "type", "list", "table", "base", "decisions", "shapes", "relation"],
)
def test_mistakes_are_named(tmp_path, text, line, message):
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, text)

    assert (caught.value.message, caught.value.line) == (message, line)
    assert caught.value.path == str(tmp_path / "kg.toml")


def test_a_misspelt_key_is_suggested(tmp_path):
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, '[mapping.lables]\nA = "B"\n')

    assert caught.value.hint == "did you mean 'labels'?"


@pytest.mark.parametrize(
    "start", ["nope", "/company/", "register.example/", r"C:\register\ ".strip(), "https://register.example/a b/"]
)
def test_an_authority_that_is_no_absolute_iri_is_refused(tmp_path, start):
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, f"[authorities]\nRegister = '{start}'\n")

    assert caught.value.message == (
        f"authority 'Register' must be the absolute IRI that keys are added to, not {start!r}"
    )
    assert caught.value.hint == 'as in Register = "https://register.example/company/"'


@pytest.mark.parametrize("start", ["https://register.example/company/", "urn:isbn:", "doi:", "lei:", "matter:", ""])
def test_an_authority_is_an_absolute_iri_or_one_of_ours(tmp_path, start):
    assert config_of(tmp_path, f"[authorities]\nRegister = '{start}'\n").authorities["Register"] == start
