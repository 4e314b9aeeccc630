"""A build, step by step: find what changed, read and map it, resolve names, load, derive, publish."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from kg import iri, readers, schema
from kg.building.account import BuildAccount, account_of, conclusions_of
from kg.building.loading import Loader, fresh_loader, loader_from_previous
from kg.building.shards import Settings, digest_of, identify_shards, run_shards, signature_of
from kg.building.state import State
from kg.building.unmet import unmet_names
from kg.errors import InputError, StoreError, counted
from kg.names import Decisions, Identities, read_decisions, resolve
from kg.readers.folders import NO_TEXT
from kg.rules import Earlier, derive, read_rules
from kg.store import Draft, Opened, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.building.networks import Network
    from kg.config import Config
    from kg.names.decisions import NameKey
    from kg.readers import Corpus, Entry

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is."""

_WHOLE_AGAIN = 1 / 3
"""Share of changed documents from which loading everything afresh is quicker than replacing graph by graph."""

_LOST = (
    "the last version is damaged, or of another format: everything was built afresh, and statements written by hand "
    "('kg query --update'), if there were any, could not be taken over"
)
_FORGOTTEN = "what the last build remembered (state.sqlite) is damaged: everything was read again"


def _silent(step: str, done: int, total: int) -> None:
    """No progress is shown."""


def build_graph(
    corpus: Sequence[Path | str],
    graph: Path,
    *,
    config: Config,
    form: str | None = None,
    workers: int | None = None,
    strict: bool = False,
    fresh: bool = False,
    progress: Progress = _silent,
) -> BuildAccount:
    """Build or renew the graph of a corpus.

    Args:
        corpus: Folders of annotated texts, or single files.
        graph: The graph's folder; it is made where it is missing.
        config: What `kg.toml` says.
        form: Name of the format that every file is taken for; by default each is recognised.
        workers: Number of processes; by default one a core, and one alone for a small corpus.
        strict: Whether a document that cannot be read stops the build.
        fresh: Whether everything is read again, whatever the last build knew.
        progress: Told how far the build is.

    Returns:
        The account of the whole corpus.

    Raises:
        UsageError: No format has this name.
        InputError: Nothing to read, or with `strict` something that cannot be read.
        ConfigError: `kg.toml` or `decisions.toml` says something that the ontology does not have, or names a network
            of which there is no projection.
        BusyError: Another process is building this graph.
        StoreError: The graph cannot be written.
    """
    started = time.perf_counter()
    progress("scan", 0, 1)
    found = readers.scan([Path(path) for path in corpus], form=form)
    if not found.entries:
        raise _nothing_to_read(corpus, found)
    with writing(graph) as draft:
        build = _Build(found, draft, config, workers=workers or os.cpu_count() or 1, strict=strict, progress=progress)
        account = build.run(fresh=fresh, started=started)
        draft.publish(base=config.base)
    return account


def _nothing_to_read(corpus: Sequence[Path | str], found: Corpus) -> InputError:
    """The error of a corpus without documents; it names what is there but has no text."""
    names = ", ".join(str(path) for path in corpus)
    alone = [skipped.path for skipped in found.ignored if skipped.reason == NO_TEXT]
    if not alone:
        return InputError(f"no annotated text in {names}", hint="name a folder with .txt and .ann files")
    path, files = alone[0], counted(len(alone), "file")
    return InputError(
        f"no annotated text in {names}: {files} of annotations without the text, such as {path!r}",
        hint=f"put {path.rpartition('.')[0] + '.txt'!r} beside it, the text that was annotated",
    )


