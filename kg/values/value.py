"""What a reading gives."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from decimal import Decimal
from typing import Any, Final

KINDS: Final = (
    "money",
    "date",
    "period",
    "duration",
    "rank",
    "quantity",
    "percentage",
    "number",
    "count",
    "range",
)
"""The kinds of value, as `read` takes them."""

ALIASES: Final = {"currency": "money", "percent": "percentage", "ordinal": "rank"}
"""Other names of kinds, as annotation schemes write them."""

QUALIFIERS: Final = (
    "exact",
    "approximate",
    "at-least",
    "more-than",
    "at-most",
    "less-than",
    "range",
    "order-of-magnitude",
    "by-deadline",
)
"""How the words hedge the value."""


@dataclass(frozen=True, slots=True, init=False)
class Value:
    """A value read from words.

    Attributes:
        kind: One of `KINDS`; what was read, which may be more precise than what was asked for (a quarter read as a
            date is a period).
        value: The number in whole units (never thousands), or the lexical form of `datatype`; none for ranges,
            periods with bounds, and ambiguous readings.
        min: Lower bound of a range, inclusive unless `min_exclusive`.
        max: Upper bound of a range, inclusive unless `max_exclusive`.
        currency: ISO 4217 code; none when the words do not name one.
        currency_basis: ``explicit`` (the words name one currency), ``default`` (they name a family with one usual
            member, as "dollars"), ``ambiguous`` (several are as likely, as "pesos").
        start: First day of a period, ISO 8601, inclusive.
        end_exclusive: Day after the last day of a period, ISO 8601.
        end: Day on which a duration counted from the document's date ends.
        datatype: ``xsd:decimal``, ``xsd:integer``, ``xsd:date``, ``xsd:gYearMonth``, ``xsd:gYear``,
            ``xsd:yearMonthDuration``, ``xsd:dayTimeDuration`` or ``xsd:duration``.
        precision: Of a period: day, week, weekend, month, quarter, half, year, decade, century.
        modifier: Part of a period without bounds of its own: start, mid, end.
        fiscal: Whether the year is a fiscal one, whose bounds depend on the company.
        qualifier: One of `QUALIFIERS`.
        ambiguous: Whether the words have several readings, given in `candidates`.
        candidates: Readings by what would decide between them (a region; ``past`` or ``future``; a currency).
        unit: ``percent``, a CLDR unit identifier without its category, or the counted words.
        strict: Of a deadline: whether the day itself is excluded ("before" against "by").
        change: Whether a percentage is a difference of percentages (points).
        basis: The document's date a relative wording was resolved from, ISO 8601.
        min_exclusive: Whether the words exclude the lower bound of a range.
        max_exclusive: Whether the words exclude the upper bound of a range.
    """

    kind: str
    value: Decimal | str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    currency: str | None = None
    currency_basis: str | None = None
    start: str | None = None
    end_exclusive: str | None = None
    end: str | None = None
    datatype: str | None = None
    precision: str | None = None
    modifier: str | None = None
    fiscal: bool = False
    qualifier: str = "exact"
    ambiguous: bool = False
    candidates: dict[str, Any] | None = None
    unit: str | None = None
    strict: bool = False
    change: bool = False
    basis: str | None = None
    min_exclusive: bool = False
    max_exclusive: bool = False

    # A frozen dataclass sets its fields through `object.__setattr__`; for all 22 that takes longer than reading the
    # words, so a value holds the fields that apply and answers for the others from their defaults.
    def __init__(self, *, kind: str, **fields: Any) -> None:
        _set(self, "kind", kind)
        for name, content in fields.items():
            _set(self, name, content)

    def __getattr__(self, name: str) -> Any:
        try:
            return _DEFAULTS[name]
        except KeyError:
            raise AttributeError(name) from None

    def to_json(self) -> dict[str, Any]:
        """Return the keys that apply, ready for `json.dumps`; numbers as plain decimal strings."""
        found: dict[str, Any] = {}
        for name in _KEYS:
            content = getattr(self, name)
            if content is None or content is False:
                continue
            found[name] = plain(content) if isinstance(content, Decimal) else content
        if self.kind == "money" and self.currency_basis is not None:
            found["currency"] = self.currency
            # The examples that define the shape give an ambiguous currency no candidates.
            found.pop("candidates", None)
        return found


_KEYS: Final = tuple(field.name for field in dataclass_fields(Value) if field.name != "kind")
_DEFAULTS: Final = {field.name: field.default for field in dataclass_fields(Value) if field.name != "kind"}
_set: Final = object.__setattr__


def plain(number: Decimal) -> str:
    """Return `number` without exponent and without trailing zeros after the point."""
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written
