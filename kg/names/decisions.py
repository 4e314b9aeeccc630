"""`decisions.toml`: what a person has decided about names; it wins over everything.

::

    [[same]]
    type = "Technology"
    names = ["artificial intelligence", "intelligence artificielle", "AI"]
    reason = "the French and the English name"

    [[different]]
    type = "Company"
    names = ["Orange", "Orange County Bank"]
    reason = "a telecom group and an American bank"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError
from kg.names.keys import name_key

if TYPE_CHECKING:
    from pathlib import Path

    from kg.schema import Class, Schema

NameKey = tuple[str, str]
"""Family of the type, key of the name."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Names that a person declared to be the same entity, or different ones.

    Attributes:
        keys: Those of the names, each once.
        reason: Why, in the person's words.
        names: The first wording of each key.
        line: 1-based line of the table in the file; None where it is not known.
    """

    keys: tuple[NameKey, ...]
    reason: str
    names: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a project."""

    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()


def read_decisions(path: Path, *, schema: Schema) -> Decisions:
    """The decisions in a file.

    Args:
        path: A TOML file with tables `[[same]]` and `[[different]]`.
        schema: Where the types are looked up.

    Raises:
        ConfigError: No TOML, an unknown table, key or type, or fewer than two names.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=str(path)) from error
    unknown = sorted(set(data) - {"same", "different", "unsure"})
    if unknown:
        raise ConfigError(
            f"unknown table {unknown[0]!r}", path=str(path), hint="use [[same]], [[different]], [[unsure]]"
        )
    lines = {kind: [n for n, row in enumerate(text.splitlines(), 1) if _opens(row, kind)] for kind in data}
    read = {
        kind: tuple(
            _decision(entry, schema, path, _at(lines.get(kind, []), index)) for index, entry in enumerate(entries)
        )
        for kind, entries in data.items()
        if kind != "unsure"
    }
    return Decisions(same=read.get("same", ()), different=read.get("different", ()))


def _opens(row: str, kind: str) -> bool:
    return re.match(rf"\s*\[\[\s*{kind}\s*\]\]", row) is not None


def _at(lines: list[int], index: int) -> int | None:
    return lines[index] if index < len(lines) else None


def _decision(entry: dict[str, Any], schema: Schema, path: Path, line: int | None) -> Decision:
    names, type_ = entry.get("names"), entry.get("type")
    unknown = sorted(set(entry) - {"names", "type", "reason"})
    if unknown:
        raise ConfigError(f"unknown key {unknown[0]!r}", path=str(path), line=line, hint="use type, names, reason")
    if not isinstance(names, list) or len(names) < 2 or not all(isinstance(n, str) and n.strip() for n in names):  # noqa: PLR2004
        raise ConfigError("a decision needs 'names', a list of two or more", path=str(path), line=line)
    class_ = schema.class_called(str(type_))
    if class_ is None or not class_.is_entity:
        near = schema.suggestion(str(type_), among=schema.classes.values())
        hint = f"did you mean {near!r}?" if near else "name a class of the ontology, such as Company"
        raise ConfigError(f"unknown type {type_!r} of a decision", path=str(path), line=line, hint=hint)
    wordings: dict[NameKey, str] = {}
    for name in names:
        wordings.setdefault(key_of(name, class_, schema), name)
    return Decision(tuple(wordings), str(entry.get("reason", "")), tuple(wordings.values()), line)


def key_of(name: str, class_: Class, schema: Schema) -> NameKey:
    """Family and key of a name of a class."""
    return schema.family(class_), name_key(name, legal_form=class_.has_legal_form)
