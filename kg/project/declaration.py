"""Projections as files: a SPARQL query whose rows are ties, with a header that says what they mean.

A projection is `NAME.rq` in a folder of projections; `NAME.nodes.rq` beside it adds columns to the nodes. The header::

    #+ title: Who is tied to whom                        (title-fr for another language; so for all texts)
    #+ description: One edge a pair of companies and kind of tie
    #+ direction: directed                               (or undirected)
    #+ weight: number of documents that report the tie   (what the weight means, in words)
    #+ columns: source target kind situation             (what the query returns)
    #+ symmetric: partnerOf competesWith                 (kinds without direction in a directed network)
    #+ situations: biz:Partnership biz:Competition       (classes it is made from: what yields no edge is counted)
    #+ statuses: agreed ongoing completed                (what counts as realised; the others are left out and counted)
    #+ unstated: competesWith                            (kinds that count even where no status is stated)

`source` and `target` are required. Known columns are `kind`, `weight`, `start`, `end`, `situation`, `document`,
`status`, `sentence`, `amount` and `currency`; every other one becomes an attribute of the edge: the value of the latest
report, or with a star behind its name (`topics*`) the list of all values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError, similar
from kg.resources import folder
from kg.vocab import CODE, declared_prefixes, local_name, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STATUSES = ("rumoured", "planned", "agreed", "ongoing", "completed", "cancelled")
"""The status code list, in the order in which a deal goes through it."""

UNSTATED = "unstated"
"""Stands for the status of a situation that has none."""

COLUMNS = (
    "source",
    "target",
    "kind",
    "weight",
    "start",
    "end",
    "situation",
    "document",
    "status",
    "sentence",
    "amount",
    "currency",
)
"""Columns with a meaning of their own."""

_OWN = ("certainties", "situations", "spells", "statuses", "symmetric")
"""What is gathered from all rows of an edge, and relied on by what measures and writes networks."""

_KEYS = ("direction", "columns", "symmetric", "situations", "statuses", "unstated")
_TEXTS = ("title", "description", "weight")
_TEXT_KEY = re.compile(r"(title|description|weight)(?:-([a-z]{2,3}))?\Z")
_HEADER = re.compile(r"#\+\s*([A-Za-z-]+)\s*:\s*(.*)")
_COMMENT = re.compile(r"(?m)^\s*#.*$")

_WEIGHTS = {"en": "number of documents that report the tie", "fr": "nombre de documents qui rapportent le lien"}
_SUMS = {"en": "sum of the query's weights", "fr": "somme des poids de la requête"}
_REALISED = frozenset({"agreed", "ongoing", "completed"})


@dataclass(frozen=True, slots=True)
class Projection:
    """A declared way from graph to network.

    Attributes:
        name: The file's name without its ending.
        query: SPARQL SELECT.
        nodes_query: SPARQL SELECT with a column `node`; None where there is none.
        nodes_path: Its file, where it is in one.
        columns: What `query` returns, `source` and `target` among them.
        lists: Columns that become lists of all their values.
        titles: By language; `descriptions` likewise.
        directed: Whether source and target are told apart.
        weights: What the weight means, in words, by language.
        symmetric: Kinds without direction in a directed network.
        situations: IRIs of the classes of situation it is made from.
        statuses: What counts as realised.
        unstated: Kinds that count even where no status is stated; `*` for all.
    """

    name: str
    path: Path
    query: str
    nodes_query: str | None = None
    nodes_path: Path | None = None
    columns: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    titles: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    directed: bool = True
    weights: dict[str, str] = field(default_factory=lambda: dict(_WEIGHTS))
    symmetric: frozenset[str] = frozenset()
    situations: tuple[str, ...] = ()
    statuses: frozenset[str] = _REALISED
    unstated: frozenset[str] = frozenset({"*"})

    @property
    def extra(self) -> tuple[str, ...]:
        """Columns that become attributes of edges."""
        return tuple(name for name in self.columns if name not in COLUMNS)

    def title(self, language: str) -> str:
        """The title in a language, in English, or the name."""
        return self.titles.get(language) or self.titles.get("en") or self.name

    def description(self, language: str) -> str:
        """The description in a language or in English; empty where there is none."""
        return self.descriptions.get(language) or self.descriptions.get("en") or ""

    def weight(self, language: str) -> str:
        """What the weight means, in a language or in English."""
        return self.weights.get(language) or self.weights.get("en") or next(iter(self.weights.values()))


def default_folders() -> tuple[Path, ...]:
    """The folder of shipped projections."""
    return (folder("queries") / "projections",)


def projections(*, folders: Iterable[Path] | None = None) -> dict[str, Path]:
    """Name to file of every projection; of two with one name the first folder's wins."""
    found: dict[str, Path] = {}
    for home in folders or default_folders():
        for path in sorted(home.glob("*.rq")):
            if not path.name.endswith(".nodes.rq"):
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find_projection(name: str, *, folders: Iterable[Path] | None = None) -> Projection:
    """The projection of a name, or that of a `.rq` file.

    Raises:
        UsageError: There is none of this name.
        InputError: Its file is not a projection.
    """
    if name.endswith(".rq"):
        return read_projection(Path(name))
    known = projections(folders=folders)
    if name not in known:
        near = similar(name, among=known)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"there is no projection {name!r}", hint=hint)
    return read_projection(known[name])


