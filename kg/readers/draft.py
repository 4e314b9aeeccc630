"""What a reader has understood of a file, before offsets and references are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Skipped
from kg.readers.offsets import CODE_POINTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Account, Attribute, EquivalenceSet, Event, Link, Mention, Note, Relation

    Record = Mention | Event | Relation | Attribute | Link | EquivalenceSet | Note

SAME_ID = "id is already used"


@dataclass(slots=True)
class Draft:
    """The records of one annotation file, or of one annotator of a document.

    Attributes:
        original: A record as it stands in the file, for the account.
        path: The file, for the account; empty where the document has only one.
        read: How many records were met, kept or not.
        mentions: With the file's own offsets; `text` is the file's quote, empty where it has none.
        must_quote: Whether a mention without a quote is a fault.
        unit: What its offsets are said to count, as `kg.readers.offsets` names it.
        others: Ids that notes may refer to besides those of mentions, events, relations and attributes.
    """

    original: Callable[[Record], str]
    path: str = ""
    read: int = 0
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    sets: list[EquivalenceSet] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    repaired: list[Skipped] = field(default_factory=list)
    must_quote: bool = False
    unit: str = CODE_POINTS
    others: set[str] = field(default_factory=set)

    def skip(self, line: int, reason: str, text: str) -> None:
        """Note a record that is not kept."""
        self.skipped.append(Skipped(line, reason, text, self.path))

    def repair(self, line: int, reason: str, text: str) -> None:
        """Note a record that is kept, but not as it stands."""
        self.repaired.append(Skipped(line, reason, text, self.path))

    def leave_out(self, record: Record, reason: str) -> None:
        """Note that a record which was understood cannot be kept."""
        self.skip(record.line, reason, self.original(record))

    def mend(self, record: Record, reason: str) -> None:
        """Note that a record is kept after a change."""
        self.repair(record.line, reason, self.original(record))


@dataclass(frozen=True, slots=True)
class Annotations:
    """What somebody asserted about one text; see `kg.model.Document`."""

    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    attributes: tuple[Attribute, ...]
    links: tuple[Link, ...]
    sets: tuple[EquivalenceSet, ...]
    notes: tuple[Note, ...]
    account: Account
