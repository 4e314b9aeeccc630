"""Where the files that ship with kg live: ontology, shapes, rules, queries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import StoreError

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """Path of a shipped folder: `ontology`, `shapes` or `queries`, in a checkout and installed alike.

    Args:
        name: The folder's name; it may have parts, as in `ontology/rules`.

    Raises:
        StoreError: The installation lacks the folder.

    Example:
        >>> (folder("ontology") / "core.ttl").is_file()
        True
    """
    for home in (_PACKAGE / "data", _PACKAGE.parent):
        if (home / name).is_dir():
            return home / name
    raise StoreError(f"this installation of kg lacks its folder {name!r}", hint="install kg-news again")
