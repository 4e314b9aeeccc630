from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.errors import InputError, QueryError, UsageError
from kg.project import project, projections, why_empty
from kg.store import Opened
from kg.vocab import DEFAULT_BASE, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

ID = f"{DEFAULT_BASE}id/organization-"
DOC = f"{DEFAULT_BASE}doc/"
ARDENT, BRIO, CEDAR, DELTA, DELTA_2 = (ID + name for name in ("ardent", "brio", "cedar", "delta", "delta-2"))


@pytest.fixture
def partners(opened: Opened) -> dict[str, Any]:
    return dict(project(opened).edges[ARDENT, BRIO, "partnerOf"])


def test_companies_are_tied_once_a_pair_and_kind(opened: Opened) -> None:
    network = project(opened)

    assert set(network.edges(keys=True)) == {
        (ARDENT, BRIO, "partnerOf"),
        (ARDENT, CEDAR, "investsIn"),
        (BRIO, DELTA, "competesWith"),
        (DELTA, DELTA_2, "suppliesTo"),
    }


def test_the_weight_is_the_number_of_documents(partners: dict[str, Any]) -> None:
    assert (partners["weight"], partners["documents"]) == (2, 2)


def test_an_edge_knows_when_it_was_first_and_last_reported(partners: dict[str, Any]) -> None:
    assert (partners["first"], partners["last"]) == ("2023-03-10", "2024-06-01")


def test_the_status_is_that_of_the_latest_report(partners: dict[str, Any]) -> None:
    assert (partners["status"], partners["statuses"]) == ("ongoing", ["agreed", "ongoing"])


def test_an_edge_leads_to_its_situations(partners: dict[str, Any]) -> None:
    assert partners["situations"] == [DOC + "a#E1", DOC + "b#E1"]


def test_the_latest_sentence_is_quoted_with_its_source(partners: dict[str, Any]) -> None:
    assert partners["quote"] == "Brio still works with Ardent."
    assert partners["quote_source"] == DOC + "b#char=0,30"
    assert (partners["quote_title"], partners["quote_date"]) == ("A year later", "2024-06-01")


def test_the_sentence_is_the_one_with_the_trigger(opened: Opened) -> None:
    network = project(opened, until="2023-12")

    assert network.edges[ARDENT, BRIO, "partnerOf"]["quote"] == "Ardent signs with Brio."


def test_overlapping_times_are_one_interval(partners: dict[str, Any]) -> None:
    assert partners["start"] == "2023-03-01"
    assert "end" not in partners
    assert "spells" not in partners


def test_a_duration_gives_an_end_and_says_so(opened: Opened) -> None:
    edge = project(opened, status=["agreed"]).edges[ARDENT, BRIO, "partnerOf"]

    assert (edge["start"], edge["end"]) == ("2023-03-01", "2025-03-01")
    assert (edge["start_precision"], edge["start_basis"]) == ("month", "announced")
    assert (edge["end_precision"], edge["end_basis"]) == ("month", "duration")


def test_what_is_not_realised_is_left_out_and_counted(opened: Opened) -> None:
    graph = project(opened).graph

    assert graph["left_out"] == {"denied": 1, "planned": 1, "with fewer than two participants": 1}
    assert "Left out: 1 denied, 1 planned, 1 with fewer than two participants (situations)." in graph["description"]


def test_nodes_have_labels_in_the_language_asked_for(opened: Opened) -> None:
    network = project(opened, language="fr")

    assert network.nodes[ARDENT]["label"] == "Ardente"


def test_a_node_without_a_label_in_the_language_shows_another(opened: Opened) -> None:
    network = project(opened, language="en")

    assert network.nodes[BRIO]["label"] == "Brio"


def test_kinds_are_labelled_in_the_language_asked_for(opened: Opened) -> None:
    edge = project(opened, language="fr").edges[ARDENT, BRIO, "partnerOf"]

    assert edge["label"] == "partenaire de"


def test_nodes_have_aliases_identifiers_and_mentions(opened: Opened) -> None:
    node = project(opened).nodes[ARDENT]

    assert node["aliases"] == ["Ardent Group", "Ardente"]
    assert node["identifiers"] == ["LEI-OF-ARDENT"]
    assert (node["documents"], node["mentions"]) == (2, 2)
    assert (node["first"], node["last"]) == ("2023-03-10", "2024-06-01")


def test_the_type_is_the_most_specific_class(opened: Opened) -> None:
    node = project(opened, language="fr").nodes[CEDAR]

    assert (node["type"], node["type_label"]) == ("Company", "entreprise")


