"""What rules may read: which conclusions of the last build have to go before they are run again.

Taking conclusions out of a store and putting them in again costs as much as half of the rules themselves. Most rules
never look at what rules conclude, so most conclusions may stay while rules run, and only differences are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query import lexer
from kg.query.parser import parse
from kg.query.syntax import Bind, Branches, Filter, Statement, SubSelect
from kg.query.terms import expanded
from kg.rules.construct import Construct
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.query.syntax import Element, Expression, Group, Query, Triple
    from kg.rules.rule import Rule

_OPEN = frozenset({"!", "*", "?"})
"""Signs in paths that lead over any property, or to any node there is."""

_BASE = re.compile(r"\bBASE\s*<", re.IGNORECASE)


class _UnknownError(Exception):
    """A query may read anything, as far as can be seen."""


def properties_read(rules: Iterable[Rule]) -> frozenset[str] | None:
    """The properties that the patterns of rules ask for; None where they may ask for any.

    Shapes ask for classes, for conditions and for whatever a constraint looks at: they count for any.
    """
    found: set[str] = set()
    for rule in rules:
        if rule.shape is not None or not isinstance(rule.head, Construct):
            return None
        try:
            found |= set(_of_query(rule.head))
        except (QueryError, _UnknownError):
            return None
    return frozenset(found)


def _of_query(construct: Construct) -> Iterator[str]:
    text = construct.where.whole
    if _BASE.search(text):
        raise _UnknownError  # IRIs may be others than they seem
    yield from _of(parse(text, prefixes={}), text, {})


def _of(query: Query, text: str, around: Mapping[str, str]) -> Iterator[str]:
    prefixes = {**around, **query.prefixes}
    expressions = [*query.modifiers, *(column.expression for column in query.columns if column.expression is not None)]
    yield from _of_expressions(expressions, text, prefixes)
    if query.where is not None:
        yield from _of_group(query.where, text, prefixes)


def _of_expressions(expressions: Iterable[Expression], text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    for expression in expressions:
        for group in expression.groups:
            yield from _of_group(group, text, prefixes)


def _of_group(group: Group, text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    for element in group.elements:
        yield from _of_element(element, text, prefixes)


def _of_element(element: Element, text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    if isinstance(element, Statement):
        if not element.plain:
            raise _UnknownError
        for triple in element.triples:
            yield from _of_triple(triple, text, prefixes)
    elif isinstance(element, SubSelect):
        yield from _of(element.query, text, prefixes)
    elif isinstance(element, Filter | Bind):
        yield from _of_expressions([element.expression], text, prefixes)
    elif isinstance(element, Branches):
        found = [name for group in element.groups for name in _of_group(group, text, prefixes)]
        if element.kind == "GRAPH" and not found:
            raise _UnknownError  # it asks which graphs there are
        yield from found


def _of_triple(triple: Triple, text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    for token in lexer.tokens(text[triple.verb_start : triple.verb_end])[:-1]:
        if token.kind == "var" or token.key in _OPEN:
            raise _UnknownError
        if token.kind in {"iri", "pname"}:
            iri = expanded(token.text, prefixes=prefixes)
            if iri is None:
                raise _UnknownError
            yield iri
        elif token.key == "A":
            yield RDF + "type"
