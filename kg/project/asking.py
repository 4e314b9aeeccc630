"""Asking a store for much at once: solutions as one text, and statements of many subjects by one query.

Crossing from the store to Python costs about a microsecond a term, and looking a term up on disk several; so answers
come as SPARQL's tab-separated values in one piece, and only what is needed is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.vocab import local_name, prefixes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

Term = str
"""A term as SPARQL 1.1 Query Results TSV writes it: `<iri>`, `"text"@en`, `"1"^^<iri>`, a bare number; "" for none."""

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "\\": "\\"}
_WRITTEN = str.maketrans({character: f"\\{letter}" for letter, character in _ESCAPED.items()})
_UNNAMED = re.compile(r'\A_:|[\x00-\x20<>"{}|^`\\]')
"""What cannot stand between < and > (SPARQL 1.1, IRIREF)."""

_SCAN_WORTH = 3
"""To read all statements of a predicate is cheaper than to look subjects up, up to so many statements a subject:
measured on stores on disk, where a look-up takes 20 microseconds and a statement that is read 6."""


def ask(store: ox.Store, query: str, *, base: str, path: str) -> ox.QuerySolutions:
    """Solutions of a projection's query over the union of all graphs.

    Raises:
        QueryError: It is not SPARQL, or not a SELECT.
    """
    try:
        answer = store.query(query, prefixes=prefixes(base), use_default_graph_as_union=True)
    except SyntaxError as error:
        # pyoxigraph 0.5.13 puts the place into the message only.
        place = _PLACE.match(error.msg)
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        rest = query.splitlines()[line - 1][column - 1 :] if line and column else error.msg
        raise QueryError(f"not valid SPARQL near {rest.strip()!r}", path=path, line=line, column=column) from error
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("a projection must be a SELECT query", path=path)
    return answer


def table(solutions: Callable[[], ox.QuerySolutions]) -> tuple[list[str], list[list[Term]]]:
    """Names of the columns, and the rows of terms.

    Args:
        solutions: Asks the query; called again if its answer does not fit into tab-separated values.
    """
    answer = solutions()
    names = [variable.value for variable in answer.variables]
    text = (answer.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode()
    rows = [line.split("\t") for line in text.split("\n")[1:-1]]
    # A line end within the one cell of a row makes two rows of it, which the number of their cells does not tell.
    is_cut = len(names) == 1 and any(term.startswith("<") != term.endswith(">") for (term, *_) in rows)
    if is_cut or not set(map(len, rows)) <= {len(names)}:
        # Tabs and line ends in IRIs, which stores take from files that break the standard, are not escaped.
        rows = [[_written(term) for term in solution] for solution in solutions()]
    return names, rows


def _written(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Term:
    if isinstance(term, ox.NamedNode):
        return f"<{term.value}>"
    if isinstance(term, ox.Literal):
        kind = f"@{term.language}" if term.language else f"^^<{term.datatype.value}>"
        return f'"{term.value.translate(_WRITTEN)}"{kind}'
    return "" if term is None else str(term)


def value_of(term: Term) -> str:
    r"""The IRI, the blank node as `_:label`, or the lexical form.

    Example:
        >>> value_of("<urn:a>"), value_of('"a\\tb"@en'), value_of("1.5"), value_of("_:b")
        ('urn:a', 'a\tb', '1.5', '_:b')
    """
    if term[0] == "<" and term[1] != "<":
        return term[1:-1]
    if term[0] == '"':
        text = term[1 : term.rindex('"')]
        return _ESCAPE.sub(_unescaped, text) if "\\" in text else text
    return term


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[1], found[0])


def thing_of(term: Term, *, column: str, path: str, hint: str = "it must be an IRI") -> str:
    """The IRI or the blank node that a column is bound to.

    Raises:
        QueryError: It is bound to a literal.
    """
    if is_literal(term):
        raise QueryError(f"{column} is bound to the literal {value_of(term)!r}", path=path, hint=hint)
    return value_of(term)


def is_iri(term: Term) -> bool:
    """Whether a term is an IRI."""
    return term.startswith("<") and not term.startswith("<<")


def is_literal(term: Term) -> bool:
    """Whether a term is a literal: what is neither an IRI, nor a blank node, nor a triple."""
    return bool(term) and not term.startswith(("<", "_:"))


def language_of(term: Term) -> str:
    """The language of a literal without its region, lower case; empty where it has none.

    Example:
        >>> language_of('"colour"@en-gb'), language_of('"@fr"')
        ('en', '')
    """
    _, marked, tag = term[term.rfind('"') :].partition("@")
    return tag.partition("-")[0].lower() if marked and "^^" not in tag else ""


def datatype_of(term: Term) -> str:
    """Local name of a literal's datatype.

    Example:
        >>> datatype_of("-7"), datatype_of("1.5"), datatype_of("true"), datatype_of('"x"')
        ('integer', 'decimal', 'boolean', 'string')
    """
    if term[0] == '"':
        _, typed, iri = term[term.rindex('"') :].partition("^^")
        return local_name(iri[1:-1]) if typed else "string"
    if term in ("true", "false"):
        return "boolean"
    return "integer" if term.lstrip("+-").isdecimal() else "decimal"


class Statements:
    """Objects by predicate and subject, remembered; those of many subjects can be asked for beforehand."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known: dict[str, dict[str, Sequence[Term]]] = {}

    def terms(self, subject: str, predicate: str) -> Sequence[Term]:
        """Objects of the statements of a subject and a predicate, in no order."""
        known = self._known.setdefault(predicate, {})
        found = known.get(subject)
        if found is None:
            try:
                node = ox.BlankNode(subject[2:]) if subject.startswith("_:") else ox.NamedNode(subject)
            except ValueError:
                # An IRI that breaks the standard, which only a lenient reader lets into a store.
                self.know((subject,), predicate)
                return known[subject]
            quads = self._store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
            found = known[subject] = [_written(quad.object) for quad in quads]
        return found

    def values(self, subject: str, predicate: str) -> list[str]:
        """The same as plain text, sorted, each once."""
        found = self.terms(subject, predicate)
        if len(found) > 1:
            return sorted({value_of(term) for term in found})
        return [value_of(found[0])] if found else []

    def know(self, subjects: Iterable[str], *predicates: str) -> None:
        """Ask for the statements of many subjects; afterwards `terms` and `values` have them.

        Cost: the smaller of all statements of a predicate, and one look-up a subject.
        """
        for predicate in predicates:
            known = self._known.setdefault(predicate, {})
            missing = {subject for subject in subjects if subject not in known}
            if not missing:
                continue
            # Blank nodes, and IRIs that break the standard, cannot be named in a query.
            scan = any(map(_UNNAMED.search, missing)) or self._fewer(predicate, _SCAN_WORTH * len(missing))
            known |= dict.fromkeys(missing, ())
            known |= self._scanned(predicate, missing) if scan else self._looked_up(predicate, missing)

    def subjects(self, predicate: str, object_: str) -> set[str]:
        """Subjects of the statements with a predicate and an object."""
        rows = self._rows(f"SELECT DISTINCT ?s {{ ?s <{predicate}> <{object_}> }}")
        return {value_of(term) for (term,) in rows}

    def pairs(self, predicate: str) -> Iterable[tuple[str, Term]]:
        """Subject and object of every statement with a predicate."""
        return ((value_of(subject), term) for subject, term in self._rows(f"SELECT ?s ?o {{ ?s <{predicate}> ?o }}"))

    def _rows(self, query: str) -> list[list[Term]]:
        def solutions() -> ox.QuerySolutions:
            answer = self._store.query(query, use_default_graph_as_union=True)
            assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - all queries of this class are SELECT
            return answer

        return table(solutions)[1]

    def _fewer(self, predicate: str, number: int) -> bool:
        """Whether a predicate has at most so many statements."""
        ((count,),) = self._rows(
            f"SELECT (COUNT(*) AS ?n) {{ SELECT ?s {{ ?s <{predicate}> ?o }} LIMIT {number + 1} }}"
        )
        return int(value_of(count)) <= number

    def _scanned(self, predicate: str, subjects: Collection[str]) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for subject, term in self.pairs(predicate):
            if subject in subjects:
                found.setdefault(subject, []).append(term)
        return found

    def _looked_up(self, predicate: str, subjects: Iterable[str]) -> dict[str, list[Term]]:
        # Numbers instead of IRIs in the answer: they need no look-up.
        asked = list(subjects)
        numbered = " ".join(f"(<{subject}> {number})" for number, subject in enumerate(asked))
        try:
            rows = self._rows(f"SELECT ?n ?o {{ VALUES (?s ?n) {{ {numbered} }} ?s <{predicate}> ?o }}")
        except SyntaxError:
            # A relative IRI, say, which only a lenient reader lets into a store.
            return self._scanned(predicate, set(asked))
        found: dict[str, list[Term]] = {}
        for number, term in rows:
            found.setdefault(asked[int(number)], []).append(term)
        return found
