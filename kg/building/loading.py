"""Filling a draft's store: in bulk for a first build, graph by graph for a renewal.

The first build of a small corpus fills a store in memory and writes it to the disk at the end, in one piece: every file
that is loaded into a store on the disk takes 20 milliseconds and more, however short it is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import changes, iri
from kg.building.entities import entity_statements
from kg.building.recording import Recording
from kg.errors import StoreError
from kg.store import FEW, is_graph_folder, load_rdf, read_pointer, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.building.state import NameRow
    from kg.changes import Changes
    from kg.config import Config
    from kg.names import Identities
    from kg.rules import Derived
    from kg.schema import Schema
    from kg.store import Draft


_BYTES_A_QUAD = 200
"""Length of a line of N-Quads, roughly."""

_BLANK_NODE = re.compile(rb"(?:^| )_:", re.MULTILINE)
"""What blank nodes begin with in N-Quads."""


@dataclass(slots=True)
class Loader:
    """Puts statements into a store that nobody sees yet, and takes them out again.

    Attributes:
        draft: Where the store is.
        store: The draft's store.
        base: The base IRI of the graph.
        bulk: Whether the store is new, so that files may be loaded in bulk.
        in_memory: Whether the store has still to be written to the disk.
        recording: Notes what is changed in the last version; None where the store is new.
        remembers: Whether something is known of earlier versions, so that what was changed is worth keeping.
    """

    draft: Draft
    store: ox.Store
    base: str
    bulk: bool
    in_memory: bool = False
    recording: Recording | None = None
    remembers: bool = False

    def add(self, path: Path) -> None:
        """Load an N-Quads file and remove it.

        Raises:
            StoreError: The disk is full, or the store cannot be written.
        """
        try:
            self._load_file(path)
        except OSError as error:
            raise StoreError(f"the graph cannot be written: {error}", path=str(self.draft.folder)) from error
        path.unlink()

    def drop(self, graphs: Iterable[str]) -> None:
        """Take documents' graphs out of the store, and what the provenance graph says of them."""
        provenance = ox.NamedNode(iri.named_graph(self.base, "provenance"))
        for graph in graphs:
            if self.recording is not None:
                self.recording.removing(self._quads_of(graph))
            self.store.remove_graph(ox.NamedNode(graph))
            self._remove_about(graph, provenance)
            self._remove_about(f"{graph}#annotation", provenance)

    def _remove_about(self, subject: str, graph: ox.NamedNode) -> None:
        quads = list(self.store.quads_for_pattern(ox.NamedNode(subject), None, None, graph))
        if self.recording is not None:
            self.recording.removing(quads)
        for quad in quads:
            self.store.remove(quad)

    def changed(self) -> Changes | None:
        """What is different from the last version; None where that is much, or everything is new."""
        return self.recording.changes() if self.recording is not None else None

    def note_derived(self, derived: Derived) -> None:
        """Note what running the rules has done."""
        if self.recording is not None:
            self.recording.replaced(derived.removed, derived.added)

    def record(self) -> None:
        """Keep what was changed in the last version, beside the store; forget all that was known where it is much."""
        if not self.remembers or self.draft.previous is None:
            return
        found = self.changed()
        if found is None:
            changes.forget(self.draft.path)
        else:
            changes.record(self.draft.path, previous=self.draft.previous, changes=found)

    def _quads_of(self, graph: str) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def _load_file(self, path: Path) -> None:
        if self.recording is not None:
            self.recording.adding(path)
        if self.in_memory and len(self.store) + path.stat().st_size // _BYTES_A_QUAD > FEW:
            self._go_to_disk(keep_text=False)
        if self.bulk:
            # The lines are our own; IRIs were checked where they were made.
            self.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)
        else:
            self.store.load(path=str(path), format=ox.RdfFormat.N_QUADS)

    def load_ontology(self, files: Sequence[Path], *, graph: str) -> None:
        """Put the ontology and its code lists into a graph of their own, blank nodes as IRIs.

        Blank nodes get new labels at every reading; named after their place in the canonical form of the file they are
        the same for ever (RDFC-1.0; RDF 1.1 Concepts, section 3.5).
        """
        for file in files:
            self.store.extend(_without_blank_nodes(file, graph=ox.NamedNode(graph), base=self.base))

    def replace_entities(
        self,
        names: Iterable[NameRow],
        *,
        dropped: Sequence[str],
        identities: Identities,
        schema: Schema,
        config: Config,
    ) -> None:
        """State the entities that names refer to, in place of what was said of the dropped ones."""
        graph = ox.NamedNode(iri.named_graph(config.base, "entities"))
        for entity in dropped:
            self._remove_about(entity, graph)
        path = self.draft.path / "entities.nq"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for statement in entity_statements(names, identities=identities, schema=schema, config=config):
                file.write(f"{statement} {graph} .\n")
        self._load_file(path)
        path.unlink()

    def keep_manual(self) -> bool:
        """Take over what people wrote into the last version by hand (`kg query --update`).

        Returns:
            False where there is a last version and it is damaged, so that nothing could be taken over.
        """
        if self.draft.previous is None:
            # The folder of a first build names no version yet.
            return not is_graph_folder(self.draft.folder)
        # kg.toml may have another base since.
        before = ox.NamedNode(iri.named_graph(read_pointer(self.draft.folder)["base"], "manual"))
        now = ox.NamedNode(iri.named_graph(self.base, "manual"))
        try:
            previous = ox.Store.read_only(str(self.draft.previous / "store"))
            # All of them before the first is written: the damage may be among them.
            written = list(previous.quads_for_pattern(None, None, None, before))
        except (OSError, RuntimeError):
            # RuntimeError: a file or block that is not as it was written (pyoxigraph 0.5.13).
            return False
        self.store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, now) for quad in written)
        return True

    def count(self, graph: str, *, what: str = "*") -> int:
        """Number of triples in a graph, or with `DISTINCT ?s` of its subjects: quicker than a walk over its quads."""
        found = self.store.query(f"SELECT (COUNT({what}) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(next(iter(found))["n"].value)  # type: ignore[arg-type]

    def compact(self) -> None:
        """Put what was loaded in bulk into order, which makes rules and queries many times faster.

        Raises:
            StoreError: The disk is full, or the store cannot be written.
        """
        try:
            if not self.in_memory:
                self.store.optimize()
        except OSError as error:
            raise StoreError(f"the graph cannot be written: {error}", path=str(self.draft.folder)) from error

    def flush(self) -> None:
        """Write everything to disk.

        Raises:
            StoreError: The disk is full, or the store cannot be written.
        """
        try:
            if self.in_memory:
                self._go_to_disk(keep_text=len(self.store) <= FEW)
                self.store.optimize()
            self.store.flush()
        except OSError as error:
            raise StoreError(f"the graph cannot be written: {error}", path=str(self.draft.folder)) from error

    def _go_to_disk(self, *, keep_text: bool) -> None:
        """Write a store in memory to the disk, by way of a text, and go on there."""
        path, lines = text_of(self.draft.path), self.store.dump(format=ox.RdfFormat.N_QUADS) or b""
        path.write_bytes(b"".join(sorted(lines.splitlines(keepends=True))))
        self.store, self.in_memory = _on_disk(self.draft), False
        self.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)
        # Blank nodes, which people may have written by hand, have other names at every reading.
        if not keep_text or _BLANK_NODE.search(lines):
            path.unlink()


