"""What a network says of itself, in English and French: how large it is, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "size": "{nodes}, {edges}.",
        "origin": "{nodes}, {edges}, from {situations} in {documents}.",
        "weight": "Weight: {weight}.",
        "money": "sum of the amounts in {currency}",
        "situations": "Left out: {parts} (situations).",
        "edges": "Edges left out: {parts}.",
    },
    "fr": {
        "size": "{nodes}, {edges}.",
        "origin": "{nodes}, {edges}, d'après {situations} dans {documents}.",
        "weight": "Poids : {weight}.",
        "money": "somme des montants en {currency}",
        "situations": "Écartées : {parts} (situations).",
        "edges": "Arêtes écartées : {parts}.",
    },
}
_NOUNS = {
    "en": {"nodes": "node", "edges": "edge", "situations": "situation", "documents": "document"},
    "fr": {"nodes": "nœud", "edges": "arête", "situations": "situation", "documents": "document"},
}
"""The singular; an s makes the plural in both languages."""
_FRENCH = {
    "rumoured": "évoquées",
    "planned": "prévues",
    "agreed": "convenues",
    "ongoing": "en cours",
    "completed": "réalisées",
    "cancelled": "annulées",
    "denied": "démenties",
    "without a status": "sans statut",
    "of another kind": "d'un autre type",
    "outside the time asked for": "hors de la période demandée",
    "without a date": "sans date",
    "with fewer than two participants": "avec moins de deux participants",
    "outside the largest component": "hors de la plus grande composante",
}
"""Reasons without a changing part; those with one stay in English."""


def words(language: str) -> dict[str, str]:
    """The phrases in a language, in English where there is none."""
    return _WORDS.get(language, _WORDS["en"])


def _counted(number: int, nouns: str, language: str) -> str:
    """A number with its noun: `1 edge`, `2 edges`; in French, nought takes the singular."""
    noun = _NOUNS.get(language, _NOUNS["en"])[nouns]
    return f"{number} {noun}" if number == 1 or (language == "fr" and number == 0) else f"{number} {noun}s"


def size_sentence(network: nx.MultiDiGraph) -> str:
    """How many nodes and edges a network has, and from how many situations and documents, where it comes from any."""
    graph = network.graph
    language = str(graph.get("language", "en"))
    numbers = {"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}
    numbers |= {nouns: graph.get(nouns) or 0 for nouns in ("situations", "documents")}
    phrase = words(language)["origin" if numbers["situations"] else "size"]
    return phrase.format(**{nouns: _counted(number, nouns, language) for nouns, number in numbers.items()})


def left_out_sentence(network: nx.MultiDiGraph) -> str:
    """What a network does not show, in one line; empty where it shows all."""
    language = str(network.graph.get("language", "en"))
    parts = []
    for name, key in (("left_out", "situations"), ("edges_left_out", "edges")):
        reasons = network.graph.get(name) or {}
        said = ", ".join(f"{number} {_reason(reason, language)}" for reason, number in reasons.items())
        if said:
            parts.append(words(language)[key].format(parts=said))
    return " ".join(parts)


def _reason(reason: str, language: str) -> str:
    return _FRENCH.get(reason, reason) if language == "fr" else reason


def description(network: nx.MultiDiGraph, text: str) -> str:
    """Title, description, size, meaning of the weight, and what is left out.

    Args:
        network: With all graph attributes but this one.
        text: The projection's own description.
    """
    graph = network.graph
    weight = words(graph["language"])["weight"].format(weight=graph["weight"])
    parts = [f"{graph['title']}.", text, size_sentence(network), weight]
    return " ".join(part for part in (*parts, left_out_sentence(network)) if part)
