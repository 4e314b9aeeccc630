"""What a check has to say besides its results: what checks nothing, and what it was not asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LANGUAGES: tuple[str, ...] = ("en", "fr")

TEXTS: Mapping[str, tuple[str, str]] = {
    "unknown-shacl-term": ("unknown term sh:{0}", "terme inconnu sh:{0}"),
    "no-target": (
        "{0} has no target, and no shape that has one refers to it",
        "{0} n'a pas de cible, et aucune forme qui en a une n'y renvoie",
    ),
    "empty-target": ("the target of {0} selects nothing", "la cible de {0} ne sélectionne rien"),
    "empty-class-or-property": (
        "the target of {0}, {1}, selects nothing",
        "la cible de {0}, {1}, ne sélectionne rien",
    ),
    "unknown-name": (
        "{0} is used by no data and unknown to the ontology",
        "{0} n'est employé par aucune donnée et inconnu de l'ontologie",
    ),
    "rules-not-run": (
        "sh:rule is not run, only constraints are checked (run it with --rules)",
        "sh:rule n'est pas exécuté, seules les contraintes sont contrôlées (l'exécuter avec --rules)",
    ),
    "no-rules": (
        "there is no sh:rule in the shapes, so none was run",
        "les formes n'ont pas de sh:rule, aucune n'a donc été exécutée",
    ),
    "no-triples": (
        "{0}: {1} of its conclusions are no triples: their subject is a literal, or their predicate no IRI",
        "{0} : {1} de ses conclusions ne sont pas des triplets : sujet littéral, ou prédicat qui n'est pas un IRI",
    ),
    "no-conclusions": (
        "{0} concludes nothing: its pattern matches nothing",
        "{0} ne conclut rien : son motif ne trouve rien",
    ),
    "no-conclusions-without-focus": (
        "{0} concludes nothing: its target selects nothing",
        "{0} ne conclut rien : sa cible ne sélectionne rien",
    ),
    "no-conclusions-without-target": (
        "{0} concludes nothing: its shape has no target",
        "{0} ne conclut rien : sa forme n'a pas de cible",
    ),
    "no-conclusions-without-condition": (
        "{0} concludes nothing: no focus node meets its conditions",
        "{0} ne conclut rien : aucun nœud examiné ne remplit ses conditions",
    ),
}
"""Kind of a note to its text in each of `LANGUAGES`."""

_NAMELESS = ("a shape without a name", "une forme sans nom")
_NEAR = (" (did you mean {0}?)", " (vouliez-vous dire {0} ?)")


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    Attributes:
        kind: A key of the texts, such as `no-target`.
        facts: What the text names; an empty one is a shape without a name.
        near: What was probably meant.
        file: Name of the shapes file, without its folder, so that a report is the same everywhere; empty where the note
            is about none.
        line: 1-based line in it; None where unknown.
    """

    kind: str
    facts: tuple[str, ...] = ()
    near: str = ""
    file: str = ""
    line: int | None = None

    def text(self, language: str) -> str:
        """The note without its place, in one of `LANGUAGES`."""
        number = LANGUAGES.index(language)
        said = TEXTS[self.kind][number].format(*(fact or _NAMELESS[number] for fact in self.facts))
        return said + (_NEAR[number].format(self.near) if self.near else "")

    def line_of_text(self, language: str) -> str:
        """The note behind its place, as compilers write it."""
        where = f"{self.file}:{self.line}: " if self.line is not None else f"{self.file}: " if self.file else ""
        return where + self.text(language)

    def __str__(self) -> str:
        """The same in English."""
        return self.line_of_text("en")

    def to_json(self) -> dict[str, Any]:
        """The note as a plain dictionary."""
        messages = {language: self.text(language) for language in LANGUAGES}
        return {"kind": self.kind, "file": self.file or None, "line": self.line, "messages": messages}


def at(place: tuple[Path | None, int | None], kind: str, *facts: str, near: str = "") -> Note:
    """A note on something in a shapes file, as `ShapesGraph.place` says where."""
    path, line = place
    return Note(kind, facts, near, path.name if path is not None else "", line if path is not None else None)
