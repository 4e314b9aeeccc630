"""Prefixes that people use without declaring them, and what they usually stand for."""

from __future__ import annotations

from kg.errors import similar
from kg.vocab import PREFIXES

USUAL: dict[str, str] = {
    **PREFIXES,
    "adms": "http://www.w3.org/ns/adms#",
    "bibo": "http://purl.org/ontology/bibo/",
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "fibo-fnd-rel-rel": "https://spec.edmcouncil.org/fibo/ontology/FND/Relations/Relations/",
    "fn": "http://www.w3.org/2005/xpath-functions#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "gn": "http://www.geonames.org/ontology#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "p": "http://www.wikidata.org/prop/",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rov": "http://www.w3.org/ns/regorg#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
"""What a prefix usually stands for, as prefix.cc has it; those of `kg.vocab.PREFIXES` need no declaration."""


def usual_prefix_hint(prefix: str, known: dict[str, str]) -> str:
    """What to do about an unknown prefix: the declaration it usually has, or the known prefix it resembles."""
    if prefix in USUAL:
        return f"add PREFIX {prefix}: <{USUAL[prefix]}>"
    near = similar(prefix, among=known)
    if near:
        return f"did you mean '{near[0]}:'?"
    return "declare it with PREFIX; known without: " + ", ".join(f"{name}:" for name in sorted(known))
