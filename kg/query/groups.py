"""Reading what stands between braces: triple patterns, filters, and groups within groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query import expressions, triples
from kg.query.syntax import Bind, Branches, Element, Filter, Group, Statement, SubSelect, Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.cursor import Cursor
    from kg.query.syntax import Query


def read_group(cursor: Cursor, *, select: Callable[[Cursor], Query]) -> Group:
    """A group graph pattern.

    Args:
        cursor: At its opening brace; left behind its closing one.
        select: Reads a sub-select from its word `SELECT` on.

    Raises:
        QueryError: Something that cannot stand here; a brace that is never closed.
    """
    return _Groups(select).group(cursor)


class _Groups:
    """Reads groups; holds what reads a sub-select, which in its turn reads groups."""

    def __init__(self, select: Callable[[Cursor], Query]) -> None:
        self._select = select

    def group(self, cursor: Cursor) -> Group:
        opening = cursor.expect("{", wanted="'{'")
        if cursor.at("SELECT"):
            start = cursor.token.start
            query = self._select(cursor)
            elements: list[Element] = [SubSelect(start, cursor.last_end, query)]
        else:
            elements = []
            while not cursor.at("}", "end"):
                elements.append(self._element(cursor))
                if not cursor.accept(".") and isinstance(elements[-1], Statement):
                    _need_a_break(cursor)
        if cursor.at("end"):
            raise cursor.error("this '{' is never closed", hint="add '}'", at=opening)
        closing = cursor.expect("}", wanted="'}'")
        return Group(opening.start, closing.end, tuple(elements))

    def _element(self, cursor: Cursor) -> Element:
        start = cursor.token.start
        if cursor.at("FILTER"):
            cursor.take()
            expression = expressions.read_constraint(cursor, group=self.group)
            return Filter(start, cursor.last_end, expression)
        if cursor.at("BIND"):
            return self._bind(cursor)
        if cursor.at("VALUES"):
            return read_values(cursor)
        if cursor.at("{"):
            return self._union(cursor)
        if cursor.at("OPTIONAL", "MINUS", "GRAPH", "SERVICE"):
            return self._branch(cursor)
        return triples.read_statement(cursor)

    def _bind(self, cursor: Cursor) -> Bind:
        start = cursor.take().start
        cursor.expect("(", wanted="'('")
        expression = expressions.read_expression(cursor, group=self.group)
        cursor.expect("AS", wanted="AS ?variable")
        variable = cursor.expect("var", wanted="a variable")
        cursor.expect(")", wanted="')'")
        return Bind(start, cursor.last_end, expression, variable)

    def _union(self, cursor: Cursor) -> Branches:
        start = cursor.token.start
        groups = [self.group(cursor)]
        while cursor.accept("UNION"):
            groups.append(self.group(cursor))
        kind = "UNION" if len(groups) > 1 else "GROUP"
        return Branches(start, cursor.last_end, kind, tuple(groups))

    def _branch(self, cursor: Cursor) -> Branches:
        word, name = cursor.take(), None
        if word.key in {"GRAPH", "SERVICE"}:
            cursor.accept("SILENT")
            name = cursor.accept("var", "iri", "pname")
            if name is None:
                raise cursor.unexpected("a variable or an IRI")
        group = self.group(cursor)
        return Branches(word.start, cursor.last_end, word.key, (group,), name)


def _need_a_break(cursor: Cursor) -> None:
    """Between two triple patterns stands a full stop.

    Raises:
        QueryError: There is none.
    """
    if not cursor.at("}", "{", "end", "FILTER", "BIND", "VALUES", "OPTIONAL", "MINUS", "GRAPH", "SERVICE"):
        hint = "a full stop ends a triple pattern; ';' goes on with the same subject, ',' with the same property"
        raise cursor.unexpected("'.', ';' or '}'", hint=hint)


def read_values(cursor: Cursor) -> Values:
    """`VALUES ?x { … }` or `VALUES (?x ?y) { (…) (…) }`.

    Raises:
        QueryError: A row that has not one term a variable; anything but terms and `UNDEF`.
    """
    start, index = cursor.take().start, cursor.index
    bracketed = cursor.accept("(") is not None
    variables = []
    while cursor.at("var"):
        variables.append(cursor.take())
        if not bracketed:
            break
    if bracketed:
        cursor.expect(")", wanted="')'")
    elif not variables:
        raise cursor.unexpected("a variable")
    opening = cursor.expect("{", wanted="'{'")
    while not cursor.at("}", "end"):
        _read_row(cursor, count=len(variables), bracketed=bracketed)
    if cursor.at("end"):
        raise cursor.error("this '{' is never closed", hint="add '}'", at=opening)
    cursor.take()
    return Values(start, cursor.last_end, tuple(variables), cursor.since(index))


def _read_row(cursor: Cursor, *, count: int, bracketed: bool) -> None:
    opening = cursor.token
    if bracketed:
        cursor.expect("(", wanted="'('")
    width = 0
    while cursor.at("iri", "pname", "string", "number", "TRUE", "FALSE", "UNDEF", "+", "-"):
        triples.read_constant(cursor)
        width += 1
        if not bracketed:
            return
    if not bracketed or not cursor.at(")"):
        raise cursor.unexpected("an IRI, a literal or UNDEF")
    cursor.take()
    if width != count:
        raise cursor.error(f"this row has {width} terms for {count} variables", at=opening)
