"""Reading triple patterns: subjects, property paths, objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.syntax import Statement, Triple

if TYPE_CHECKING:
    from kg.query.cursor import Cursor
    from kg.query.lexer import Token

_TERMS = ("var", "iri", "pname", "blank", "string", "number", "TRUE", "FALSE", "+", "-")
_VERBS = ("var", "iri", "pname", "A", "^", "!", "(")


def read_statement(cursor: Cursor) -> Statement:
    """A subject with its properties, up to but without the full stop.

    Raises:
        QueryError: Something that cannot stand here.
    """
    return _Reader(cursor).statement()


def read_constant(cursor: Cursor) -> Token:
    """A term that stands for itself; of a literal the token of its text. Its language or datatype is passed over.

    Raises:
        QueryError: A datatype that is none.
    """
    if cursor.accept("+", "-") and not cursor.at("number"):
        raise cursor.unexpected("a number")
    token = cursor.take()
    if token.kind == "string" and not cursor.accept("lang") and cursor.accept("^^"):
        if not cursor.at("iri", "pname"):
            raise cursor.unexpected("a datatype")
        cursor.take()
    return token


class _Reader:
    """Reads one statement; collects its triple patterns."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._triples: list[Triple] = []
        self._plain = True

    def statement(self) -> Statement:
        cursor = self._cursor
        start, index = cursor.token.start, cursor.index
        nested = cursor.at("[", "(")
        subject = self._term("a triple pattern, FILTER, OPTIONAL or '}'")
        # `[ ?p ?o ] .` and `( 1 2 ) .` are statements by themselves.
        if not nested or cursor.at(*_VERBS):
            self._properties(subject)
        return Statement(start, cursor.last_end, tuple(self._triples), cursor.since(index), self._plain)

    def _properties(self, subject: Token | None) -> None:
        cursor = self._cursor
        while True:
            self._property(subject)
            if not cursor.accept(";"):
                return
            while cursor.accept(";"):
                pass
            if not cursor.at(*_VERBS):
                return

    def _property(self, subject: Token | None) -> None:
        cursor = self._cursor
        start, index = cursor.token.start, cursor.index
        self._path()
        end, taken = cursor.last_end, cursor.since(index)
        verb = taken[0] if len(taken) == 1 else None
        while True:
            object_start = cursor.token.start
            target = self._term("an object: a variable, an IRI or a literal")
            self._triples.append(Triple(subject, verb, target, start, end, object_start, cursor.last_end))
            if not cursor.accept(","):
                return

    def _term(self, wanted: str) -> Token | None:
        cursor = self._cursor
        if cursor.at(*_TERMS):
            return read_constant(cursor)
        if cursor.accept("["):
            self._plain = self._plain and cursor.at("]")
            if not cursor.at("]"):
                self._properties(None)
            cursor.expect("]", wanted="']'")
            return None
        if cursor.accept("("):
            self._plain = False
            while not cursor.at(")", "end"):
                self._term("a term or ')'")
            cursor.expect(")", wanted="')'")
            return None
        raise cursor.unexpected(wanted)

    def _path(self) -> None:
        """Alternatives and sequences of steps; a variable stands alone."""
        cursor = self._cursor
        if cursor.accept("var"):
            return
        self._step()
        while cursor.accept("|", "/"):
            self._step()

    def _step(self) -> None:
        cursor = self._cursor
        cursor.accept("^")
        if cursor.accept("!"):
            cursor.accept("^")
        if cursor.accept("("):
            if not cursor.at(")"):
                self._path()
            cursor.expect(")", wanted="')'")
        elif not cursor.accept("iri", "pname", "A"):
            raise cursor.unexpected("a property")
        cursor.accept("?", "*", "+")
