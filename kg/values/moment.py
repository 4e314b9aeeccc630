"""One reading of a time, and what it is read with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import datetime as dt

    from kg.values.calendar import Span


class Moment(NamedTuple):
    """What the words name.

    Attributes:
        spans: The readings by what tells them apart: one under ``""``, or ``past`` and ``future``, or regions.
        relative: Whether the document's date was needed.
        fiscal: Whether the year is a fiscal one.
        approximate: Whether the words give no more than the neighbourhood ("two years ago").
        otherwise: The single span with its last year or month included, where it is not clear that it is left out.
    """

    spans: dict[str, Span]
    relative: bool = False
    fiscal: bool = False
    approximate: bool = False
    otherwise: Span | None = None


class Context(NamedTuple):
    """What is known besides the words.

    Attributes:
        today: The document's date.
        order: dmy, mdy or ambiguous: how dates of three numbers are written.
    """

    today: dt.date | None
    order: str


Bag: TypeAlias = dict[str, list[Any]]
Handler: TypeAlias = Callable[[Bag, Context], Moment | None]
_PIVOT: Final = 30  # years of two digits up to here are of this century
LAST_DAY: Final = 31
CENTURY: Final = 100


def certain(span: Span | None, *, relative: bool = False) -> Moment | None:
    """Return `span` as the only reading."""
    return None if span is None else Moment({"": span}, relative)


def short_year(number: int) -> int:
    """Return a year of two digits in full: up to 30 this century, else the last."""
    if number >= CENTURY:
        return number
    return number + (2000 if number <= _PIVOT else 1900)


def past_and_future(spans: list[Span], today: dt.date) -> Moment | None:
    """Return the last of `spans` that starts before `today` and the first that does not."""
    past = [span for span in spans if span.start < today]
    future = [span for span in spans if span.start >= today]
    if not past or not future:
        return None
    return Moment({"past": past[-1], "future": future[0]}, relative=True)
