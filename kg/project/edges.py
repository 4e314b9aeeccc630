"""From rows of a projection to edges: one edge a pair and kind, with what it rests on.

The rows of one edge are aggregated here, never by the reader of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.project.declaration import STATUSES, Projection
from kg.project.intervals import Interval, merged
from kg.project.quotes import Quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.project.facts import Facts
    from kg.project.quotes import Quote
    from kg.project.rows import Row, Rows, Tie


def edges(rows: Rows, facts: Facts, projection: Projection) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Source, target, kind and attributes of all edges, sorted."""
    groups = {key: _latest(rows.kept[key], facts) for key in sorted(rows.kept)}
    quotes = Quotes(facts)
    _know(groups.values(), facts, quotes)
    return [(*key, attributes(group, quotes, projection)) for key, group in groups.items()]


def _know(groups: Iterable[list[Row]], facts: Facts, quotes: Quotes) -> None:
    """Read at one go what all edges need: labels of kinds, words to quote, reports of one event."""
    first = [row for group in groups for row in _worth_quoting(group, facts)]
    if not all(row.sentence or row.tie.situation for row in first):
        facts.know_entities({node for row in first for node in (row.tie.source, row.tie.target)})
    quotes.know({span for row in first for span in _spans(row, quotes)})
    facts.know_same({row.tie.situation for group in groups for row in group if row.money and row.tie.situation})


def _worth_quoting(rows: list[Row], facts: Facts) -> list[Row]:
    """The rows of the day of the latest report, and one more: where quotes are looked for first."""
    day = _date(rows[0], facts)
    number = next((number for number, row in enumerate(rows) if _date(row, facts) != day), len(rows))
    return rows[: number + 1]


def attributes(rows: list[Row], quotes: Quotes, projection: Projection) -> dict[str, Any]:
    """Attributes of one edge, plain Python values; what is not known is absent.

    Args:
        rows: At least one, from the latest report to the earliest.
        quotes: What the graph can be quoted with.
        projection: Where the rows come from.
    """
    facts, tie = quotes.facts, rows[0].tie
    documents = sorted({iri for row in rows for iri in row.documents})
    dates = sorted(facts.issued[iri].first for iri in documents if iri in facts.issued)
    weights = [row.weight for row in rows if row.weight is not None]
    found: dict[str, Any] = {
        "kind": tie.kind,
        "label": kind_label(tie, facts),
        "weight": _whole(sum(weights)) if weights else max(len(documents), 1),
        "documents": len(documents),
    }
    if dates:
        found |= {"first": dates[0], "last": dates[-1]}
    if projection.directed:
        found["symmetric"] = tie.kind in projection.symmetric
    if any(row.tie.situation for row in rows):
        found |= _situation_attributes(rows)
    found |= _times([row.interval for row in rows if row.interval])
    found |= _quote(rows, quotes)
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


def kind_label(tie: Tie, facts: Facts) -> str:
    """The kind as people say it, in the chosen language."""
    label = tie.kind if tie.kind_iri == tie.kind else facts.label(tie.kind_iri)
    return spoken(label) if label == tie.kind else label


def spoken(name: str) -> str:
    """A name in one word as several words; a name of several words and an IRI as they are.

    Example:
        >>> spoken("partnerOf"), spoken("MarketRanking"), spoken("owns shares of")
        ('partner of', 'market ranking', 'owns shares of')
    """
    return name if " " in name or "/" in name else re.sub(r"(?<!^)(?=[A-Z][a-z])", " ", name).lower()


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


def _latest(rows: list[Row], facts: Facts) -> list[Row]:
    """Rows from the latest report to the earliest; equal dates in a fixed order."""
    if len(rows) == 1:
        return rows
    return sorted(
        rows, key=lambda row: (_date(row, facts), _rank(row.tie.status), row.tie.situation or ""), reverse=True
    )


def _date(row: Row, facts: Facts) -> str:
    """The day of a row's latest report; empty where no document has a date."""
    return max((facts.issued[iri].first for iri in row.documents if iri in facts.issued), default="")


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else -1


def _situation_attributes(rows: list[Row]) -> dict[str, Any]:
    certainties = sorted({row.tie.certainty for row in rows if row.tie.certainty})
    found: dict[str, Any] = {
        "status": rows[0].tie.status,
        "statuses": sorted({row.tie.status for row in rows}, key=lambda status: (_rank(status), status)),
        "situations": sorted({row.tie.situation for row in rows if row.tie.situation}),
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


def _quote(rows: list[Row], quotes: Quotes) -> dict[str, Any]:
    """One sentence, from the latest report that has one; of several of one day the one in the chosen language."""
    found: list[tuple[str, Quote]] = []
    for row in rows:
        quote = _quote_of(row, quotes)
        if quote:
            day = quotes.facts.issued.get(quote.document)
            found.append((day.first if day else "", quote))
            if len(rows) == 1 or found[0][0] != found[-1][0]:
                break
    if not found:
        # No sentence in the graph holds the tie: the document is all there is to lead back to.
        latest = next((row.documents[0] for row in rows if row.documents), None)
        return {"quote_source": latest, "quote_title": quotes.title(latest)} if latest else {}
    same_day = [quote for date, quote in found if date == found[0][0]]
    chosen = same_day[0]
    if len(same_day) > 1:
        chosen = next((quote for quote in same_day if quotes.speaks(quote.document)), chosen)
    words = {"quote": chosen.text, "quote_source": chosen.span, "quote_title": quotes.title(chosen.document)}
    return words | ({"quote_date": found[0][0]} if found[0][0] else {})


def _quote_of(row: Row, quotes: Quotes) -> Quote | None:
    if row.tie.situation and not row.sentence:
        return quotes.quote(quotes.facts.situation(row.tie.situation))
    spans = _spans(row, quotes)
    return quotes.quoted(spans[0]) if spans else None


def _spans(row: Row, quotes: Quotes) -> Sequence[str]:
    """What can be quoted for a row: one sentence, or, where a situation has none, all of its evidence."""
    if row.sentence:
        return (row.sentence,)
    if row.tie.situation:
        situation = quotes.facts.situation(row.tie.situation)
        sentence = quotes.sentence(situation)
        return (sentence,) if sentence else situation.spans
    sentence = quotes.sentence_naming(row.documents, {row.tie.source, row.tie.target} - set(row.documents))
    return (sentence,) if sentence else ()


def _sums(rows: list[Row], facts: Facts) -> dict[str, float]:
    """Sum of the amounts, one attribute a currency; of several reports of one event only the latest counts."""
    sums: dict[str, float] = {}
    counted: set[tuple[str, str]] = set()
    for row in rows:
        currency, amount = row.money or ("", None)
        if row.tie.situation is None or amount is None:
            continue
        # Another amount of the same situation (in another currency, or a second sum) is no second report of it.
        others = {(iri, currency) for iri in facts.same(row.tie.situation) if iri != row.tie.situation}
        if not counted & others:
            sums[currency] = sums.get(currency, 0.0) + amount
            counted.add((row.tie.situation, currency))
    return {f"amount_{currency}": sums[currency] for currency in sorted(sums)}
