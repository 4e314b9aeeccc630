"""Opening graphs: a folder that `kg build` wrote, or any RDF file.

A graph's folder holds complete versions side by side and one small file that names the current one::

    graph/
      graph.json        which version is current, base IRI, format version
      version-7/        store/ (the Oxigraph database), state.sqlite, account.json, and of a small graph quads.nq
      lock              held while a build writes

A build never changes a version that a reader may have open: it starts from hard links to the old one (`Store.backup`),
or from nothing, and renames `graph.json` at the end. So a killed build leaves the old graph readable, and readers need
no waiting. Versions that nobody reads any more are removed by the next build.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.errors import BusyError, InputError, StoreError
from kg.vocab import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT_VERSION = 1
"""Version of the folder's layout; a graph of another one must be built again."""

FEW = 30_000
"""Quads of a small graph, whose text is kept beside its store; 100,000 quads take about 80 MB in memory."""

_POINTER = "graph.json"


class ReadLock:
    """Tells builds that a version is being read, for as long as this object lives."""

    _close = staticmethod(os.close)  # when Python ends, `os` may be gone before the last lock

    def __init__(self, version: Path) -> None:
        self._descriptor: int | None = None
        try:
            self._descriptor = os.open(version / "readers", os.O_RDWR | os.O_CREAT, 0o666)
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)
        except PermissionError:
            # A graph that may only be read: its owner has to know when to build.
            self.release()

    def release(self) -> None:
        """Let builds remove the version."""
        if self._descriptor is not None:
            self._close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.release()


class Opened(NamedTuple):
    """A graph that can be asked.

    Attributes:
        store: The quads; ask with `use_default_graph_as_union=True`.
        path: The folder or file, as the caller named it.
        base: The base IRI that entities and documents are minted from.
        version: The folder of the open version; None for an RDF file.
        lock: What keeps the version from being removed while it is open.
    """

    store: ox.Store
    path: Path
    base: str
    version: Path | None
    lock: ReadLock | None = None


def text_of(version: Path) -> Path:
    """The file that has the quads of a version once more as N-Quads, where they are few and newly built.

    To read it takes a third of the time of reading the store.
    """
    return version / "quads.nq"


def is_graph_folder(path: Path | str) -> bool:
    """Whether `kg build` wrote this folder."""
    return (Path(path) / _POINTER).is_file()


def open_graph(path: Path | str, *, base: str = DEFAULT_BASE) -> Opened:
    """The graph in a folder (opened read-only) or in an RDF file (read into memory).

    Args:
        path: A folder that `kg build` wrote, or an RDF file whose ending names its syntax: `.ttl`, `.trig`, `.nq`,
            `.nt`, `.jsonld`, `.rdf`, `.owl`, `.xml`, `.n3`.
        base: The base IRI of an RDF file; a folder knows its own.

    Raises:
        StoreError: There is no graph at `path`, or it is damaged or of another format version.
        InputError: The RDF file cannot be parsed; with line and column.
    """
    path = Path(path)
    if path.is_dir():
        return _open_folder(path)
    if not path.exists():
        if path.suffix:
            raise StoreError(f"there is no file {str(path)!r}", hint="name an RDF file, or a graph's folder")
        raise StoreError(f"there is no graph at {str(path)!r}", hint="run 'kg build', or name the graph with -g")
    store = ox.Store()
    load_rdf(store, path)
    return Opened(store=store, path=path, base=base, version=None)


def _open_folder(path: Path) -> Opened:
    pointer = read_pointer(path)
    version = path / pointer["version"]
    try:
        lock = ReadLock(version)
    except OSError as error:
        raise StoreError(f"cannot open the graph: {error.strerror}", path=str(path), hint="build it again") from error
    return Opened(store=_store_of(version), path=path, base=pointer["base"], version=version, lock=lock)


def _store_of(version: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(version / "store"))
    except (OSError, RuntimeError) as error:
        # RuntimeError: a file that is not as long as it was written (pyoxigraph 0.5.13).
        raise StoreError(
            f"the graph is damaged: {error}", path=str(version.parent), hint="build it again with 'kg build --fresh'"
        ) from error


