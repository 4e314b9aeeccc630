"""From the words of a value to its place in the graph: a node for money and quantities, a literal for the rest."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import values
from kg.rdftext import iri, literal
from kg.values.currencies import is_code
from kg.values.languages import LANGUAGES
from kg.vocab import BIZ, CODE, EU_CURRENCY, RDF, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kg.model import Span
    from kg.values import Value

_NODE_KINDS = frozenset({"money", "quantity", "percentage"})

# How a hedge is said in the ontology, and which bound its number is.
_APPROXIMATIONS = {
    "exact": ("exact", "value"),
    "approximate": ("approximate", "value"),
    "at-least": ("atLeast", "minValue"),
    "more-than": ("moreThan", "minValue"),
    "at-most": ("atMost", "maxValue"),
    "less-than": ("lessThan", "maxValue"),
    "by-deadline": ("exact", "value"),
    "order-of-magnitude": ("orderOfMagnitude", "minValue"),
    "range": ("range", "value"),
}

_DATATYPES = {
    "xsd:date": "date",
    "xsd:gYearMonth": "gYearMonth",
    "xsd:gYear": "gYear",
    "xsd:dateTime": "dateTime",
    "xsd:yearMonthDuration": "duration",
    "xsd:dayTimeDuration": "duration",
    "xsd:duration": "duration",
    "xsd:integer": "integer",
    "xsd:decimal": "decimal",
}

UNSTATED_CURRENCY = (f"<{BIZ}currency>", f"<{CODE}unstatedCurrency>")
_SPACE = "[ \u00a0\u202f]"
_WORD = r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?"
_BEFORE = re.compile(rf"(?<!\w)([^\W\d_]{{0,3}}[^\w\s]?){_SPACE}?\Z")
_AFTER = (re.compile(rf"{_SPACE}?[^\w\s]"), re.compile(rf"{_SPACE}{_WORD}"), re.compile(rf"{_SPACE}{_WORD} {_WORD}"))
_CODE_LENGTH = 3  # of ISO 4217


@dataclass(frozen=True, slots=True)
class Reading:
    """A value mention as the graph takes it.

    Attributes:
        kind: The kind of value.
        literal: Its term, where the value is a literal.
        node: (predicate, object) pairs, where the value is a node.
        statements: Statements about shared resources, such as the currency.
        refusal: Why there is neither.
    """

    kind: str
    literal: str | None = None
    node: tuple[tuple[str, str], ...] = ()
    statements: tuple[str, ...] = ()
    refusal: str = ""


@lru_cache(maxsize=1 << 14)
def reading(text: str, *, kind: str, language: str | None, date: str | None) -> Reading:
    """Read the words of a value.

    Args:
        text: The words.
        kind: What the annotator calls them: money, date, duration, rank, quantity, percentage, period.
        language: ISO 639-1 code of the document.
        date: Publication date (ISO 8601), from which relative wording counts.
    """
    if language is None:
        return Reading(kind, refusal=f"no reading as {kind}: the document's language is unknown")
    if language.partition("-")[0] not in LANGUAGES:
        return Reading(kind, refusal=f"no reading as {kind}: values in {language!r} cannot be read yet")
    value = values.read(text, kind=kind, language=language, reference_date=_day(date))
    if value is None and kind == "money":
        value = _unstated_currency(text, language)
    if value is None:
        return Reading(kind, refusal=f"no reading as {kind}")
    if value.ambiguous:
        return Reading(kind, refusal=f"ambiguous {kind}: {_candidates(value)}")
    return _node(value, kind) if kind in _NODE_KINDS else _literal(value, kind)


def _unstated_currency(text: str, language: str) -> Value | None:
    """A bare number («billions»), which an annotator's word makes money in a currency that the text leaves open."""
    value = values.read(text, kind="quantity", language=language)
    return value if value and not value.unit else None


def with_currency_beside(text: str, fragments: Sequence[Span], *, language: str) -> str | None:
    """The words of an amount with the currency that stands beside them; None where none does.

    Args:
        text: The document's.
        fragments: Of a mention whose own words name no currency: half-open, in code points, in their order.
        language: ISO 639-1 code of the document.
    """
    start, end = fragments[0][0], fragments[-1][1]
    for begin, stop in _widened(text, start, end):
        if any(_is_lower_case_code(word, language) for word in re.findall(r"[^\W\d_]+", text[end:stop])):
            continue
        value = values.read(text[begin:stop], kind="money", language=language)
        if value is not None and value.currency_basis is not None:
            return text[begin:stop]
    return None


def _widened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span with a sign or a code before it, and with a sign, one word and two words after it."""
    before = _BEFORE.search(text, max(0, start - 8), start)
    if before and before[1] and (before[1].isupper() or unicodedata.category(before[1][-1]) == "Sc"):
        yield before.start(), end
    for pattern in _AFTER:
        after = pattern.match(text, end)
        if after:
            yield start, after.end()


def _is_lower_case_code(word: str, language: str) -> bool:
    """Whether a word is a currency's code by chance only, as «all» and «try» are."""
    return word.islower() and len(word) == _CODE_LENGTH and is_code(word.upper(), language=language)


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date[:10]) if date else None
    except ValueError:
        return None


def _candidates(value: Value) -> str:
    return ", ".join(f"{name} {reading_}" for name, reading_ in (value.candidates or {}).items())


def _literal(value: Value, kind: str) -> Reading:
    datatype = _DATATYPES.get(value.datatype or "")
    if value.value is None or datatype is None:
        return Reading(kind, refusal=f"a {value.precision or value.kind} is no date, month or year")
    return Reading(kind, literal=literal(_plain(value.value), datatype=f"{XSD}{datatype}"))


def _node(value: Value, kind: str) -> Reading:
    approximation, bound = _APPROXIMATIONS[value.qualifier]
    numbers = {"minValue": value.min, "maxValue": value.max}
    if value.value is not None:
        numbers[bound] = value.value  # type: ignore[assignment]
    node = [(f"<{BIZ}{name}>", _decimal(number)) for name, number in numbers.items() if number is not None]
    node.append((f"<{BIZ}approximation>", f"<{CODE}{approximation}>"))
    if kind != "money":
        unit = [(f"<{BIZ}unit>", literal(value.unit))] if value.unit else []
        return Reading(kind, node=((f"<{RDF}type>", f"<{BIZ}Quantity>"), *node, *unit))
    currency = iri(EU_CURRENCY + value.currency) if value.currency else f"<{CODE}unstatedCurrency>"
    about = (
        (
            f"{currency} <{RDF}type> <{SKOS}Concept>",
            f"{currency} <{SKOS}notation> {literal(value.currency)}",
            f"{currency} <{SKOS}prefLabel> {literal(value.currency)}",
        )
        if value.currency
        else ()
    )
    typed = (f"<{RDF}type>", f"<{BIZ}MonetaryAmount>")
    return Reading(kind, node=(typed, *node, (f"<{BIZ}currency>", currency)), statements=about)


def _decimal(number: Decimal | str) -> str:
    return literal(_plain(number), datatype=f"{XSD}decimal")


def _plain(number: Decimal | str) -> str:
    """A decimal written out, never with an exponent (xsd:decimal has none)."""
    return number if isinstance(number, str) else f"{number:f}"
