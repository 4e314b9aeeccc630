"""`kg.toml`: where things are, and how annotations are mapped.

The file is found upwards from the working folder, or beside the graph or corpus that a command names. Every key is
optional; relative paths count from the file's folder::

    base = "https://w3id.org/biznews/"     # what IRIs of documents and entities begin with
    corpus = ["."]                         # folders of annotated texts
    graph = "graph"
    language = "en"                        # of labels and messages
    decisions = "decisions.toml"           # which names are one entity

    [defaults]                             # metadata of documents that nothing else gives
    language = "fr"

    [ontology]
    files = ["ontology.ttl"]               # on top of the shipped core.ttl, instead of business news
    rules = ["rules"]
    conversions = true                     # "$1.5 billion (€1.37 billion)" is one sum: derive biz:convertedTo

    [mapping.labels]                       # annotation label = class, situation or kind of value
    MNY = "Money"
    [mapping.roles]                        # role = property
    Buyer = "investor"
    [mapping.attributes]                   # attribute = property
    Modality = "certainty"
    [mapping.values]                       # value of an attribute = code
    Speculated = "possible"
    [mapping.relations]                    # relation label = situation with two roles
    ACQUIRES = {situation = "Investment", Arg1 = "investor", Arg2 = "investmentTarget"}

    [authorities]                          # authority of a link = what its keys become IRIs with
    Register = "https://register.example/company/"

    [build]
    networks = ["companies"]               # made by every build, so that exporting them begins at once
    [check]
    shapes = ["shapes.ttl"]
    [query]
    folders = ["queries"]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import ConfigError, similar
from kg.resources import folder
from kg.vocab import DEFAULT_BASE, WIKIDATA

FILE_NAME = "kg.toml"

_TABLES: dict[str, tuple[str, ...]] = {
    "": (
        "base", "corpus", "graph", "language", "decisions",
        "defaults", "ontology", "mapping", "authorities", "build", "check", "query",
    ),
    "ontology": ("files", "rules", "conversions"),
    "mapping": ("labels", "roles", "attributes", "values", "relations"),
    "build": ("networks",),
    "check": ("shapes",),
    "query": ("folders",),
}  # fmt: skip
"""Known keys of each table whose keys are ours to name."""

BUILT_IN_AUTHORITIES: dict[str, str] = {
    "Wikidata": WIKIDATA,
    "LEI": "lei:",
    "Matter": "matter:",
    "IRI": "",
}
"""`lei:` and `matter:` are not IRIs: the mapping writes schema:leiCode and biz:matter for them.

The keys of `IRI` are IRIs already: readers give that authority for formats that link to whole IRIs.
"""


_IRI_START = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
"""What an absolute IRI begins with: a scheme, and no character that IRIs never have (RFC 3987, section 2.2)."""


class RelationMapping(NamedTuple):
    """A relation that stands for a situation: its class, and the role of each argument name."""

    situation: str
    roles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Config:
    """What `kg.toml` says, with defaults for what it leaves out.

    Attributes:
        path: The file; None where there is none.
        ontology: Ontology and code list files, the shipped core first.
        rules: SPARQL CONSTRUCT files of the derived graph, in the order they run.
        shapes: Shapes files, the shipped core first.
        query_folders: Folders of stored queries; the project's own come first and win.
        networks: Names of the projections whose networks builds make.
    """

    path: Path | None = None
    base: str = DEFAULT_BASE
    corpus: tuple[Path, ...] = ()
    graph: Path = Path("graph")
    language: str = "en"
    decisions: Path | None = None
    defaults: dict[str, str] = field(default_factory=dict)
    ontology: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    shapes: tuple[Path, ...] = ()
    query_folders: tuple[Path, ...] = ()
    networks: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    relations: dict[str, RelationMapping] = field(default_factory=dict)
    authorities: dict[str, str] = field(default_factory=dict)

    @property
    def projection_folders(self) -> tuple[Path, ...]:
        """Folders of projections; the project's own come first and win."""
        own = (path / "projections" for path in self.query_folders)
        return tuple(dict.fromkeys((*own, folder("queries") / "projections")))


