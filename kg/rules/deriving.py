"""Running rules: each sees what the specification lets it see (SHACL Advanced Features, section 8.4).

Shapes run by their `sh:order`, and the rules of a shape by theirs. What shapes of one order conclude is not visible to
each other, nor what rules of one order and shape conclude. Each rule runs once: nothing is iterated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.as_written import wrapped
from kg.check.data import Data
from kg.resources import folder
from kg.rules.conclusions import conclusions
from kg.rules.rule import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.rules.reading import Rules
    from kg.rules.rule import Rule


def derive(store: ox.Store, rules: Rules, *, graph: str, ontology: str) -> tuple[Outcome, ...]:
    """Clear the derived graph of a store and run all rules in their order.

    Args:
        store: The graph; it is changed.
        rules: `.rq` rules first; each sees what those before it concluded.
        graph: IRI of the derived graph.
        ontology: IRI of the ontology's graph, whose own terms are no focus nodes.

    Returns:
        What each rule did that is not deactivated, in the order in which they ran.

    Raises:
        OntologyError: A rule's query is not valid SPARQL.
    """
    inferred = ox.NamedNode(graph)
    store.remove_graph(inferred)
    return run(rules, Data(store, ox.NamedNode(ontology)), graph=inferred)


def run(rules: Rules, data: Data, *, graph: ox.NamedNode) -> tuple[Outcome, ...]:
    """Run all rules in their order, and add what they conclude to the data.

    Raises:
        OntologyError: A rule's query is not valid SPARQL.
    """
    runner = _Runner(rules, data, graph)
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
    """Adds conclusions to the data, and takes them out again where others may not see them."""

    rules: Rules
    data: Data
    graph: ox.NamedNode
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
            found = conclusions(rule, data, shapes=self.rules.shapes)
            quads |= dict.fromkeys(ox.Quad(t.subject, t.predicate, t.object, self.graph) for t in found.triples)
            shipped = any(folder(name) in rule.path.parents for name in ("ontology", "shapes"))
            self.outcomes.append(
                Outcome(
                    rule=rule.name,
                    place=rule.place,
                    conclusions=len(found.triples),
                    dropped=found.dropped,
                    reason=found.reason,
                    shipped=shipped,
                )
            )
        return list(quads)

    def add(self, quads: Sequence[ox.Quad]) -> None:
        """Add quads to the data."""
        self.data.store.extend(quads)
        if self.data.exact is not None:
            self.data.exact.extend(_wrapped(quad) for quad in quads)

    def _remove(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            self.data.store.remove(quad)
            if self.data.exact is not None:
                self.data.exact.remove(_wrapped(quad))


def _wrapped(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, wrapped(quad.object), quad.graph_name)  # type: ignore[arg-type]
