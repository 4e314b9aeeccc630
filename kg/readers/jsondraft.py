"""Drafts of formats whose records are JSON values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.readers.draft import Draft
from kg.readers.records import shown

if TYPE_CHECKING:
    from kg.readers.draft import Record


@dataclass(slots=True)
class JsonDraft:
    """A draft that remembers which JSON value each record was made of.

    Attributes:
        draft: What has been understood so far.
        line: The line of the document at hand, which all its records share.
    """

    line: int
    draft: Draft = field(init=False)
    _values: dict[Record, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draft = Draft(self._shown)

    def keep(self, records: list[Any], record: Record, value: Any) -> None:
        """Add a record to one of the draft's lists."""
        records.append(record)
        self._values[record] = value

    def skip(self, reason: str, value: Any) -> None:
        """Note a value that is not kept."""
        self.draft.skip(self.line, reason, shown(value))

    def repair(self, reason: str, value: Any) -> None:
        """Note a value that is kept, but not as it stands."""
        self.draft.repair(self.line, reason, shown(value))

    def _shown(self, record: Record) -> str:
        return shown(self._values[record])
