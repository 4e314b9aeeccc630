"""Reports as SARIF 2.1.0, which code review and editors show: a rule for each cause, a result for each finding.

Results are located in the annotation file, at the line of the annotation.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

import kg
from kg.check.findings import level_of, place_json, places_of
from kg.check.messages import compact, parameter_of
from kg.check.summary import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.check.notes import Note
    from kg.check.report import Group, Report, Result
    from kg.trace import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = 32
"""Hexadecimal digits of a fingerprint."""


def to_sarif(report: Report, store: ox.Store, language: str) -> str:
    """The report as SARIF.

    Args:
        report: What was found.
        store: Where places are looked up.
        language: `en` or `fr`.
    """
    places = places_of(store, report.results)
    groups = report.groups(language)
    driver = {
        "name": "kg",
        "version": kg.__version__,
        "language": language,
        "rules": [_rule(group, language) for group in groups],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report.notes, summary(report, store, language=language), language)],
        "results": [
            _result(result, group, number, places.get(result), language)
            for number, group in enumerate(groups)
            for result in group.results
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(group: Group, language: str) -> dict[str, Any]:
    facts = [
        compact(group.shape_name),
        *([", ".join(compact(iri) for iri in group.path.predicates())] if group.path else []),
        *([f"sh:{name}"] if (name := parameter_of(group.component)) else []),
    ]
    where = {
        "en": "Each result stands at the line of an annotation: correct it there, and build the graph again.",
        "fr": "Chaque résultat est à la ligne d'une annotation : la corriger là, puis reconstruire le graphe.",
    }[language]
    text = f"{group.general} ({' · '.join(facts)}) {where}"
    return {
        "id": _rule_id(group),
        "name": compact(group.shape_name),
        "shortDescription": {"text": group.general},
        "fullDescription": {"text": group.general},
        "help": {"text": text},
        "defaultConfiguration": {"level": level_of(group.severity)},
        "properties": {"tags": ["SHACL"], "problem.severity": _problem(group.severity)},
    }


def _problem(severity: str) -> str:
    """The words of code scanning for a level."""
    return {"note": "recommendation"}.get(level_of(severity), level_of(severity))


def _rule_id(group: Group) -> str:
    parts = [compact(group.shape_name), parameter_of(group.component) or compact(group.component)]
    return "/".join([*parts, *([compact(group.path.iri)] if group.path and group.path.iri else [])])


def _result(result: Result, group: Group, number: int, place: Place | None, language: str) -> dict[str, Any]:
    text = result.message(language)
    focus = result.focus_node
    name = focus.value if isinstance(focus, ox.NamedNode) else str(focus)
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": name, "kind": "resource"}]}
    if place is not None and place.source_file:
        location["physicalLocation"] = _physical(place.source_file, place.line)
        text += f" {place.marked()}" if place.quote else ""
    found: dict[str, Any] = {
        "ruleId": _rule_id(group),
        "ruleIndex": number,
        "level": level_of(result.severity),
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": _fingerprints(result, place),
    }
    if place is not None:
        found["properties"] = place_json(place)
    return found


def _physical(file: str, line: int | None) -> dict[str, Any]:
    """A place in a file of the corpus; without a line, the file as a whole, which viewers show at its first line."""
    return {
        "artifactLocation": {"uri": quote(file)},
        "region": {"startLine": line if line is not None else 1, "startColumn": 1},
    }


def _fingerprints(result: Result, place: Place | None) -> dict[str, str]:
    """What says that a finding is the same after lines above it have come or gone."""
    facts = [*result.key, place.quote or "" if place is not None else ""]
    digest = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:_FINGERPRINT]
    # Code scanning reads the one called after the line only.
    return {"kg/v1": digest, "primaryLocationLineHash": f"{digest}:1"}


def _invocation(notes: Sequence[Note], closing: str, language: str) -> dict[str, Any]:
    """That the check was done, what it found, and what in the shapes checks nothing."""
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": closing}, "descriptor": {"id": "summary"}}
        ],
        "toolConfigurationNotifications": [_notification(note, language) for note in notes],
    }


def _notification(note: Note, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "level": "warning",
        "message": {"text": note.line_of_text(language)},
        "descriptor": {"id": note.kind},
    }
    if note.file:
        said["locations"] = [{"physicalLocation": _physical(note.file, note.line)}]
    return said
