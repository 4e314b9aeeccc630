"""Tables as Arrow streams: read unaided by those who read Arrow, where they are installed."""

from __future__ import annotations

import gc
import sys
from datetime import date
from decimal import Decimal

import pytest

from kg.errors import UsageError
from kg.query.arrow import _Kept, _streams, column_of
from kg.query.table import Table
from kg.query.terms import Iri

ROWS = [
    (Iri("urn:a"), "é", 1, Decimal("1.50"), 1.5, True, date(2024, 1, 16), None, 1, 2**70),
    (Iri("urn:b"), None, None, None, None, None, None, None, "one", 1),
    (Iri("urn:c"), "", -7, Decimal(-3), -2.0, False, date(1969, 12, 31), None, None, -1),
]
COLUMNS = ("iri", "text", "whole", "number", "double", "truth", "day", "nothing", "mixed", "large")
TABLE = Table(columns=COLUMNS, rows=ROWS)
TEXTS = [[str(row[0]), *row[1:8], None if row[8] is None else str(row[8]), row[9]] for row in ROWS]


def test_datatypes_are_named():
    assert TABLE.datatypes == (
        "iri",
        "text",
        "integer",
        "decimal",
        "double",
        "boolean",
        "date",
        "empty",
        "mixed",
        "integer",
    )


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None], "l"),
        ([2**63], "d:38,0"),
        ([Decimal("0.25"), 1], "d:38,2"),
        ([Decimal(10) ** 40], "g"),
        ([1.0, 2], "g"),
        ([10**400], "u"),
        ([True], "b"),
        ([date(2024, 1, 1)], "tdD"),
        ([date(2024, 1, 1), "2024"], "u"),
        ([True, 1], "u"),
        ([None], "u"),
        ([], "u"),
    ],
    ids=str,
)
def test_type_is_the_narrowest_that_holds_all(values, kind):
    assert column_of("x", values).format == kind


def test_pyarrow_reads_it():
    pa = pytest.importorskip("pyarrow")

    table = pa.table(TABLE)

    assert [list(row.values()) for row in table.to_pylist()] == TEXTS
    assert table.schema.field("number").type == pa.decimal128(38, 1)
    assert TABLE.to_arrow() == table


def test_pyarrow_reads_a_stream_batch_by_batch():
    pa = pytest.importorskip("pyarrow")

    reader = pa.RecordBatchReader.from_stream(TABLE)

    assert [batch.num_rows for batch in reader] == [3]


def test_polars_reads_it():
    pl = pytest.importorskip("polars")

    assert [list(row) for row in pl.DataFrame(TABLE).rows()] == TEXTS
    assert TABLE.to_polars().columns == list(COLUMNS)


def test_pandas_reads_it():
    pd = pytest.importorskip("pandas", minversion="3.0")

    frame = pd.DataFrame.from_arrow(TABLE)

    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["iri"]) == ["urn:a", "urn:b", "urn:c"]


@pytest.mark.parametrize(
    ("method", "library", "extra"),
    [("to_arrow", "pyarrow", "arrow"), ("to_pandas", "pandas", "pandas"), ("to_polars", "polars", "polars")],
)
def test_a_library_that_is_not_installed_is_an_error_that_says_what_to_install(monkeypatch, method, library, extra):
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(UsageError) as caught:
        getattr(TABLE, method)()

    assert str(caught.value) == (
        f"a table for {library} needs {library}, which is not installed (pip install 'kg-news[{extra}]')"
    )


def test_duckdb_reads_it():
    duckdb = pytest.importorskip("duckdb")
    answer = TABLE

    assert duckdb.sql("SELECT iri, number FROM answer WHERE day > DATE '2000-01-01'").fetchall() == [
        ("urn:a", Decimal("1.5"))
    ]
    assert len(answer) == 3


def test_no_rows_and_no_columns_are_tables_too():
    pa = pytest.importorskip("pyarrow")

    assert pa.table(Table(columns=("a",), rows=[])).num_rows == 0
    assert pa.table(Table(columns=(), rows=[(), ()])).num_columns == 0


def test_memory_is_given_back():
    gc.collect()
    before = (len(_Kept.objects), len(_streams))

    capsule = TABLE.__arrow_c_stream__()
    held = (len(_Kept.objects), len(_streams))
    del capsule
    gc.collect()

    assert held == (before[0] + 1, before[1] + 1)
    assert (len(_Kept.objects), len(_streams)) == before


def test_memory_is_given_back_by_a_reader():
    pa = pytest.importorskip("pyarrow")
    gc.collect()
    before = (len(_Kept.objects), len(_streams))

    table = pa.table(TABLE)
    del table
    gc.collect()

    assert (len(_Kept.objects), len(_streams)) == before
