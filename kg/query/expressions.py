"""Reading SPARQL expressions: far enough to point at what is wrong, and to know their variables and `EXISTS` groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from kg.errors import similar
from kg.query.aggregates import AGGREGATES
from kg.query.syntax import Expression, Group

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.cursor import Cursor

    GroupReader: TypeAlias = Callable[[Cursor], Group]

_FUNCTIONS = AGGREGATES | frozenset(
    """
    STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
    ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
    UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL
    ISNUMERIC REGEX SUBSTR REPLACE TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE ADJUST STRLANGDIR LANGDIR HASLANG
    HASLANGDIR
    """.split()  # noqa: SIM905 - a table of words reads best as words
)
_INFIX = ("||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/")
_LITERALS = ("string", "number", "TRUE", "FALSE")


class _Reader:
    """Reads one expression; collects the groups met in `EXISTS`."""

    def __init__(self, cursor: Cursor, *, group: GroupReader) -> None:
        self._cursor = cursor
        self._group = group
        self.groups: list[Group] = []

    def chain(self) -> None:
        """Operands joined by operators; what binds closer is left to the engine."""
        self.operand()
        while True:
            if self._cursor.accept(*_INFIX):
                self.operand()
            elif self._cursor.at("IN") or (self._cursor.at("NOT") and self._cursor.ahead("IN")):
                self._cursor.accept("NOT")
                self._cursor.take()
                self.arguments()
            else:
                return

    def operand(self) -> None:
        cursor = self._cursor
        if cursor.accept("!", "+", "-"):
            self.operand()
        elif cursor.accept("("):
            self.chain()
            if cursor.at("AND", "OR"):
                sign = "&&" if cursor.at("AND") else "||"
                raise cursor.unexpected("')'", hint=f"SPARQL writes {sign} for '{cursor.token.text}'")
            cursor.expect(")", wanted="')'")
        elif cursor.at("EXISTS") or (cursor.at("NOT") and cursor.ahead("EXISTS")):
            cursor.accept("NOT")
            cursor.take()
            self.groups.append(self._group(cursor))
        elif cursor.accept("var") or self._literal():
            pass
        elif cursor.accept("iri", "pname"):
            if cursor.at("("):
                self.arguments()
        elif cursor.at("="):
            raise cursor.unexpected("a value, a variable or a function", hint="equality is one '='")
        elif cursor.at("end") or cursor.token.kind != "word":
            raise cursor.unexpected("a value, a variable or a function")
        else:
            self._call()

    def _literal(self) -> bool:
        cursor = self._cursor
        token = cursor.accept(*_LITERALS)
        if token is not None and token.kind == "string" and not cursor.accept("lang") and cursor.accept("^^"):
            if not cursor.at("iri", "pname"):
                raise cursor.unexpected("a datatype")
            cursor.take()
        return token is not None

    def _call(self) -> None:
        cursor = self._cursor
        name = cursor.token
        if name.key not in _FUNCTIONS:
            near = similar(name.key, among=_FUNCTIONS)
            hint = f"did you mean {near[0]}?" if near else "a variable begins with '?', a text stands in quotes"
            raise cursor.error(f"unknown function '{name.text}'", hint=hint)
        cursor.take()
        self.arguments()

    def arguments(self) -> None:
        """`( DISTINCT? ( * | expression (, expression)* )? (; SEPARATOR = string)? )`."""
        cursor = self._cursor
        cursor.expect("(", wanted="'('")
        cursor.accept("DISTINCT")
        if not cursor.accept("*") and not cursor.at(")"):
            self.chain()
            while cursor.accept(","):
                self.chain()
        if cursor.accept(";"):
            cursor.expect("SEPARATOR", wanted="SEPARATOR")
            cursor.expect("=", wanted="'='")
            cursor.expect("string", wanted="a string")
        cursor.expect(")", wanted="')'")

    def constraint(self) -> None:
        """What may follow FILTER, HAVING and ORDER BY: an expression in brackets, a call, EXISTS."""
        cursor = self._cursor
        if cursor.at("(", "iri", "pname", "EXISTS", "NOT") or cursor.token.kind == "word":
            self.operand()
        else:
            raise cursor.unexpected("an expression in brackets")


def read_expression(cursor: Cursor, *, group: GroupReader) -> Expression:
    """An expression that ends where nothing continues it.

    Args:
        cursor: Where it begins; left behind its end.
        group: Reads a group graph pattern, for `EXISTS`.

    Raises:
        QueryError: Something that cannot stand here.
    """
    reader = _Reader(cursor, group=group)
    return _read(cursor, reader, reader.chain)


def read_constraint(cursor: Cursor, *, group: GroupReader) -> Expression:
    """A bracketed expression, call or `EXISTS`, as for `read_expression`."""
    reader = _Reader(cursor, group=group)
    return _read(cursor, reader, reader.constraint)


def _read(cursor: Cursor, reader: _Reader, rule: Callable[[], None]) -> Expression:
    start, index = cursor.token.start, cursor.index
    rule()
    return Expression(start, cursor.last_end, cursor.since(index), tuple(reader.groups))


def has_aggregate(expression: Expression) -> bool:
    """Whether an aggregate function is called."""
    return any(token.key in AGGREGATES for token in expression.tokens)
