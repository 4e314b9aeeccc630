"""What one constraint has found at one focus node."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.check.as_written import unwrapped

if TYPE_CHECKING:
    from kg.check.paths import Path
    from kg.check.shapes import Messages
    from kg.check.shapes_graph import Term


@dataclass(frozen=True, slots=True)
class Violation:
    """A violation, before it becomes a result.

    Attributes:
        this: The focus node.
        value: The value at fault, where there is one.
        path: Where it differs from the shape's own path.
        bindings: What further placeholders in messages stand for; part of what makes two violations different.
        templates: Messages of the constraint itself, which go before those of the shape.
    """

    this: Term
    value: Term | None = None
    path: Path | None = None
    bindings: tuple[tuple[str, Term], ...] = ()
    templates: Messages = field(default_factory=dict, compare=False)

    def as_written(self) -> Violation:
        """The same, with literals as the user wrote them."""
        return replace(
            self,
            this=unwrapped(self.this),
            value=unwrapped(self.value) if self.value is not None else None,
            bindings=tuple((name, unwrapped(term)) for name, term in self.bindings),
        )
