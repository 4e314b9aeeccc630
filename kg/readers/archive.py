"""Zip files of exports, read without leaving anything behind and without trusting what they say of their size."""

from __future__ import annotations

import os
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.readers.entry import Entry

MARK = ".zip!/"
"""Between the path of an archive and that of a file in it."""

# An export of a large project is far below these; an archive made to fill the disk is far above.
_MOST_BYTES = 2 << 30
_MOST_FILES = 50_000
# Deflate packs text by 3 to 10, JSON with much white space by 50.
_MOST_TIMES = 200
_FREE_BYTES = 64 << 20
_CHUNK = 1 << 20


def is_archive(path: str) -> bool:
    """Whether a file is a zip archive by its name and its content."""
    return path.lower().endswith(".zip") and zipfile.is_zipfile(path)


def split(path: str) -> tuple[str, str]:
    """The path of the archive, and that in it; the latter is empty where there is no archive.

    Example:
        >>> split("in/export.zip!/admin.jsonl"), split("in/admin.jsonl")
        (('in/export.zip', 'admin.jsonl'), ('in/admin.jsonl', ''))
    """
    before, mark, inside = path.partition(MARK)
    return (f"{before}.zip", inside) if mark else (path, "")


@contextmanager
def unpacked(path: str, *, names: Collection[str] | None = None) -> Iterator[str]:
    """A folder with the files of an archive, which is removed afterwards.

    Args:
        path: The archive.
        names: The files that are needed; all by default, hidden ones left out.

    Raises:
        InputError: The archive is damaged or encrypted, or unpacks to more than an honest one would.
    """
    with TemporaryDirectory(prefix="kg-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, path, Path(folder), names)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise InputError(f"cannot be unpacked: {error}", path=path) from error
        yield folder


def _unpack(archive: zipfile.ZipFile, path: str, folder: Path, names: Collection[str] | None) -> None:
    members = [member for member in archive.infolist() if not member.is_dir() and _is_wanted(member.filename, names)]
    if len(members) > _MOST_FILES:
        raise InputError(f"holds {len(members)} files, more than {_MOST_FILES}", path=path, hint="unpack it yourself")
    left = min(_MOST_BYTES, max(_FREE_BYTES, _MOST_TIMES * Path(path).stat().st_size))
    for member in members:
        target = folder.joinpath(*PurePosixPath(member.filename).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, target.open("wb") as file:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise InputError(
                        "unpacks to far more than its size", path=path, hint="if you trust it, unpack it yourself"
                    )
                file.write(chunk)


def _is_wanted(name: str, names: Collection[str] | None) -> bool:
    """Whether a member is to be unpacked: never one that would land outside the folder."""
    parts = PurePosixPath(name).parts
    inside = bool(parts) and not name.startswith("/") and ".." not in parts and ":" not in parts[0] and "\\" not in name
    if names is not None:
        return inside and name in names
    return inside and not any(part.startswith((".", "__MACOSX")) for part in parts)


@contextmanager
def at_hand(entry: Entry) -> Iterator[Entry]:
    """An entry whose files can be opened: that itself, or a copy of it in a folder where its archive is unpacked.

    Errors name the files as the archive has them.
    """
    paths = [path for path in (entry.text, *entry.annotations) if path]
    archive, inside = split(paths[0])
    if not inside:
        yield entry
        return
    names = [split(path)[1] for path in paths]
    place = os.path.join(entry.root, archive)  # noqa: PTH118 - keeps the root as the user wrote it
    with unpacked(place, names=names) as folder:
        text = split(entry.text)[1] if entry.text else ""
        try:
            yield replace(entry, root=folder, text=text, annotations=tuple(names[bool(text) :]))
        except InputError as error:
            if error.path is not None and error.path.startswith(folder):
                error.path = f"{place}!/{os.path.relpath(error.path, folder)}"
            raise
