"""Files that commands write: their folder is looked for before the work begins, and they appear when complete."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_begun: set[Path] = set()


def check_place(path: str | Path | None) -> None:
    """Refuse a file whose folder is not there, before a command has worked for nothing.

    Args:
        path: The file as the user named it; nothing or `-` is standard output.

    Raises:
        UsageError: There is no such folder.
    """
    if path is None or str(path) == "-":
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {str(target.parent)!r} for {target.name!r}", hint="make it first")


@contextmanager
def output_stream(path: str | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears only when it is complete.

    What is no regular file, such as `/dev/null` or a named pipe, is written straight: it must not be replaced.

    Raises:
        UsageError: There is no folder for the file.
        OSError: The file cannot be written.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    check_place(path)
    target = Path(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    # Two commands that write the same file at once must not write into one another's.
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    _begun.add(aside)
    try:
        with _opened(aside, called=path) as file:
            yield file
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
        _begun.discard(aside)


def _opened(aside: Path, *, called: str) -> IO[bytes]:
    try:
        return aside.open("wb")
    except OSError as error:
        error.filename = called
        raise


def remove_unfinished() -> None:
    """Remove the files that are not complete, before the process ends without cleaning up."""
    for path in sorted(_begun):
        path.unlink(missing_ok=True)
