"""A group as steps that can be asked one after the other, each with its own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.query import lexer
from kg.query.syntax import Filter, Statement, SubSelect, Triple

if TYPE_CHECKING:
    from kg.query.syntax import Element, Group


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a group.

    Attributes:
        source: Its text, which can stand in a group.
        start: Where it begins in the query: 0-based code point.
        element: What it is.
        triple: The one triple pattern it is, where it is one.
    """

    source: str
    start: int
    element: Element
    triple: Triple | None = None


def steps_of(group: Group, *, text: str) -> list[Step]:
    """The steps of a group: triple patterns one by one, in their order; filters last, for they see the whole group."""
    steps: list[Step] = []
    filters: list[Step] = []
    for element in group.elements:
        if isinstance(element, Statement) and element.plain:
            steps.extend(_triple_steps(element, text))
        elif isinstance(element, Filter):
            filters.append(Step(text[element.start : element.end], element.start, element))
        elif isinstance(element, Statement):
            steps.append(Step(text[element.start : element.end] + " .", element.start, element))
        elif isinstance(element, SubSelect):
            steps.append(Step("{ " + text[element.start : element.end] + " }", element.start, element))
        else:
            steps.append(Step(text[element.start : element.end], element.start, element))
    return steps + filters


def _triple_steps(statement: Statement, text: str) -> list[Step]:
    found = []
    for triple in statement.triples:
        subject = triple.subject.text if triple.subject else "[]"
        verb = text[triple.verb_start : triple.verb_end]
        target = text[triple.object_start : triple.object_end]
        start = triple.subject.start if triple.subject and triple is statement.triples[0] else triple.verb_start
        found.append(Step(f"{subject} {verb} {target} .", start, statement, triple))
    return found


def one_line(source: str, *, width: int = 100) -> str:
    """A step in one line of a message, without comments."""
    words = lexer.flat(source).removesuffix(" .")
    return words if len(words) <= width else f"{words[: width - 1]}…"
