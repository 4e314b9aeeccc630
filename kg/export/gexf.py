"""GEXF 1.3, as Gephi, Gephi Lite and graphology read it, written as a stream of text.

The profile: no prefixes outside viz; one static block of attributes for nodes and one for edges, before the nodes,
their ids equal to their titles; time by start and end, or by spells, in days; the relation in `kind`; the direction of
the whole graph in `defaultedgetype`; unique edge ids; weights above 0; a label for every node; no date of today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.appearance import edge_colours, node_colours, rgb, sizes
from kg.export.attvalues import plans
from kg.export.columns import Column, Elements, columns, is_known, shaped, text_of
from kg.export.spells import NAMES, Spell, has_times, spells_of
from kg.export.walk import direction_of, edge_data, edges_of, node_data
from kg.export.xmltext import escaped, token

if TYPE_CHECKING:
    import networkx as nx

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""
_NODE_OWN = ("label", "x", "y", "size", "color")
_EDGE_OWN = ("label", "kind", "weight", "color")
_TOGETHER = 256
"""Lines that are handed over at once: a step of a generator costs as much as an attribute."""


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece.

    Args:
        network: Nodes may have `label`, `x`, `y`, `size`, `color` (`#rrggbb`), `start`, `end` and `spells`; edges
            `kind`, `label`, `weight`, `color` and times. All other attributes become typed columns.

    Raises:
        UsageError: Two edges have one source, target and kind, which GEXF 1.3 does not allow; or a weight is not
            above 0.
    """
    nodes, edges = shaped(node_data(network)), shaped(edge_data(network))
    in_time = has_times(nodes) | has_times(edges)
    own = NAMES if in_time else ()
    node_columns = columns(nodes, without=(*_NODE_OWN, *own))
    edge_columns = columns(edges, without=(*_EDGE_OWN, *own))
    yield _HEAD
    yield from _meta(network)
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if in_time else ' mode="static"'
    yield f'  <graph defaultedgetype="{direction_of(network)}" idtype="string"{time}>\n'
    yield from _declared("node", node_columns)
    yield from _declared("edge", edge_columns)
    ids = {node: node_id(node) for node in network}
    yield from _nodes(network, _texts(nodes, node_columns), ids, in_time=in_time)
    yield from _edges(network, edges, _texts(edges, edge_columns), ids, in_time=in_time)
    yield "  </graph>\n</gexf>\n"


def _meta(network: nx.MultiDiGraph) -> Iterator[str]:
    yield "  <meta>\n    <creator>kg</creator>\n"
    if network.graph.get("title"):
        yield f"    <keywords>{escaped(text_of(network.graph['title']))}</keywords>\n"
    if network.graph.get("description"):
        yield f"    <description>{escaped(text_of(network.graph['description']))}</description>\n"
    yield "  </meta>\n"


def _declared(class_: str, declared: list[Column]) -> Iterator[str]:
    if not declared:
        return
    yield f'    <attributes class="{class_}" mode="static">\n'
    for column in declared:
        title = escaped(column.title)
        type_ = f"list{column.type}" if column.is_list else column.type
        yield f'      <attribute id="{title}" title="{title}" type="{type_}"/>\n'
    yield "    </attributes>\n"


Text = Callable[[Mapping[str, Any]], str]


def _texts(elements: Elements, declared: list[Column]) -> Iterator[Text]:
    """For each element what makes text of its attributes."""
    return map(plans(declared, elements.shapes).__getitem__, elements.numbers)


def _time(data: Mapping[str, Any]) -> tuple[str, str]:
    """Attributes and child elements that say when."""
    if not data.get("spells"):
        start, end = data.get("start"), data.get("end")
        if (start is None or type(start) is str) and (end is None or type(end) is str):
            return _written(start, end)
    return _spells(spells_of(data))


@lru_cache(maxsize=1 << 14)
def _written(start: str | None, end: str | None) -> tuple[str, str]:
    """Most edges of a network share their times with others."""
    return _spells(spells_of({"start": start, "end": end}))


def _spells(spells: list[Spell]) -> tuple[str, str]:
    if len(spells) == 1:
        return _bounds(*spells[0]), ""
    return "", "<spells>" + "".join(f"<spell{_bounds(*spell)}/>" for spell in spells) + "</spells>" if spells else ""


