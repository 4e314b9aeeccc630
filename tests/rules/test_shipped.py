"""Rules that ship as `.rq` files, written as `sh:rule`: the same triples from the example corpus."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building import build_graph
from kg.config import find_config
from kg.rules import derive, read_rules
from kg.store import open_graph
from tests.check.conftest import PREFIXES

ROOT = Path(__file__).parents[2]
INFERRED = "https://w3id.org/biznews/graph/inferred"
ONTOLOGY = "https://w3id.org/biznews/graph/ontology"

REALISED = """
    sh:condition [ sh:property [ sh:path biz:status ; sh:minCount 1 ;
      sh:in ( code:agreed code:ongoing code:completed ) ] ] ;
    sh:condition [ sh:not [ sh:property [ sh:path biz:certainty ; sh:hasValue code:denied ] ] ]
"""
OTHER = "FILTER(?a != ?b)"
RULES = {
    "partner-of": f"""
        biz:Partnership a sh:NodeShape , owl:Class ; sh:rule [ a sh:SPARQLRule ; sh:construct
          "CONSTRUCT {{ ?a biz:partnerOf ?b }} WHERE {{ $this biz:partner ?a , ?b {OTHER} }}" ;
          sh:prefixes <> ; {REALISED} ] .
    """,
    "invests-in": f"""
        :S a sh:NodeShape ; sh:targetClass biz:Investment ; sh:rule [ a sh:SPARQLRule ; sh:construct
          "CONSTRUCT {{ ?a biz:investsIn ?b }} WHERE {{ $this biz:investor ?a ; biz:investmentTarget ?b {OTHER} }}" ;
          sh:prefixes <> ; {REALISED} ] .
    """,
    "based-in": """
        :S a sh:NodeShape ; sh:targetClass biz:CompanyProfile ; sh:rule [ a sh:TripleRule ;
          sh:subject [ sh:path biz:subjectCompany ] ; sh:predicate biz:basedIn ; sh:object [ sh:path biz:inRegion ] ;
          sh:condition [ sh:not [ sh:property [ sh:path biz:certainty ; sh:hasValue code:denied ] ] ] ] .
    """,
    "active-in": """
        :S a sh:NodeShape ; sh:targetSubjectsOf biz:inMarket ; sh:rule [ a sh:TripleRule ;
          sh:subject [ sh:path biz:subjectCompany ] ; sh:predicate biz:activeIn ; sh:object [ sh:path biz:inMarket ] ;
          sh:condition [ a sh:NodeShape ; sh:class biz:CompanyProfile ] ,
            [ sh:not [ sh:property [ sh:path biz:certainty ; sh:hasValue code:denied ] ] ] ] .
    """,
    "contested": """
        :S a sh:NodeShape ; sh:targetClass biz:MarketRanking ; sh:rule [ a sh:TripleRule ;
          sh:subject sh:this ; sh:predicate rdf:type ; sh:object biz:ContestedRanking ;
          sh:condition [ sh:property [ sh:path biz:contender ; sh:minCount 2 ] ] ] .
    """,
}
DECLARED = """
<> sh:declare [ sh:prefix "biz" ; sh:namespace "https://w3id.org/biznews/ontology#" ] .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> ox.Store:
    folder = tmp_path_factory.mktemp("telecoms")
    build_graph([ROOT / "examples" / "telecoms"], folder, config=find_config(ROOT / "examples" / "telecoms"))
    store = ox.Store()
    store.bulk_extend(open_graph(folder).store)
    return store


def derived(store: ox.Store, rules) -> set[tuple[str, str, str]]:
    derive(store, rules, graph=INFERRED, ontology=ONTOLOGY)
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(INFERRED))
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@pytest.mark.parametrize("name", RULES)
def test_a_shipped_rule_is_the_same_as_a_rule_of_a_shape(graph, tmp_path, name):
    path = tmp_path / "rules.ttl"
    path.write_text(PREFIXES + DECLARED + RULES[name], encoding="utf-8")

    as_query = derived(graph, read_rules([ROOT / "ontology" / "rules" / f"{name}.rq"]))
    as_shape = derived(graph, read_rules(shapes=[path]))

    assert as_query == as_shape != set()
