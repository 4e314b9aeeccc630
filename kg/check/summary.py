"""What a check found, in one line, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.vocab import BIZ, RDF

if TYPE_CHECKING:
    from kg.check.report import Report

_NOUNS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "violation": ("violation", "violations"),
        "warning": ("warning", "warnings"),
        "info": ("info", "infos"),
        "document": ("document", "documents"),
        "constraint": ("constraint", "constraints"),
        "focus node": ("focus node", "focus nodes"),
    },
    "fr": {
        "violation": ("violation", "violations"),
        "warning": ("avertissement", "avertissements"),
        "info": ("remarque", "remarques"),
        "document": ("document", "documents"),
        "constraint": ("contrainte", "contraintes"),
        "focus node": ("nœud examiné", "nœuds examinés"),
    },
}


def counted(number: int, noun: str, *, language: str) -> str:
    """A number with its noun.

    Example:
        >>> counted(2, "warning", language="fr")
        '2 avertissements'
    """
    one, many = _NOUNS[language][noun]
    # In French, nought takes the singular.
    singular = number == 1 or (number == 0 and language == "fr")
    return f"{number} {one if singular else many}"


def summary(report: Report, store: ox.Store, *, language: str) -> str:
    """The closing line of a check."""
    found = [
        counted(number, noun, language=language)
        for noun, number in (
            ("violation", report.violations),
            ("warning", report.count("Warning")),
            ("info", report.count("Info")),
        )
        if number or noun == "violation"
    ]
    verdicts = {"en": ("does not conform", "conforms"), "fr": ("non conforme", "conforme")}
    verdict = verdicts[language][0 if report.violations else 1]
    documents = sum(
        1 for _ in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(BIZ + "Document"))
    )
    preposition = {"en": "in", "fr": "dans"}[language]
    looked_in = report.document or (counted(documents, "document", language=language) if documents else "")
    corpus = f" {preposition} {looked_in}" if looked_in else ""
    checked = ", ".join(
        counted(number, noun, language=language)
        for noun, number in (("constraint", report.constraints), ("focus node", report.focus_nodes))
    )
    return f"{verdict}{' :' if language == 'fr' else ':'} {', '.join(found)}{corpus} ({checked})"
