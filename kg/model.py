"""What a reader delivers: a document with the annotations that someone put on it.

Offsets are Unicode code points, 0-based, half-open, in `Document.text`, which is the exact text of the file (line ends
are kept). Arguments are (role, filler) pairs because roles repeat; a filler is the id of a mention or of an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
Argument = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity or a value.

    Attributes:
        id: Unique in the document.
        label: What the annotator calls it.
        fragments: One or more [start, end) spans in text order; several where the mention is discontinuous.
        text: The words as the annotation quotes them; fragments are joined by one space.
        line: 1-based line (or record number) in the annotation file.
    """

    id: str
    label: str
    fragments: tuple[Span, ...]
    text: str
    line: int = 0

    @property
    def start(self) -> int:
        """The first code point of the first fragment."""
        return self.fragments[0][0]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, expressed by a trigger, with fillers in roles.

    Attributes:
        trigger: Id of the mention that expresses it; None where the format has none.
        arguments: (role, filler) pairs in the file's order; roles as the file writes them, numeric suffix included.
    """

    id: str
    label: str
    trigger: str | None
    arguments: tuple[Argument, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two (or more) annotations, without words of its own."""

    id: str
    label: str
    arguments: tuple[Argument, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named property of an annotation; `value` is None for a flag that is merely set."""

    id: str
    target: str
    name: str
    value: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to an entry of an authority: `Wikidata`, `Q30`. `key` is None for an explicit NIL."""

    target: str
    authority: str
    key: str | None
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class EquivalenceSet:
    """Annotations that refer to one thing (brat's `*` lines, coreference chains)."""

    label: str
    members: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Free text that an annotator left on an annotation."""

    target: str
    type: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record of the input that was not kept, or was kept after a repair, and why.

    Attributes:
        line: 1-based line (or record number) in `path`.
        reason: A short phrase that is the same for the same cause, so that skips can be counted by it.
        text: The record as it stands in the file.
        path: The file it stands in, relative to the corpus; empty where the document has only one.
    """

    line: int
    reason: str
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """How many records a reader met, and what became of those it did not keep.

    Attributes:
        read: Records in the input, blank lines left out; it equals the records kept plus `len(skipped)`.
        skipped: Records that are not in the document.
        repaired: Records that are in the document after a repair, such as offsets that were counted in another unit.
    """

    read: int = 0
    skipped: tuple[Skipped, ...] = ()
    repaired: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from.

    Attributes:
        format: Name of the format, such as `brat`.
        text: Path of the text file, relative to the corpus folder, with `/`.
        annotations: Paths of the annotation files, likewise; empty for a text without annotations.
    """

    format: str
    text: str
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its annotations.

    Attributes:
        id: Its path in the corpus without the ending, or its own id in formats that have one.
        text: The exact string that offsets count into.
        language: ISO 639-1 code, such as `fr`, or None where nothing says it.
        metadata: Plain strings by name: `title`, `date`, `publisher`, `agencies` (`;` between several), `url`,
            `language_basis` (`format`, `metadata`, `default` or `detected`), and whatever else the format gives.
        annotator: Whose annotations these are, where the format names several annotators.
    """

    id: str
    text: str
    language: str | None
    metadata: dict[str, str]
    source: Source
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    links: tuple[Link, ...] = ()
    sets: tuple[EquivalenceSet, ...] = ()
    notes: tuple[Note, ...] = ()
    account: Account = field(default_factory=Account)
    annotator: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The document as plain lists and dictionaries: what `kg read -f jsonl` prints, one document a line."""
        return {
            "id": self.id,
            "text": self.text,
            "language": self.language,
            "metadata": dict(self.metadata),
            "source": {
                "format": self.source.format,
                "text": self.source.text,
                "annotations": list(self.source.annotations),
            },
            **({"annotator": self.annotator} if self.annotator else {}),
            "mentions": [
                {"id": m.id, "label": m.label, "fragments": [list(span) for span in m.fragments], "text": m.text}
                for m in self.mentions
            ],
            "events": [
                {"id": e.id, "label": e.label, "trigger": e.trigger, "arguments": [list(pair) for pair in e.arguments]}
                for e in self.events
            ],
            "relations": [
                {"id": r.id, "label": r.label, "arguments": [list(pair) for pair in r.arguments]}
                for r in self.relations
            ],
            "attributes": [{"id": a.id, "target": a.target, "name": a.name, "value": a.value} for a in self.attributes],
            "links": [
                {"target": n.target, "authority": n.authority, "key": n.key, "label": n.label} for n in self.links
            ],
            "sets": [{"label": s.label, "members": list(s.members)} for s in self.sets],
            "notes": [{"target": n.target, "type": n.type, "text": n.text} for n in self.notes],
            "account": {
                "read": self.account.read,
                "skipped": [_skip_json(skip) for skip in self.account.skipped],
                "repaired": [_skip_json(skip) for skip in self.account.repaired],
            },
        }


def _skip_json(skip: Skipped) -> dict[str, Any]:
    where = {"path": skip.path} if skip.path else {}
    return {"line": skip.line, "reason": skip.reason, "text": skip.text, **where}
