"""A shapes graph in memory: a few thousand triples, looked up by subject and predicate, in the order of the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.check.notes import Note
from kg.check.terms import KNOWN, PARAMETERS, UNSUPPORTED, local_part, sh
from kg.errors import InputError, OntologyError, similar
from kg.store import rdf_format_of
from kg.vocab import RDF, RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_NIL = ox.NamedNode(RDF + "nil")


@dataclass(frozen=True, slots=True)
class ShapesGraph:
    """The triples of one or more shapes files.

    Blank nodes are numbered in the order in which they occur, so that a report is the same every time.

    Attributes:
        objects: Subject to predicate IRI to objects, all in the order of the files.
        files: Subject to the file that first says something of it.
        paths: The files.
        notes: What is in the files and not used.
    """

    objects: dict[Term, dict[str, list[Term]]]
    files: dict[Term, Path]
    paths: tuple[Path, ...]
    notes: tuple[Note, ...] = ()

    def all(self, subject: Term, predicate: str) -> list[Term]:
        """Objects of a subject, in the order of the files."""
        return self.objects.get(subject, {}).get(predicate, [])

    def one(self, subject: Term, predicate: str) -> Term | None:
        """The only object; None where there is none.

        Raises:
            OntologyError: There are several.
        """
        found = self.all(subject, predicate)
        if len(found) > 1:
            raise self.error(f"{_short(predicate)} has {len(found)} values on {name_of(subject)}", subject)
        return found[0] if found else None

    def text(self, subject: Term, predicate: str) -> str | None:
        """The only object as a string; None where there is none."""
        found = self.one(subject, predicate)
        if found is None:
            return None
        if not isinstance(found, ox.Literal):
            raise self.error(f"{_short(predicate)} of {name_of(subject)} is not a literal", subject)
        return found.value

    def subjects(self, predicate: str) -> Iterator[Term]:
        """Subjects that have this predicate."""
        return (subject for subject, predicates in self.objects.items() if predicate in predicates)

    def items(self, head: Term) -> list[Term]:
        """Members of an RDF list.

        Raises:
            OntologyError: The list is not well-formed, or is a circle.
        """
        found: list[Term] = []
        seen: set[Term] = set()
        node = head
        while node != _NIL:
            first, rest = self.one(node, RDF + "first"), self.one(node, RDF + "rest")
            if first is None or rest is None or node in seen:
                raise self.error(f"{name_of(head)} is not a well-formed list", head)
            seen.add(node)
            found.append(first)
            node = rest
        return found

    def is_list(self, node: Term) -> bool:
        """Whether a node is the head of an RDF list."""
        return node == _NIL or bool(self.all(node, RDF + "first"))

    def is_a(self, subject: Term, class_iri: str) -> bool:
        """Whether a subject is an instance of a class or of one of its subclasses, as this graph knows them."""
        pending = [*self.all(subject, RDF + "type")]
        seen: set[Term] = set()
        while pending:
            found = pending.pop()
            if isinstance(found, ox.NamedNode) and found.value == class_iri:
                return True
            if found not in seen:
                seen.add(found)
                pending.extend(self.all(found, RDFS + "subClassOf"))
        return False

    def triples(self) -> Iterator[tuple[Term, str, Term]]:
        """All triples, in order."""
        for subject, predicates in self.objects.items():
            for predicate, objects in predicates.items():
                for value in objects:
                    yield subject, predicate, value

    def error(
        self, message: str, subject: Term, *, hint: str | None = None, said: tuple[str, Term] | None = None
    ) -> OntologyError:
        """An error that names the file in which a subject stands, and the line where it can be found.

        Args:
            message: What is wrong.
            subject: What it is wrong with.
            hint: What to do.
            said: IRI of a property and its value, which are what is wrong: their line, where it can be told.
        """
        path, line = self.place(subject)
        if said is not None and path is not None:
            line = _line_of_statement(path, *said) or line
        return OntologyError(message, path=str(path) if path else None, line=line, hint=hint)

    def place(self, subject: Term, *, at: str | None = None) -> tuple[Path | None, int | None]:
        """The file in which a subject stands, and the 1-based line on which it can be found.

        Args:
            subject: A subject of this graph.
            at: An IRI that is said of it; its line instead, for subjects without a name too.
        """
        path = self.files.get(subject)
        name = at or (subject.value if isinstance(subject, ox.NamedNode) else None)
        return path, _line_of(path, name) if path and name else None


def load_shapes(paths: Sequence[Path]) -> ShapesGraph:
    """The shapes graph in some files, checked for terms that SHACL does not have.

    Args:
        paths: RDF files; of a folder, its `.ttl` files by name.

    Raises:
        InputError: A file is missing, unreadable or not in its syntax.
        OntologyError: It uses a term of the SHACL namespace that does not exist or is not supported.
    """
    files = [file for path in paths for file in _files_of(path)]
    objects: dict[Term, dict[str, list[Term]]] = {}
    origin: dict[Term, Path] = {}
    numbers: dict[tuple[Path, str], ox.BlankNode] = {}
    for file in files:
        for quad in parse_rdf(file):
            subject, predicate, value = (
                _numbered(term, file, numbers) for term in (quad.subject, quad.predicate, quad.object)
            )
            origin.setdefault(subject, file)
            found = objects.setdefault(subject, {}).setdefault(predicate.value, [])
            if value not in found:
                found.append(value)
    notes = _unknown_terms(objects, origin)
    return ShapesGraph(objects=objects, files=origin, paths=tuple(files), notes=notes)


def parse_rdf(path: Path) -> Iterator[ox.Quad]:
    """The quads of an RDF file, with literals as the file writes them.

    Raises:
        InputError: The file cannot be read.
        OntologyError: A syntax error, with line and column.
    """
    rdf_format = rdf_format_of(path)
    try:
        with path.open("rb") as file:
            yield from ox.parse(file, format=rdf_format, base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise OntologyError(
            f"not valid {rdf_format.name}: {error.msg}", path=str(path), line=error.lineno, column=error.offset
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from error


def name_of(term: Term) -> str:
    """A term as people write it in messages: an IRI's last part, a literal in quotes.

    Example:
        >>> name_of(ox.NamedNode("http://www.w3.org/ns/shacl#path"))
        'sh:path'
    """
    if isinstance(term, ox.NamedNode):
        return _short(term.value)
    return "an unnamed shape" if isinstance(term, ox.BlankNode) else f"'{term.value}'"


def _short(iri: str) -> str:
    if iri.startswith(SH):
        return "sh:" + iri.removeprefix(SH)
    return f"<{iri}>"


def _files_of(path: Path) -> list[Path]:
    if not path.exists():
        raise InputError("there is no such file", path=str(path))
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.ttl"))
    if not files:
        raise InputError("the folder holds no .ttl file", path=str(path), hint="name the shapes file")
    return files


def _numbered(term: Term | ox.Triple, file: Path, numbers: dict[tuple[Path, str], ox.BlankNode]) -> Term:
    if isinstance(term, ox.Triple):
        raise OntologyError(f"a shape speaks of a triple, {term}", path=str(file), see="SHACL, section 1.5")
    if not isinstance(term, ox.BlankNode):
        return term
    return numbers.setdefault((file, term.value), ox.BlankNode(f"shape{len(numbers) + 1}"))


def _unknown_terms(objects: dict[Term, dict[str, list[Term]]], origin: dict[Term, Path]) -> tuple[Note, ...]:
    """Notes on terms that SHACL does not have, on subjects that say nothing else of SHACL: data in the same file.

    Raises:
        OntologyError: A shape, or what belongs to one, has such a term, or one that is not supported.
    """
    notes: dict[Note, None] = {}
    for subject, predicates in objects.items():
        values = [o.value for found in predicates.values() for o in found if isinstance(o, ox.NamedNode)]
        used = [iri.removeprefix(SH) for iri in (*predicates, *values) if iri.startswith(SH)]
        unknown = [name for name in used if not _is_known(name)]
        if unknown:
            name, path = unknown[0], origin[subject]
            near = next((f"sh:{known}" for known in similar(name, among=KNOWN)), "")
            if len(used) > len(unknown) or isinstance(subject, ox.BlankNode):
                raise _unknown_term(name, path, near=near)
            notes[Note("unknown-shacl-term", (name,), near, path.name, _line_of(path, name))] = None
        _refuse_unsupported(predicates, origin[subject])
    return tuple(notes)


def _is_known(name: str) -> bool:
    # In the namespace's own file, `sh:PatternConstraintComponent-flags` is a parameter of a component.
    return name in KNOWN or name == "" or name.partition("-")[0] in PARAMETERS.values()


def _refuse_unsupported(predicates: Mapping[str, list[Term]], path: Path) -> None:
    for name in sorted(UNSUPPORTED):
        # The one regime of entailment that is known is that of rules (SHACL Advanced Features, section 8.3).
        if any(value != ox.NamedNode(sh("Rules")) for value in predicates.get(sh(name), ())):
            raise OntologyError(
                f"sh:{name} is not supported",
                path=str(path),
                line=_line_of(path, name),
                hint="take it out, or express it with sh:sparql",
            )


def _unknown_term(name: str, path: Path, *, near: str) -> OntologyError:
    hint = f"did you mean {near}?" if near else "SHACL has no such term"
    return OntologyError(f"unknown term sh:{name}", path=str(path), line=_line_of(path, name), hint=hint)


def _line_of(path: Path, name: str) -> int | None:
    """1-based line on which a local name first stands as a word of its own; None where it cannot be found."""
    pattern = _as_word(name)
    return next((number for number, line in _lines(path) if pattern.search(line)), None)


def _line_of_statement(path: Path, name: str, value: Term) -> int | None:
    """1-based line of a property that has a value after it, or that stands on one line only; None where none is sure.

    A shape without a name has no other place, and the same property stands on many shapes.
    """
    pattern = _as_word(name)
    found = [(number, line[match.end() :]) for number, line in _lines(path) if (match := pattern.search(line))]
    written = "" if isinstance(value, ox.BlankNode) else value.value
    if isinstance(value, ox.NamedNode):
        written = local_part(value.value)
    exact = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)") if written else None
    fitting = [number for number, rest in found if exact is not None and exact.search(rest)]
    if fitting:
        return fitting[0]
    return found[0][0] if len(found) == 1 else None


def _as_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"[:#/]{re.escape(local_part(name))}(?![\w-])")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file by 1-based number; none of what is no text."""
    try:
        return enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    except (OSError, UnicodeDecodeError):
        return iter(())
