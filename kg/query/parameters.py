"""Typed parameters: what somebody wrote, as RDF terms that enter a query as `VALUES`.

Values are serialised as terms and never pasted as text, so that no name can change the query, and so that Oxigraph and
rdflib read the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.query.codes import code_named
from kg.query.entities import Entities
from kg.query.header import PLACE
from kg.query.terms import expanded
from kg.vocab import XSD, prefixes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from kg.query.header import Parameter, StoredQuery
    from kg.store import Opened

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
_YEAR = re.compile(r"-?[0-9]{4,}\Z")
_INTEGER = re.compile(r"[+-]?[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter's value as it was written, and the term it became."""

    name: str
    text: str
    term: ox.NamedNode | ox.Literal


def resolve(
    stored: StoredQuery,
    given: Mapping[str, object],
    *,
    opened: Opened,
    language: str = "en",
    elsewhere: Collection[str] = (),
) -> tuple[Given, ...]:
    """The terms of all parameters given, in the order of the header.

    Args:
        stored: The query whose header says what there is.
        given: A value or a list of values by name.
        opened: The graph in which names and codes are looked up.
        language: Of labels in messages.
        elsewhere: Names of parameters that get their values in another way.

    Raises:
        UsageError: A parameter that the query does not have or lacks; a value that is not of its type.
        QueryError: The header gives a type that there is not.
    """
    known = {parameter.name: parameter for parameter in stored.parameters}
    for name in given:
        if name not in known:
            raise _unknown(stored, name)
    needed = [parameter.name for parameter in stored.parameters if parameter.required]
    missing = [name for name in needed if name not in elsewhere and not _listed(given.get(name))]
    if missing:
        raise UsageError(f"query {stored.name!r} needs {', '.join(missing)}", hint=f"add {missing[0]}=…")
    reader = _Reader(stored, opened=opened, language=language)
    return tuple(
        Given(name, str(value), reader.term(known[name], value)) for name in known for value in _listed(given.get(name))
    )


def _listed(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _unknown(stored: StoredQuery, name: str) -> UsageError:
    names = [parameter.name for parameter in stored.parameters]
    if not names:
        hint = "declare some with '#+ param:' in its header" if stored.path is None else None
        return UsageError(f"query {stored.name!r} has no parameters, but got {name!r}", hint=hint)
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}"
    return UsageError(f"query {stored.name!r} has no parameter {name!r}", hint=hint)


def with_values(stored: StoredQuery, given: Sequence[Given], *, rows: Sequence[Sequence[Given]] = ()) -> str:
    r"""The query's text with the parameters in place; its lines keep their numbers.

    Args:
        stored: The query.
        given: Values that hold by themselves: several of one name are alternatives.
        rows: Values that hold together, row by row.

    Example:
        >>> from kg.query.header import StoredQuery
        >>> query = StoredQuery("q", "ASK { #@params\n?a ?b ?c }")
        >>> print(with_values(query, [Given("a", "x", ox.NamedNode("urn:x"))]))
        ASK { VALUES ?a { <urn:x> }
        ?a ?b ?c }
    """
    terms: dict[str, list[str]] = {}
    for one in given:
        terms.setdefault(one.name, []).append(str(one.term))
    lines = [f"VALUES ?{name} {{ {' '.join(dict.fromkeys(values))} }}" for name, values in terms.items()]
    lines += _joint_values(rows)
    return stored.text.replace(PLACE, " ".join(lines))


def _joint_values(rows: Sequence[Sequence[Given]]) -> list[str]:
    """Values that belong together, row by row."""
    names = list(dict.fromkeys(one.name for row in rows for one in row))
    if not names:
        return []
    table = []
    for row in rows:
        terms = {one.name: str(one.term) for one in row}
        table.append(f"({' '.join(terms.get(name, 'UNDEF') for name in names)})")
    return [f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(dict.fromkeys(table))} }}"]


class _Reader:
    """Reads values of one query's parameters."""

    def __init__(self, stored: StoredQuery, *, opened: Opened, language: str) -> None:
        self._stored = stored
        self._opened = opened
        self._language = language
        self._entities = Entities(opened, language=language)
        self._readers: dict[str, Callable[[Parameter, object], ox.NamedNode | ox.Literal]] = {
            "code": self._code,
            "company": self._entity,
            "date": self._date,
            "decimal": self._decimal,
            "entity": self._entity,
            "integer": self._integer,
            "iri": self._iri,
            "language": self._tag,
            "situation": self._iri,
            "string": lambda _, value: ox.Literal(str(value)),
            "year": self._year,
        }

    def term(self, parameter: Parameter, value: object) -> ox.NamedNode | ox.Literal:
        """One value's term."""
        return self._readers.get(parameter.type.lower(), self._entity_of_class)(parameter, value)

    def _wrong(self, parameter: Parameter, value: object, wanted: str) -> UsageError:
        return UsageError(f"parameter {parameter.name!r}: {str(value)!r} is not {wanted}")

    def _entity(self, parameter: Parameter, value: object) -> ox.NamedNode:
        return ox.NamedNode(self._entities.find(str(value), what=parameter.name))

    def _entity_of_class(self, parameter: Parameter, value: object) -> ox.NamedNode:
        of_class = expanded(parameter.type, prefixes=prefixes(self._opened.base))
        if of_class is None:
            known = ", ".join(self._readers)
            raise QueryError(
                f"parameter {parameter.name!r} has the type {parameter.type!r}, which there is not",
                path=self._stored.path,
                hint=f"types are {known}, or a class, as biz:Organization",
            )
        return ox.NamedNode(self._entities.find(str(value), of_class=of_class, what=parameter.name))

    def _iri(self, parameter: Parameter, value: object) -> ox.NamedNode:
        text = str(value)
        if self._entities.iri(text) is None:
            raise self._wrong(parameter, text, "an IRI, a CURIE or document#annotation that occurs in the graph")
        return ox.NamedNode(self._entities.find(text, what=parameter.name))

    def _code(self, parameter: Parameter, value: object) -> ox.NamedNode:
        return ox.NamedNode(code_named(self._opened, str(value), property_name=parameter.name))

    def _date(self, parameter: Parameter, value: object) -> ox.Literal:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise self._wrong(parameter, value, "a date such as 2024-01-16") from error
        return _typed(day.isoformat()[:10], "date")

    def _year(self, parameter: Parameter, value: object) -> ox.Literal:
        """A year is an integer: that is what queries compare and count with."""
        if not _YEAR.match(str(value)):
            raise self._wrong(parameter, value, "a year such as 2024")
        return _typed(str(int(str(value))), "integer")

    def _integer(self, parameter: Parameter, value: object) -> ox.Literal:
        if not _INTEGER.match(str(value)):
            raise self._wrong(parameter, value, "a whole number")
        return _typed(str(int(str(value))), "integer")

    def _decimal(self, parameter: Parameter, value: object) -> ox.Literal:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise self._wrong(parameter, value, "a decimal number such as 1.5")
        return _typed(f"{number:f}", "decimal")

    def _tag(self, parameter: Parameter, value: object) -> ox.Literal:
        if not _LANGUAGE.match(str(value)):
            raise self._wrong(parameter, value, "a language tag such as fr")
        return ox.Literal(str(value).lower())


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))
