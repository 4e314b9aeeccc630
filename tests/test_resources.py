"""The folders that ship with kg are found, in a checkout here and installed in `test_packaging.py`."""

from __future__ import annotations

import pytest

from kg import resources
from kg.errors import StoreError


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("ontology", "core.ttl"),
        ("ontology/rules", "invests-in.rq"),
        ("shapes", "core.ttl"),
        ("queries", "partnerships.rq"),
        ("queries/projections", "companies.rq"),
    ],
)
def test_folder_holds_what_ships(name, file):
    assert (resources.folder(name) / file).is_file()


def test_missing_folder_is_told():
    with pytest.raises(
        StoreError, match=r"^this installation of kg lacks its folder 'recipes' \(install kg-news again\)$"
    ):
        resources.folder("recipes")


def test_installed_folder_wins_over_one_beside_the_package(tmp_path, monkeypatch):
    (tmp_path / "kg" / "data" / "queries").mkdir(parents=True)
    (tmp_path / "queries").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    resources.folder.cache_clear()

    found = resources.folder("queries")

    resources.folder.cache_clear()
    assert found == tmp_path / "kg" / "data" / "queries"
