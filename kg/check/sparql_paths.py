"""Property paths as SPARQL writes them, taken apart (SPARQL 1.1 Query, section 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.check.paths import Path, predicate
from kg.errors import QueryError
from kg.query import lexer
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.lexer import Token


def parse_path(text: str, *, prefixes: Mapping[str, str]) -> Path:
    """The path that a verb of a triple pattern is.

    Raises:
        QueryError: It is none, or one with a negated property set.

    Example:
        >>> parse_path("(<urn:a>|^<urn:b>)/<urn:c>*", prefixes={}).to_sparql()
        '((<urn:a>|(^<urn:b>))/(<urn:c>*))'
    """
    reader = _Reader(text, prefixes)
    path = reader.alternative()
    if reader.next.kind != "end":
        raise reader.refused()
    return path


def iri_of(token: Token, *, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a token stands for; None for any other term.

    Raises:
        QueryError: A prefix that is not known.
    """
    if token.kind == "iri":
        return token.text[1:-1]
    if token.key == "A":
        return RDF + "type"
    if token.kind != "pname":
        return None
    prefix, _, local = token.text.partition(":")
    if prefix not in prefixes:
        raise QueryError(f"unknown prefix '{prefix}:'")
    return prefixes[prefix] + local.replace("\\", "")


class _Reader:
    """Reads one path by recursive descent."""

    def __init__(self, text: str, prefixes: Mapping[str, str]) -> None:
        self._text = text
        self._tokens = lexer.tokens(text)
        self._index = 0
        self._prefixes = prefixes

    @property
    def next(self) -> Token:
        """The next token."""
        return self._tokens[self._index]

    def refused(self) -> QueryError:
        """The next token has no place in a path."""
        return lexer.error_at(self._text, self.next.start, f"no path: '{self._text}'")

    def alternative(self) -> Path:
        """Sequences with `|` between them."""
        parts = [self._sequence()]
        while self._accept("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("alternative", parts=tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._accept("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("sequence", parts=tuple(parts))

    def _step(self) -> Path:
        if self._accept("^"):
            return Path("inverse", parts=(self._repeated(),))
        return self._repeated()

    def _repeated(self) -> Path:
        path = self._primary()
        if self._accept("*"):
            return Path("*", parts=(path,))
        if self._accept("+"):
            return Path("+", parts=(path,))
        return Path("?", parts=(path,)) if self._accept("?") else path

    def _primary(self) -> Path:
        if self._accept("("):
            path = self.alternative()
            if not self._accept(")"):
                raise self.refused()
            return path
        iri = iri_of(self.next, prefixes=self._prefixes)
        if iri is None:
            raise self.refused()
        self._index += 1
        return predicate(iri)

    def _accept(self, key: str) -> bool:
        found = self.next.key == key
        self._index += found
        return found
