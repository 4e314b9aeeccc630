"""From a graph to a network: the rows of a projection, aggregated, with what is known of nodes and edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.project.asking import ask, table, thing_of
from kg.project.declaration import Projection, find_projection, read_nodes, read_projection
from kg.project.edges import edges as edges_of
from kg.project.edges import spoken
from kg.project.facts import Facts
from kg.project.kept import keep, kept, place_of
from kg.project.rows import Rows, collect
from kg.project.selection import Selection, check_kinds, cut, parse_selection
from kg.project.wording import description, left_out_sentence, words
from kg.vocab import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.store import Opened

_NO_PAIR = "with fewer than two participants"


def project(
    opened: Opened,
    name: str = "companies",
    *,
    folders: Iterable[Path] | None = None,
    language: str = "en",
    edges: Path | None = None,
    nodes: Path | None = None,
    **options: Any,
) -> nx.MultiDiGraph:
    """The network that a projection makes of a graph.

    Args:
        opened: An open graph.
        name: Of a projection, or path of a `.rq` file.
        folders: Where projections are looked up, the shipped ones by default.
        language: Of labels, ISO 639-1; a thing without a label in it shows another one.
        edges: A projection file to use instead of `name`.
        nodes: A query with a column `node`, whose other columns become attributes of the nodes.
        **options: As `kg.project.selection.parse_selection` takes them: `status`, `kind`, `since`, `until`,
            `include_denied`, `min_weight`, `currency`, `around`, `depth`, `largest_component`.

    Returns:
        Nodes are IRIs, the key of an edge is its kind, all attribute values are plain Python; what is not known is
        absent. Of an undirected projection each pair stands once, in one direction. Graph attributes: `projection`,
        `title`, `description`, `direction`, `weight`, `language`, `situations`, `documents`, and `left_out`, the number
        of situations by reason.

    Raises:
        UsageError: No such projection, status, kind, currency or node.
        InputError: The projection's file is not one.
        QueryError: Its query is wrong.
    """
    projection = _chosen(name, folders=folders, edges=edges, nodes=nodes)
    selection = parse_selection(**options)
    place = place_of(opened, projection, selection, language=language)
    network = kept(place) if place else None
    if network is None:
        network = _made(opened, projection, selection, language=language)
        if place:
            keep(network, place)
    return network


def _made(opened: Opened, projection: Projection, selection: Selection, *, language: str) -> nx.MultiDiGraph:
    facts = Facts(opened.store, language)
    rows = collect(facts, projection, selection, base=opened.base)
    check_kinds(selection, rows)
    network = nx.MultiDiGraph()
    found = edges_of(rows, facts, projection)
    network.add_nodes_from(_nodes(found, facts, _node_columns(facts, projection, base=opened.base)))
    network.add_edges_from(found)
    taken = cut(network, selection)
    without = _without_pair(rows, facts, projection)
    left_out = dict(sorted(rows.left_out.items())) | ({_NO_PAIR: without} if without else {})
    _describe(network, projection, facts, left_out=left_out, taken=taken, selection=selection)
    return network


def _chosen(name: str, *, folders: Iterable[Path] | None, edges: Path | None, nodes: Path | None) -> Projection:
    if edges is not None:
        return read_projection(edges, nodes=nodes)
    projection = find_projection(name, folders=folders)
    if nodes is None:
        return projection
    return replace(projection, nodes_query=read_nodes(nodes), nodes_path=nodes)


def _nodes(
    edges: list[tuple[str, str, str, dict[str, Any]]], facts: Facts, columns: dict[str, dict[str, Any]]
) -> list[tuple[str, dict[str, Any]]]:
    """All nodes with their attributes, sorted; a query of nodes adds columns, and nodes without ties."""
    starts: dict[str, str] = {}
    nodes = set(columns)
    for source, target, _, data in edges:
        nodes.update((source, target))
        start = data.get("start")
        if start:
            starts[source] = min(starts.get(source, start), start)
            starts[target] = min(starts.get(target, start), start)
    _know(nodes, facts)
    return [(node, _node(node, starts.get(node), facts) | columns.get(node, {})) for node in sorted(nodes)]


def _know(nodes: set[str], facts: Facts) -> None:
    """Read at one go what all nodes need; what has no name is called by its situation."""
    facts.know_entities(nodes)
    unnamed = {node for node in nodes if not facts.chosen(facts.entity(node).labels)}
    facts.know_situations(unnamed)
    facts.know_annotations(unnamed)


def _node_columns(facts: Facts, projection: Projection, *, base: str) -> dict[str, dict[str, Any]]:
    """By node what a query of nodes says of it; rows that bind no node say nothing."""
    query, path = projection.nodes_query, str(projection.nodes_path or projection.path)
    if query is None:
        return {}
    columns: dict[str, dict[str, Any]] = {}
    names, rows = table(lambda: ask(facts.store, query, base=base, path=path))
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        node = cells.pop("node")
        if not node:
            continue
        bound = columns.setdefault(thing_of(node, column="node", path=path, hint="nodes are IRIs"), {})
        for name, term in cells.items():
            if term:
                bound.setdefault(name, facts.plain(term))
    return columns


def _node(iri: str, start: str | None, facts: Facts) -> dict[str, Any]:
    entity = facts.entity(iri)
    label = facts.chosen(entity.labels)
    found: dict[str, Any] = {"label": label or _other_label(iri, facts)}
    types = facts.most_specific(entity.types)
    if types:
        found |= {"type": local_name(types[0]), "type_label": _type_label(types[0], facts)}
    documents = entity.documents or frozenset(_documents_of(iri, facts))
    found |= {"documents": len(documents), "mentions": len(entity.spans)}
    dates = sorted(facts.issued[document].first for document in documents if document in facts.issued)
    if dates:
        found |= {"first": dates[0], "last": dates[-1]}
    if start or dates:
        # Nobody sees an edge whose nodes are not there yet: a node begins with its first mention or tie.
        found["start"] = min([*([start] if start else []), *dates[:1]])
    if entity.aliases:
        found["aliases"] = list(entity.aliases)
    if entity.identifiers:
        found["identifiers"] = list(entity.identifiers)
    return found


def _documents_of(iri: str, facts: Facts) -> tuple[str, ...]:
    """The documents of a node that is a situation, or a document itself."""
    return (iri,) if iri in facts.documents else facts.situation(iri).documents


def _other_label(iri: str, facts: Facts) -> str:
    """A label for what has no name: a situation is called by its class, its document and its annotation."""
    entity = facts.entity(iri)
    types = facts.most_specific(entity.types)
    documents = facts.situation(iri).documents
    if not types or not documents:
        return local_name(iri)
    document = documents[0].rpartition("/doc/")[2] or documents[0]
    annotation = facts.annotation(iri) or iri.partition("#")[2]
    return f"{_type_label(types[0], facts)} {document} {annotation}".rstrip()


def _type_label(iri: str, facts: Facts) -> str:
    label = facts.label(iri)
    return spoken(label) if label == local_name(iri) else label


def _without_pair(rows: Rows, facts: Facts, projection: Projection) -> int:
    """Number of situations, of the projection's classes or in its rows, that tie no two nodes."""
    return len((facts.of_class(*projection.situations) | rows.unpaired) - rows.seen)


