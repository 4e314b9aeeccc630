"""A network as igraph has it, for its measures, layouts and communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.columns import text_of
from kg.export.walk import direction_of, edge_data, edges_of, node_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx


def to_igraph(network: nx.MultiDiGraph) -> Any:
    """A network as an `igraph.Graph`, parallel edges and all attributes kept, values as they are.

    Nodes and edges come in the network's order. The node itself is the vertex attribute `name`, by which igraph looks
    vertices up; an attribute of that name becomes `name_`. What an element lacks is None.

    Args:
        network: Any networkx graph; where its attribute `direction` is `undirected`, so is the result.

    Raises:
        UsageError: igraph is not installed.

    Example:
        >>> import networkx as nx
        >>> network = nx.MultiDiGraph([("a", "b", {"kind": "partnerOf"}), ("a", "b", {"kind": "investsIn"})])
        >>> to_igraph(network).es["kind"]
        ['partnerOf', 'investsIn']
    """
    try:
        import igraph  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("igraph is not installed", hint="pip install 'kg-news[measure]'") from error
    index = {node: number for number, node in enumerate(network)}
    result = igraph.Graph(
        n=len(index),
        edges=[(index[source], index[target]) for source, target, _ in edges_of(network)],
        directed=direction_of(network) == "directed",
    )
    for name, value in network.graph.items():
        result[str(name)] = value
    result.vs["name"] = [node if isinstance(node, str) else text_of(node) for node in network]
    for name, values in _columns(node_data(network)).items():
        result.vs["name_" if name == "name" else name] = values
    for name, values in _columns(edge_data(network)).items():
        result.es[name] = values
    return result


def _columns(data: list[dict[str, Any]]) -> Mapping[str, list[Any]]:
    names = sorted({str(name) for element in data for name in element})
    return {name: [element.get(name) for element in data] for name in names}
