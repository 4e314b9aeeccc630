"""Which variables a query binds, and which it only names: a misspelt variable is an empty column, not an error.

In-scope variables are those of SPARQL 1.1 Query, section 18.2.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import similar
from kg.query import lexer
from kg.query.expressions import has_aggregate
from kg.query.syntax import Bind, Branches, Expression, Filter, Group, Query, Statement, SubSelect, Values, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.errors import QueryError
    from kg.query.lexer import Token
    from kg.query.syntax import Element


def bound_in(group: Group | None) -> frozenset[str]:
    """Names of the variables that a group can bind."""
    if group is None:
        return frozenset()
    return frozenset(name for element in group.elements for name in bound_by(element))


def bound_by(element: Element) -> frozenset[str]:
    """Names of the variables that one element can bind."""
    match element:
        case Statement():
            found = _names(token for token in element.tokens if token.kind == "var")
        case Bind():
            found = _names([element.variable])
        case Values():
            found = _names(element.variables)
        case SubSelect():
            found = columns_of(element.query)
        case Branches(kind="MINUS") | Filter():
            found = frozenset()
        case Branches():
            own = _names([element.name] if element.name is not None and element.name.kind == "var" else [])
            found = own.union(*(bound_in(group) for group in element.groups))
    return found


def _names(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(name_of(token) for token in tokens)


def columns_of(query: Query) -> frozenset[str]:
    """Names of the variables that a query projects."""
    if query.columns:
        return _names(column.variable for column in query.columns)
    return _bound_by_query(query)


def _bound_by_query(query: Query) -> frozenset[str]:
    values = _names(query.values.variables) if query.values else frozenset[str]()
    return bound_in(query.where) | values


def unbound_columns(query: Query) -> Iterator[Token]:
    """The projected variables, also those of sub-selects, that nothing in the pattern binds."""
    if query.form == "SELECT":
        known = _bound_by_query(query) | _names(query.named)
        for column in query.columns:
            if column.expression is None and name_of(column.variable) not in known:
                yield column.variable
    for inner in _sub_selects(query.where):
        yield from unbound_columns(inner)


def has_one_row(query: Query) -> bool:
    """Whether a query always has one row, so that nothing found is a count of 0: aggregates without GROUP BY."""
    if query.grouped:
        return False
    return any(column.expression is not None and has_aggregate(column.expression) for column in query.columns)


def ungrouped_columns(query: Query) -> Iterator[Token]:
    """The variables that stand beside an aggregate, or under GROUP BY, without being grouped by."""
    aggregated = any(column.expression and has_aggregate(column.expression) for column in query.columns)
    if query.form == "SELECT" and (aggregated or query.grouped):
        grouped = _names(query.group_variables) | _names(query.named)
        for column in query.columns:
            if column.expression is None and name_of(column.variable) not in grouped:
                yield column.variable
            elif column.expression is not None and not has_aggregate(column.expression):
                variables = (token for token in column.expression.tokens if token.kind == "var")
                yield from (token for token in variables if name_of(token) not in grouped)
    for inner in _sub_selects(query.where):
        yield from ungrouped_columns(inner)


def unbound_in_expressions(query: Query) -> Iterator[Token]:
    """Variables in filters, bindings and modifiers that occur in no pattern of the whole query."""
    known = _everything_bound(query.where) | _bound_by_query(query) | _names(query.named)
    known |= _names(column.variable for column in query.columns)
    for expression in _expressions(query):
        inside = known.union(*(_everything_bound(group) for group in expression.groups))
        for token in expression.tokens:
            if token.kind == "var" and name_of(token) not in inside:
                yield token


def _everything_bound(group: Group | None) -> frozenset[str]:
    """Names bound anywhere in a group, in whatever scope: enough to tell a misspelling."""
    found = bound_in(group)
    for inner in _groups(group):
        found |= bound_in(inner)
    for query in _sub_selects(group):
        found |= _names(column.variable for column in query.columns) | _everything_bound(query.where)
    return found


def _groups(group: Group | None) -> Iterator[Group]:
    """All groups within a group, those of `EXISTS` too, itself first; not those of sub-selects."""
    if group is None:
        return
    yield group
    for element in group.elements:
        inner: tuple[Group, ...] = ()
        if isinstance(element, Branches):
            inner = element.groups
        elif isinstance(element, Filter | Bind):
            inner = element.expression.groups
        for child in inner:
            yield from _groups(child)


def _sub_selects(group: Group | None) -> Iterator[Query]:
    for inner in _groups(group):
        for element in inner.elements:
            if isinstance(element, SubSelect):
                yield element.query


def _expressions(query: Query) -> Iterator[Expression]:
    yield from (column.expression for column in query.columns if column.expression)
    for group in _groups(query.where):
        yield from (element.expression for element in group.elements if isinstance(element, Filter | Bind))
    yield from query.modifiers
    for inner in _sub_selects(query.where):
        yield from _expressions(inner)


def statements_of(query: Query) -> Iterator[Statement]:
    """All triple patterns of a query, in whatever group."""
    for group in _groups(query.where):
        yield from (element for element in group.elements if isinstance(element, Statement))
    for inner in _sub_selects(query.where):
        yield from statements_of(inner)


def scope_error(query: Query, *, text: str) -> QueryError | None:
    """Why the engine refuses a query that is well formed: columns beside aggregates, names given twice."""
    for token in ungrouped_columns(query):
        message = f"?{name_of(token)} stands beside an aggregate but is not in GROUP BY"
        hint = f"add GROUP BY ?{name_of(token)}, or use SAMPLE(?{name_of(token)})"
        return lexer.error_at(text, token.start, message, hint=hint)
    if query.grouped and query.form == "SELECT" and not query.columns:
        return lexer.error_at(text, query.start, "SELECT * cannot be used with GROUP BY", hint="name the columns")
    return next(_named_twice(query, text), None)


def _named_twice(query: Query, text: str) -> Iterator[QueryError]:
    known = _bound_by_query(query)
    hint = "choose another name"
    for column in query.columns:
        if column.expression and name_of(column.variable) in known:
            yield lexer.error_at(text, column.variable.start, f"{column.variable.text} has a value already", hint=hint)
    for group in _groups(query.where):
        before: frozenset[str] = frozenset()
        for element in group.elements:
            if isinstance(element, Bind) and name_of(element.variable) in before:
                place = element.variable
                yield lexer.error_at(text, place.start, f"{place.text} has a value already", hint=hint)
            before |= bound_by(element)
    for inner in _sub_selects(query.where):
        yield from _named_twice(inner, text)


def near_variable(token: Token, query: Query) -> str | None:
    """What to do about a variable that nothing binds: the bound one it resembles."""
    names = _everything_bound(query.where) - {name_of(token)}
    near = similar(name_of(token), among=names, cutoff=0.75)
    return f"did you mean ?{near[0]}?" if near else None