def _bounds(start: str | None, end: str | None) -> str:
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")


def _nodes(network: nx.MultiDiGraph, texts: Iterator[Text], ids: dict[Any, str], *, in_time: bool) -> Iterator[str]:
    by_type = {name: _colour(colour) for name, colour in node_colours(network).items()}
    by_degree = sizes(network)
    yield f'    <nodes count="{network.number_of_nodes()}">\n'
    for (node, data), attributes in zip(network.nodes(data=True), texts, strict=True):
        bounds, spells = _time(data) if in_time else ("", "")
        colour = _colour(data["color"]) if data.get("color") else by_type[str(data.get("type") or "")]
        place = ""
        if data.get("x") is not None and data.get("y") is not None:
            place = f'<viz:position x="{float(data["x"])}" y="{float(data["y"])}" z="0.0"/>'
        label = token(text_of(data.get("label") or "")) or ids[node]
        yield (
            f'      <node id="{ids[node]}" label="{label}"{bounds}>{attributes(data)}{spells}'
            f'{colour}<viz:size value="{float(data.get("size") or by_degree[node])}"/>{place}</node>\n'
        )
    yield "    </nodes>\n"


def node_id(node: Any) -> str:
    """A node as an id: trimmed, escaped."""
    return escaped(text_of(node).strip())


def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _edges(
    network: nx.MultiDiGraph, edges: Elements, texts: Iterator[Text], ids: dict[Any, str], *, in_time: bool
) -> Iterator[str]:
    by_kind = {name: _colour(colour) for name, colour in edge_colours(network, edges.data).items()}
    _refuse_parallels(network)
    yield f'    <edges count="{len(edges.data)}">\n'
    looks: dict[tuple[Any, Any], tuple[str, str]] = {}
    lines: list[str] = []
    for number, ((source, target, data), attributes) in enumerate(zip(edges_of(network), texts, strict=True)):
        try:
            look = looks.get((data.get("kind"), data.get("label")))
        except TypeError:
            # A kind that is a list, say, cannot be looked up.
            look = _words(data), by_kind[str(data.get("kind") or "")]
        if look is None:
            look = looks[data.get("kind"), data.get("label")] = _words(data), by_kind[str(data.get("kind") or "")]
        words, colour = look
        bounds, spells = _time(data) if in_time else ("", "")
        if data.get("color"):
            colour = _colour(data["color"])
        weight = data.get("weight", 1)
        if type(weight) is not int or weight <= 0:
            weight = _weight(weight, source, target)
        ends = f'source="{ids[source]}" target="{ids[target]}"'
        lines.append(
            f'      <edge id="e{number}" {ends}{words} weight="{weight}"{bounds}>'
            f"{attributes(data)}{spells}{colour}</edge>\n"
        )
        if len(lines) == _TOGETHER:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)
    yield "    </edges>\n"


def _refuse_parallels(network: nx.MultiDiGraph) -> None:
    """Refuse what the standard does not allow: two edges of one source, target and kind."""
    if not network.is_multigraph():
        return
    for source, targets in network.adjacency():
        if max(map(len, targets.values()), default=0) < 2:  # noqa: PLR2004 - one edge is not parallel to any
            continue
        for target, parallel in targets.items():
            kinds = [str(data.get("kind") or "") for data in parallel.values()]
            twice = next((kind for kind in kinds if kinds.count(kind) > 1), None)
            if twice is not None:
                raise UsageError(
                    f"two edges of kind {twice!r} lead from {source!r} to {target!r}",
                    hint="give each its own 'kind', or make one of them",
                    see="GEXF 1.3",
                )


def _words(data: Mapping[str, Any]) -> str:
    """Kind and label."""
    text = f' kind="{token(text_of(data["kind"]))}"' if data.get("kind") else ""
    return text + (f' label="{token(text_of(data["label"]))}"' if data.get("label") else "")


def _weight(weight: Any, source: Any, target: Any) -> float:
    if not is_known(weight) or float(weight) <= 0:
        raise UsageError(
            f"the edge from {source!r} to {target!r} has the weight {weight!r}", hint="weights must be above 0"
        )
    return float(weight)
