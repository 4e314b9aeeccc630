"""Paths and IRIs in SPARQL queries, as SHACL's paths have them (SPARQL 1.1 Query, section 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.paths import Kind, Path, predicate
from kg.errors import QueryError
from kg.query import lexer
from kg.query.paths import Name, Property, Repeat, Steps, read_path
from kg.query.terms import expanded
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.lexer import Token
    from kg.query.paths import Path as ReadPath


def parse_path(text: str, *, prefixes: Mapping[str, str]) -> Path | None:
    """The path that a verb of a triple pattern is; None for a variable.

    Raises:
        QueryError: It is none, or one with a negated property set, or has what is no IRI.

    Example:
        >>> parse_path("(<urn:a>|^<urn:b>)/<urn:c>*", prefixes={}).to_sparql()
        '((<urn:a>|(^<urn:b>))/(<urn:c>*))'
    """
    read = read_path(lexer.tokens(text)[:-1], prefixes=prefixes)
    if read is None:
        raise QueryError(f"no path that can be followed: '{text}'")
    if isinstance(read, Property) and isinstance(read.term, Name):
        return None
    return _path(read)


def iri_of(token: Token, *, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a token stands for; None for any other term.

    Raises:
        QueryError: A prefix that is not known, or what is no IRI.
    """
    if token.key == "A":
        return RDF + "type"
    if token.kind not in ("iri", "pname"):
        return None
    found = expanded(token.text, prefixes=prefixes)
    if found is None:
        raise QueryError(f"no IRI: '{token.text}'")
    return _whole(found)


def _path(read: ReadPath) -> Path:
    if isinstance(read, Property):
        found = predicate(_whole(str(read.term)))
        return Path("inverse", parts=(found,)) if read.inverse else found
    if isinstance(read, Repeat):
        kind: Kind = "?" if read.once else "*" if read.may_be_none else "+"
        return Path(kind, parts=(_path(read.part),))
    kind = "sequence" if isinstance(read, Steps) else "alternative"
    return Path(kind, parts=tuple(map(_path, read.parts)))


def _whole(iri: str) -> str:
    """An IRI, unless it is relative to a BASE, or none at all.

    Raises:
        QueryError: It is.
    """
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise QueryError(f"no whole IRI: <{iri}>") from error
