"""RDF terms and statements as N-Quads text: the fastest way from Python into a store.

Writing text skips the validation of a parser, so IRIs are checked where they are made (`kg.iri`) or come in (`iri`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

# N-Quads 1.1, IRIREF: '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'; lone surrogates cannot be written as UTF-8.
_FORBIDDEN_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"} | {chr(code): f"\\u{code:04X}" for code in (0, 0x7F)}
)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


@lru_cache(maxsize=1 << 14)
def iri(text: str) -> str:
    """An IRI in angle brackets.

    Raises:
        InputError: `text` is not an absolute IRI or holds a character that N-Quads refuses.

    Example:
        >>> iri("https://example.org/a")
        '<https://example.org/a>'
    """
    if not _ABSOLUTE.match(text) or _FORBIDDEN_IN_IRI.search(text):
        raise InputError(f"not an absolute IRI: {text!r}", see="RFC 3987")
    return f"<{text}>"


def literal(text: str, *, datatype: str | None = None, language: str | None = None) -> str:
    r"""A literal with its escapes.

    Args:
        text: The lexical form; lone surrogates become U+FFFD, for no file can hold them.
        datatype: IRI of the datatype, none for a plain string.
        language: BCP 47 tag.

    Raises:
        InputError: `language` is not a language tag.

    Example:
        >>> print(literal('say "oui"', language="fr"))
        "say \"oui\""@fr
    """
    escaped = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_ESCAPES)
    if language:
        if not _LANGUAGE_TAG.match(language):
            raise InputError(f"not a language tag: {language!r}", see="BCP 47")
        return f'"{escaped}"@{language.lower()}'
    return f'"{escaped}"^^{iri(datatype)}' if datatype else f'"{escaped}"'


def integer(number: int) -> str:
    """An xsd:integer literal."""
    return f'"{number}"^^<{XSD}integer>'


def declarations(text: bytes) -> tuple[bytes, list[bytes], bytes]:
    """The declarations of prefixes of Turtle, TriG, N3 or RDF/XML in order, and what stands before and behind them.

    pyoxigraph 0.5.13 writes them in an order of chance.
    """
    if text.startswith(b"<?xml"):
        start = text.index(b"<rdf:RDF") + len(b"<rdf:RDF")
        end = text.index(b">", start)
        return text[:start], sorted(re.findall(rb' [\w:.-]+="[^"]*"', text[start:end])), text[end:]
    rows = text.splitlines(keepends=True)
    number = next((number for number, row in enumerate(rows) if not row.startswith(b"@prefix")), len(rows))
    return b"", sorted(rows[:number]), b"".join(rows[number:])


def lines(statements: Iterable[tuple[str, str, str]], graph: str) -> str:
    """N-Quads lines of statements (subject, predicate, object as terms) in one named graph, sorted, each once."""
    tail = f" {graph} .\n"
    return "".join(sorted({f"{s} {p} {o}{tail}" for s, p, o in statements}))
