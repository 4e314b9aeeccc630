"""Entries of a corpus to documents."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Document, Skipped, Source
from kg.readers import brat, labelstudio
from kg.readers.archive import at_hand
from kg.readers.describe import describe
from kg.readers.formats import READERS
from kg.readers.found import Found
from kg.readers.text import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.readers.entry import Entry

    Reader = Callable[[str, Sequence[str]], Iterator[Found | Skipped]]

# How much of a record is shown in an error, in code points.
_SHOWN = 160
SAME_ID = "id of the document is used before in the file"


def read(entry: Entry, *, defaults: Mapping[str, str] | None = None) -> list[Document]:
    """The documents of an entry; see `stream`."""
    return list(stream(entry, defaults=defaults))


def stream(entry: Entry, *, defaults: Mapping[str, str] | None = None, predictions: bool = False) -> Iterator[Document]:
    """The documents of an entry, one at a time: one for each text in it and each annotator of the text.

    Their ids are the entry's id, followed by `/` and their own id where a file holds several. What is wrong with single
    annotations is in their accounts; a record of the file that is no document is in the account of the document before
    it, or else after it.

    Args:
        entry: What `scan` found.
        defaults: Metadata of all documents that say nothing else, from `kg.toml`.
        predictions: Whether what programs proposed is read like what people said, in formats that tell them apart.

    Raises:
        InputError: A file is gone, or is not what its format says; or an extra is missing.
        ConfigError: The defaults name a language that there is none of.
    """
    with at_hand(entry) as opened:
        reader = _reader(entry.format, predictions=predictions)
        for item in _brat(opened) if reader is None else _several(opened, reader):
            yield _document(entry, item, defaults or {})


def _brat(entry: Entry) -> Iterator[Found]:
    decoded = load(_path(entry, entry.text))
    contents = [(name, load(_path(entry, name)).text) for name in entry.annotations]
    yield Found("", decoded.text, brat.parse(decoded.text, contents, marked=decoded.marked))


def _path(entry: Entry, name: str) -> str:
    return os.path.join(entry.root, name)  # noqa: PTH118 - a Path costs as much as reading a short text


def _reader(form: str, *, predictions: bool) -> Reader | None:
    """The reader of a format; None for brat, whose texts are files of their own."""
    if predictions and form == "label-studio":
        return partial(labelstudio.documents, predictions=True)
    return READERS.get(form)


def _several(entry: Entry, reader: Reader) -> Iterator[Found]:
    """The documents of a file that holds texts and annotations, with ids that are unique in it."""
    main, *companions = [_path(entry, name) for name in entry.annotations]
    stray: list[Skipped] = []
    waiting: Found | None = None
    ids: set[int] = set()
    for item in reader(main, companions):
        if isinstance(item, Skipped):
            stray.append(item)
            continue
        if waiting is not None:
            yield _with_stray(waiting, stray)
            stray = []
        waiting = _with_free_id(item, ids)
    if waiting is not None:
        yield _with_stray(waiting, stray)
    elif not stray:
        raise InputError("no document in it", path=main)
    else:
        first = stray[0]
        hint = f"its first record is {first.text[:_SHOWN]}" if first.text else None
        raise InputError(f"no document in it: {first.reason}", path=main, line=first.line or None, hint=hint)


def _with_free_id(found: Found, ids: set[int]) -> Found:
    """The document under an id that no other of this annotator has; `ids` grows by a digest of it."""
    number, free = 1, found.id
    while (digest := _digest(free, found.annotator)) in ids:
        number += 1
        free = f"{found.id}-{number}"
    ids.add(digest)
    if number == 1:
        return found
    account = found.annotations.account
    repaired = (*account.repaired, Skipped(0, SAME_ID, found.id))
    annotations = replace(found.annotations, account=replace(account, repaired=repaired))
    return replace(found, id=free, annotations=annotations)


def _digest(identifier: str, annotator: str | None) -> int:
    """Eight bytes for an id: those of a million documents are to fit into memory."""
    return int.from_bytes(blake2b(f"{identifier}\0{annotator}".encode(), digest_size=8).digest(), "big")


def _with_stray(found: Found, stray: list[Skipped]) -> Found:
    """The document, with records that are none in its account."""
    if not stray:
        return found
    account = found.annotations.account
    account = replace(account, read=account.read + len(stray), skipped=(*account.skipped, *stray))
    return replace(found, annotations=replace(found.annotations, account=account))


def _document(entry: Entry, found: Found, defaults: Mapping[str, str]) -> Document:
    row = dict(entry.metadata) | dict(next((pairs for own, pairs in entry.rows if own == found.id), ()))
    language, metadata = describe(found.text, given=found.given, row=row, defaults=defaults)
    annotations = found.annotations
    named = metadata.pop("annotator", None)
    return Document(
        id=f"{entry.id}/{found.id}" if found.id else entry.id,
        text=found.text,
        language=language,
        metadata=metadata,
        source=Source(entry.format, entry.text, entry.annotations),
        mentions=annotations.mentions,
        events=annotations.events,
        relations=annotations.relations,
        attributes=annotations.attributes,
        links=annotations.links,
        sets=annotations.sets,
        notes=annotations.notes,
        account=annotations.account,
        annotator=found.annotator or named,
    )
