"""What annotators put on annotations: attributes, links on events, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import iri
from kg.rdftext import literal
from kg.vocab import BIZ, XSD

if TYPE_CHECKING:
    from kg.mapping.account import Tally
    from kg.mapping.lexicon import Lexicon
    from kg.mapping.page import Page
    from kg.mapping.situations import Situations
    from kg.model import Attribute
    from kg.schema import Class, Property

_APPROXIMATION = f"<{BIZ}approximation>"
_INTEGER = re.compile(r"[+-]?\d+")
_DATES = (("date", r"\d{4}-\d\d-\d\d"), ("gYearMonth", r"\d{4}-\d\d"), ("gYear", r"\d{4}"))
_OTHERS = (*_DATES, ("duration", r"-?P(\d+[YMWD])*(T(\d+[HMS])*)?"), ("decimal", r"[+-]?\d+(\.\d+)?"))


def state_attributes(page: Page, situations: Situations, lexicon: Lexicon, tally: Tally) -> None:
    """Add the code or literal that each attribute gives to what its target stands for."""
    for attribute in page.document.attributes:
        subject, class_ = situations.subject(attribute.target)
        if subject is None or class_ is None:
            reason, hint = "an attribute of something that is not in the graph", ""
        else:
            object_, property_, reason, hint = _object(attribute, class_, lexicon)
            if property_:
                _state(page, subject, property_, object_)
                tally.keep("attributes")
                continue
        text = attribute.name if attribute.value is None else f"{attribute.name} {attribute.value}"
        tally.leave("attributes", line=attribute.line, annotation=attribute.id, reason=reason, text=text, hint=hint)


def _state(page: Page, subject: str, property_: Property, object_: str) -> None:
    predicate = f"<{property_.iri}>"
    if predicate == _APPROXIMATION:
        # The annotator's word wins over what was read from the hedge.
        read = f"{subject} {_APPROXIMATION} "
        page.statements[:] = [statement for statement in page.statements if not statement.startswith(read)]
    page.add(subject, predicate, object_)


def _object(attribute: Attribute, class_: Class, lexicon: Lexicon) -> tuple[str, Property | None, str, str]:
    """Term and property of an attribute; where the property is None, the reason and the hint."""
    property_ = lexicon.attribute(attribute.name, of=class_)
    if property_ is None:
        return (
            "",
            None,
            f"{attribute.name!r} is no attribute of {class_.name}",
            lexicon.role_hint(attribute.name, of=class_),
        )
    word = attribute.name if attribute.value is None else attribute.value
    if property_.code_list:
        code = lexicon.code(word, of=property_)
        if code:
            return f"<{code.iri}>", property_, "", ""
        codes = lexicon.schema.codes_of(property_)
        near = lexicon.schema.suggestion(word, among=codes)
        hint = f"did you mean {near!r}?" if near else f"use one of {', '.join(code.name for code in codes)}"
        return "", None, f"no code of {property_.name!r} is called {word!r}", hint
    if property_.is_object:
        return "", None, f"{property_.name!r} takes a thing, not the word {word!r}", "make it a role of the event"
    return _literal(word, property_), property_, "", ""


def _literal(word: str, property_: Property) -> str:
    """A literal in the datatype of the range, else in the one whose form the word has."""
    if f"{XSD}integer" in property_.range and _INTEGER.fullmatch(word):
        return literal(str(int(word)), datatype=f"{XSD}integer")
    if f"{XSD}string" in property_.range:
        return literal(word)
    datatype = next((name for name, form in _OTHERS if re.fullmatch(form, word)), None)
    return literal(word, datatype=f"{XSD}{datatype}") if datatype else literal(word)


def state_links(page: Page, situations: Situations, lexicon: Lexicon, tally: Tally, *, base: str) -> None:
    """Add the matter that a link on an event names."""
    mentions = {mention.id for mention in page.document.mentions}
    for link in page.document.links:
        if link.target in mentions:
            continue
        text = f"{link.authority}:{link.key}"
        if link.target in situations.classes and lexicon.authority(link.authority) == "Matter" and link.key:
            page.add(page.annotation(link.target), f"<{BIZ}matter>", f"<{base}matter/{iri.slug(link.key)}>")
            tally.keep("links")
            continue
        reason = (
            "a link on an event names no matter" if link.target in situations.classes else "a link on nothing mapped"
        )
        hint = "use the authority 'Matter'"
        tally.leave("links", line=link.line, annotation=link.target, reason=reason, text=text, hint=hint)


def state_notes(page: Page, tally: Tally) -> None:
    """Add annotators' notes as comments on the annotations."""
    for note in page.document.notes:
        if note.target in page.described:
            page.comment(note.target, note.text)
            tally.keep("notes")
        else:
            reason = "a note on something that is not in the graph"
            tally.leave("notes", line=note.line, annotation=note.target, reason=reason, text=note.text)