def _describe(
    network: nx.MultiDiGraph,
    projection: Projection,
    facts: Facts,
    *,
    left_out: dict[str, int],
    taken: dict[str, int],
    selection: Selection,
) -> None:
    """Graph attributes: what the network shows, and what it leaves out."""
    situations: set[str] = set()
    documents: set[str] = set()
    for *_, data in network.edges(data=True):
        situations.update(data.get("situations", ()))
    for iri in situations:
        documents.update(facts.situation(iri).documents)
    weight = projection.weight(facts.language)
    if selection.currency:
        weight = words(facts.language)["money"].format(currency=selection.currency)
    network.graph |= {
        "projection": projection.name,
        "title": projection.title(facts.language),
        "direction": "directed" if projection.directed else "undirected",
        "weight": weight,
        "language": facts.language,
        "situations": len(situations),
        "documents": len(documents),
        "left_out": left_out,
        "edges_left_out": taken,
    }
    network.graph["description"] = description(network, projection.description(facts.language))


def why_empty(opened: Opened, network: nx.MultiDiGraph) -> str:
    """Why a network has no edges, in one line, as far as the graph tells.

    Args:
        opened: The graph it was made from.
        network: A network without edges.
    """
    if network.graph["left_out"]:
        return left_out_sentence(network)
    facts = Facts(opened.store, network.graph["language"])
    found: dict[str, int] = {}
    for iri in facts.situations():
        for type_ in facts.most_specific(facts.entity(iri).types)[:1]:
            found[local_name(type_)] = found.get(local_name(type_), 0) + 1
    if not found:
        return "the graph holds no situation at all"
    held = ", ".join(f"{number} {name}" for name, number in sorted(found.items(), key=lambda item: (-item[1], item[0])))
    return f"nothing in the graph fits its query; the graph holds {held}"
