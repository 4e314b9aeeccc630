"""Reading a whole SPARQL 1.1 query (SPARQL 1.1 Query, section 19.8), for errors that point and answers that explain.

The engine remains the judge of what is a query: what this reader refuses but the engine takes (an extension) is asked
all the same, without explanations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query import expressions, groups
from kg.query.cursor import Cursor
from kg.query.syntax import Expression, Group, Projected, Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.lexer import Token

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_BARE = ("var", "iri", "pname")


def parse(text: str, *, prefixes: dict[str, str]) -> Query:
    """A query's parts with their places.

    Args:
        text: The query.
        prefixes: Prefixes known without a declaration.

    Raises:
        QueryError: It is no query; with line and column. Or its brackets are hundreds deep.
    """
    cursor = Cursor(text, prefixes=prefixes)
    read_prologue(cursor)
    if cursor.at(*_UPDATES):
        raise cursor.error("this is an update, not a query", hint="with --update it writes to graph:manual")
    try:
        query = _form(cursor)
    except RecursionError:
        raise cursor.error("the brackets are nested too deeply for kg to read") from None
    if not cursor.at("end"):
        hint = "there is one '}' too many" if cursor.at("}") else None
        raise cursor.error(f"nothing can follow here, found '{cursor.token.text}'", hint=hint)
    return query


def is_update(text: str) -> bool:
    """Whether a text is a SPARQL update: after its prologue stands a word of an update."""
    cursor = Cursor(text, prefixes={})
    read_prologue(cursor)
    return cursor.at(*_UPDATES)


def read_prologue(cursor: Cursor) -> None:
    """Take `PREFIX` and `BASE` declarations; prefixes go to the cursor's.

    Raises:
        QueryError: A declaration that is none.
    """
    while cursor.at("PREFIX", "BASE"):
        if cursor.take().key == "BASE":
            cursor.expect("iri", wanted="an IRI in <…>")
            continue
        if not cursor.at("pname") or not cursor.token.text.endswith(":"):
            raise cursor.unexpected("a prefix that ends with ':'")
        prefix = cursor.take_raw().text[:-1]
        cursor.prefixes[prefix] = cursor.expect("iri", wanted="an IRI in <…>").text[1:-1]


def _form(cursor: Cursor) -> Query:
    if cursor.at("SELECT"):
        return _select(cursor)
    if cursor.at("ASK"):
        start = cursor.take().start
        return _tail(cursor, form="ASK", columns=(), start=start)
    if cursor.at("CONSTRUCT"):
        start = cursor.take().start
        if cursor.at("{"):
            read_pattern(cursor)
        return _tail(cursor, form="CONSTRUCT", columns=(), start=start)
    if cursor.at("DESCRIBE"):
        start = cursor.take().start
        if not cursor.accept("*"):
            while cursor.accept(*_BARE):
                pass
        return _tail(cursor, form="DESCRIBE", columns=(), start=start)
    raise cursor.unexpected("SELECT, ASK, CONSTRUCT or DESCRIBE")


def _select(cursor: Cursor) -> Query:
    start = cursor.take().start
    cursor.accept("DISTINCT", "REDUCED")
    columns: list[Projected] = []
    if not cursor.accept("*"):
        while cursor.at("var", "("):
            columns.append(_column(cursor))
        if not columns:
            raise cursor.unexpected("a variable, '(… AS ?name)' or '*'")
    return _tail(cursor, form="SELECT", columns=tuple(columns), start=start)


def _column(cursor: Cursor) -> Projected:
    if cursor.at("var"):
        return Projected(cursor.take())
    cursor.take()
    expression = expressions.read_expression(cursor, group=read_pattern)
    cursor.expect("AS", wanted="AS ?name")
    variable = cursor.expect("var", wanted="a variable")
    cursor.expect(")", wanted="')'")
    return Projected(variable, expression)


def _tail(cursor: Cursor, *, form: str, columns: tuple[Projected, ...], start: int) -> Query:
    """What follows the head of any form: FROM, WHERE, the modifiers, VALUES."""
    while cursor.accept("FROM"):
        cursor.accept("NAMED")
        if not cursor.accept("iri", "pname"):
            raise cursor.unexpected("the IRI of a graph")
    where = None
    if cursor.accept("WHERE") or cursor.at("{") or form != "DESCRIBE":
        if not cursor.at("{"):
            raise cursor.unexpected("'{'" if form != "SELECT" else "a column or '{'")
        where = read_pattern(cursor)
    modifiers = _Modifiers(cursor)
    modifiers.read()
    end = cursor.last_end
    values = groups.read_values(cursor) if cursor.at("VALUES") else None
    return Query(
        form=form,
        columns=columns,
        where=where,
        start=start,
        modifiers=tuple(modifiers.expressions),
        named=tuple(modifiers.named),
        grouped=modifiers.grouped,
        group_variables=tuple(modifiers.variables),
        limit=modifiers.limit,
        end=end,
        values=values,
        prefixes=cursor.prefixes,
        tokens=tuple(cursor.tokens),
    )


class _Modifiers:
    """Reads GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self.expressions: list[Expression] = []
        self.named: list[Token] = []
        self.variables: list[Token] = []
        self.limit: Token | None = None
        self.grouped = False

    def read(self) -> None:
        cursor = self._cursor
        if cursor.accept("GROUP"):
            cursor.expect("BY", wanted="BY")
            self.grouped = True
            self._repeat(self._condition, wanted="a variable or an expression in brackets")
        if cursor.accept("HAVING"):
            self._repeat(self._constraint, wanted="an expression in brackets")
        if cursor.accept("ORDER"):
            cursor.expect("BY", wanted="BY")
            self._repeat(self._order, wanted="a variable, ASC(…) or DESC(…)")
        while cursor.at("LIMIT", "OFFSET"):
            word = cursor.take().key
            number = cursor.expect("number", wanted=f"a number after {word}")
            if word == "LIMIT":
                self.limit = number

    def _repeat(self, rule: Callable[[], None], *, wanted: str) -> None:
        cursor = self._cursor
        if not self._begins():
            raise cursor.unexpected(wanted)
        while self._begins():
            rule()

    def _begins(self) -> bool:
        cursor = self._cursor
        if cursor.at("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"):
            return False
        return cursor.at("(", *_BARE) or cursor.token.kind == "word"

    def _condition(self) -> None:
        cursor = self._cursor
        if cursor.at("var"):
            self.variables.append(cursor.take())
        elif cursor.accept("("):
            self.expressions.append(expressions.read_expression(cursor, group=read_pattern))
            if cursor.accept("AS"):
                self.named.append(cursor.expect("var", wanted="a variable"))
            cursor.expect(")", wanted="')'")
        else:
            self._constraint()

    def _constraint(self) -> None:
        self.expressions.append(expressions.read_constraint(self._cursor, group=read_pattern))

    def _order(self) -> None:
        cursor = self._cursor
        cursor.accept("ASC", "DESC")
        if cursor.at("var"):
            index = cursor.index
            token = cursor.take()
            self.expressions.append(Expression(token.start, token.end, cursor.since(index)))
        else:
            self._constraint()


def read_pattern(cursor: Cursor) -> Group:
    """A group graph pattern with its braces.

    Raises:
        QueryError: Something that cannot stand here.
    """
    return groups.read_group(cursor, select=_select)
