"""What a build changes in the version that it starts from, noted while it happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BYTES_A_QUAD = 200
"""Length of a line in a shard's file, roughly: a file that is too long is not read to find that it holds too much."""


@dataclass(slots=True)
class Recording:
    """Notes which quads were in a store before a build touched them; whether they are in it now, it asks at the end.

    A document that is read again is taken out whole and put in whole, and most of it is the same. So the difference
    is between the beginning and the end, not what was done between.

    Attributes:
        store: The store.
        most: Quads noted at most; of a build that touches more, nothing is recorded.
    """

    store: ox.Store
    most: int
    _before: dict[ox.Quad, bool] = field(default_factory=dict)
    _given_up: bool = False

    def removing(self, quads: Iterable[ox.Quad]) -> None:
        """Note quads of the store before they are removed."""
        for quad in quads:
            if self._given_up:
                return
            self._note(quad, was=True)

    def adding(self, path: Path) -> None:
        """Note the quads of an N-Quads file before it is loaded."""
        if path.stat().st_size > _BYTES_A_QUAD * self.most:
            self._give_up()
        if self._given_up:
            return
        # Read into a store, so that literals are as stores have them.
        loaded = ox.Store()
        loaded.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)
        for quad in loaded:
            if quad not in self._before and not self._given_up:
                self._note(quad, was=quad in self.store)

    def replaced(self, before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> None:
        """Note that some quads have taken the place of others."""
        old, new = set(before), set(after)
        self.removing(old - new)
        for quad in new - old:
            self._note(quad, was=False)

    def changes(self) -> Changes | None:
        """What is different now; None where it is too much."""
        if self._given_up:
            return None
        return Changes(
            added=frozenset(quad for quad, was in self._before.items() if not was and quad in self.store),
            removed=frozenset(quad for quad, was in self._before.items() if was and quad not in self.store),
        )

    def _note(self, quad: ox.Quad, *, was: bool) -> None:
        self._before.setdefault(quad, was)
        if len(self._before) > self.most:
            self._give_up()

    def _give_up(self) -> None:
        self._given_up = True
        self._before.clear()
