"""Single dates and periods: what each shape of items means.

A shape is the letters of the items (see `symbols`), sorted; the order of the words does not matter except among bare
numbers. Each function here takes the payloads by letter and gives the spans the words may mean.
"""

from __future__ import annotations

from typing import Final

from kg.values import calendar as c
from kg.values.days import (
    bare_number,
    bare_ordinal,
    day_month_short_year,
    day_month_year,
    month_short_year,
    month_year,
    named_month,
    numeric_day,
    numeric_month,
    ordinal_month,
    whole_year,
)
from kg.values.lengths import after_anchor, before_anchor, last_or_next_length, length_ago, length_hence, within_length
from kg.values.moment import CENTURY, LAST_DAY, Bag, Context, Handler, Moment, certain, past_and_future
from kg.values.parts import first_or_last_of, part_of_month
from kg.values.relatives import (
    anchored_day,
    month_of_relative_year,
    named_weekday,
    nth_weekday,
    ordinal_of_relative,
    quarter_of_relative_year,
    relative_day,
    relative_fiscal,
    relative_month,
    relative_unit,
    relative_weekday,
    rest_of,
    unit_alone,
    weekday_of_week,
    weekday_with_number,
)
from kg.values.year_parts import (
    around_today,
    fiscal_year,
    half_alone,
    half_year,
    marked_decade,
    named_decade,
    number_of_year,
    ordinal_unit_year,
    part_of_year,
    quarter_alone,
    quarter_year,
    unit_year,
)


def _ordinal_unit(bag: Bag, context: Context) -> Moment | None:
    """Return the 21st century, the third quarter (of the year before or after), week 10 (of this year)."""
    number, unit = (bag.get("o") or bag["d"])[0], bag["U"][0]
    if unit.name == "century":
        return certain(c.months_span(CENTURY * (number - 1), 1, 1200, "century")) if 1 < number < LAST_DAY else None
    if "d" in bag and unit.name in {"year", "decade"}:
        return number_of_year(number, unit)
    letters = bag["letters"][0]
    if "o" in bag and unit.name in {"week", "month"} and letters.index("o") > letters.index("U"):
        return _unit_around_date(bag, context)
    if context.today is None:
        return None
    if unit.name == "week":
        return certain(c.iso_week(context.today.year, number), relative=True)
    return around_today(context, lambda year: part_of_year(year, number, unit))


def _nth_of_month(bag: Bag, context: Context) -> Moment | None:
    """Return "la première semaine d'octobre", "the last week of July", "second half of March 2024"."""
    letters, unit = bag["letters"][0], bag["U"][0]
    if "r" in bag and unit.name == "year":
        return month_of_relative_year(bag, context)
    if "o" in bag and letters.index("o") > letters.index("U"):
        return _unit_around_date(bag, context)
    number = bag["o"][0] if "o" in bag else -1
    if "r" in bag and bag["r"][0][0] != -1:
        return None
    if "y" in bag:
        whole = c.months_span(bag["y"][0], bag["m"][0], 1, "month") if "m" in bag else c.year_span(bag["y"][0])
        return whole and part_of_month(whole, number, unit)
    today = context.today
    if today is None:
        return None
    wholes = [c.months_span(today.year + year, bag["m"][0], 1, "month") for year in (-1, 0, 1)]
    parts = [part.spans[""] for whole in wholes if whole and (part := part_of_month(whole, number, unit))]
    return past_and_future(parts, today)


def _unit_around_date(bag: Bag, context: Context) -> Moment | None:
    """Return "the week of September 16": the week or month that holds the day."""
    unit = bag["U"][0]
    inner = {letter: payloads for letter, payloads in bag.items() if letter not in {"U", "G", "letters"}}
    handler = HANDLERS.get("".join(sorted(letter for letter, ps in inner.items() for _ in ps)))
    moment = handler(inner, context) if handler else None
    if moment is None or unit.name not in {"week", "month"}:
        return None
    if "G" in bag and "a" in bag:
        start = moment.spans[""].start  # "a week starting tomorrow" starts on that day
        end = c.moved_by(start, length) if (length := c.length_of(1, unit.name)) else None
        return certain(c.Span(start, end, unit.name), relative=True) if end else None
    spans = {key: c.unit_span(unit.name, span.start, 0) for key, span in moment.spans.items()}
    return moment._replace(spans={key: span for key, span in spans.items() if span})


def _keys(table: dict[str, Handler]) -> dict[str, Handler]:
    return {"".join(sorted(shape)): handler for shapes, handler in table.items() for shape in shapes.split()}


HANDLERS: Final[dict[str, Handler]] = _keys(
    {
        "y": whole_year,
        "d": bare_number,
        "o": bare_ordinal,
        "m": named_month,
        "my myU": month_year,
        "md wmd": month_short_year,
        "mo wmo": ordinal_month,
        "dmy wdmy omy womy": day_month_year,
        "ddm wddm odm wodm": day_month_short_year,
        "dd wdd": numeric_day,
        "dy Udy_": numeric_month,
        "Qy Qd QyU": quarter_year,
        "Hy Hd HyU": half_year,
        "Q": quarter_alone,
        "H": half_alone,
        "oUy dUy": ordinal_unit_year,
        "oU dU": _ordinal_unit,
        "Uy": unit_year,
        "D DU": named_decade,
        "yE dE": marked_decade,
        "Yy Yd YUy": fiscal_year,
        "Yr": relative_fiscal,
        "a": anchored_day,
        "rU": relative_unit,
        "U": unit_alone,
        "drm orm wdrm worm": relative_day,
        "rm": relative_month,
        "rw": relative_weekday,
        "w": named_weekday,
        "wrU": weekday_of_week,
        "wd wo": weekday_with_number,
        "mrU dmrU omrU": month_of_relative_year,
        "orU drU orUU oUU": ordinal_of_relative,
        "QrU HrU": quarter_of_relative_year,
        "oUm oUmy rUm rUmy rUy": _nth_of_month,
        "oly olmy rly olrU lrrU olU": first_or_last_of,
        "Udm Udmy Udd UGdm UGom UGdd UGdmy UGomy UGa": _unit_around_date,
        "l<": length_ago,
        "l>": length_hence,
        "lav la< lvva": before_anchor,
        "laV la> laS": after_anchor,
        "lr": last_or_next_length,
        "li li> lri l>r lia lia>": within_length,
        "zU zrU": rest_of,
    }
)
"""The meaning of each shape, its letters sorted."""


WEEKDAYS: Final[dict[str, Handler]] = _keys({"ow owm owmy owrU owU rwm rwmy rwrU": nth_weekday})
"""The meaning of shapes in which an ordinal or "last" comes right before a weekday: "second Friday"."""
