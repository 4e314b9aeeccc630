"""Ties as lines of head, relation and tail, as PyKEEN and other learners of embeddings read them; and their split.

A split is seeded and leaks nothing: all ties between two nodes, in either direction and of any kind, are in one part,
and every node and relation of a later part occurs in the first.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.columns import text_of
from kg.export.walk import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx as nx

Triple = tuple[str, str, str]
PARTS = ("train", "valid", "test")


def triples(network: nx.MultiDiGraph) -> list[Triple]:
    """Head, kind and tail of every edge, each once, sorted; tabs and line ends are spaces."""
    return sorted({_triple(source, target, data) for source, target, data in edges_of(network)})


def _word(value: Any) -> str:
    return " ".join(text_of(value).split())


def chunks(network: nx.MultiDiGraph) -> Iterator[str]:
    """The file, a line a triple, without a header."""
    return lines(triples(network))


def lines(rows: Iterable[Triple]) -> Iterator[str]:
    """Triples as lines."""
    return ("\t".join(row) + "\n" for row in rows)


def split(
    network: nx.MultiDiGraph, *, shares: Sequence[float] = (0.8, 0.1, 0.1), seed: int = 1, by_time: bool = False
) -> dict[str, list[Triple]]:
    """Triples by part: `train`, `valid`, `test`, each sorted.

    Args:
        network: The network.
        shares: Of the three parts; the sum is 1. Later parts are smaller where nodes would not occur in the first.
        seed: Of the drawing.
        by_time: Later ties go to later parts (by `first`, the day of the first report), not ties drawn by chance.

    Raises:
        UsageError: Shares that are not three positive numbers with the sum 1.
    """
    if len(shares) != len(PARTS) or min(shares) < 0 or abs(sum(shares) - 1) > 1e-9:  # noqa: PLR2004 - rounding
        raise UsageError(f"shares are {shares}", hint="give three numbers that add up to 1, such as 0.8,0.1,0.1")
    groups = _groups(network, by_time=by_time)
    if not by_time:
        random.Random(seed).shuffle(groups)  # noqa: S311 - not for secrets
    number = sum(len(group) for group in groups)
    wanted = {"valid": round(shares[1] * number), "test": round(shares[2] * number)}
    uses = _uses(groups)
    parts: dict[str, list[Triple]] = {name: [] for name in PARTS}
    for group in reversed(groups):
        part = next((name for name in ("test", "valid") if len(parts[name]) + len(group) <= wanted[name]), "train")
        names = [name for row in group for name in _names(row)]
        # What would no longer occur in the first part keeps its ties there.
        if part != "train" and any(uses[name] <= names.count(name) for name in names):
            part = "train"
        if part != "train":
            for name in names:
                uses[name] -= 1
        parts[part].extend(group)
    return {name: sorted(rows) for name, rows in parts.items()}


def part_of(network: nx.MultiDiGraph) -> list[str]:
    """The part of `split`, as it is by default, that each edge falls into, in the network's order."""
    parts = {row: name for name, rows in split(network).items() for row in rows}
    return [parts[_triple(source, target, data)] for source, target, data in edges_of(network)]


def _triple(source: Any, target: Any, data: dict[str, Any]) -> Triple:
    return _word(source), _word(data.get("kind") or "tie"), _word(target)


def _groups(network: nx.MultiDiGraph, *, by_time: bool) -> list[list[Triple]]:
    """Triples between the same two nodes, together; in order of their first report or of their names."""
    groups: dict[tuple[str, str], set[Triple]] = {}
    days: dict[tuple[str, str], str] = {}
    for source, target, data in edges_of(network):
        row = _triple(source, target, data)
        pair = (min(row[0], row[2]), max(row[0], row[2]))
        groups.setdefault(pair, set()).add(row)
        days[pair] = max(days.get(pair, ""), str(data.get("first") or ""))
    ordered = sorted(groups, key=lambda pair: (days[pair] if by_time else "", pair))
    return [sorted(groups[pair]) for pair in ordered]


def _names(row: Triple) -> tuple[tuple[str, str], ...]:
    """The nodes and the relation of a triple, told apart where they are called alike."""
    return ("node", row[0]), ("relation", row[1]), ("node", row[2])


def _uses(groups: list[list[Triple]]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for group in groups:
        for row in group:
            for name in _names(row):
                counts[name] = counts.get(name, 0) + 1
    return counts
