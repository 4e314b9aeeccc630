"""Triple patterns of a query as single steps: from a variable over one property to a variable or an IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.query.syntax import Statement, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check.parsed_query import ParsedQuery
    from kg.query.syntax import Group, Triple


class Step(NamedTuple):
    """A triple pattern with a variable as subject.

    Attributes:
        subject: Name of the variable.
        predicate: IRI.
        variable: Name of the variable that is the object; empty where it is none.
        constant: The object as SPARQL writes it, where it is an IRI.
    """

    subject: str
    predicate: str
    variable: str
    constant: str = ""

    @property
    def triple(self) -> str:
        """The pattern as SPARQL writes it."""
        return f"?{self.subject} <{self.predicate}> {self.constant or '?' + self.variable} ."


def steps_of(group: Group, *, query: ParsedQuery) -> Iterator[Step]:
    """The steps that a group's own triple patterns require; of a path, up to the first part that is no step.

    Between the steps of a path stand variables of their own. Literals and blank nodes become variables too: there are
    more solutions then, never fewer.

    Args:
        group: The group.
        query: The query that it is part of.

    Raises:
        QueryError: A path that cannot be read.
    """
    for element in group.elements:
        if isinstance(element, Statement) and element.plain:
            for triple in element.triples:
                yield from _steps(triple, query)


def _steps(triple: Triple, query: ParsedQuery) -> Iterator[Step]:
    path, subject, target = query.path(triple), triple.subject, triple.object
    if path is None or subject is None or subject.kind != "var" or target is None:
        return
    at, constant = name_of(subject), query.iri(target)
    parts = path.parts if path.kind == "sequence" else (path,)
    for number, part in enumerate(parts, 1):
        if number == len(parts) and part.kind == "predicate" and (target.kind == "var" or constant is not None):
            variable = name_of(target) if target.kind == "var" else ""
            yield Step(at, part.iri, variable, f"<{constant}>" if constant is not None else "")
            return
        first = part.parts[0] if part.kind == "+" else part
        if first.kind != "predicate":
            return
        between = f"kg_between{triple.object_start}_{number}"
        yield Step(at, first.iri, between)
        if part.kind == "+":
            return
        at = between


def common_object(steps: list[Step]) -> str:
    """Name of the variable that is the object of all steps; empty where there is no such one."""
    names = {step.variable for step in steps}
    return min(names) if len(names) == 1 else ""
