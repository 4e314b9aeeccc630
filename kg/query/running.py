"""Asking a graph: from what somebody wrote to the engine's answer, with errors that point.

A query that ships with kg is asked without reading its parts: that takes longer than the answer. So what needs them
(`kg.query.faults`) and what only Python's callers need is imported where it is used.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError, located
from kg.query.catalog import find, is_shipped
from kg.query.parameters import Given, resolve, with_values
from kg.vocab import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.query.asked import RuleFiles
    from kg.query.header import StoredQuery
    from kg.query.syntax import Query
    from kg.query.table import Table, Triples
    from kg.store import Opened

    Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Prepared(NamedTuple):
    """A query that can be asked.

    Attributes:
        stored: What it is and where it comes from.
        text: With the values of its parameters.
        given: The parameters and their terms.
        base: What `id:`, `doc:` and `graph:` count from.
        notes: What is odd about it without being wrong.
    """

    stored: StoredQuery
    text: str
    given: tuple[Given, ...]
    base: str
    notes: tuple[str, ...]

    @property
    def syntax(self) -> Query | None:
        """Its parts, without the values of its parameters; None where only the engine understands it."""
        from kg.query.faults import syntax_of  # noqa: PLC0415 - see the top of this file

        return syntax_of(self.stored.text, base=self.base)


def run(
    opened: Opened,
    query: str | StoredQuery,
    *,
    parameters: Mapping[str, object] | None = None,
    folders: Iterable[Path] | None = None,
    language: str = "en",
    allow_service: bool = False,
    evidence: bool = False,
    rules: RuleFiles | None = None,
    timeout: float | None = None,
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
        rules: Where the rules of the graph's derived triples are written, whose premises are evidence too.
        timeout: Seconds after which the query is stopped; it then runs in a process of its own.

    Raises:
        UsageError: No such query; unknown, missing or ill-typed parameters.
        QueryError: The query is wrong; with line and column.
        QueryTimeoutError: It took longer than `timeout`.
        StoreError: The graph cannot be read.

    Example:
        >>> from kg.store import Opened
        >>> from pathlib import Path
        >>> opened = Opened(store=ox.Store(), path=Path("."), base="https://example.org/", version=None)
        >>> run(opened, "SELECT (6 * 7 AS ?answer) {}").rows
        [(42,)]
    """
    started = time.monotonic()
    stored = find(query, folders=folders) if isinstance(query, str) else query
    prepared = prepare(
        opened, stored=stored, parameters=parameters or {}, language=language, allow_service=allow_service
    )
    if timeout is not None:
        from kg.query.deadline import answered_within  # noqa: PLC0415 - see the top of this file

        spent = time.monotonic() - started
        with answered_within(
            timeout, spent=spent, opened=opened, prepared=prepared, evidence=evidence, rules=rules
        ) as read:
            return _as_values(read, opened=opened, prepared=prepared, language=language)
    answer = ask(opened, prepared=prepared)
    if evidence and isinstance(answer, ox.QuerySolutions):
        from kg.query.asked import RuleFiles  # noqa: PLC0415 - as above
        from kg.query.evidence import with_evidence  # noqa: PLC0415 - as above

        answer = with_evidence(opened, prepared=prepared, answer=answer, rules=rules or RuleFiles()).solutions
    return _as_values(answer, opened=opened, prepared=prepared, language=language)


def _as_values(
    answer: Answer | ox.QuadParser, *, opened: Opened, prepared: Prepared, language: str
) -> Table | Triples | bool:
    from kg.query.labels import Labels  # noqa: PLC0415 - see the top of this file
    from kg.query.table import Table, Triples  # noqa: PLC0415 - as above
    from kg.query.terms import value_of  # noqa: PLC0415 - as above

    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return Triples(triples=list(answer), notes=prepared.notes)
    if not isinstance(answer, ox.QuerySolutions):
        return Triples(triples=[quad.triple for quad in answer], notes=prepared.notes)
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
        QueryError: An update, a `SERVICE`, or a stored query with a column that nothing binds or a parameter that
            nothing uses.
    """
    rows: tuple[tuple[Given, ...], ...] = ()
    if file is not None:
        from kg.query.paramfile import resolve_file  # noqa: PLC0415 - see the top of this file

        rows = resolve_file(file, stored=stored, given=parameters, opened=opened, language=language)
    in_rows = {one.name for row in rows for one in row}
    given = resolve(stored, parameters, opened=opened, language=language, elsewhere=in_rows)
    text = with_values(stored, given, rows=rows)
    prepared = Prepared(stored=stored, text=text, given=given, base=opened.base, notes=())
    return prepared if is_shipped(stored) else _looked_through(prepared, allow_service=allow_service)


def _looked_through(prepared: Prepared, *, allow_service: bool) -> Prepared:
    """The query with notes of what is odd; for those that ship with kg, the tests have looked.

    Raises:
        QueryError: An update, a `SERVICE`, a query with a header and a column that nothing binds, or a parameter that
            nothing uses.
    """
    from kg.query import faults  # noqa: PLC0415 - see the top of this file

    stored = prepared.stored
    with located(path=stored.path or stored.name):
        if not allow_service:
            faults.refuse_service(stored.text)
        faults.refuse_unused_parameters(stored)
        syntax = prepared.syntax
        return prepared._replace(notes=faults.notes(syntax, stored=stored)) if syntax else prepared


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
            from kg.query.faults import unreadable  # noqa: PLC0415 - see the top of this file

            raise unreadable(prepared.stored.text, str(error), base=opened.base) from error
        except (RuntimeError, ValueError) as error:
            from kg.query.faults import refused  # noqa: PLC0415 - as above

            raise refused(prepared.stored.text, str(error)) from error
        except OSError as error:
            raise StoreError(f"the graph cannot be read: {error}", path=str(opened.path)) from error


def base_of(stored: StoredQuery) -> str | None:
    """What relative IRIs of a query count from: its file (RFC 3986, section 5.1.3); text by itself has no base."""
    return Path(stored.path).resolve().as_uri() if stored.path is not None else None
