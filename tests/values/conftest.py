from __future__ import annotations

import datetime as dt
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.values import read

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "data" / "values"


def _module(name):
    """A module of the benchmark, which is no package."""
    path = ROOT / "benchmarks" / "values" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"benchmarks_values_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def babel_cases():
    return _module("babel_cases")


@pytest.fixture(scope="session")
def scoring():
    return _module("scoring")


@pytest.fixture(scope="session")
def defective():
    lines = (ROOT / "benchmarks" / "values" / "defective_cases.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@pytest.fixture(scope="session")
def shared_file():
    """The content of one of the shared files; the test is skipped where they are absent."""

    def content(name):
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"needs {name} of the shared data (set KG_SHARED)")
        return path.read_text("utf-8")

    return content


@pytest.fixture
def keys():
    """Reads a text and gives the JSON keys of the reading."""

    def reading(text: str, kind: str, language: str, today: str | None = "2024-01-16") -> dict[str, Any] | None:
        day = None if today is None else dt.date.fromisoformat(today)
        found = read(text, kind=kind, language=language, reference_date=day)
        return None if found is None else found.to_json()

    return reading
