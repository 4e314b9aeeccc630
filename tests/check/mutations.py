"""Ways to break `good.trig`: one for each SPARQL constraint by hand, one for each other constraint by its kind."""

from __future__ import annotations

import pyoxigraph as ox

from kg.check.shapes import read_shapes
from kg.check.shapes_graph import load_shapes
from kg.resources import folder

PREFIXES = """
PREFIX biz: <https://w3id.org/biznews/ontology#> PREFIX code: <https://w3id.org/biznews/code/>
PREFIX id: <https://w3id.org/biznews/id/> PREFIX d: <https://w3id.org/biznews/doc/en/good#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX currency: <http://publications.europa.eu/resource/authority/currency/>
"""
SPAN = "<https://w3id.org/biznews/doc/en/good#char=15,19>"
OTHER_SPAN = "<https://w3id.org/biznews/doc/en/other#char=0,4>"


def insert(turtle):
    return f"INSERT DATA {{ {turtle} }}"


def delete(pattern):
    return f"DELETE WHERE {{ GRAPH ?g {{ {pattern} }} }}"


def replace(subject, predicate, value):
    return f"{delete(f'{subject} {predicate} ?old')} ; {insert(f'{subject} {predicate} {value}')}"


def situation(name, kind, rest):
    return insert(f"d:{name} a biz:{kind} ; biz:evidence {SPAN} ; biz:sourceKind code:documentVoice ; {rest}")


SPARQL = {
    "q-empty": delete("d:T5 biz:value ?v"),
    "q-bound-kind": delete("d:T6 biz:minValue ?v"),
    "m-same-currency": replace("d:T4", "biz:currency", "currency:USD"),
    "m-chain": insert("d:T4 biz:convertedTo d:T3"),
    "m-rate": replace("d:T4", "biz:value", "1370000.0"),
    "t-length": replace(SPAN, "biz:endIndex", "20"),
    "t-text": replace(SPAN, "biz:quote", '"sing"'),
    "lei-unique": insert('id:beta schema:leiCode "ABCDEFGHIJKLMNOPQR12"'),
    "name-unique": insert('id:delta a biz:Company ; skos:prefLabel "Alpha"@en'),
    "part-cycle": insert("id:alpha biz:partOf id:unit"),
    "region-cycle": insert("id:europe biz:within id:france"),
    "mention-name": insert(f"id:gamma biz:mention {SPAN}"),
    "end-before-start": replace("d:E3", "biz:endDate", '"2020"^^xsd:gYear'),
    "duration-mismatch": insert('d:E3 biz:duration "P30Y"^^xsd:duration'),
    "completed-in-future": insert('d:E8 biz:endDate "2025-01-01"^^xsd:date'),
    "announced-in-future": replace("d:E1", "biz:announcedOn", '"2024-03-01"^^xsd:date'),
    "deadline-passed": replace("d:E2", "biz:expectedBy", '"2023"^^xsd:gYear'),
    "start-future-ongoing": replace("d:E3", "biz:startDate", '"2025"^^xsd:gYear'),
    "announcer-missing": delete("d:E1 biz:announcedBy ?who"),
    "one-document": insert(f"d:E1 biz:evidence {OTHER_SPAN}"),
    "attribution-missing": delete("d:E8 biz:attributedTo ?who"),
    "opinion-certain": replace("d:E1", "biz:sourceKind", "code:generalOpinion"),
    "cause-cycle": insert("d:E2 biz:causedBy d:E3"),
    "whole-cycle": insert("d:E1 biz:partOfSituation d:E3"),
    "planned-cause-of-done": insert("d:E8 biz:causedBy d:E2"),
    "same-and-contrary": insert("d:E1 biz:sameSituationAs d:E2 ; biz:contradicts d:E2"),
    "same-situation-type": insert("d:E1 biz:sameSituationAs d:E2"),
    "duplicate": situation(
        "E9", "Competition", "biz:competitor id:alpha , id:beta ; biz:inMarket id:telecoms ; biz:status code:ongoing"
    ),
    "partner-own-unit": insert("d:E1 biz:partner id:unit"),
    "i-two-amounts": insert(
        "d:E2 biz:amount d:T9 . d:T9 a biz:MonetaryAmount ; biz:value 2000000.0 ; biz:currency currency:EUR ; "
        "biz:approximation code:exact"
    ),
    "i-no-amount": f"{delete('d:E2 biz:amount ?a')} ; {replace('d:E2', 'biz:status', 'code:completed')}",
    "r-nobody": delete("d:E5 biz:holder ?h"),
    "r-one-contender": delete("d:E6 biz:contender id:gamma"),
    "r-holder-contends": insert("d:E5 biz:contender id:alpha"),
    "r-two-holders": situation(
        "E9",
        "MarketRanking",
        "biz:rank 1 ; biz:holder id:gamma ; biz:inMarket id:telecoms ; biz:indicator code:size ; "
        "biz:status code:ongoing",
    ),
    "r-two-ranks": situation(
        "E9",
        "MarketRanking",
        "biz:rank 3 ; biz:holder id:alpha ; biz:inMarket id:telecoms ; biz:indicator code:size ; "
        "biz:status code:ongoing",
    ),
    "o-not-part": replace("d:E7", "biz:changedEntity", "id:unit2"),
    "o-no-date": delete("d:E7 biz:expectedBy ?d"),
    "m-small": replace("d:T3", "biz:value", "1.5"),
    "bare-partnerOf": insert("id:gamma biz:partnerOf id:beta"),
    "self-partnerOf": insert("id:gamma biz:partnerOf id:gamma"),
    "bare-investsIn": insert("id:gamma biz:investsIn id:beta"),
    "self-investsIn": insert("id:gamma biz:investsIn id:gamma"),
    "bare-competesWith": insert("id:alpha biz:competesWith id:gamma"),
    "self-competesWith": insert("id:gamma biz:competesWith id:gamma"),
    "bare-spunOffFrom": insert("id:unit biz:spunOffFrom id:gamma"),
    "self-spunOffFrom": insert("id:gamma biz:spunOffFrom id:gamma"),
    "unknown-term": insert("d:E1 biz:partnr id:beta"),
    "unknown-class": insert("d:E9 a biz:Partnersip"),
}
"""Local name of a shape with a SPARQL constraint to an update that violates it."""

