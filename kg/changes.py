"""What a version of a graph changed in the one before it, kept for those who know something of an earlier version.

A folder in each version, `checks/`, holds what checks found (`version-7.<key>.json.gz`: see `kg.check.earlier`) and
what each later build changed (`version-8.changes.gz`). A build that starts from the current version takes both over, by
hard links, and adds its own changes; one that starts from nothing does not, and what was known is forgotten. All of
this may be deleted: whoever finds no unbroken chain of changes does the whole work again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "checks"
"""Name of the folder in a version."""

_MOST = 100_000
"""Quads that changes hold at most: more would fill the memory, and take longer to look through than all to check."""

_SHARE = 10
"""Likewise: one in so many quads of the graph at most."""

_FEW = 2000
"""Quads that are few in a graph of any size."""

_CHANGES = ".changes.gz"
_OUTCOME = ".json.gz"
_KEPT = 8
"""Outcomes that a build takes over at most, the newest: one a set of shapes that the graph is checked with."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two versions.

    Attributes:
        added: Quads that only the later one has, as its store has them.
        removed: Quads that only the earlier one has.
    """

    added: frozenset[ox.Quad] = frozenset()
    removed: frozenset[ox.Quad] = frozenset()

    def __len__(self) -> int:
        return len(self.added) + len(self.removed)

    def then(self, later: Changes) -> Changes:
        """The changes of two steps together."""
        return Changes(
            added=(self.added - later.removed) | (later.added - self.removed),
            removed=(self.removed - later.added) | (later.removed - self.added),
        )


class _Step(NamedTuple):
    """What one build changed in the version that it started from, which had this fingerprint."""

    start: str
    fingerprint: str
    changes: Changes


def limit(quads: int) -> int:
    """How many quads of a graph of a size may differ from an earlier version before all is new."""
    return min(_MOST, max(_FEW, quads // _SHARE))


def carry(draft: Path, *, previous: Path) -> bool:
    """Take over what is known of earlier versions into the folder of a draft that starts from the current one.

    Returns:
        Whether anything is known, so that what the draft changes is worth recording.
    """
    with suppress(OSError):
        known = sorted((previous / FOLDER).glob(f"*{_OUTCOME}"), key=number_of)[-_KEPT:]
        if known:
            oldest = number_of(known[0])
            steps = [path for path in (previous / FOLDER).glob(f"*{_CHANGES}") if number_of(path) > oldest]
            (draft / FOLDER).mkdir()
            for path in [*known, *steps]:
                os.link(path, draft / FOLDER / path.name)
            return True
    return False


def record(draft: Path, *, previous: Path, changes: Changes) -> None:
    """Keep what a draft changed in the version that it started from, for `since`."""
    head = {"from": previous.name, "fingerprint": fingerprint(previous), "quads": len(changes)}
    lines = [f"{sign} {quad} .\n" for sign, quads in _signed(changes) for quad in sorted(map(str, quads))]
    text = json.dumps(head) + "\n" + "".join(lines)
    with suppress(OSError):
        path = draft / FOLDER / (draft.name + _CHANGES)
        path.write_bytes(gzip.compress(text.encode(), compresslevel=1, mtime=0))


def forget(draft: Path) -> None:
    """Leave behind what is known of earlier versions, because a draft differs from them too much."""
    for path in (draft / FOLDER).iterdir():
        path.unlink()
    (draft / FOLDER).rmdir()


def since(version: Path, *, name: str, known: str) -> Changes | None:
    """Everything that changed in a version since an earlier one.

    Args:
        version: The folder of the version.
        name: The name of the earlier one, such as `version-7`; it may be the same.
        known: The fingerprint that the earlier one had.

    Returns:
        None where the chain of changes is broken or damaged, or is not one from that very version.
    """
    steps = []
    at = version.name
    while at != name:
        step = _read(version / FOLDER / (at + _CHANGES))
        if step is None:
            return None
        steps.append(step)
        at = step.start
    if known != (steps[-1].fingerprint if steps else fingerprint(version)):
        return None
    changes = Changes()
    for step in reversed(steps):
        changes = changes.then(step.changes)
    return changes


def fingerprint(version: Path) -> str:
    """What tells a version's store from any other: the names, sizes and times of its files, which never change."""
    digest = hashlib.sha256()
    for path in sorted((version / "store").glob("*.sst")):
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def number_of(path: Path) -> int:
    """The number of the version after which a folder or file is named; 0 where it is named after none."""
    digits = path.name.partition(".")[0].removeprefix("version-")
    return int(digits) if digits.isdecimal() else 0


def _signed(changes: Changes) -> Iterable[tuple[str, frozenset[ox.Quad]]]:
    return (("+", changes.added), ("-", changes.removed))


def _read(path: Path) -> _Step | None:
    """A step; None where it cannot be read, or does not lead back in time, so that following steps would not end."""
    try:
        # Not splitlines(): a literal may hold U+2028, which ends a line to Python and not to N-Quads.
        head, *lines = gzip.decompress(path.read_bytes()).decode().split("\n")
        known = json.loads(head)
        added, removed = (_quads(line[2:] for line in lines if line.startswith(sign)) for sign in "+-")
        step = _Step(str(known["from"]), str(known["fingerprint"]), Changes(added, removed))
        sound = known["quads"] == len(step.changes) and number_of(path.with_name(step.start)) < number_of(path)
    except (OSError, EOFError, ValueError, KeyError, TypeError, SyntaxError, zlib.error):
        return None
    return step if sound else None


def _quads(lines: Iterable[str]) -> frozenset[ox.Quad]:
    return frozenset(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))
