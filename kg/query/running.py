"""Asking a graph: from what somebody wrote to the engine's answer, with errors that point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, located
from kg.query import lexer, parser, scope
from kg.query.catalog import find
from kg.query.labels import Labels
from kg.query.parameters import Given, resolve, with_values
from kg.query.syntax import name_of
from kg.query.table import Table, Triples
from kg.query.terms import value_of
from kg.vocab import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.query.header import StoredQuery
    from kg.query.syntax import Query
    from kg.store import Opened

    Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+)")
_UNKNOWN_FUNCTION = re.compile(r"The custom (?:aggregate )?function <(.*)> is not supported")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that can be asked.

    Attributes:
        stored: What it is and where it comes from.
        text: With the values of its parameters.
        given: The parameters and their terms.
        syntax: Its parts; None where only the engine understands it.
        notes: What is odd about it without being wrong.
    """

    stored: StoredQuery
    text: str
    given: tuple[Given, ...]
    syntax: Query | None
    notes: tuple[str, ...]


def run(
    opened: Opened,
    query: str | StoredQuery,
    *,
    parameters: Mapping[str, object] | None = None,
    folders: Iterable[Path] | None = None,
    language: str = "en",
    allow_service: bool = False,
    evidence: bool = False,
    rules: Sequence[Path] = (),
) -> Table | Triples | bool:
    """The answer to a query: a table for SELECT, triples for CONSTRUCT and DESCRIBE, a truth value for ASK.

    Args:
        opened: The graph.
        query: A stored query or its name, a `.rq` file, or SPARQL text.
        parameters: A value or a list of values by name.
        folders: Of stored queries, the first first; the shipped ones by default.
        language: Of labels where the table is shown.
        allow_service: Whether the query may ask other endpoints (`SERVICE`).
        evidence: Whether rows get the columns `documents`, `annotations` and `sentences` with what they rest on.
        rules: Files with the rules of the graph's derived triples, whose premises are evidence too.

    Raises:
        UsageError: No such query; unknown, missing or ill-typed parameters.
        QueryError: The query is wrong; with line and column.
        StoreError: The graph cannot be read.

    Example:
        >>> from kg.store import Opened
        >>> from pathlib import Path
        >>> opened = Opened(store=ox.Store(), path=Path("."), base="https://example.org/", version=None)
        >>> run(opened, "SELECT (6 * 7 AS ?answer) {}").rows
        [(42,)]
    """
    stored = find(query, folders=folders) if isinstance(query, str) else query
    prepared = prepare(
        opened, stored=stored, parameters=parameters or {}, language=language, allow_service=allow_service
    )
    answer = ask(opened, prepared=prepared)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return Triples(triples=list(answer), notes=prepared.notes)
    if evidence:
        from kg.query.evidence import with_evidence  # noqa: PLC0415 - few queries need it, all have to start

        answer = with_evidence(opened, prepared=prepared, answer=answer, rules=rules).solutions
    columns = tuple(variable.value for variable in answer.variables)
    rows = [tuple(value_of(term) for term in solution) for solution in answer]
    return Table(columns=columns, rows=rows, notes=prepared.notes, label=Labels(opened, language=language))


def prepare(
    opened: Opened,
    *,
    stored: StoredQuery,
    parameters: Mapping[str, object],
    language: str = "en",
    allow_service: bool = False,
    file: Path | None = None,
) -> Prepared:
    """A query with its parameters, looked through for what would be silently empty.

    Args:
        opened: The graph.
        stored: The query.
        parameters: A value or a list of values by name.
        language: Of labels in messages.
        allow_service: Whether the query may ask other endpoints.
        file: A CSV or TSV file with more values, row by row.

    Raises:
        UsageError: Unknown, missing or ill-typed parameters.
        QueryError: An update, a `SERVICE`, or a stored query with a column that nothing binds.
    """
    rows: tuple[tuple[Given, ...], ...] = ()
    if file is not None:
        from kg.query.paramfile import resolve_file  # noqa: PLC0415 - few queries need it, all have to start

        rows = resolve_file(file, stored=stored, given=parameters, opened=opened, language=language)
    in_rows = {one.name for row in rows for one in row}
    given = resolve(stored, parameters, opened=opened, language=language, elsewhere=in_rows)
    text = with_values(stored, given, rows=rows)
    with located(path=stored.path or stored.name):
        if not allow_service:
            _refuse_service(stored.text)
        syntax = _syntax(stored.text, opened)
        notes = _notes(syntax, stored) if syntax else ()
    return Prepared(stored=stored, text=text, given=given, syntax=syntax, notes=notes)


