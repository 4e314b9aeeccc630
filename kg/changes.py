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
from typing import TYPE_CHECKING

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


def limit(quads: int) -> int:
    """How many quads of a graph of a size may differ from an earlier version before all is new."""
    return min(_MOST, max(_FEW, quads // _SHARE))


def carry(draft: Path, *, previous: Path) -> bool:
    """Take over what is known of earlier versions into the folder of a draft that starts from the current one.

    Returns:
        Whether anything is known, so that what the draft changes is worth recording.
    """
    with suppress(OSError):
        known = sorted((previous / FOLDER).glob(f"*{_OUTCOME}"), key=_number)[-_KEPT:]
        if known:
            oldest = _number(known[0])
            steps = [path for path in (previous / FOLDER).glob(f"*{_CHANGES}") if _number(path) > oldest]
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
        at = step[0]
    if known != (steps[-1][1] if steps else fingerprint(version)):
        return None
    changes = Changes()
    for _, _, step_changes in reversed(steps):
        changes = changes.then(step_changes)
    return changes


def fingerprint(version: Path) -> str:
    """What tells a version's store from any other: the names, sizes and times of its files, which never change."""
    digest = hashlib.sha256()
    for path in sorted((version / "store").glob("*.sst")):
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _signed(changes: Changes) -> Iterable[tuple[str, frozenset[ox.Quad]]]:
    return (("+", changes.added), ("-", changes.removed))


def _read(path: Path) -> tuple[str, str, Changes] | None:
    """One step: the version that it starts from, its fingerprint, and what changed; None where it cannot be read."""
    try:
        # Not splitlines(): a literal may hold U+2028, which ends a line to Python and not to N-Quads.
        head, *lines = gzip.decompress(path.read_bytes()).decode().split("\n")
        known = json.loads(head)
        start, known_as, count = str(known["from"]), str(known["fingerprint"]), known["quads"]
        added, removed = (_quads(line[2:] for line in lines if line.startswith(sign)) for sign in "+-")
    except (OSError, EOFError, ValueError, KeyError, TypeError, SyntaxError, zlib.error):
        return None
    changes = Changes(added, removed)
    # A step leads back in time, or following the steps might never end.
    return (start, known_as, changes) if len(changes) == count and _number(path) > _number_in(start) else None


def _quads(lines: Iterable[str]) -> frozenset[ox.Quad]:
    return frozenset(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))


def _number(path: Path) -> int:
    return _number_in(path.name.partition(".")[0])


def _number_in(name: str) -> int:
    """The number in the name of a version; 0 where there is none."""
    digits = name.removeprefix("version-")
    return int(digits) if digits.isdecimal() else 0
