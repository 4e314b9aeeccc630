r"""The cells of WebAnno TSV 3: stacked values, escapes, references.

`_` is nothing, `*` an annotation without a value, `value[3]` belongs to annotation 3, `a|b` are two annotations on one
token, `a;b` two fillers of one slot; `\` escapes what has a meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SIGN = re.compile(r"\\.|.", re.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r"}
_NUMBERED = re.compile(r"(.*)\[(\d+)(?:_(\d+))?\]", re.DOTALL)
_CHAIN = re.compile(r"(.*)->(\d+)-(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a cell.

    Attributes:
        text: As the file writes it, escapes included, without its number.
        number: Of the annotation it belongs to, 0 where it has none.
        own: In references of relations: the number of the annotation at this row, 0 where it has none.
    """

    text: str
    number: int = 0
    own: int = 0

    @property
    def value(self) -> str | None:
        """The value; None where there is none."""
        return None if self.text in ("_", "*", "") else unescaped(self.text)

    @property
    def is_there(self) -> bool:
        """Whether the item stands for an annotation."""
        return self.text not in ("_", "") or self.number > 0


def items(cell: str) -> list[Item]:
    """The values of a cell, one for each annotation that is stacked there.

    Example:
        >>> items("ORG[1]|*[2]")
        [Item(text='ORG', number=1, own=0), Item(text='*', number=2, own=0)]
    """
    return [item(part) for part in split(cell, "|")]


def item(part: str) -> Item:
    """One value with its number, if it has one."""
    match = _NUMBERED.fullmatch(part) if part.endswith("]") else None
    return Item(match[1], int(match[2]), int(match[3] or 0)) if match else Item(part)


def split(text: str, separator: str) -> list[str]:
    r"""Parts of a text between separators that are not escaped.

    Example:
        >>> split(r"a\|b|c", "|")
        ['a\\|b', 'c']
    """
    if "\\" not in text:
        return text.split(separator)
    parts = [""]
    for sign in _SIGN.findall(text):
        if sign == separator:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def unescaped(text: str) -> str:
    r"""A text without its escapes.

    Example:
        >>> unescaped(r"a\|b\\c\td")
        'a|b\\c\td'
    """
    return text if "\\" not in text else _ESCAPE.sub(lambda match: _CONTROLS.get(match[1], match[1]), text)


def chain_link(link: Item) -> tuple[str, int, int] | None:
    """The relation to the next link, the number of the chain and the position in it of `relation->chain-position`."""
    match = _CHAIN.fullmatch(link.text)
    return (match[1], int(match[2]), int(match[3])) if match else None
