"""Candidates: the few of many focus nodes at which a SPARQL constraint can be violated at all.

Most SPARQL constraints speak of few nodes: those with a rare property, a certain code, a name that is not known. A
constraint's query is loosened until it is one that the store answers fast: the triple patterns that lead away from
`$this`, each read once and joined by hashing, and those tests that need nothing else. What is dropped from a query can
only add solutions, so every node at fault is among what it finds; the query itself is then asked for these alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.check.data import SHAPES_GRAPH
from kg.check.paths import predicate
from kg.check.sparql_paths import iri_of, parse_path
from kg.errors import QueryError
from kg.query.parser import parse
from kg.query.syntax import Bind, Branches, Filter, Statement, SubSelect, name_of
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.check.paths import Path
    from kg.check.queries import Scope
    from kg.check.screening import Screening
    from kg.check.sparql_text import SparqlText
    from kg.query.lexer import Token
    from kg.query.syntax import Element, Expression, Group, Query, Triple

_TYPE = RDF + "type"

_MOST = 2000
"""Candidates that are written into a query at most, and focus nodes whose triples are counted by looking them up."""

_TIMES = 20
"""A property is read as a whole unless it has so many times more triples than there are nodes to look it up for."""

_FEW = 4
"""Candidates are asked for alone if they are at most one in so many focus nodes."""

_HAVING = re.compile(
    r"\s*GROUP\s+BY\s+[?$]this\s+HAVING\s*\(\s*COUNT\s*\(\s*DISTINCT\s+[?$](\w+)\s*\)\s*>\s*(\d+)\s*\)\s*",
    re.IGNORECASE,
)
"""The end of a query for nodes with more than so many values: more solutions can only make them more."""


class _Step(NamedTuple):
    """A triple pattern with a variable as subject; the object is a variable's name, or an IRI as SPARQL writes it."""

    subject: str
    predicate: str
    variable: str
    constant: str = ""

    @property
    def triple(self) -> str:
        return f"?{self.subject} <{self.predicate}> {self.constant or '?' + self.variable} ."