def fresh_loader(draft: Draft, *, base: str) -> Loader:
    """A loader into an empty store."""
    return Loader(draft, ox.Store(), base, bulk=True, in_memory=True)


def loader_from_previous(draft: Draft, *, base: str) -> Loader:
    """A loader into a store that starts as the current version."""
    draft.copy_previous()
    store = _on_disk(draft)
    if draft.previous is None:
        return Loader(draft, store, base, bulk=False)
    recording = Recording(store, most=changes.limit(_size_of(draft.previous)))
    remembers = changes.carry(draft.path, previous=draft.previous)
    return Loader(draft, store, base, bulk=False, recording=recording, remembers=remembers)


def _on_disk(draft: Draft) -> ox.Store:
    return ox.Store(str(draft.path / "store"))


def _size_of(version: Path) -> int:
    """Number of quads in a version, as the account of its build has it; 0 where there is none."""
    try:
        account = json.loads((version / "account.json").read_text(encoding="utf-8"))
        return int(account["triples"]["all"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _without_blank_nodes(file: Path, *, graph: ox.NamedNode, base: str) -> list[ox.Quad]:
    store = ox.Store()
    load_rdf(store, file)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)

    def named(term: Any) -> Any:
        blank = isinstance(term, ox.BlankNode)
        return ox.NamedNode(f"{base}.well-known/genid/{file.stem}-{term.value}") if blank else term

    return [ox.Quad(named(quad.subject), quad.predicate, named(quad.object), graph) for quad in dataset]
