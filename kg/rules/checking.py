"""Running the rules of shapes on a copy of what is checked, before it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.data import Data
from kg.check.notes import Note
from kg.rules.deriving import run
from kg.rules.reading import Rules, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.check.rule_notes import Derive
    from kg.check.shapes import Shapes
    from kg.rules.rule import Outcome

_WITHOUT = {
    "": "no-conclusions",
    "its target selects nothing": "no-conclusions-without-focus",
    "its shape has no target": "no-conclusions-without-target",
    "no focus node meets its conditions": "no-conclusions-without-condition",
}
"""Reason of an outcome to the kind of note."""

_INFERRED = ox.NamedNode("urn:kg:inferred")


def deriving(tell: Callable[[Sequence[Outcome]], None] | None = None) -> Derive:
    """What `kg.check.check` takes as `derive`.

    Args:
        tell: Called with what each rule did.
    """

    def derive(data: Data, shapes: Shapes) -> tuple[Data, Sequence[Note]]:
        rules = Rules(rules_of(shapes), shapes)
        if not rules.all:
            return data, (Note("no-rules"),)
        exact = _copy(data.exact) if data.exact is not None else None
        copy = Data(_copy(data.store), data.ontology, exact, data.compares_wrapped)
        outcomes = run(rules, copy, graph=_INFERRED)
        if tell is not None:
            tell(outcomes)
        # Data knows classes and focus nodes from its first look on, which was before the rules.
        fresh = Data(copy.store, copy.ontology, copy.exact, copy.compares_wrapped)
        return fresh, tuple(_note(outcome) for outcome in outcomes if outcome.note)

    return derive


def _note(outcome: Outcome) -> Note:
    file, _, line = outcome.place.partition(":")
    place = (file, int(line) if line.isdigit() else None)
    if outcome.dropped:
        return Note("no-triples", (outcome.rule, str(outcome.dropped)), "", *place)
    return Note(_WITHOUT[outcome.reason], (outcome.rule,), "", *place)


def _copy(store: ox.Store) -> ox.Store:
    copy = ox.Store()
    copy.bulk_extend(store)
    return copy
