"""Values of parameters as RDF terms: names are looked up in the graph, the rest is read as its type has it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.query.codes import code_named
from kg.query.entities import Entities
from kg.query.terms import expanded
from kg.vocab import BIZ, XSD, declared_prefixes, prefixes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.header import Parameter, StoredQuery
    from kg.store import Opened

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_YEAR = re.compile(r"-?[0-9]{4,}")
_INTEGER = re.compile(r"[+-]?[0-9]+")


class ValueReader:
    """Reads values of one query's parameters.

    Args:
        stored: The query.
        opened: The graph in which names and codes are looked up.
        language: Of labels in messages.
    """

    def __init__(self, stored: StoredQuery, *, opened: Opened, language: str) -> None:
        self._stored = stored
        self._opened = opened
        self._language = language
        declared = declared_prefixes(stored.text)
        self._prefixes = {**prefixes(opened.base), **declared}
        self._entities = Entities(opened, language=language, declared=declared)
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
            "string": self._text,
            "year": self._year,
        }

    def term(self, parameter: Parameter, value: object) -> ox.NamedNode | ox.Literal:
        """One value's term.

        Raises:
            UsageError: It is not of the parameter's type.
            QueryError: There is no such type.
        """
        return self._readers.get(parameter.type.lower(), self._entity_of_class)(parameter, value)

    def _wrong(self, parameter: Parameter, value: object, wanted: str, *, hint: str | None = None) -> UsageError:
        return UsageError(f"parameter {parameter.name!r}: {str(value)!r} is not {wanted}", hint=hint)

    def _entity(self, parameter: Parameter, value: object) -> ox.NamedNode:
        return ox.NamedNode(self._entities.find(str(value), what=parameter.name))

    def _entity_of_class(self, parameter: Parameter, value: object) -> ox.NamedNode:
        of_class = expanded(parameter.type, prefixes=self._prefixes)
        if of_class is None:
            prefix, colon, _ = parameter.type.partition(":")
            known = f"types are {', '.join(self._readers)}, or a class, as biz:Organization"
            raise QueryError(
                f"parameter {parameter.name!r} has the type {parameter.type!r}, which there is not",
                path=self._stored.path,
                hint=f"declare 'PREFIX {prefix}: <…>' in the query" if colon else known,
            )
        return ox.NamedNode(self._entities.find(str(value), of_class=of_class, what=parameter.name))

    def _iri(self, parameter: Parameter, value: object) -> ox.NamedNode:
        text = str(value)
        iri = self._entities.iri(text)
        if iri is not None and self._entities.is_used_as_property(iri):
            return ox.NamedNode(iri)
        if iri is None:
            if "#" in text:
                raise self._entities.unknown(text, what=parameter.name)
            near = self._entities.near_terms(BIZ + text)
            raise self._wrong(
                parameter,
                text,
                "an IRI, a CURIE or document#annotation that occurs in the graph",
                hint=f"did you mean {' or '.join(near)}?" if near else None,
            )
        return ox.NamedNode(self._entities.find(text, what=parameter.name))

    def _code(self, parameter: Parameter, value: object) -> ox.NamedNode:
        return ox.NamedNode(code_named(self._opened, str(value), property_name=parameter.name))

    def _text(self, parameter: Parameter, value: object) -> ox.Literal:
        try:
            return ox.Literal(str(value))
        except ValueError as error:
            raise self._wrong(parameter, value, "text in UTF-8") from error

    def _date(self, parameter: Parameter, value: object) -> ox.Literal:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise self._wrong(parameter, value, "a date such as 2024-01-16") from error
        return _typed(day.isoformat()[:10], "date")

    def _year(self, parameter: Parameter, value: object) -> ox.Literal:
        """A year is an integer: that is what queries compare and count with."""
        if not _YEAR.fullmatch(str(value)):
            raise self._wrong(parameter, value, "a year such as 2024")
        return _typed(str(int(str(value))), "integer")

    def _integer(self, parameter: Parameter, value: object) -> ox.Literal:
        if not _INTEGER.fullmatch(str(value)):
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
        if not _LANGUAGE.fullmatch(str(value)):
            raise self._wrong(parameter, value, "a language tag such as fr")
        return ox.Literal(str(value).lower())


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))
