"""Outcomes of checks, kept in the version of the graph that was checked, for the check of the next version.

An outcome is a cache: a file that is damaged, of another program, of other shapes or of another graph is not taken, and
then everything is checked. Where it cannot be written, it is not.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

import kg
from kg import changes
from kg.check.paths import Path as PropertyPath
from kg.check.report import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.changes import Changes
    from kg.check.engine import Found, Part
    from kg.check.shapes import Shapes
    from kg.check.shapes_graph import Term

_SHOWN = 16
"""Characters of a key that stand in a file's name."""


class _UnkeptError(Exception):
    """A result that cannot be kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found, before messages are filled.

    Attributes:
        found: The results of each part of the shapes.
        sizes: Pattern of focus nodes to their number.
        focus_nodes: How many different nodes were focus nodes.
    """

    found: Mapping[Part, Found]
    sizes: Mapping[str, int]
    focus_nodes: int


def keep(outcome: Outcome, version: Path, *, shapes: Shapes) -> None:
    """Keep an outcome in the version that was checked; silently not, where the folder cannot be written.

    An outcome with blank nodes is not kept: in reports they are named after what is said of them, which may change.
    """
    folder, key = version / changes.FOLDER, _key_of(shapes)
    path = folder / f"{version.name}.{key[:_SHOWN]}.json.gz"
    try:
        content = {"found": _written(outcome), "sizes": outcome.sizes, "focus_nodes": outcome.focus_nodes}
    except _UnkeptError:
        return
    head = {"key": key, "version": version.name, "fingerprint": changes.fingerprint(version)}
    text = json.dumps({**head, **content}, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        aside = folder / f"{path.name}.{os.getpid()}"
        aside.write_bytes(gzip.compress(text.encode(), compresslevel=1, mtime=0))
        aside.replace(path)
        _forget_older(path, key=key)


def recall(version: Path, *, shapes: Shapes) -> tuple[Outcome, Changes, str] | None:
    """The newest outcome that is known of some shapes, what has changed since, and the name of the version it is of.

    Returns:
        None where there is none that can be relied on.
    """
    key = _key_of(shapes)
    known = sorted((version / changes.FOLDER).glob(f"*.{key[:_SHOWN]}.json.gz"), key=changes.number_of)
    for path in reversed(known):
        try:
            content = json.loads(gzip.decompress(path.read_bytes()))
            if content["key"] != key or changes.number_of(path) > changes.number_of(version):
                continue
            since = changes.since(version, name=content["version"], known=content["fingerprint"])
            if since is not None:
                return _read(content), since, content["version"]
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, AttributeError, zlib.error):
            continue
    return None


def _key_of(shapes: Shapes) -> str:
    """What an outcome depends on besides the graph: the shapes, this program and the store's."""
    digest = hashlib.sha256(f"{kg.__version__} {ox.__version__}\n".encode())
    # Between two versions of the program, a mistake may be mended here that made an outcome wrong.
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for subject, predicate, value in shapes.graph.triples():
        digest.update(f"{subject} {predicate} {value}\n".encode())
    return digest.hexdigest()


def _forget_older(path: Path, *, key: str) -> None:
    """Remove the outcomes of earlier versions for the same key."""
    for other in path.parent.glob(f"*.{key[:_SHOWN]}.json.gz"):
        if other != path:
            other.unlink()


def _written(outcome: Outcome) -> list[Any]:
    return [
        [*part, [_entry(this, result, bound) for this, (result, bound) in found]]
        for part, found in outcome.found.items()
        if found
    ]


def _entry(this: Term, result: Result, bound: Mapping[str, Term]) -> list[Any]:
    if any(isinstance(term, ox.BlankNode) for term in (this, result.focus_node, result.value)):
        raise _UnkeptError
    return [
        _term(this),
        _term(result.focus_node),
        _path(result.path),
        _term(result.value),
        result.component,
        _term(result.source_shape),
        _term(result.source_constraint),
        result.severity,
        result.templates,
        {name: _term(term) for name, term in bound.items()},
    ]


def _read(content: dict[str, Any]) -> Outcome:
    found: dict[Part, Found] = {}
    for root, number, entries in content["found"]:
        found[root, number] = [_read_entry(entry) for entry in entries]
    sizes = {str(pattern): int(size) for pattern, size in content["sizes"].items()}
    return Outcome(found, sizes, int(content["focus_nodes"]))


def _read_entry(entry: list[Any]) -> tuple[Term, tuple[Result, Mapping[str, Term]]]:
    this, focus_node, path, value, component, shape, constraint, severity, templates, bound = entry
    result = Result(
        focus_node=_known_term(focus_node),
        path=_read_path(path) if path is not None else None,
        value=_read_term(value),
        component=component,
        source_shape=_known_term(shape),
        source_constraint=_read_term(constraint),
        severity=severity,
        messages={},
        templates=templates,
    )
    return _known_term(this), (result, {name: _known_term(term) for name, term in bound.items()})


def _term(term: Term | None) -> Any:
    """A term as JSON: an IRI as a string, a blank node and a literal as lists."""
    if term is None or isinstance(term, ox.NamedNode):
        return term.value if term is not None else None
    if isinstance(term, ox.BlankNode):
        return [term.value]
    if not isinstance(term, ox.Literal) or term.direction is not None:
        raise _UnkeptError
    return [term.value, term.language, term.datatype.value]


def _read_term(written: Any) -> Term | None:
    return None if written is None else _known_term(written)


def _known_term(written: Any) -> Term:
    if isinstance(written, str):
        return ox.NamedNode(written)
    if len(written) == 1:
        return ox.BlankNode(written[0])
    value, language, datatype = written
    return ox.Literal(value, language=language) if language else ox.Literal(value, datatype=ox.NamedNode(datatype))


def _path(path: PropertyPath | None) -> Any:
    return [path.kind, path.iri, [_path(part) for part in path.parts]] if path is not None else None


def _read_path(written: Any) -> PropertyPath:
    kind, iri, parts = written
    return PropertyPath(kind, iri, tuple(_read_path(part) for part in parts))
