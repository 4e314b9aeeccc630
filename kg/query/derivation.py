"""What a derived triple rests on: the situations that a rule concluded it from.

A rule is a CONSTRUCT query. Its pattern is asked once more with the variables of its head bound to the triple's terms:
what it binds besides and has evidence are the situations. Triples of its pattern that rules conclude are followed in
turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.query.links import Link, Name, links_in
from kg.query.parser import parse
from kg.query.scope import bound_in
from kg.query.syntax import Bind, SubSelect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.query.links import End

_FEW = 200
"""Up to so many triples a rule is asked for them alone; beyond, all that it concludes takes less time (measured on a
graph of a million triples: a millisecond for one, four tenths of a second for all)."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule, as its pattern is asked.

    Attributes:
        prologue: Its declarations.
        pattern: Its pattern without the braces.
        narrow: Whether the pattern may begin with `VALUES` of the head's variables.
        names: The variables that the pattern binds.
        heads: The links that it concludes.
        links: The links that its pattern asks for.
    """

    prologue: str
    pattern: str
    narrow: bool
    names: tuple[str, ...]
    heads: tuple[Link, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class Derivations:
    """The rules of one graph, asked what their conclusions rest on.

    Args:
        store: The graph.
        rules: Files with a CONSTRUCT query each.
        is_situation: Whether a term has evidence.
    """

    store: ox.Store
    rules: Sequence[Path]
    is_situation: Callable[[object], bool]
    _read: list[_Rule] = field(init=False)
    _known: dict[ox.Triple, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._read = [rule for path in self.rules if (rule := _rule(path)) is not None]

    def concludes(self, link: Link) -> bool:
        """Whether a rule may conclude triples that a link matches."""
        return any(_may_be(link, head) for rule in self._read for head in rule.heads)

    def behind(self, triples: Iterable[ox.Triple]) -> Mapping[ox.Triple, set[str]]:
        """IRIs of the situations behind each triple; none behind what no rule concludes."""
        waiting = [triple for triple in dict.fromkeys(triples) if triple not in self._known]
        self._known.update((triple, set()) for triple in waiting)
        premises: list[tuple[ox.Triple, ox.Triple]] = []
        for rule in self._read:
            for head in rule.heads:
                premises += self._from(rule, head, waiting)
        if premises:
            self.behind(premise for _, premise in premises)
            for triple, premise in premises:
                self._known[triple] |= self._known[premise]
        return self._known

    def _from(self, rule: _Rule, head: Link, triples: Iterable[ox.Triple]) -> Iterator[tuple[ox.Triple, ox.Triple]]:
        """Note the situations from which one rule concludes triples; the derived ones that it concludes them from."""
        rows = {row: triple for triple in triples if (row := _row(head, triple)) is not None}
        names = _names(head)
        others = [name for name in rule.names if name not in names]
        links = [link for link in rule.links if self.concludes(link)]
        if not rows:
            return
        values = _values(names, rows) if rule.narrow and len(rows) <= _FEW else ""
        columns = " ".join(f"?{name}" for name in [*names, *others])
        asked = f"{rule.prologue} SELECT DISTINCT {columns} {{ {values} {rule.pattern}\n}}"
        solutions = self.store.query(asked, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - SELECT gives solutions
        for solution in solutions:
            bound = dict(zip([*names, *others], solution, strict=True))
            triple = rows.get(tuple(bound[name] for name in names))
            if triple is not None:
                found = (bound[name] for name in others)
                self._known[triple].update(term.value for term in found if self.is_situation(term))
                yield from ((triple, premise) for link in links for premise in triples_of(link, bound))


def _rule(path: Path) -> _Rule | None:
    """A rule; None for what is no CONSTRUCT query that can be taken apart."""
    try:
        text = path.read_text(encoding="utf-8")
        query = parse(text, prefixes={})
        if query.form != "CONSTRUCT" or query.where is None:
            return None
        prologue = text[: query.start]
        template = _template(text[query.start : query.where.start]) or text[query.where.start : query.where.end]
        concluding = f"{prologue} SELECT * {template}"
        template_group = parse(concluding, prefixes={}).where
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except QueryError:
        return None
    assert template_group is not None  # noqa: S101 - a SELECT has a pattern
    return _Rule(
        prologue=prologue,
        pattern=text[query.where.start + 1 : query.where.end - 1],
        narrow=not any(isinstance(element, Bind | SubSelect) for element in query.where.elements),
        names=tuple(sorted(bound_in(query.where))),
        heads=tuple(links_in(template_group, text=concluding, prefixes=query.prefixes)),
        links=tuple(links_in(query.where, text=text, prefixes=query.prefixes)),
    )


def _template(head: str) -> str:
    """The template with its braces; empty where the pattern is the template (`CONSTRUCT WHERE`)."""
    start = head.find("{")
    return head[start : head.rindex("}") + 1] if start >= 0 else ""


def _may_be(link: Link, head: Link) -> bool:
    """Whether a rule's head may be a triple of a link: their properties and their constant ends agree."""
    verb = head.properties[0].term
    for one in link.properties:
        ends = (link.object, link.subject) if one.inverse else (link.subject, link.object)
        pairs = ((one.term, verb), (ends[0], head.subject), (ends[1], head.object))
        if all(isinstance(a, Name) or isinstance(b, Name) or a == b for a, b in pairs):
            return True
    return False


def triples_of(link: Link, bound: Mapping[str, object]) -> Iterator[ox.Triple]:
    """The triples that a link may stand for where variables are bound so."""
    for one in link.properties:
        ends = (link.object, link.subject) if one.inverse else (link.subject, link.object)
        subject, verb, target = (
            bound.get(end.name) if isinstance(end, Name) else ox.NamedNode(end) for end in (ends[0], one.term, ends[1])
        )
        if isinstance(subject, ox.NamedNode) and isinstance(verb, ox.NamedNode) and isinstance(target, ox.NamedNode):
            yield ox.Triple(subject, verb, target)


def _ends(head: Link) -> tuple[End, End, End]:
    return head.subject, head.properties[0].term, head.object


def _names(head: Link) -> list[str]:
    return list(dict.fromkeys(end.name for end in _ends(head) if isinstance(end, Name)))


def _row(head: Link, triple: ox.Triple) -> tuple[object, ...] | None:
    """The values of a head's variables that make it this triple; None where it is another one."""
    values: dict[str, object] = {}
    for end, term in zip(_ends(head), (triple.subject, triple.predicate, triple.object), strict=True):
        if isinstance(end, Name):
            if values.setdefault(end.name, term) != term:
                return None
        elif not isinstance(term, ox.NamedNode) or term.value != end:
            return None
    return tuple(values.values())


def _values(names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> str:
    """Rows of values as `VALUES` has them."""
    heading = " ".join(f"?{name}" for name in names)
    return f"VALUES ({heading}) {{ {' '.join(f'({chr(32).join(map(str, row))})' for row in rows)} }}"
