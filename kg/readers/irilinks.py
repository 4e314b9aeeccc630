"""IRIs that annotation formats give for entities, as links to an authority."""

from __future__ import annotations

import re

from kg.errors import InputError
from kg.rdftext import iri

_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)")
_NIL = frozenset({"", "_", "NIL", "NULL", "NONE", "http://aksw.org/notInWiki"})
_IDENTIFIER = re.compile(r"[A-Za-z][\w.+-]*:[^\s:]\S*|[A-Za-z][\w.+-]*://\S+|Q[1-9]\d*")

IRI = "IRI"
"""The authority of a link whose key is a whole IRI."""


def link_of(text: str) -> tuple[str, str | None]:
    """Authority and key of an identifier: `Wikidata` where it is an entry of that, `IRI` where it is another IRI.

    The key is None where the identifier says that there is no entry.

    Example:
        >>> link_of("http://www.wikidata.org/entity/Q30"), link_of("https://example.org/x"), link_of("LEI:5493")
        (('Wikidata', 'Q30'), ('IRI', 'https://example.org/x'), ('LEI', '5493'))
        >>> link_of("NIL"), link_of("Q312545")
        (('', None), ('Wikidata', 'Q312545'))
    """
    plain = text.strip()
    if plain in _NIL or plain.upper() in _NIL:
        return "", None
    wikidata = _WIKIDATA.fullmatch(plain)
    if wikidata:
        return "Wikidata", wikidata[1]
    if re.fullmatch(r"Q[1-9]\d*", plain):
        return "Wikidata", plain
    authority, colon, key = plain.partition(":")
    if not colon or key.startswith("//"):
        return (IRI, plain) if colon and _is_iri(plain) else ("", plain)
    return authority, None if key.upper() in _NIL else key


def _is_iri(text: str) -> bool:
    try:
        iri(text)
    except InputError:
        return False
    return True


def links_of(text: str) -> tuple[tuple[str, str | None], ...]:
    """Authority and key of each identifier in a value, several separated by `,`, `;` or `|`; none where it is no such.

    Example:
        >>> links_of("MESH:D009369,OMIM:114480"), links_of("Q30"), links_of("NIL")
        ((('MESH', 'D009369'), ('OMIM', '114480')), (('Wikidata', 'Q30'),), (('', None),))
        >>> links_of("12:30"), links_of("planned"), links_of("Note: later")
        ((), (), ())
    """
    plain = text.strip()
    if plain and (plain in _NIL or plain.upper() in _NIL):
        return (("", None),)
    parts = [plain] if "://" in plain else [part.strip() for part in re.split(r"[,;|]", plain)]
    return tuple(map(link_of, parts)) if all(map(_IDENTIFIER.fullmatch, parts)) else ()
