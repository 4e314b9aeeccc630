"""Minting IRIs: the same annotation gives the same IRI for ever, and no blank nodes.

<base>doc/<id>                    a document; its id is its path in the corpus without the ending
<base>doc/<id>/graph[/annotator]  the named graph of what one annotator says of it
<base>doc/<id>#char=53,214        a span, half-open, in code points (RFC 5147)
<base>doc/<id>#E1                 an annotation: a situation, a value, a mention
<base>id/<family>-<slug>          an entity
<base>graph/<name>                a graph that belongs to no document
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from kg.letters import is_part_of_word, without_accents

# RFC 3987 ipchar minus what N-Quads (IRIREF) and SPARQL refuse; letters of any script stay readable.
_SAFE_ASCII = "-._~!$&'()*+,;=:@/"
_ALL_SAFE = re.compile(r"[\w\-.~!$&'()*+,;=:@/]*", re.ASCII)


def _quoted(text: str) -> str:
    """Percent-encode what an IRI path may not hold; letters and digits beyond ASCII are kept (RFC 3987)."""
    if _ALL_SAFE.fullmatch(text):
        return text
    # Lone surrogates stand for bytes of file names that are no UTF-8.
    return "".join(
        character
        if character.isalnum() and character > "\x7f"
        else quote(character, safe=_SAFE_ASCII, errors="surrogatepass")
        for character in text
    )


def document(base: str, document_id: str) -> str:
    """IRI of a document.

    Example:
        >>> document("https://example.org/", "fr/accord été")
        'https://example.org/doc/fr/accord%20été'
    """
    return f"{base}doc/{_quoted(document_id)}"


def document_graph(document_iri: str, annotator: str | None = None) -> str:
    """IRI of the named graph that holds what one annotator says of a document."""
    return f"{document_iri}/graph" + (f"/{slug(annotator)}" if annotator else "")


def annotation(document_iri: str, annotation_id: str, *, annotator: str | None = None) -> str:
    """IRI of an annotation, which is also that of the situation or value it expresses.

    Annotators number their annotations alike, so their name is part of it where a format names them.

    Example:
        >>> annotation("https://example.org/doc/a", "E1")
        'https://example.org/doc/a#E1'
        >>> annotation("https://example.org/doc/a", "E1", annotator="Anna B.")
        'https://example.org/doc/a#anna-b/E1'
    """
    owner = f"{slug(annotator)}/" if annotator else ""
    return f"{document_iri}#{owner}{_quoted(annotation_id)}"


def span(document_iri: str, start: int, end: int) -> str:
    """IRI of the half-open run of code points [start, end) of a document (RFC 5147, section 2.2.1).

    Example:
        >>> span("https://example.org/doc/a", 53, 214)
        'https://example.org/doc/a#char=53,214'
    """
    return f"{document_iri}#char={start},{end}"


@lru_cache(maxsize=1 << 16)
def entity(base: str, family: str, key: str) -> str:
    """IRI of an entity, minted from the family of its type and the key of its name.

    The family is part of the IRI so that a company and a market of one name never meet, in whatever order documents
    come in.

    Example:
        >>> entity("https://example.org/", "Organization", "deutsche telekom")
        'https://example.org/id/organization-deutsche-telekom'
    """
    return f"{base}id/{slug(family)}-{slug(key)}"


def named_graph(base: str, name: str) -> str:
    """IRI of a graph that belongs to no document: `entities`, `inferred`, `ontology`, `provenance`, `manual`."""
    return f"{base}graph/{name}"


def slug(text: str) -> str:
    """Lower-case letters and digits of `text`, joined by hyphens, without accents on Latin letters.

    Example:
        >>> slug("Télé Füchse & Söhne")
        'tele-fuchse-sohne'
        >>> slug("!")
        '0021'
    """
    plain = without_accents(unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c if is_part_of_word(c) else "-" for c in plain)
    words = re.sub("-+", "-", kept).strip("-")
    # A name of signs only still needs an IRI of its own: its code points, in hexadecimal.
    return words or "-".join(f"{ord(character):04x}" for character in text)
