"""What is wrong with a query, or odd: found before the engine is asked, and after it has refused.

What needs the query's parts stands here, so that a query that is known to be good is asked without reading them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import QueryError, similar
from kg.query import lexer, parser, scope
from kg.query.header import line_of_parameter
from kg.query.syntax import name_of
from kg.vocab import local_name, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.query.header import StoredQuery
    from kg.query.syntax import Query

# Compiled when something is wrong, not whenever a query starts.
_ENGINE_PLACE = r"error at (\d+):(\d+)"
_UNKNOWN_FUNCTION = r"The custom (?:aggregate )?function <(.*)> is not supported"


@lru_cache(maxsize=1)
def syntax_of(text: str, *, base: str) -> Query | None:
    """A query's parts; None for what only the engine can judge. The last one asked for is remembered.

    Args:
        text: The query, without values of parameters.
        base: What `id:`, `doc:` and `graph:` count from.

    Raises:
        QueryError: It is an update.
    """
    try:
        return parser.parse(text, prefixes=prefixes(base))
    except QueryError:
        if _is_update(text):
            raise
        return None


def _is_update(text: str) -> bool:
    try:
        return parser.is_update(text)
    except QueryError:
        return False


def refuse_service(text: str) -> None:
    """The engine follows `SERVICE` by itself: a query from somebody else must not send ours elsewhere unasked.

    As the word of the grammar it is a token of its own; in strings, comments, IRIs and names it is none.

    Raises:
        QueryError: There is one; with line and column.
    """
    if "SERVICE" not in text.upper():
        return
    hint = "kg asks this graph only; run the query at that endpoint"
    try:
        found = next((token for token in lexer.tokens(text) if token.key == "SERVICE"), None)
    except QueryError:
        # No token by token reading, so no telling a string from the word: any occurrence counts.
        loose = re.search("service", text, re.IGNORECASE)
        if loose:
            raise lexer.error_at(text, loose.start(), "SERVICE is refused", hint=hint) from None
        return
    if found is not None:
        raise lexer.error_at(text, found.start, "SERVICE is refused", hint=hint)


def refuse_unused_parameters(stored: StoredQuery) -> None:
    """A parameter whose variable stands nowhere, or only as a column, filters nothing whatever it is given.

    Raises:
        QueryError: There is one; with the line of the header that declares it.
    """
    if not stored.parameters:
        return
    try:
        used = {name_of(token) for token in _used_variables(lexer.tokens(stored.text))}
    except QueryError:
        return  # what cannot be told apart is left to the engine
    for parameter in stored.parameters:
        if parameter.name not in used:
            near = similar(parameter.name, among=sorted(used))
            raise QueryError(
                f"nothing in the query uses the parameter {parameter.name!r}, so its values would filter nothing",
                path=stored.path or stored.name,
                line=line_of_parameter(stored.text, parameter.name),
                hint=f"did you mean ?{near[0]}?" if near else f"use ?{parameter.name} in a pattern, or take it out",
            )


def _used_variables(tokens: Iterable[lexer.Token]) -> Iterator[lexer.Token]:
    """All variables but those that are columns of a `SELECT` and nothing else."""
    in_columns, depth = False, 0
    for token in tokens:
        if token.key == "SELECT":
            in_columns = True
        elif token.key in {"{", "WHERE", "FROM"}:
            in_columns = False
        elif token.key in {"(", ")"}:
            depth += 1 if token.key == "(" else -1
        elif token.kind == "var" and not (in_columns and depth == 0):
            yield token


def notes(query: Query, *, stored: StoredQuery) -> tuple[str, ...]:
    """Columns and filters of variables that nothing binds.

    Raises:
        QueryError: Such a column in a query that has a header, and so is meant to be right.
    """
    found = []
    bound_by_parameters = {parameter.name for parameter in stored.parameters}
    for token in scope.unbound_columns(query):
        if name_of(token) in bound_by_parameters:
            continue
        near = scope.near_variable(token, query)
        error = lexer.error_at(stored.text, token.start, f"nothing binds the column ?{name_of(token)}", hint=near)
        if stored.has_header:
            raise error
        found.append(f"{stored.path or stored.name}:{error.line}:{error.column}: {error}")
    for token in scope.unbound_in_expressions(query):
        if name_of(token) in bound_by_parameters:
            continue
        near = scope.near_variable(token, query)
        error = lexer.error_at(stored.text, token.start, f"nothing binds ?{name_of(token)}", hint=near)
        found.append(f"{stored.path or stored.name}:{error.line}:{error.column}: {error}")
    return tuple(dict.fromkeys(found))


def unreadable(text: str, message: str, *, base: str) -> QueryError:
    """Why the engine cannot read a text: our own reader's words, for the engine lists all tokens it could have taken.

    Args:
        text: The query, without values of parameters.
        message: What the engine said.
        base: As for `syntax_of`.
    """
    try:
        query = parser.parse(text, prefixes=prefixes(base))
    except QueryError as error:
        return error
    wrong = scope.scope_error(query, text=text)
    if wrong is not None:
        return wrong
    relative = next((token for token in query.tokens if token.kind == "iri" and ":" not in token.text), None)
    if relative is not None:
        return lexer.error_at(text, relative.start, f"{relative.text} is a relative IRI", hint="write it in full")
    place = re.search(_ENGINE_PLACE, message)
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return QueryError("the engine cannot read the query up to here", line=line, column=column)


def refused(text: str, message: str) -> QueryError:
    """Why the engine refuses a query that it can read.

    Args:
        text: The query, without values of parameters.
        message: What the engine said.
    """
    function = re.search(_UNKNOWN_FUNCTION, message)
    if function is None:
        return QueryError(f"the engine refuses the query: {message}")
    try:
        tokens = lexer.tokens(text)
    except QueryError:
        tokens = []
    local = local_name(function[1])
    found = next((token for token in tokens if token.kind in {"iri", "pname"} and local in token.text), None)
    message = f"unknown function <{function[1]}>"
    return lexer.error_at(text, found.start, message) if found else QueryError(message)
