"""Property paths: what stands between the ends of a triple pattern (SPARQL 1.1 Query, section 9.1).

Inverses are at the properties: `^(a/b)` is read as `^b/^a`. Negated sets (`!a`) are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.query.syntax import name_of
from kg.query.terms import expanded
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.lexer import Token


class Name(NamedTuple):
    """A variable."""

    name: str


class Property(NamedTuple):
    """One property: an IRI or a variable, and whether it goes from the object to the subject."""

    term: Name | str
    inverse: bool = False


class Steps(NamedTuple):
    """One path after the other."""

    parts: tuple[Path, ...]


class Choice(NamedTuple):
    """One of several paths."""

    parts: tuple[Path, ...]


class Repeat(NamedTuple):
    """A path that is taken any number of times.

    Attributes:
        part: What is repeated.
        may_be_none: Whether it need not be taken at all (`*`, `?`).
        once: Whether it is taken at most once (`?`).
    """

    part: Path
    may_be_none: bool
    once: bool


Path: TypeAlias = "Property | Steps | Choice | Repeat"


def read_path(tokens: Sequence[Token], *, prefixes: Mapping[str, str]) -> Path | None:
    """The path that tokens write.

    Args:
        tokens: Of the path alone.
        prefixes: All that hold in the query.

    Returns:
        None of what cannot be followed property by property: a negated set, a prefix that nobody declared.
    """
    if len(tokens) == 1 and tokens[0].kind == "var":
        return Property(Name(name_of(tokens[0])))
    reader = _Reader(tokens, prefixes)
    found = reader.choice(inverse=False)
    return found if reader.at == len(tokens) else None


def repeats(path: Path) -> bool:
    """Whether a part of a path may be taken more or less than once."""
    return isinstance(path, Repeat) or (not isinstance(path, Property) and any(map(repeats, path.parts)))


def properties_of(path: Path) -> tuple[Property, ...]:
    """All properties in a path, in the order of the text."""
    if isinstance(path, Property):
        return (path,)
    parts = (path.part,) if isinstance(path, Repeat) else path.parts
    return tuple(one for part in parts for one in properties_of(part))


class _Reader:
    """Reads a path by the rules of the grammar (SPARQL 1.1 Query, rules 89 to 94)."""

    def __init__(self, tokens: Sequence[Token], prefixes: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._prefixes = prefixes
        self.at = 0

    def _accept(self, *signs: str) -> str:
        if self.at < len(self._tokens) and self._tokens[self.at].key in signs:
            self.at += 1
            return self._tokens[self.at - 1].key
        return ""

    def choice(self, *, inverse: bool) -> Path | None:
        parts = [self._sequence(inverse=inverse)]
        while self._accept("|"):
            parts.append(self._sequence(inverse=inverse))
        read = tuple(part for part in parts if part is not None)
        if len(read) < len(parts):
            return None
        return read[0] if len(read) == 1 else Choice(_flat(read, Choice))

    def _sequence(self, *, inverse: bool) -> Path | None:
        parts = [self._element(inverse=inverse)]
        while self._accept("/"):
            parts.append(self._element(inverse=inverse))
        read = tuple(part for part in parts if part is not None)
        if len(read) < len(parts):
            return None
        if len(read) == 1:
            return read[0]
        return Steps(_flat(read[::-1] if inverse else read, Steps))

    def _element(self, *, inverse: bool) -> Path | None:
        if self._accept("^"):
            inverse = not inverse
        found = self._primary(inverse=inverse)
        sign = self._accept("*", "+", "?")
        return Repeat(found, sign != "+", sign == "?") if found is not None and sign else found

    def _primary(self, *, inverse: bool) -> Path | None:
        if self._accept("("):
            found = self.choice(inverse=inverse)
            return found if self._accept(")") else None
        if self._accept("A"):
            return Property(RDF + "type", inverse)
        if not self._accept("iri", "pname"):
            return None
        iri = expanded(self._tokens[self.at - 1].text, prefixes=self._prefixes)
        return None if iri is None else Property(iri, inverse)


def _flat(parts: tuple[Path, ...], kind: type[Steps | Choice]) -> tuple[Path, ...]:
    """Parts with those of parts of the same kind in their place."""
    return tuple(inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,)))