_ANYTHING = "<urn:t:nothing>"
_BAD = {
    "class": _ANYTHING,
    "datatype": '"x"@en',
    "in": "code:nonsense",
    "languageIn": '"x"@ja',
    "maxInclusive": "9000000000000000.0",
    "maxCount": '"1"@de , "2"@de',
    "minInclusive": "-9000000000000000.0",
    "minLength": '""',
    "nodeKind": '"text"',
    "or": _ANYTHING,
    "pattern": '"!"',
    "uniqueLang": '"one"@fr , "two"@fr',
}
"""Parameter of a constraint to values that violate it, whatever the shape."""


def shipped():
    """The shapes that ship with kg."""
    return read_shapes(load_shapes([folder("shapes") / "core.ttl", folder("shapes") / "business.ttl"]))


def constraints():
    """(shape, constraint) for all constraints of shipped shapes with an IRI that are not SPARQL's."""
    return [
        (shape, constraint)
        for shape in shipped().reachable()
        if isinstance(shape.node, ox.NamedNode)
        for constraint in shape.constraints
        if constraint.parameter not in ("property", "sparql")
    ]


def mutation(shape, constraint, focus):
    """An update that violates a constraint at a focus node."""
    if shape.path is None:
        return _of_node(shape, constraint, focus)
    path = f"<{shape.path.iri or shape.path.parts[0].iri}>"
    if constraint.parameter == "minCount":
        return delete(f"{focus} {path} ?value")
    if constraint.parameter == "disjoint":
        return insert(f"{focus} {path} id:gamma ; {constraint.value} id:gamma")
    if constraint.parameter.startswith("lessThan"):
        return insert(f"{focus} {path} 900 ; {constraint.value} 800")
    return insert(f"{focus} {path} {_BAD[constraint.parameter]}")


def _of_node(shape, constraint, focus):
    if constraint.parameter == "closed":
        return insert(f'{focus} dcterms:subject "extra"')
    gone = {
        "InvestmentShape": "biz:investmentTarget",
        "RankingShape": "biz:inMarket",
    }[shape.node.value.rpartition("#")[2]]
    return delete(f"{focus} {gone} ?value")
