"""Running rules: each sees what the specification lets it see (SHACL Advanced Features, section 8.4).

Shapes run by their `sh:order`, and the rules of a shape by theirs. What shapes of one order conclude is not visible to
each other, nor what rules of one order and shape conclude. Each rule runs once: nothing is iterated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.check.as_written import wrapped
from kg.check.data import Data
from kg.resources import folder
from kg.rules.conclusions import Conclusions, conclusions
from kg.rules.premises import properties_read
from kg.rules.renewing import Renewed, renew
from kg.rules.rule import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.rules.reading import Rules
    from kg.rules.renewing import Earlier
    from kg.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Derived:
    """What running the rules has done to the derived graph.

    Attributes:
        outcomes: What each rule did that is not deactivated, in the order in which they ran.
        added: Quads that the derived graph has now and had not.
        removed: Quads that it had and has not.
    """

    outcomes: tuple[Outcome, ...]
    added: frozenset[ox.Quad]
    removed: frozenset[ox.Quad]


def derive(store: ox.Store, rules: Rules, *, graph: str, ontology: str, earlier: Earlier | None = None) -> Derived:
    """Make the derived graph of a store anew, by running all rules in their order.

    Conclusions of the last time that no rule can see stay while the rules run: only differences are written.

    Args:
        store: The graph; it is changed.
        rules: `.rq` rules first; each sees what those before it concluded.
        graph: IRI of the derived graph.
        ontology: IRI of the ontology's graph, whose own terms are no focus nodes.
        earlier: The version whose derived graph the store has, if these very rules made it: what follows from what has
            not changed since is then taken over where that is sound.

    Raises:
        OntologyError: A rule's query is not valid SPARQL.
    """
    inferred, data = ox.NamedNode(graph), Data(store, ox.NamedNode(ontology))
    active = [rule for rule in rules.all if not rule.deactivated]
    read = properties_read(active)
    renewed = renew(active, data, earlier, read=read) if earlier is not None else Renewed()
    before = _quads(store, inferred, but=renewed.predicates)
    unseen = _unseen(store, before, read)
    runner = _Runner(rules, data, inferred, unseen=frozenset(unseen), renewed=renewed)
    outcomes = _run(runner)
    added = {quad for quad in _in(inferred, renewed.added) if quad not in store}
    gone = {quad for quad in unseen if quad not in runner.concluded} | _in(inferred, renewed.removed)
    store.extend(added)
    for quad in gone:
        store.remove(quad)
    old = frozenset(before)
    return Derived(outcomes, frozenset(runner.concluded - old) | added, (old - runner.concluded) | gone)


def _in(graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> set[ox.Quad]:
    return {ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples}


def _quads(store: ox.Store, graph: ox.NamedNode, *, but: Collection[str]) -> list[ox.Quad]:
    """The quads of the derived graph but for those of some properties."""
    if not but:
        return list(store.quads_for_pattern(None, None, None, graph))
    # To go through all takes longer than to ask which properties there are.
    listed = ", ".join(f"<{name}>" for name in sorted(but))
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o FILTER(?p NOT IN ({listed})) }} }}"
    return list(_in(graph, cast("Iterable[ox.Triple]", store.query(query))))


def _unseen(store: ox.Store, before: Iterable[ox.Quad], read: frozenset[str] | None) -> list[ox.Quad]:
    """Those quads of the last time that no rule can see; the others are taken out."""
    unseen: list[ox.Quad] = []
    for quad in before:
        if read is None or quad.predicate.value in read:
            store.remove(quad)
        else:
            unseen.append(quad)
    return unseen


def run(rules: Rules, data: Data, *, graph: ox.NamedNode) -> tuple[Outcome, ...]:
    """Run all rules in their order, and add what they conclude to the data.

    Raises:
        OntologyError: A rule's query is not valid SPARQL.
    """
    return _run(_Runner(rules, data, graph))


def _run(runner: _Runner) -> tuple[Outcome, ...]:
    rules = runner.rules
    active = [rule for rule in rules.all if not rule.deactivated]
    for rule in active:
        if rule.shape is None:
            runner.add(runner.conclude([rule]))
    shaped = [rule for rule in active if rule.shape is not None]
    for _, same_order in groupby(shaped, key=lambda rule: rule.shape_order):
        runner.run_shapes([list(of_one) for _, of_one in groupby(same_order, key=lambda rule: rule.shape)])
    return tuple(runner.outcomes)


@dataclass(slots=True)
class _Runner:
    """Adds conclusions to the data, and takes them out again where others may not see them.

    Attributes:
        rules: All rules.
        data: What they are run on; it is changed.
        graph: Where conclusions go.
        unseen: Quads that are there already, and that no rule can see.
        renewed: What is known already of some rules, which then do not run.
        concluded: What has been concluded and added so far.
        outcomes: What each rule did so far.
    """

    rules: Rules
    data: Data
    graph: ox.NamedNode
    unseen: frozenset[ox.Quad] = frozenset()
    renewed: Renewed = field(default_factory=Renewed)
    concluded: set[ox.Quad] = field(default_factory=set)
    outcomes: list[Outcome] = field(default_factory=list)

    def run_shapes(self, by_shape: Sequence[Sequence[Rule]]) -> None:
        """Run the rules of shapes of one order."""
        held: list[ox.Quad] = []
        for number, of_one in enumerate(by_shape, start=1):
            batches = [list(batch) for _, batch in groupby(of_one, key=lambda rule: rule.order)]
            added: list[ox.Quad] = []
            for batch in batches[:-1]:
                new = [quad for quad in self.conclude(batch) if quad not in self.data.store]
                self.add(new)
                added += new
            held += self.conclude(batches[-1])
            if added and number < len(by_shape):
                self._remove(added)
                held += added
        self.add(held)

    def conclude(self, batch: Iterable[Rule]) -> list[ox.Quad]:
        """What rules of one order conclude, each once; nothing is added."""
        # Classes may have got subclasses since the last batch; data knows them from its first look on.
        data = Data(self.data.store, self.data.ontology, self.data.exact, self.data.compares_wrapped)
        quads: dict[ox.Quad, None] = {}
        for rule in batch:
            found = self._conclusions(rule, data)
            quads |= dict.fromkeys(ox.Quad(t.subject, t.predicate, t.object, self.graph) for t in found.triples)
            shipped = any(folder(name) in rule.path.parents for name in ("ontology", "shapes"))
            self.outcomes.append(
                Outcome(
                    rule=rule.name,
                    place=rule.place,
                    conclusions=self.renewed.conclusions.get(rule.name, len(found.triples)),
                    dropped=found.dropped,
                    reason=found.reason,
                    shipped=shipped,
                )
            )
        return list(quads)

    def _conclusions(self, rule: Rule, data: Data) -> Conclusions:
        if rule.name in self.renewed.conclusions:
            return Conclusions(())
        return conclusions(rule, data, shapes=self.rules.shapes)

    def add(self, quads: Sequence[ox.Quad]) -> None:
        """Add quads to the data."""
        self.concluded.update(quads)
        self.data.store.extend([quad for quad in quads if quad not in self.unseen])
        if self.data.exact is not None:
            self.data.exact.extend(_wrapped(quad) for quad in quads)

    def _remove(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            self.data.store.remove(quad)
            if self.data.exact is not None:
                self.data.exact.remove(_wrapped(quad))


def _wrapped(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, wrapped(quad.object), quad.graph_name)  # type: ignore[arg-type]
