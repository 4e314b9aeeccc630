"""Which code a word means: by its local name or its label in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError, similar
from kg.letters import normalised
from kg.query.lookup import literals, subjects, values
from kg.query.terms import Iri, expanded, shortened
from kg.vocab import BIZ, CODE, SKOS, local_name, prefixes

if TYPE_CHECKING:
    from kg.store import Opened

_LABELS = tuple(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "notation"))


def code_named(opened: Opened, text: str, *, property_name: str) -> Iri:
    """The code that a word means.

    Args:
        opened: The graph whose code lists are looked up.
        text: A CURIE or IRI, a local name, or a label in any language; case, accents and signs do not count.
        property_name: Local name of the coded property: only the codes of its list count. Where no property has this
            name, those of all lists do.

    Raises:
        UsageError: No code, or several codes, are called so.
    """
    iri = expanded(text, prefixes=prefixes(opened.base))
    lists = _lists(opened, property_name)
    names = {iri: _names(opened, iri) for iri in _codes(opened, lists)}
    if iri is not None and (iri in names or not names):
        return Iri(iri)
    wanted = normalised(text if iri is None else local_name(iri))
    found = [iri for iri, called in names.items() if wanted in called]
    if len(found) == 1:
        return Iri(found[0])
    if not names:
        return _used(opened, text, property_name)
    if found:
        listed = " or ".join(shortened(iri, prefixes=prefixes(opened.base)) for iri in found)
        raise UsageError(f"{property_name} {text!r} is a code of several lists", hint=f"write {listed}")
    raise _unknown(text, [local_name(iri) for iri in names], property_name)


def codes_of(opened: Opened, property_name: str) -> list[str]:
    """Local names of the codes that a property may have, sorted; of all codes where no property has this name."""
    codes = _codes(opened, _lists(opened, property_name)) or _used_codes(opened, property_name)
    return sorted(local_name(iri) for iri in codes)


def _used_codes(opened: Opened, property_name: str) -> set[str]:
    """The codes that are values of a property."""
    return {
        quad.object.value
        for quad in opened.store.quads_for_pattern(None, ox.NamedNode(BIZ + property_name), None, None)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(CODE)
    }


def _unknown(text: str, known: list[str], property_name: str) -> UsageError:
    near = similar(text, among=known)
    hint = f"known are {', '.join(sorted(known))}"
    return UsageError(
        f"{property_name} {text!r} is no code", hint=f"did you mean {near[0]!r}? {hint}" if near else hint
    )


def _used(opened: Opened, text: str, property_name: str) -> Iri:
    """A code by its local name in a graph without code lists: what the property's values are."""
    by_name = {local_name(iri): iri for iri in _used_codes(opened, property_name)}
    if text in by_name:
        return Iri(by_name[text])
    raise _unknown(text, list(by_name), property_name)


def _lists(opened: Opened, property_name: str) -> set[str]:
    properties = set(subjects(opened.store, predicate=BIZ + "codeList"))
    return {
        scheme
        for iri in properties
        if local_name(iri) == property_name
        for scheme in values(opened.store, subject=iri, predicate=BIZ + "codeList")
    }


def _codes(opened: Opened, lists: set[str]) -> list[str]:
    found: set[str] = set()
    for scheme in lists or (None,):
        found.update(subjects(opened.store, predicate=SKOS + "inScheme", value=scheme))
    return sorted(found)


def _names(opened: Opened, iri: str) -> set[str]:
    called = [text.value for name in _LABELS for text in literals(opened.store, subject=iri, predicate=name)]
    return {normalised(name) for name in called} | {normalised(local_name(iri))}
