"""Node expressions as SPARQL: one pattern for all focus nodes at once, as the check writes targets and paths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.check.as_written import wrapped
from kg.check.targets import Focus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.rules.conditions import Tests
    from kg.rules.expressions import Expression
    from kg.rules.rule import TripleHead


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the patterns of one rule.

    Attributes:
        focus: A pattern that binds `?this` to the focus nodes that meet the rule's conditions.
        candidates: The same without the conditions.
        tests: Writes the tests of filters; None where nothing is to be filtered.
        fresh: Gives names of variables that nothing else uses.
    """

    focus: str
    candidates: str
    tests: Tests | None
    fresh: Iterator[str]

    def pattern(self, expression: Expression, name: str) -> str:
        """A group that binds `?this` and, to `name`, each node that the expression produces there."""
        return _WRITTEN[expression.kind](self, expression, name)

    # One method a kind of expression.

    def this(self, _expression: Expression, name: str) -> str:
        return f"{{ {self.focus} BIND(?this AS {name}) }}"

    def constant(self, expression: Expression, name: str) -> str:
        assert expression.term is not None  # noqa: S101 - a constant has a term
        return f"{{ {self.focus} BIND({wrapped(expression.term)} AS {name}) }}"

    def path(self, expression: Expression, name: str) -> str:
        assert expression.path is not None  # noqa: S101 - a path expression has a path
        start = "?this"
        before = self.focus
        if expression.parts:
            start = next(self.fresh)
            before = f"{{ SELECT DISTINCT ?this {start} WHERE {self.pattern(expression.parts[0], start)} }}"
        step = f"{{ {before} {start} {expression.path.to_sparql()} {name} . }}"
        if expression.path.may_be_empty():
            # A path that may be empty leads from any node to itself, also from one that the graph does not know.
            step = f"{{ {step} UNION {{ {before} BIND({start} AS {name}) }} }}"
        return step

    def filter(self, expression: Expression, name: str) -> str:
        nodes = self.pattern(expression.parts[0], name)
        if self.tests is None:
            return nodes
        assert expression.shape is not None  # noqa: S101 - a filter has a shape
        all_nodes = replace(self, focus=self.candidates, tests=None).pattern(expression.parts[0], name)
        inner = f"{{ SELECT ({name} AS ?kg_value) WHERE {all_nodes} }}"
        focus = Focus(f"{{ SELECT DISTINCT (?kg_value AS ?this) WHERE {{ {inner} }} }}")
        return f"{{ {nodes} FILTER({self.tests.conforms(expression.shape, name, focus)}) }}"

    def union(self, expression: Expression, name: str) -> str:
        return "{ " + " UNION ".join(self.pattern(part, name) for part in expression.parts) + " }"

    def intersection(self, expression: Expression, name: str) -> str:
        # Each a sub-select: the store then joins whole solutions, also where an expression binds the name.
        parts = (f"{{ SELECT DISTINCT ?this {name} WHERE {self.pattern(p, name)} }}" for p in expression.parts)
        return "{ " + " ".join(parts) + " }"


_WRITTEN: dict[str, Callable[[_Writer, Expression, str], str]] = {
    "this": _Writer.this,
    "constant": _Writer.constant,
    "path": _Writer.path,
    "filter": _Writer.filter,
    "union": _Writer.union,
    "intersection": _Writer.intersection,
}


def triple_terms(head: TripleHead) -> dict[str, str]:
    """`subject`, `predicate` and `object` of what a triple rule concludes, as SPARQL writes them.

    An expression other than `sh:this` and constants is a variable of the same name, which `triple_pattern` binds.
    """
    return {name: _term(expression, name) for name, expression in _expressions(head)}


def _expressions(head: TripleHead) -> tuple[tuple[str, Expression], ...]:
    return ("subject", head.subject), ("predicate", head.predicate), ("object", head.object)


def _term(expression: Expression, name: str) -> str:
    if expression.kind == "this":
        return "?this"
    return f"?{name}" if expression.term is None else str(expression.term)


def triple_pattern(head: TripleHead, *, focus: str, candidates: str, tests: Tests) -> str:
    """A group graph pattern, without braces, that binds `?this` and the variables of `triple_terms`.

    Args:
        head: What the rule concludes.
        focus: A pattern that binds `?this` to the focus nodes that meet its conditions.
        candidates: The same without the conditions, for queries that do not know their functions.
        tests: Writes the tests of filters, and holds the functions that the query calls.
    """
    fresh = (f"?kg_step{number}" for number in range(1 << 30))
    writer = _Writer(focus, candidates, tests, fresh)
    bound = [(name, one) for name, one in _expressions(head) if one.kind not in ("this", "constant")]
    return " ".join(writer.pattern(expression, f"?{name}") for name, expression in bound) or focus


def triple_query(head: TripleHead, *, focus: str, candidates: str, tests: Tests) -> str:
    """A SELECT for the `?subject`, `?predicate` and `?object` that a triple rule concludes at all focus nodes.

    The arguments are those of `triple_pattern`.
    """
    pattern = triple_pattern(head, focus=focus, candidates=candidates, tests=tests)
    terms = {name: _term(one, name) if one.term is None else str(wrapped(one.term)) for name, one in _expressions(head)}
    selected = [term if term == f"?{name}" else f"({term} AS ?{name})" for name, term in terms.items()]
    return f"SELECT DISTINCT {' '.join(selected)} WHERE {{ {pattern} }}"
