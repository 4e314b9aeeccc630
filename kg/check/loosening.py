"""Loosening: of a constraint's query that which the store answers fast, with every solution of the query and more.

Kept are the triple patterns that lead away from `$this` over properties that are not too frequent, and those tests and
names that need nothing else. What is dropped can only add solutions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.check.parsed_query import variables_in
from kg.check.paths import predicate
from kg.check.steps import Step, common_object, steps_of
from kg.query.syntax import Bind, Branches, Filter, Statement, name_of
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from re import Match

    from kg.check.parsed_query import ParsedQuery
    from kg.check.queries import Scope
    from kg.check.screening import Screening
    from kg.query.syntax import Element, Group

_TYPE = RDF + "type"

_MOST = 2000
"""Focus nodes whose triples are counted by looking them up, at most."""

_TIMES = 20
"""A property is read as a whole unless it has so many times more triples than there are nodes to look it up for."""

FEW = 4
"""Solutions are few if they are at most one in so many focus nodes."""


@dataclass(slots=True)
class _Loosened:
    """What is left of a query.

    Attributes:
        rows: Names of the variables that have a value in every solution, each with a guess of how many solutions
            there are where it has one.
        steps: Triple patterns that lead away from `$this`.
        unions: Alternatives of such patterns.
        filters: Tests of single solutions, and names for expressions.
        tests: Look-ups for what is projected, as SPARQL writes them.
        is_selective: Whether anything in it can be expected to leave few solutions.
    """

    rows: dict[str, int]
    steps: list[Step] = field(default_factory=list)
    unions: list[list[Step]] = field(default_factory=list)
    filters: list[Filter | Bind] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    is_selective: bool = False

    def joined(self) -> set[str]:
        """The variables on which patterns are joined."""
        objects = Counter(step.variable for step in self.steps)
        objects.update(common_object(steps) for steps in self.unions)
        return {"this"} | {step.subject for step in self.steps} | {name for name, times in objects.items() if times > 1}


class Loosener:
    """Loosens one query.

    Args:
        query: A query that can be joined with the pattern of the focus nodes.
        scope: The shape at its focus nodes.
        screening: Tells how frequent properties are.
    """

    def __init__(self, query: ParsedQuery, scope: Scope, screening: Screening) -> None:
        self._query, self._screening = query, screening
        self._pattern, self._data = scope.focus.pattern, scope.data
        self._size = screening.sizes[scope.focus.pattern]

    def loosened(self, group: Group, *, counted: Match[str] | None) -> str | None:
        """A query for all `?this` of the solutions, with what is projected as far as it can be given beforehand.

        Args:
            group: The pattern of the query.
            counted: The variable and the number of the query's end `HAVING(COUNT(DISTINCT ?x) > n)`, if it has one.

        Returns:
            None if it would leave too many.

        Raises:
            QueryError: A path that cannot be read.
        """
        left = _Loosened({"this": self._size})
        self._take_steps(group, left)
        self._take_unions(group, left)
        self._take_filters(group, left)
        columns = {name_of(column.variable) for column in self._query.query.columns if column.expression is None}
        if counted is not None:
            columns.add(counted[1])
        # What BIND names cannot be given beforehand.
        projected = columns & {name for step in left.steps for name in (step.subject, step.variable)}
        self._take_tests(group, left, projected=projected)
        counts = counted is not None and counted[1] in projected
        if not (left.is_selective or counts):
            return None
        inner = f"{{ {self._distinct(left, sorted(projected | {'this'}))} }} {' '.join(left.tests)}"
        if counted is not None and counts:
            return f"SELECT ?this WHERE {{ {inner} }} GROUP BY ?this HAVING(COUNT(?{counted[1]}) > {counted[2]})"
        given = set() if self._query.query.grouped else projected & _bound_at_once(group)
        return f"SELECT DISTINCT {listed(given | {'this'})} WHERE {{ {inner} }}"

    def _distinct(self, left: _Loosened, names: list[str]) -> str:
        """A query for the solutions of what is left, but for the tests, each once."""
        used = set(names) | variables_in(element.expression for element in left.filters) | left.joined()
        parts = [
            f"{{ SELECT ?this WHERE {{ {self._pattern} }} }}",
            *(_read_once([step], used=used) for step in left.steps),
            *(_read_once(steps, used=used) for steps in left.unions),
            *(self._query.piece(element) for element in left.filters),
        ]
        return f"SELECT DISTINCT {listed(names)} WHERE {{ {' '.join(parts)} }}"

    def _take_steps(self, group: Group, left: _Loosened) -> None:
        """Take the patterns that lead away from `$this`, over properties that are not too frequent."""
        rest = list(steps_of(group, query=self._query))
        while following := [step for step in rest if step.subject in left.rows] or _sharing(rest, left):
            rest = [step for step in rest if step not in following]
            for step in following:
                if step.predicate == _TYPE and step.variable:
                    continue  # every node has one
                if step.subject not in left.rows:
                    self._take_others(step, left)
                    continue
                rows = left.rows[step.subject]
                triples = self._triples(step, rows)
                if triples is not None:
                    left.steps.append(step)
                    left.is_selective |= bool(step.constant) or triples <= rows // FEW
                    if step.variable:
                        left.rows.setdefault(step.variable, triples)

    def _take_others(self, step: Step, left: _Loosened) -> None:
        """Take a pattern for the other nodes that share a value, unless there are too many pairs that do."""
        counts = f"SELECT ?value (COUNT(?s) AS ?n) WHERE {{ ?s <{step.predicate}> ?value }} GROUP BY ?value"
        ((found,),) = self._data.rows(f"SELECT (SUM(?n * ?n) AS ?pairs) WHERE {{ {{ {counts} }} }}")
        pairs = int(found.value)
        if pairs <= FEW * left.rows[step.variable]:
            left.steps.append(step)
            left.rows[step.subject] = pairs

    def _triples(self, step: Step, rows: int) -> int | None:
        """How many triples a pattern's property has; None if so many that looking up the subjects costs less."""
        path, limit = predicate(step.predicate), _TIMES * rows
        triples = self._screening.count(path, limit=limit)
        if triples <= limit:
            return triples
        if step.subject != "this" or self._size > _MOST:
            return None
        # Few nodes may have most of the triples, as companies have of mentions.
        ((found,),) = self._data.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {self._pattern} {step.triple} }}")
        return int(found.value) if self._screening.is_small(path, limit=_TIMES * int(found.value)) else None

    def _take_unions(self, group: Group, left: _Loosened) -> None:
        """Take alternatives of patterns with `$this` as subject; of each the first."""
        for element in group.elements:
            if not isinstance(element, Branches) or element.kind != "UNION":
                continue
            firsts = [self._first(branch) for branch in element.groups]
            known = [step for step in firsts if step is not None]
            counts = [self._screening.count(predicate(step.predicate), limit=_TIMES * self._size) for step in known]
            if len(known) < len(firsts) or max(counts) > _TIMES * self._size:
                continue
            left.unions.append(known)
            left.is_selective |= all(step.constant for step in known) or sum(counts) <= self._size // FEW
            if name := common_object(known):
                left.rows.setdefault(name, sum(counts))

    def _first(self, group: Group) -> Step | None:
        """A pattern of a group whose subject is `$this`."""
        return next((step for step in steps_of(group, query=self._query) if step.subject == "this"), None)

    def _take_filters(self, group: Group, left: _Loosened) -> None:
        """Take tests of which all variables have values, and names for expressions of what is bound before them."""
        bound = {"this"}
        for element in group.elements:
            bound |= _bound_by(element)
            if isinstance(element, Filter | Bind) and not element.expression.groups:
                inside = variables_in([element.expression])
                if isinstance(element, Filter) and inside <= left.rows.keys():
                    left.filters.append(element)
                    left.is_selective = True
                elif isinstance(element, Bind) and inside <= left.rows.keys() & bound:
                    left.filters.append(element)
                    bound.add(name_of(element.variable))
                    left.rows[name_of(element.variable)] = self._size

    def _take_tests(self, group: Group, left: _Loosened, *, projected: set[str]) -> None:
        """Take those NOT EXISTS that look at nothing of the query but what is projected."""
        for element in group.elements:
            if isinstance(element, Filter) and element.expression.groups and _is_simple(element):
                inside = variables_in([element.expression])
                if inside & self._elsewhere(element) <= projected | {"this"}:
                    left.tests.append(self._test(element))
                    left.is_selective = True

    def _elsewhere(self, element: Filter) -> set[str]:
        """The variables that stand anywhere in the query but in this filter."""
        tokens = (token for token in self._query.query.tokens if not element.start <= token.start < element.end)
        return {name_of(token) for token in tokens if token.kind == "var"}

    def _test(self, element: Filter) -> str:
        """A test; without filters of its own as MINUS, which Oxigraph joins by hashing."""
        (group,) = element.expression.groups
        (first,) = (inner for inner in group.elements if isinstance(inner, Statement))
        path = self._query.path(first.triples[0])
        predicates = path.predicates() if path is not None and path.is_scannable() else ()
        limit = _TIMES * self._size
        read = bool(predicates) and all(self._screening.is_small(predicate(iri), limit=limit) for iri in predicates)
        if read and len(group.elements) == 1:
            return f"MINUS {self._query.piece(group)}"
        return self._query.piece(element)