def test_a_node_is_there_when_its_first_tie_begins(opened: Opened) -> None:
    assert project(opened).nodes[ARDENT]["start"] == "2023-03-01"


def test_money_is_summed_by_currency_and_the_latest_report_counts(opened: Opened) -> None:
    edge = project(opened, "investments").edges[ARDENT, CEDAR, "investsIn"]

    assert (edge["amount_USD"], edge["amount_EUR"], edge["weight"]) == (120.0, 90.0, 2)


def test_weight_can_be_money_in_one_currency(opened: Opened) -> None:
    network = project(opened, "investments", currency="eur")

    assert network.edges[ARDENT, CEDAR, "investsIn"]["weight"] == 90.0
    assert network.graph["weight"] == "sum of the amounts in EUR"


def test_a_currency_that_occurs_nowhere_is_refused(opened: Opened) -> None:
    with pytest.raises(UsageError, match=r"^no edge has an amount in 'CHF' \(there are amounts in EUR, USD\)$"):
        project(opened, "investments", currency="CHF")


def test_planned_situations_can_be_asked_for(opened: Opened) -> None:
    network = project(opened, status=["planned"])

    assert set(network.edges(keys=True)) == {(ARDENT, DELTA, "investsIn")}


def test_denied_situations_can_be_asked_for(opened: Opened) -> None:
    network = project(opened, include_denied=True)

    assert network.edges[BRIO, CEDAR, "competesWith"]["certainties"] == ["denied"]


def test_situations_outside_the_time_are_counted(opened: Opened) -> None:
    network = project(opened, since="2024")

    assert network.graph["left_out"]["without a date"] == 1


def test_an_undirected_network_keeps_a_pair_once(opened: Opened) -> None:
    network = project(opened, "partnerships")

    assert list(network.edges()) == [(ARDENT, BRIO)]
    assert network.graph["direction"] == "undirected"


def test_companies_mentioned_together_show_the_sentence_that_names_both(opened: Opened) -> None:
    edge = project(opened, "mentions").edges[ARDENT, BRIO, "mentionedTogether"]

    assert edge["quote"] == "Ardent signs with Brio."


def test_companies_mentioned_together_without_such_a_sentence_show_the_document(opened: Opened) -> None:
    edge = project(opened, "mentions").edges[ARDENT, CEDAR, "mentionedTogether"]

    assert "quote" not in edge
    assert edge["quote_title"] == "Ardent and Brio sign"


def test_situations_are_tied_to_their_participants_by_role(opened: Opened) -> None:
    network = project(opened, "situations")

    assert {kind for *_, kind in network.out_edges(DOC + "a#E1", keys=True)} == {"partner"}
    assert network.nodes[DOC + "a#E1"]["label"] == "partnership a E1"


def test_documents_weigh_by_mentions(opened: Opened) -> None:
    network = project(opened, "documents")

    assert network.edges[DOC + "a", ARDENT, "mention"]["weight"] == 1
    assert network.nodes[DOC + "a"]["label"] == "Ardent and Brio sign"


@pytest.mark.parametrize("name", sorted(projections()))
def test_every_shipped_projection_has_titles_and_descriptions_in_two_languages(opened: Opened, name: str) -> None:
    texts = [project(opened, name, language=language).graph["description"] for language in ("en", "fr")]

    assert texts[0].split(".")[0] != texts[1].split(".")[0]


@pytest.mark.parametrize("name", sorted(projections()))
def test_every_attribute_is_a_plain_value(opened: Opened, name: str) -> None:
    network = project(opened, name)
    data = [data for *_, data in network.edges(data=True)] + [data for _, data in network.nodes(data=True)]

    found = Counter(type(value) for attributes in data for value in attributes.values())

    assert set(found) <= {str, int, float, bool, list}


@pytest.mark.parametrize("name", sorted(projections()))
def test_every_edge_says_what_it_rests_on(opened: Opened, name: str) -> None:
    required = {"kind", "label", "weight", "documents", "quote_source", "quote_title"}

    assert all(required <= set(data) for *_, data in project(opened, name).edges(data=True))


def test_only_what_is_near_a_node_is_kept(opened: Opened) -> None:
    network = project(opened, around="ardent group", depth=1)

    assert set(network) == {ARDENT, BRIO, CEDAR}
    assert network.graph["edges_left_out"] == {"further than 1 from Ardent": 2}


def test_an_unknown_node_is_refused_with_a_suggestion(opened: Opened) -> None:
    with pytest.raises(UsageError, match=r"^no node is called 'Ardnet' \(did you mean 'Ardent'\?\)$"):
        project(opened, around="Ardnet")


