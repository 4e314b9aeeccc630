"""The account of one document: what was read, what was mapped, and what was not and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

KINDS = ("mentions", "events", "relations", "arguments", "attributes", "links", "sets", "notes", "values")
"""What is counted. Of each kind, read = mapped + unmapped; a value mention is counted under `values` as well."""


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Something that was read and has no place in the graph.

    Attributes:
        kind: One of `KINDS`, or `records` for what the reader could not keep.
        path: Source file, relative to the corpus.
        line: 1-based line in it; 0 where the format has none.
        annotation: Id of the annotation, empty for a record that has none.
        reason: The same words for the same cause, so that causes can be counted.
        text: The words or the record.
        hint: What to do about it.
    """

    kind: str
    path: str
    line: int
    annotation: str
    reason: str
    text: str
    hint: str = ""


@dataclass(slots=True)
class Tally:
    """Counts while one document is mapped.

    Attributes:
        read: Kind to number met.
        mapped: Kind to number that is in the graph.
        unmapped: The rest, one by one.
    """

    path: str
    read: Counter[str] = field(default_factory=Counter)
    mapped: Counter[str] = field(default_factory=Counter)
    unmapped: list[Unmapped] = field(default_factory=list)

    def keep(self, kind: str) -> None:
        """Count one that is read and mapped."""
        self.read[kind] += 1
        self.mapped[kind] += 1

    def leave(self, kind: str, *, line: int, annotation: str, reason: str, text: str, hint: str = "") -> None:
        """Count one that is read and has no place, and say why."""
        self.read[kind] += 1
        self.unmapped.append(Unmapped(kind, self.path, line, annotation, reason, text, hint))
