"""From all names of a corpus to entities.

Levels, each explainable: equal keys are one entity; names that carry one identifier are one entity; and what a person
decided wins over both. The result depends on the set of names alone, never on the order in which documents came.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import iri
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.names.decisions import Decisions, NameKey


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name as documents use it.

    Attributes:
        family: Local name of the topmost class of its type.
        key: Its exact key.
        surface: The words.
        language: Of the document, `` where unknown.
        type: IRI of the class the annotators gave.
        identifier: `authority:key` of a link, `` where there is none.
    """

    family: str
    key: str
    surface: str
    language: str
    type: str
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Identities:
    """Which entity a name refers to.

    Attributes:
        base: The base IRI.
        merged: Names that share an entity with others, and the key it is minted from; all other names stand alone.
        refused: Merges that identifiers ask for and a decision forbids, as sentences.
    """

    base: str
    merged: dict[NameKey, NameKey] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    def entity(self, family: str, key: str) -> str:
        """IRI of the entity that a name refers to."""
        family, key = self.merged.get((family, key), (family, key))
        return iri.entity(self.base, family, key)


def resolve(identified: Iterable[tuple[str, str, str]], *, decisions: Decisions, base: str) -> Identities:
    """The identities that follow from links and decisions.

    Args:
        identified: (family, key, identifier) of names that carry an identifier, in any order.
        decisions: What a person decided.
        base: The base IRI that entities are minted from.

    Raises:
        ConfigError: Decisions say of two names that they are the same and that they are different.
    """
    clusters = _Clusters(decisions)
    for decision in decisions.same:
        for key in decision.keys[1:]:
            if not clusters.join(decision.keys[0], key):
                pair = f"{decision.keys[0][1]!r} and {key[1]!r}"
                raise ConfigError(f"decisions contradict each other: {pair} are both the same and different")
    refused: list[str] = []
    for identifier, keys in _holders(identified, refused):
        first, *others = sorted(keys, key=_order)
        refused += [
            f"{identifier} names both {first[1]!r} and {key[1]!r}, which were decided to be different"
            for key in others
            if not clusters.join(first, key)
        ]
    return Identities(base=base, merged=clusters.winners(decisions), refused=tuple(refused))


def _holders(identified: Iterable[tuple[str, str, str]], refused: list[str]) -> list[tuple[str, set[NameKey]]]:
    """The names that carry each identifier; a name with two identifiers of one authority proves nothing."""
    carried: dict[tuple[NameKey, str], set[str]] = defaultdict(set)
    for family, key, identifier in identified:
        carried[(family, key), identifier.partition(":")[0]].add(identifier)
    holders: dict[tuple[str, str], set[NameKey]] = defaultdict(set)
    for (name, _), identifiers in sorted(carried.items()):
        if len(identifiers) > 1:
            refused.append(f"{name[1]!r} carries {' and '.join(sorted(identifiers))}: two entities, or a wrong link")
        else:
            holders[name[0], min(identifiers)].add(name)
    return [(identifier, keys) for (_, identifier), keys in sorted(holders.items())]


def _order(key: NameKey) -> tuple[int, NameKey]:
    """Shorter names first: an entity is called by the shortest name it goes by."""
    return len(key[1]), key


class _Clusters:
    """Union-find over names, with pairs that never meet, not even through a third name."""

    def __init__(self, decisions: Decisions) -> None:
        self._parent: dict[NameKey, NameKey] = {}
        self._members: dict[NameKey, set[NameKey]] = {}
        self._enemies: dict[NameKey, set[NameKey]] = defaultdict(set)
        for decision in decisions.different:
            for key in decision.keys:
                self._enemies[key] |= set(decision.keys) - {key}

    def _find(self, key: NameKey) -> NameKey:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def join(self, one: NameKey, other: NameKey) -> bool:
        """Put two names into one cluster; False where a decision keeps their clusters apart."""
        a, b = self._find(one), self._find(other)
        if a == b:
            return True
        left, right = self._members.get(a, {a}), self._members.get(b, {b})
        if any(self._enemies[key] & right for key in left if key in self._enemies):
            return False
        self._parent[b] = a
        self._members[a] = left | right
        return True

    def winners(self, decisions: Decisions) -> dict[NameKey, NameKey]:
        """Each clustered name with the one its entity is called by: the first decided one, else the shortest."""
        decided = {key: (rank, 0) for rank, d in enumerate(decisions.same) for key in d.keys[:1]}
        merged = {}
        for root, members in self._members.items():
            if self._find(root) == root:
                first = [key for key in members if key in decided]
                winner = min(first, key=decided.__getitem__) if first else min(members, key=_order)
                merged.update(dict.fromkeys(sorted(members), winner))
        return merged
