"""A CAS made with the layers that we write for INCEpTION is understood without any mapping."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kg import schema
from kg.annotators import configuration
from kg.building import build_graph
from kg.config import find_config
from kg.store import open_graph
from kg.vocab import BIZ

cassis = pytest.importorskip("cassis", reason="the extra uima is not installed")

TEXT = "👍 Alto and Brisa of Soleil sign a pact worth 3 million euros."


def types_of(layers: list[dict[str, Any]]) -> Any:
    """The type system that INCEpTION makes of imported layers."""
    types = cassis.TypeSystem()
    for layer in layers:
        made = types.create_type(layer["name"], "uima.tcas.Annotation")
        for feature in layer["features"]:
            if feature["link_mode"] == "WITH_ROLE":
                link = types.create_type(feature["link_type_name"], "uima.cas.TOP")
                types.create_feature(link, feature["link_type_role_feature_name"], "uima.cas.String")
                types.create_feature(link, feature["link_type_target_feature_name"], feature["type"])
                types.create_feature(made, feature["name"], "uima.cas.FSArray", elementType=link)
            else:
                types.create_feature(made, feature["name"], feature["type"])
        if layer["type"] == "relation":
            types.create_feature(made, "Governor", layer["attach_type"]["name"])
            types.create_feature(made, "Dependent", layer["attach_type"]["name"])
    return types


def annotated(types: Any) -> Any:
    """A CAS with a partnership of two companies, one of which is part of a third."""
    cas = cassis.Cas(types)
    cas.sofa_string = TEXT
    mention, situation = types.get_type("webanno.custom.Mention"), types.get_type("webanno.custom.Situation")
    link, relation = types.get_type("webanno.custom.SituationArgumentsLink"), types.get_type("webanno.custom.Relation")

    def mark(type_: Any, words: str, **features: Any) -> Any:
        start = TEXT.index(words)
        made = type_(begin=start, end=start + len(words), **features)
        cas.add(made)
        return made

    alto = mark(mention, "Alto", value="Company", identifier="http://www.wikidata.org/entity/Q1")
    brisa = mark(mention, "Brisa", value="BusinessUnit")
    soleil = mark(mention, "Soleil", value="Company")
    money = mark(mention, "3 million euros", value="Money")
    slots = [link(role="partner", target=alto), link(role="partner", target=brisa), link(role="amount", target=money)]
    array = types.get_type("uima.cas.FSArray")(elements=slots)
    mark(situation, "pact", value="Partnership", status="agreed", arguments=array)
    mark(relation, "Soleil", value="partOf", Governor=brisa, Dependent=soleil)
    return cas


@pytest.fixture(scope="module", params=["xmi", "json"])
def built(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("inception")
    files = configuration("inception", schema.load(find_config(folder).ontology))
    types = types_of([json.loads(text) for text in files.values()])
    cas = annotated(types)
    corpus = folder / "corpus"
    corpus.mkdir()
    if request.param == "xmi":
        types.to_xml(corpus / "TypeSystem.xml")
        cas.to_xmi(corpus / "a.xmi")
    else:
        cas.to_json(corpus / "a.json")
    config = replace(find_config(folder), defaults={"language": "en"})
    account = build_graph([corpus], folder / "graph", config=config)
    return open_graph(folder / "graph").store, account


def test_nothing_is_left_out(built):
    _, account = built

    assert [(cause.kind, cause.reason) for cause in account.causes] == []
    # Four, and the words of the situation.
    assert account.mapped["mentions"] == 5
    assert account.mapped["arguments"] >= 3


def test_slots_are_roles(built):
    store, _ = built
    query = f"""PREFIX biz: <{BIZ}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?name {{ ?e a biz:Partnership ; biz:partner ?who . ?who skos:prefLabel ?name }}"""

    found = store.query(query, use_default_graph_as_union=True)

    assert sorted(row["name"].value for row in found) == ["Alto", "Brisa"]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("?e a biz:Partnership ; biz:status ?status", id="attribute"),
        pytest.param("?unit biz:partOf ?company", id="relation"),
        pytest.param("?e biz:amount ?money . ?money biz:value ?number", id="value"),
        pytest.param("?company skos:exactMatch <http://www.wikidata.org/entity/Q1>", id="identifier"),
    ],
)
def test_the_graph_says_it(built, pattern):
    store, _ = built
    prefixes = f"PREFIX biz: <{BIZ}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"

    assert bool(store.query(f"{prefixes} ASK {{ {pattern} }}", use_default_graph_as_union=True))
