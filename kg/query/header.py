"""The header of a query file: `#+ key: value` lines that make a query a command.

title, title-fr         what it lists
question, question-fr   the question it answers
audience                who asks it
param                   `name type required|optional what it is`, one line each
column                  `name (type) what it holds`, one line each; the type may be left out
example                 a command line that gives rows

A line `#@params` in the pattern is where the values of the parameters go, as `VALUES` in terms of RDF.

These are named tuples, not data classes, and lines are taken apart without regular expressions: both take longer to
make than a query's header takes to read, and every query has to start.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import QueryError, similar

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "#@params"
"""The comment that the values of parameters replace."""

_KEYS = ("title", "title-fr", "question", "question-fr", "audience", "param", "column", "example")
_NEED = ("required", "optional")
COLUMN_TYPES = (
    *("entity", "situation", "document", "class", "property", "code", "iri"),
    *("text", "language", "integer", "decimal", "boolean", "date", "time", "duration", "any"),
)
"""What a column may hold, besides entities of a class that is named: `time` is a date, a month or a year."""


class Parameter(NamedTuple):
    """What a query must or may be told.

    Attributes:
        name: The variable it gives values to.
        type: `entity`, `iri`, `code`, `date`, `year`, `integer`, `decimal`, `string`, `language`, or the name or CURIE
            of a class, for an entity of that class.
        required: Whether the query cannot run without it.
        meaning: One line for the reader.
    """

    name: str
    type: str
    required: bool
    meaning: str = ""


class Column(NamedTuple):
    """A column and what it holds.

    Attributes:
        name: The variable.
        meaning: One line for the reader.
        type: One of `COLUMN_TYPES`, or the name or CURIE of a class, for entities of that class; empty where not told.
    """

    name: str
    meaning: str
    type: str = ""


class StoredQuery(NamedTuple):
    """A query that has a name.

    Attributes:
        name: What it is called by: its file's name without the ending.
        text: The whole text, header included, so that lines count as in the file.
        path: Its file as errors name it; None for text given directly.
        has_header: Whether it says anything of itself, and so is meant to be run by others.
    """

    name: str
    text: str
    path: str | None = None
    titles: Mapping[str, str] = MappingProxyType({})
    questions: Mapping[str, str] = MappingProxyType({})
    audience: str = ""
    parameters: tuple[Parameter, ...] = ()
    has_header: bool = False
    columns: tuple[Column, ...] = ()
    examples: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """The title in one language, else in English, else none."""
        return self.titles.get(language) or self.titles.get("en", "")

    def question(self, language: str) -> str:
        """The question in one language, else in English, else none."""
        return self.questions.get(language) or self.questions.get("en", "")


def read_header(text: str, *, name: str, path: str | None = None) -> StoredQuery:
    """A query with what its header says.

    Raises:
        QueryError: An unknown key; a parameter line without name, type and need; parameters without a `#@params`.
    """
    lines: dict[str, list[str]] = {}
    parameters, columns = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        key, value = _key_and_value(line)
        if not key:
            continue
        if key not in _KEYS:
            near = similar(key, among=_KEYS)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(_KEYS)}"
            raise QueryError(f"unknown key {key!r} in the header", path=path, line=number, hint=hint)
        lines.setdefault(key, []).append(value)
        if key == "param":
            parameters.append(_parameter(value, path=path, line=number))
        elif key == "column":
            columns.append(_column(value, path=path, line=number))
    if parameters and PLACE not in text:
        raise QueryError(
            f"the header has parameters, but the pattern no {PLACE!r}",
            path=path,
            hint=f"put a line {PLACE!r} where their values go",
        )
    return StoredQuery(
        name=name,
        text=text,
        path=path,
        titles=_languages("title", lines),
        questions=_languages("question", lines),
        audience=" ".join(lines.get("audience", ())),
        parameters=tuple(parameters),
        has_header=bool(lines),
        columns=tuple(columns),
        examples=tuple(lines.get("example", ())),
    )


def line_of_parameter(text: str, name: str) -> int | None:
    """1-based line of a header that declares a parameter; None where none does."""
    lines = enumerate(map(_key_and_value, text.splitlines()), start=1)
    declared = ((number, value.split(None, 1)[:1]) for number, (key, value) in lines if key == "param")
    return next((number for number, words in declared if words and words[0].lstrip("?$") == name), None)


def _key_and_value(line: str) -> tuple[str, str]:
    """Of `#+ key: value`, the key in lower case; empty where a line is none such."""
    start, _, rest = line.strip().partition("#+")
    key, colon, value = rest.partition(":")
    key = key.strip()
    is_key = not start and colon and key.isascii() and key.replace("-", "a").isalpha()
    return (key.lower(), value.strip()) if is_key else ("", "")


def _languages(key: str, lines: dict[str, list[str]]) -> dict[str, str]:
    """Values by language: those of `key` are English, those of `key-fr` French."""
    named = {"en": lines.get(key), "fr": lines.get(f"{key}-fr")}
    return {language: " ".join(values) for language, values in named.items() if values}


def _column(value: str, *, path: str | None, line: int) -> Column:
    name, _, meaning = value.partition(" ")
    meaning = meaning.strip()
    if not meaning.startswith("("):
        return Column(name, meaning)
    kind, _, meaning = meaning[1:].partition(")")
    if kind not in COLUMN_TYPES and ":" not in kind:
        near = similar(kind, among=COLUMN_TYPES)
        known = f"types are {', '.join(COLUMN_TYPES)}, or a class, as biz:Organization"
        hint = f"did you mean {near[0]!r}?" if near else known
        raise QueryError(f"column {name!r} has the type {kind!r}, which there is not", path=path, line=line, hint=hint)
    return Column(name, meaning.strip(), kind)


def _parameter(value: str, *, path: str | None, line: int) -> Parameter:
    words = value.split(None, 3)
    if len(words) < len(("name", "type", "need")) or words[2] not in _NEED:
        raise QueryError(
            f"not a parameter: {value!r}",
            path=path,
            line=line,
            hint="write '#+ param: name type required|optional what it is'",
        )
    return Parameter(
        name=words[0].lstrip("?$"), type=words[1], required=words[2] == "required", meaning="".join(words[3:])
    )