def find_config(start: Path | None = None, *, near: Path | None = None) -> Config:
    """The configuration that holds in a folder.

    Args:
        start: Where the search upwards begins; the working folder by default.
        near: A corpus or graph that the command names: a `kg.toml` in it or above it, but below or in the working
            folder or the folder itself, wins.

    Raises:
        ConfigError: The file is no TOML, has an unknown key, or a value of another type than expected.
    """
    if near is not None:
        found = _upwards(near.resolve(), levels=2)
        if found:
            return read_config(found)
    found = _upwards((start or Path.cwd()).resolve())
    return read_config(found) if found else _complete({}, None)


def _upwards(start: Path, *, levels: int | None = None) -> Path | None:
    folders = [start, *start.parents][:levels]
    return next((path / FILE_NAME for path in folders if (path / FILE_NAME).is_file()), None)


def read_config(path: Path) -> Config:
    """What one `kg.toml` says.

    Raises:
        ConfigError: As for `find_config`.
    """
    import tomllib  # noqa: PLC0415 - many folders have no kg.toml, and every command has to start

    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(f"not valid TOML: {message}", path=str(path), line=line, column=column) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=str(path)) from error
    _refuse_unknown_keys(data, text, path)
    return _complete(data, path)


def _refuse_unknown_keys(data: dict[str, Any], text: str, path: Path) -> None:
    for table, known in _TABLES.items():
        content = data.get(table, {}) if table else data
        if not isinstance(content, dict):
            raise ConfigError(f"[{table}] must be a table", path=str(path), line=_line_of(table, text))
        for key in content:
            if key not in known:
                near = similar(key, among=known)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
                name = f"{table}.{key}" if table else key
                raise ConfigError(f"unknown key {name!r}", path=str(path), line=_line_of(key, text), hint=hint)


