"""Annotations by themselves: what an annotator marked, and which annotations a document has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError, similar
from kg.iri import document
from kg.query.lookup import subjects, values
from kg.vocab import BIZ, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Opened

_LISTED = 12
"""Ids of annotations that a message names one by one."""


def spans_of(store: ox.Store, annotation: str) -> list[str]:
    """The spans that an annotation marks; none of what is no annotation."""
    return sorted(subjects(store, predicate=BIZ + "annotation", value=annotation))


def mentioned_by(store: ox.Store, annotation: str) -> list[str]:
    """What the words of an annotation name, other than the annotation itself as a value has it."""
    found = {
        thing
        for span in spans_of(store, annotation)
        for thing in subjects(store, predicate=BIZ + "mention", value=span)
    }
    return sorted(found - {annotation})


def supported_by(store: ox.Store, annotation: str) -> dict[str, list[str]]:
    """The situations that an annotation's words are evidence of, with the properties that they give the value of."""
    found: dict[str, set[str]] = {}
    for span in spans_of(store, annotation):
        properties = set(values(store, subject=span, predicate=BIZ + "supports"))
        for situation in subjects(store, predicate=BIZ + "evidence", value=span):
            # The words may support a property of one situation and another property of the next.
            own = {name for name in properties if _has(store, situation, name)}
            found.setdefault(situation, set()).update(own)
    return {situation: sorted(found[situation]) for situation in sorted(found)}


def _has(store: ox.Store, subject: str, predicate: str) -> bool:
    quads = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
    return next(quads, None) is not None


def unknown_annotation(opened: Opened, text: str, *, what: str) -> UsageError | None:
    """Why `document#annotation` is none of this graph.

    Args:
        opened: The graph.
        text: What somebody wrote.
        what: What it is called in errors.

    Returns:
        None where the text is not written so, or names no document nor anything like one.
    """
    document_id, sign, local = text.partition("#")
    if not sign or not document_id:
        return None
    iris = set(subjects(opened.store, predicate=RDF + "type", value=BIZ + "Document"))
    iri = document(opened.base, document_id)
    if iri in iris:
        known = _annotations_in(opened.store, iri)
        message = f"{what} {text!r}: document {document_id!r} has no annotation {local!r}"
        return UsageError(message, hint=_among(local, known) if known else "it has no annotations")
    start = document(opened.base, "")
    near = similar(document_id, among=sorted(one.removeprefix(start) for one in iris), cutoff=0.75)
    if not near:
        return None
    return UsageError(
        f"{what} {text!r}: there is no document {document_id!r} in the graph", hint=f"did you mean '{near[0]}#{local}'?"
    )


def _annotations_in(store: ox.Store, document_iri: str) -> list[str]:
    """Ids of the annotations of a document, those of its situations too, in the order of their numbers."""
    found: set[str] = set()
    for span in subjects(store, predicate=BIZ + "inDocument", value=document_iri):
        found.update(values(store, subject=span, predicate=BIZ + "annotation"))
        found.update(subjects(store, predicate=BIZ + "evidence", value=span))
    start = f"{document_iri}#"
    return sorted((iri.removeprefix(start) for iri in found if iri.startswith(start)), key=_by_number)


def _by_number(local: str) -> tuple[str, int, str]:
    number = re.search("[0-9]+$", local)
    return (local[: number.start()], int(number.group()), local) if number else (local, 0, local)


def _among(local: str, known: Iterable[str]) -> str:
    """What to write instead: the same id of an annotator, else what there is of the same kind, else of any."""
    owned = [one for one in known if one.rpartition("/")[2] == local]
    if owned:
        return f"did you mean {' or '.join(repr(one) for one in owned)}?"
    kind = _by_number(local)[0]
    listed = [one for one in known if kind and _by_number(one)[0] == kind] or list(known)
    if len(listed) > _LISTED:
        listed = [*listed[:3], "…", listed[-1]]
    return f"it has {', '.join(listed)}"
