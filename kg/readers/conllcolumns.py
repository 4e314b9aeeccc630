"""Which column of a CoNLL file holds what."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG = re.compile(r"[BIESLUM][-_]\S+")
_NOTHING = frozenset({"O", "_", "-"})
# Of the rows of a sample, so many have the same columns and tags where tags belong; the others are damaged.
_MOST = 0.9
_HEADER = re.compile(r"(?:TOKEN|FORM|WORD|# ?global\.columns ?=.*)\b(?:\s.*)?", re.IGNORECASE)
_TOKEN_NAMES = ("TOKEN", "FORM", "WORD")
_LINK_OF = {"NE-COARSE-LIT": "NEL-LIT", "NE-COARSE-METO": "NEL-METO"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file, 0-based.

    Attributes:
        number: How many there are.
        token: The column of the token.
        tags: The columns of tags.
        start: The column of the token's offset in code points, if there is one.
        names: Names of columns, where a header gives them.
        links: The column of links that belongs to a column of tags.
        tabs: Whether columns are divided by tabs alone.
    """

    number: int
    token: int
    tags: tuple[int, ...]
    start: int | None = None
    names: dict[int, str] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)
    tabs: bool = False

    def split(self, line: str) -> list[str]:
        """The cells of a row."""
        return line.rstrip().split("\t") if self.tabs else line.split()


def is_header(line: str) -> bool:
    """Whether a line names the columns."""
    return _HEADER.fullmatch(line) is not None and len(line.split()) > 1 and columns_of_header(line) is not None


def columns_of_header(line: str) -> Columns | None:
    """Columns from a line that names them, as HIPE and CoNLL-U Plus have it; None where it names no tags."""
    names = re.sub(r"^# ?global\.columns ?=", "", line).split()
    upper = [name.upper() for name in names]
    token = next((upper.index(name) for name in _TOKEN_NAMES if name in upper), None)
    tags = tuple(at for at, name in enumerate(upper) if name.startswith(("NE-", "NER", "IOB", "BIO", "TAG")))
    if token is None or not tags:
        return None
    links = {at: upper.index(_LINK_OF[upper[at]]) for at in tags if _LINK_OF.get(upper[at]) in upper}
    return Columns(len(names), token, tags, names=dict(enumerate(names)), links=links, tabs=True)


def columns_of(lines: Sequence[str]) -> Columns | None:
    """Columns from a header, or from what the first rows hold; None where no column holds tags.

    Example:
        >>> columns_of(["EU B-ORG", "rejects O"])
        Columns(number=2, token=0, tags=(1,), start=None, names={}, links={}, tabs=False)
    """
    named = next((columns_of_header(line) for line in lines if is_header(line)), None)
    if named:
        return named
    rows = [line.rstrip() for line in lines if line.strip() and not line.startswith(("#", "-DOCSTART-"))]
    tabs = bool(rows) and sum("\t" in row for row in rows) >= _MOST * len(rows)
    split = [row.split("\t") if tabs else row.split() for row in rows]
    number, count = Counter(map(len, split)).most_common(1)[0] if split else (0, 0)
    cells = [row for row in split if len(row) == number]
    if number < 2 or count < _MOST * len(split) - 1:  # noqa: PLR2004 - a token and a tag
        return None
    tags = [at for at in range(1, number) if _is_of_tags([row[at] for row in cells])]
    if not tags:
        return None
    counted = all(row[0].isdecimal() for row in cells) and tags[-1] > 1
    token = int(counted)
    starts = token + 2 < number and all(row[token + 1].isdecimal() and row[token + 2].isdecimal() for row in cells)
    return Columns(number, token, (tags[-1],), start=token + 1 if starts else None, tabs=tabs)


def _is_of_tags(column: Sequence[str]) -> bool:
    tags = sum(_TAG.fullmatch(cell) is not None for cell in column)
    nothing = sum(cell in _NOTHING for cell in column)
    return tags > 0 and tags + nothing >= _MOST * len(column)
