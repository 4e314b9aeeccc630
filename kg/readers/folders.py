"""Which documents there are under some paths."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import InputError, similar
from kg.model import Skipped
from kg.readers import archive, metadata
from kg.readers.entry import Corpus, Entry
from kg.readers.formats import COMPANION, COMPANIONS, format_named, recognise
from kg.readers.refusal import PUBTATOR, refusal

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.readers.metadata import Table

NO_TEXT = "annotations without text"
NO_ACCESS = "folder cannot be opened"
SUPERSEDED = "the .ann file beside it holds all annotations"
NESTED = "archive in an archive"
TWICE = "is also read under another of the paths"
OTHER_FORMAT = "is not a file of the format that was asked for"

PAIRS = "brat"
TEXT = "txt"
JOINED = "ann"
# brat reads these in this order where there is no .ann (BioNLP shared tasks: entities, events, coreference, relations).
PARTIAL = ("a1", "a2", "co", "rel")
_BRAT = frozenset({TEXT, JOINED, *PARTIAL})
# Companions of a corpus that hold no documents.
_KNOWN_ENDINGS = (".conf",)
_KNOWN_FILES = frozenset({"kg.toml", "decisions.toml", "makefile", *metadata.FILES})
_KNOWN_STEMS = frozenset({"authors", "changelog", "citation", "copying", "licence", "license", "manifest", "readme"})
# A folder that holds this was made by `kg build`.
_GRAPH_MARK = "graph.json"
_VERSION = "version-"
# Held while it writes; the first thing that it makes.
_LOCK = "lock"
# Beside a kg.toml these hold the project's own ontology, not documents.
_PROJECT_FOLDERS = frozenset({"ontology", "queries", "shapes"})


@dataclass(slots=True)
class _Found:
    """What stands under one root.

    Attributes:
        root: The corpus folder, as the caller named it.
        whole: Whether all of it was searched, not only single files.
        form: The format that its files are taken for; empty where each is recognised.
        is_archive: Whether it is what an archive holds.
        files: (folder with its final `/`, stem) to the names of files by ending; other files by their whole name.
        packed: Documents in archives.
        tables: Its metadata.
        ignored: What cannot be read.
        remarks: What is kept and yet may be a mistake.
    """

    root: str
    whole: bool
    form: str = ""
    is_archive: bool = False
    files: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    packed: list[Entry] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    ignored: list[Skipped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def ignore(self, path: str, reason: str) -> None:
        """Note a file that is not read."""
        self.ignored.append(Skipped(0, reason, "", path))

    def add(self, folder: str, name: str) -> None:
        """Note a file."""
        stem, _, ending = name.rpartition(".")
        key, kind = ((folder, stem), ending.lower()) if stem else ((folder, name), name)
        kinds = self.files.setdefault(key, {})
        kinds[kind if kind in _BRAT and kind not in kinds else name] = name


def scan(paths: Sequence[Path | str], *, form: str | None = None) -> Corpus:
    """Find all documents under some paths.

    Texts and brat annotations are found by their names, without opening them; of other files, so much is read as tells
    their format, and metadata files are read whole.

    Args:
        paths: Corpus folders, searched with all folders in them, and single text or annotation files.
        form: Name of the format that every file is taken for, instead of recognising it. Files that only belong to
            others, such as type systems and lists of labels, still do.

    Raises:
        UsageError: No format has this name.
        InputError: A path is not there; or two documents of different folders have the same id.
        ConfigError: A metadata file is no table.
    """
    entries: dict[str, Entry] = {}
    ignored: list[Skipped] = []
    remarks: list[str] = []
    ids: dict[tuple[str, ...], str] = {}
    told = format_named(form).name if form is not None else ""
    for path in paths:
        found = _find(os.fspath(path), told)
        for entry in _described(found):
            known = entries.get(entry.id)
            if known is not None and _place(known) != _place(entry):
                raise InputError(
                    f"two documents have the id {entry.id!r}; the other is {_main(known)}",
                    path=_main(entry),
                    hint="rename one, or give a folder that holds both",
                )
            if ids.setdefault(_place(entry), entry.id) == entry.id:
                entries[entry.id] = entry
            else:
                found.ignore(entry.text or entry.annotations[0], TWICE)
        ignored += found.ignored
        remarks += found.remarks
    found_entries = tuple(entries[key] for key in sorted(entries))
    return Corpus(found_entries, tuple(dict.fromkeys(ignored)), tuple(dict.fromkeys(remarks)))


def _place(entry: Entry) -> tuple[str, ...]:
    """Where its text is: the file, and what in an archive."""
    return entry.files[0], archive.split(entry.text or entry.annotations[0])[1]


def _main(entry: Entry) -> str:
    return _joined(entry.root, entry.text or entry.annotations[0])


def _joined(root: str, path: str) -> str:
    return os.path.join(root, path)  # noqa: PTH118 - keeps the root as the user wrote it


def _find(path: str, form: str) -> _Found:
    """What stands under a path."""
    if os.path.isdir(path):  # noqa: PTH112 - paths are strings here, for speed on large corpora
        found = _Found(path, whole=True, form=form)
        _search(found, "")
    elif os.path.isfile(path):  # noqa: PTH113 - as above
        folder, name = os.path.split(path)
        found = _Found(folder or ".", whole=False, form=form)
        stem, _, ending = name.rpartition(".")
        companions = _BRAT if ending.lower() in _BRAT and form in ("", PAIRS) else ()
        names = {name, *(f"{stem}.{kind}" for kind in companions), *metadata.FILES}
        _add_files(found, "", [each for each in sorted(names) if os.path.isfile(_joined(found.root, each))])  # noqa: PTH113 - as above
    else:
        near = _near(path)
        hint = f"did you mean {near!r}?" if near else "give a corpus folder or a file of annotations"
        raise InputError("no such file or folder", path=path, hint=hint)
    return found


def _near(path: str) -> str | None:
    """What stands in the folder of a path that is not there and has nearly its name."""
    folder, name = os.path.split(path.rstrip(os.sep))
    try:
        found = similar(name, among=os.listdir(folder or "."))  # noqa: PTH208 - strings, as everywhere here
    except OSError:
        return None
    return _joined(folder, found[0]) if found else None


def _search(found: _Found, folder: str, above: frozenset[str] = frozenset()) -> None:
    """Add all files in a folder and below, in the order of their names."""
    place = _joined(found.root, folder)
    try:
        with os.scandir(place) as listing:
            items = sorted((item.name, item.is_dir()) for item in listing if not item.name.startswith("."))
    except PermissionError:
        found.ignore(folder.rstrip("/"), NO_ACCESS)
        return
    names = [name for name, is_folder in items if not is_folder]
    if _is_graph(names, [name for name, is_folder in items if is_folder]):
        return
    own = _PROJECT_FOLDERS if "kg.toml" in names else frozenset()
    _add_files(found, folder, names)
    real = os.path.realpath(place)
    for name, is_folder in items:
        # A symbolic link to a folder above would never end.
        if is_folder and name not in own and os.path.realpath(_joined(place, name)) not in above | {real}:
            _search(found, f"{folder}{name}/", above | {real})


def _is_graph(files: Sequence[str], folders: Sequence[str]) -> bool:
    """Whether a folder that holds these was made by `kg build`, even by a first one that is not at its end."""
    if _GRAPH_MARK in files:
        return any(name.startswith(_VERSION) for name in folders)
    return _LOCK in files and len(files) == 1 and all(name.startswith(_VERSION) for name in folders)


def _add_files(found: _Found, folder: str, names: list[str]) -> None:
    for name in names:
        if name.lower() in metadata.FILES:
            found.tables.append(metadata.read_table(_joined(found.root, folder + name), path=folder + name))
        elif not archive.is_archive(_joined(found.root, folder + name)):
            if name.lower() not in _KNOWN_FILES:
                found.add(folder, name)
        elif found.is_archive:
            # One that holds itself would never end.
            found.ignore(folder + name, NESTED)
        else:
            _add_archive(found, folder + name)


def _add_archive(found: _Found, path: str) -> None:
    """Add the documents of an archive, as if it were a folder of its name."""
    prefix = f"{path}!/"
    try:
        with archive.unpacked(_joined(found.root, path)) as folder:
            inner = _Found(folder, whole=True, form=found.form, is_archive=True)
            _search(inner, "")
            entries = list(_described(inner))
    except InputError as error:
        found.ignore(path, error.message)
        return
    for entry in entries:
        text = prefix + entry.text if entry.text else ""
        annotations = tuple(prefix + name for name in entry.annotations)
        own = replace(entry, root=found.root, id=f"{path[:-4]}/{entry.id}", text=text, annotations=annotations)
        found.packed.append(own)
    found.ignored += [replace(skip, path=prefix + skip.path) for skip in inner.ignored]
    found.remarks += [prefix + remark for remark in inner.remarks]


def _entries(found: _Found) -> Iterator[Entry]:
    """The documents among the files; what belongs to none is noted."""
    if found.form not in ("", PAIRS):
        _take_as_told(found)
    for (folder, _), kinds in found.files.items():
        is_bare = TEXT in kinds and not any(kind in kinds for kind in (JOINED, *PARTIAL))
        if is_bare and not found.form and recognise(_joined(found.root, folder + kinds[TEXT])) in ("conll", PUBTATOR):
            # Columns of tokens often stand in files named .txt.
            name = kinds.pop(TEXT)
            kinds[name] = name
    others = [entry for (folder, stem), kinds in found.files.items() for entry in _others(found, folder, stem, kinds)]
    # A text that annotations of another format are about is no document of its own.
    used = {path for entry in others for path in entry.annotations[1:]}
    for (folder, stem), kinds in found.files.items():
        yield from _pair(found, folder, stem, kinds, used)
    yield from others
    yield from found.packed


def _take_as_told(found: _Found) -> None:
    """Let no file be one of a brat pair; texts that files of the named format are about stay out."""
    paths = [folder + name for (folder, _), kinds in found.files.items() for name in kinds.values()]
    about = {companion for path in paths for companion in _companions(found, found.form, path)}
    for (folder, _), kinds in found.files.items():
        for kind in sorted(_BRAT & kinds.keys()):
            name = kinds.pop(kind)
            if folder + name not in about:
                kinds[name] = name


def _format_of(found: _Found, path: str) -> str | None:
    """The format of a file: the named one where one is named, unless the file only belongs to others."""
    if not found.form:
        return recognise(_joined(found.root, path))
    belongs = found.whole and recognise(_joined(found.root, path)) == COMPANION
    return COMPANION if belongs else found.form


def _companions(found: _Found, form: str, path: str) -> list[str]:
    """Files that a file needs beside it, relative to the root."""
    if form not in COMPANIONS:
        return []
    try:
        beside = COMPANIONS[form](_joined(found.root, path))
    except InputError:
        # What is wrong with it is said when it is read.
        return []
    return [os.path.relpath(each, found.root).replace(os.sep, "/") for each in beside]


def _pair(found: _Found, folder: str, stem: str, kinds: Mapping[str, str], used: Container[str]) -> Iterator[Entry]:
    """A text with its brat annotations, or without."""
    text = kinds.get(TEXT)
    parts = [kinds[kind] for kind in PARTIAL if kind in kinds]
    joined = [kinds[JOINED]] if JOINED in kinds else []
    annotations = joined or parts
    is_document = bool(annotations) or (stem.lower() not in _KNOWN_STEMS and folder + (text or "") not in used)
    if text is not None and is_document:
        paths = tuple(folder + name for name in annotations)
        yield Entry(root=found.root, id=folder + stem, format=PAIRS, text=folder + text, annotations=paths)
    for name in annotations if text is None else ():
        found.ignore(folder + name, NO_TEXT)
    for name in parts if joined else ():
        found.ignore(folder + name, SUPERSEDED)


def _others(found: _Found, folder: str, stem: str, kinds: Mapping[str, str]) -> Iterator[Entry]:
    """The files that hold or name their own texts, recognised by their content."""
    names = [name for kind, name in kinds.items() if kind not in _BRAT and not _is_companion(stem, name)]
    recognised = [(name, _format_of(found, folder + name)) for name in names]
    several = sum(form not in (None, COMPANION, PUBTATOR) for _, form in recognised) > 1
    for name, form in recognised:
        if form == PAIRS:
            found.ignore(folder + name, OTHER_FORMAT)
        elif form in (None, PUBTATOR):
            found.ignored.append(refusal(_joined(found.root, folder + name), shown=folder + name, form=form))
        elif form is not None and form != COMPANION:
            companions = _companions(found, form, folder + name)
            is_taken = TEXT in kinds and folder + kinds[TEXT] not in companions
            yield Entry(
                root=found.root,
                # Two files of one name but for the ending are told apart by the ending.
                id=folder + (name if several or is_taken else stem),
                format=form,
                text="",
                annotations=(folder + name, *companions),
            )


def _is_companion(stem: str, name: str) -> bool:
    return stem.lower() in _KNOWN_STEMS or name.lower() in _KNOWN_STEMS or name.lower().endswith(_KNOWN_ENDINGS)


def _described(found: _Found) -> Iterator[Entry]:
    """The documents with their metadata rows; rows that match none are noted."""
    used: set[tuple[str, str]] = set()
    nearest_first = sorted(found.tables, key=lambda table: -table.path.count("/"))
    for entry in _entries(found):
        names = [metadata.normal(name) for name in (entry.id, entry.text, *entry.annotations) if name]
        row = metadata.row_of(names, tables=nearest_first, used=used)
        inner = {} if entry.text else metadata.rows_in(names, tables=nearest_first, used=used)
        rows = tuple((own, tuple(inner[own].items())) for own in sorted(inner))
        own = {**row, **dict(entry.metadata)}
        yield replace(entry, metadata=tuple(own.items()), rows=(*entry.rows, *rows)) if row or rows else entry
    for table in found.tables:
        found.ignored += table.ignored
        found.remarks += table.remarks
        for name, (line, _) in table.rows.items() if found.whole else ():
            if (table.path, name) not in used:
                found.ignored.append(Skipped(line, metadata.NO_DOCUMENT, name, table.path))
