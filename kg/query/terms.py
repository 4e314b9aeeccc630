"""RDF terms as Python values, and IRIs as people read and write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.vocab import CODE, EU_CURRENCY, EU_LANGUAGE, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_INTEGERS = frozenset(
    XSD + name
    for name in """
    integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    unsignedLong unsignedInt unsignedShort unsignedByte
    """.split()  # noqa: SIM905 - a table of words reads best as words
)


class Iri(str):
    """An IRI in a table; any other string is a text.

    Example:
        >>> Iri("https://w3id.org/biznews/id/organization-vodafone")
        Iri('https://w3id.org/biznews/id/organization-vodafone')
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Iri({str(self)!r})"


Value: TypeAlias = "str | int | Decimal | float | bool | date | None"
"""What stands in a cell: IRIs as `Iri`, texts, durations, years and months as strings, no value as None."""


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)  # Python's decimals may be infinite or none at all, those of XML Schema may not
    return number


_READERS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys(_INTEGERS, int),
    XSD + "decimal": _decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in {"true", "1"},
    XSD + "date": date.fromisoformat,
}


def value_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """The Python value of a term: its own text where the datatype has no counterpart or the text is not of it.

    Example:
        >>> value_of(ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal")))
        Decimal('1.50')
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    read = _READERS.get(term.datatype.value)
    if read is None:
        return term.value
    try:
        return read(term.value)
    except (ValueError, InvalidOperation):
        return term.value  # an ill-typed literal, or a date with a time zone: its text says it


def shortened(iri: str, *, prefixes: Mapping[str, str]) -> str:
    """An IRI as a CURIE where a prefix fits, else in full.

    Example:
        >>> shortened("http://www.w3.org/2000/01/rdf-schema#label", prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
        'rdfs:label'
    """
    fitting = [(namespace, prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace)]
    if not fitting:
        return iri
    namespace, prefix = max(fitting)
    return f"{prefix}:{iri[len(namespace) :]}"


def readable(iri: str, *, prefixes: Mapping[str, str]) -> str:
    """An IRI that has no label as a reader knows it: `fr/accord#E1`, `planned`, `USD`, else a CURIE, else in full."""
    for namespace in (prefixes.get("doc", "\n"), CODE, EU_CURRENCY, EU_LANGUAGE):
        if iri.startswith(namespace):
            return iri[len(namespace) :]
    return shortened(iri, prefixes=prefixes)


def expanded(text: str, *, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a text is: in full, in angle brackets or as a CURIE; None for anything else.

    Example:
        >>> expanded("biz:Partnership", prefixes={"biz": "https://w3id.org/biznews/ontology#"})
        'https://w3id.org/biznews/ontology#Partnership'
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, local = bare.partition(":")
    if not colon or any(character.isspace() or character in '<>"{}|\\^`' for character in bare):
        return None
    if text == bare and prefix in prefixes and not local.startswith("//"):
        return prefixes[prefix] + local
    known_scheme = local.startswith("//") or prefix in {"urn", "mailto", "tag", "lei", "file"}
    return bare if known_scheme or text != bare else None
