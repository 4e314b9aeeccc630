"""Namespaces and the few terms that the program itself speaks.

The field's terms (company, investment, partner) stand in `ontology/business.ttl` and are never named in Python; these
are the terms of `ontology/core.ttl`, which any field's ontology builds on: documents, spans, situations, quantities.
"""

from __future__ import annotations

BIZ = "https://w3id.org/biznews/ontology#"
CODE = "https://w3id.org/biznews/code/"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/biznews/shapes#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"

# The EU Publications Office's authority tables: languages (ISO 639-3) and currencies (ISO 4217).
EU_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
EU_CURRENCY = "http://publications.europa.eu/resource/authority/currency/"

DEFAULT_BASE = "https://w3id.org/biznews/"

PREFIXES: dict[str, str] = {
    "biz": BIZ,
    "bizs": SHAPES,
    "code": CODE,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "wd": WIKIDATA,
    "xsd": XSD,
}
"""Prefixes that every query may use without declaring them; `id:` and `doc:` come from the graph's base."""


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Prefix to namespace, with `id:` (entities), `doc:` (documents) and `graph:` of one base.

    Example:
        >>> prefixes()["id"]
        'https://w3id.org/biznews/id/'
    """
    return {**PREFIXES, "doc": f"{base}doc/", "graph": f"{base}graph/", "id": f"{base}id/"}
