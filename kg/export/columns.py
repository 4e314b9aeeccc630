"""Which attributes nodes and edges have, and of which type: one type a name, the widest that occurs."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_INT_32 = 2**31
_INT_64 = 2**63
_TOGETHER = 512


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of all nodes or of all edges.

    Attributes:
        name: Key in the attribute dictionaries.
        title: What the file calls it: unique when lower-cased, without characters that no file can hold.
        type: `boolean`, `integer` (32 bits), `long` (64 bits), `double` or `string`.
        is_list: Whether values are lists of that type.
    """

    name: str
    title: str
    type: str
    is_list: bool = False


Shape = tuple[tuple[str, ...], tuple[type, ...]]
"""Names of the attributes of an element, and their types."""


@dataclass(frozen=True, slots=True)
class Elements:
    """Nodes or edges by their shapes: most of a network have one and the same, which need be looked at only once.

    Attributes:
        data: Attribute dictionaries.
        shapes: The different shapes.
        numbers: Of each element the place of its shape in `shapes`.
    """

    data: Sequence[Mapping[str, Any]]
    shapes: list[Shape]
    numbers: list[int]


def shaped(data: Sequence[Mapping[str, Any]]) -> Elements:
    """Attribute dictionaries with their shapes."""
    known: dict[tuple[Any, ...], int] = {}
    place = known.setdefault
    # One tuple, for the time of making two; the first half are names.
    numbers = [place((*element, *map(type, element.values())), len(known)) for element in data]
    return Elements(data, [(both[: len(both) // 2], both[len(both) // 2 :]) for both in known], numbers)


def columns(elements: Elements | Sequence[Mapping[str, Any]], *, without: Iterable[str] = ()) -> list[Column]:
    """The attributes of some nodes or edges, in order of their names.

    Args:
        elements: Attribute dictionaries, shaped or not.
        without: Names to leave out.
    """
    if not isinstance(elements, Elements):
        elements = shaped(elements)
    types: dict[str, set[type]] = {}
    for names, found in elements.shapes:
        for name, type_ in zip(names, found, strict=True):
            types.setdefault(name, set()).add(type_)
    kinds: dict[str, set[str]] = {name: set() for name in types if name not in set(without)}
    # By hundreds: what one attribute's turn brings into the processor's cache is there for the next.
    for first in range(0, len(elements.data), _TOGETHER):
        some = elements.data[first : first + _TOGETHER]
        for name, known in kinds.items():
            known.update(_kinds(name, types[name], some))
    titles: dict[str, str] = {}
    return [_column(name, kinds[name], titles) for name in sorted(kinds, key=str) if kinds[name]]


def _kinds(name: str, types: set[type], data: Sequence[Mapping[str, Any]]) -> set[str]:
    """The kinds of all values of one attribute."""
    if types <= set(_SIMPLE):
        return {_SIMPLE[type_] for type_ in types} - {""}
    values = [element[name] for element in data if name in element]
    if types == {int} and values:
        return {_kind(min(values)), _kind(max(values))}
    if types == {list} and set(map(type, chain.from_iterable(values))) <= {str}:
        return {"list string"} if any(values) else set()
    return {_kind(value) for value in values} - {""}


def _column(name: str, kinds: set[str], titles: dict[str, str]) -> Column:
    is_list = any(kind.startswith("list") for kind in kinds)
    return Column(name, _unique(str(name), titles), _widest({kind.removeprefix("list ") for kind in kinds}), is_list)


def apart(titles: Iterable[str], *, taken: Iterable[str]) -> list[str]:
    """Titles of columns beside others: with a `_` behind those that are taken, whatever the case of their letters.

    Example:
        >>> apart(["ID", "id_", "label"], taken=["id"])
        ['ID_', 'id__', 'label']
    """
    used = {name.lower() for name in taken}
    found = []
    for title in titles:
        free = title
        while free.lower() in used:
            free += "_"
        used.add(free.lower())
        found.append(free)
    return found


def _unique(name: str, titles: dict[str, str]) -> str:
    """A title that no other attribute has, whatever the case of its letters; readers fold case."""
    title = clean(name).strip() or "attribute"
    number = 2
    while title.lower() in titles:
        title = f"{clean(name).strip()}_{number}"
        number += 1
    titles[title.lower()] = name
    return title


LISTS = (list, tuple, set, frozenset)
"""Types of values that files have as lists."""

_SIMPLE = {bool: "boolean", str: "string", type(None): ""}
"""Types whose values need no look: every value of theirs is of one kind; None says nothing."""


def _kind(value: Any) -> str:
    """Type of one value; empty for one that stands for nothing known: None, NaN, an infinity, an empty list."""
    simple = _SIMPLE.get(type(value))
    if simple is not None:
        return simple
    if isinstance(value, int):
        return "integer" if -_INT_32 <= value < _INT_32 else "long" if -_INT_64 <= value < _INT_64 else "string"
    if isinstance(value, float | Decimal):
        return "double" if math.isfinite(value) else ""
    if isinstance(value, LISTS):
        # No file has lists of lists: one in a list is the text of it.
        kinds = {"string" if isinstance(item, LISTS) else _kind(item) for item in value} - {""}
        return f"list {_widest(kinds)}" if kinds else ""
    # Other numbers, those of numpy say, are told by what they can become.
    if hasattr(value, "item"):
        return _kind(value.item())
    return "string"


def _widest(kinds: set[str]) -> str:
    """The narrowest type that holds values of all of these."""
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds == {"integer", "long"}:
        return "long"
    return "double" if kinds and kinds <= {"integer", "long", "double"} else "string"


# XML 1.0, production 2 (Char): what no XML file can hold, and so none of ours does.
_FORBIDDEN: dict[int, int | None] = {
    **dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF)),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}


def clean(text: str) -> str:
    """Text without control characters; a lone surrogate becomes U+FFFD."""
    return text if text.isprintable() else text.translate(_FORBIDDEN)


def text_of(value: Any) -> str:
    """A value as the text that all files show: `true`, `1.5`, ISO dates.

    Example:
        >>> text_of(True), text_of(2.0), text_of([1, "a,b"])
        ('true', '2.0', '["1","a,b"]')
    """
    for type_, text in _TEXTS:
        if isinstance(value, type_):
            return text(value)
    return text_of(value.item()) if hasattr(value, "item") else clean(str(value))


def items_of(value: Any) -> Sequence[Any]:
    """The items of a list, those of a set in order of their texts; of any other value it alone.

    Example:
        >>> items_of({"b", "a"}), items_of("ab")
        (['a', 'b'], ['ab'])
    """
    if isinstance(value, set | frozenset):
        return sorted(value, key=text_of)
    return value if isinstance(value, list | tuple) else [value]


def number_of(value: Any) -> float | None:
    """A value as a finite number; None where it is none."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def list_text(value: Any) -> str:
    r"""A list, or a value as a list of one, with every element quoted, as Gephi and graphology read it; it is JSON too.

    Example:
        >>> print(list_text(['say "oui"', "a\\b", "c\nd"]))
        ["say \"oui\"","a\\b","c\nd"]
    """
    return "[" + ",".join(f'"{_quoted(text_of(item))}"' for item in items_of(value) if not is_missing(item)) + "]"


def is_missing(item: Any) -> bool:
    """Whether an item of a list says nothing: None, NaN or an infinity, which some readers of numbers refuse."""
    return item is None or (isinstance(item, float | Decimal) and not math.isfinite(item))


def _quoted(text: str) -> str:
    if "\\" in text or '"' in text or not text.isprintable():
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return text


def plain(value: Any) -> Any:
    """A value that JSON has: dates as text, sets as sorted lists, what is not finite as None."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, LISTS):
        return [plain(item) for item in items_of(value)]
    if isinstance(value, Decimal | float):
        return float(value) if math.isfinite(value) else None
    return plain(value.item()) if hasattr(value, "item") else text_of(value)


def is_known(value: Any) -> bool:
    """Whether a value says anything: not None, NaN, an infinity or an empty list."""
    return bool(_kind(value))


_TEXTS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, clean),
    (bool, lambda value: "true" if value else "false"),
    (int | float, repr),
    (dt.date, lambda value: value.isoformat()),
    (Decimal, lambda value: repr(float(value))),
    (LISTS, list_text),
    (dict, lambda value: clean(json.dumps(plain(value), ensure_ascii=False, sort_keys=True))),
)
"""Text by type; numbers of numpy are among these only after their `item()`."""
