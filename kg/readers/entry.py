"""What a scan finds: the documents of a corpus, before any of them is opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.readers.archive import split

if TYPE_CHECKING:
    from kg.model import Skipped


@dataclass(frozen=True, slots=True)
class Entry:
    """One document to read; it can be pickled and handed to another process.

    Attributes:
        root: The corpus folder, as the caller named it.
        id: The document's id: its path in the corpus without the ending, with `/`.
        format: Name of the format, such as `brat`.
        text: Path of the text file, relative to `root`, with `.zip!/` before what stands in an archive; empty where the
            format holds the text.
        annotations: Paths of the annotation files, likewise; empty for a text that nobody has annotated.
        metadata: Its row of `metadata.csv`, `.tsv` or `.jsonl`, as (column, value) pairs.
        rows: The rows of documents in it, where it holds several: (own id, pairs), sorted.
    """

    root: str
    id: str
    format: str
    text: str
    annotations: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Absolute paths of all its files, the text first; of files in an archive, that of the archive."""
        root = os.path.abspath(self.root)  # noqa: PTH100 - Path.absolute keeps `..`, which equal files may differ by
        names = [split(name)[0] for name in (self.text, *self.annotations) if name]
        return tuple([os.path.join(root, name) for name in dict.fromkeys(names)])  # noqa: PTH118 - fast


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents under some paths, and what was found but cannot be read.

    Attributes:
        entries: Sorted by id; ids are unique.
        ignored: Files that no reader knows, annotations without text, metadata that match nothing: each with its
            reason and its path relative to its corpus folder.
        remarks: What is kept and yet may be a mistake, as sentences that begin with `path:line`.
    """

    entries: tuple[Entry, ...]
    ignored: tuple[Skipped, ...] = ()
    remarks: tuple[str, ...] = ()
