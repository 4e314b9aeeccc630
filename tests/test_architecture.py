"""The house stands as `docs/architecture.md` draws it: imports point down, and each package has its owners."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MAX_LINES = 400
NAMELESS = {"utils", "util", "common", "helpers", "helper", "misc", "base"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: `kg.names.keys`, `networkx`."""

    module: str
    line: int
    typing_only: bool

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]


def _table(heading: str) -> list[list[str]]:
    """The cells of the Markdown table whose first column has this heading."""
    rows = PAGE.split(f"\n| {heading} |", 1)[1].splitlines()[2:]
    table = []
    for row in rows:
        if not row.startswith("|"):
            break
        table.append([cell.strip() for cell in row.strip("|").split("|")])
    return table


def _rooms(cell: str) -> list[str]:
    """Names in backquotes: `names/` is the room names, `kg/__init__` the room kg."""
    return [name.removesuffix("/__init__").rstrip("/") for name in re.findall(r"`([^`]+)`", cell)]


LAYERS = {room: int(layer) for layer, cell, _ in _table("layer") for room in _rooms(cell)}
OWNERS = {package: set(_rooms(owners)) for packages, owners in _table("package") for package in _rooms(packages)}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return "kg" if parts == ("kg", "__init__") else parts[1]


def _room_of_module(module: str) -> str:
    """`kg.names.keys` is in the room names; what is no module of kg, such as `kg.open`, comes from `kg/__init__`."""
    room = module.split(".")[1] if "." in module else "kg"
    return room if room in LAYERS else "kg"


@cache
def _imports(path: Path) -> tuple[Import, ...]:
    """All imports of a file, those in functions and for type checkers included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    # `import kg` alone asks for whatever the file then names as kg.…
    used = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "kg"]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            written = [alias.name for alias in node.names]
            names = [*(name for name in written if name != "kg"), *(f"kg.{a}" for a in used if "kg" in written)]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            within = node.module or ""
            names = [f"kg.{alias.name}" for alias in node.names] if within == "kg" else [within]
        else:
            continue
        found += [Import(name, node.lineno, id(node) in guarded) for name in names]
    return tuple(found)


def _lazy_loads(path: Path) -> set[str]:
    """Module names written as `importlib.import_module("…")`, which no import statement shows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("import_module")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def _normal(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _declared() -> set[str]:
    """Distributions that the project needs, those of extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    return {_normal(line) for group in groups for line in group}


def _distributions(package: str) -> set[str]:
    """The distributions that a top-level package comes from."""
    return {_normal(name) for name in DISTRIBUTIONS.get(package, [package])}


DISTRIBUTIONS = importlib.metadata.packages_distributions()
DECLARED = _declared()
IMPORTED = {
    package
    for path in MODULES
    for package in (
        *(item.package for item in _imports(path) if not item.typing_only),
        *(name.partition(".")[0] for name in _lazy_loads(path)),
    )
    if package not in sys.stdlib_module_names and package != "kg"
}


def upward_imports(path: Path) -> list[str]:
    """Imports that point to the same layer or a higher one."""
    room = _room(path)
    found = []
    for item in _imports(path):
        if item.package != "kg" or item.module == "kg.__version__":
            continue
        target = _room_of_module(item.module)
        if target != room and LAYERS[target] >= LAYERS[room]:
            found.append(f"{_name(path)}:{item.line}: {room} (layer {LAYERS[room]}) imports {item.module}")
    return found


def foreign_packages(path: Path) -> list[str]:
    """Third-party packages imported at run time by a room that does not own them."""
    return [
        f"{_name(path)}:{item.line}: {_room(path)} imports {item.module}"
        for item in _imports(path)
        if item.package != "kg"
        and item.package not in sys.stdlib_module_names
        and not item.typing_only
        and _room(path) not in OWNERS.get(item.package, set())
    ]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_stands_in_a_layer(path):
    assert _room(path) in LAYERS


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_down(path):
    assert upward_imports(path) == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_third_party_packages_stay_with_their_owners(path):
    assert foreign_packages(path) == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_are_absolute(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    relative = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]

    assert relative == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_file_is_short(path):
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= MAX_LINES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_is_named_by_a_noun(path):
    assert not NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)


def test_every_room_of_the_table_exists():
    rooms = {_room(path) for path in MODULES}

    assert set(LAYERS) == rooms


def test_every_owner_of_the_table_imports_its_package():
    used = {
        (item.package, _room(path))
        for path in MODULES
        for item in (*_imports(path), *(Import(name, 0, typing_only=False) for name in _lazy_loads(path)))
    }

    assert {(package, room) for package, rooms in OWNERS.items() for room in rooms} <= used


def test_every_imported_package_is_declared():
    undeclared = {name for name in IMPORTED if not DECLARED & _distributions(name)}

    assert undeclared == set()


@pytest.mark.parametrize("distribution", sorted(DECLARED))
def test_every_declared_package_is_imported(distribution):
    assert any(distribution in _distributions(name) for name in IMPORTED)


BREACHES = {
    "upwards": ("kg/errors.py", "from kg.store import open_graph\n"),
    "sideways": ("kg/query/x.py", "import kg.mapping\n"),
    "in a function": ("kg/names/x.py", "def f():\n    from kg.building import build_graph\n"),
    "for a type checker": ("kg/iri.py", "if TYPE_CHECKING:\n    from kg.store import Opened\n"),
    "the package's own names": ("kg/mapping/x.py", "from kg import open as open_graph\n"),
    "the package itself": ("kg/mapping/x.py", "import kg\n\nkg.build('corpus', kg.__version__)\n"),
}


@pytest.mark.parametrize(("name", "text"), BREACHES.values(), ids=BREACHES)
def test_guard_sees_an_import_that_points_up(tmp_path, monkeypatch, name, text):
    path = _planted(tmp_path, monkeypatch, name, text)

    assert len(upward_imports(path)) == 1


@pytest.mark.parametrize("text", ["import rich\n", "def f():\n    from rich.table import Table\n"])
def test_guard_sees_a_package_in_the_wrong_room(tmp_path, monkeypatch, text):
    path = _planted(tmp_path, monkeypatch, "kg/query/x.py", text)

    assert len(foreign_packages(path)) == 1


def _planted(tmp_path, monkeypatch, name, text):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
