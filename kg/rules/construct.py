"""A CONSTRUCT query taken apart: its template, and a pattern that focus nodes can be joined with.

What it concludes must be the same at every build, so a query may not make blank nodes, nor ask for the time or for
random numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.sparql_text import SparqlText, read_sparql

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVICE = re.compile(r"(?<![\w:?$-])SERVICE(?![\w:-])", re.IGNORECASE)
_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+)")
_EXCERPT = 40
"""Characters of a query that an error shows."""

_CHANGING = ("BNODE", "NOW", "RAND", "STRUUID", "UUID")
_OPAQUE = re.compile(
    r"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
  | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
  | <[^\s<>"{}|^`\\]*>
  | \#[^\n]*
    """,
    re.VERBOSE | re.DOTALL,
)
"""Literals, IRIs and comments: what may hold any sign without meaning it."""


@dataclass(frozen=True, slots=True)
class Construct:
    """A CONSTRUCT query.

    Attributes:
        text: As it was written.
        template: The inside of the template's braces.
        where: The rest, as a SELECT of the template's variables.
    """

    text: str
    template: str
    where: SparqlText

    @property
    def whole(self) -> str:
        """The query."""
        return self.joined("")

    @property
    def variables(self) -> set[str]:
        """Names of all variables in it."""
        return self.where.variables

    @property
    def can_join(self) -> bool:
        """Whether joining with a pattern for `$this` gives the same as binding it beforehand."""
        return self.where.can_join("this")

    def joined(self, pattern: str) -> str:
        """The query with a pattern put first in its outermost group."""
        where = self.where
        return f"{where.prologue}CONSTRUCT {{ {self.template}\n}} WHERE {{ {pattern} {where.body}\n}} {where.tail}"

    def bound(self, values: Mapping[str, str]) -> Construct:
        """The query with the values of variables written in their place."""
        template = read_sparql(f"SELECT * WHERE {{ {self.template}\n}}", prefixes={}).bound(values).body
        return replace(self, template=template, where=self.where.bound(values))


class NoConstructError(Exception):
    """The text is no CONSTRUCT query that can be a rule.

    Args:
        message: Why.
        line: 1-based line of the query; None where it is not known.
        hint: What to do about it.
    """

    def __init__(self, message: str, *, line: int | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def read_construct(query: str, *, prefixes: Mapping[str, str]) -> Construct:
    """A CONSTRUCT query taken apart.

    Args:
        query: The text; its syntax need not be right, the store will say so.
        prefixes: Prefix to namespace, declared before the query's own prologue.

    Raises:
        NoConstructError: It is not valid SPARQL, or another kind of query; it names its own dataset, or would conclude
            something else every time.
    """
    text = read_sparql(query, prefixes=prefixes)
    if text.kind != "CONSTRUCT":
        raise NoConstructError("a rule must be a CONSTRUCT query")
    head, tail = _plain(text.head).split(), _plain(text.tail)
    if "FROM" in (word.upper() for word in head) or re.match(r"\s*FROM\b", tail, re.IGNORECASE):
        raise NoConstructError("a rule cannot choose its dataset with FROM")
    if re.match(r"\s*(WHERE\b\s*)?\{", tail, re.IGNORECASE):
        template = text.body
        names = sorted(SparqlText("", "", template, "").variables) or ["this"]
        where = read_sparql("SELECT " + " ".join(f"?{name}" for name in names) + " " + text.tail, prefixes={})
    else:  # CONSTRUCT WHERE { … }: the pattern is the template
        template = text.body
        names = sorted(SparqlText("", "", template, "").variables) or ["this"]
        where = SparqlText("", "SELECT " + " ".join(f"?{name}" for name in names), text.body, text.tail)
    if _SERVICE.search(_plain(query)):
        raise NoConstructError("a rule cannot ask another SERVICE: what follows from a graph follows from it alone")
    _refuse_changing(template, query)
    _refuse_mistakes(query, prefixes)
    return Construct(query, template, replace(where, prologue=text.prologue))


def _plain(text: str) -> str:
    """Text without literals, IRIs and comments."""
    return _OPAQUE.sub(" ", text)


def _refuse_changing(template: str, query: str) -> None:
    signs = _plain(template)
    made = next((sign for sign in ("_:", "[", "(") if sign in signs), None)
    if made:
        raise NoConstructError(
            f"the template makes a blank node ({made!r}), which would be another one at every build",
            hint='make an IRI instead, as in BIND(IRI(CONCAT(STR($this), "/area")) AS ?area)',
        )
    for name in _CHANGING:
        if re.search(rf"(?<![\w:?$-]){name}\s*\(", _plain(query), re.IGNORECASE):
            raise NoConstructError(f"{name}() gives something else every time")


def _refuse_mistakes(query: str, prefixes: Mapping[str, str]) -> None:
    try:
        ox.Store().query(query, prefixes=dict(prefixes))
    except SyntaxError as error:
        line, said = mistake(error, query)
        raise NoConstructError(said, line=line) from error


def mistake(error: SyntaxError, query: str) -> tuple[int | None, str]:
    """The 1-based line of a query on which its parser gave up, where it says so, and a message with the text there."""
    found = _ENGINE_PLACE.match(error.msg)
    if found is None:
        return None, f"not valid SPARQL: {error.msg}"
    line, column = int(found[1]), int(found[2])
    text = "".join(query.splitlines()[line - 1 : line])
    near = text[column - 1 :][:_EXCERPT].strip()
    return line, f"not valid SPARQL, near {near!r}" if near else f"not valid SPARQL, after {text[-_EXCERPT:].strip()!r}"
