"""Messages of results: the shapes file's own, with placeholders filled by words people know; else one of ours."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.blank_nodes import renamed
from kg.check.report import Result, in_language
from kg.check.terms import PARAMETERS, sh
from kg.vocab import PREFIXES, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.check.data import Data
    from kg.check.shapes import Messages
    from kg.check.shapes_graph import Term

PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
"""`{?value}` or `{$value}` in a message (SHACL, section 5.3.2)."""

_GENERIC: Mapping[str, tuple[str, str]] = {
    "and": ("It does not meet all of the shapes listed.", "Ne satisfait pas toutes les formes de la liste."),
    "class": ("It is not of class {?class}.", "N'est pas de la classe {?class}."),
    "closed": ("It has a property that the shape does not allow.", "Porte une propriété que la forme n'admet pas."),
    "datatype": ("It is not a valid {?datatype}.", "N'est pas un {?datatype} valide."),
    "disjoint": ("It is also a value of {?disjoint}.", "Est aussi une valeur de {?disjoint}."),
    "equals": ("The values differ from those of {?equals}.", "Les valeurs diffèrent de celles de {?equals}."),
    "hasValue": ("The value {?hasValue} is missing.", "La valeur {?hasValue} manque."),
    "in": ("It is not one of the values allowed.", "N'est pas une des valeurs admises."),
    "languageIn": ("Its language is not one of those allowed.", "Sa langue n'est pas admise."),
    "lessThan": ("It is not less than {?lessThan}.", "N'est pas inférieur à {?lessThan}."),
    "lessThanOrEquals": ("It is greater than {?lessThanOrEquals}.", "Est supérieur à {?lessThanOrEquals}."),
    "maxCount": ("More than {?maxCount} values.", "Plus de {?maxCount} valeurs."),
    "maxExclusive": ("It is not below {?maxExclusive}.", "N'est pas inférieur à {?maxExclusive}."),
    "maxInclusive": ("It is above {?maxInclusive}.", "Est supérieur à {?maxInclusive}."),
    "maxLength": ("It has more than {?maxLength} characters.", "Compte plus de {?maxLength} caractères."),
    "minCount": ("Fewer than {?minCount} values.", "Moins de {?minCount} valeurs."),
    "minExclusive": ("It is not above {?minExclusive}.", "N'est pas supérieur à {?minExclusive}."),
    "minInclusive": ("It is below {?minInclusive}.", "Est inférieur à {?minInclusive}."),
    "minLength": ("It has fewer than {?minLength} characters.", "Compte moins de {?minLength} caractères."),
    "node": ("It does not meet the shape {?node}.", "Ne satisfait pas la forme {?node}."),
    "nodeKind": ("It is not of the kind {?nodeKind}.", "N'est pas du genre {?nodeKind}."),
    "not": ("It meets a shape that it must not meet.", "Satisfait une forme exclue."),
    "or": ("It meets none of the shapes listed.", "Ne satisfait aucune des formes de la liste."),
    "pattern": ("It does not match the pattern {?pattern}.", "Ne correspond pas au motif {?pattern}."),
    "qualifiedMaxCount": ("Too many values meet the shape.", "Trop de valeurs satisfont la forme."),
    "qualifiedMinCount": ("Too few values meet the shape.", "Trop peu de valeurs satisfont la forme."),
    "sparql": ("A SPARQL constraint is not met.", "Une contrainte SPARQL n'est pas respectée."),
    "uniqueLang": ("Several values have the same language.", "Plusieurs valeurs ont la même langue."),
    "xone": ("It does not meet exactly one of the shapes listed.", "Ne satisfait pas exactement une des formes."),
}
_COMPONENT_PARAMETER = {sh(component): parameter for parameter, component in PARAMETERS.items()}
_LABELS = (f"{SKOS}prefLabel", f"{RDFS}label", f"{SCHEMA}name", "http://xmlns.com/foaf/0.1/name")
_MAX_LITERAL = 80


def generic(component: str, value: Term | None = None) -> Messages:
    """A message for a constraint whose shapes file gives none.

    Args:
        component: IRI of its component.
        value: The value of its parameter, where it is known.
    """
    parameter = _COMPONENT_PARAMETER.get(component)
    if parameter is None or parameter not in _GENERIC:
        return {"en": "The constraint is not met.", "fr": "La contrainte n'est pas respectée."}
    if parameter == "minCount" and value is not None and value.value == "1":
        return {"en": "A value is missing.", "fr": "Une valeur manque."}
    english, french = _GENERIC[parameter]
    return {"en": english, "fr": french}


def parameter_of(component: str) -> str | None:
    """The parameter that declares a component of SHACL, such as `minCount`; None for other components."""
    return _COMPONENT_PARAMETER.get(component)


def filled(templates: Messages, bindings: Mapping[str, Term], labels: Labels) -> Messages:
    """Messages with their placeholders filled; a placeholder without a value stays as it is written."""
    return {
        tag: PLACEHOLDER.sub(
            lambda match, tag=tag: (  # type: ignore[misc]
                labels.text(bindings[match[1]], tag) if match[1] in bindings else match[0]
            ),
            template,
        )
        for tag, template in templates.items()
    }


def needs_labels(templates: Messages, bindings: Mapping[str, Term]) -> list[ox.NamedNode]:
    """The IRIs that a message will name."""
    names = {name for template in templates.values() for name in PLACEHOLDER.findall(template)}
    return [term for name in sorted(names) if isinstance(term := bindings.get(name), ox.NamedNode)]


class Labels:
    """Readable words for terms, looked up in the store in one query for all of them."""

    def __init__(self, store: ox.Store, iris: Iterable[ox.NamedNode]) -> None:
        self._labels: dict[str, Messages] = {}
        wanted = sorted({iri.value for iri in iris})
        if not wanted:
            return
        values = " ".join(f"<{iri}>" for iri in wanted)
        properties = " ".join(f"<{iri}>" for iri in _LABELS)
        query = (
            f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} VALUES ?p {{ {properties} }} ?s ?p ?o "
            "FILTER(isLiteral(?o)) }"
        )
        rows = [
            (_LABELS.index(p.value), o.language or "", o.value, s.value)
            for s, p, o in store.query(query, use_default_graph_as_union=True)  # type: ignore[union-attr]
        ]
        for _, language, text, iri in sorted(rows):
            self._labels.setdefault(iri, {}).setdefault(language.lower(), text)

    def text(self, term: Term, language: str) -> str:
        """A term in words: its label, else its prefixed or whole IRI; a literal's text, shortened where it is long."""
        if isinstance(term, ox.NamedNode):
            known = self._labels.get(term.value)
            return in_language(known, language) if known else compact(term.value)
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}"
        return term.value if len(term.value) <= _MAX_LITERAL else term.value[: _MAX_LITERAL - 1] + "…"


