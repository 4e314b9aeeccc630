"""Why there are no rows: the first part of the pattern that leaves none, with what there was before, and what is near.

Each part is asked together with all before it (`ASK`, which stops at the first row); where the answer turns to no, the
parts are counted, by themselves and joined. Nothing here changes the answer; it is told beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query import lexer, parser
from kg.query.asking import Asker
from kg.query.near import Neighbours
from kg.query.steps import Step, one_line, steps_of
from kg.query.syntax import Bind, Branches, Filter, Group, SubSelect, Values, name_of
from kg.vocab import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query.running import Prepared
    from kg.query.syntax import Query
    from kg.store import Opened

_COUNTED = 10_000
"""Rows counted at most: beyond, more is no better to know."""


def explain(opened: Opened, *, prepared: Prepared) -> Iterator[str]:
    """Lines that say why a query gives no rows, or counts none.

    Args:
        opened: The graph.
        prepared: The query that gave nothing.
    """
    yield "no rows" + _with_values(prepared)
    try:
        query = parser.parse(prepared.text, prefixes=prefixes(opened.base))
    except QueryError:
        return
    if query.where is not None:
        yield from _Explainer(opened, prepared, query).lines()


def _with_values(prepared: Prepared) -> str:
    """The parameters as they were understood."""
    understood = [f"{one.name} = {one.term}" for one in prepared.given]
    return f" for {', '.join(understood)}" if understood else ""


def matches_nothing(opened: Opened, *, prepared: Prepared) -> bool:
    """Whether a query's pattern matches nothing, whatever its aggregates make of that."""
    try:
        query = parser.parse(prepared.text, prefixes=prefixes(opened.base))
    except QueryError:
        return False
    if query.where is None:
        return False
    body = prepared.text[query.where.start : query.where.end]
    return not Asker(opened, prepared, query).any(body.strip()[1:-1])


class _Explainer:
    """Asks parts of one query."""

    def __init__(self, opened: Opened, prepared: Prepared, query: Query) -> None:
        self._text = prepared.text
        self._name = prepared.stored.path or prepared.stored.name
        self._query = query
        self._asker = Asker(opened, prepared, query)
        self._near = Neighbours(opened, declared=query.absolute_prefixes)

    def lines(self) -> Iterator[str]:
        group = self._query.where
        assert group is not None  # noqa: S101 - the caller has looked
        found = list(self._group(group, before=""))
        if found:
            yield from found
            return
        count = self._count(self._text[group.start + 1 : group.end - 1])
        yield f"the pattern matches {count}; VALUES, HAVING, LIMIT or OFFSET at the end leaves none"

    def _count(self, pattern: str) -> str:
        number = self._asker.number(pattern, most=_COUNTED)
        if number >= _COUNTED:
            return f"at least {_COUNTED:,} rows"
        return "1 row" if number == 1 else f"{number:,} rows"

    def _group(self, group: Group, *, before: str) -> Iterator[str]:
        """What a group comes to nothing at; nothing where it does not."""
        so_far = before
        for step in steps_of(group, text=self._text):
            joined = f"{so_far}\n{step.source}"
            if not self._asker.any(joined):
                yield from self._fault(step, before=so_far)
                return
            so_far = joined

    def _place(self, step: Step) -> str:
        line, column = lexer.place_of(self._text, step.start)
        return f"{self._name}:{line}:{column}: "

    def _fault(self, step: Step, *, before: str) -> Iterator[str]:
        shown = one_line(step.source)
        had = self._count(before) if before.strip() else ""
        if isinstance(step.element, Filter):
            yield f"{self._place(step)}{shown} removes all of {had}"
            yield from self._filtered(step.element, before=before)
            return
        if isinstance(step.element, Bind | Values):
            yield f"{self._place(step)}{shown} leaves none of {had}"
            return
        if isinstance(step.element, Branches) and step.element.kind == "MINUS":
            yield f"{self._place(step)}{shown} takes away all of {had}"
            return
        if not self._asker.any(step.source):
            yield f"{self._place(step)}{shown} matches nothing" + (f", after {had}" if had else "")
            yield from self._alone(step)
            return
        alone = self._count(step.source)
        yield f"{self._place(step)}{shown} matches {alone} by itself, but none together with the {had} before it"
        yield from self._joined(step, before=before)

    def _alone(self, step: Step) -> Iterator[str]:
        """Why a step matches nothing by itself."""
        element = step.element
        if isinstance(element, SubSelect):
            inner = element.query.where
            yield from self._indented(self._group(inner, before="")) if inner else ()
        elif isinstance(element, Branches):
            for group in element.groups:
                yield from self._indented(self._group(_innermost(group), before=""))
        elif step.triple is not None:
            hints = self._near.of(step.triple, text=self._text)
            yield from self._indented(iter(hints or self._turned(step, before="")))

    def _joined(self, step: Step, *, before: str) -> Iterator[str]:
        """Why a step that matches by itself fits none of the rows before."""
        if step.triple is not None:
            yield from self._indented(iter(self._turned(step, before=before)))
        elif isinstance(step.element, Branches) and step.element.kind != "SERVICE":
            for group in step.element.groups:
                yield from self._indented(self._group(group, before=before))

    @staticmethod
    def _indented(lines: Iterator[str]) -> Iterator[str]:
        return (f"  {line}" for line in lines)

    def _turned(self, step: Step, *, before: str) -> list[str]:
        """The triple pattern the other way round, where that matches."""
        triple = step.triple
        if triple is None or triple.subject is None or triple.object is None:
            return []
        if triple.object.kind in {"string", "number"}:
            return []
        verb = self._text[triple.verb_start : triple.verb_end]
        turned = f"{triple.object.text} {verb} {triple.subject.text} ."
        if not self._asker.any(f"{before}\n{turned}"):
            return []
        return [f"the other way round it matches {self._count(f'{before}{chr(10)}{turned}')}: {one_line(turned)}"]

    def _filtered(self, step: Filter, *, before: str) -> Iterator[str]:
        """What the variables of a filter hold."""
        names = dict.fromkeys(name_of(token) for token in step.expression.tokens if token.kind == "var")
        for name in names:
            query = f"SELECT DISTINCT ?{name} {{ {before}\n}} LIMIT {_COUNTED}"
            terms = (solution[0] for solution in self._asker.select(query))
            yield f"  {self._near.values_of(name, terms, filtered=step.expression)}"


def _innermost(group: Group) -> Group:
    """The pattern of a sub-select that is all of a group."""
    only = group.elements[0] if len(group.elements) == 1 else None
    return only.query.where if isinstance(only, SubSelect) and only.query.where else group
