"""NIF 2 in Turtle and N-Triples: a document for each context with a string.

A mention is a record, and so are its links (`itsrdf:taIdentRef`), further classes and other statements (attributes),
and statements about two mentions (relations). Words, sentences and other structure are records only where somebody
linked or classed them. A statement that is not valid is skipped, and the rest read.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.nifcontext import context_document
from kg.readers.nifstatements import Row, Statements
from kg.readers.records import open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

    from kg.readers.found import Found

NO_CONTEXT = "string has no context that the file holds"
NO_STRING = "context without its text"
NO_STATEMENTS = "no statements in it"

_SYNTAX = "not valid"
_STATEMENT = re.compile(rb"\s*<[^<>\"\s]*>\s+<[^<>\"\s]*>\s+\S.*\.\s*(?:#.*)?")
# Where a subject begins in Turtle: an IRI or a prefixed name at the start of a line.
_SUBJECT = re.compile(rb"^[ \t]*(?:<([^<>\"\s]*)>|([\w.-]*):([^\s;,.<>\"]*))")
_PREFIX = re.compile(rb"^\s*@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_BEGIN = re.compile(rb"@|#|<[a-zA-Z][\w+.-]*:[^<>\s]*>\s|(?i:prefix|base)\s")
_SHOWN = 200
# So many lines decide whether a file has a statement a line.
_SAMPLE = 100


def is_nif(head: bytes) -> bool:
    """Whether a file that begins so is NIF as Turtle or N-Triples."""
    return b"nif-core" in head and _BEGIN.match(head) is not None


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The contexts of a file, and what belongs to none.

    Raises:
        InputError: The file cannot be read, or holds no statement at all.
    """
    del companions
    with Statements() as statements:
        yield from _read(statements, path)
        for line, iri in statements.without_text():
            yield Skipped(line, NO_STRING, iri)
        for line, iri in statements.without_context():
            yield Skipped(line, NO_CONTEXT, iri)
        contexts = statements.contexts()
        names = _names(contexts)
        for iri in contexts:
            yield context_document(statements.resource(iri), statements.members(iri), identifier=names[iri])


def _names(iris: Sequence[str]) -> dict[str, str]:
    """Short ids of contexts: the last part of each IRI, or all of its path where last parts repeat."""
    plain = {iri: re.sub(r"[#?](?:char=|offset_|.*nif=context).*$", "", iri) for iri in iris}
    last = {iri: re.split(r"[/#?=]", name.rstrip("/#"))[-1] for iri, name in plain.items()}
    if len(set(last.values())) == len(iris) and all(last.values()):
        return last
    return {iri: re.sub(r"^[\w+.-]+:/*(?:[^/]*/)?", "", name) or name for iri, name in plain.items()}


def _read(statements: Statements, path: str) -> list[Skipped]:
    """Read all statements of a file, and return what in it is none.

    Raises:
        InputError: There are none, or the file cannot be read.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - slow to load, and only this format needs it

    with _opened(path) as file:
        form = ox.RdfFormat.N_TRIPLES if _has_a_statement_a_line(file) else ox.RdfFormat.TURTLE
    with _opened(path) as file:
        statements.add_places(_places(file))
    wrong: list[int] = []
    with _opened(path) as file:
        parser = ox.parse(file, format=form, base_iri="file:///")
        count = statements.add(_row(quad) for quad in _valid(parser, wrong))
    errors = _shown(wrong, path, f"{_SYNTAX} {form.name}")
    if not count:
        reason = errors[0].reason if errors else NO_STATEMENTS
        raise InputError(reason, path=path, line=errors[0].line if errors else None)
    statements.index()
    return errors


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    """A file without its byte order mark."""
    with open_bytes(path) as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        yield file


def _valid(parser: Iterator[ox.Quad], wrong: list[int]) -> Iterator[ox.Quad]:
    """The statements that are valid; lines of the others are added to a list."""
    while True:
        try:
            quad = next(parser, None)
        except SyntaxError as error:
            wrong.append(error.lineno or 0)
            continue
        if quad is None:
            return
        yield quad


def _shown(wrong: Sequence[int], path: str, reason: str) -> list[Skipped]:
    """Lines that are no statements, as they stand in the file; what is missing at its end is missed after it."""
    if not wrong:
        return []
    texts = dict.fromkeys(wrong, "")
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            if number in texts:
                texts[number] = line.decode("utf-8", "replace").strip()[:_SHOWN]
    return [Skipped(number, reason, texts[number]) for number in wrong]


def _has_a_statement_a_line(file: IO[bytes]) -> bool:
    """Whether a file is N-Triples rather than Turtle, but for single damaged lines."""
    start = [line.strip() for line in islice(file, _SAMPLE)]
    lines = [line for line in start if line and not line.startswith(b"#")]
    whole = sum(_STATEMENT.fullmatch(line) is not None for line in lines)
    return 2 * whole > len(lines) and not any(line.startswith(b"@") or line.endswith((b";", b",")) for line in lines)


def _row(quad: ox.Quad) -> Row:
    """A statement as strings."""
    subject = quad.subject.value if hasattr(quad.subject, "value") else str(quad.subject)
    value = quad.object.value if hasattr(quad.object, "value") else str(quad.object)
    is_literal, language = hasattr(quad.object, "datatype"), getattr(quad.object, "language", None)
    return subject, quad.predicate.value, value, is_literal, language


def _places(file: IO[bytes]) -> Iterator[tuple[str, int]]:
    """Subjects with the 1-based lines on which they stand."""
    prefixes: dict[bytes, bytes] = {}
    last = b""
    for number, line in enumerate(file, 1):
        if prefix := _PREFIX.match(line):
            prefixes[prefix[1]] = prefix[2]
        elif found := _SUBJECT.match(line):
            iri = found[1] if found[1] is not None else prefixes.get(found[2], b"") + found[3]
            if iri != last:
                yield iri.decode("utf-8", "replace"), number
            last = iri
