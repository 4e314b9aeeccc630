"""What lies near a triple pattern that matches nothing: another term, another datatype, another language."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.errors import similar
from kg.query.lookup import subjects
from kg.query.terms import expanded, shortened
from kg.vocab import BIZ, CODE, OWL, RDF, RDFS, SKOS, local_name, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.query.lexer import Token
    from kg.query.syntax import Expression, Triple
    from kg.store import Opened

    _Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = RDF + "type"
_SCAN = 20_000
"""Statements looked through for a text like the one asked for."""
_SHOWN = 3
_TERM_CLASSES = (
    *(OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
    RDFS + "Class",
    RDF + "Property",
)


class Neighbours:
    """Looks around in one graph.

    Args:
        opened: The graph.
        declared: Prefixes that the query knows.
    """

    def __init__(self, opened: Opened, *, declared: Mapping[str, str]) -> None:
        self._store = opened.store
        self._prefixes = {**prefixes(opened.base), **declared}

    def of(self, triple: Triple, *, text: str) -> list[str]:
        """Why a triple pattern matches nothing by itself, as far as one can see; nothing where one cannot.

        Args:
            triple: The pattern.
            text: The query.
        """
        verb = self._iri(triple.verb) if triple.verb else None
        found: list[str] = []
        if verb is not None:
            found += self._property(verb)
        if verb == _TYPE and triple.object is not None:
            return found + self._class(triple.object)
        for token in (triple.subject, triple.object):
            iri = self._iri(token)
            if iri is not None:
                found += self._term(iri)
        target = self._literal(text[triple.object_start : triple.object_end])
        if verb is not None and target is not None and not found:
            found += self._texts_like(verb, target)
        if not found:
            found += self._roles(self._iri(triple.object))
        return found

    def _roles(self, value: str | None) -> list[str]:
        """The properties that a thing is a value of."""
        if value is None:
            return []
        quads = self._store.quads_for_pattern(None, None, ox.NamedNode(value), None)
        roles = {self._short(quad.predicate.value): None for quad in islice(quads, _SCAN)}
        return [f"{self._short(value)} is the value of {', '.join(sorted(roles))} here"] if roles else []

    def _iri(self, token: Token | None) -> str | None:
        if token is None or token.kind not in {"iri", "pname", "word"}:
            return None
        if token.key == "A":
            return _TYPE
        return expanded(token.text, prefixes=self._prefixes)

    def _short(self, iri: str) -> str:
        return shortened(iri, prefixes=self._prefixes)

    def _uses(self, *, subject: str | None = None, verb: str | None = None, value: str | None = None) -> bool:
        first, second, third = (ox.NamedNode(iri) if iri is not None else None for iri in (subject, verb, value))
        return any(True for _ in self._store.quads_for_pattern(first, second, third, None))

    def _property(self, verb: str) -> list[str]:
        if self._uses(verb=verb):
            return []
        if self._uses(subject=verb):
            return [f"the ontology has {self._short(verb)}, but no statement in this graph uses it"]
        return [f"this graph has no property {self._short(verb)}{self._meant(verb, capital=False)}"]

    def _class(self, token: Token) -> list[str]:
        iri = self._iri(token)
        if iri is None or self._uses(verb=_TYPE, value=iri):
            return []
        short = self._short(iri)
        if not self._uses(subject=iri):
            return [f"this graph has no class {short}{self._meant(iri, capital=True)}"]
        narrower = [name for name in sorted(self._narrower(iri)) if self._uses(verb=_TYPE, value=name)]
        if narrower:
            listed = ", ".join(self._short(name) for name in narrower[:_SHOWN])
            hint = f"write a/rdfs:subClassOf* {short}"
            return [f"{short} has no instances of its own, its subclasses have ({listed}): {hint}"]
        return [f"{short} has no instances in this graph"]

    def _narrower(self, iri: str) -> set[str]:
        known: set[str] = set()
        waiting = [iri]
        while waiting:
            new = set(subjects(self._store, predicate=RDFS + "subClassOf", value=waiting.pop())) - known
            known |= new
            waiting.extend(new)
        return known

    def _term(self, iri: str) -> list[str]:
        if self._uses(subject=iri) or self._uses(value=iri):
            return []
        return [f"{self._short(iri)} does not occur in this graph{self._meant(iri, capital=None)}"]

    def _meant(self, iri: str, *, capital: bool | None) -> str:
        """`; did you mean …?` with what resembles an IRI."""
        meant = self.meant(iri, capital=capital)
        return f"; did you mean {' or '.join(meant)}?" if meant else ""

    def meant(self, iri: str, *, capital: bool | None = None) -> list[str]:
        """The known terms of the same namespace that an IRI resembles, at most three, as CURIEs.

        Args:
            iri: What does not occur.
            capital: Whether their names begin with a capital, as those of classes do; None for any.
        """
        names = {}
        for known in self._known(iri):
            name = local_name(known)
            if capital is None or name[:1].isupper() == capital:
                names[name] = known
        near = similar(local_name(iri), among=names, most=_SHOWN, cutoff=0.65)
        folded = [name for name in names if name.casefold() == local_name(iri).casefold()]
        return [self._short(names[name]) for name in list(dict.fromkeys([*folded, *near]))[:_SHOWN]]

    def _known(self, iri: str) -> Iterator[str]:
        """The terms that an IRI may be a misspelling of: of the ontology, of the code lists, of the entities."""
        namespace = iri[: len(iri) - len(local_name(iri))]
        if namespace == CODE:
            yield from subjects(self._store, predicate=SKOS + "inScheme")
        elif namespace == self._prefixes.get("id"):
            yield from subjects(self._store, predicate=SKOS + "prefLabel")
        else:
            for kind in _TERM_CLASSES:
                yield from subjects(self._store, predicate=_TYPE, value=kind)
            yield from self._used_terms()

    def _used_terms(self) -> Iterator[str]:
        """Properties and classes in use, from the first statements of a graph that has no ontology."""
        if self._uses(subject=BIZ + "Situation"):
            return
        for quad in islice(self._store.quads_for_pattern(None, None, None, None), _SCAN):
            yield quad.predicate.value
            if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
                yield quad.object.value

    def _literal(self, source: str) -> ox.Literal | None:
        """The literal that a piece of SPARQL stands for, read by the engine; None for what is no literal."""
        if source[:1] not in {'"', "'", "+", "-", "."} and not source[:1].isdigit() and source not in {"true", "false"}:
            return None
        try:
            solutions = self._store.query(f"SELECT ({source} AS ?x) {{}}", prefixes=self._prefixes)
        except SyntaxError:
            return None
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - SELECT gives solutions
        term = next(iter(solutions))[0]
        return term if isinstance(term, ox.Literal) else None

    def _texts_like(self, verb: str, wanted: ox.Literal) -> list[str]:
        """Values of a property that read like a literal but have another language, datatype or case."""
        quads = self._store.quads_for_pattern(None, ox.NamedNode(verb), None, None)
        same: dict[str, None] = {}
        sample: dict[str, None] = {}
        for quad in islice(quads, _SCAN):
            written = self._written(quad.object)
            if isinstance(quad.object, ox.Literal) and _reads_like(quad.object, wanted):
                same[written] = None
            elif len(sample) < _SHOWN:
                sample[written] = None
        asked = self._written(wanted)
        if same:
            return [f"this graph has {_some(same)}, which is not {asked}; compare STR(?value)"]
        return [f"no {self._short(verb)} is {asked}; it has {', '.join(sample)}, …"] if sample else []

    def values_of(self, name: str, terms: Iterator[_Term | None], *, filtered: Expression) -> str:
        """What a variable holds before a filter: values that read like one of the filter's own, else some."""
        wanted = [literal for token in filtered.tokens if (literal := self._literal(token.text)) is not None]
        held = [term for term in terms if term is not None]
        same = {
            self._written(term): None
            for term in held
            if isinstance(term, ox.Literal) and any(_reads_like(term, literal) for literal in wanted)
        }
        if same:
            return f"?{name} has {_some(same)}, which is not what the filter compares with; compare STR(?{name})"
        if not held:
            return f"?{name} is never bound"
        shown = [self._written(term) for term in held[:_SHOWN]]
        return f"?{name} is {', '.join(shown)}{', …' if len(held) > _SHOWN else ''}"

    def _written(self, term: _Term) -> str:
        """A term as one writes it in a query."""
        if isinstance(term, ox.NamedNode):
            return self._short(term.value)
        if isinstance(term, ox.Literal) and not term.language:
            datatype = self._short(term.datatype.value)
            if datatype in {"xsd:integer", "xsd:decimal", "xsd:boolean"}:
                return term.value
            if datatype != "xsd:string":
                return f'"{term.value}"^^{datatype}'
        return str(term)


def _some(names: dict[str, None]) -> str:
    return " or ".join(list(names)[:_SHOWN])


def _reads_like(term: ox.Literal, wanted: ox.Literal) -> bool:
    if term.value.casefold() == wanted.value.casefold():
        return True
    try:
        return float(term.value) == float(wanted.value)
    except ValueError:
        return False
