"""The SPARQL query of a constraint, parsed: what its triple patterns and its tokens stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.check.sparql_paths import iri_of, parse_path
from kg.query.parser import parse
from kg.query.syntax import Query, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.check.paths import Path
    from kg.query.lexer import Token
    from kg.query.syntax import Bind, Expression, Filter, Group, Triple


class ParsedQuery(NamedTuple):
    """A query and its text.

    Attributes:
        text: The whole text, with its prefixes.
        query: Its parts, with their places in the text.
    """

    text: str
    query: Query

    def piece(self, part: Bind | Filter | Group) -> str:
        """The text of a part."""
        return self.text[part.start : part.end]

    def path(self, triple: Triple) -> Path | None:
        """The path of a triple pattern; None where a variable stands for it.

        Raises:
            QueryError: A path with a negated property set, or with what is no IRI.
        """
        return parse_path(self.text[triple.verb_start : triple.verb_end], prefixes=self.query.prefixes)

    def iri(self, token: Token) -> str | None:
        """The IRI that a subject or an object is; None for any other term.

        Raises:
            QueryError: A prefix that is not known, or what is no IRI.
        """
        return iri_of(token, prefixes=self.query.prefixes)


def parsed(text: str) -> ParsedQuery:
    """A query, parsed.

    Args:
        text: The query with its prefixes.

    Raises:
        QueryError: It is no query.
    """
    return ParsedQuery(text, parse(text, prefixes={}))


def variables_in(expressions: Iterable[Expression]) -> set[str]:
    """Names of the variables in expressions."""
    return {name_of(token) for expression in expressions for token in expression.tokens if token.kind == "var"}
