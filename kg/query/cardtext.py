"""Cards as text, for terminals and Python sessions."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.query.card import Card, Fact, Report
    from kg.trace import Place


def card_lines(card: Card, *, width: int = 100, bold: Callable[[str], str] = str) -> Iterator[str]:
    """The lines of a card; some hold several, where a long one is wrapped.

    Args:
        card: The card.
        width: Columns of text.
        bold: Makes headings stand out.
    """
    yield f"{bold(card.label)}  {card.short}" if card.label != card.short else bold(card.label)
    if card.types:
        yield f"  {', '.join(card.types)}"
    if card.names:
        called = ", ".join(f"{name} ({language})" if language else name for name, language in card.names)
        yield _wrapped(f"also {called}", indent=2, width=width)
    yield from _facts(card.facts, indent=2, width=width)
    yield from _places(card.places, indent=2, width=width)
    for report in card.reports:
        yield ""
        yield from _report(report, width=width, bold=bold)


def _report(report: Report, *, width: int, bold: Callable[[str], str]) -> Iterator[str]:
    head = " · ".join(part for part in (", ".join(report.types), ", ".join(report.roles)) if part)
    yield f"{report.issued or 'no date':<10}  {bold(head)}  {report.short}"
    yield from _facts(report.facts, indent=4, width=width, with_words=False)
    yield from _places(report.places, indent=4, width=width)


def _facts(facts: Iterable[Fact], *, indent: int, width: int, with_words: bool = True) -> Iterator[str]:
    """One line a property."""
    by_property: dict[str, list[Fact]] = {}
    for fact in facts:
        by_property.setdefault(fact.property, []).append(fact)
    for name, group in by_property.items():
        words = group[0].words if with_words else ()
        quoted = f"  «{'» «'.join(words)}»" if words else ""
        yield _wrapped(f"{name}: {', '.join(fact.value for fact in group)}{quoted}", indent=indent, width=width)


def _places(places: Iterable[Place], *, indent: int, width: int) -> Iterator[str]:
    """Each sentence once, under the place whose words come first: the trigger's."""
    seen = set()
    for place in places:
        text = place.marked()
        key = (place.document_iri, place.sentence_begin if place.sentence else place.begin)
        if text and key not in seen:
            seen.add(key)
            yield _wrapped(f"{place.where}  {text}", indent=indent, width=width)


def _wrapped(text: str, *, indent: int, width: int) -> str:
    margin = " " * indent
    return fill(
        text,
        width=width,
        initial_indent=margin,
        subsequent_indent=margin + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
