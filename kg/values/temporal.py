"""Dates and periods."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from kg.values import symbols as s
from kg.values.calendar import OPEN_END, OPEN_START, Span
from kg.values.days import numeric_date
from kg.values.hedges import NO_HEDGES, Hedges, hedges_of
from kg.values.moment import Bag, Context, Moment
from kg.values.moments import HANDLERS, WEEKDAYS
from kg.values.temporal_words import temporal_items
from kg.values.time_ranges import range_of
from kg.values.value import Value

if TYPE_CHECKING:
    from kg.values.languages.language import Language
    from kg.values.symbols import Item

_MONTH_FIRST: Final = frozenset(("US", "PH", "FM", "PW"))


_REFUSED: Final = frozenset((s.UNKNOWN, s.SAME, s.FEW))  # unknown, named elsewhere, or vague


def read_time(
    folded: str, *, kind: str, language: Language, region: str | None, reference_date: dt.date | None
) -> Value | None:
    """Return the date or period that a folded text names, or None."""
    items = temporal_items(folded, language=language)
    if not items or not _REFUSED.isdisjoint([symbol for symbol, _ in items]):
        return None
    order = language.date_order
    if order == "ambiguous" and region is not None:
        order = "mdy" if region in _MONTH_FIRST else "dmy"
    context = Context(reference_date, order)
    return time_of(items, kind=kind, context=context)


def time_of(items: list[Item], *, kind: str, context: Context) -> Value | None:
    """Return the date or period that all of `items` name, or None."""
    found = hedges_of(items)
    if found is None:
        return None
    hedges, core = found
    if kind == "period" and hedges.qualifier == "by-deadline" and [symbol for symbol, _ in core] == [s.LENGTH, s.HENCE]:
        hedges, core = NO_HEDGES, [core[0], (s.WITHIN, None)]  # "entro 5 giorni" as a period is those five days
    moment = moment_of(core, context) or range_of(core, context, moment_of)
    if moment is None or not moment.spans:
        return None
    if moment.relative and s.LENGTH in [symbol for symbol, _ in core] and not _is_range(moment):
        moment = _beside(moment, core, hedges, context) if hedges.qualifier in _OPEN else moment
        if moment is None or (kind == "period" and not _is_range(moment)):
            return None  # "in three years" names a point, not a period
        if hedges.qualifier != "by-deadline":
            hedges = hedges._replace(qualifier="approximate" if moment.approximate else "exact")
    if hedges.qualifier == "by-deadline" and hedges.modifier == "end" and not moment.fiscal:
        moment, hedges = _last_day(moment), hedges._replace(modifier=None)
    return _value_of(moment, hedges, kind=kind, context=context)


def moment_of(items: list[Item], context: Context) -> Moment | None:
    """Return the single time that all of `items` name, or None; dashes and "to" between numbers join them."""
    letters = "".join([symbol for symbol, _ in items])
    if not _JOINTS.isdisjoint(letters):
        if letters not in _DASHED:
            return None
        items = [item for item in items if item[0] != s.MINUS]
        letters = letters.replace(s.MINUS, "")
    bag: Bag = {"letters": [letters]}
    for symbol, payload in items:
        bag.setdefault(symbol, []).append(payload)
    if letters in _THREE_NUMBERS:
        return numeric_date([payload for _, payload in items if _ != s.WEEKDAY], context)
    shape = "".join(sorted(letters))
    table = WEEKDAYS if _NTH_WEEKDAY in letters and shape in WEEKDAYS else HANDLERS
    handler = table.get(shape) or WEEKDAYS.get(shape)
    return None if handler is None else handler(bag, context)


_NTH_WEEKDAY: Final = s.ORDINAL + s.WEEKDAY
_THREE_NUMBERS: Final = frozenset(("ddd", "ddy", "ydd", "wddy", "wddd"))
_DASHED: Final = frozenset(
    (
        "d-d-y",
        "y-d-d",
        "d-d-d",
        "d-y",
        "y-d",
        "m-d",
        "d-m",
        "y-m-d",
        "d-m-y",
        "d-m-d",
        "y-m",
        "m-y",
        "d-d",
        "Q-y",
        "Y-y",
        "y-Q",
        "Q-d",
    )
)


_JOINTS: Final = frozenset((s.MINUS, s.TO, s.AND))


def _is_range(moment: Moment) -> bool:
    return all(span.precision == "range" for span in moment.spans.values())


_OPEN: Final = frozenset(("more-than", "less-than", "at-least", "at-most"))


def _beside(moment: Moment, core: list[Item], hedges: Hedges, context: Context) -> Moment | None:
    """Return "more than two weeks ago" as the time up to that day, "less than two weeks ago" as the time since it."""
    point = moment.spans[""].start
    days = next((payload for symbol, payload in core if symbol == s.ANCHOR), 0)
    if context.today is None or moment.approximate:
        return None
    anchor = context.today + dt.timedelta(days=days)
    if hedges.qualifier in {"less-than", "at-most"}:
        return Moment({"": Span(min(point, anchor), max(point, anchor), "range")}, relative=True)
    return Moment(
        {"": Span(OPEN_START, point, "range") if point < anchor else Span(point, OPEN_END, "range")}, relative=True
    )


def _last_day(moment: Moment) -> Moment:
    """Return the last day of each span: "by the end of March" is a day."""
    day = dt.timedelta(days=1)
    spans = {key: Span(span.end - day, span.end, "day") for key, span in moment.spans.items()}
    return moment._replace(spans=spans)


def _value_of(moment: Moment, hedges: Hedges, *, kind: str, context: Context) -> Value | None:
    first = next(iter(moment.spans.values()))
    bounded = _is_bounded(first, moment, hedges, kind=kind)
    fields: dict[str, Any] = {"datatype": "xsd:date" if bounded else _DATATYPES[first.precision]}
    if len(moment.spans) > 1:
        fields["ambiguous"] = True
        fields["candidates"] = {
            name: _bounds(span) if bounded else _lexical(span) for name, span in moment.spans.items()
        }
    elif bounded:
        fields |= _bounds(first)
    else:
        fields["value"] = _lexical(first)
    if moment.otherwise is not None:
        fields["ambiguous"] = True
        fields["candidates"] = {"end excluded": _bounds(first), "end included": _bounds(moment.otherwise)}
    if bounded and first.precision != "range":
        fields["precision"] = first.precision
    if hedges is not NO_HEDGES:
        fields |= {"qualifier": hedges.qualifier, "strict": hedges.strict, "modifier": hedges.modifier}
    if moment.fiscal:
        fields["fiscal"] = True
    if moment.relative and context.today:
        fields["basis"] = context.today.isoformat()
    return Value(kind="period" if bounded else kind, **fields)


_DATATYPES: Final = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}


def _is_bounded(span: Span, moment: Moment, hedges: Hedges, *, kind: str) -> bool:
    """Return whether the value is given by its bounds: periods, unless only a part of one or a deadline is named."""
    if span.precision not in _DATATYPES:
        return True
    return (
        kind == "period"
        and not moment.fiscal
        and hedges.modifier is None
        and hedges.qualifier in {"exact", "approximate"}
    )


def _bounds(span: Span) -> dict[str, Any]:
    return {
        "start": None if span.start == OPEN_START else span.start.isoformat(),
        "end_exclusive": None if span.end == OPEN_END else span.end.isoformat(),
    }


def _lexical(span: Span) -> str:
    written = span.start.isoformat()
    return written[: _LENGTHS[span.precision]]


_LENGTHS: Final = {"day": 10, "month": 7, "year": 4}
