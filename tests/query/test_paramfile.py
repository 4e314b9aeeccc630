"""Parameters from a table: what would be lost of it is an error."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.query.header import read_header
from kg.query.paramfile import resolve_file

QUERY = read_header("#+ param: n string required\nSELECT ?n { #@params\n }", name="query")


def test_a_column_that_stands_twice_is_refused(opened, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("n,n\none,two\n", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        resolve_file(path, stored=QUERY, given={}, opened=opened)

    assert str(caught.value) == f"{path}:1: column 'n' stands twice"