def read_projection(path: Path, *, nodes: Path | None = None) -> Projection:
    """The projection that a file declares.

    Args:
        path: The query of the edges.
        nodes: The query of the nodes; `NAME.nodes.rq` beside `path` by default, where there is one.

    Raises:
        InputError: A file cannot be read, its header has an unknown key or value, or it lacks a column.
    """
    if not path.exists():
        raise UsageError(f"there is no projection file {str(path)!r}")
    text = _read(path)
    beside = path.with_suffix(".nodes.rq")
    nodes = nodes or (beside if beside.exists() else None)
    header = _header(text, path)
    declared = header.get("columns", "").replace(",", " ").split() or selected(text, path)
    columns = tuple(name.removesuffix("*") for name in declared)
    _check_columns(columns, text, path)
    known = {**prefixes(), **declared_prefixes(text)}
    words = {key: value.replace(",", " ").split() for key, value in header.items()}
    return Projection(
        name=path.stem,
        path=path,
        query=text,
        nodes_query=read_nodes(nodes) if nodes else None,
        nodes_path=nodes,
        columns=columns,
        lists=frozenset(name.removesuffix("*") for name in declared if name.endswith("*")),
        titles=_texts(header, "title"),
        descriptions=_texts(header, "description"),
        directed=_directed(header.get("direction", "directed"), path),
        weights=_texts(header, "weight") or (_SUMS if "weight" in columns else _WEIGHTS),
        symmetric=frozenset(words.get("symmetric", ())),
        situations=tuple(_expanded(name, path, known) for name in words.get("situations", ())),
        statuses=_statuses(words.get("statuses"), path),
        unstated=frozenset(words.get("unstated", ("*",))),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", path=str(path)) from error


def read_nodes(path: Path) -> str:
    """The text of a query of nodes.

    Raises:
        InputError: It cannot be read, or has no column `node`.
    """
    text = _read(path)
    if "node" not in selected(text, path):
        raise InputError("the query of nodes lacks its column 'node'", path=str(path))
    return text


def _header(text: str, path: Path) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        found = _HEADER.match(line)
        if not found:
            continue
        key, value = found[1], found[2].strip()
        if key not in _KEYS and not _TEXT_KEY.match(key):
            near = similar(key, among=(*_KEYS, *_TEXTS))
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join((*_TEXTS, *_KEYS))}"
            raise InputError(f"unknown header key {key!r}", path=str(path), line=number, hint=hint)
        header[key] = f"{header[key]} {value}" if key in header else value
    return header


def selected(query: str, path: Path) -> tuple[str, ...]:
    """Names of the variables that a SELECT query returns, in order.

    Raises:
        InputError: The query is not a SELECT with named columns.
    """
    body = _COMMENT.sub("", query)
    found = re.search(r"(?is)\bselect\b(.*?)(?:(?<![?$])\b(?:where|from)\b|\{)", body)
    if not found or "*" in re.sub(r"\([^()]*\)", "", found[1]):
        raise InputError(
            "not a SELECT with named columns", path=str(path), hint="begin with SELECT ?source ?target ?kind …"
        )
    # Of `(expression AS ?name)` only the name is a column.
    head = found[1]
    while (inner := re.sub(r"\((?:[^()]*\bAS\s+([?$]\w+)\s*|[^()]*)\)", r"\1", head, flags=re.IGNORECASE)) != head:
        head = inner
    return tuple(re.findall(r"[?$](\w+)", head))


def _check_columns(columns: tuple[str, ...], text: str, path: Path) -> None:
    """A column that the query never binds would be silently empty: each must occur in the pattern."""
    body = _COMMENT.sub("", text)
    for name in ("source", "target"):
        if name not in columns:
            raise InputError(f"the projection lacks its column {name!r}", path=str(path))
    returned = selected(text, path)
    for name in columns:
        if name in _OWN:
            raise InputError(f"column {name!r} has the name of what every edge has of its own", path=str(path))
        if name not in returned:
            raise InputError(f"the header declares column {name!r}, which the query does not return", path=str(path))
        if len(re.findall(rf"[?$]{name}\b", body)) < 2 and not re.search(rf"(?i)\bas\s+[?$]{name}\b", body):  # noqa: PLR2004 - once in SELECT, once in the pattern
            raise InputError(f"column {name!r} occurs nowhere in the query's pattern", path=str(path))


def _texts(header: dict[str, str], name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in header.items():
        match = _TEXT_KEY.match(key)
        if match and match[1] == name:
            found[match[2] or "en"] = value
    return found


def _directed(value: str, path: Path) -> bool:
    if value not in ("directed", "undirected"):
        raise InputError(f"direction is {value!r}", path=str(path), hint="it must be 'directed' or 'undirected'")
    return value == "directed"


def _statuses(words: list[str] | None, path: Path) -> frozenset[str]:
    for word in words or ():
        if word not in STATUSES:
            raise InputError(f"unknown status {word!r}", path=str(path), hint=f"known are {', '.join(STATUSES)}")
    return frozenset(words) if words is not None else _REALISED


def _expanded(name: str, path: Path, known: Mapping[str, str]) -> str:
    """The IRI behind a prefixed name of the header."""
    prefix, colon, local = name.partition(":")
    namespace = known.get(prefix)
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    if not colon or namespace is None:
        hint = f"declare 'PREFIX {prefix}: <…>' in the query" if colon else "as in biz:Partnership"
        raise InputError(f"not a prefixed name: {name!r}", path=str(path), hint=hint)
    return namespace + local


def status_of(code: str | None) -> str:
    """The notation of a status code, `unstated` for None."""
    return UNSTATED if code is None else code.removeprefix(CODE) if code.startswith(CODE) else local_name(code)
