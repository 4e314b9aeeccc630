"""Files of N-Quads, none much larger than what is loaded at a time, however many documents one export holds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 1 << 26
"""Characters after which another file begins: some 300,000 quads. Loading in bulk takes four times a file's size."""


@dataclass(slots=True)
class Pieces:
    """What is being written, piece by piece.

    Attributes:
        path: Of the first file; the others have numbers before the ending.
        paths: The files so far.
    """

    path: Path
    paths: list[Path] = field(default_factory=list)
    _file: IO[str] | None = None
    _size: int = 0

    def write(self, text: str) -> None:
        """Write whole lines about one document; they stay together."""
        if self._file is None or self._size > _MOST:
            self.close()
            number = f"-{len(self.paths)}" if self.paths else ""
            path = self.path.with_stem(f"{self.path.stem}{number}")
            self._file, self._size = path.open("w", encoding="utf-8", newline="\n"), 0
            self.paths.append(path)
        self._file.write(text)
        self._size += len(text)

    def close(self) -> None:
        """Write everything to disk."""
        if self._file is not None:
            self._file.close()
            self._file = None


@contextmanager
def pieces(path: Path) -> Iterator[Pieces]:
    """Pieces to write, closed afterwards."""
    opened = Pieces(path)
    try:
        yield opened
    finally:
        opened.close()
