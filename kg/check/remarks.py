"""Findings as remarks for annotators: which annotation of which file, and what to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.findings import places_of, value_to_show
from kg.check.messages import compact
from kg.vocab import local_name

if TYPE_CHECKING:
    from kg.check.report import Report, Result
    from kg.trace import Place

MARK = "kg check"
"""What every remark begins with, so that annotators know who speaks, and can find and delete them all."""

_SEVERITIES: dict[str, dict[str, str]] = {"en": {}, "fr": {"warning": "avertissement", "info": "remarque"}}
_COLON = {"en": ":", "fr": " :"}
_ON_DOCUMENT = {"en": "(on the whole document)", "fr": "(sur tout le document)"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What one finding says to an annotator.

    Attributes:
        text: One line.
        text_elsewhere: The same for an annotation that it is not about: of a finding on the document itself, its first.
        document_iri: The document; empty where the finding stands in none.
        source_file: Its annotation file, relative to the corpus; empty where unknown.
        annotation_id: None for findings on the document itself.
        begin: First code point of the words in the text, 0-based; None where there are none.
        end: The code point after the last.
    """

    text: str
    text_elsewhere: str = ""
    document_iri: str = ""
    source_file: str = ""
    annotation_id: str | None = None
    begin: int | None = None
    end: int | None = None

    @property
    def where(self) -> str:
        """File and annotation, as far as they are known."""
        return " ".join(part for part in (self.source_file or self.document_iri, self.annotation_id) if part)


def remarks_of(report: Report, store: ox.Store, *, language: str) -> list[Remark]:
    """All results of a report as remarks, in their order.

    Args:
        report: What was found.
        store: Where places are looked up.
        language: Of the messages.
    """
    places = places_of(store, report.results)
    return [_remark(result, places.get(result), language) for result in report.results]


def _remark(result: Result, place: Place | None, language: str) -> Remark:
    name = local_name(result.severity).lower()
    severity = _SEVERITIES[language].get(name, name)
    text = f"{MARK}, {severity}{_COLON[language]} {result.message(language)}{_detail(result)}"
    text = " ".join(text.split())
    if place is None:
        return Remark(f"{text} ({_readable(result.focus_node)})")
    elsewhere = f"{text} {_ON_DOCUMENT[language]}"
    return Remark(text, elsewhere, place.document_iri, place.source_file, place.annotation_id, place.begin, place.end)


def _detail(result: Result) -> str:
    """The property at fault, and its value where the message does not name it."""
    parts = []
    if result.path is not None and result.path.iri:
        parts.append(compact(result.path.iri))
    value = value_to_show(result)
    if value is not None and not isinstance(value, ox.BlankNode):
        parts.append(_readable(value))
    return f" [{' → '.join(parts)}]" if parts else ""


def _readable(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