def settings_digest(config: Config) -> str:
    """SHA-256 of everything besides a document that its statements depend on."""
    digest = hashlib.sha256(kg.__version__.encode())
    for path in config.ontology:
        digest.update(path.read_bytes())
    tables = (config.base, config.defaults, config.labels, config.roles, config.attributes, config.values)
    relations = {label: (relation.situation, relation.roles) for label, relation in config.relations.items()}
    digest.update(json.dumps([*tables, relations, config.authorities], sort_keys=True).encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done: entries to read, and ids of the last build whose statements go."""

    read: list[Entry]
    gone: list[str]
    touched: list[tuple[str, str]]
    incremental: bool


class _Build:
    """One build, from a scanned corpus to a filled draft."""

    def __init__(
        self, corpus: Corpus, draft: Draft, config: Config, *, workers: int, strict: bool, progress: Progress
    ) -> None:
        self.corpus = corpus
        self.draft = draft
        self.config = config
        self.workers = workers
        self.strict = strict
        self.progress = progress
        self.warnings = list(corpus.remarks)
        if config.networks:
            # networkx takes a tenth of a second to import.
            from kg.building.networks import refuse_unknown_networks  # noqa: PLC0415

            refuse_unknown_networks(config)
        self.schema = schema.load(config.ontology)
        self.rules = read_rules(config.rules, shapes=(*config.ontology, *config.shapes))
        self.settings = settings_digest(config)
        self.decisions = read_decisions(config.decisions, schema=self.schema) if config.decisions else Decisions()

    def run(self, *, fresh: bool, started: float) -> BuildAccount:
        """Fill the draft and give the account."""
        plan, loader = self._begin(fresh=fresh)
        state = State(self.draft.path / "state.sqlite")
        old = _known_identities(state, self.config.base) if plan.incremental else self._identify(plan.read)
        # The register of entities is stated afresh for the names of what goes and of what comes.
        before = state.keys_of(plan.gone)
        for id_ in plan.gone:
            loader.drop(state.graphs_of(id_))
            state.forget(id_)
        state.touch(plan.touched)
        self._read(plan.read, old, loader, state)
        if not plan.incremental:
            state.index()
        identities = self._resolve(state.identified())
        moved = {key for key in {*old.merged, *identities.merged} if old.entity(*key) != identities.entity(*key)}
        self._read_again(state.entries_naming(moved), identities, loader, state)
        if plan.incremental:
            keys = before | moved | state.keys_of(entry.id for entry in plan.read)
            self._state_entities(loader, state, identities, keys=_whole_clusters(keys, old, identities), before=old)
        else:
            loader.load_ontology(self.config.ontology, graph=self._graph("ontology"))
            if not loader.keep_manual():
                self.warnings.append(_LOST)
            self._state_entities(loader, state, identities, keys=None, before=old)
        return self._finish(loader, state, identities, plan, started)

    def _begin(self, *, fresh: bool) -> tuple[_Plan, Loader]:
        """What is to be done, and the store to do it in; all of it where the last version is damaged."""
        plan = self._plan(fresh=fresh)
        if plan.incremental:
            try:
                return plan, loader_from_previous(self.draft, base=self.config.base)
            except StoreError:
                # That it is damaged is said when what was written by hand is missed.
                plan = self._plan(fresh=True)
        return plan, fresh_loader(self.draft, base=self.config.base)

    def _plan(self, *, fresh: bool) -> _Plan:
        known = {} if fresh or self.draft.previous is None else self._remembered()
        changed, touched = [], []
        for entry in self.corpus.entries:
            before = known.get(entry.id)
            signature = signature_of(entry)
            if before and before[0] == signature:
                continue
            if before and before[1] == digest_of(entry):
                touched.append((signature, entry.id))
            else:
                changed.append(entry)
        present = {entry.id for entry in self.corpus.entries}
        gone = sorted(set(known) - present)
        if not known or len(changed) + len(gone) > len(known) * _WHOLE_AGAIN:
            return _Plan(list(self.corpus.entries), [], [], incremental=False)
        return _Plan(changed, gone + [entry.id for entry in changed if entry.id in known], touched, incremental=True)

    def _remembered(self) -> dict[str, tuple[str, str]]:
        """The entries of the last build; none where it was made under other settings."""
        previous = self.draft.previous
        path = previous / "state.sqlite" if previous else None
        if path is None or not path.is_file():
            return {}
        try:
            state = State(path)
            entries = state.entries() if state.meta("settings") == self.settings else {}
            state.close()
        except StoreError:
            self.warnings.append(_FORGOTTEN)
            return {}
        return entries

    def _resolve(self, identified: list[tuple[str, str, str]]) -> Identities:
        return resolve(identified, decisions=self.decisions, base=self.config.base)

    def _identify(self, entries: list[Entry]) -> Identities:
        """The identities of a new graph, known before anything is mapped, so that everything is mapped once."""
        settings = Settings(self.config, self._resolve([]), self.strict)
        found: set[tuple[str, str, str]] = set()
        done = 0
        for names, count in identify_shards(entries, settings, workers=self.workers):
            found |= names
            done += count
            self.progress("names", done, len(entries))
        return self._resolve(sorted(found))

    def _read(self, entries: list[Entry], identities: Identities, loader: Loader, state: State) -> None:
        """Read, map and load some entries; one shard is loaded while the workers map the next ones."""
        settings = Settings(self.config, identities, self.strict)
        done = 0
        folder = self.draft.path / "shards"
        folder.mkdir()
        for shard in run_shards(entries, folder, settings, workers=self.workers):
            state.keep(shard.entries)
            for path in shard.paths:
                loader.add(path)
            done += len(shard.entries)
            self.progress("read", done, len(entries))
        folder.rmdir()

    def _read_again(self, affected: set[str], identities: Identities, loader: Loader, state: State) -> None:
        """Map the documents again whose names now mean other entities."""
        entries = [entry for entry in self.corpus.entries if entry.id in affected]
        for entry in entries:
            loader.drop(state.graphs_of(entry.id))
            state.forget(entry.id)
        if entries:
            self._read(entries, identities, loader, state)

    def _state_entities(
        self, loader: Loader, state: State, identities: Identities, *, keys: set[NameKey] | None, before: Identities
    ) -> None:
        dropped = sorted({known.entity(*key) for known in (before, identities) for key in keys or ()})
        loader.replace_entities(
            state.names(keys), dropped=dropped, identities=identities, schema=self.schema, config=self.config
        )

    def _graph(self, name: str) -> str:
        return iri.named_graph(self.config.base, name)

    def _finish(
        self, loader: Loader, state: State, identities: Identities, plan: _Plan, started: float
    ) -> BuildAccount:
        if not plan.incremental:
            self.progress("compact", 0, 1)
            loader.compact()
        self.progress("derive", 0, 1)
        graph = self._graph("inferred")
        earlier = self._earlier(loader, state)
        derived = derive(loader.store, self.rules, graph=graph, ontology=self._graph("ontology"), earlier=earlier)
        loader.note_derived(derived)
        inferred = loader.count(graph)
        loader.flush()
        loader.record()
        state.remember("settings", self.settings)
        state.remember("rules", [self.rules.digest(), self.draft.path.name])
        state.remember("merged", [[*key, *winner] for key, winner in sorted(identities.merged.items())])
        unmet = unmet_names(state, decisions=self.decisions, config=self.config)
        known = account_of(state, ignored=(*self.corpus.ignored, *unmet), refused=identities.refused)
        state.close()
        others = sum(loader.count(self._graph(name)) for name in ("entities", "manual", "ontology", "provenance"))
        known["triples"] |= {"inferred": inferred, "all": known["triples"]["documents"] + inferred + others}
        networks = self._networks(loader)
        account = BuildAccount(
            changed=len(plan.read),
            unchanged=len(self.corpus.entries) - len(plan.read),
            removed=len([id_ for id_ in plan.gone if id_ not in {entry.id for entry in plan.read}]),
            entities=loader.count(self._graph("entities"), what="DISTINCT ?s"),
            rules=derived.outcomes,
            networks=networks,
            warnings=tuple(self.warnings),
            seconds=round(time.perf_counter() - started, 3),
            **known,
        )
        (self.draft.path / "account.json").write_text(account.to_json(timed=False), encoding="utf-8")
        self.progress("done", 1, 1)
        return account

    def _earlier(self, loader: Loader, state: State) -> Earlier | None:
        """The last version, where what the same rules derived in it is all that has been derived since."""
        previous, changed = self.draft.previous, loader.changed()
        if previous is None or changed is None or state.meta("rules") != [self.rules.digest(), previous.name]:
            return None
        return Earlier(ox.Store.read_only(str(previous / "store")), changed, conclusions_of(previous))

    def _networks(self, loader: Loader) -> tuple[Network, ...]:
        """Make the networks that `kg.toml` names; in the draft, so that they are published with the graph."""
        names = self.config.networks
        if not names:
            return ()
        from kg.building.networks import make_network  # noqa: PLC0415 - as above

        opened = Opened(loader.store, self.draft.folder, base=self.config.base, version=self.draft.path)
        made = []
        for done, name in enumerate(names):
            self.progress("networks", done, len(names))
            made.append(make_network(opened, name, self.config))
        return tuple(made)


def _known_identities(state: State, base: str) -> Identities:
    """The identities of the last build."""
    merged = {(family, key): (of, winner) for family, key, of, winner in state.meta("merged") or []}
    return Identities(base=base, merged=merged)


def _whole_clusters(keys: set[NameKey], *known: Identities) -> set[NameKey]:
    """Some name keys with all others of the same entities, before or after."""
    whole = set(keys)
    for identities in known:
        winners = {identities.merged.get(key, key) for key in whole}
        whole |= {key for key, winner in identities.merged.items() if winner in winners} | winners
    return whole
