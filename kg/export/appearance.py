"""Colours and sizes: the same in every file and picture, and told apart by everybody."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.columns import number_of
from kg.export.walk import degrees, edge_data, node_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5195", "#8C6D1F")
"""Okabe and Ito's colours (Color Universal Design, 2008) but yellow and black, and two that stay apart from them."""

NODE_PALETTE = ("#46566B", "#DDAA33", "#BB5566", "#88CCEE", "#117733", "#AA4499", "#999933", "#882255")
"""For nodes: a slate that no edge has, then colours of Paul Tol's schemes (SRON technical note, 2021)."""

OTHER = "#8A8A8A"
"""For what comes after the palette's end, or has no type."""

_KNOWN = {
    "partnerOf": PALETTE[0],
    "investsIn": PALETTE[1],
    "competesWith": PALETTE[3],
    "suppliesTo": PALETTE[2],
    "spunOffFrom": PALETTE[4],
}
"""A kind keeps its colour from one picture to the next, whatever else is in them."""


def colours(names: Iterable[Any], palette: tuple[str, ...], *, known: dict[str, str]) -> dict[str, str]:
    """A colour by name, empty for None; frequent names first, equal ones in alphabetical order.

    Args:
        names: One for each thing that is coloured.
        palette: Colours to choose from, the first first.
        known: Names whose colour is fixed.
    """
    numbers: Counter[str] = Counter()
    for name, number in _counted(list(names)).items():
        numbers[str(name or "")] += number
    present = [name for name, _ in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))]
    found = {name: known[name] for name in present if name in known}
    free = [colour for colour in palette if colour not in found.values()]
    for name in present:
        if name not in found:
            found[name] = free.pop(0) if free and name else OTHER
    return found


def _counted(names: list[Any]) -> Counter[Any]:
    try:
        return Counter(names)
    except TypeError:
        # A list or the like as the name of a type: odd, but no reason to fail.
        return Counter(str(name or "") for name in names)


def node_colours(network: nx.MultiDiGraph) -> dict[str, str]:
    """Colour by type of node."""
    return colours((data.get("type") for data in node_data(network)), NODE_PALETTE, known={})


def edge_colours(network: nx.MultiDiGraph, data: Sequence[Mapping[str, Any]] | None = None) -> dict[str, str]:
    """Colour by kind of edge.

    Args:
        network: The network.
        data: Attributes of its edges, where they are at hand.
    """
    edges = edge_data(network) if data is None else data
    return colours((element.get("kind") for element in edges), PALETTE, known=_KNOWN)


def sizes(network: nx.MultiDiGraph, *, by: str | None = None) -> dict[Any, float]:
    """Diameter of each node, 4 to 40: its area grows with the number of its edges, or with an attribute.

    Args:
        network: The network.
        by: Name of a numeric attribute; the degree where it is None.
    """
    if by is None:
        values = {node: float(degree) for node, degree in degrees(network).items()}
    else:
        values = {node: max(0.0, float(value or 0.0)) for node, value in network.nodes(data=by)}
    greatest = max(values.values(), default=0.0)
    if greatest <= 0:
        return dict.fromkeys(values, 10.0)
    diameters = {value: round(4 + 36 * math.sqrt(value / greatest), 2) for value in set(values.values())}
    return {node: diameters[value] for node, value in values.items()}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255 each.

    Raises:
        UsageError: It is another text, or none.
    """
    try:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    except (TypeError, ValueError, LookupError) as error:
        hint = "write it as #rrggbb, or rename the attribute"
        raise UsageError(f"{colour!r} is no colour that the file can hold", hint=hint) from error


def width_of(data: Mapping[str, Any]) -> float:
    """The weight of an edge as far as lines can show it: 1 where it is no number, 0 where it is below."""
    weight = number_of(data.get("weight"))
    return 1.0 if weight is None else max(weight, 0.0)
