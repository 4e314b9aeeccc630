"""A folder of texts with their metadata, that documents are written into."""

from __future__ import annotations

import json
from collections import Counter
from typing import IO, TYPE_CHECKING, Self

from kg.errors import InputError
from kg.iri import slug

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from kg.model import Document

SAME_FILE = "second annotator of a text has a file of their own"

_METADATA = "metadata.jsonl"
# What the readers add themselves.
_BASES = frozenset({"language_basis", "title_basis", "text_basis"})


class Pages:
    """A new folder that holds each document's text and a row of metadata for it.

    Attributes:
        changes: How often each kind of change was made.

    Raises:
        InputError: The folder is there and not empty.
    """

    def __init__(self, folder: Path) -> None:
        if folder.is_dir() and any(folder.iterdir()):
            raise InputError("folder is not empty", path=str(folder), hint="name a new one")
        self.changes: Counter[str] = Counter()
        self._folder = folder
        self._used: set[str] = set()
        self._metadata: IO[str] | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._metadata = (self._folder / _METADATA).open("w", encoding="utf-8", newline="\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._metadata is not None:
            self._metadata.close()
        self.changes = +self.changes

    def add(self, document: Document) -> Path:
        """Write a document's text and metadata; the path of its files without their endings is returned."""
        path = self._free_path(document)
        target = self._folder.joinpath(*path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_name(f"{target.name}.txt").write_bytes(document.text.encode())
        if self._metadata is not None:
            self._metadata.write(json.dumps(_row(document, path), ensure_ascii=False) + "\n")
        return target

    def _free_path(self, document: Document) -> str:
        """Where a document goes: its id, with the annotator's name if another has the id."""
        parts = document.id.split("/")
        path = "/".join(f"_{part}" if part in ("", "..") or part.startswith(".") else part for part in parts)
        if path in self._used:
            self.changes[SAME_FILE] += 1
            path = f"{path}@{slug(document.annotator or 'nobody')}"
        number, free = 1, path
        while free in self._used:
            number += 1
            free = f"{path}-{number}"
        self._used.add(free)
        return free


def _row(document: Document, path: str) -> dict[str, str]:
    """The document's row of metadata."""
    known = {"language": document.language, "annotator": document.annotator}
    stated = {name: value for name, value in known.items() if value}
    return {"path": path} | {name: value for name, value in document.metadata.items() if name not in _BASES} | stated
