"""A rule: where it stands, on which nodes it runs, and what it concludes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.check.shapes import Shape
    from kg.rules.construct import Construct
    from kg.rules.expressions import Expression


@dataclass(frozen=True, slots=True)
class TripleHead:
    """What an `sh:TripleRule` concludes: every combination of these nodes."""

    subject: Expression
    predicate: Expression
    object: Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        name: Of a `.rq` file its stem; of an `sh:rule` its IRI, else that of its shape and a number.
        kind: `query` (a `.rq` file), `sparql` (`sh:SPARQLRule`) or `triple` (`sh:TripleRule`).
        head: What it concludes.
        about: What its author says of it, in one line; empty where nothing is said.
        path: The file.
        line: 1-based; None where it cannot be found.
        shape: The shape whose targets are its focus nodes; None for a `.rq` file, which has none.
        conditions: Shapes that a focus node must conform to.
        shape_order: `sh:order` of the shape.
        order: `sh:order` of the rule.
        deactivated: It is listed and does not run.
    """

    name: str
    kind: str
    head: Construct | TripleHead
    path: Path
    about: str = ""
    line: int | None = None
    shape: Shape | None = None
    conditions: tuple[Shape, ...] = ()
    shape_order: Decimal = field(default=Decimal(0))
    order: Decimal = field(default=Decimal(0))
    deactivated: bool = False

    @property
    def place(self) -> str:
        """File and line; the file by its name only, so that an account is the same everywhere."""
        return f"{self.path.name}:{self.line}" if self.line is not None else self.path.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule has done.

    Attributes:
        rule: Its name.
        place: Its file and line.
        conclusions: How many different triples it concluded, whether or not the graph had them.
        dropped: How many it concluded that are no triples: a literal as subject, a predicate that is no IRI.
        reason: Why there is no conclusion; empty where there are some, or where no other reason is known than that
            its pattern matches nothing.
        shipped: Whether the rule ships with kg: a corpus without spin-offs is no mistake.
    """

    rule: str
    place: str
    conclusions: int
    dropped: int = 0
    reason: str = ""
    shipped: bool = False

    @property
    def note(self) -> str:
        """What is worth saying of it; empty where all is as it should be."""
        if self.dropped:
            return (
                f"{self.place}: {self.rule}: {self.dropped} of its conclusions are no triples: their subject is a "
                "literal, or their predicate no IRI"
            )
        if self.conclusions or self.shipped:
            return ""
        return f"{self.place}: {self.rule} concludes nothing: {self.reason or 'its pattern matches nothing'}"
