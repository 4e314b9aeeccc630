"""The attribute values of GEXF elements as text: the inner loop of every export.

Nearly all elements of a network have the same attributes of the same types. Those of one such shape are written
together, column by column: text and numbers at one go, and only what needs a closer look value by value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from kg.export.batches import joined
from kg.export.columns import Column, Shape, is_known, list_text, text_of
from kg.export.xmltext import all_escaped, escaped, is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.export.batches import Part

Texts = Sequence[str | None]
"""A column as escaped text; None for a value that says nothing."""

Writer = Callable[[list[Any]], Texts]

_BETWEEN = "&quot;,&quot;"
"""What stands between the items of a list."""


class Plan:
    """How elements of one shape are written."""

    def __init__(self, columns: list[Column], shape: Shape) -> None:
        """Choose what writes each column.

        Args:
            columns: What is written, in this order, but text and then whole numbers first.
            shape: Of the elements that will be written.
        """
        types = dict(zip(*shape, strict=True))
        known = [column for column in columns if types.get(column.name, type(None)) is not type(None)]
        writers = [(itemgetter(column.name), _head(column), _writer(column, types[column.name])) for column in known]
        self._columns = sorted(writers, key=lambda column: _ORDER.get(column[2], len(_ORDER)))

    def parts(self, data: Sequence[Mapping[str, Any]]) -> list[Part]:
        """`<attvalues>` of some elements of this shape, in parts: empty text where nothing is known."""
        parts: list[Part] = []
        # Text between two columns is one part: what ends the one and begins the other.
        between, is_sure = "", False
        for value_of, head, writer in self._columns:
            texts = writer(list(map(value_of, data)))
            if writer not in _SURE and None in texts:
                parts += [between, ["" if text is None else f'{head}{text}"/>' for text in texts]]
                between = ""
            else:
                parts += [between + head, cast("Sequence[str]", texts)]
                between, is_sure = '"/>', True
        parts.append(between)
        if is_sure:
            return ["<attvalues>", *parts, "</attvalues>"]
        return [[f"<attvalues>{text}</attvalues>" if text else "" for text in joined([[""] * len(data), *parts])]]


def _head(column: Column) -> str:
    return f'<attvalue for="{escaped(column.title)}" value="'


def _writer(column: Column, type_: type) -> Writer:
    """What writes the values of a column that are all of one type."""
    if column.is_list:
        return _lists if type_ is list else _any_lists
    return _WRITERS.get(type_, _any)


def _integers(values: list[int]) -> Texts:
    return list(map(str, values))


def _booleans(values: list[bool]) -> Texts:
    return ["true" if value else "false" for value in values]


def _floats(values: list[float]) -> Texts:
    return [repr(value) if math.isfinite(value) else None for value in values]


def _any(values: list[Any]) -> Texts:
    return [escaped(text_of(value)) if is_known(value) else None for value in values]


def _lists(values: list[list[Any]]) -> Texts:
    try:
        together = "".join(chain.from_iterable(values))
    except TypeError:
        return _any_lists(values)
    if "\\" in together or not is_plain(together):
        return _any_lists(values)
    # Text that nothing needs to be done to, as nearly all is: IRIs and codes.
    return [f"[&quot;{_BETWEEN.join(value)}&quot;]" if value else None for value in values]


def _any_lists(values: list[Any]) -> Texts:
    return [escaped(list_text(value)) if is_known(value) else None for value in values]


_WRITERS: dict[type, Writer] = {str: all_escaped, int: _integers, bool: _booleans, float: _floats}
"""What writes values of types that need no look at each."""

_SURE = (all_escaped, _integers, _booleans)
"""For these every value says something."""

_ORDER: dict[Writer, int] = {all_escaped: 0, _integers: 1}
"""Which columns come before all others."""
