"""The report of a check: results as SHACL defines them, grouped by cause for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.check.notes import LANGUAGES
from kg.check.terms import sh
from kg.vocab import RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.check.notes import Note
    from kg.check.paths import Path
    from kg.check.renewal import Renewal
    from kg.check.shapes import Messages
    from kg.check.shapes_graph import Term

SEVERITIES: tuple[str, ...] = (sh("Violation"), sh("Warning"), sh("Info"))
"""From the gravest on; a severity that a shapes file makes up counts as graver than none of these."""


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result (SHACL, section 3.6.2).

    Attributes:
        focus_node: The node that does not meet the shape.
        path: From the focus node to the value; None for a constraint on the focus node itself.
        value: The value that is at fault, where there is one.
        component: IRI of the constraint component.
        source_shape: The shape in the shapes graph.
        source_constraint: The SPARQL constraint in the shapes graph, for results of `sh:sparql`.
        severity: IRI.
        messages: Language tag (empty for none) to text, with placeholders filled.
        templates: The same with the placeholders left: what all results of one cause have in common.
    """

    focus_node: Term
    path: Path | None
    value: Term | None
    component: str
    source_shape: Term
    source_constraint: Term | None
    severity: str
    messages: Messages = field(compare=False)
    templates: Messages = field(compare=False)

    def message(self, language: str = "en") -> str:
        """The message in a language, else in English, else in any."""
        return in_language(self.messages, language)

    @property
    def key(self) -> tuple[str, ...]:
        """What the result is about, for sorting and comparing; messages are not part of it."""
        return (
            str(SEVERITIES.index(self.severity)) if self.severity in SEVERITIES else "3",
            str(self.source_shape),
            self.component,
            str(self.source_constraint or ""),
            self.path.to_sparql() if self.path else "",
            str(self.focus_node),
            str(self.value) if self.value is not None else "",
            self.severity,
        )

    def to_json(self) -> dict[str, Any]:
        """The result as plain dictionaries; terms are written as in N-Triples, paths as in SPARQL."""
        return {
            "focus_node": str(self.focus_node),
            "path": self.path.to_sparql() if self.path else None,
            "value": str(self.value) if self.value is not None else None,
            "severity": self.severity,
            "component": self.component,
            "source_shape": str(self.source_shape),
            "source_constraint": str(self.source_constraint) if self.source_constraint is not None else None,
            "messages": dict(sorted(self.messages.items())),
        }


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one cause: one shape, constraint and path.

    Attributes:
        message: In the language asked for; "…" stands where results differ.
        general: The same with "…" wherever results of this cause may differ, so that it is the same in every report.
        severity: IRI.
        source_shape: The shape.
        shape_name: Its IRI, or that of the shape it stands in.
        component: IRI of the constraint component.
        path: The path that the results have in common.
        results: At least one, in order.
        failing: How many different focus nodes they are about.
        checked: How many focus nodes the shape has.
    """

    message: str
    general: str
    severity: str
    source_shape: Term
    shape_name: str
    component: str
    path: Path | None
    results: tuple[Result, ...]
    failing: int
    checked: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        conforms: No result at all, of whatever severity (SHACL, section 3.6.1); see `violations` for exit codes.
        results: Sorted; the gravest severity first.
        constraints: How many constraints were evaluated.
        focus_nodes: How many different nodes were focus nodes.
        checked: Shape to the number of its focus nodes.
        names: Shape to its IRI; of a shape without one, to that of the shape it stands in.
        unmatched: IRIs of shapes whose targets match nothing.
        notes: What was not checked, or is in doubt: rules that are not run, shapes and targets that select nothing,
            classes and properties that neither the data nor the ontology know.
        document: Id of the document that the results are limited to; empty where they are not.
        renewal: How the report was made from that of an earlier check; None where everything was checked. No part of
            what the report says, which is the same in either way.
    """

    conforms: bool
    results: tuple[Result, ...]
    constraints: int
    focus_nodes: int
    checked: Mapping[Term, int]
    names: Mapping[Term, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    document: str = ""
    renewal: Renewal | None = field(default=None, compare=False)

    def count(self, severity: str) -> int:
        """How many results have a severity, given by its local name or IRI."""
        iri = severity if ":" in severity else sh(severity)
        return sum(1 for result in self.results if result.severity == iri)

    @property
    def violations(self) -> int:
        """Results that make a check fail: all but warnings and infos."""
        return sum(1 for result in self.results if result.severity not in SEVERITIES[1:])

    def at_least(self, severity: str) -> Report:
        """The report with the results of one severity (`Violation`, `Warning` or `Info`) and the graver ones only."""
        dropped = SEVERITIES[SEVERITIES.index(sh(severity)) + 1 :]
        return self.keep(result for result in self.results if result.severity not in dropped)

    def keep(self, results: Iterable[Result]) -> Report:
        """The report with these of its results only."""
        kept = tuple(results)
        return replace(self, conforms=not kept, results=kept)

    def groups(self, language: str = "en") -> list[Group]:
        """Results by cause: the gravest first, then the most frequent."""
        found: dict[tuple[str, ...], list[Result]] = {}
        for result in self.results:
            found.setdefault(result.key[:5], []).append(result)
        groups = [self._group(results, language) for results in found.values()]
        return sorted(groups, key=lambda group: (group.results[0].key[0], -len(group.results), group.results[0].key))

    def _group(self, results: list[Result], language: str) -> Group:
        first = results[0]
        messages = {result.message(language) for result in results}
        general = _without_values(in_language(first.templates, language))
        return Group(
            message=messages.pop() if len(messages) == 1 else general,
            general=general,
            severity=first.severity,
            source_shape=first.source_shape,
            shape_name=self.names.get(first.source_shape, first.source_shape.value),
            component=first.component,
            path=first.path,
            results=tuple(results),
            failing=len({result.focus_node for result in results}),
            checked=self.checked.get(first.source_shape, 0),
        )

    def to_json(self) -> dict[str, Any]:
        """The whole report as plain dictionaries and lists."""
        return {
            "conforms": self.conforms,
            "counts": {name: self.count(name) for name in ("Violation", "Warning", "Info")},
            "constraints": self.constraints,
            "focus_nodes": self.focus_nodes,
            "unmatched_shapes": list(self.unmatched),
            "notes": [note.to_json() for note in self.notes],
            "results": [result.to_json() for result in self.results],
        }

    def to_turtle(self) -> str:
        """The report as a `sh:ValidationReport` in Turtle."""
        # A report goes into one file with others: its blank nodes have names that no shapes file gives.
        lines = [
            f"@prefix sh: <{sh('')}> .",
            *([f"@prefix rdfs: <{RDFS}> ."] if self.notes else []),
            "",
            "_:report a sh:ValidationReport ;",
        ]
        facts = [f"sh:conforms {str(self.conforms).lower()}"]
        for note in self.notes:
            texts = (str(_literal(note.line_of_text(language), language)) for language in LANGUAGES)
            facts.append(f"rdfs:comment {' , '.join(texts)}")
        if self.results:
            nodes = " , ".join(f"_:result{number}" for number in range(1, len(self.results) + 1))
            facts.append(f"sh:result {nodes}")
        lines += _statements(facts)
        for number, result in enumerate(self.results, start=1):
            lines += ["", f"_:result{number} a sh:ValidationResult ;", *_turtle_of(result)]
        return "\n".join(lines) + "\n"


def in_language(messages: Messages, language: str) -> str:
    """The text in a language (`fr` also finds `fr-CA`), else in English, else without language, else the first.

    Example:
        >>> in_language({"en": "one", "fr": "un"}, "fr")
        'un'
    """
    for wanted in (language, "en", ""):
        for tag in sorted(messages):
            if tag == wanted or (wanted and tag.startswith(wanted + "-")):
                return messages[tag]
    return messages[min(messages)] if messages else ""


def counted(results: tuple[Result, ...]) -> Counter[tuple[str, ...]]:
    """Results as a multiset, to compare two engines; blank nodes compare by their labels."""
    return Counter(result.key for result in results)


def _without_values(template: str) -> str:
    from kg.check.messages import PLACEHOLDER  # noqa: PLC0415 - messages needs the report's types

    return PLACEHOLDER.sub("…", template)


def _turtle_of(result: Result) -> list[str]:
    facts = [
        ("focusNode", str(result.focus_node)),
        ("resultPath", result.path.to_turtle() if result.path else None),
        ("value", str(result.value) if result.value is not None else None),
        ("resultSeverity", f"<{result.severity}>"),
        ("sourceConstraintComponent", f"<{result.component}>"),
        ("sourceShape", str(result.source_shape)),
        ("sourceConstraint", str(result.source_constraint) if result.source_constraint is not None else None),
        *(("resultMessage", str(_literal(text, tag))) for tag, text in sorted(result.messages.items())),
    ]
    return _statements([f"sh:{name} {value}" for name, value in facts if value is not None])


def _statements(facts: list[str]) -> list[str]:
    """Predicates and objects of one subject, as lines of Turtle."""
    return [*(f"    {fact} ;" for fact in facts[:-1]), f"    {facts[-1]} ."]


def _literal(text: str, language: str) -> ox.Literal:
    return ox.Literal(text, language=language) if language else ox.Literal(text)
