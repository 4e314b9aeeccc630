"""Which files are read for rules, and what a rule is asked for."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.query.asked import AskedRule, RuleFiles, heads_of, premises_of, query_rule
from kg.query.links import Link
from kg.query.paths import Name, Property

READ = AskedRule("SELECT * { ?a <urn:p> ?b }", lambda: ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ex:S sh:rule [ a sh:TripleRule ] .", [READ]),
        ("ex:S <http://www.w3.org/ns/shacl#rule> ex:R .", [READ]),
        ("<urn:s> owl:imports <more.ttl> .", [READ]),
        (r"ex:S <http://www.w3.org/ns/shacl#\u0072ule> ex:R .", [READ]),
        ('ex:S sh:message "what rules conclude" .', []),
    ],
    ids=["prefixed", "in full", "imports", "escaped", "none"],
)
def test_files_are_read_as_shapes_where_they_may_have_rules(opened, tmp_path, text, expected):
    file = tmp_path / "shapes.ttl"
    file.write_text(text, encoding="utf-8")

    assert list(RuleFiles((), (file,), lambda *_: [READ]).asked(opened)) == expected


def test_a_file_that_is_not_there_is_told(opened, tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(RuleFiles((tmp_path / "none.rq",)).asked(opened))


@pytest.mark.parametrize("text", ["SELECT * { ?a ?b ?c }", "CONSTRUCT {", "nonsense"])
def test_what_is_no_construct_is_no_rule(text):
    assert query_rule(text) is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("CONSTRUCT { ?a <urn:p> ?b } WHERE { ?b <urn:q> ?a }", Link(Name("a"), (Property("urn:p"),), Name("b"))),
        ("CONSTRUCT WHERE { ?b <urn:q> ?a }", Link(Name("b"), (Property("urn:q"),), Name("a"))),
    ],
    ids=["template", "short form"],
)
def test_a_rule_concludes_its_template(text, head):
    rule = query_rule(text)

    assert heads_of(rule) == (head,)


def test_only_denials_of_what_the_rule_concludes_are_left_out():
    rule = query_rule(
        "CONSTRUCT { ?a <urn:p> ?b } WHERE { ?b <urn:q> ?a FILTER NOT EXISTS { ?a <urn:p> ?c } "
        "FILTER NOT EXISTS { ?a <urn:r> ?c } MINUS { ?b <urn:p> ?c } MINUS { ?b <urn:r> ?c } }"
    )

    premises = premises_of(rule.asked()[0], heads=heads_of(rule))

    assert " ".join(premises.pattern.split()) == (
        "?b <urn:q> ?a FILTER NOT EXISTS { ?a <urn:r> ?c } MINUS { ?b <urn:r> ?c }"
    )
