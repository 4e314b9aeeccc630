"""The attribute values of a GEXF element as text: the inner loop of every export.

Nearly all elements of a network have the same attributes of the same types. For each such shape one template is made,
and text and whole numbers are put into it at one go; only what needs a closer look is written value by value.
"""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.export.columns import Column, Shape, is_known, list_text, text_of
from kg.export.xmltext import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BETWEEN = "&quot;,&quot;"
"""What stands between the items of a list."""


def plans(columns: list[Column], shapes: list[Shape]) -> list[Callable[[Mapping[str, Any]], str]]:
    """For each shape what makes `<attvalues>` of an element: empty text where nothing is known.

    Args:
        columns: What is written, in this order.
        shapes: Of the elements that will be written.
    """
    by_name = {column.name: column for column in columns}
    return [_Plan(by_name, dict(zip(*shape, strict=True))).text for shape in shapes]


class _Plan:
    """How elements of one shape are written."""

    def __init__(self, columns: dict[str, Column], types: dict[str, type]) -> None:
        present = [column for name, column in columns.items() if name in types]
        texts = [c for c in present if types[c.name] is str and not c.is_list]
        numbers = [c for c in present if types[c.name] is int and not c.is_list]
        self._texts = _getter([column.name for column in texts])
        self._numbers = _getter([column.name for column in numbers])
        template = "".join(f'{_head(column).replace("%", "%%")}%s"/>' for column in (*texts, *numbers))
        self._template = f"<attvalues>{template}"
        self._others = [
            (column.name, _head(column), _list if column.is_list else _WRITTEN.get(types[column.name], _text))
            for column in present
            if column not in texts and column not in numbers and types[column.name] is not type(None)
        ]

    def text(self, data: Mapping[str, Any]) -> str:
        """The attribute values of one element of this shape."""
        texts = self._texts(data)
        together = " ".join(texts)
        if "&" in together or "<" in together or '"' in together or ">" in together or not together.isprintable():
            texts = tuple(map(escaped, texts))
        written = self._template % (texts + self._numbers(data))
        for name, head, text in self._others:
            value = text(data[name])
            if value is not None:
                # In place, as long as nothing else refers to this text.
                written += f'{head}{value}"/>'
        return f"{written}</attvalues>" if written != "<attvalues>" else ""


def _head(column: Column) -> str:
    return f'<attvalue for="{escaped(column.title)}" value="'


def _text(value: Any) -> str | None:
    """A value as escaped text; None for one that says nothing."""
    return escaped(text_of(value)) if is_known(value) else None


def _boolean(value: Any) -> str:
    return "true" if value else "false"


def _float(value: float) -> str | None:
    return repr(value) if math.isfinite(value) else None


_WRITTEN: dict[type, Callable[[Any], str | None]] = {bool: _boolean, float: _float}
"""What writes values of types that need no look."""


def _list(value: Any) -> str | None:
    """A list as escaped text; None for one that says nothing."""
    if type(value) is list and value:
        try:
            plain = "".join(value)
        except TypeError:
            plain = "&"
        # Text that nothing needs to be done to, as nearly all is: IRIs and codes.
        if not ("&" in plain or "<" in plain or '"' in plain or ">" in plain or "\\" in plain) and plain.isprintable():
            return f"[&quot;{plain if len(value) == 1 else _BETWEEN.join(value)}&quot;]"
    if not is_known(value):
        return None
    return escaped(list_text(value if isinstance(value, list | tuple | set | frozenset) else [value]))


def _getter(names: list[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What takes the values of some names out of a dictionary, always as a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _: ()
    name = names[0]
    return lambda data: (data[name],)
