from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.check import Report, Result, check
from kg.check.findings import places_of, to_json
from kg.check.paths import predicate
from kg.check.report import in_language
from kg.check.summary import summary
from kg.store import open_graph

SH = "http://www.w3.org/ns/shacl#"


def result(focus="a", *, severity="Violation", shape="S", message="Bad {?value}.", value=None):
    return Result(
        focus_node=ox.NamedNode(f"urn:t:{focus}"),
        path=predicate("urn:t:p"),
        value=value,
        component=SH + "MinCountConstraintComponent",
        source_shape=ox.NamedNode(f"urn:t:{shape}"),
        source_constraint=None,
        severity=SH + severity,
        messages={"en": message.replace("{?value}", focus), "fr": "Mauvais."},
        templates={"en": message, "fr": "Mauvais."},
    )


def report(*results):
    return Report(
        conforms=not results, results=results, constraints=4, focus_nodes=9, checked={ox.NamedNode("urn:t:S"): 5}
    )


def test_groups_have_the_gravest_first_then_the_most_frequent():
    found = report(
        result("i", severity="Info"), result("w", severity="Warning"), result("a", shape="T"), result("b"), result("c")
    ).groups()

    assert [(group.severity.removeprefix(SH), len(group.results)) for group in found] == [
        ("Violation", 2),
        ("Violation", 1),
        ("Warning", 1),
        ("Info", 1),
    ]


def test_a_group_counts_nodes_not_results():
    (group,) = report(result("a", value=ox.Literal("1")), result("a", value=ox.Literal("2"))).groups()

    assert (len(group.results), group.failing, group.checked) == (2, 1, 5)


def test_a_group_leaves_out_what_differs_between_its_messages():
    (group,) = report(result("a"), result("b")).groups()

    assert group.message == "Bad …."


def test_a_group_of_one_message_gives_it_whole():
    (group,) = report(result("a")).groups()

    assert group.message == "Bad a."


def test_groups_speak_the_language_asked_for():
    assert report(result()).groups("fr")[0].message == "Mauvais."


@pytest.mark.parametrize(
    ("lowest", "kept"),
    [
        pytest.param("Violation", ["Violation"], id="violation"),
        pytest.param("Warning", ["Violation", "Warning"], id="warning"),
        pytest.param("Info", ["Violation", "Warning", "Info"], id="info"),
    ],
)
def test_lower_severities_are_left_out(lowest, kept):
    whole = report(*(result(severity=name) for name in ("Violation", "Warning", "Info")))

    assert [found.severity.removeprefix(SH) for found in whole.at_least(lowest).results] == kept


def test_a_severity_of_ones_own_is_kept_and_counts_as_a_violation():
    own = report(result(severity="Grave")).at_least("Violation")

    assert (len(own.results), own.violations) == (1, 1)


def test_warnings_are_no_violations():
    assert report(result(severity="Warning"), result(severity="Info")).violations == 0


def test_turtle_is_a_validation_report():
    store = ox.Store()
    store.load(report(result(value=ox.Literal("x", language="fr"))).to_turtle().encode(), format=ox.RdfFormat.TURTLE)

    query = f"""SELECT ?conforms ?focus ?path ?value ?message {{
        ?r a <{SH}ValidationReport> ; <{SH}conforms> ?conforms ; <{SH}result> ?one .
        ?one a <{SH}ValidationResult> ; <{SH}focusNode> ?focus ; <{SH}resultPath> ?path ; <{SH}value> ?value ;
          <{SH}resultMessage> ?message ; <{SH}resultSeverity> <{SH}Violation> ; <{SH}sourceShape> <urn:t:S> ;
          <{SH}sourceConstraintComponent> <{SH}MinCountConstraintComponent> .
        FILTER(LANG(?message) = "fr") }}"""
    ((conforms, focus, path, value, message),) = store.query(query)
    assert conforms.value == "false"
    assert (focus.value, path.value) == ("urn:t:a", "urn:t:p")
    assert (value, message) == (ox.Literal("x", language="fr"), ox.Literal("Mauvais.", language="fr"))


def test_turtle_of_a_conforming_graph_says_so():
    store = ox.Store()
    store.load(report().to_turtle().encode(), format=ox.RdfFormat.TURTLE)

    assert [quad.object.value for quad in store if quad.predicate.value == SH + "conforms"] == ["true"]


def test_json_holds_every_result():
    written = json.loads(json.dumps(report(result("a"), result("b", severity="Info")).to_json()))

    assert written["counts"] == {"Violation": 1, "Warning": 0, "Info": 1}
    assert [found["focus_node"] for found in written["results"]] == ["<urn:t:a>", "<urn:t:b>"]


@pytest.mark.parametrize(
    ("messages", "language", "text"),
    [
        pytest.param({"en": "one", "fr": "un"}, "fr", "un", id="the language"),
        pytest.param({"en": "one", "fr-ca": "un"}, "fr", "un", id="a region of it"),
        pytest.param({"en": "one", "de": "eins"}, "fr", "one", id="English instead"),
        pytest.param({"": "1", "de": "eins"}, "fr", "1", id="no language instead"),
        pytest.param({"de": "eins"}, "fr", "eins", id="any language instead"),
        pytest.param({}, "fr", "", id="none"),
    ],
)
def test_a_message_is_found_in_the_nearest_language(messages, language, text):
    assert in_language(messages, language) == text


def test_the_closing_line_counts_what_was_found(graph):
    line = summary(report(result(), result("b", severity="Warning")), graph, language="en")

    assert line == "does not conform: 1 violation, 1 warning in 1 document (4 constraints, 9 focus nodes)"


def test_the_closing_line_speaks_french(graph):
    assert summary(report(), graph, language="fr") == (
        "conforme : 0 violation dans 1 document (4 contraintes, 9 nœuds examinés)"
    )


@pytest.fixture
def checked(write, graph_file):
    def run(turtle):
        opened = open_graph(graph_file)
        return check(opened, shapes=[write(turtle)]), opened.store

    return run


def test_a_finding_on_a_property_shows_the_words_that_give_it(checked):
    found, store = checked(":S sh:targetClass biz:Partnership ; sh:property [ sh:path biz:duration ; sh:maxCount 0 ] .")

    (place,) = places_of(store, found.results).values()
    assert (place.where, place.quote) == ("fr/accord.ann:5 E1", "dix ans")


def test_a_finding_on_a_situation_shows_its_trigger(checked):
    found, store = checked(":S sh:targetClass biz:Partnership ; sh:property [ sh:path biz:kind ; sh:minCount 1 ] .")

    (place,) = places_of(store, found.results).values()
    assert place.marked() == "Solène SA et Lunaire «signent»."


def test_a_finding_on_a_misspelt_property_shows_its_first_use(checked):
    found, store = checked(
        ':S sh:targetNode :ontology ; sh:sparql [ sh:select "SELECT $this (<https://w3id.org/biznews/ontology#partner> '
        'AS ?value) WHERE { }" ] .'
    )

    (place,) = places_of(store, found.results).values()
    assert place.annotation_id == "E1"


def test_json_of_a_check_has_the_place_of_each_result(checked):
    found, store = checked(":S sh:targetClass biz:Document ; sh:property [ sh:path biz:kind ; sh:minCount 1 ] .")

    assert to_json(found, store)["results"][0]["place"]["file"] == "fr/accord.ann"
