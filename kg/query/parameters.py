"""Typed parameters: what somebody wrote, as RDF terms that enter a query as `VALUES`.

Values are serialised as terms and never pasted as text, so that no name can change the query, and so that Oxigraph and
rdflib read the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError, similar
from kg.query.header import PLACE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pyoxigraph as ox

    from kg.query.header import StoredQuery
    from kg.store import Opened


class Given(NamedTuple):
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
    values = [(name, value) for name in known for value in _listed(given.get(name))]
    if not values:
        return ()
    from kg.query.valuereader import ValueReader  # noqa: PLC0415 - all queries have to start, not all have values

    reader = ValueReader(stored, opened=opened, language=language)
    return tuple(Given(name, str(value), reader.term(known[name], value)) for name, value in values)


def _listed(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _unknown(stored: StoredQuery, name: str) -> UsageError:
    names = [parameter.name for parameter in stored.parameters]
    if not names:
        hint = "declare some with '#+ param:' in its header" if stored.path is None else None
        return UsageError(f"query {stored.name!r} has no parameters, but got {name!r}", hint=hint)
    near = similar(name, among=names)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}"
    return UsageError(f"query {stored.name!r} has no parameter {name!r}", hint=hint)


def with_values(stored: StoredQuery, given: Sequence[Given], *, rows: Sequence[Sequence[Given]] = ()) -> str:
    r"""The query's text with the parameters in place; its lines keep their numbers.

    Args:
        stored: The query.
        given: Values that hold by themselves: several of one name are alternatives.
        rows: Values that hold together, row by row.

    Example:
        >>> import pyoxigraph as ox
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
