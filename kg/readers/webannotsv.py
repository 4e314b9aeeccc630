"""WebAnno TSV 3, which WebAnno and INCEpTION write: a line a token, a column a feature of a layer.

The text is put together from the lines `#Text=` at the offsets of their tokens; what stood between sentences is not in
the file, so a line break takes its place. An annotation counts as one record, and so do its link, its slots together
(an event) and each of its other features (an attribute); tokens and sentences are no records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import add
from kg.readers.offsets import CODE_POINTS, UTF16
from kg.readers.records import open_bytes
from kg.readers.text import decode
from kg.readers.webannocells import unescaped
from kg.readers.webannolayers import Layer, layer_of, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span

COLUMNS = "row has other columns than the header says"
NO_ROW = "line is no row of a token"
MISPLACED = "sentence does not hold its tokens at their offsets, only they are kept"

_START = b"#FORMAT=WebAnno TSV 3"
_ROW = re.compile(r"(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t([^\t]*)(?:\t(.*))?")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a token, or of a part of one.

    Attributes:
        id: `sentence-token` or `sentence-token.part`.
        span: Offsets in the file's unit.
        cells: One for each column of the layers.
        line: 1-based line in the file.
    """

    id: str
    span: Span
    token: str
    cells: tuple[str, ...]
    line: int


@dataclass(slots=True)
class _Sheet:
    """What the lines of a file say, before layers are read from its columns."""

    layers: list[Layer] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    sentences: list[tuple[str, list[Row]]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    repaired: list[Skipped] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """All rows, those of parts of tokens included."""
        return [row for _, rows in self.sentences for row in rows]


def is_tsv(head: bytes) -> bool:
    """Whether a file that begins so is WebAnno TSV 3."""
    return head.startswith(_START)


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The text of a file with its annotations.

    Raises:
        InputError: The file cannot be read.
    """
    del companions
    with open_bytes(path) as file:
        content = decode(file.read(), path=path).text
    lines = content.replace("\r\n", "\n").split("\n")
    sheet = _sheet(lines)
    unit = _unit(sheet.rows)
    text = _text(sheet, unit)
    if not sheet.rows:
        raise InputError("no row of a token in it", path=path)
    draft = records_of(sheet.layers, sheet.rows, lines)
    draft.unit = unit
    draft.read += len(sheet.skipped)
    draft.skipped += sheet.skipped
    draft.repaired += sheet.repaired
    yield Found("", text, bind(text, [draft]), sheet.metadata)


def _sheet(lines: Sequence[str]) -> _Sheet:
    sheet = _Sheet()
    width = 0
    for number, line in enumerate(lines, 1):
        if line.startswith("#Text="):
            _add_text(sheet, unescaped(line.removeprefix("#Text=")))
        elif line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            layer = layer_of(line, first=width)
            sheet.layers.append(layer)
            width += layer.width
        elif line.startswith("#") and "=" in line and not sheet.sentences:
            name, _, value = line[1:].partition("=")
            if name != "FORMAT":
                add(sheet.metadata, name, value)
        elif line.strip() and not _add_row(sheet, line, number, width):
            sheet.skipped.append(Skipped(number, NO_ROW, line))
    return sheet


def _add_text(sheet: _Sheet, text: str) -> None:
    """Begin a sentence, or go on with one that holds line breaks."""
    if sheet.sentences and not sheet.sentences[-1][1]:
        sheet.sentences[-1] = (f"{sheet.sentences[-1][0]}\n{text}", [])
    else:
        sheet.sentences.append((text, []))


def _add_row(sheet: _Sheet, line: str, number: int, width: int) -> bool:
    match = _ROW.fullmatch(line)
    if match is None:
        return False
    cells = (match[5] or "").removesuffix("\t").split("\t") if width else []
    if len(cells) != width:
        sheet.skipped.append(Skipped(number, COLUMNS, line))
        cells = ["_"] * width
    row = Row(match[1], (int(match[2]), int(match[3])), unescaped(match[4]), tuple(cells), number)
    if not sheet.sentences:
        sheet.sentences.append(("", []))
    sheet.sentences[-1][1].append(row)
    return True


def _unit(rows: Sequence[Row]) -> str:
    """What offsets count: UTF-16 as the format says, unless the lengths of tokens show that it is code points."""
    astral = [row for row in rows if not row.token.isascii() and max(row.token) > "\uffff"]
    plain = sum(row.span[1] - row.span[0] == len(row.token) for row in astral)
    return CODE_POINTS if plain * 2 > len(astral) else UTF16


def _text(sheet: _Sheet, unit: str) -> str:
    """The text, put together from sentences and tokens at their offsets."""
    end = max((row.span[1] for row in sheet.rows), default=0)
    cells = ["\n"] * end
    for sentence, rows in sheet.sentences:
        tokens = [row for row in rows if "." not in row.id]
        if not tokens:
            continue
        start = tokens[0].span[0] - len(_units(sentence[: max(sentence.find(tokens[0].token), 0)], unit))
        signs = _units(sentence, unit)
        fits = start >= 0 and all(
            signs[row.span[0] - start : row.span[1] - start] == _units(row.token, unit) for row in tokens
        )
        if fits:
            cells[start : start + len(signs)] = signs
        else:
            sheet.repaired.append(Skipped(tokens[0].line, MISPLACED, sentence))
            for row in tokens:
                cells[slice(*row.span)] = _units(row.token, unit)
    return "".join(cells)


def _units(text: str, unit: str) -> list[str]:
    """The code points of a text, each followed by as many empty strings as it counts more than one."""
    if unit == CODE_POINTS or text.isascii():
        return list(text)
    return [sign for character in text for sign in ((character, "") if character > "\uffff" else (character,))]
