"""Answers as Python values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.query.terms import Iri, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyoxigraph as ox

_SHOWN = 20
"""Rows that a table shows of itself in a Python session; all rows are one `to_dicts()` away."""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """The rows of a SELECT.

    Attributes:
        columns: Names of the projected variables, in order.
        rows: One tuple a row: `Iri`, str, int, Decimal, float, bool, date, or None where nothing is bound. Months,
            years and durations are strings.
        notes: What the reader should know: a column that nothing binds, why there are no rows.
        label: What an IRI is called where people read it.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    notes: tuple[str, ...] = ()
    label: Callable[[str], str] = field(default=str, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row, by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def datatypes(self) -> tuple[str, ...]:
        """What each column holds: iri, text, integer, decimal, double, boolean, date, mixed or empty."""
        return tuple(_datatype({type(row[at]) for row in self.rows}) for at in range(len(self.columns)))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows as an Arrow C stream, for pyarrow, polars, DuckDB and pandas; IRIs are text, decimals exact."""
        from kg.query.arrow import column_of, stream_capsule  # noqa: PLC0415 - ctypes is needed here only

        del requested_schema  # a request that a producer may leave to the reader
        cells = [[row[at] for row in self.rows] for at in range(len(self.columns))]
        columns = [column_of(name, values) for name, values in zip(self.columns, cells, strict=True)]
        return stream_capsule(columns, length=len(self.rows))

    def to_arrow(self) -> pa.Table:
        """A pyarrow table, which needs pyarrow (`kg-news[arrow]`).

        Raises:
            UsageError: It is not installed.
        """
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to import
        except ModuleNotFoundError as error:
            raise _missing("pyarrow", extra="arrow") from error
        return pa.table(self)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas data frame, which needs pandas (`kg-news[pandas]`).

        Raises:
            UsageError: It is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an extra, and slow to import
        except ModuleNotFoundError as error:
            raise _missing("pandas", extra="pandas") from error
        return pd.DataFrame(self.rows, columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame, which needs polars (`kg-news[polars]`).

        Raises:
            UsageError: It is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - an extra, and slow to import
        except ModuleNotFoundError as error:
            raise _missing("polars", extra="polars") from error
        return pl.DataFrame(self.rows, schema=list(self.columns), orient="row", infer_schema_length=None)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Rows as people read them: labels for IRIs, nothing for what is not bound."""
        for row in self.rows:
            yield tuple(text_of(value, label=self.label) for value in row)

    def __repr__(self) -> str:
        shown = [self.columns, *(cells for cells, _ in zip(self.texts(), range(_SHOWN), strict=False))]
        widths = [max(len(cells[index]) for cells in shown) for index in range(len(self.columns))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in shown
        ]
        lines.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join([*lines, self._size()])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = (cells for cells, _ in zip(self.texts(), range(_SHOWN), strict=False))
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{self._size()}</p>"

    def _size(self) -> str:
        count = len(self.rows)
        size = "1 row" if count == 1 else f"{count} rows"
        return f"[{size}, {_SHOWN} shown]" if count > _SHOWN else f"[{size}]"


def _missing(library: str, *, extra: str) -> UsageError:
    return UsageError(
        f"a table for {library} needs {library}, which is not installed", hint=f"pip install 'kg-news[{extra}]'"
    )


_DATATYPES = {
    Iri: "iri",
    str: "text",
    int: "integer",
    Decimal: "decimal",
    float: "double",
    bool: "boolean",
    date: "date",
}


def _datatype(kinds: set[type]) -> str:
    kinds = kinds - {type(None)}
    if len(kinds) > 1:
        return "decimal" if kinds == {int, Decimal} else "mixed"
    return _DATATYPES[kinds.pop()] if kinds else "empty"


# html.escape would bring the names of all characters along, and a query's start is what users wait for.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """A text as HTML."""
    return text.translate(_MARKUP)


def text_of(value: Value, *, label: Callable[[str], str] = str) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Iri):
        return label(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def is_number(value: Value) -> bool:
    """Whether a cell holds a number or nothing: what stands at the right of its column."""
    return value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool))


@dataclass(frozen=True, slots=True, repr=False)
class Triples:
    """The triples of a CONSTRUCT or DESCRIBE."""

    triples: list[ox.Triple]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)

    def serialize(self, *, rdf_format: Any = None, prefixes: dict[str, str] | None = None) -> bytes:
        """The triples as RDF text, Turtle by default.

        Args:
            rdf_format: A `pyoxigraph.RdfFormat`.
            prefixes: Namespace by prefix, for syntaxes that have prefixes.
        """
        import pyoxigraph as ox  # noqa: PLC0415 - the engine is loaded already where there are triples

        wanted = rdf_format or ox.RdfFormat.TURTLE
        return bytes(ox.serialize(self.triples, format=wanted, prefixes=prefixes) or b"")

    def __repr__(self) -> str:
        return "\n".join(f"{triple} ." for triple in self.triples[:_SHOWN]) + f"\n[{len(self.triples)} triples]"
