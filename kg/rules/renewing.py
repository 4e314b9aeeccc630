"""What rules conclude after a small change: they are asked again only where it can matter.

A rule is asked at some values of one variable, its anchor (the situation, in most): at those from which its patterns
lead to a statement that has changed (`kg.check.walks`), once of the last version and once of this one. What it
concludes there no more is asked for everywhere again, because another anchor may conclude the same; and what it
concludes there only now, of the last version.

That holds for rules that see nothing that rules conclude, and whose conclusions no rule sees. Others run as ever.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

import pyoxigraph as ox

from kg.check.affected import Affected, doubt
from kg.check.parsed_query import parsed
from kg.check.query_walks import query_walks
from kg.check.walks import HERE
from kg.errors import QueryError
from kg.query.syntax import Statement, name_of
from kg.rules.construct import Construct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.changes import Changes
    from kg.check.data import Data
    from kg.check.parsed_query import ParsedQuery
    from kg.check.shapes_graph import Term
    from kg.check.walks import Walk
    from kg.query.lexer import Token
    from kg.query.syntax import Query
    from kg.rules.rule import Rule

_MOST = 2000
"""Anchors, or conclusions, that are named in a query at most; of more, a rule is asked for all it concludes."""


class _UnrenewableError(Exception):
    """A rule has to run as a whole."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The version that a build started from, on which the same rules have run.

    Attributes:
        store: Its quads.
        changes: What has changed since, but for what rules conclude.
        conclusions: Name and place of each rule to how many triples it concluded.
    """

    store: ox.Store
    changes: Changes
    conclusions: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Renewed:
    """What some rules conclude now and did not, or did and do not.

    Attributes:
        conclusions: Name of a rule to how many triples it concludes now.
        predicates: IRIs of the properties of all that these rules, and no others, conclude.
        added: What is concluded now.
        removed: What nothing concludes any more.
    """

    conclusions: dict[str, int] = field(default_factory=dict)
    predicates: frozenset[str] = frozenset()
    added: frozenset[ox.Triple] = frozenset()
    removed: frozenset[ox.Triple] = frozenset()


class _Head(NamedTuple):
    """A triple of a template: names of variables, empty for what is none, and the object where it is an IRI."""

    subject: str
    predicate: str
    object: str
    iri: str | None


class _Anchored(NamedTuple):
    """A rule that can be asked at some values of a variable, and what it relies on as seen from them."""

    rule: Rule
    construct: Construct
    heads: tuple[_Head, ...]
    required: frozenset[str]
    variable: str
    walks: frozenset[Walk]


def renew(rules: Sequence[Rule], data: Data, earlier: Earlier, *, read: frozenset[str] | None) -> Renewed:
    """What has changed in what rules conclude, as far as they need not run as a whole; the store is left as it is.

    Args:
        rules: All that are active, in their order.
        data: The graph as it is now, still with all that was derived from the last version.
        earlier: The last version.
        read: The properties that patterns of any rule ask for (`properties_read`); None where they may ask for any.
    """
    heads = {rule.name: _heads(rule) for rule in rules}
    if read is None or not all(heads.values()) or len(heads) < len(rules) or doubt(earlier.changes, data):
        return Renewed()
    affected = Affected(data.store, earlier.changes)
    found = _renewable([rule for rule in rules if (rule.name, rule.place) in earlier.conclusions], heads, read)
    at = {one.rule.name: _anchors(one, affected) for one in found}
    found = _alone([one for one in found if at[one.rule.name] is not None], heads)
    try:
        asked = [_Asked(one, at[one.rule.name] or set(), earlier.store, data.store) for one in found]
        lost = {triple for one in asked for triple in one.lost}
        removed = lost.difference(*(one.concludes_of(lost, data.store) for one in asked))
    except _UnrenewableError:
        return Renewed()
    counts = {one.name: earlier.conclusions[one.key] + len(one.won) - len(one.lost) for one in asked}
    return Renewed(
        counts,
        frozenset(head.predicate for one in found for head in one.heads),
        frozenset(triple for one in asked for triple in one.won),
        frozenset(removed),
    )


def _renewable(rules: Iterable[Rule], heads: Mapping[str, tuple[_Head, ...]], read: frozenset[str]) -> list[_Anchored]:
    """The rules that can be asked at some values of a variable, and that have nothing to do with each other."""
    every = [head for found in heads.values() for head in found]
    unseen = (rule for rule in rules if not any(head.predicate in read for head in heads[rule.name]))
    anchored = (_anchored(rule, heads[rule.name]) for rule in unseen)
    return [
        one
        for one in anchored
        if one is not None and not any(_may_see(walk, head) for walk in one.walks for head in every)
    ]


def _alone(found: list[_Anchored], heads: Mapping[str, tuple[_Head, ...]]) -> list[_Anchored]:
    """Those whose conclusions no other rule may conclude but another one of these."""
    names = {one.rule.name for one in found}
    others = {head.predicate for name, concluded in heads.items() if name not in names for head in concluded}
    kept = [one for one in found if not any(head.predicate in others for head in one.heads)]
    return kept if len(kept) == len(found) else _alone(kept, heads)


def _heads(rule: Rule) -> tuple[_Head, ...]:
    """The triples that a rule concludes; none where it cannot be seen what they are."""
    if not isinstance(rule.head, Construct):
        return ()
    text = f"{rule.head.where.prologue}SELECT * WHERE {{ {rule.head.template}\n}}"
    try:
        return tuple(_heads_of(parsed(text)))
    except (QueryError, _UnrenewableError):
        return ()


def _heads_of(template: ParsedQuery) -> Iterator[_Head]:
    group = template.query.where
    for element in group.elements if group is not None else ():
        if not isinstance(element, Statement) or not element.plain:
            raise _UnrenewableError
        for triple in element.triples:
            predicate = template.iri(triple.verb) if triple.verb is not None else None
            if predicate is None or triple.object is None:
                raise _UnrenewableError
            value = template.iri(triple.object)
            yield _Head(_variable(triple.subject), predicate, _variable(triple.object), value)


def _variable(token: Token | None) -> str:
    return name_of(token) if token is not None and token.kind == "var" else ""


def _anchored(rule: Rule, heads: tuple[_Head, ...]) -> _Anchored | None:
    """A rule with the variable from which its patterns are nearest; None where there is none."""
    construct = cast("Construct", rule.head)
    text = construct.where.whole
    times = Counter(_required(parsed(text).query))
    required = frozenset(times)
    best: tuple[int, str, frozenset[Walk]] | None = None
    for name in sorted(required, key=lambda name: (-times[name], name)):
        reliance = query_walks(text, bound={name: HERE})
        ways = [walk.way for walk in reliance.walks]
        if reliance.unknown or None in ways or not construct.where.can_join(name):
            continue
        distance = sum(len(way.parts) for way in ways if way is not None)
        if best is None or distance < best[0]:
            best = (distance, name, frozenset(reliance.walks))
        if distance == 0:
            break
    return _Anchored(rule, construct, heads, required, *best[1:]) if best is not None else None


def _required(query: Query) -> Iterator[str]:
    """Variables that every solution binds: those of the triple patterns of the outermost group."""
    for element in query.where.elements if query.where is not None else ():
        if isinstance(element, Statement) and element.plain:
            for triple in element.triples:
                yield from filter(None, (_variable(triple.subject), _variable(triple.object)))


def _may_see(walk: Walk, head: _Head) -> bool:
    """Whether a walk may lead over a conclusion."""
    objects = walk.begins if walk.inverse else walk.ends
    is_other = head.iri is not None and objects is not None and head.iri not in objects
    return walk.predicate in ("", head.predicate) and not is_other


def _anchors(one: _Anchored, affected: Affected) -> set[Term] | None:
    """The values at which a rule has to be asked again; None where they are too many, or cannot be written."""
    found = affected.at(one.walks)
    if found is None or len(found) > _MOST or any(isinstance(node, ox.BlankNode) for node in found):
        return None
    return found


class _Asked:
    """A rule that was asked of both versions.

    Attributes:
        won: What it concludes now and did not.
        lost: What it concluded and does not any more.
    """

    def __init__(self, one: _Anchored, at: set[Term], before: ox.Store, now: ox.Store) -> None:
        self._one = one
        self.name, self.key = one.rule.name, (one.rule.name, one.rule.place)
        query = one.construct.joined(f"VALUES ?{one.variable} {{ {' '.join(sorted(map(str, at)))} }}")
        old, new = (_triples(query, store) if at else set() for store in (before, now))
        self.lost = (old - new) - self.concludes_of(old - new, now)
        self.won = (new - old) - self.concludes_of(new - old, before)

    def concludes_of(self, triples: set[ox.Triple], store: ox.Store) -> set[ox.Triple]:
        """Those of some triples that the rule concludes from a store."""
        found: set[ox.Triple] = set()
        for head in self._one.heads:
            wanted = [triple for triple in triples if triple.predicate.value == head.predicate]
            if len(wanted) > _MOST:
                raise _UnrenewableError
            if wanted:
                found |= _triples(self._query_for(head, wanted), store)
        return found & triples

    def _query_for(self, head: _Head, triples: Iterable[ox.Triple]) -> str:
        """The rule, for the values of variables that give some triples."""
        places: tuple[tuple[str, Callable[[ox.Triple], object]], ...] = (
            (head.subject, lambda triple: triple.subject),
            (head.object, lambda triple: triple.object),
        )
        named = {name: place for name, place in places if name}
        rows = {tuple(place(triple) for place in named.values()) for triple in triples}
        if any(isinstance(term, ox.BlankNode | ox.Triple) for row in rows for term in row):
            raise _UnrenewableError
        lines = " ".join(sorted(f"({' '.join(map(str, row))})" for row in rows))
        values = f"VALUES ({' '.join(f'?{name}' for name in named)}) {{ {lines} }}" if named else ""
        construct = self._one.construct
        if all(name in self._one.required and construct.where.can_join(name) for name in named):
            return construct.joined(values)
        where = construct.where
        inner = f"{{ {where.head} WHERE {{ {where.body}\n}} {where.tail} }}"
        return f"{where.prologue}CONSTRUCT {{ {construct.template}\n}} WHERE {{ {inner} {values} }}"


def _triples(query: str, store: ox.Store) -> set[ox.Triple]:
    return set(cast("Iterable[ox.Triple]", store.query(query, use_default_graph_as_union=True)))
