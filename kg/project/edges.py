"""From rows of a projection to edges: one edge a pair and kind, with what it rests on.

A row is one situation (or document) that ties two nodes. Rows that are not realised, denied or outside the asked time
are left out and counted; the rest is aggregated, never by the reader of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.project.declaration import STATUSES, UNSTATED, Projection, local_name, status_of
from kg.project.intervals import Interval, merged, parse_day
from kg.vocab import prefixes

if TYPE_CHECKING:
    from kg.project.facts import Facts, Quote
    from kg.project.selection import Selection

Key = tuple[str, str, str]

_PLACE = re.compile(r"error at (\d+):(\d+): ")


@dataclass(frozen=True, slots=True)
class Row:
    """One reason for a tie.

    Attributes:
        kind: Local name of the kind of tie.
        situations: IRI of the situation, if the projection gives one.
        status: Notation of the status code.
        certainty: Notation of the certainty code; empty where it has none.
        documents: IRIs of the documents that report it.
        interval: When it holds, if that is known.
        weight: What the query gives as weight; None where it gives none.
        sentence: IRI of a sentence to quote, where the query names one.
        money: Currency and sum, if the query gives both; the sum is None where the text gives no single figure.
        extra: The query's further columns that are bound.
    """

    source: str
    target: str
    kind: str
    kind_iri: str
    situation: str | None
    status: str
    certainty: str
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
        seen: IRIs of the situations in any row.
        kinds: Kinds met, left-out ones too; `statuses` likewise.
    """

    kept: dict[Key, list[Row]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    statuses: set[str] = field(default_factory=set)


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


def collect(facts: Facts, projection: Projection, selection: Selection, *, base: str) -> Rows:
    """Rows of a projection by edge, after the selection of status, certainty, kind and time.

    Raises:
        QueryError: The query is wrong, or binds a node to something that is no IRI.
    """
    rows = Rows()
    out: dict[str, set[str]] = {}
    number = 0
    answer = ask(facts.store, projection.query, base=base, path=str(projection.path))
    columns = [variable.value for variable in answer.variables]
    for number, solution in enumerate(answer):
        cells = {name: cell for name, cell in zip(columns, solution, strict=True) if cell is not None}
        row = _row(cells, facts, projection)
        if row is None:
            continue
        name = row.situation or f"row {number}"
        rows.seen.add(name)
        rows.kinds[row.kind] = row.kind_iri
        rows.statuses.add(row.status)
        reason = selection.refuses(row, projection)
        if reason is not None:
            out.setdefault(reason, set()).add(name)
            continue
        _keep(rows, row, projection)
    kept = {row.situation for group in rows.kept.values() for row in group}
    for reason, names in out.items():
        # A situation with several rows (three partners, say) is left out only where none of its rows is kept.
        rows.left_out[reason] = len(names - kept)
    rows.left_out = +rows.left_out
    return rows


def _keep(rows: Rows, row: Row, projection: Projection) -> None:
    key = (row.source, row.target, row.kind)
    if not projection.directed or row.kind in projection.symmetric:
        # A tie without direction is kept once, whichever way round the rows give it.
        back = (row.target, row.source, row.kind)
        if key not in rows.kept and (back in rows.kept):
            key = back
    rows.kept.setdefault(key, []).append(row)


def _row(cells: dict[str, Any], facts: Facts, projection: Projection) -> Row | None:
    source, target = (_iri(cells.get(name), name, projection) for name in ("source", "target"))
    if source is None or target is None or source == target:
        return None
    situation = cells.get("situation")
    known = facts.situation(situation.value) if isinstance(situation, ox.NamedNode) else None
    kind_iri = cells["kind"].value if "kind" in cells else projection.name
    document = cells.get("document")
    documents = (document.value,) if document is not None else (known.documents if known else ())
    status = status_of(cells["status"].value) if "status" in cells else (known.status if known else UNSTATED)
    weight = cells.get("weight")
    sentence = cells.get("sentence")
    return Row(
        source=source,
        target=target,
        kind=local_name(kind_iri) if isinstance(cells.get("kind"), ox.NamedNode) else kind_iri,
        kind_iri=kind_iri,
        situation=situation.value if situation is not None else None,
        status=status,
        certainty=known.certainty if known else "",
        documents=documents,
        interval=_interval(cells, documents, facts) or (known.interval if known else None),
        weight=float(weight.value) if weight is not None else None,
        sentence=sentence.value if sentence is not None else None,
        money=_money(cells),
        extra=tuple((name, facts.plain(cells[name])) for name in projection.extra if name in cells),
    )


def _iri(cell: Any, name: str, projection: Projection) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, ox.Literal):
        raise QueryError(
            f"{name} is bound to the literal {cell.value!r}", path=str(projection.path), hint="nodes are IRIs"
        )
    return str(cell.value)


def _interval(cells: dict[str, Any], documents: tuple[str, ...], facts: Facts) -> Interval | None:
    """What the query's own columns say of the time; the documents' dates where there is no situation to ask."""
    start = parse_day(cells["start"].value) if "start" in cells else None
    end = parse_day(cells["end"].value) if "end" in cells else None
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


def _money(cells: dict[str, Any]) -> tuple[str, float | None] | None:
    if "currency" not in cells:
        return None
    amount = cells.get("amount")
    return local_name(cells["currency"].value), float(amount.value) if amount is not None else None


