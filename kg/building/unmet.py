"""Names that a person decided about and that no document has: a misspelt one would do nothing, and say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import similar
from kg.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.building.state import State
    from kg.config import Config
    from kg.names import Decisions

UNMET = "name of a decision occurs in no document"

_MOST_SUGGESTIONS = 20
"""Names for which a near one is looked for: among 10,000 names that takes a twentieth of a second each."""


def unmet_names(state: State, *, decisions: Decisions, config: Config) -> Iterator[Skipped]:
    """The names of `decisions.toml` that the corpus does not have, in its order, with the nearest that it has.

    Args:
        state: What the build knows of the names of all documents.
        decisions: What a person decided.
        config: Which file says so.
    """
    path = _shown(config)
    found = 0
    known: dict[str, list[str]] = {}
    for decision in sorted((*decisions.same, *decisions.different), key=lambda one: one.line or 0):
        for key, name in zip(decision.keys, decision.names, strict=True):
            if state.has_name(key):
                continue
            found += 1
            near: list[str] = []
            if found <= _MOST_SUGGESTIONS:
                family = key[0]
                if family not in known:
                    known[family] = state.wordings(family)
                near = similar(name, among=known[family])
            text = f"{name} (did you mean {near[0]!r}?)" if near else name
            yield Skipped(decision.line or 0, UNMET, text, path)


def _shown(config: Config) -> str:
    """The file of the decisions, relative to that of the configuration."""
    file: Path | None = config.decisions
    if file is None:
        return ""
    home = config.path.parent if config.path else file.parent
    return file.relative_to(home).as_posix() if file.is_relative_to(home) else file.name
