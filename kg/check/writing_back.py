"""Findings put on the annotations themselves, in a copy of the corpus: annotators see them where they work."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.check import brat_notes, label_studio_notes
from kg.check.remarks import remarks_of
from kg.errors import UsageError
from kg.store import is_graph_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.check.remarks import Remark
    from kg.check.report import Report
    from kg.store import Opened

TOOLS: tuple[str, ...] = ("brat", "label-studio")


@dataclass(frozen=True, slots=True)
class WrittenBack:
    """What was written into the copy.

    Attributes:
        notes: How many notes were added; findings that say the same of the same annotation share one.
        files: The files that have any, relative to the corpus, sorted.
        left: Findings that no annotation could take, each with the reason.
    """

    notes: int
    files: tuple[str, ...]
    left: tuple[tuple[Remark, str], ...]


def write_back(
    report: Report, opened: Opened, *, tool: str, corpora: Sequence[Path], output: Path, language: str
) -> WrittenBack:
    """Copy a corpus and put every finding on its annotation there. The corpus itself is never touched.

    Args:
        report: What was found.
        opened: The graph that was checked.
        tool: One of `TOOLS`: whose files the annotations are.
        corpora: The folders that the graph was built from.
        output: The copy, which must not be there yet; of several corpora, each is a folder in it.
        language: Of the messages.

    Raises:
        UsageError: The copy is there already or would lie in a corpus; a corpus is no folder; or no annotation file of
            any finding is in the corpora.
    """
    homes = _homes(corpora, output)
    remarks = list(dict.fromkeys(remarks_of(report, opened.store, language=language)))
    by_source: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_source.setdefault(remark.source_file, []).append(remark)
    _refuse_other_corpus([name for name in by_source if name], corpora)
    for corpus, home in homes.items():
        _copy(corpus, home)
    notes, files = 0, []
    left: list[tuple[Remark, str]] = []
    for source, found in sorted(by_source.items()):
        added, unplaced = _written(source, found, tool=tool, homes=list(homes.values()), base=opened.base)
        notes += added
        left += unplaced
        files += [source] if added else []
    return WrittenBack(notes, tuple(files), tuple(left))


def _written(
    source: str, remarks: list[Remark], *, tool: str, homes: list[Path], base: str
) -> tuple[int, list[tuple[Remark, str]]]:
    if not source:
        return 0, [(remark, "it stands in no annotation file") for remark in remarks]
    names = (brat_notes if tool == "brat" else label_studio_notes).files_of(source)
    if not names:
        return 0, [(remark, f"{source} is not a file of {tool}") for remark in remarks]
    files = [path for home in homes for name in names if (path := home / name).is_file()]
    if not files:
        return 0, [(remark, f"{source} is not in the corpus as a file of its own") for remark in remarks]
    if tool == "brat":
        return brat_notes.write_notes(files, remarks)
    return label_studio_notes.write_notes(files[:1], remarks, base=base, source_file=source)


def _homes(corpora: Sequence[Path], output: Path) -> dict[Path, Path]:
    """Corpus to its copy."""
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UsageError(f"{str(output)!r} is there already", hint="name a new folder for the copy")
    homes: dict[Path, Path] = {}
    for corpus in corpora:
        if not corpus.is_dir():
            raise UsageError(f"there is no corpus folder {str(corpus)!r}", hint="name it with --corpus")
        whole = corpus.resolve()
        if output.resolve() == whole or whole in output.resolve().parents:
            raise UsageError(
                f"the copy {str(output)!r} would lie in the corpus {str(corpus)!r}",
                hint="name a folder outside it, so that the corpus stays as it is",
            )
        home = output if len(corpora) == 1 else output / whole.name
        if home in homes.values():
            raise UsageError(f"two corpora are called {whole.name!r}", hint="write them back one by one")
        homes[corpus] = home
    return homes


def _refuse_other_corpus(sources: list[str], corpora: Sequence[Path]) -> None:
    # What stands in an archive has `!/` behind the name of the archive.
    if sources and not any((corpus / name.split("!/")[0]).is_file() for corpus in corpora for name in sources):
        named = ", ".join(repr(str(corpus)) for corpus in corpora)
        raise UsageError(
            f"{sources[0]!r}, which the graph was built from, is not in {named}",
            hint="name the corpus of this graph with --corpus",
        )


def _copy(corpus: Path, home: Path) -> None:
    """Copy a corpus without graphs and hidden files, which belong to no annotator."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name.startswith(".") or is_graph_folder(Path(folder) / name)}

    shutil.copytree(corpus, home, ignore=left_out, dirs_exist_ok=True)