def listed(names: Iterable[str]) -> str:
    """Variables as a SELECT or VALUES clause has them, in the order of their names."""
    return " ".join(f"?{name}" for name in sorted(names))


def _is_simple(element: Filter) -> bool:
    """Whether a filter is NOT EXISTS of one triple pattern, with filters; of more, one test may take a whole scan."""
    expression = element.expression
    keys = [token.key for token in expression.tokens[:2]]
    if keys != ["NOT", "EXISTS"] or len(expression.groups) != 1 or expression.groups[0].end != expression.end:
        return False
    first, *others = expression.groups[0].elements or (None,)
    is_triple = isinstance(first, Statement) and first.plain and len(first.triples) == 1
    return is_triple and all(isinstance(inner, Filter) and not inner.expression.groups for inner in others)


def _sharing(steps: list[Step], left: _Loosened) -> list[Step]:
    """The first pattern that leads from other nodes to values which a pattern of the same property leads to."""
    known = {(step.predicate, step.variable) for step in left.steps if step.variable}
    return [step for step in steps if (step.predicate, step.variable) in known][:1]


def _read_once(steps: list[Step], *, used: set[str]) -> str:
    """A sub-select of one pattern or of alternatives: the store reads them once and joins by hashing."""
    subject, variable = steps[0].subject, common_object(steps)
    pattern = " UNION ".join(f"{{ {step.triple} }}" for step in steps) if len(steps) > 1 else steps[0].triple
    if variable and variable in used and variable != subject:
        return f"{{ SELECT ?{subject} ?{variable} WHERE {{ {pattern} }} }}"
    distinct = "" if len(steps) == 1 and not variable else "DISTINCT "
    return f"{{ SELECT {distinct}?{subject} WHERE {{ {pattern} }} }}"


def _bound_at_once(group: Group) -> set[str]:
    """The variables that have values before any OPTIONAL or BIND of a group.

    Only these may be given values: what is optional, and an expression with a name, do not see what is bound later.
    """
    bound: set[str] = set()
    for element in group.elements:
        if isinstance(element, Bind) or (isinstance(element, Branches) and element.kind == "OPTIONAL"):
            break
        bound |= _bound_by(element)
    return bound


def _bound_by(element: Element) -> set[str]:
    """The variables to which the triple patterns in an element give values in every solution."""
    if isinstance(element, Statement):
        return {name_of(token) for token in element.tokens if token.kind == "var"}
    if isinstance(element, Branches) and element.kind in ("GROUP", "UNION"):
        return set.intersection(*(_bound_in(group) for group in element.groups))
    return set()


def _bound_in(group: Group) -> set[str]:
    return set().union(*map(_bound_by, group.elements))
