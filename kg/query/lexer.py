"""SPARQL text as tokens with their places: what errors point at, and what keeps strings and comments out of searches.

The grammar's terminals are those of SPARQL 1.1 Query, section 19.8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# Python's \w has letters, digits and the underscore; PN_CHARS and VARNAME also have these.
_MARKS = "·\u0300-\u036f\u203f\u2040"
_PREFIX = rf"[^\W\d_](?:[\w.\-{_MARKS}]*[\w\-{_MARKS}])?"
_LOCAL = rf"(?:[\w:]|{_ESCAPED})(?:(?:[\w:.\-{_MARKS}]|{_ESCAPED})*(?:[\w:\-{_MARKS}]|{_ESCAPED}))?"
_TOKEN = re.compile(
    rf"""
      (?P<space>    \s+ | \#[^\n\r]* )
    | (?P<iri>      <[^\x00-\x20<>"{{}}|^`\\]*> )
    | (?P<string>   \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<blank>    _:[\w](?:[\w.\-{_MARKS}]*[\w\-{_MARKS}])? )
    | (?P<pname>    (?:{_PREFIX})?:(?:{_LOCAL})? )
    | (?P<var>      [?$]\w[\w{_MARKS}]* )
    | (?P<lang>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<number>   (?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+ )
    | (?P<word>     [A-Za-z_]\w* )
    | (?P<op>       \^\^ | && | \|\| | != | <= | >= | [{{}}()\[\].;,=<>!|/^*+?\-] )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A terminal and where it stands.

    Attributes:
        kind: `iri`, `string`, `blank`, `pname`, `var`, `lang`, `number`, `word`, `op` or `end`.
        text: As it is written.
        start: Offset of its first code point; `end` is one past its last.
        key: What the grammar compares: a word in upper case, an operator as it is, otherwise the kind.
    """

    kind: str
    text: str
    start: int
    end: int
    key: str


def tokens(text: str) -> list[Token]:
    """All tokens of a SPARQL text, without spaces and comments, closed by one of kind `end`.

    Raises:
        QueryError: A character that begins no token; an unclosed string or IRI.

    Example:
        >>> [token.key for token in tokens("ASK { ?x a 'b' } # not { this")]
        ['ASK', '{', 'var', 'A', 'string', '}', 'end']
    """
    return [*_scan(text), Token("end", "", len(text), len(text), "end")]


def _scan(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise _bad_character(text, position)
        kind, word = str(found.lastgroup), found.group()
        position = found.end()
        if kind == "space":
            continue
        key = word.upper() if kind == "word" else word if kind == "op" else kind
        yield Token(kind, word, found.start(), position, key)


def _bad_character(text: str, position: int) -> QueryError:
    character = text[position]
    if character in "\"'":
        return error_at(text, position, "unclosed string", hint=f"close it with {character}")
    return error_at(text, position, f"unexpected character {character!r}")


def flat(text: str) -> str:
    r"""A piece of SPARQL in one line, without comments.

    Example:
        >>> flat("?s a ?c ; # a class\n   ?p 'x # y' .")
        "?s a ?c ; ?p 'x # y' ."
    """
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        parts.append(" " if parts and token.start > end else "")
        parts.append(token.text)
        end = token.end
    return "".join(parts).rstrip()


def place_of(text: str, offset: int) -> tuple[int, int]:
    r"""1-based line and column, in code points, of an offset.

    Example:
        >>> place_of("ab\ncd", 4)
        (2, 2)
    """
    before = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - before + 1


def error_at(text: str, offset: int, message: str, *, hint: str | None = None) -> QueryError:
    """A query error that knows its line and column."""
    line, column = place_of(text, offset)
    return QueryError(message, line=line, column=column, hint=hint)