def _syntax(text: str, opened: Opened) -> Query | None:
    """The query's parts; None for what only the engine can judge."""
    try:
        return parser.parse(text, prefixes=prefixes(opened.base))
    except QueryError:
        if _is_update(text):
            raise
        return None


def _is_update(text: str) -> bool:
    try:
        return parser.is_update(text)
    except QueryError:
        return False


def _refuse_service(text: str) -> None:
    """The engine follows `SERVICE` by itself: a query from somebody else must not send ours elsewhere unasked.

    As the word of the grammar it is a token of its own; in strings, comments, IRIs and names it is none.
    """
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


def _notes(query: Query, stored: StoredQuery) -> tuple[str, ...]:
    """Columns and filters of variables that nothing binds: an error in a stored query, else a note."""
    notes = []
    bound_by_parameters = {parameter.name for parameter in stored.parameters}
    for token in scope.unbound_columns(query):
        if name_of(token) in bound_by_parameters:
            continue
        near = scope.near_variable(token, query)
        error = lexer.error_at(stored.text, token.start, f"nothing binds the column ?{name_of(token)}", hint=near)
        if stored.has_header:
            raise error
        notes.append(f"{stored.path or stored.name}:{error.line}:{error.column}: {error}")
    for token in scope.unbound_in_expressions(query):
        if name_of(token) in bound_by_parameters:
            continue
        near = scope.near_variable(token, query)
        error = lexer.error_at(stored.text, token.start, f"nothing binds ?{name_of(token)}", hint=near)
        notes.append(f"{stored.path or stored.name}:{error.line}:{error.column}: {error}")
    return tuple(dict.fromkeys(notes))


def ask(opened: Opened, *, prepared: Prepared) -> Answer:
    """The engine's own answer, over the union of all named graphs.

    Raises:
        QueryError: The query is wrong.
        StoreError: The graph cannot be read.
    """
    with located(path=prepared.stored.path or prepared.stored.name):
        try:
            return opened.store.query(
                prepared.text,
                base_iri=base_of(prepared.stored),
                use_default_graph_as_union=True,
                prefixes=prefixes(opened.base),
            )
        except SyntaxError as error:
            raise _explained(prepared.stored.text, str(error), opened) from error
        except (RuntimeError, ValueError) as error:
            raise _refused(prepared.stored.text, str(error)) from error
        except OSError as error:
            raise StoreError(f"the graph cannot be read: {error}", path=str(opened.path)) from error


def base_of(stored: StoredQuery) -> str | None:
    """What relative IRIs of a query count from: its file (RFC 3986, section 5.1.3); text by itself has no base."""
    return Path(stored.path).resolve().as_uri() if stored.path is not None else None


def _explained(text: str, message: str, opened: Opened) -> QueryError:
    """Why the engine refuses a text: our own reader's words, for the engine lists all tokens it could have taken."""
    try:
        query = parser.parse(text, prefixes=prefixes(opened.base))
    except QueryError as error:
        return error
    wrong = scope.scope_error(query, text=text)
    if wrong is not None:
        return wrong
    relative = next((token for token in query.tokens if token.kind == "iri" and ":" not in token.text), None)
    if relative is not None:
        return lexer.error_at(text, relative.start, f"{relative.text} is a relative IRI", hint="write it in full")
    place = _ENGINE_PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return QueryError("the engine cannot read the query up to here", line=line, column=column)


def _refused(text: str, message: str) -> QueryError:
    function = _UNKNOWN_FUNCTION.search(message)
    if function is None:
        return QueryError(f"the engine refuses the query: {message}")
    try:
        tokens = lexer.tokens(text)
    except QueryError:
        tokens = []
    local = function[1].replace("#", "/").rsplit("/", 1)[-1]
    found = next((token for token in tokens if token.kind in {"iri", "pname"} and local in token.text), None)
    message = f"unknown function <{function[1]}>"
    return lexer.error_at(text, found.start, message) if found else QueryError(message)
