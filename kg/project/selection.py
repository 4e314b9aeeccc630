"""Which part of a projection is wanted: by status, certainty, kind, time, weight and neighbourhood."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from kg.errors import UsageError, similar
from kg.project.declaration import STATUSES, UNSTATED, Projection
from kg.project.intervals import Day, Interval, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.project.rows import Rows, Tie


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a projection.

    Attributes:
        statuses: These and no others; None for what the projection counts as realised.
        include_denied: Whether situations count that are stated as not being the case.
        kinds: These kinds of tie and no others; empty for all.
        since: First day of the time of interest; None for no limit; `until` is the last day.
        min_weight: Edges of less weight are left out.
        currency: Weight is the sum of the amounts in this currency; edges without such an amount are left out.
        around: Keep what lies within `depth` steps of this node: an IRI, a label or an alias.
        largest_component: Keep the largest weakly connected part only.
    """

    statuses: frozenset[str] | None = None
    include_denied: bool = False
    kinds: frozenset[str] = frozenset()
    since: Day | None = None
    until: Day | None = None
    min_weight: float = 0.0
    currency: str | None = None
    around: str | None = None
    depth: int = 1
    largest_component: bool = False

    def refuses(self, tie: Tie, projection: Projection) -> str | None:
        """Why a row is left out, whatever the time; None where it is kept."""
        if self.kinds and tie.kind not in self.kinds:
            return "of another kind"
        if tie.certainty == "denied" and not self.include_denied:
            return "denied"
        if not self._counts(tie, projection):
            return tie.status if tie.status != UNSTATED else "without a status"
        return None

    def _counts(self, tie: Tie, projection: Projection) -> bool:
        if self.statuses is not None:
            return tie.status in self.statuses
        if tie.status == UNSTATED:
            return tie.situation is None or bool({"*", tie.kind} & projection.unstated)
        return tie.status in projection.statuses

    def outside(self, interval: Interval | None) -> str | None:
        """Why a row that holds then is left out; None where it is kept."""
        if self.since is None and self.until is None:
            return None
        if interval is None:
            return "without a date"
        ended = self.since and interval.end and interval.end < self.since.first
        begins = self.until and interval.start > self.until.last
        return "outside the time asked for" if ended or begins else None


def parse_selection(
    *,
    status: Iterable[str] = (),
    kind: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    include_denied: bool = False,
    min_weight: float = 0.0,
    currency: str | None = None,
    around: str | None = None,
    depth: int = 1,
    largest_component: bool = False,
) -> Selection:
    """A selection from what a user writes.

    Args:
        status: Statuses to keep, `all`, or `unstated`; several words may be joined by commas. None for the default.
        kind: Kinds to keep, likewise.
        since: A date, month or year; its first day counts.
        until: Likewise; its last day counts.
        include_denied: Whether to keep what is stated as not being the case.
        min_weight: Edges of less weight are left out.
        currency: ISO 4217 code; the weight becomes the sum of the amounts in it.
        around: An IRI, a label or an alias.
        depth: Number of steps from `around`, in either direction.
        largest_component: Whether to keep the largest weakly connected part only.

    Raises:
        UsageError: A status that does not exist, a date that is none, an interval that ends before it begins, a number
            that is none.
    """
    statuses = _words(status)
    for word in statuses:
        known = (*STATUSES, UNSTATED, "all")
        if word not in known:
            near = similar(word, among=known)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            raise UsageError(f"there is no status {word!r}", hint=hint)
    first, last = _date(since), _date(until)
    if first and last and last.last < first.first:
        raise UsageError(f"the time asked for ends ({until}) before it begins ({since})")
    if depth < 0:
        raise UsageError(f"depth is {depth}", hint="it counts steps: 0 or more")
    if not math.isfinite(min_weight):
        # Nothing is less than NaN, so every edge would be kept.
        raise UsageError(f"the least weight is {min_weight}", hint="give a number such as 2")
    everything = frozenset((*STATUSES, UNSTATED))
    return Selection(
        statuses=(everything if "all" in statuses else statuses) or None,
        include_denied=include_denied,
        kinds=_words(kind),
        since=first,
        until=last,
        min_weight=min_weight,
        currency=currency.upper() if currency else None,
        around=around,
        depth=depth,
        largest_component=largest_component,
    )


def _words(values: Iterable[str]) -> frozenset[str]:
    texts = [values] if isinstance(values, str) else values
    return frozenset(word.strip() for text in texts for word in text.split(",") if word.strip())


