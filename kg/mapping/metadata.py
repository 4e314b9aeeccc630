"""What is said of a document itself, and where its graph comes from."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import kg
from kg import iri
from kg.rdftext import iri as iri_term
from kg.rdftext import literal
from kg.vocab import BIZ, DCTERMS, FOAF, PROV, RDF, RDFS, SCHEMA, XSD, language_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.mapping.page import Page

# ISO 8601 dates by precision; seconds and time zone are optional.
_DATE_FORMS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?"), "dateTime"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


def date_literal(text: str) -> str | None:
    """The literal of an ISO date, month, year or moment; None where it is none."""
    datatype = next((name for form, name in _DATE_FORMS if form.fullmatch(text)), None)
    return literal(text, datatype=f"{XSD}{datatype}") if datatype else None


def state_document(page: Page) -> None:
    """Add what is known of the document: title, date, language, publisher, address, hash of the text, source files."""
    document, about = page.document, page.document.metadata
    page.add(page.subject, f"<{RDF}type>", f"<{BIZ}Document>")
    page.add(page.subject, f"<{DCTERMS}identifier>", literal(document.id))
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    page.add(page.subject, f"<{SCHEMA}sha256>", literal(digest))
    for path in document.source.annotations or (document.source.text,):
        page.add(page.subject, f"<{BIZ}sourceFile>", literal(path))
    if document.language:
        page.add(page.subject, f"<{DCTERMS}language>", iri_term(language_iri(document.language)))
    if title := about.get("title"):
        page.add(page.subject, f"<{DCTERMS}title>", literal(title, language=document.language))
    if (date := about.get("date")) and (term := date_literal(date)):
        page.add(page.subject, f"<{DCTERMS}issued>", term)
    if publisher := about.get("publisher"):
        page.add(page.subject, f"<{DCTERMS}publisher>", literal(publisher))
    if url := about.get("url"):
        page.add(page.subject, f"<{SCHEMA}url>", literal(url, datatype=f"{XSD}anyURI"))


def agencies(page: Page) -> list[str]:
    """The names of the agencies whose material a document uses."""
    return [name.strip() for name in page.document.metadata.get("agencies", "").split(";") if name.strip()]


def provenance(page: Page, graph: str, *, base: str) -> Iterator[str]:
    """Statements on where the document's graph comes from: its text, who annotated it, which program.

    The time is that of the annotation where the source says it; the clock is never asked.
    """
    # One activity a graph: two annotators of a text are told apart by it.
    activity = f"{graph[:-1]}#annotation>"
    program = f"<{base}agent/kg-{kg.__version__}>"
    yield f"{graph} <{RDF}type> <{PROV}Entity>"
    yield f"{graph} <{PROV}wasDerivedFrom> {page.subject}"
    yield f"{graph} <{PROV}wasGeneratedBy> {activity}"
    yield f"{activity} <{RDF}type> <{PROV}Activity>"
    yield f"{activity} <{PROV}used> {page.subject}"
    yield f"{activity} <{PROV}wasAssociatedWith> {program}"
    yield f"{program} <{RDF}type> <{PROV}SoftwareAgent>"
    yield f"{program} <{RDFS}label> {literal(f'kg {kg.__version__}')}"
    about = page.document.metadata
    annotator = page.document.annotator or about.get("annotator")
    if annotator:
        agent = f"<{base}agent/{iri.slug(annotator)}>"
        yield f"{activity} <{PROV}wasAssociatedWith> {agent}"
        yield f"{agent} <{RDF}type> <{PROV}Agent>"
        yield f"{agent} <{FOAF}name> {literal(annotator)}"
    if (annotated := about.get("annotated")) and (term := date_literal(annotated)):
        yield f"{activity} <{PROV}endedAtTime> {term}"
