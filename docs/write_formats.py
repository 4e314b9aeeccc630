"""Try all readers on the real files in ../shared and write what became of them into docs/formats.md.

Needs the shared data (`KG_SHARED`, or `shared` beside the checkout) and the extras; run it with `python
docs/write_formats.py` after a change to a reader.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.readers import Corpus, scan, stream
from kg.readers.formats import FORMATS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "formats.md"
SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
_BEGIN, _END = "<!-- evidence -->\n", "<!-- end of evidence -->\n"
# Reasons that stand in the table; the rest are summed up.
_SHOWN = 4


@dataclass(slots=True)
class Tally:
    """What became of the files of one format."""

    files: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    repaired: int = 0


def tallies(corpus: Corpus) -> dict[str, Tally]:
    """What became of all files, by format."""
    found: dict[str, Tally] = defaultdict(Tally)
    for entry in corpus.entries:
        tally = found[entry.format]
        tally.files += 1
        try:
            for document in stream(entry, defaults={"language": "en"}):
                tally.documents += 1
                tally.read += document.account.read
                tally.skipped.update(skip.reason for skip in document.account.skipped)
                tally.repaired += len(document.account.repaired)
        except InputError as error:
            tally.refused[error.message] += 1
    return found


def table(found: dict[str, Tally]) -> str:
    """The table, a line a format."""
    lines = [
        "| format | files | read | documents | records | kept | repaired | skipped, and why |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in FORMATS:
        tally = found.get(one.name, Tally())
        read = tally.files - tally.refused.total()
        skipped = tally.skipped.total()
        numbers = (tally.files, read, tally.documents, tally.read, tally.read - skipped, tally.repaired)
        cells = " | ".join(f"{number:,}" for number in numbers)
        lines.append(f"| {one.title} | {cells} | {reasons(tally.skipped)} |")
    return "\n".join(lines) + "\n"


def reasons(counted: Counter[str]) -> str:
    """Reasons with their numbers, the most frequent first."""
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{number:,} {reason}" for reason, number in ordered[:_SHOWN]]
    rest = sum(number for _, number in ordered[_SHOWN:])
    return "; ".join(shown) + (f"; {rest:,} for other reasons" if rest else "")


def evidence() -> str:
    """The whole section."""
    corpus = scan([SHARED / "data" / "formats"])
    found = tallies(corpus)
    refused = Counter[str]()
    for tally in found.values():
        refused += tally.refused
    ignored = Counter((skip.reason, Path(skip.path).suffix or Path(skip.path).name) for skip in corpus.ignored)
    by_reason: dict[str, Counter[str]] = defaultdict(Counter)
    for (reason, ending), number in ignored.items():
        by_reason[reason][ending] += number
    parts = [table(found), "\nFiles that are in a format but could not be read:\n\n"]
    parts += [f"* {number} x {message}\n" for message, number in sorted(refused.items())] or ["* none\n"]
    parts.append("\nFiles that hold no documents that kg reads:\n\n")
    for reason, endings in sorted(by_reason.items()):
        kinds = ", ".join(f"{number} `{ending}`" for ending, number in sorted(endings.items()))
        parts.append(f"* {reason}: {kinds}\n")
    return "".join(parts)


def main() -> None:
    """Write the section between its marks."""
    if not (SHARED / "data" / "formats").is_dir():
        sys.exit(f"no shared data in {SHARED}")
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    PAGE.write_text(before + _BEGIN + "\n" + evidence() + "\n" + _END + rest.partition(_END)[2], encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")


if __name__ == "__main__":
    main()
