"""The account of a build: what came in, what is in the graph, and what was left out and why."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kg.building.state import State
from kg.errors import InputError
from kg.mapping.account import KINDS
from kg.store import read_pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.building.networks import Network
    from kg.mapping import Unmapped
    from kg.model import Skipped
    from kg.rules import Outcome


@dataclass(frozen=True, slots=True)
class Cause:
    """Why things were left out: how many, one example, and what to do."""

    kind: str
    reason: str
    hint: str
    count: int
    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class BuildAccount:
    """Counts of one build over the whole corpus, unchanged documents included.

    For each kind, `read[kind] == mapped[kind] + left[kind]`; for the readers, `records == records_kept +
    records_skipped`.

    Attributes:
        documents: Documents in the graph.
        changed: Entries read in this build (new, edited, or named differently).
        unchanged: Entries taken over from the last build.
        removed: Entries of the last build that are gone.
        unreadable: Messages of entries that could not be read at all.
        unannotated: Ids of texts that nobody has annotated.
        undated: Number of documents without a publication date.
        languages: Documents by language.
        detected: Documents whose language was detected from their words.
        records: Annotation records met by the readers.
        records_skipped: Those that could not be kept.
        repaired: Those that were kept after a repair.
        read: Kind to number met.
        mapped: Kind to number in the graph.
        left: Kind to number left out.
        causes: Why things were left out, most frequent first.
        ignored: Files that no reader takes, annotations without text, metadata of no document, decisions on names that
            no document has.
        refused: Merges of names that were not made, and links that prove nothing.
        entities: Entities in the graph.
        rules: What each rule concluded, in the order in which they ran.
        networks: Those that `kg.toml` asks builds to make.
        warnings: What else a person should know, as sentences.
        triples: Quads in the graph by part: documents, entities, inferred, provenance, ontology, all.
        seconds: Wall-clock time of the build.
    """

    documents: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    unreadable: tuple[str, ...] = ()
    unannotated: tuple[str, ...] = ()
    undated: int = 0
    formats: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    detected: int = 0
    records: int = 0
    records_skipped: int = 0
    repaired: int = 0
    read: dict[str, int] = field(default_factory=dict)
    mapped: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    ignored: tuple[Skipped, ...] = ()
    refused: tuple[str, ...] = ()
    entities: int = 0
    rules: tuple[Outcome, ...] = ()
    networks: tuple[Network, ...] = ()
    warnings: tuple[str, ...] = ()
    triples: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether annotations were read and not one of them found a place in the graph."""
        return any(self.read.values()) and not any(self.mapped[kind] for kind in ("mentions", "events", "relations"))

    @property
    def exit_code(self) -> int:
        """0, or 4 where a document could not be read or nothing at all could be mapped."""
        return InputError.exit_code if self.unreadable or self.is_empty else 0

    def to_json(self, *, timed: bool = True, items: Iterable[Unmapped] | None = None) -> str:
        """The account as JSON text.

        Args:
            timed: Whether it says how long the build took; without, equal builds give equal bytes.
            items: What was left out, one by one (`items_left`), where it is wanted.
        """
        content = asdict(self)
        if items is not None:
            content["items"] = [asdict(item) for item in items]
        if not timed:
            del content["seconds"]
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def items_left(graph: Path) -> Iterator[Unmapped]:
    """Everything that the last build of a graph left out, by place.

    Raises:
        StoreError: There is no graph.
    """
    state = State(graph / read_pointer(graph)["version"] / "state.sqlite")
    try:
        yield from state.left()
    finally:
        state.close()


def conclusions_of(version: Path) -> dict[tuple[str, str], int]:
    """Name and place of each rule to how many triples it concluded in a version; empty where its account is damaged."""
    try:
        account = json.loads((version / "account.json").read_text(encoding="utf-8"))
        return {(rule["rule"], rule["place"]): int(rule["conclusions"]) for rule in account["rules"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def account_of(state: State, *, ignored: Sequence[Skipped], refused: Sequence[str]) -> dict[str, Any]:
    """The parts of a `BuildAccount` that the build's memory knows, as keyword arguments."""
    sums: dict[str, Counter[str]] = {
        "read": Counter(),
        "mapped": Counter(),
        "formats": Counter(),
        "languages": Counter(),
    }
    numbers: Counter[str] = Counter()
    unannotated = []
    for id_, facts in state.documents():
        numbers["documents"] += 1
        for name in ("records", "records_skipped", "repaired"):
            numbers[name] += facts[name]
        numbers["undated"] += not facts["dated"]
        numbers["detected"] += facts["language_basis"] == "detected"
        numbers["triples"] += facts["triples"]
        sums["formats"][facts["format"]] += 1
        sums["languages"][facts["language"] or "unknown"] += 1
        for name in ("read", "mapped"):
            sums[name].update(facts[name])
        if not facts["annotated"]:
            unannotated.append(id_)
    causes = tuple(Cause(*row) for row in state.left_by_reason())
    unreadable = [f"{cause.path}: {cause.reason}" for cause in causes if cause.kind == "documents"]
    read = {kind: sums["read"][kind] for kind in KINDS}
    mapped = {kind: sums["mapped"][kind] for kind in KINDS}
    return {
        "documents": numbers["documents"],
        "undated": numbers["undated"],
        "detected": numbers["detected"],
        "records": numbers["records"],
        "records_skipped": numbers["records_skipped"],
        "repaired": numbers["repaired"],
        "formats": dict(sorted(sums["formats"].items())),
        "languages": dict(sorted(sums["languages"].items())),
        "read": read,
        "mapped": mapped,
        "left": {kind: read[kind] - mapped[kind] for kind in KINDS},
        "unannotated": tuple(unannotated),
        "unreadable": tuple(unreadable),
        "causes": causes,
        "ignored": tuple(ignored),
        "refused": tuple(refused),
        "triples": {"documents": numbers["triples"]},
    }