def _line_of(key: str, text: str) -> int | None:
    """1-based line on which a key or table stands first."""
    found = re.search(rf'^[ \t]*\[?[ \t]*(?:[\w."-]+\.)?"?{re.escape(key)}"?[ \t]*[=\].]', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


class _Table:
    """A table of `kg.toml` whose values are asked for by type."""

    def __init__(self, data: dict[str, Any], path: Path | None) -> None:
        self._data = data
        self._path = path

    def _fail(self, key: str, expected: str) -> ConfigError:
        return ConfigError(f"{key!r} must be {expected}, not {self._data[key]!r}", path=str(self._path))

    def text(self, key: str, default: str) -> str:
        value = self._data.get(key, default)
        if not isinstance(value, str):
            raise self._fail(key, "a string")
        return value

    def flag(self, key: str) -> bool:
        value = self._data.get(key, False)
        if not isinstance(value, bool):
            raise self._fail(key, "true or false")
        return value

    def texts(self, key: str) -> list[str]:
        value = self._data.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._fail(key, "a list of strings")
        return value

    def table(self, key: str) -> _Table:
        return _Table(self._data.get(key, {}), self._path)

    def mapping(self, key: str) -> dict[str, str]:
        value = self._data.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise self._fail(key, "a table of strings")
        return dict(value)

    def relations(self, key: str) -> dict[str, RelationMapping]:
        relations = {}
        for label, content in self._data.get(key, {}).items():
            good = isinstance(content, dict) and all(isinstance(item, str) for item in content.values())
            if not good or "situation" not in content:
                raise ConfigError(
                    f"relation {label!r} must be a table with 'situation' and the role of each argument",
                    path=str(self._path),
                    hint='as in ACQUIRES = {situation = "Investment", Arg1 = "investor", Arg2 = "investmentTarget"}',
                )
            roles = {name: role for name, role in content.items() if name != "situation"}
            relations[label] = RelationMapping(situation=content["situation"], roles=roles)
        return relations

    def files(self, key: str, home: Path, *, ending: str = "") -> tuple[Path, ...]:
        """Existing files and folders; of a folder its files of one ending, sorted."""
        found: list[Path] = []
        for name in self.texts(key):
            path = home / name
            if not path.exists():
                raise ConfigError(f"{key!r} names {name!r}, which does not exist", path=str(self._path))
            found.extend(sorted(path.glob(f"*{ending}")) if path.is_dir() and ending else [path])
        return tuple(found)


def _complete(data: dict[str, Any], path: Path | None) -> Config:
    home = path.parent if path else Path.cwd()
    top = _Table(data, path)
    mapping, ontology = top.table("mapping"), top.table("ontology")
    base = top.text("base", DEFAULT_BASE)
    if not re.match(r"[a-z][a-z0-9+.-]*:", base) or base[-1] not in "/#":
        raise ConfigError(f"base {base!r} must be an absolute IRI that ends with '/' or '#'", path=str(path))
    decisions = top.text("decisions", "")
    return Config(
        path=path,
        base=base,
        corpus=tuple(home / name for name in top.texts("corpus")),
        graph=(home / top.text("graph", "graph")) if path else Path("graph"),
        language=top.text("language", "en"),
        decisions=_decisions(decisions, home, path),
        defaults=top.mapping("defaults"),
        ontology=_ontology_files(ontology, home),
        rules=_rule_files(ontology, home),
        shapes=(folder("shapes") / "core.ttl", *_shapes_files(top.table("check"), ontology, home)),
        query_folders=(*top.table("query").files("folders", home), *_shipped_queries(ontology)),
        networks=tuple(dict.fromkeys(top.table("build").texts("networks"))),
        labels=mapping.mapping("labels"),
        roles=mapping.mapping("roles"),
        attributes=mapping.mapping("attributes"),
        values=mapping.mapping("values"),
        relations=mapping.relations("relations"),
        authorities={**BUILT_IN_AUTHORITIES, **_authorities(top, path)},
    )


def _authorities(top: _Table, path: Path | None) -> dict[str, str]:
    """What the project's own authorities make IRIs of keys with."""
    authorities = top.mapping("authorities")
    for name, start in authorities.items():
        if start not in BUILT_IN_AUTHORITIES.values() and not _IRI_START.fullmatch(start):
            raise ConfigError(
                f"authority {name!r} must be the absolute IRI that keys are added to, not {start!r}",
                path=str(path),
                hint='as in Register = "https://register.example/company/"',
            )
    return authorities


def _decisions(name: str, home: Path, path: Path | None) -> Path | None:
    """The decisions file; one called `decisions.toml` beside `kg.toml` is used without being named."""
    if name and not (home / name).is_file():
        raise ConfigError(f"'decisions' names {name!r}, which does not exist", path=str(path))
    usual = home / "decisions.toml"
    if name:
        return home / name
    return usual if path and usual.is_file() else None


def _ontology_files(ontology: _Table, home: Path) -> tuple[Path, ...]:
    shipped = folder("ontology")
    core = (shipped / "core.ttl", shipped / "core-codes.ttl")
    own = ontology.files("files", home)
    return core + (own or (shipped / "business.ttl", shipped / "business-codes.ttl"))


def _rule_files(ontology: _Table, home: Path) -> tuple[Path, ...]:
    shipped = folder("ontology")
    core = tuple(sorted((shipped / "core-rules").glob("*.rq")))
    if ontology.flag("conversions"):
        core += (shipped / "optional-rules" / "apposition.rq",)
    if ontology.texts("files") or ontology.texts("rules"):
        return core + ontology.files("rules", home, ending=".rq")
    return core + tuple(sorted((shipped / "rules").glob("*.rq")))


def _shipped_queries(ontology: _Table) -> tuple[Path, ...]:
    """Queries for any field; those about business news too, unless the ontology is another one."""
    shipped = folder("queries")
    return (shipped / "core",) if ontology.texts("files") else (shipped, shipped / "core")


def _shapes_files(check: _Table, ontology: _Table, home: Path) -> tuple[Path, ...]:
    """The project's shapes; without any, those of business news, unless the ontology is another one."""
    own = check.files("shapes", home, ending=".ttl")
    return own if own or ontology.texts("files") else (folder("shapes") / "business.ttl",)