def _date(text: str | None) -> Day | None:
    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        raise UsageError(f"not a date: {text!r}", hint="write 2024, 2024-04 or 2024-04-30")
    return day


def check_kinds(selection: Selection, rows: Rows) -> None:
    """Refuse a kind of which the projection yields nothing at all: it is misspelt.

    Raises:
        UsageError: With the kinds that there are.
    """
    for kind in sorted(selection.kinds - set(rows.kinds)):
        near = similar(kind, among=rows.kinds)
        there = f"there are {', '.join(sorted(rows.kinds))}" if rows.kinds else "it yields no tie at all"
        raise UsageError(
            f"the projection yields no tie of kind {kind!r}", hint=f"did you mean {near[0]!r}?" if near else there
        )


def check_currency(currency: str, network: nx.MultiDiGraph) -> None:
    """Refuse a currency in which no edge has an amount.

    Raises:
        UsageError: With the currencies that there are.
    """
    names = {key for *_, data in network.edges(data=True) for key in data if key.startswith("amount_")}
    found = sorted(name.removeprefix("amount_") for name in names)
    if currency not in found:
        hint = f"there are amounts in {', '.join(found)}" if found else "the projection gives no amounts"
        raise UsageError(f"no edge has an amount in {currency!r}", hint=hint)


def cut(network: nx.MultiDiGraph, selection: Selection) -> dict[str, int]:
    """Take light edges, far nodes and small components out of a network, in place.

    Returns:
        Number of edges taken out, by reason.

    Raises:
        UsageError: No node is called `around`, or several are.
    """
    reasons: dict[str, int] = {}
    if selection.currency:
        reasons[f"without an amount in {selection.currency}"] = _weigh_by_money(network, selection.currency)
    if selection.min_weight > 0:
        light = [edge for *edge, weight in network.edges(keys=True, data="weight") if weight < selection.min_weight]
        network.remove_edges_from(light)
        network.remove_nodes_from([node for node, degree in dict(network.degree()).items() if degree == 0])
        reasons[f"lighter than {selection.min_weight:g}"] = len(light)
    if selection.around is not None:
        centre = find_node(network, selection.around)
        near = set(nx.single_source_shortest_path_length(network.to_undirected(as_view=True), centre, selection.depth))
        reasons[f"further than {selection.depth} from {network.nodes[centre]['label']}"] = _keep_only(network, near)
    if selection.largest_component and network:
        parts = sorted(nx.weakly_connected_components(network), key=lambda part: (-len(part), min(part)))
        reasons["outside the largest component"] = _keep_only(network, parts[0])
    return {reason: number for reason, number in reasons.items() if number}


def _weigh_by_money(network: nx.MultiDiGraph, currency: str) -> int:
    check_currency(currency, network)
    name = f"amount_{currency}"
    without = [(s, t, k) for s, t, k, data in network.edges(keys=True, data=True) if data.get(name, 0) <= 0]
    network.remove_edges_from(without)
    network.remove_nodes_from([node for node, degree in dict(network.degree()).items() if degree == 0])
    for *_, data in network.edges(data=True):
        data["weight"] = data[name]
    return len(without)


def _keep_only(network: nx.MultiDiGraph, nodes: set[str]) -> int:
    before = network.number_of_edges()
    network.remove_nodes_from([node for node in network if node not in nodes])
    return int(before - network.number_of_edges())


def find_node(network: nx.MultiDiGraph, name: str) -> str:
    """The node with this IRI, label or alias; case does not matter.

    Raises:
        UsageError: None is called so, or several are.
    """
    if name in network:
        return name
    wanted = name.casefold()
    called: dict[str, list[str]] = {}
    for node, data in network.nodes(data=True):
        for text in {text.casefold() for text in (str(data.get("label", node)), *data.get("aliases", ()))}:
            called.setdefault(text, []).append(node)
    # A label wins over an alias of somebody else.
    found = [node for node in called.get(wanted, ()) if str(network.nodes[node].get("label")).casefold() == wanted]
    found = found or called.get(wanted, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} nodes are called {name!r}", hint=f"give an IRI: {', '.join(sorted(found))}")
    near = similar(wanted, among=called, most=3)
    labels = sorted({str(network.nodes[called[text][0]].get("label")) for text in near})
    hint = f"did you mean {' or '.join(repr(label) for label in labels)}?" if labels else "give a label or an IRI"
    raise UsageError(f"no node is called {name!r}", hint=hint)
