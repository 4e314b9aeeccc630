"""The unit of scale: a few documents in, N-Quads out, with the names met and an account.

`run_shard` is pure: the same entries under the same settings give the same bytes, in whatever process or order.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections import Counter, deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

from kg import readers, schema
from kg.building.pieces import pieces
from kg.errors import InputError
from kg.mapping import Mapper, Unmapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from kg.config import Config
    from kg.mapping import Mapped
    from kg.model import Document, Skipped
    from kg.names import Identities, Name
    from kg.readers import Entry

SHARD_SIZE = 600
"""Documents a shard, at most: some 300,000 quads. Loading by 100,000 costs 15 % more CPU time and 250 MB less memory,
loading by 500,000 no less time and 200 MB more."""

_ALONE = 500
"""Documents up to which starting other processes takes longer than they save."""

_ALONE_FOR_NAMES = 8 * _ALONE
"""Likewise where they only look for linked names, which takes an eighth of the time of mapping."""

_AHEAD = 2
"""Shards a worker may be ahead of the loading: more would fill memory and disk with what waits."""

_CHUNK = 1 << 20
"""Bytes of a file that are read at a time where only its digest is wanted: exports may be larger than the memory."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything besides the entries that a shard's output depends on."""

    config: Config
    identities: Identities
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """Something left out of a document."""

    document: str
    item: Unmapped


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What the account needs of one document: counts by kind, language and its basis, date; as JSON, which is small."""

    id: str
    graph: str
    facts: str


@dataclass(slots=True)
class EntryResult:
    """What one entry gave.

    Attributes:
        entry: Its id.
        signature: Sizes and times of its files: while they stay, its content is not read again.
        digest: SHA-256 of everything its statements depend on, the settings apart.
        error: Why it could not be read, or not to its end.
    """

    entry: str
    signature: str
    digest: str
    documents: list[DocumentResult] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    names: Counter[Name] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ShardResult:
    """The files that a shard became, and what its entries gave, in their order."""

    paths: list[Path]
    entries: list[EntryResult]


def signature_of(entry: Entry) -> str:
    """Sizes, times and numbers of an entry's files, and its metadata: quick to compare, changed by every edit."""
    parts = [repr((entry.metadata, entry.rows)), entry.format]
    for file in entry.files:
        try:
            stat = os.stat(file)  # noqa: PTH116 - a large corpus has many files, and paths take longer to make than to ask
        except OSError:
            parts.append("gone")
        else:
            parts.append(f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}")
    return "|".join(parts)


def digest_of(entry: Entry) -> str:
    """SHA-256 of an entry's files, their names and its metadata."""
    digest = hashlib.sha256(
        repr((entry.id, entry.format, entry.text, entry.annotations, entry.metadata, entry.rows)).encode()
    )
    for file in entry.files:
        try:
            with Path(file).open("rb") as opened:
                digest.update(b"%d:" % os.fstat(opened.fileno()).st_size)
                while chunk := opened.read(_CHUNK):
                    digest.update(chunk)
        except OSError as error:
            digest.update(f"unreadable: {error.strerror}".encode())
    return digest.hexdigest()


def run_shard(entries: Sequence[Entry], path: Path, settings: Settings, mapper: Mapper) -> ShardResult:
    """Read and map some entries, and write their quads to a file.

    Raises:
        InputError: With `settings.strict`, an entry that cannot be read.
    """
    results = []
    with pieces(path) as file:
        for entry in entries:
            result = EntryResult(entry.id, signature_of(entry), digest_of(entry))
            for document, mapped in _mapped(entry, settings, mapper, result):
                file.write(mapped.quads + mapped.provenance)
                result.documents.append(DocumentResult(document.id, mapped.graph, _facts(document, mapped)))
                result.left += _left(document, mapped)
                result.names.update(mapped.names)
            results.append(result)
    return ShardResult(file.paths, results)


def _mapped(entry: Entry, settings: Settings, mapper: Mapper, result: EntryResult) -> Iterator[tuple[Document, Mapped]]:
    """The documents of an entry, one at a time; where it is damaged, those before the damage."""
    try:
        for document in readers.stream(entry, defaults=settings.config.defaults):
            yield document, mapper.map(document)
    except InputError as error:
        if settings.strict:
            raise
        path = (error.path or entry.text or entry.id).removeprefix(entry.root).lstrip("/")
        item = Unmapped("documents", path, error.line or 0, "", error.message, "", error.hint or "")
        result.left.append(Left(entry.id, item))


