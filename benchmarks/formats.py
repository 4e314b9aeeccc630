"""Reading annotation files: kg and the best library for each format, on the same real files of ../shared.

    python benchmarks/formats.py prepare SOURCE FOLDER bioc     copies of the real files of a format
    python benchmarks/formats.py kg FOLDER                      all their documents by kg.readers
    python benchmarks/formats.py bioc FOLDER                    the same by a library

Each prints the number of documents read and of files that it failed on. The libraries do less: they know no account,
check no offsets, recognise no format; conllu and json do not know what an entity is.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.readers import Entry

SIZE = 2_000_000
"""Bytes of annotation files a format: real files, repeated until they are so many."""

PEERS: dict[str, tuple[str, ...]] = {
    "brat": ("bratly",),
    "label-studio": ("json",),
    "doccano": ("json",),
    "uima": ("cassis",),
    "webanno-tsv": (),
    "prodigy": ("json",),
    "docbin": ("spacy",),
    "web-annotation": ("json",),
    "gate": ("gatenlp",),
    "pubannotation": ("bconv", "json"),
    "nif": ("pynif",),
    "conllu": ("conllu",),
    "bioc": ("bioc", "bconv"),
    "tei": (),
    "html": ("extruct",),
    "conll": ("bconv",),
    "token-json": ("json",),
}
"""The libraries that read a format; `json` is what Python's own parser takes, the least that anybody could need."""


def prepare(source: Path, target: Path, form: str) -> int:
    """Copy the real files of a format, with what stands beside them, until they are large enough.

    Returns:
        The number of files, copies counted; 0 where there are none.
    """
    from kg.errors import InputError
    from kg.readers import scan, stream

    entries = []
    for entry in (entry for entry in scan([source]).entries if entry.format == form and _is_plain(entry)):
        try:
            if entry.annotations and any(True for _ in stream(entry, defaults={"language": "en"})):
                entries.append(entry)
        except InputError:
            continue
    size = sum(Path(entry.root, entry.annotations[0]).stat().st_size + 1 for entry in entries)
    copies = min(200, -(-SIZE // size)) if size else 0
    for number in range(copies):
        for entry in entries:
            for name in filter(None, (entry.text, *entry.annotations)):
                file = target / "files" / str(number) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(entry.root, name), file)
    named = [target / "files" / str(number) / entry.annotations[0] for number in range(copies) for entry in entries]
    if named:
        (target / "FILES").write_text("\n".join(map(str, named)), encoding="utf-8")
    return len(named)


def _is_plain(entry: Entry) -> bool:
    """Whether other libraries can open it too: in no archive, not compressed."""
    return not any("!/" in name or name.endswith(".gz") for name in entry.annotations)


def counts_of(folder: Path, what: str) -> tuple[int, int]:
    """How many documents were read when this was last run, and how many files failed."""
    documents, failed = (folder / f"COUNT-{what}").read_text(encoding="utf-8").split()
    return int(documents), int(failed)


def by_kg(folder: Path) -> Iterator[int]:
    """Documents of each file by kg; -1 where it failed."""
    from kg.errors import InputError
    from kg.readers import scan, stream

    for entry in scan([folder]).entries:
        try:
            yield sum(1 for _ in stream(entry, defaults={"language": "en"}))
        except InputError:
            yield -1


def _bratly(file: Path) -> int:
    from bratly.io.file_read_src import parse_ann_file

    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    # Its quickest way, and the text that belongs to it.
    parse_ann_file(file.read_text(encoding="utf-8"), str(file), no_duplicates=False, sorting=False, renumerotize=False)
    return bool(text)


def _json(file: Path) -> int:
    text = file.read_text(encoding="utf-8-sig")
    try:
        value = json.loads(text)
    except ValueError:
        return sum(1 for line in text.splitlines() if line.strip() and json.loads(line) is not None)
    return len(value) if isinstance(value, list) else 1


def _cassis(file: Path) -> int:
    import cassis

    if file.suffix == ".json":
        return len(list(cassis.load_cas_from_json(file.open("rb")).views))
    beside = [path for folder in (file.parent, file.parent.parent) for path in sorted(folder.glob("*.xml"))]
    types = [cassis.load_typesystem(path) for path in beside if b"<typeSystemDescription" in path.read_bytes()]
    system = cassis.merge_typesystems(*types) if types else cassis.load_dkpro_core_typesystem()
    return len(list(cassis.load_cas_from_xmi(file.open("rb"), typesystem=system, lenient=True).views))


def _spacy(file: Path) -> int:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return len([document.ents for document in DocBin().from_disk(file).get_docs(Vocab())])


def _gatenlp(file: Path) -> int:
    import gatenlp

    gatenlp.Document.load(str(file), fmt="xml" if file.suffix == ".xml" else "bdocjs")
    return 1


def _pynif(file: Path) -> int:
    from pynif import NIFCollection

    form = "nt" if file.suffix == ".nt" else "turtle"
    return len(NIFCollection.loads(file.read_text(encoding="utf-8"), format=form).contexts)


def _conllu(file: Path) -> int:
    import conllu

    with file.open(encoding="utf-8") as opened:
        documents = sum("newdoc id" in sentence.metadata for sentence in conllu.parse_incr(opened))
    return documents or 1


def _bioc(file: Path) -> int:
    from bioc import biocjson, biocxml

    module: Any = biocjson if file.suffix == ".json" else biocxml
    with file.open(encoding="utf-8") as opened:
        return len(module.load(opened).documents)


def _bconv(file: Path) -> int:
    import bconv

    kinds = {".json": "pubanno_json", ".xml": "bioc_xml"}
    form = "bioc_json" if file.suffix == ".json" and '"passages"' in file.read_text("utf-8") else kinds.get(file.suffix)
    found = bconv.load(str(file), form or "conll")
    return len(found) if isinstance(found, bconv.Collection) else 1


def _extruct(file: Path) -> int:
    import extruct

    extruct.extract(file.read_text(encoding="utf-8"), syntaxes=["json-ld", "microdata", "rdfa"])
    return 1


READ: dict[str, Callable[[Path], int]] = {
    "bconv": _bconv,
    "bioc": _bioc,
    "bratly": _bratly,
    "cassis": _cassis,
    "conllu": _conllu,
    "extruct": _extruct,
    "gatenlp": _gatenlp,
    "json": _json,
    "pynif": _pynif,
    "spacy": _spacy,
}


def by_library(library: str, files: list[Path]) -> Iterator[int]:
    """Documents of each file by a library; -1 where it failed."""
    if library not in ("json", "bratly", "cassis"):
        __import__(library)
    for file in files:
        try:
            yield READ[library](file)
        except ImportError:
            raise
        except Exception:  # noqa: BLE001 - whatever another's library raises is a file that it cannot read
            yield -1


def main() -> None:
    if sys.argv[1] == "prepare":
        print(prepare(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
        return
    what, folder = sys.argv[1], Path(sys.argv[2])
    named = [Path(line) for line in (folder / "FILES").read_text(encoding="utf-8").splitlines()]
    counts = list(by_kg(folder / "files") if what == "kg" else by_library(what, named))
    found = f"{sum(count for count in counts if count > 0)} {counts.count(-1)}"
    (folder / f"COUNT-{what}").write_text(found, encoding="utf-8")
    print(found)


if __name__ == "__main__":
    main()
