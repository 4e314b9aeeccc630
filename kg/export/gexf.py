"""GEXF 1.3, as Gephi, Gephi Lite and graphology read it, written as a stream of text.

The profile: no prefixes outside viz; one static block of attributes for nodes and one for edges, before the nodes,
their ids equal to their titles; time by start and end, or by spells, in days; the relation in `kind`; the direction of
the whole graph in `defaultedgetype`; unique edge ids; weights above 0; a label for every node; no date of today.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.appearance import edge_colours, node_colours, rgb, sizes
from kg.export.attvalues import Plan
from kg.export.batches import batches, each, joined, values_of
from kg.export.columns import Column, Elements, columns, is_known, number_of, shaped, text_of
from kg.export.spells import NAMES, Spell, has_times, spells_of
from kg.export.walk import direction_of, edge_data, edges_of, id_of, node_data
from kg.export.xmltext import all_escaped, escaped, token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx

    from kg.export.batches import Part
    from kg.export.columns import Shape
    from kg.export.walk import Data

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""
_NODE_OWN = ("label", "x", "y", "size", "color")
_EDGE_OWN = ("label", "kind", "weight", "color")


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece.

    Args:
        network: Nodes may have `label`, `x`, `y`, `size`, `color` (`#rrggbb`), `start`, `end` and `spells`; edges
            `kind`, `label`, `weight`, `color` and times. All other attributes become typed columns.

    Raises:
        UsageError: Two edges have one source, target and kind, which GEXF 1.3 does not allow; a weight is not above 0,
            a size no number, a colour not `#rrggbb`.
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
    ids = {node: escaped(id_of(node)) for node in network}
    yield from _nodes(network, nodes, node_columns, ids, in_time=in_time)
    yield from _edges(network, edges, edge_columns, ids, in_time=in_time)
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


def _times(shape: Shape, data: Sequence[Data]) -> tuple[Sequence[str], Sequence[str]]:
    """Columns of attributes and of child elements that say when."""
    if "spells" in shape[0]:
        times = [_spells(spells_of(element)) for element in data]
    else:
        times = each(_time, values_of(data, shape, "start"), values_of(data, shape, "end"))
    bounds, spells = zip(*times, strict=True)
    return bounds, spells


def _time(start: Any, end: Any) -> tuple[str, str]:
    if (start is None or type(start) is str) and (end is None or type(end) is str):
        return _written(start, end)
    return _spells(spells_of({"start": start, "end": end}))


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


def _nodes(
    network: nx.MultiDiGraph, nodes: Elements, declared: list[Column], ids: dict[Any, str], *, in_time: bool
) -> Iterator[str]:
    by_type = {name: _colour(colour) for name, colour in node_colours(network).items()}
    by_degree = sizes(network)
    plans = [Plan(declared, shape) for shape in nodes.shapes]

    def colour_of(own: Any, type_: Any) -> str:
        return _colour(own) if own else by_type[str(type_ or "")]

    def lines(number: int, rows: Sequence[tuple[Any, Data]]) -> Iterator[str]:
        shape = nodes.shapes[number]
        names, data = zip(*rows, strict=True)
        own_ids = [ids[name] for name in names]
        bounds, spells = _times(shape, data) if in_time else ("", "")
        texts = all_escaped([" ".join(text_of(label or "").split()) for label in values_of(data, shape, "label")])
        labels = [text or id_ for text, id_ in zip(texts, own_ids, strict=True)]
        return joined(
            (
                *('      <node id="', own_ids, '" label="', labels),
                *('"', bounds, ">", *plans[number].parts(data), spells),
                each(colour_of, values_of(data, shape, "color"), values_of(data, shape, "type")),
                '<viz:size value="',
                each(_size, values_of(data, shape, "size"), [by_degree[name] for name in names]),
                *('"/>', _places(shape, data), "</node>\n"),
            )
        )

    yield f'    <nodes count="{network.number_of_nodes()}">\n'
    yield from batches(network.nodes(data=True), nodes.numbers, lines)
    yield "    </nodes>\n"


def _size(own: Any, by_degree: float) -> str:
    if not own or not is_known(own):
        return str(by_degree)
    size = number_of(own)
    if size is None:
        raise UsageError(f"{own!r} is no size of a node", hint="sizes are numbers; rename the attribute")
    return str(size)


def _places(shape: Shape, data: Sequence[Data]) -> Part:
    return [_place(element.get("x"), element.get("y")) for element in data] if "x" in shape[0] else ""


def _place(x: Any, y: Any) -> str:
    x, y = number_of(x), number_of(y)
    return f'<viz:position x="{x}" y="{y}" z="0.0"/>' if x is not None and y is not None else ""


def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _edges(
    network: nx.MultiDiGraph, edges: Elements, declared: list[Column], ids: dict[Any, str], *, in_time: bool
) -> Iterator[str]:
    by_kind = {name: _colour(colour) for name, colour in edge_colours(network, edges.data).items()}
    _refuse_parallels(network)
    plans = [Plan(declared, shape) for shape in edges.shapes]

    def look(kind: Any, label: Any, colour: Any) -> tuple[str, str]:
        return _words(kind, label), _colour(colour) if colour else by_kind[str(kind or "")]

    def lines(number: int, rows: Sequence[tuple[int, tuple[Any, Any, Data]]]) -> Iterator[str]:
        shape = edges.shapes[number]
        numbers, ends = zip(*rows, strict=True)
        sources, targets, data = zip(*ends, strict=True)
        looks = each(look, *(values_of(data, shape, name) for name in ("kind", "label", "color")))
        words, colours = zip(*looks, strict=True)
        bounds, spells = _times(shape, data) if in_time else ("", "")
        return joined(
            (
                *('      <edge id="e', map(str, numbers)),
                *('" source="', map(ids.__getitem__, sources), '" target="', map(ids.__getitem__, targets)),
                *('"', words, ' weight="', _weights(ends), '"', bounds, ">"),
                *(*plans[number].parts(data), spells, colours, "</edge>\n"),
            )
        )

    yield f'    <edges count="{len(edges.data)}">\n'
    yield from batches(enumerate(edges_of(network)), edges.numbers, lines)
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


def _words(kind: Any, label: Any) -> str:
    text = f' kind="{token(text_of(kind))}"' if kind else ""
    return text + (f' label="{token(text_of(label))}"' if label else "")


def _weights(ends: Sequence[tuple[Any, Any, Data]]) -> list[str]:
    weights = [data.get("weight", 1) for _, _, data in ends]
    if set(map(type, weights)) == {int} and min(weights) > 0:
        return list(map(str, weights))
    return [str(_weight(weight, source, target)) for weight, (source, target, _) in zip(weights, ends, strict=True)]


def _weight(weight: Any, source: Any, target: Any) -> float:
    if type(weight) is int and weight > 0:
        return weight
    number = number_of(weight)
    if number is None or number <= 0:
        raise UsageError(
            f"the edge from {source!r} to {target!r} has the weight {weight!r}", hint="weights must be above 0"
        )
    return number
