from __future__ import annotations

import io

import pytest

import kg.export
from kg.errors import UsageError
from kg.export.parquet import write_mentions
from kg.project import Mention

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")


def test_mentions_come_back_with_their_types() -> None:
    quote = 'שלום 👩‍🔬, "x"\n'
    rows = [
        Mention(" https://example.org/a ", "https://example.org/d", 3, 7, quote, None),
        Mention("b", "https://example.org/d", 2**31, 2**31 + 1, "", "A sentence."),
    ]
    stream = io.BytesIO()

    number = write_mentions(rows, stream)

    assert number == 2
    assert parquet.read_table(stream).to_pylist() == [
        {
            "entity": "https://example.org/a",
            "document": "https://example.org/d",
            "begin": 3,
            "end": 7,
            "quote": quote,
            "sentence": None,
        },
        {
            "entity": "b",
            "document": "https://example.org/d",
            "begin": 2**31,
            "end": 2**31 + 1,
            "quote": "",
            "sentence": "A sentence.",
        },
    ]


def test_a_table_without_rows_has_its_columns() -> None:
    stream = io.BytesIO()

    write_mentions([], stream)

    assert parquet.read_table(stream).column_names == ["entity", "document", "begin", "end", "quote", "sentence"]


def test_mentions_alone_are_refused() -> None:
    with pytest.raises(
        UsageError, match=r"^mentions are written beside the edges, not alone \(kg export a\.parquet\)$"
    ):
        kg.export.format_of("a.mentions.parquet")
