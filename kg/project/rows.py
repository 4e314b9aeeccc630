"""Rows of a projection: each is one situation (or document) that ties two nodes.

Rows that are not realised, denied or outside the asked time are left out and counted. What the graph says of a
situation is read in two goes: first what decides whether it counts, then, of those that do, when it holds and where it
stands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.project.asking import Term, ask, is_iri, table, thing_of, value_of
from kg.project.declaration import UNSTATED, Projection, status_of
from kg.project.intervals import Interval, parse_day
from kg.vocab import local_name

if TYPE_CHECKING:
    from kg.project.facts import Facts
    from kg.project.selection import Selection

Cells = dict[str, Term]
"""What a row binds, by column."""

Key = tuple[str, str, str]
"""Source, target and kind of an edge."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What decides whether a row counts, whatever the time.

    Attributes:
        kind: Local name of the kind of tie.
        situation: The situation, if the projection gives one.
        status: Notation of the status code.
        certainty: Notation of the certainty code; empty where it has none.
    """

    source: str
    target: str
    kind: str
    kind_iri: str
    situation: str | None
    status: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Row:
    """One reason for a tie.

    Attributes:
        tie: Who is tied, how, and in which situation.
        documents: IRIs of the documents that report it.
        interval: When it holds, if that is known.
        weight: What the query gives as weight; None where it gives none.
        sentence: IRI of a sentence to quote, where the query names one.
        money: Currency and sum, if the query gives both; the sum is None where the text gives no single figure.
        extra: The query's further columns that are bound.
    """

    tie: Tie
    documents: tuple[str, ...]
    interval: Interval | None
    weight: float | None
    sentence: str | None
    money: tuple[str, float | None] | None
    extra: tuple[tuple[str, Any], ...]


@dataclass(slots=True)
class Rows:
    """All rows of a projection, and what was left out.

    Attributes:
        kept: Rows by edge, in the order of the query.
        left_out: Number of situations by reason.
        seen: IRIs of the situations in any row that ties two nodes.
        unpaired: Those of the situations in any row that does not.
        kinds: IRIs of the kinds met, left-out ones too, by name.
    """

    kept: dict[Key, list[Row]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    unpaired: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)


def collect(facts: Facts, projection: Projection, selection: Selection, *, base: str) -> Rows:
    """Rows of a projection by edge, after the selection of status, certainty, kind and time.

    Raises:
        QueryError: The query is wrong, or binds a node, a situation, a document or a sentence to a literal, or a
            weight to no number.
    """
    names, lines = table(lambda: ask(facts.store, projection.query, base=base, path=str(projection.path)))
    found = [{name: term for name, term in zip(names, line, strict=True) if term} for line in lines]
    facts.know_codes(_situations(found))
    rows = Rows()
    out: dict[str, set[str]] = {}
    counting: list[tuple[str, Tie, Cells]] = []
    for number, cells in enumerate(found):
        situation = _thing(cells, "situation", projection)
        name = situation or f"row {number}"
        tie = _tie(cells, situation, facts, projection)
        if tie is None:
            rows.unpaired.add(name)
            continue
        rows.seen.add(name)
        rows.kinds[tie.kind] = tie.kind_iri
        reason = selection.refuses(tie, projection)
        if reason is None:
            counting.append((name, tie, cells))
        else:
            out.setdefault(reason, set()).add(name)
    _read(rows, counting, facts, projection, selection, out=out)
    kept = {row.tie.situation for group in rows.kept.values() for row in group}
    for reason, left in out.items():
        # A situation with several rows (three partners, say) is left out only where none of its rows is kept.
        rows.left_out[reason] = len(left - kept)
    rows.left_out = +rows.left_out
    return rows


def _situations(found: list[Cells]) -> set[str]:
    return {value_of(cells["situation"]) for cells in found if "situation" in cells}


def _read(
    rows: Rows,
    counting: list[tuple[str, Tie, Cells]],
    facts: Facts,
    projection: Projection,
    selection: Selection,
    *,
    out: dict[str, set[str]],
) -> None:
    """Complete the rows that count; those outside the asked time are added to `out`."""
    facts.know_situations(_situations([cells for _, _, cells in counting]))
    facts.know_labels({value_of(c[name]) for name in projection.extra for *_, c in counting if is_iri(c.get(name, ""))})
    for name, tie, cells in counting:
        row = _row(tie, cells, facts, projection)
        reason = selection.outside(row.interval)
        if reason is None:
            _keep(rows, row, projection)
        else:
            out.setdefault(reason, set()).add(name)


def _keep(rows: Rows, row: Row, projection: Projection) -> None:
    tie = row.tie
    key = (tie.source, tie.target, tie.kind)
    if not projection.directed or tie.kind in projection.symmetric:
        # A tie without direction is kept once, whichever way round the rows give it.
        back = (tie.target, tie.source, tie.kind)
        if key not in rows.kept and (back in rows.kept):
            key = back
    rows.kept.setdefault(key, []).append(row)


def _tie(cells: Cells, situation: str | None, facts: Facts, projection: Projection) -> Tie | None:
    """What a row ties; None where it does not bind two nodes."""
    source, target = (_thing(cells, name, projection, hint="nodes are IRIs") for name in ("source", "target"))
    if source is None or target is None or source == target:
        return None
    kind, status = cells.get("kind", ""), cells.get("status")
    kind_iri = value_of(kind) if kind else projection.name
    return Tie(
        source=source,
        target=target,
        kind=local_name(kind_iri) if is_iri(kind) else kind_iri,
        kind_iri=kind_iri,
        situation=situation,
        status=status_of(value_of(status)) if status else (facts.status(situation) if situation else UNSTATED),
        certainty=facts.certainty(situation) if situation else "",
    )


def _thing(cells: Cells, name: str, projection: Projection, *, hint: str = "it must be an IRI") -> str | None:
    term = cells.get(name)
    return None if term is None else thing_of(term, column=name, path=str(projection.path), hint=hint)


def _row(tie: Tie, cells: Cells, facts: Facts, projection: Projection) -> Row:
    situation = facts.situation(tie.situation) if tie.situation else None
    document = _thing(cells, "document", projection)
    documents = (document,) if document else (situation.documents if situation else ())
    return Row(
        tie=tie,
        documents=documents,
        interval=_interval(cells, documents, facts) or (situation.interval if situation else None),
        weight=_number(cells, "weight", projection),
        sentence=_thing(cells, "sentence", projection),
        money=_money(cells, projection),
        extra=tuple((name, facts.plain(cells[name])) for name in projection.extra if name in cells),
    )


def _interval(cells: Cells, documents: tuple[str, ...], facts: Facts) -> Interval | None:
    """What the query's own columns say of the time; the documents' dates where there is no situation to ask."""
    start = parse_day(value_of(cells["start"])) if "start" in cells else None
    end = parse_day(value_of(cells["end"])) if "end" in cells else None
    if start is None and "situation" not in cells:
        start = min((facts.issued[iri] for iri in documents if iri in facts.issued), default=None)
        basis = "published"
    else:
        basis = "stated"
    if start is None or (end is not None and end.last < start.first):
        return None
    if end is None:
        return Interval(start.first, None, start.precision, None, basis)
    return Interval(start.first, end.last, start.precision, end.precision, basis, "stated")


def _money(cells: Cells, projection: Projection) -> tuple[str, float | None] | None:
    if "currency" not in cells:
        return None
    return local_name(value_of(cells["currency"])), _number(cells, "amount", projection)


def _number(cells: Cells, name: str, projection: Projection) -> float | None:
    term = cells.get(name)
    if term is None:
        return None
    try:
        return float(value_of(term))
    except ValueError:
        raise QueryError(
            f"{name} is bound to {value_of(term)!r}", path=str(projection.path), hint="it must be a number"
        ) from None
