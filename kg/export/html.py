"""One self-contained page with the network: search, filters by kind and time, and the sentence behind every tie.

It needs no network access and no server: its script (sigma 3 and graphology, built from `page/src`) and data are in it.
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.appearance import OTHER, edge_colours, node_colours, sizes, width_of
from kg.export.columns import is_known, plain, text_of
from kg.export.layout import place
from kg.export.spells import spells_of
from kg.export.walk import direction_of
from kg.project.intervals import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

_PAGE = Path(__file__).parent / "page"
_ROOMY = 150
"""Number of nodes up to which a page has room for large ones."""

_NODE_NAMES = ("documents", "first", "last", "aliases", "identifiers")
_EDGE_NAMES = ("statuses", "situations", "first", "last", "documents")
_ELSEWHERE = {
    *_EDGE_NAMES,
    *("kind", "label", "weight", "symmetric", "status", "certainties", "color", "size", "start", "end", "spells"),
    *("start_precision", "end_precision", "start_basis", "end_basis"),
    *("quote", "quote_source", "quote_title", "quote_date"),
}
"""Attributes of edges that have places of their own on the page, or none."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "search": "Find a name",
        "hint": "Click a node to see its ties, a tie to read its sentence.",
        "noSentence": "No single sentence says it.",
        "noWebGL": "This browser cannot draw here: WebGL is not available.",
        "status": "Status",
        "time": "Holds",
        "reported": "Reported",
        "weight": "Weight",
        "documents": "Documents",
        "identifiers": "Identifiers",
        "place": "Place",
        "situations": "Facts",
        "count": "{nodes} nodes and {edges} ties shown.",
        "from": "First month",
        "until": "Last month",
    },
    "fr": {
        "search": "Chercher un nom",
        "hint": "Cliquez sur un nœud pour voir ses liens, sur un lien pour lire sa phrase.",
        "noSentence": "Aucune phrase ne le dit à elle seule.",
        "noWebGL": "Ce navigateur ne peut pas dessiner ici : WebGL n'est pas disponible.",
        "status": "Statut",
        "time": "Période",
        "reported": "Rapporté",
        "weight": "Poids",
        "documents": "Documents",
        "identifiers": "Identifiants",
        "place": "Endroit",
        "situations": "Faits",
        "count": "{nodes} nœuds et {edges} liens affichés.",
        "from": "Premier mois",
        "until": "Dernier mois",
    },
}


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The page, piece by piece; nodes get `x` and `y` unless they have them."""
    place(network)
    language = str(network.graph.get("language", "en"))
    words = WORDS.get(language, WORDS["en"])
    # A `<` in the data could end the script element that holds them.
    data = json.dumps(_data(network, words), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    filled = {
        "LANGUAGE": html.escape(language),
        "TITLE": html.escape(text_of(network.graph.get("title", "Network"))),
        "SEARCH": html.escape(words["search"]),
        "SAID": html.escape(text_of(network.graph.get("description", ""))),
        "DATA": data,
        "SCRIPT": (_PAGE / "bundle.js").read_text(encoding="utf-8").replace("</script", "<\\/script"),
    }
    rest = (_PAGE / "template.html").read_text(encoding="utf-8")
    while "@" in rest:
        before, _, rest = rest.partition("@")
        name, mark, after = rest.partition("@")
        if mark and name in filled:
            yield before + filled[name]
            rest = after
        else:
            yield before + "@"
    yield rest


def _data(network: nx.MultiDiGraph, words: dict[str, str]) -> dict[str, Any]:
    kinds, types = edge_colours(network), node_colours(network)
    edges = [_edge(source, target, data, kinds) for source, target, data in network.edges(data=True)]
    diameters = sizes(network)
    finer = min(1.0, max(0.15, (_ROOMY / max(len(diameters), 1)) ** 0.5))
    nodes = [_node(node, data, types, diameters[node] * finer) for node, data in network.nodes(data=True)]
    for edge in edges:
        edge["size"] = round(edge["size"] * finer, 2)
    return {
        "directed": direction_of(network) == "directed",
        "words": words,
        "months": _months(edges),
        "kinds": _legend(edges, "kind", "kindLabel", kinds),
        "types": _legend(nodes, "nodeType", "typeLabel", types),
        "nodes": nodes,
        "edges": edges,
    }


def _node(node: Any, data: dict[str, Any], colours: dict[str, str], diameter: float) -> dict[str, Any]:
    type_ = text_of(data.get("type") or "")
    return {
        "id": text_of(node),
        "label": text_of(data.get("label") or node),
        "nodeType": type_,
        "typeLabel": text_of(data.get("type_label") or type_),
        "x": float(data["x"]),
        "y": float(data["y"]),
        # The page's sizes are radii in pixels.
        "size": round(diameter / 3 + 1, 2),
        "color": text_of(data.get("color") or colours.get(type_, OTHER)),
        **{name: plain(data[name]) for name in _NODE_NAMES if data.get(name)},
    }


def _edge(source: Any, target: Any, data: dict[str, Any], colours: dict[str, str]) -> dict[str, Any]:
    kind = text_of(data.get("kind") or "")
    more = [
        [name, ", ".join(map(text_of, value)) if isinstance(value, list) else text_of(value)]
        for name, value in data.items()
        if name not in _ELSEWHERE and is_known(value)
    ]
    return {
        "source": text_of(source),
        "target": text_of(target),
        "kind": kind,
        "kindLabel": text_of(data.get("label") or kind),
        "weight": plain(data.get("weight", 1)),
        "symmetric": bool(data.get("symmetric", False)),
        "size": round(min(8.0, 1.6 + (width_of(data) or 1.0) ** 0.5 * 0.9), 2),
        "color": text_of(data.get("color") or colours.get(kind, OTHER)),
        "spells": spells_of(data),
        "quote": plain(data.get("quote")),
        "quoteSource": plain(data.get("quote_source")),
        "quoteTitle": plain(data.get("quote_title")),
        "quoteDate": plain(data.get("quote_date")),
        "more": more,
        **{name: plain(data[name]) for name in _EDGE_NAMES if data.get(name)},
    }


def _months(edges: list[dict[str, Any]]) -> list[str]:
    """Every month from the first beginning to the last end or report, `YYYY-MM`."""
    starts = [start[:7] for edge in edges for start, _ in edge["spells"] if start]
    lasts = (parse_day(str(edge.get("last"))) for edge in edges)
    ends = [day.last[:7] for day in lasts if day is not None]
    if not starts:
        return []
    first, last = min(starts), max([*starts, *ends])
    numbers = range(_number(first), _number(last) + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _legend(things: list[dict[str, Any]], name: str, label: str, colours: dict[str, str]) -> list[dict[str, Any]]:
    counted: dict[str, list[dict[str, Any]]] = {}
    for thing in things:
        counted.setdefault(thing[name], []).append(thing)
    ordered = sorted(counted.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {name: key, "label": group[0][label] or key or "-", "count": len(group), "color": colours.get(key, OTHER)}
        for key, group in ordered
    ]
