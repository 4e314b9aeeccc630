"""Ids of records that are unique in a document, whatever the file says."""

from __future__ import annotations

from dataclasses import dataclass, field

SAME_ID = "id is used before in the document"


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that are taken in one document."""

    _taken: set[str] = field(default_factory=set)

    def new(self, given: str, *, letter: str) -> str:
        """An id that is not taken: the given one, if there is one and it is free.

        Args:
            given: What the file says; empty where it says nothing.
            letter: What made-up ids begin with.

        Example:
            >>> ids = Ids()
            >>> ids.new("a", letter="T"), ids.new("a", letter="T"), ids.new("", letter="T")
            ('a', 'a-2', 'T3')
        """
        number = 1 if given else len(self._taken) + 1
        name = given or f"{letter}{number}"
        while name in self._taken:
            number += 1
            name = f"{given}-{number}" if given else f"{letter}{number}"
        self._taken.add(name)
        return name

    def is_taken(self, given: str) -> bool:
        """Whether an id that a file gives was given before."""
        return bool(given) and given in self._taken
