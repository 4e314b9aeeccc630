"""Screening: two queries that clear most constraints of all property shapes of one set of focus nodes at once.

Most constraints are met most of the time. Instead of asking each for its violations, one query asks which properties
have any value that fails, and one how often each property occurs at a node. What they clear needs no query of its own;
what they do not is evaluated exactly, so screening never decides what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.check.conditions import condition, functions
from kg.check.targets import focus_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.check.data import Data
    from kg.check.paths import Path
    from kg.check.shapes import Constraint, Shape, Shapes
    from kg.check.targets import Focus


_MANY = 2000
"""Focus nodes from which on properties are scanned; below, two queries for all properties take less."""

_TIMES = 8
"""How many triples of a property are scanned in the time of one look-up, roughly."""

_UNKNOWN = 1 << 62


@dataclass(frozen=True, slots=True)
class _Findings:
    """What screening has found at one set of focus nodes.

    Attributes:
        failing: Properties of which some value fails some condition.
        most: Property to the largest number of values at one node.
        having: Property to the number of nodes that have it.
    """

    failing: frozenset[str]
    most: Mapping[str, int]
    having: Mapping[str, int]


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
    _small: dict[tuple[str, int], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for root in self.shapes.roots:
            pattern = focus_of(root, self.data).pattern
            self._below.setdefault(pattern, []).extend(self._property_shapes(root))

    def is_wide(self, path: Path, focus: Focus) -> bool:
        """Whether there are many focus nodes, and a property is not much more frequent than they are."""
        size = self.sizes.get(focus.pattern, 0)
        return size >= _MANY and path.kind == "predicate" and self._is_small(path.iri, limit=_TIMES * size)

    def clears(self, constraint: Constraint, shape: Shape, focus: Focus) -> bool:
        """Whether no focus node violates a constraint, as far as screening can tell."""
        if shape.path is None or shape.path.kind != "predicate":
            return False
        # Shapes inside sh:or and its kind may share focus nodes with those that are screened, and are not screened.
        if all(shape is not screened for screened in self._below.get(focus.pattern, ())):
            return False
        if constraint.parameter not in ("minCount", "maxCount") and self._condition(constraint, focus.pattern) is None:
            return False
        if focus.pattern not in self._found:
            self._found[focus.pattern] = self._screen(focus.pattern)
        found, iri = self._found[focus.pattern], shape.path.iri
        if constraint.parameter == "maxCount":
            return found.most.get(iri, 0) <= int(constraint.value.value)
        if constraint.parameter == "minCount":
            return constraint.value.value == "1" and found.having.get(iri, 0) == self.sizes[focus.pattern]
        return iri not in found.failing

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
        below = [shape for shape in self._below[pattern] if shape.path is not None and shape.path.kind == "predicate"]
        conditions: dict[str, list[str]] = {}
        counted: set[str] = set()
        for shape in below:
            iri = shape.path.iri if shape.path else ""
            for constraint in shape.constraints:
                if constraint.parameter in ("minCount", "maxCount"):
                    counted.add(iri)
                elif (written := self._condition(constraint, pattern)) is not None:
                    conditions.setdefault(iri, []).append(written)
        if self.sizes[pattern] >= _MANY:
            return self._scan(pattern, conditions, counted)
        # No sub-select around the pattern: the store would then scan all triples to join them with it.
        triples = f"{pattern} ?this ?path ?value ."
        most, having = self._count(triples, counted)
        return _Findings(self._failing(triples, conditions), most, having)

    def _scan(self, pattern: str, conditions: Mapping[str, list[str]], counted: set[str]) -> _Findings:
        """As above for many focus nodes: what holds of all triples of a property holds of those of the focus nodes.

        Scanning a property costs a tenth of looking up each node's values; so properties that are not much more
        frequent than the focus nodes are scanned, and of the others nothing is cleared.
        """
        size = self.sizes[pattern]
        small = {iri for iri in {*conditions, *counted} if self._is_small(iri, limit=_TIMES * size)}
        failing = {iri for iri, c in conditions.items() if iri not in small or self._fails(iri, c)}
        most = {iri: self._most(iri) if iri in small else _UNKNOWN for iri in counted}
        having = {iri: size for iri in counted & small if not self._ask(f"{pattern} MINUS {{ ?this <{iri}> ?value }}")}
        return _Findings(frozenset(failing), most, having)

    def _is_small(self, iri: str, *, limit: int) -> bool:
        """Whether a property has at most so many triples; no more than these are counted."""
        if (iri, limit) not in self._small:
            some = f"SELECT ?this WHERE {{ ?this <{iri}> ?value }} LIMIT {limit + 1}"
            ((count,),) = self.data.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {some} }} }}")
            self._small[iri, limit] = int(count.value) <= limit
        return self._small[iri, limit]

    def _fails(self, iri: str, conditions: list[str]) -> bool:
        lookups = [written for written in conditions if "EXISTS" in written]
        plain = [written for written in conditions if "EXISTS" not in written]
        triple = f"?this <{iri}> ?value"
        # Where a value has to be looked up, each is looked up once.
        values = f"{{ SELECT ?value (COUNT(?this) AS ?n) WHERE {{ {triple} }} GROUP BY ?value }}"
        return (bool(plain) and self._ask(f"{triple} FILTER(!({' && '.join(plain)}))")) or (
            bool(lookups) and self._ask(f"{values} FILTER(!({' && '.join(lookups)}))")
        )

    def _most(self, iri: str) -> int:
        inner = f"SELECT ?this (COUNT(?value) AS ?n) WHERE {{ ?this <{iri}> ?value }} GROUP BY ?this"
        ((most,),) = self.data.rows(f"SELECT (MAX(?n) AS ?most) WHERE {{ {{ {inner} }} }}")
        return int(most.value) if most is not None else 0

    def _ask(self, pattern: str) -> bool:
        query = f"SELECT (1 AS ?found) WHERE {{ {pattern} }} LIMIT 1"
        return any(True for _ in self.data.rows(query, custom_functions=functions()))

    def _failing(self, triples: str, conditions: Mapping[str, list[str]]) -> frozenset[str]:
        if not conditions:
            return frozenset()
        tests = " || ".join(f"(?path = <{iri}> && !({' && '.join(c)}))" for iri, c in sorted(conditions.items()))
        query = f"SELECT DISTINCT ?path WHERE {{ {triples} FILTER({tests}) }}"
        return frozenset(row["path"].value for row in self.data.rows(query, custom_functions=functions()))

    def _count(self, triples: str, counted: set[str]) -> tuple[dict[str, int], dict[str, int]]:
        if not counted:
            return {}, {}
        listed = ", ".join(f"<{iri}>" for iri in sorted(counted))
        inner = (
            f"SELECT ?this ?path (COUNT(DISTINCT ?value) AS ?n) WHERE {{ {triples} FILTER(?path IN ({listed})) }} "
            "GROUP BY ?this ?path"
        )
        rows = self.data.rows(
            f"SELECT ?path (MAX(?n) AS ?most) (COUNT(?this) AS ?having) WHERE {{ {{ {inner} }} }} GROUP BY ?path"
        )
        most: dict[str, int] = {}
        having: dict[str, int] = {}
        for row in rows:
            most[row["path"].value] = int(row["most"].value)
            having[row["path"].value] = int(row["having"].value)
        return most, having