def compact(iri: str) -> str:
    """An IRI with one of the common prefixes, where one fits and the rest is a plain name.

    Example:
        >>> compact("http://www.w3.org/2004/02/skos/core#prefLabel")
        'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w.-]+", local):
            return f"{prefix}:{local}"
    return iri


def readable(term: Term) -> str:
    """A term with prefixes, as people write it in Turtle.

    Example:
        >>> readable(ox.Literal("2027", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")))
        '"2027"^^xsd:gYear'
    """
    return re.sub(r"<([^<>\s]+)>$", lambda match: compact(match[1]), str(term))


def finished(drafts: Sequence[tuple[Result, Mapping[str, Term]]], data: Data) -> tuple[Result, ...]:
    """Results with their messages filled, their blank nodes named, sorted.

    Args:
        drafts: Results whose `templates` are set, each with what its placeholders stand for.
        data: Where labels are looked up.
    """
    labels = Labels(data.store, (iri for result, bound in drafts for iri in needs_labels(result.templates, bound)))
    filled_in = (replace(draft, messages=filled(draft.templates, bound, labels)) for draft, bound in drafts)
    # Two results of one key may still say different things; their order must not be that of the store.
    return tuple(sorted(renamed(filled_in, data), key=lambda result: (result.key, sorted(result.messages.items()))))