def read_pointer(folder: Path) -> dict[str, str]:
    """What `graph.json` says: `version` and `base`.

    Raises:
        StoreError: No graph here, or one of another format version.
    """
    try:
        pointer = json.loads((folder / _POINTER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(
            f"{str(folder)!r} is not a graph that kg built", hint="run 'kg build', or name the graph with -g"
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the graph is damaged: {error}", path=str(folder / _POINTER), hint="build it again"
        ) from error
    if pointer.get("format") != FORMAT_VERSION:
        raise StoreError(
            f"the graph has format {pointer.get('format')!r}, this kg writes {FORMAT_VERSION}",
            path=str(folder),
            hint="build it again",
        )
    return {"version": str(pointer["version"]), "base": str(pointer["base"])}


def load_rdf(store: ox.Store, path: Path, *, to_graph: str | None = None) -> None:
    """Read an RDF file into a store; the file's ending names its syntax.

    Raises:
        InputError: Unknown ending, unreadable file or a syntax error, with line and column.
    """
    rdf_format = rdf_format_of(path)
    graph = ox.NamedNode(to_graph) if to_graph else None
    try:
        with path.open("rb") as file:
            store.load(file, format=rdf_format, base_iri=f"file://{path.resolve()}", to_graph=graph)
    except SyntaxError as error:
        raise InputError(
            f"not valid {rdf_format.name}: {error.msg}", path=str(path), line=error.lineno, column=error.offset
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from error
    except ValueError as error:
        raise InputError(f"cannot be loaded: {error}", path=str(path)) from error


def rdf_format_of(path: Path) -> ox.RdfFormat:
    """The RDF syntax that a file's ending names.

    Raises:
        InputError: No RDF syntax has this ending.
    """
    ending = path.suffix.lstrip(".").lower()
    rdf_format = ox.RdfFormat.from_extension({"owl": "rdf", "json": "jsonld"}.get(ending, ending))
    if rdf_format is None:
        raise InputError(
            f"the ending {path.suffix!r} names no RDF syntax",
            path=str(path),
            hint="use .ttl, .trig, .nq, .nt, .jsonld, .rdf or .n3",
        )
    return rdf_format


class Draft(NamedTuple):
    """The next version of a graph, seen by nobody until it is published.

    Attributes:
        folder: The graph's folder.
        path: The folder of the new version.
        previous: The folder of the current version, None for a first build.
    """

    folder: Path
    path: Path
    previous: Path | None

    def copy_previous(self) -> None:
        """Start from the current version: hard links to its store, a copy of its state."""
        if self.previous is None:
            raise StoreError("there is no earlier version to start from", path=str(self.folder))
        import shutil  # noqa: PLC0415 - builds need it, readers have to start

        _store_of(self.previous).backup(str(self.path / "store"))
        shutil.copyfile(self.previous / "state.sqlite", self.path / "state.sqlite")

    def publish(self, *, base: str) -> None:
        """Make this version the current one, in one rename."""
        pointer = {"base": base, "format": FORMAT_VERSION, "version": self.path.name}
        aside = self.folder / (_POINTER + ".new")
        aside.write_text(json.dumps(pointer, indent=1) + "\n", encoding="utf-8")
        aside.replace(self.folder / _POINTER)


@contextmanager
def writing(folder: Path) -> Iterator[Draft]:
    """A draft of the next version, while no other process writes this graph.

    Versions that no reader holds are removed first and last; an unpublished draft is removed at the end.

    Raises:
        BusyError: Another process is building this graph.
        StoreError: The folder cannot be written, or holds something that is not a graph.
    """
    _refuse_foreign_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise StoreError(f"the graph cannot be written: {error.strerror}", path=str(folder)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                "another process is building this graph",
                path=str(folder),
                hint="wait for it, or build elsewhere with -o",
            ) from None
        previous = _current_version(folder)
        _remove_unread(folder, keep=previous)
        draft = Draft(folder=folder, path=_next_version(folder), previous=previous)
        draft.path.mkdir()
        try:
            yield draft
        finally:
            _remove_unread(folder, keep=_current_version(folder))


def _refuse_foreign_folder(folder: Path) -> None:
    """Nothing is written into a folder that holds other things: a corpus named by mistake, say."""
    known = ("graph.json", "lock")
    if folder.is_dir() and not is_graph_folder(folder):
        names = (path.name for path in folder.iterdir())
        foreign = sorted(name for name in names if name not in known and not name.startswith("version-"))
        if foreign:
            raise StoreError(
                f"{str(folder)!r} is not a graph's folder: it holds {foreign[0]!r}", hint="name an empty or new folder"
            )


def _current_version(folder: Path) -> Path | None:
    """The current version's folder; None where there is none that this program can continue from."""
    try:
        version = folder / read_pointer(folder)["version"]
    except StoreError:
        return None
    return version if (version / "store").is_dir() else None


def _next_version(folder: Path) -> Path:
    numbers = [int(path.name.removeprefix("version-")) for path in folder.glob("version-*")]
    return folder / f"version-{max(numbers, default=0) + 1}"


def _remove_unread(folder: Path, *, keep: Path | None) -> None:
    import shutil  # noqa: PLC0415 - as above

    for version in folder.glob("version-*"):
        if version != keep and not _is_read(version):
            shutil.rmtree(version, ignore_errors=True)


def _is_read(version: Path) -> bool:
    try:
        with (version / "readers").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