def candidates(text: SparqlText, scope: Scope) -> str | None:
    """A pattern for the focus nodes among which all are at which a query has solutions.

    Args:
        text: A query that can be joined with the pattern of the focus nodes.
        scope: The shape at its focus nodes.

    Returns:
        A VALUES clause for `?this`, and for other variables that are projected; None where the focus nodes are few
        already, or the candidates too many, or what they are cannot be seen.
    """
    if scope.screening is None or SHAPES_GRAPH.value in text.whole:
        return None
    size = scope.screening.sizes.get(scope.focus.pattern, 0)
    try:
        query = parse(text.whole, prefixes={})
        reader = _Reader(text.whole, query, scope, scope.screening)
        if query.where is None or reader.is_absent(query.where):
            return "VALUES ?this { }"
        loosened = reader.loosened(query.where, counted=_HAVING.fullmatch(text.tail))
    except QueryError:
        return None  # the store is the judge of what is a query, and says so when it is asked
    if loosened is None:
        return None
    limit = min(_MOST, size // _FEW)
    rows = scope.data.plain_rows(f"{text.prologue} {loosened} LIMIT {limit + 1}")
    names = [variable.value for variable in rows.variables]
    found = [[row[name] for name in names] for row in rows]
    # A blank node has no name that a query could write.
    if len(found) > limit or any(isinstance(term, ox.BlankNode | ox.Triple) for terms in found for term in terms):
        return None
    written = sorted(f"({' '.join(map(str, terms))})" for terms in found)
    return f"VALUES ({_listed(names)}) {{ {' '.join(written)} }}"


@dataclass(slots=True)
class _Loosened:
    """What is left of a query.

    Attributes:
        rows: Names of the variables that have a value in every solution, each with a guess of how many solutions
            there are where it has one.
        steps: Triple patterns that lead away from `$this`.
        unions: Alternatives of such patterns.
        filters: Where tests of single solutions, and names for expressions, begin and end in the text.
        tests: Look-ups for what is projected.
        is_selective: Whether anything in it can be expected to leave few solutions.
    """

    rows: dict[str, int]
    steps: list[_Step] = field(default_factory=list)
    unions: list[list[_Step]] = field(default_factory=list)
    filters: list[Filter | Bind] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    is_selective: bool = False


class _Reader:
    """Reads one query of a constraint."""

    def __init__(self, text: str, query: Query, scope: Scope, screening: Screening) -> None:
        self._text, self._query, self._screening = text, query, screening
        self._pattern, self._data = scope.focus.pattern, scope.data
        self._size = screening.sizes[scope.focus.pattern]
        self._between = 0

    def is_absent(self, group: Group) -> bool:
        """Whether a group asks for a triple whose predicate, or predicate and object, no triple has."""
        return any(self._is_absent(element) for element in group.elements)

    def _is_absent(self, element: Element) -> bool:
        if isinstance(element, Statement):
            return element.plain and any(self._is_absent_triple(triple) for triple in element.triples)
        if isinstance(element, Branches):
            if element.kind == "UNION":
                return all(self.is_absent(group) for group in element.groups)
            return element.kind == "GROUP" and self.is_absent(element.groups[0])
        if isinstance(element, SubSelect) and element.query.where is not None:
            # An aggregate without GROUP BY has a solution where its pattern has none.
            counts = any(column.expression is not None for column in element.query.columns)
            return (element.query.grouped or not counts) and self.is_absent(element.query.where)
        return False

    def _is_absent_triple(self, triple: Triple) -> bool:
        path = self._path(triple)
        if path is None:
            return False
        value = self._iri(triple.object) if path.kind == "predicate" else None
        return self._leads_nowhere(path, ox.NamedNode(value) if value is not None else None)

    def _leads_nowhere(self, path: Path, value: ox.NamedNode | None = None) -> bool:
        if path.kind == "predicate":
            return not self._data.has(path.iri, value)
        if path.kind in ("*", "?"):
            return False
        parts = [self._leads_nowhere(part) for part in path.parts]
        return all(parts) if path.kind == "alternative" else any(parts)

    def loosened(self, group: Group, *, counted: re.Match[str] | None) -> str | None:
        """A query for all `?this` of the solutions; None if it would leave too many.

        Args:
            group: The pattern of the query.
            counted: What the query's end counts, where it is of that kind.
        """
        left = _Loosened({"this": self._size})
        self._take_steps(group, left)
        self._take_unions(group, left)
        self._take_filters(group, left)
        projected = {name_of(column.variable) for column in self._query.columns if column.expression is None}
        if counted is not None:
            projected.add(counted[1])
        # What BIND names cannot be given beforehand.
        projected &= {name for step in left.steps for name in (step.subject, step.variable)}
        self._take_tests(group, left, projected=projected)
        counts = counted is not None and counted[1] in projected
        if not (left.is_selective or counts):
            return None
        names = sorted(projected | {"this"})
        inner = f"{{ {self._distinct(left, names)} }} {' '.join(left.tests)}"
        if counted is not None and counts:
            return f"SELECT ?this WHERE {{ {inner} }} GROUP BY ?this HAVING(COUNT(?{counted[1]}) > {counted[2]})"
        given = names if not self._query.grouped else ["this"]
        return f"SELECT DISTINCT {_listed(given)} WHERE {{ {inner} }}"

    def _distinct(self, left: _Loosened, names: list[str]) -> str:
        """A query for the solutions of what is left, but for the tests, each once."""
        used = set(names) | set(_variables(element.expression for element in left.filters)) | _joined(left)
        parts = [
            f"{{ SELECT ?this WHERE {{ {self._pattern} }} }}",
            *(_read_once([step], used=used) for step in left.steps),
            *(_read_once(steps, used=used) for steps in left.unions),
            *(self._text[element.start : element.end] for element in left.filters),
        ]
        return f"SELECT DISTINCT {_listed(names)} WHERE {{ {' '.join(parts)} }}"

    def _take_steps(self, group: Group, left: _Loosened) -> None:
        """Take the patterns that lead away from `$this`, over properties that are not too frequent."""
        rest = list(self._steps_of(group))
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
                    left.is_selective |= bool(step.constant) or triples <= rows // _FEW
                    if step.variable:
                        left.rows.setdefault(step.variable, triples)

    def _take_others(self, step: _Step, left: _Loosened) -> None:
        """Take a pattern for the other nodes that share a value, unless there are too many pairs that do."""
        counts = f"SELECT ?value (COUNT(?s) AS ?n) WHERE {{ ?s <{step.predicate}> ?value }} GROUP BY ?value"
        ((found,),) = self._data.rows(f"SELECT (SUM(?n * ?n) AS ?pairs) WHERE {{ {{ {counts} }} }}")
        pairs = int(found.value)
        if pairs <= _FEW * left.rows[step.variable]:
            left.steps.append(step)
            left.rows[step.subject] = pairs

    def _triples(self, step: _Step, rows: int) -> int | None:
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
            left.is_selective |= all(step.constant for step in known) or sum(counts) <= self._size // _FEW
            if (name := _common(known)) is not None:
                left.rows.setdefault(name, sum(counts))

    def _take_filters(self, group: Group, left: _Loosened) -> None:
        """Take tests and names for expressions, in their order, of which all variables have values."""
        for element in group.elements:
            if isinstance(element, Filter | Bind) and not element.expression.groups:
                inside = set(_variables([element.expression]))
                if inside <= left.rows.keys():
                    left.filters.append(element)
                    left.is_selective |= isinstance(element, Filter)
                    if isinstance(element, Bind):
                        left.rows[name_of(element.variable)] = self._size

    def _first(self, group: Group) -> _Step | None:
        """A pattern of a group whose subject is `$this`."""
        return next((step for step in self._steps_of(group) if step.subject == "this"), None)

    def _steps_of(self, group: Group) -> Iterator[_Step]:
        for element in group.elements:
            if isinstance(element, Statement) and element.plain:
                for triple in element.triples:
                    yield from self._steps(triple)

    def _take_tests(self, group: Group, left: _Loosened, *, projected: set[str]) -> None:
        for element in group.elements:
            if isinstance(element, Filter) and element.expression.groups and _is_simple(element):
                inside = set(_variables([element.expression]))
                if inside & self._outside(element) <= projected | {"this"}:
                    left.tests.append(self._test(element))
                    left.is_selective = True

    def _outside(self, element: Filter) -> set[str]:
        """The variables of the query that stand anywhere but in a filter."""
        tokens = (token for token in self._query.tokens if not element.start <= token.start < element.end)
        return {name_of(token) for token in tokens if token.kind == "var"}

    def _test(self, element: Filter) -> str:
        """A test; without filters of its own as MINUS, which Oxigraph joins by hashing."""
        (group,) = element.expression.groups
        path = self._path(next(inner for inner in group.elements if isinstance(inner, Statement)).triples[0])
        predicates = path.predicates() if path is not None and path.is_scannable() else ()
        limit = _TIMES * self._size
        read = bool(predicates) and all(self._screening.is_small(predicate(iri), limit=limit) for iri in predicates)
        if read and len(group.elements) == 1:
            return f"MINUS {self._text[group.start : group.end]}"
        return self._text[element.start : element.end]

    def _steps(self, triple: Triple) -> Iterator[_Step]:
        """A triple pattern as single steps, up to the first that is none."""
        path, subject, target = self._path(triple), triple.subject, triple.object
        if path is None or subject is None or subject.kind != "var" or target is None:
            return
        subject_name = name_of(subject)
        constant = self._iri(target)
        parts = path.parts if path.kind == "sequence" else (path,)
        for number, part in enumerate(parts, 1):
            is_last = number == len(parts)
            if is_last and part.kind == "predicate" and (target.kind == "var" or constant is not None):
                variable = name_of(target) if target.kind == "var" else ""
                yield _Step(subject_name, part.iri, variable, f"<{constant}>" if constant is not None else "")
                return
            first = part.parts[0] if part.kind == "+" else part
            if first.kind != "predicate":
                return
            self._between += 1
            between = f"kg_between{self._between}"
            yield _Step(subject_name, first.iri, between)
            if part.kind == "+":
                return
            subject_name = between

    def _path(self, triple: Triple) -> Path | None:
        if triple.verb is not None and triple.verb.kind == "var":
            return None
        return parse_path(self._text[triple.verb_start : triple.verb_end], prefixes=self._query.prefixes)

    def _iri(self, token: Token | None) -> str | None:
        return iri_of(token, prefixes=self._query.prefixes) if token is not None else None


def _is_simple(element: Filter) -> bool:
    """Whether a filter is NOT EXISTS of one triple pattern, with filters; of more, one test may take a whole scan."""
    expression = element.expression
    keys = [token.key for token in expression.tokens[:2]]
    if keys != ["NOT", "EXISTS"] or len(expression.groups) != 1 or expression.groups[0].end != expression.end:
        return False
    first, *others = expression.groups[0].elements or (None,)
    is_triple = isinstance(first, Statement) and first.plain and len(first.triples) == 1
    return is_triple and all(isinstance(inner, Filter) and not inner.expression.groups for inner in others)


def _sharing(steps: list[_Step], left: _Loosened) -> list[_Step]:
    """The first pattern that leads from other nodes to values which a pattern of the same property leads to."""
    known = {(step.predicate, step.variable) for step in left.steps if step.variable}
    return [step for step in steps if (step.predicate, step.variable) in known][:1]


def _joined(left: _Loosened) -> set[str]:
    """The variables on which patterns are joined."""
    objects = Counter(step.variable for step in left.steps)
    objects.update(name for steps in left.unions if (name := _common(steps)) is not None)
    return {"this"} | {step.subject for step in left.steps} | {name for name, times in objects.items() if times > 1}


def _common(steps: list[_Step]) -> str | None:
    """The variable that is the object of all patterns."""
    names = {step.variable for step in steps}
    return min(names) if len(names) == 1 else None


def _read_once(steps: list[_Step], *, used: set[str]) -> str:
    """A sub-select of one pattern or of alternatives: the store reads them once and joins by hashing."""
    subject, variable = steps[0].subject, _common(steps)
    pattern = " UNION ".join(f"{{ {step.triple} }}" for step in steps) if len(steps) > 1 else steps[0].triple
    if variable and variable in used and variable != subject:
        return f"{{ SELECT ?{subject} ?{variable} WHERE {{ {pattern} }} }}"
    distinct = "" if len(steps) == 1 and not variable else "DISTINCT "
    return f"{{ SELECT {distinct}?{subject} WHERE {{ {pattern} }} }}"


def _listed(names: list[str]) -> str:
    return " ".join(f"?{name}" for name in names)


def _variables(expressions: Iterable[Expression]) -> Iterator[str]:
    return (name_of(token) for expression in expressions for token in expression.tokens if token.kind == "var")