def _facts(document: Document, mapped: Mapped) -> str:
    account, tally = document.account, mapped.tally
    facts = {
        "annotated": bool(document.source.annotations) or document.source.text == "",
        "dated": bool(document.metadata.get("date")),
        "format": document.source.format,
        "language": document.language,
        "language_basis": document.metadata.get("language_basis", ""),
        "mapped": dict(sorted(tally.mapped.items())),
        "read": dict(sorted(tally.read.items())),
        "records": account.read,
        "records_skipped": len(account.skipped),
        "repaired": len(account.repaired),
        "triples": mapped.triples,
    }
    return json.dumps(facts, ensure_ascii=False)


def _left(document: Document, mapped: Mapped) -> Iterator[Left]:
    for kind, skips in (("records", document.account.skipped), ("repairs", document.account.repaired)):
        for skip in skips:
            yield Left(document.id, _record(kind, skip, mapped.tally.path))
    for item in mapped.tally.unmapped:
        yield Left(document.id, item)


def _record(kind: str, skip: Skipped, path: str) -> Unmapped:
    return Unmapped(kind, skip.path or path, skip.line, "", skip.reason, skip.text)


_worker_state: list[tuple[Settings, Mapper]] = []
"""Settings and mapper of a worker process, made once when it starts."""


def _start_worker(settings: Settings) -> None:
    # Ctrl-C goes to the whole group; the parent alone decides, and its workers end with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker_state[:] = [(settings, mapper_of(settings))]


def _work(task: tuple[Sequence[Entry], Path]) -> ShardResult:
    settings, mapper = _worker_state[0]
    return run_shard(task[0], task[1], settings, mapper)


def _work_names(entries: Sequence[Entry]) -> tuple[set[tuple[str, str, str]], int]:
    settings, mapper = _worker_state[0]
    found: set[tuple[str, str, str]] = set()
    for entry in entries:
        # What cannot be read is told when it is mapped.
        with suppress(InputError):
            for document in readers.stream(entry, defaults=settings.config.defaults) if _may_link(entry) else ():
                found |= mapper.identified(document)
    return found, len(entries)


def _may_link(entry: Entry) -> bool:
    """Whether an entry can hold links: seen in brat's files without parsing them, taken for granted elsewhere."""
    if entry.format != "brat":
        return True
    return any(b"\nN" in content or content.startswith(b"N") for content in map(_content, entry.files[1:]))


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:
        return b""


def mapper_of(settings: Settings) -> Mapper:
    """The mapper that some settings ask for."""
    return Mapper(schema.load(settings.config.ontology), settings.config, settings.identities)


def run_shards(entries: Sequence[Entry], folder: Path, settings: Settings, *, workers: int) -> Iterator[ShardResult]:
    """Run all entries, in shards, in the order of the entries.

    Args:
        entries: What to read and map.
        folder: Where the shards' files go; it must exist.
        settings: What the output depends on.
        workers: Number of processes; with 1, or where one shard is enough, everything runs in this one.
    """
    shards = _shards(entries, workers)
    tasks = [(shard, folder / f"shard-{number:06d}.nq") for number, shard in enumerate(shards)]
    return _each(_work, tasks, settings, workers=workers if len(entries) > _ALONE else 1)


def identify_shards(
    entries: Sequence[Entry], settings: Settings, *, workers: int
) -> Iterator[tuple[set[tuple[str, str, str]], int]]:
    """The names that carry identifiers, as (family, key, identifier), and the number of entries, a shard at a time."""
    tasks = _shards(entries, workers)
    return _each(_work_names, tasks, settings, workers=workers if len(entries) > _ALONE_FOR_NAMES else 1)


def _shards(entries: Sequence[Entry], workers: int) -> list[Sequence[Entry]]:
    size = min(SHARD_SIZE, max(1, -(-len(entries) // (workers * 4))))
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def _workers(number: int, settings: Settings) -> ProcessPoolExecutor:
    """A pool of worker processes that Ctrl-C does not reach, not even while they start."""
    inherited = signal.getsignal(signal.SIGINT) if current_thread() is main_thread() else None
    if inherited is not None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ensure_running()
    finally:
        if inherited is not None:
            signal.signal(signal.SIGINT, inherited)
    context = get_context("forkserver")
    return ProcessPoolExecutor(number, mp_context=context, initializer=_start_worker, initargs=(settings,))


def _each(
    work: Callable[[Task], Result], tasks: Sequence[Task], settings: Settings, *, workers: int
) -> Iterator[Result]:
    """The results of all tasks in their order; only a few are under way or waiting to be taken at any time."""
    if workers == 1:
        _worker_state[:] = [(settings, mapper_of(settings))]
        yield from map(work, tasks)
        return
    with _workers(workers, settings) as pool:
        under_way: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                under_way.append(pool.submit(work, task))
                if len(under_way) > workers * _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
