"""What a SPARQL query is made of, as far as errors and explanations need it: patterns with their places in the text.

Expressions are kept as places, variables and the groups in `EXISTS`; what they mean is the engine's business.
All offsets are 0-based code points of the query's text, half-open. These are named tuples, not data classes, because a
dozen data classes take a tenth of the time in which a query has to answer.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.lexer import Token


class Triple(NamedTuple):
    """A triple pattern: subject and object are tokens, None for `[…]` and `(…)`; so is the verb unless it is a path."""

    subject: Token | None
    verb: Token | None
    object: Token | None
    verb_start: int
    verb_end: int
    object_start: int
    object_end: int


class Statement(NamedTuple):
    """A subject with its properties, up to the full stop.

    Attributes:
        plain: Whether it has neither `[…]` nor `(…)`, so that its triple patterns can be asked one by one.
    """

    start: int
    end: int
    triples: tuple[Triple, ...]
    tokens: tuple[Token, ...]
    plain: bool


class Expression(NamedTuple):
    """An expression: its tokens, and the groups of its `EXISTS`."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    groups: tuple[Group, ...] = ()


class Filter(NamedTuple):
    """`FILTER expression`."""

    start: int
    end: int
    expression: Expression


class Bind(NamedTuple):
    """`BIND(expression AS variable)`."""

    start: int
    end: int
    expression: Expression
    variable: Token


class Values(NamedTuple):
    """`VALUES variables { rows }`."""

    start: int
    end: int
    variables: tuple[Token, ...]
    tokens: tuple[Token, ...]


class Branches(NamedTuple):
    """Groups alone, side by side or under a word: `{…}`, `{…} UNION {…}`, `OPTIONAL {…}`, `MINUS {…}`, `GRAPH g {…}`.

    Attributes:
        kind: `GROUP`, `UNION`, `OPTIONAL`, `MINUS`, `GRAPH` or `SERVICE`.
        name: The graph's or service's term.
    """

    start: int
    end: int
    kind: str
    groups: tuple[Group, ...]
    name: Token | None = None


class SubSelect(NamedTuple):
    """A `SELECT` within a group."""

    start: int
    end: int
    query: Query


Element: TypeAlias = Statement | Filter | Bind | Values | Branches | SubSelect


class Group(NamedTuple):
    """A group graph pattern with its braces."""

    start: int
    end: int
    elements: tuple[Element, ...]


class Projected(NamedTuple):
    """A column: a variable, or an expression with a name."""

    variable: Token
    expression: Expression | None = None


class Query(NamedTuple):
    """A query.

    Attributes:
        form: `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`.
        columns: What is projected; empty for `*` and for other forms.
        where: The pattern; None for `DESCRIBE <iri>`.
        modifiers: Expressions of `GROUP BY`, `HAVING` and `ORDER BY`.
        named: Variables that `GROUP BY (… AS ?x)` names.
        grouped: Whether there is a `GROUP BY`.
        group_variables: The variables that `GROUP BY` names without an expression.
        limit: The number after `LIMIT`.
        end: Where `GROUP BY`, `ORDER BY`, `LIMIT` and the like end: 0-based code point.
        values: The `VALUES` after everything.
        prefixes: Declared prefixes.
    """

    form: str
    columns: tuple[Projected, ...]
    where: Group | None
    start: int
    modifiers: tuple[Expression, ...] = ()
    named: tuple[Token, ...] = ()
    grouped: bool = False
    group_variables: tuple[Token, ...] = ()
    limit: Token | None = None
    end: int = 0
    values: Values | None = None
    tokens: tuple[Token, ...] = ()
    prefixes: Mapping[str, str] = MappingProxyType({})

    @property
    def absolute_prefixes(self) -> dict[str, str]:
        """The prefixes that stand for something by themselves: not those that count from the query's base."""
        return {prefix: namespace for prefix, namespace in self.prefixes.items() if ":" in namespace}


def name_of(token: Token) -> str:
    """A variable's name without its sign."""
    return token.text[1:]
