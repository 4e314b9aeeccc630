"""NIF 2 in Turtle and N-Triples: a document for each context with a string.

A mention is a record, and so are its links (`itsrdf:taIdentRef`), further classes and other statements (attributes),
and statements about two mentions (relations). Words, sentences and other structure are records only where somebody
linked or classed them. A statement that is not valid is skipped, and the rest read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.nifcontext import ITS, NIF, Resource, context_document
from kg.readers.records import open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyoxigraph as ox

    from kg.readers.found import Found

NO_CONTEXT = "string has no context that the file holds"
NO_STRING = "context without its text"
NO_STATEMENTS = "no statements in it"

_SYNTAX = "not valid"
_STATEMENT = re.compile(rb"\s*<[^<>\"\s]*>\s+<[^<>\"\s]*>\s+\S.*\.\s*(?:#.*)?")
# Where a subject begins in Turtle: an IRI or a prefixed name at the start of a line.
_SUBJECT = re.compile(rb"^[ \t]*(?:<([^<>\"\s]*)>|([\w.-]*):([^\s;,.<>\"]*))", re.MULTILINE)
_PREFIX = re.compile(rb"^\s*@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE)
_BEGIN = re.compile(rb"@|#|<[a-zA-Z][\w+.-]*:[^<>\s]*>\s|(?i:prefix|base)\s")
_SHOWN = 200
# So many lines decide whether a file has a statement a line.
_SAMPLE = 100


def is_nif(head: bytes) -> bool:
    """Whether a file that begins so is NIF as Turtle or N-Triples."""
    return b"nif-core" in head and _BEGIN.match(head) is not None


class _Graph(NamedTuple):
    """What a file says, by subject in the file's order, and what in it is no statement."""

    resources: Mapping[str, Resource]
    errors: Sequence[Skipped]


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The contexts of a file, and what belongs to none.

    Raises:
        InputError: The file cannot be read, or holds no statement at all.
    """
    del companions
    with open_bytes(path) as file:
        data = file.read().removeprefix(b"\xef\xbb\xbf")
    graph = _read(data, path)
    yield from graph.errors
    contexts = {iri: one for iri, one in graph.resources.items() if one.first(f"{NIF}isString") is not None}
    members: dict[str, list[Resource]] = {iri: [] for iri in contexts}
    for iri, resource in graph.resources.items():
        owner = resource.first(f"{NIF}referenceContext")
        if owner in members and iri not in contexts:
            members[owner].append(resource)
        elif owner is not None and iri not in contexts:
            yield Skipped(resource.line, NO_CONTEXT, iri)
        elif owner is None and iri not in contexts and resource.is_a(f"{NIF}Context"):
            yield Skipped(resource.line, NO_STRING, iri)
        elif owner is None and resource.first(f"{ITS}taIdentRef") is not None:
            yield Skipped(resource.line, NO_CONTEXT, iri)
    names = _names(list(contexts))
    for iri, context in contexts.items():
        yield context_document(context, members[iri], identifier=names[iri])


def _names(iris: Sequence[str]) -> dict[str, str]:
    """Short ids of contexts: the last part of each IRI, or all of its path where last parts repeat."""
    plain = {iri: re.sub(r"[#?](?:char=|offset_|.*nif=context).*$", "", iri) for iri in iris}
    last = {iri: re.split(r"[/#?=]", name.rstrip("/#"))[-1] for iri, name in plain.items()}
    if len(set(last.values())) == len(iris) and all(last.values()):
        return last
    return {iri: re.sub(r"^[\w+.-]+:/*(?:[^/]*/)?", "", name) or name for iri, name in plain.items()}


def _read(data: bytes, path: str) -> _Graph:
    """All statements of a file; memory grows with its annotations, for those of a text may stand anywhere."""
    import pyoxigraph as ox  # noqa: PLC0415 - slow to load, and only this format needs it

    form = ox.RdfFormat.N_TRIPLES if _has_a_statement_a_line(data) else ox.RdfFormat.TURTLE
    lines = _lines(data)
    resources: dict[str, Resource] = {}
    errors: list[Skipped] = []
    parser = ox.parse(data, format=form, base_iri="file:///")
    source: list[bytes] | None = None
    while True:
        try:
            quad = next(parser, None)
        except SyntaxError as error:
            source = data.splitlines() if source is None else source
            number = error.lineno or 0
            # What is missing at the end is missed on the line after the last.
            shown = source[number - 1].decode("utf-8", "replace").strip() if 0 < number <= len(source) else ""
            errors.append(Skipped(number, f"{_SYNTAX} {form.name}", shown[:_SHOWN]))
            continue
        if quad is None:
            break
        _add(resources, quad, lines)
    if not resources:
        reason = errors[0].reason if errors else NO_STATEMENTS
        raise InputError(reason, path=path, line=errors[0].line if errors else None)
    return _Graph(resources, errors)


def _has_a_statement_a_line(data: bytes) -> bool:
    """Whether a file is N-Triples rather than Turtle, but for single damaged lines."""
    start = [line.strip() for line in data.split(b"\n", _SAMPLE)[:_SAMPLE]]
    lines = [line for line in start if line and not line.startswith(b"#")]
    whole = sum(_STATEMENT.fullmatch(line) is not None for line in lines)
    return 2 * whole > len(lines) and not any(line.startswith(b"@") or line.endswith((b";", b",")) for line in lines)


def _add(resources: dict[str, Resource], quad: ox.Quad, lines: Mapping[str, int]) -> None:
    """Keep a statement."""
    subject = quad.subject.value if hasattr(quad.subject, "value") else str(quad.subject)
    resource = resources.get(subject)
    if resource is None:
        resource = resources[subject] = Resource(subject, lines.get(subject, 0))
    value = quad.object.value if hasattr(quad.object, "value") else str(quad.object)
    language = getattr(quad.object, "language", None)
    resource.add(quad.predicate.value, value, is_literal=hasattr(quad.object, "datatype"), language=language)


def _lines(data: bytes) -> dict[str, int]:
    """1-based lines on which subjects stand first."""
    prefixes = {match[1]: match[2] for match in _PREFIX.finditer(data)}
    found: dict[str, int] = {}
    line, at = 1, 0
    for match in _SUBJECT.finditer(data):
        start = match.start(1) if match[1] is not None else match.start(2)
        line, at = line + data.count(b"\n", at, start), start
        iri = match[1] if match[1] is not None else prefixes.get(match[2], b"") + match[3]
        found.setdefault(iri.decode("utf-8", "replace"), line)
    return found
