"""Screening: two queries that clear most constraints of all property shapes of one set of focus nodes at once.

Most constraints are met most of the time. Instead of asking each for its violations, one query asks which properties
have any value that fails, and one how often each property occurs at a node. What they clear needs no query of its own;
what they do not is evaluated exactly, so screening never decides what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.check.conditions import classes_of, condition, functions
from kg.check.queries import allowed_by
from kg.check.targets import focus_of, instances_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.check.data import Data
    from kg.check.paths import Path
    from kg.check.shapes import Constraint, Shape, Shapes
    from kg.check.targets import Focus


_MANY = 200
"""Focus nodes from which on properties are scanned; below, two queries for all properties take less."""

_TIMES = 8
"""How many triples of a property are scanned in the time of one look-up, roughly."""

_SEVERAL = 2000
"""Triples of a property up to which the class of each value is looked up; of more, all instances are read."""

_UNKNOWN = 1 << 62


@dataclass(frozen=True, slots=True)
class _Findings:
    """What screening has found at one set of focus nodes. Paths are written as in SPARQL.

    Attributes:
        failing: Paths of which some value fails some condition.
        most: Path to the largest number of values at one node.
        having: Path to the number of nodes that have it.
    """

    failing: frozenset[str]
    most: Mapping[str, int]
    having: Mapping[str, int]


class _Use(NamedTuple):
    """How many triples of a property some nodes have, and how many of the nodes have any."""

    triples: int
    nodes: int


@dataclass(slots=True)
class _Asked:
    """What is asked of the values of one path.

    Attributes:
        conditions: Expressions that are true of values that meet a constraint.
        classes: For constraints that ask only for a class, the classes of which a value must have one, each with such
            an expression.
        counted: Whether the values of each node are counted.
    """

    conditions: list[str] = field(default_factory=list)
    classes: list[tuple[frozenset[str], str]] = field(default_factory=list)
    counted: bool = False

    @property
    def expressions(self) -> list[str]:
        return [*self.conditions, *(written for _, written in self.classes)]


@dataclass(slots=True)
class Screening:
    """Screens all property shapes below shapes with the same focus nodes together, when the first of them is asked for.

    Attributes:
        shapes: All shapes.
        data: What is checked.
        sizes: Pattern of focus nodes to their number.
    """

    shapes: Shapes
    data: Data
    sizes: Mapping[str, int]
    _below: dict[str, list[Shape]] = field(default_factory=dict)
    _found: dict[str, _Findings] = field(default_factory=dict)
    _counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    _used: dict[str, dict[str, _Use]] = field(default_factory=dict)
    _closed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for root in self.shapes.roots:
            pattern = focus_of(root, self.data).pattern
            self._below.setdefault(pattern, []).extend(self._property_shapes(root))
            if any(constraint.parameter == "closed" for constraint in root.constraints) and root.path is None:
                self._closed.add(pattern)

    @property
    def patterns(self) -> list[str]:
        """The patterns of focus nodes at which something is screened, those with the most focus nodes first."""
        screened = [pattern for pattern, below in self._below.items() if below or pattern in self._closed]
        return sorted(screened, key=lambda pattern: -self.sizes[pattern])

    def screen(self, pattern: str) -> None:
        """Screen now what hangs on one pattern of focus nodes, so that nothing that is asked later waits for it."""
        if self._is_profiled(pattern):
            self._used_at(pattern)
        self._found[pattern] = self._screen(pattern)

    def is_wide(self, path: Path, focus: Focus) -> bool:
        """Whether there are many focus nodes, and a property is not much more frequent than they are."""
        size = self.sizes.get(focus.pattern, 0)
        return size >= _MANY and path.is_scannable() and self.is_small(path, limit=_TIMES * size)

    def clears(self, constraint: Constraint, shape: Shape, focus: Focus) -> bool:
        """Whether no focus node violates a constraint, as far as screening can tell."""
        if constraint.parameter == "closed":
            return self._clears_closed(constraint, shape, focus)
        if shape.path is None or not self._is_screened(shape.path, focus.pattern):
            return False
        # Shapes inside sh:or and its kind may share focus nodes with those that are screened, and are not screened.
        if all(shape is not screened for screened in self._below.get(focus.pattern, ())):
            return False
        return self._clears(constraint, shape.path, focus.pattern)

    def _clears(self, constraint: Constraint, path: Path, pattern: str) -> bool:
        if constraint.parameter not in ("minCount", "maxCount") and self._condition(constraint, pattern) is None:
            return False
        if pattern not in self._found:
            self._found[pattern] = self._screen(pattern)
        found, written = self._found[pattern], path.to_sparql()
        if constraint.parameter == "maxCount":
            return found.most.get(written, 0) <= int(constraint.value.value)
        if constraint.parameter == "minCount":
            return constraint.value.value == "1" and found.having.get(written, 0) == self.sizes[pattern]
        return written not in found.failing

    def _clears_closed(self, constraint: Constraint, shape: Shape, focus: Focus) -> bool:
        # Of a property shape, it is the values that are closed.
        if shape.path is not None or shape not in self.shapes.roots or not self._is_profiled(focus.pattern):
            return False
        return self._used_at(focus.pattern).keys() <= allowed_by(constraint, shape, shapes=self.shapes)

    def _is_screened(self, path: Path, pattern: str) -> bool:
        return path.kind == "predicate" or (path.is_scannable() and self.sizes.get(pattern, 0) >= _MANY)

    def _property_shapes(self, shape: Shape) -> Iterator[Shape]:
        if shape.deactivated:
            return
        if shape.path is not None:
            yield shape
            return
        for constraint in shape.constraints:
            if constraint.parameter == "property":
                yield from self._property_shapes(self.shapes.shape(constraint.value))

    def _condition(self, constraint: Constraint, pattern: str) -> str | None:
        """The condition of a constraint that can be screened; None for others."""
        if constraint.parameter == "hasValue":
            return None
        written = condition(constraint, "?value", shapes=self.shapes, data=self.data)
        # Look-ups joined by || take quadratic time in Oxigraph (seen in 0.5), so they are only scanned for.
        return None if written and "EXISTS" in written and self.sizes[pattern] < _MANY else written

    def _screen(self, pattern: str) -> _Findings:
        asked: dict[Path, _Asked] = {}
        for shape in self._below[pattern]:
            if shape.path is not None and self._is_screened(shape.path, pattern):
                self._note(shape, pattern, asked.setdefault(shape.path, _Asked()))
        if self.sizes[pattern] >= _MANY:
            return self._scan(pattern, asked)
        # No sub-select around the pattern: the store would then scan all triples to join them with it.
        triples = f"{pattern} ?this ?path ?value ."
        most, having = self._count(triples, [path.to_sparql() for path, of_path in asked.items() if of_path.counted])
        conditions = {path.to_sparql(): found for path, of_path in asked.items() if (found := of_path.expressions)}
        return _Findings(self._failing(triples, conditions), most, having)

    def _note(self, shape: Shape, pattern: str, asked: _Asked) -> None:
        """Add what the constraints of a property shape ask to what is asked of its path."""
        for constraint in shape.constraints:
            if constraint.parameter in ("minCount", "maxCount"):
                asked.counted = True
            elif (written := self._condition(constraint, pattern)) is not None:
                classes = classes_of(constraint, shapes=self.shapes, data=self.data)
                if classes is None:
                    asked.conditions.append(written)
                else:
                    asked.classes.append((classes, written))

    def _scan(self, pattern: str, asked: Mapping[Path, _Asked]) -> _Findings:
        """As above for many focus nodes: what holds of all triples of a property holds of those of the focus nodes.

        Scanning a property costs a tenth of looking up each node's values; so properties that are not much more
        frequent than the focus nodes are scanned, and of the others nothing is cleared.
        """
        size = self.sizes[pattern]
        used = self._used_at(pattern) if self._is_profiled(pattern) else None
        failing: set[str] = set()
        most: dict[str, int] = {}
        having: dict[str, int] = {}
        for path, of_path in asked.items():
            written = path.to_sparql()
            if not self.is_small(path, limit=_TIMES * size):
                failing.add(written)
                most[written] = _UNKNOWN
            elif not any(self.data.has(iri) for iri in path.predicates()):
                continue
            else:
                if self._fails(path, of_path):
                    failing.add(written)
                if of_path.counted and path.kind == "predicate":
                    use = used.get(path.iri, _Use(0, 0)) if used is not None else None
                    most[written] = 1 if use is not None and use.triples == use.nodes else self._most(written)
                    lacking = f"{pattern} MINUS {{ ?this {written} ?value }}"
                    having[written] = use.nodes if use is not None else 0 if self._ask(lacking) else size
        return _Findings(frozenset(failing), most, having)

    def is_small(self, path: Path, *, limit: int) -> bool:
        """Whether there are at most so many triples of a path; no more than these are counted."""
        return self.count(path, limit=limit) <= limit

    def count(self, path: Path, *, limit: int) -> int:
        """How many triples of a path there are; of more than a limit, any number above it."""
        written = path.to_sparql()
        known, known_to = self._counts.get(written, (0, -1))
        if known_to < min(known, limit):
            some = f"SELECT ?this WHERE {{ ?this {written} ?value }} LIMIT {limit + 1}"
            ((count,),) = self.data.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {some} }} }}")
            known = int(count.value)
            self._counts[written] = known, limit
        return known

    def _fails(self, path: Path, asked: _Asked) -> bool:
        triple = f"?this {path.to_sparql()} ?value"
        lookups = [written for written in asked.conditions if "EXISTS" in written]
        plain = [written for written in asked.conditions if "EXISTS" not in written]
        if plain and self._ask(f"{triple} FILTER(!({' && '.join(plain)}))"):
            return True
        # Where a value has to be looked up, each is looked up once; of many values, all instances are read instead.
        values = f"{{ SELECT DISTINCT ?value WHERE {{ {triple} }} }}"
        few = bool(asked.classes) and self.is_small(path, limit=_SEVERAL)
        lookups += [written for _, written in asked.classes if few]
        if lookups and self._ask(f"{values} FILTER(!({' && '.join(lookups)}))"):
            return True
        instances = [instances_of("?value", classes) for classes, _ in asked.classes if not few]
        return any(self._ask(f"{values} MINUS {{ {pattern} }}") for pattern in instances)

    def _most(self, path: str) -> int:
        counts = "(COUNT(*) AS ?triples) (COUNT(DISTINCT ?this) AS ?nodes)"
        ((triples, nodes),) = self.data.rows(f"SELECT {counts} WHERE {{ ?this {path} ?value }}")
        if triples == nodes:
            return min(1, int(nodes.value))
        inner = f"SELECT ?this (COUNT(?value) AS ?n) WHERE {{ ?this {path} ?value }} GROUP BY ?this"
        ((most,),) = self.data.rows(f"SELECT (MAX(?n) AS ?most) WHERE {{ {{ {inner} }} }}")
        return int(most.value)

    def _is_profiled(self, pattern: str) -> bool:
        return pattern in self._closed and self.sizes.get(pattern, 0) >= _MANY

    def _used_at(self, pattern: str) -> Mapping[str, _Use]:
        """What the focus nodes have of each property, for shapes that are closed: all their triples are read anyway."""
        if pattern not in self._used:
            counts = "(COUNT(*) AS ?triples) (COUNT(DISTINCT ?this) AS ?nodes)"
            rows = self.data.rows(f"SELECT ?path {counts} WHERE {{ {pattern} ?this ?path ?value }} GROUP BY ?path")
            self._used[pattern] = {
                row["path"].value: _Use(int(row["triples"].value), int(row["nodes"].value)) for row in rows
            }
        return self._used[pattern]

    def _ask(self, pattern: str) -> bool:
        query = f"SELECT (1 AS ?found) WHERE {{ {pattern} }} LIMIT 1"
        return any(True for _ in self.data.rows(query, custom_functions=functions()))

    def _failing(self, triples: str, conditions: Mapping[str, list[str]]) -> frozenset[str]:
        if not conditions:
            return frozenset()
        tests = " || ".join(f"(?path = {iri} && !({' && '.join(c)}))" for iri, c in sorted(conditions.items()))
        query = f"SELECT DISTINCT ?path WHERE {{ {triples} FILTER({tests}) }}"
        return frozenset(str(row["path"]) for row in self.data.rows(query, custom_functions=functions()))

    def _count(self, triples: str, counted: list[str]) -> tuple[dict[str, int], dict[str, int]]:
        if not counted:
            return {}, {}
        inner = (
            f"SELECT ?this ?path (COUNT(DISTINCT ?value) AS ?n) WHERE {{ {triples} "
            f"FILTER(?path IN ({', '.join(sorted(counted))})) }} GROUP BY ?this ?path"
        )
        rows = self.data.rows(
            f"SELECT ?path (MAX(?n) AS ?most) (COUNT(?this) AS ?having) WHERE {{ {{ {inner} }} }} GROUP BY ?path"
        )
        most: dict[str, int] = {}
        having: dict[str, int] = {}
        for row in rows:
            most[str(row["path"])] = int(row["most"].value)
            having[str(row["path"])] = int(row["having"].value)
        return most, having
