"""Rows with what they rest on: the documents, annotations and sentences of their situations.

The situations of a row are its cells that have evidence. Where no column holds any, as in sums and counts, the query's
pattern is asked once more for the situations behind each row. Where the pattern asks for what rules conclude
(`biz:partnerOf`), the situations that they concluded it from are the row's too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query.asking import Asker
from kg.query.derivation import Derivations, triples_of, values_of
from kg.query.expressions import has_aggregate
from kg.query.links import links_in, ways_in
from kg.query.parser import parse
from kg.query.scope import bound_in
from kg.query.syntax import name_of
from kg.query.terms import readable
from kg.trace import Place, trace
from kg.vocab import BIZ, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from kg.query.asked import RuleFiles
    from kg.query.links import Link, Way
    from kg.query.running import Prepared
    from kg.store import Opened

    _Row: TypeAlias = tuple[object, ...]

_EVIDENCE = ox.NamedNode(BIZ + "evidence")
COLUMNS = ("documents", "annotations", "sentences")
"""What is added: ids of documents, `file:line id` of annotations, sentences; several in a cell stand one a line."""

_MADE_ANEW = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})
"""Functions that give something else when a query is asked again."""

_FEW = 1000
"""Up to so many terms of rows are written into the pattern."""


@dataclass(frozen=True, slots=True)
class Supported:
    """Rows with their evidence.

    Attributes:
        solutions: The rows with three more columns, as the engine's own solutions.
        rows: How many there are.
        without: How many of them rest on no situation that the query binds.
        unjoined: How many times no chain of links was found behind a path that repeats.
    """

    solutions: ox.QuerySolutions
    rows: int
    without: int
    unjoined: int = 0


def with_evidence(opened: Opened, *, prepared: Prepared, answer: ox.QuerySolutions, rules: RuleFiles) -> Supported:
    """The rows of an answer with the documents, annotations and sentences they rest on.

    Args:
        opened: The graph.
        prepared: The query that was asked.
        answer: Its rows, read to their end.
        rules: Where the rules are written that the graph's derived triples come from.
    """
    return _Gatherer(opened, prepared, rules).gather(answer)


class _Gatherer:
    """Finds the situations of rows in one graph."""

    def __init__(self, opened: Opened, prepared: Prepared, rules: RuleFiles) -> None:
        self._opened = opened
        self._prepared = prepared
        self._store = opened.store
        self._prefixes = prefixes(opened.base)
        self._known: dict[ox.NamedNode, bool] = {}
        self._derivations = Derivations(opened.store, rules.asked(opened), self._is_situation)

    def gather(self, answer: ox.QuerySolutions) -> Supported:
        columns = [variable.value for variable in answer.variables]
        rows = [tuple(solution) for solution in answer]
        found = [self._situations(row) for row in rows]
        # What only the engine can read has no pattern that we could ask again.
        if rows and self._prepared.syntax is not None:
            pattern = _Pattern(self._opened, self._prepared, columns, rows)
            if not any(found):
                found = self._behind(pattern)
            derived, passed = self._derived(pattern), self._passed(pattern)
            found = [set().union(*of_row) for of_row in zip(found, derived, passed, strict=True)]
        return self._supported(columns, rows, found)

    def _supported(self, columns: list[str], rows: list[_Row], found: list[set[str]]) -> Supported:
        places = trace(self._store, sorted(set().union(*found)))
        names = [_free(name, columns) for name in COLUMNS]
        bindings = []
        for row, situations in zip(rows, found, strict=True):
            cells = {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None}
            texts = self._texts([place for iri in sorted(situations) for place in places[iri]])
            for name, text in zip(names, texts, strict=True):
                if text:
                    cells[name] = {"type": "literal", "value": text}
            bindings.append(cells)
        results = {"head": {"vars": [*columns, *names]}, "results": {"bindings": bindings}}
        parsed = ox.parse_query_results(json.dumps(results).encode(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(parsed, ox.QuerySolutions)  # noqa: S101 - what was written has bindings
        return Supported(
            parsed,
            rows=len(rows),
            without=sum(not situations for situations in found),
            unjoined=self._derivations.chains.missed,
        )

    def _texts(self, places: Iterable[Place]) -> tuple[str, str, str]:
        documents: dict[str, None] = {}
        annotations: dict[str, None] = {}
        sentences: dict[str, None] = {}
        for place in places:
            documents[readable(place.document_iri, prefixes=self._prefixes)] = None
            annotations[place.where] = None
            sentences[" ".join((place.sentence or place.quote or "").split())] = None
        return "\n".join(documents), "\n".join(annotations), "\n".join(filter(None, sentences))

    def _is_situation(self, term: object) -> bool:
        if not isinstance(term, ox.NamedNode):
            return False
        if term not in self._known:
            self._known[term] = any(True for _ in self._store.quads_for_pattern(term, _EVIDENCE, None, None))
        return self._known[term]

    def _situations(self, terms: Iterable[object]) -> set[str]:
        return {term.value for term in terms if isinstance(term, ox.NamedNode) and self._is_situation(term)}

    def _behind(self, pattern: _Pattern) -> list[set[str]]:
        """Situations that the pattern binds for each row without showing them."""
        found: dict[_Row, set[str]] = {}
        names, asked = pattern.situations()
        for key, bound in pattern.bindings(names, asked=asked) if names else ():
            found.setdefault(key, set()).update(self._situations(bound.values()))
        return [found.get(key, set()) for key in pattern.keys]

    def _derived(self, pattern: _Pattern) -> list[set[str]]:
        """Situations from which rules concluded the triples that each row rests on."""
        links = [link for link in pattern.links() if self._derivations.concludes(link)]
        names = sorted(frozenset().union(*(link.names for link in links)))
        asked = sorted({link.asked for link in links})
        concluded: dict[_Row, dict[ox.Triple, None]] = {}
        for key, bound in pattern.bindings(names, asked=asked) if links else ():
            triples = (triple for link in links for triple in triples_of(link, bound))
            concluded.setdefault(key, {}).update(dict.fromkeys(triples))
        behind = self._derivations.behind(triple for triples in concluded.values() for triple in triples)
        return [set().union(*(behind[triple] for triple in concluded.get(key, ()))) for key in pattern.keys]

    def _passed(self, pattern: _Pattern) -> list[set[str]]:
        """Situations on the shortest chains of links behind paths that repeat."""
        ways = pattern.ways()
        names = sorted(frozenset().union(*(way.given for way in ways)))
        bindings = list(pattern.bindings(names)) if ways else []
        found: dict[_Row, set[str]] = {}
        for way in ways:
            chains = self._derivations.on_the_way(way, [bound for _, bound in bindings])
            behind = self._derivations.behind(triple for _, triples in chains for triple in triples)
            for (key, _), (situations, triples) in zip(bindings, chains, strict=True):
                found.setdefault(key, set()).update(situations, *(behind[triple] for triple in triples))
        return [found.get(key, set()) for key in pattern.keys]


class _Pattern:
    """The pattern of a query, asked once more for what stands behind its rows.

    Attributes:
        keys: What each row is known by in `bindings`.
    """

    def __init__(self, opened: Opened, prepared: Prepared, columns: list[str], rows: list[_Row]) -> None:
        self._text = prepared.text
        self._query = parse(prepared.text, prefixes=prefixes(opened.base))
        self._asker = Asker(opened, prepared, self._query)
        where, values = self._query.where, self._query.values
        self._body = self._text[where.start : where.end] if where else ""
        self._values = self._text[values.start : values.end] if values else ""
        self._bound = bound_in(where) | {name_of(token) for token in (values.variables if values else ())}
        self._columns = columns
        plain = [name_of(column.variable) for column in self._query.columns if column.expression is None]
        self._plain = plain if self._query.columns else columns
        self._made = self._made_columns()
        # What tells rows apart; None where the pattern alone does not give it.
        self._shown = [*self._plain, *self._made] if self._body and self._bound.issuperset(self._plain) else None
        positions = [columns.index(name) for name in self._shown or ()]
        self.keys = [tuple(row[at] for at in positions) for row in rows]

    def _made_columns(self) -> dict[str, str]:
        """By name the columns that are made of the pattern's variables, as SELECT has them, aggregates not."""
        known, found = set(self._bound), {}
        for column in self._query.columns:
            expression = column.expression
            if expression is None or has_aggregate(expression):
                continue
            used = {name_of(token) for token in expression.tokens if token.kind == "var"}
            if used <= known and not any(token.key in _MADE_ANEW for token in expression.tokens):
                name = name_of(column.variable)
                known.add(name)
                found[name] = f"({self._text[expression.start : expression.end]} AS ?{name})"
        return found

    def situations(self) -> tuple[list[str], list[str]]:
        """Variables that stand for situations and are no columns: the query's, and ours between the steps of paths.

        Returns:
            The variables; the patterns that bind those of ours.
        """
        if not self._body:
            return [], []
        own = [name for name in sorted(self._bound - set(self._columns)) if self._holds_situations(name, self._body)]
        between = {
            name: link.asked
            for link in self.links()
            for name in sorted(link.between)
            if self._holds_situations(name, f"{self._body} {link.asked}")
        }
        return [*own, *between], sorted(set(between.values()))

    def _holds_situations(self, name: str, pattern: str) -> bool:
        return self._asker.any(f"{pattern} ?{name} <{BIZ}evidence> ?kgEvidence")

    def links(self) -> list[Link]:
        """The links that the pattern asks for and whose ends it shows to us."""
        if self._query.where is None:
            return []
        found = links_in(self._query.where, text=self._text, prefixes=self._query.absolute_prefixes)
        return [link for link in found if link.given <= self._bound]

    def ways(self) -> list[Way]:
        """The other paths that the pattern asks for and whose ends it shows to us."""
        if self._query.where is None:
            return []
        found = ways_in(self._query.where, text=self._text, prefixes=self._query.absolute_prefixes)
        return [way for way in found if way.given <= self._bound]

    def bindings(self, names: Sequence[str], *, asked: Sequence[str] = ()) -> Iterator[tuple[_Row, dict[str, object]]]:
        """The key of a row and what variables are bound to behind it, for each combination behind any row.

        Args:
            names: The variables to bind.
            asked: What to put behind the pattern.
        """
        shown = self._shown
        if shown is None or not (shown or names):
            return
        known = set(self.keys)
        variables = (f"?{name}" for name in dict.fromkeys([*self._plain, *names]))
        head = " ".join([*variables, *self._made.values()])
        where = f"{self._given(known)} {self._body} {' '.join(asked)}"
        for solution in self._asker.select(f"SELECT DISTINCT {head} {{ {where} }} {self._values}"):
            key = tuple(solution[name] for name in shown)
            if key in known:
                yield key, {name: solution[name] for name in names}

    def _given(self, known: Iterable[_Row]) -> str:
        """The rows that there are, where a LIMIT has left few of what the pattern matches."""
        rows = {key[: len(self._plain)] for key in known}
        terms = [term for row in rows for term in row]
        if self._query.limit is None or not self._plain or len(terms) > _FEW:
            return ""
        if not all(isinstance(term, ox.NamedNode | ox.Literal) for term in terms):
            return ""
        return values_of(self._plain, sorted(rows, key=str))


def _free(name: str, columns: Iterable[str]) -> str:
    """The name of a column of ours, with a `_` behind it where the query has one of this name."""
    while name in columns:
        name += "_"
    return name


def _json_term(term: object) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON Format has it (section 3.2.2)."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    else:
        cell["datatype"] = term.datatype.value
    return cell