def test_a_name_of_two_nodes_is_refused(opened: Opened) -> None:
    with pytest.raises(UsageError, match=r"^2 nodes are called 'Delta' \(give an IRI: "):
        project(opened, around="Delta")


def test_the_largest_component_is_kept(opened: Opened) -> None:
    network = project(opened, kind=["partnerOf", "suppliesTo", "investsIn"], largest_component=True)

    assert set(network) == {ARDENT, BRIO, CEDAR}


def test_light_edges_are_left_out(opened: Opened) -> None:
    network = project(opened, min_weight=2)

    assert set(network.edges(keys=True)) == {(ARDENT, BRIO, "partnerOf"), (ARDENT, CEDAR, "investsIn")}
    assert network.graph["edges_left_out"] == {"lighter than 2": 2}


def test_a_misspelt_kind_is_refused(opened: Opened) -> None:
    with pytest.raises(
        UsageError, match=r"^the projection yields no tie of kind 'partnrOf' \(did you mean 'partnerOf'"
    ):
        project(opened, kind=["partnrOf"])


def test_an_empty_network_says_why(opened: Opened) -> None:
    network = project(opened, "rankings")

    assert why_empty(opened, network).startswith("nothing in the graph fits its query; the graph holds 4 Investment,")


def test_a_graph_without_situations_says_so() -> None:
    empty = Opened(store=ox.Store(), path=None, base=DEFAULT_BASE, version=None)  # type: ignore[arg-type]

    assert why_empty(empty, project(empty)) == "the graph holds no situation at all"


def test_a_query_of_ones_own_gives_edges(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "rivals.rq"
    path.write_text(
        "SELECT ?source ?target ?kind ?situation ?market WHERE "
        "{ ?situation biz:competitor ?source , ?target ; biz:inMarket ?m . ?m skos:prefLabel ?market "
        'FILTER(STR(?source) < STR(?target)) BIND("rivals" AS ?kind) }',
        encoding="utf-8",
    )

    network = project(opened, edges=path)

    assert network.edges[BRIO, DELTA, "rivals"]["market"] == "fibre"


def test_a_query_of_nodes_adds_columns_and_nodes(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "n.rq"
    path.write_text("SELECT ?node ?lei WHERE { ?node schema:leiCode ?lei }", encoding="utf-8")

    network = project(opened, "supply", nodes=path)

    assert network.nodes[ARDENT]["lei"] == "LEI-OF-ARDENT"


def test_a_syntax_error_names_the_place(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_text("SELECT ?source ?target WHERE { ?source ?p ?target", encoding="utf-8")

    with pytest.raises(QueryError) as caught:
        project(opened, str(path))

    assert (caught.value.path, caught.value.line) == (str(path), 1)


def test_a_literal_is_no_node(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_text("SELECT ?source ?target WHERE { ?source skos:prefLabel ?target }", encoding="utf-8")

    with pytest.raises(QueryError, match=r"target is bound to the literal "):
        project(opened, str(path))


def test_a_query_of_nodes_needs_a_node(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "n.rq"
    path.write_text("SELECT ?lei WHERE { ?node schema:leiCode ?lei }", encoding="utf-8")

    with pytest.raises(InputError, match="lacks its column 'node'"):
        project(opened, nodes=path)


@pytest.mark.parametrize(("language", "quote"), [("en", "They signed."), ("fr", "Ils ont signé.")])
def test_of_two_sentences_of_one_day_the_one_in_the_chosen_language_is_quoted(language: str, quote: str) -> None:
    text = "".join(
        f"""<{DOC}{n}> a biz:Document ; dcterms:issued "2024-01-01"^^xsd:date ; dcterms:title "t"@{n} .
        <{DOC}{n}#E1> a biz:Partnership ; biz:partner <urn:a> , <urn:b> ; biz:status code:agreed ;
            biz:evidence <{DOC}{n}#char=0,9> .
        <{DOC}{n}#char=0,9> a biz:Sentence ; biz:inDocument <{DOC}{n}> ; biz:quote "{words}" ."""
        for n, words in (("en", "They signed."), ("fr", "Ils ont signé."))
    )
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store = ox.Store()
    store.load((prefixes + text).encode(), format=ox.RdfFormat.TURTLE)
    opened = Opened(store=store, path=None, base=DEFAULT_BASE, version=None)  # type: ignore[arg-type]

    edge = project(opened, language=language).edges["urn:a", "urn:b", "partnerOf"]

    assert edge["quote"] == quote
