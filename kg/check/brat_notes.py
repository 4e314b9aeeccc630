"""Remarks as brat notes: `#7⇥AnnotatorNotes E1⇥text`, which brat shows on the annotation."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kg.check.remarks import Remark

ENDINGS = (".ann", ".a1", ".a2", ".co", ".rel")
_LINE = re.compile(r"^([TERAMN]\d\S*)\t", re.MULTILINE)
_NOTE = re.compile(r"^#(\d+)\t", re.MULTILINE)


def files_of(source_file: str) -> list[str]:
    """The files that may hold a document's annotations; brat has them in one file or in several."""
    path = PurePosixPath(source_file)
    if path.suffix.lower() not in ENDINGS:
        return []
    return list(dict.fromkeys([source_file, *(str(path.with_suffix(ending)) for ending in ENDINGS)]))


def write_notes(files: Sequence[Path], remarks: Iterable[Remark]) -> tuple[int, list[tuple[Remark, str]]]:
    """Append notes to the files of one document, each to the file that holds its annotation.

    Returns:
        How many lines were added; and the remarks that no annotation could take, with the reason. A remark on the
        document goes on its first annotation of words. One that is there already is not added again.
    """
    texts = {file: _read(file) for file in files}
    added = 0
    left = []
    for remark in remarks:
        placed = _placed(remark, texts)
        file = next((file for file in files if placed and placed.annotation_id in _ids(texts[file])), None)
        if placed is None or file is None:
            missing = remark.annotation_id or "of words"
            left.append((remark, f"there is no annotation {missing} in the file"))
            continue
        line = f"AnnotatorNotes {placed.annotation_id}\t{placed.text}"
        if f"\t{line}\n" not in texts[file].replace("\r\n", "\n") + "\n":
            texts[file] = _appended(texts[file], line)
            added += 1
    for file, text in texts.items():
        with file.open("w", encoding="utf-8", errors="surrogateescape", newline="") as stream:
            stream.write(text)
    return added, left


def _read(file: Path) -> str:
    # Bytes that are no UTF-8 come out as they went in: only lines of ours are added.
    with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
        return stream.read()


def _ids(text: str) -> set[str]:
    return set(_LINE.findall(text))


def _placed(remark: Remark, texts: dict[Path, str]) -> Remark | None:
    """The remark; one on the document, on its first annotation of words."""
    if remark.annotation_id is not None:
        return remark
    first = next((name for text in texts.values() for name in _LINE.findall(text) if name.startswith("T")), None)
    return replace(remark, annotation_id=first, text=remark.text_elsewhere) if first else None


def _appended(text: str, line: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    number = max((int(found) for found in _NOTE.findall(text)), default=0) + 1
    between = "" if not text or text.endswith("\n") else end
    return f"{text}{between}#{number}\t{line}{end}"