def attributes(rows: list[Row], facts: Facts, projection: Projection) -> dict[str, Any]:
    """Attributes of one edge (at least one row), plain Python values; what is not known is absent."""
    rows = _latest(rows, facts)
    documents = sorted({iri for row in rows for iri in row.documents})
    dates = sorted(facts.issued[iri].first for iri in documents if iri in facts.issued)
    weights = [row.weight for row in rows if row.weight is not None]
    found: dict[str, Any] = {
        "kind": rows[0].kind,
        "label": kind_label(rows[0], facts),
        "weight": _whole(sum(weights)) if weights else max(len(documents), 1),
        "documents": len(documents),
    }
    if dates:
        found |= {"first": dates[0], "last": dates[-1]}
    if projection.directed:
        found["symmetric"] = rows[0].kind in projection.symmetric
    if any(row.situation for row in rows):
        found |= _situation_attributes(rows)
    found |= _times([row.interval for row in rows if row.interval])
    found |= _quote(rows, facts)
    found |= _sums(rows, facts)
    return found | _further(rows, projection)


def _further(rows: list[Row], projection: Projection) -> dict[str, Any]:
    """The query's own columns: the list of all values, or that of the latest report."""
    found: dict[str, Any] = {}
    for row in rows:
        for name, value in row.extra:
            if name not in projection.lists:
                found.setdefault(name, value)
            elif value not in found.setdefault(name, []):
                found[name].append(value)
    return {name: sorted(found[name], key=_sortable) if name in projection.lists else found[name] for name in found}


def _sortable(value: Any) -> tuple[str, Any]:
    return type(value).__name__, value


def kind_label(row: Row, facts: Facts) -> str:
    """The kind as people say it, in the chosen language."""
    label = row.kind if row.kind_iri == row.kind else facts.label(row.kind_iri)
    return spoken(label) if label == row.kind else label


def spoken(name: str) -> str:
    """A name in one word as several words.

    Example:
        >>> spoken("partnerOf"), spoken("MarketRanking"), spoken("owns shares of")
        ('partner of', 'market ranking', 'owns shares of')
    """
    return name if " " in name else re.sub(r"(?<!^)(?=[A-Z][a-z])", " ", name).lower()


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


def _latest(rows: list[Row], facts: Facts) -> list[Row]:
    """Rows from the latest report to the earliest; equal dates in a fixed order."""
    if len(rows) == 1:
        return rows

    def date(row: Row) -> str:
        return max((facts.issued[iri].first for iri in row.documents if iri in facts.issued), default="")

    return sorted(rows, key=lambda row: (date(row), _rank(row.status), row.situation or ""), reverse=True)


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else -1


def _situation_attributes(rows: list[Row]) -> dict[str, Any]:
    certainties = sorted({row.certainty for row in rows if row.certainty})
    found: dict[str, Any] = {
        "status": rows[0].status,
        "statuses": sorted({row.status for row in rows}, key=lambda status: (_rank(status), status)),
        "situations": sorted({row.situation for row in rows if row.situation}),
    }
    return found | ({"certainties": certainties} if certainties else {})


def _times(intervals: list[Interval]) -> dict[str, Any]:
    if not intervals:
        return {}
    spells = merged(intervals)
    first, last = spells[0], spells[-1]
    found: dict[str, Any] = {"start": first.start}
    if last.end:
        found["end"] = last.end
    found |= {"start_precision": first.start_precision, "start_basis": first.start_basis}
    if last.end:
        found |= {"end_precision": last.end_precision, "end_basis": last.end_basis}
    if len(spells) > 1:
        found["spells"] = [(spell.start, spell.end) for spell in spells]
    return found


def _quote(rows: list[Row], facts: Facts) -> dict[str, Any]:
    """One sentence, from the latest report that has one; of several of one day the one in the chosen language."""
    found: list[tuple[str, Quote]] = []
    for row in rows:
        quote = _quote_of(row, facts)
        if quote:
            day = facts.issued.get(quote.document)
            found.append((day.first if day else "", quote))
            if len(rows) == 1 or found[0][0] != found[-1][0]:
                break
    if not found:
        # No sentence in the graph holds the tie: the document is all there is to lead back to.
        latest = next((row.documents[0] for row in rows if row.documents), None)
        return {"quote_source": latest, "quote_title": facts.title(latest)} if latest else {}
    same_day = [quote for date, quote in found if date == found[0][0]]
    chosen = same_day[0]
    if len(same_day) > 1:
        chosen = next((quote for quote in same_day if facts.speaks(quote.document)), chosen)
    words = {"quote": chosen.text, "quote_source": chosen.span, "quote_title": facts.title(chosen.document)}
    return words | ({"quote_date": found[0][0]} if found[0][0] else {})


def _quote_of(row: Row, facts: Facts) -> Quote | None:
    if row.sentence:
        return facts.quoted(row.sentence)
    if row.situation:
        return facts.quote(facts.situation(row.situation))
    return facts.quote_naming(row.documents, {row.source, row.target} - set(row.documents))


def _sums(rows: list[Row], facts: Facts) -> dict[str, float]:
    """Sum of the amounts, one attribute a currency; of several reports of one event only the latest counts."""
    sums: dict[str, float] = {}
    counted: set[tuple[str, str]] = set()
    for row in rows:
        currency, amount = row.money or ("", None)
        if row.situation is None or amount is None:
            continue
        # Another amount of the same situation (in another currency, or a second sum) is no second report of it.
        others = {(iri, currency) for iri in facts.situation(row.situation).same if iri != row.situation}
        if not counted & others:
            sums[currency] = sums.get(currency, 0.0) + amount
            counted.add((row.situation, currency))
    return {f"amount_{currency}": sums[currency] for currency in sorted(sums)}
