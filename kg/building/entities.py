"""The register of entities: type, names and identifiers, gathered from all documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.errors import ConfigError, InputError
from kg.rdftext import iri, literal
from kg.vocab import RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.building.state import NameRow
    from kg.config import Config
    from kg.names import Identities
    from kg.schema import Schema


def entity_statements(
    names: Iterable[NameRow], *, identities: Identities, schema: Schema, config: Config
) -> Iterator[str]:
    """`subject predicate object` lines of the entities that some names refer to.

    Args:
        names: All names of each entity in question, in any order.
        identities: Which names are one entity.
        schema: The ontology, for the classes.
        config: For the authorities of identifiers.
    """
    by_entity: dict[str, list[NameRow]] = defaultdict(list)
    for name in names:
        by_entity[identities.entity(name.family, name.key)].append(name)
    for entity in sorted(by_entity):
        subject, rows = iri(entity), by_entity[entity]
        yield f"{subject} <{RDF}type> {iri(_type(rows, schema))}"
        yield from (f"{subject} {predicate} {label}" for predicate, label in _labels(rows))
        for identifier in sorted({row.identifier for row in rows if row.identifier}):
            yield f"{subject} {_identifier(identifier, config)}"


def _type(rows: list[NameRow], schema: Schema) -> str:
    """The most frequent of the most specific classes that annotators gave."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.type] += row.count
    general = {above for type_ in counts for above in schema.classes[type_].ancestors - {type_}}
    specific = [type_ for type_ in counts if type_ not in general]
    return min(specific, key=lambda type_: (-counts[type_], type_))


def _labels(rows: list[NameRow]) -> Iterator[tuple[str, str]]:
    """Per language the most frequent wording as preferred label, all others as alternative labels."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.language][" ".join(row.surface.split())] += row.count
    for language in sorted(counts):
        first, *others = sorted(counts[language], key=lambda name: (-counts[language][name], name))
        yield f"<{SKOS}prefLabel>", literal(first, language=language or None)
        for name in others:
            yield f"<{SKOS}altLabel>", literal(name, language=language or None)


def _identifier(identifier: str, config: Config) -> str:
    """Predicate and object of `authority:key`."""
    authority, _, key = identifier.partition(":")
    prefix = config.authorities[authority]
    if prefix == "lei:":
        return f"<{SCHEMA}leiCode> {literal(key)}"
    try:
        return f"<{SKOS}exactMatch> {iri(prefix + key)}"
    except InputError as error:
        raise ConfigError(
            f"authority {authority!r} with the key {key!r} gives no IRI", path=str(config.path), hint=error.message
        ) from error
