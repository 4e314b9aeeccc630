"""Where nodes stand in a picture: seeded, so that the same network gives the same picture.

Each connected part is laid out alone, and the parts are packed side by side. Parts of up to `EXACT` nodes are laid out
by stress majorization, larger ones by ForceAtlas2 with sampled repulsion: each step reckons the push of a random sample
of nodes instead of all, scaled up, so that its cost grows with the nodes and not with their square.

Sources: Gansner, Koren, North: Graph drawing by stress majorization, GD 2004. Jacomy, Venturini, Heymann, Bastian:
ForceAtlas2, PLoS ONE 9(6), 2014.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kg.export.walk import is_placed

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EXACT = 300
"""Number of nodes up to which all pairs of nodes are reckoned."""

EDGE = 100.0
"""About the length of an edge."""

_SPACE = 20.0
"""Side of the square that a node of a large part has for itself, about."""

_SAMPLE = 100
_STEPS = 300
_FEWEST_STEPS = 150
_MAJORIZATIONS = 300
_WIDE = 1.45
"""Width over height of the whole drawing."""


def place(network: nx.MultiDiGraph, *, seed: int = 1) -> None:
    """Give every node `x` and `y`, unless all have them; the network is changed.

    Args:
        network: Any networkx graph.
        seed: Of the starting places and of the samples.
    """
    if all(is_placed(data) for _, data in network.nodes(data=True)):
        return
    for node, (x, y) in positions(network, seed=seed).items():
        network.nodes[node]["x"] = x
        network.nodes[node]["y"] = y


def positions(network: nx.MultiDiGraph, *, seed: int = 1) -> dict[Any, tuple[float, float]]:
    """Places of all nodes as x and y, centred on 0; an edge is about 100 units long."""
    nodes = list(network)
    index = {node: number for number, node in enumerate(nodes)}
    pairs, weights = _pairs(network, index)
    parts = _parts(len(nodes), pairs)
    drawn = []
    for part in parts:
        inside = np.isin(pairs[:, 0], part)
        own = np.searchsorted(part, pairs[inside])
        places = _part(len(part), own, weights[inside], seed=seed)
        drawn.append(_turned(places))
    found = np.zeros((len(nodes), 2))
    for part, places in zip(parts, _packed(drawn), strict=True):
        found[part] = places
    if nodes:
        found -= (found.min(axis=0) + found.max(axis=0)) / 2
    return {node: (round(float(x), 2), round(float(y), 2)) for node, (x, y) in zip(nodes, found, strict=True)}


def _part(number: int, pairs: NDArray[np.int64], weights: Floats, *, seed: int) -> Floats:
    """A connected part: edges about `EDGE` long."""
    if number == 1:
        return np.zeros((1, 2))
    if number <= EXACT:
        return stress(number, pairs, seed=seed) * EDGE
    places = forceatlas2(number, pairs, weights, seed=seed)
    lengths = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    around = float(np.sqrt((places**2).sum(axis=1).mean()))
    # Edges may be longer where nodes would otherwise lie over one another.
    enlarged = max(EDGE / max(float(np.median(lengths)), 1e-9), _SPACE * number**0.5 / max(around, 1e-9))
    spread: Floats = places * enlarged
    return spread


def _parts(number: int, pairs: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Nodes of each connected part, ascending; the largest part first."""
    above = list(range(number))

    def root(node: int) -> int:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for first, second in pairs.tolist():
        a, b = root(first), root(second)
        above[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = {}
    for node in range(number):
        members.setdefault(root(node), []).append(node)
    return [np.array(part) for part in sorted(members.values(), key=lambda part: (-len(part), part[0]))]


def _packed(parts: list[Floats]) -> list[Floats]:
    """Parts moved so that none stands over another: in rows, and in each row in columns as high as its first part."""
    margin = EDGE * 0.8
    sizes = [places.max(axis=0) - places.min(axis=0) + margin for places in parts]
    widest = max([float(size[0]) for size in sizes], default=0.0)
    wanted = max(widest, float(np.sqrt(sum(size[0] * size[1] for size in sizes) * _WIDE)))
    moved: list[Floats] = [np.zeros((0, 2))] * len(parts)
    left = width = top = height = filled = 0.0
    for number in sorted(range(len(parts)), key=lambda number: (-float(sizes[number][1]), number)):
        across, tall = (float(side) for side in sizes[number])
        if filled + tall > height or left + across > wanted:
            # No room below the last part: a new column, or a new row.
            left, width, filled = left + width, 0.0, 0.0
            if height == 0.0 or left + across > wanted:
                left, top, height = 0.0, top - height, tall
        corner = np.array([left, top - filled - tall])
        moved[number] = parts[number] - parts[number].min(axis=0) + corner + margin / 2
        width, filled = max(width, across), filled + tall
    return moved


def stress(number: int, pairs: NDArray[np.int64], *, seed: int) -> Floats:
    """Places whose distances are as near as can be to the numbers of steps between nodes, shape (number, 2).

    Args:
        number: Of nodes, all connected.
        pairs: Numbers of the nodes that are joined, shape (edges, 2).
        seed: Of the starting places.
    """
    steps = _distances(number, pairs)
    weights = 1.0 / np.maximum(steps, 1.0) ** 2
    np.fill_diagonal(weights, 0.0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    places: Floats = np.random.default_rng(seed).normal(size=(number, 2)) * steps.max() / 3
    before = np.inf
    for _ in range(_MAJORIZATIONS):
        apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
        now = float((weights * (apart - steps) ** 2).sum())
        if before - now < 1e-6 * now:
            break
        before = now
        pulls = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pulls, 0.0)
        np.fill_diagonal(pulls, -pulls.sum(axis=1))
        places = inverse @ (pulls @ places)
    return places


def _distances(number: int, pairs: NDArray[np.int64]) -> Floats:
    """Steps between all pairs of nodes."""
    joined = np.zeros((number, number), dtype=bool)
    joined[pairs[:, 0], pairs[:, 1]] = joined[pairs[:, 1], pairs[:, 0]] = True
    steps = np.where(joined, 1.0, np.inf)
    np.fill_diagonal(steps, 0.0)
    reached, step = joined | np.eye(number, dtype=bool), 1
    while not reached.all():
        step += 1
        further = (reached.astype(np.float32) @ joined.astype(np.float32)) > 0
        steps[further & ~reached] = step
        if (further | reached).sum() == reached.sum():
            break
        reached |= further
    return np.where(np.isinf(steps), float(step + 1), steps)


def _pairs(network: nx.MultiDiGraph, index: dict[Any, int]) -> tuple[NDArray[np.int64], Floats]:
    """Pairs of nodes that edges join, each once, and by how many edges."""
    numbers = sorted(
        (min(index[source], index[target]), max(index[source], index[target]))
        for source, target in network.edges()
        if source != target
    )
    if not numbers:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    pairs, counts = np.unique(np.array(numbers, dtype=np.int64), axis=0, return_counts=True)
    return pairs, np.sqrt(counts.astype(np.float64))


def forceatlas2(number: int, pairs: NDArray[np.int64], weights: Floats, *, seed: int) -> Floats:
    """Places of `number` nodes, shape (number, 2).

    Args:
        number: Of nodes.
        pairs: Numbers of the nodes that are joined, shape (edges, 2).
        weights: How strongly, shape (edges,).
        seed: Of the starting places and of the samples.
    """
    random = np.random.default_rng(seed)
    places: Floats = random.normal(size=(number, 2)) * np.sqrt(number) * 2
    mass = 1.0 + np.bincount(pairs.ravel(), minlength=number).astype(np.float64)
    steps = max(_FEWEST_STEPS, min(_STEPS, 400_000 // max(number, 1)))
    before = np.zeros_like(places)
    speed = 1.0
    for step in range(steps):
        forces = _push(places, mass, random) + _pull(places, pairs, weights)
        forces -= mass[:, None] * places / np.maximum(np.hypot(*places.T), 1e-9)[:, None]
        swing = np.hypot(*(forces - before).T)
        traction = float((mass * np.hypot(*(forces + before).T)).sum()) / 2
        wanted = traction / max(float((mass * swing).sum()), 1e-9)
        speed = min(wanted, speed * 1.5)
        # Cooling: what a sample adds in noise must die away at the end.
        cool = 1.0 - step / steps
        stride = cool * speed / (1.0 + speed * np.sqrt(swing))
        length = np.hypot(*forces.T)
        stride = np.minimum(stride, 10.0 * cool / np.maximum(length, 1e-9))
        places += forces * stride[:, None]
        before = forces
    return places


def _push(places: Floats, mass: Floats, random: np.random.Generator) -> Floats:
    """Force on each node from a sample that stands for all others."""
    number = len(places)
    others = random.choice(number, size=min(_SAMPLE, number), replace=False)
    # Single precision is enough for what a sample estimates, and twice as quick; one axis at a time keeps arrays small.
    x, y = places.astype(np.float32).T
    across, up = x[:, None] - x[None, others], y[:, None] - y[None, others]
    strength = across * across
    strength += up * up
    np.maximum(strength, np.float32(0.01), out=strength)
    np.divide(mass[others].astype(np.float32)[None, :], strength, out=strength)
    push = np.stack([np.einsum("ij,ij->i", across, strength), np.einsum("ij,ij->i", up, strength)], axis=1)
    return push.astype(np.float64) * (mass * (number / len(others)))[:, None]


def _pull(places: Floats, pairs: NDArray[np.int64], weights: Floats) -> Floats:
    forces = np.zeros_like(places)
    if len(pairs):
        pull = (places[pairs[:, 1]] - places[pairs[:, 0]]) * weights[:, None]
        for axis in (0, 1):
            forces[:, axis] += np.bincount(pairs[:, 0], weights=pull[:, axis], minlength=len(places))
            forces[:, axis] -= np.bincount(pairs[:, 1], weights=pull[:, axis], minlength=len(places))
    return forces


def _turned(places: Floats) -> Floats:
    """A drawing centred, with its longest side along x, and the same way up each time."""
    centred: Floats = places - places.mean(axis=0)
    if len(places) < 2:  # noqa: PLR2004 - one node has no direction
        return centred
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = np.asarray(centred @ axes[:, ::-1], dtype=np.float64)
    for axis in (0, 1):
        if turned[np.argmax(np.abs(turned[:, axis])), axis] < 0:
            turned[:, axis] *= -1
    return turned
