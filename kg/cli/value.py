"""`kg value`: the value that words express, as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

_DATED = ("date", "period", "duration")
"""Kinds whose words may count from the document's date."""


@click.command(epilog='Example: kg value "environ 1,37 milliard d\'euros" --kind money --language fr --explain')
@click.argument("text", required=False)
@click.option("--kind", help="money, date, period, duration, rank, quantity, percentage, number, count or range.")
@click.option("--language", help="Language of the words, BCP 47: fr, en-GB, de, es, it, pt-BR, nl.")
@click.option("--date", "reference_date", metavar="YYYY-MM-DD", help="The document's date, for relative wording.")
@click.option("--explain", is_flag=True, help="Add which words gave what.")
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line from standard input.")
def value(
    *,
    text: str | None,
    kind: str | None,
    language: str | None,
    reference_date: str | None,
    explain: bool,
    jsonl: bool,
) -> None:
    """Read one value: money, a date, a duration, a rank.

    Prints the reading as JSON, or null where the words have no safe reading. With --jsonl, lines are objects with
    "id", "kind", "language", "text" and perhaps "reference_date", and each gives a line with the "id" and the keys of
    the reading; without a reading that line is {"id": ..., "value": null}.
    """
    from kg.errors import UsageError

    if jsonl:
        if text is not None:
            raise UsageError("--jsonl reads standard input, not an argument", hint="leave out TEXT")
        for written in _answers(sys.stdin, explain=explain):
            click.echo(written)
            sys.stdout.flush()
        return
    if text is None or kind is None or language is None:
        raise UsageError("TEXT, --kind and --language are needed", hint="or --jsonl and lines on standard input")
    try:
        reading = _reading(text, kind=kind, language=language, reference_date=reference_date, explain=explain)
    except ValueError as error:
        raise UsageError(str(error), hint=_hint(kind=kind, language=language)) from error
    click.echo(json.dumps(reading, ensure_ascii=False, indent=1 if explain else None))
    if reading is None or not (reading.keys() - {"words", "value"}):
        dated = " (such words as 'last year' need --date)" if reference_date is None and kind in _DATED else ""
        click.echo(f"kg: no safe reading of {text!r} as {kind}{dated}", err=True)


def _hint(*, kind: str, language: str) -> str | None:
    """What may have been meant where a kind or a language is not known."""
    from kg.errors import similar
    from kg.values.languages import LANGUAGES, language_of
    from kg.values.value import KINDS

    if kind not in KINDS:
        near = similar(kind, among=KINDS)
        return f"did you mean {near[0]!r}?" if near else None
    return None if language_of(language) else f"there are {', '.join(LANGUAGES)}"


def _reading(
    text: str, *, kind: str, language: str, reference_date: str | None, explain: bool
) -> dict[str, Any] | None:
    """The reading as JSON keys, with the words that gave it where asked for."""
    from kg.values import read
    from kg.values.explaining import explain as clues_of

    found = read(text, kind=kind, language=language, reference_date=_day(reference_date))
    reading = None if found is None else found.to_json()
    if not explain:
        return reading
    words = [clue._asdict() for clue in clues_of(text, kind=kind, language=language)]
    return {**(reading or {"value": None}), "words": words}


def _day(written: str | None) -> dt.date | None:
    """The day of an ISO 8601 date, with or without a time of day.

    Raises:
        ValueError: It is no such date.
    """
    import datetime as dt

    if written is None:
        return None
    try:
        return dt.datetime.fromisoformat(written).date()
    except ValueError:
        raise ValueError(f"{written!r} is not a date like 2024-01-16") from None


def _answers(lines: Iterable[str], *, explain: bool) -> Iterator[str]:
    """A line of JSON for each line of `lines`, in order; blank lines are passed over."""
    from kg.errors import InputError

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield json.dumps(_answer(json.loads(line), explain=explain), ensure_ascii=False)
        except json.JSONDecodeError as error:
            raise InputError(f"not JSON: {error.msg}", path="<stdin>", line=number, column=error.colno) from error
        except KeyError as error:
            raise InputError(f"the key {error.args[0]!r} is missing", path="<stdin>", line=number) from error
        except TypeError as error:
            raise InputError("not an object with string values", path="<stdin>", line=number) from error
        except ValueError as error:
            raise InputError(str(error), path="<stdin>", line=number) from error


def _answer(asked: Any, *, explain: bool) -> dict[str, Any]:
    """The line that answers a line.

    Raises:
        KeyError: A key is missing.
        TypeError: It is no object, or has other values than strings.
        ValueError: A value is not one of those known.
    """
    if not isinstance(asked, dict):
        raise TypeError(asked)
    if not all(isinstance(asked[key], str) for key in ("text", "kind", "language")):
        raise TypeError(asked)
    reading = _reading(
        asked["text"],
        kind=asked["kind"],
        language=asked["language"],
        reference_date=asked.get("reference_date"),
        explain=explain,
    )
    return {"id": asked.get("id"), **(reading or {"value": None})}
