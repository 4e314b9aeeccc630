"""What a query does, part by part: rows by itself, rows together with all before it, and the time they take.

The order is that of the text; the engine joins in an order of its own, which it does not tell. Counts and times show
which part is large, which one leaves little, and which one is slow.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.query import lexer
from kg.query.asking import Asker
from kg.query.parser import parse
from kg.query.steps import one_line, steps_of
from kg.query.syntax import Bind, Branches, Filter, SubSelect
from kg.vocab import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query.running import Prepared
    from kg.query.syntax import Element, Group
    from kg.store import Opened

COUNTED = 100_000
"""Rows counted at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query's pattern.

    Attributes:
        place: `line:column` in the query.
        text: The part in one line, indented by its depth.
        alone: Rows by itself, at most `COUNTED`; None for what means nothing by itself.
        together: Rows with all parts before it, at most `COUNTED`.
        seconds: What counting them together took.
    """

    place: str
    text: str
    alone: int | None
    together: int
    seconds: float


def plan(opened: Opened, *, prepared: Prepared) -> Iterator[Part]:
    """The parts of a query's pattern, in the order of the text, filters last.

    Raises:
        QueryError: The query cannot be read.
    """
    query = parse(prepared.text, prefixes=prefixes(opened.base))
    if query.where is not None:
        yield from _Planner(prepared.text, Asker(opened, prepared, query)).parts(query.where)


class _Planner:
    def __init__(self, text: str, asker: Asker) -> None:
        self._text = text
        self._asker = asker

    def parts(self, group: Group, *, before: str = "", depth: int = 0) -> Iterator[Part]:
        so_far = before
        for step in steps_of(group, text=self._text):
            joined = f"{so_far}\n{step.source}"
            line, column = lexer.place_of(self._text, step.start)
            alone = (
                None if isinstance(step.element, Filter | Bind) or _is_minus(step.element) else self._count(step.source)
            )
            started = time.perf_counter()
            together = self._count(joined)
            yield Part(
                place=f"{line}:{column}",
                text="  " * depth + one_line(step.source, width=70),
                alone=alone,
                together=together,
                seconds=time.perf_counter() - started,
            )
            for inner, context in _inner(step.element, so_far):
                yield from self.parts(inner, before=context, depth=depth + 1)
            so_far = joined

    def _count(self, pattern: str) -> int:
        return self._asker.number(pattern, most=COUNTED)


def _is_minus(element: Element) -> bool:
    return isinstance(element, Branches) and element.kind == "MINUS"


def _inner(element: Element, before: str) -> Iterator[tuple[Group, str]]:
    """Groups within a part, with what binds variables before them: nothing before a sub-select."""
    if isinstance(element, SubSelect) and element.query.where is not None:
        yield element.query.where, ""
    elif isinstance(element, Branches) and element.kind not in {"MINUS", "SERVICE", "GRAPH"}:
        for group in element.groups:
            only = group.elements[0] if len(group.elements) == 1 else None
            if isinstance(only, SubSelect) and only.query.where is not None:
                yield only.query.where, ""
            elif len(group.elements) > 1 or element.kind == "UNION":
                yield group, before
