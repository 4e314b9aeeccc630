"""SPARQL Update on a graph that kg built: all writing goes to one named graph, `graph:manual`, which rebuilds keep.

What a document says is written by its annotations alone, so updates neither add to its graph nor take from it. Patterns
see the whole graph; templates write to the one graph. An update makes a new version of the graph, as a build does, so
readers go on undisturbed and a failing update changes nothing.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import changes
from kg.errors import QueryError, StoreError, UsageError, located
from kg.iri import named_graph
from kg.query import parser
from kg.query.cursor import Cursor
from kg.query.syntax import Statement
from kg.store import is_graph_folder, read_pointer, writing
from kg.vocab import prefixes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.query.header import StoredQuery

_REFUSED = ("LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, each part as SPARQL text with its braces.

    Attributes:
        delete: What is taken out; None for nothing.
        insert: What is put in; None for nothing.
        where: The pattern that binds their variables.
    """

    delete: str | None
    insert: str | None
    where: str = "{}"


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did.

    Attributes:
        added: Statements that `graph:manual` has and had not.
        removed: Statements that it had and has not.
        elsewhere: Statements to be removed that stand in other graphs, and stay.
    """

    added: int
    removed: int
    elsewhere: int


def parse_update(text: str, *, known: dict[str, str]) -> tuple[list[Operation], dict[str, str]]:
    """The operations of an update, and the prefixes that hold in them.

    Args:
        text: The update.
        known: Prefixes known without a declaration.

    Raises:
        QueryError: It is no update, or one that names graphs or loads files; with line and column.
    """
    cursor = Cursor(text, prefixes=known)
    operations: list[Operation] = []
    while True:
        parser.read_prologue(cursor)
        if cursor.at("end"):
            break
        operations.append(_operation(cursor))
        if not cursor.accept(";"):
            break
    if not cursor.at("end") or not operations:
        raise cursor.unexpected("INSERT or DELETE")
    return operations, cursor.prefixes


def _operation(cursor: Cursor) -> Operation:
    if cursor.at(*_REFUSED):
        raise cursor.error(
            f"{cursor.token.text.upper()} is refused", hint="use INSERT and DELETE; they write to graph:manual"
        )
    if cursor.accept("INSERT"):
        if cursor.accept("DATA"):
            return Operation(None, _data(cursor, word="INSERT"))
        return Operation(None, _template(cursor), _where(cursor))
    if not cursor.accept("DELETE"):
        raise cursor.unexpected("INSERT or DELETE")
    if cursor.accept("DATA"):
        start = cursor.index
        data = _data(cursor, word="DELETE")
        _refuse_blank_nodes(cursor, start)
        return Operation(data, None)
    start = cursor.index
    if cursor.accept("WHERE"):
        template = _template(cursor)
        _refuse_blank_nodes(cursor, start)
        return Operation(template, None, template)
    delete = _template(cursor)
    _refuse_blank_nodes(cursor, start)
    insert = _template(cursor) if cursor.accept("INSERT") else None
    return Operation(delete, insert, _where(cursor))


def _template(cursor: Cursor) -> str:
    start = cursor.token.start
    group = parser.read_pattern(cursor)
    for element in group.elements:
        if not isinstance(element, Statement):
            word = cursor.text[element.start : element.end].split(None, 1)[0]
            place = next(token for token in cursor.tokens if token.start == element.start)
            raise cursor.error(f"only triples can stand here, found {word}", hint="all are of graph:manual", at=place)
    return cursor.text[start : cursor.last_end]


def _data(cursor: Cursor, *, word: str) -> str:
    """A template without variables."""
    start = cursor.index
    template = _template(cursor)
    variable = next((token for token in cursor.since(start) if token.kind == "var"), None)
    if variable is not None:
        hint = f"write {word} {{ … }} WHERE {{ … }}"
        raise cursor.error("a variable is bound to nothing in DATA", hint=hint, at=variable)
    return template


def _refuse_blank_nodes(cursor: Cursor, start: int) -> None:
    """A blank node in what is taken out matches nothing (SPARQL 1.1 Update, section 3.1.3)."""
    blank = next((token for token in cursor.since(start) if token.kind == "blank" or token.key == "["), None)
    if blank is not None:
        message = "a blank node is none that there is, so nothing of it can be deleted"
        raise cursor.error(message, hint="write a variable", at=blank)


def _where(cursor: Cursor) -> str:
    if not cursor.accept("WHERE"):
        raise cursor.unexpected("WHERE")
    start = cursor.token.start
    parser.read_pattern(cursor)
    return cursor.text[start : cursor.last_end]


def update(folder: Path, *, stored: StoredQuery) -> Updated:
    """Carry out an update as a new version of a graph.

    What the rules derive is derived by builds, not here.

    Raises:
        UsageError: `folder` is an RDF file.
        QueryError: The update is wrong; with line and column.
        BusyError: Another process is writing the graph.
        StoreError: There is no graph, or it cannot be written.
    """
    if folder.is_file():
        raise UsageError(f"{str(folder)!r} is a file", hint="only a graph that kg built can be updated")
    if not is_graph_folder(folder):
        raise StoreError(f"there is no graph at {str(folder)!r}", hint="run 'kg build', or name the graph with -g")
    base = read_pointer(folder)["base"]
    with located(path=stored.path or stored.name):
        operations, known = parse_update(stored.text, known=prefixes(base))
    with writing(folder) as draft:
        draft.copy_previous()
        if draft.previous is not None:
            shutil.copyfile(draft.previous / "account.json", draft.path / "account.json")
        store = ox.Store(str(draft.path / "store"))
        writer = _Writer(store, graph=ox.NamedNode(named_graph(base, "manual")), known=known)
        before = writer.content()
        with located(path=stored.path or stored.name):
            for operation in operations:
                writer.apply(operation)
        after = writer.content()
        store.flush()
        if draft.previous is not None and changes.carry(draft.path, previous=draft.previous):
            found = changes.Changes(writer.quads(after - before), writer.quads(before - after))
            changes.record(draft.path, previous=draft.previous, changes=found)
        draft.publish(base=base)
    return Updated(added=len(after - before), removed=len(before - after), elsewhere=writer.elsewhere)


class _Writer:
    """Writes to one named graph of a store."""

    def __init__(self, store: ox.Store, *, graph: ox.NamedNode, known: dict[str, str]) -> None:
        self._store = store
        self._graph = graph
        self._known = known
        self.elsewhere = 0

    def content(self) -> set[ox.Triple]:
        """The statements of the graph."""
        return {quad.triple for quad in self._store.quads_for_pattern(None, None, None, self._graph)}

    def quads(self, triples: set[ox.Triple]) -> frozenset[ox.Quad]:
        """Statements as quads of the graph."""
        return frozenset(ox.Quad(triple.subject, triple.predicate, triple.object, self._graph) for triple in triples)

    def apply(self, operation: Operation) -> None:
        """One operation: first all is matched, then taken out, then put in (SPARQL 1.1 Update, section 3.1.3)."""
        gone = self._matched(operation.delete, operation.where)
        new = self._matched(operation.insert, operation.where)
        for triple in gone:
            quad = ox.Quad(triple.subject, triple.predicate, triple.object, self._graph)
            if quad in self._store:
                self._store.remove(quad)
            elif self._is_known(triple):
                self.elsewhere += 1
        self._store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, self._graph) for triple in new)

    def _is_known(self, triple: ox.Triple) -> bool:
        found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(True for _ in found)

    def _matched(self, template: str | None, where: str) -> list[ox.Triple]:
        if template is None:
            return []
        query = f"CONSTRUCT {template} WHERE {where}"
        try:
            found = self._store.query(query, use_default_graph_as_union=True, prefixes=self._known)
            return list(found) if isinstance(found, ox.QueryTriples) else []
        except (SyntaxError, RuntimeError) as error:
            raise QueryError(f"the engine refuses the update: {str(error).splitlines()[0]}") from error
