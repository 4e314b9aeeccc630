"""Namespaces and the few terms that the program itself speaks.

The field's terms (company, investment, partner) stand in `ontology/business.ttl` and are never named in Python; these
are the terms of `ontology/core.ttl`, which any field's ontology builds on: documents, spans, situations, quantities.
"""

from __future__ import annotations

from functools import lru_cache

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


def declared_prefixes(query: str) -> dict[str, str]:
    r"""Prefix to namespace, as a query declares them: what its header says is written with them too.

    Example:
        >>> declared_prefixes("#+ param: m loans:Museum required\nPREFIX loans: <https://example.org/loans#> ASK {}")
        {'loans': 'https://example.org/loans#'}
    """
    import re  # noqa: PLC0415 - everything imports this module, few need this function

    written = "\n".join(line for line in query.splitlines() if not line.lstrip().startswith("#"))
    return dict(re.findall(r"\bPREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", written, re.IGNORECASE))


@lru_cache(maxsize=1 << 12)
def local_name(iri: str) -> str:
    """What stands behind the last `#` or `/` of an IRI; all of an IRI that ends with one.

    Example:
        >>> local_name("https://w3id.org/biznews/ontology#partnerOf")
        'partnerOf'
    """
    return iri.replace("#", "/").rpartition("/")[2] or iri


LANGUAGE_CODES: dict[str, str] = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST",
    "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV",
    "mt": "MLT", "nl": "NLD", "no": "NOR", "pl": "POL", "pt": "POR", "ro": "RON", "ru": "RUS", "sk": "SLK",
    "sl": "SLV", "sv": "SWE", "tr": "TUR", "uk": "UKR", "ar": "ARA", "ja": "JPN", "ko": "KOR", "zh": "ZHO",
}  # fmt: skip
"""ISO 639-1 to the ISO 639-3 codes of the EU authority table of languages."""


def language_iri(code: str) -> str:
    """IRI of a language, from the EU authority table where that has it.

    Args:
        code: BCP 47 tag; only the language part counts.
    """
    short = code.partition("-")[0].lower()
    if short in LANGUAGE_CODES:
        return EU_LANGUAGE + LANGUAGE_CODES[short]
    return f"http://id.loc.gov/vocabulary/iso639-1/{short}"
