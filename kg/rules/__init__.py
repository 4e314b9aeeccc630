"""Rules: what follows from a graph, by `.rq` files with a CONSTRUCT query each and by the `sh:rule`s of shapes.

`read_rules` gives one list in the order in which they run; `derive` runs it on the store of a build,
`deriving` on a copy of what is checked.
"""

from __future__ import annotations

from kg.rules.checking import deriving
from kg.rules.deriving import Derived, derive, run
from kg.rules.reading import Rules, read_rules, rules_of
from kg.rules.renewing import Earlier
from kg.rules.rule import Outcome, Rule

__all__ = ["Derived", "Earlier", "Outcome", "Rule", "Rules", "derive", "deriving", "read_rules", "rules_of", "run"]
