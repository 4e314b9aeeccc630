"""Tables in the Arrow C stream interface, without any library: what pyarrow, polars, DuckDB and pandas read as it is.

Arrow Columnar Format, C data interface and C stream interface, and the Arrow PyCapsule interface, as of version 1.5. A
table is one batch. Memory belongs to this module until the reader calls `release`.
"""

from __future__ import annotations

import ctypes
from array import array
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from kg.query.table import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.terms import Value

_NULLABLE = 2
_EPOCH = date(1970, 1, 1).toordinal()
_DECIMAL_DIGITS = 38
_INT64 = 1 << 63
_UTF8_BYTES = (1 << 31) - 1


class _Schema(ctypes.Structure):
    """`struct ArrowSchema`."""


class _Array(ctypes.Structure):
    """`struct ArrowArray`."""


class _Stream(ctypes.Structure):
    """`struct ArrowArrayStream`."""


_ReleaseSchema = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_ReleaseArray = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))
_ReleaseStream = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Stream))
_GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Schema))
_GetNext = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Array))
_GetError = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(_Stream))

_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.c_void_p),
    ("release", _ReleaseSchema),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.c_void_p),
    ("release", _ReleaseArray),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", _GetSchema),
    ("get_next", _GetNext),
    ("get_last_error", _GetError),
    ("release", _ReleaseStream),
    ("private_data", ctypes.c_void_p),
]


@dataclass(frozen=True, slots=True)
class ArrowColumn:
    """A column in Arrow's layout.

    Attributes:
        name: Its name.
        format: Its type as a format string of the C data interface.
        length: Number of values.
        nulls: How many of them are null.
        buffers: Validity bitmap, then what the type asks for; little-endian.
    """

    name: str
    format: str
    length: int
    nulls: int
    buffers: tuple[bytes, ...]


def column_of(name: str, values: Sequence[Value]) -> ArrowColumn:
    """A column of the narrowest type that holds all its values; text where kinds are mixed.

    Example:
        >>> column_of("n", [1, None, 3]).format
        'l'
        >>> column_of("n", [1, "one"]).format
        'u'
    """
    present = [value for value in values if value is not None]
    kind, buffers = _encoded(values, present)
    validity = _bits([value is not None for value in values])
    return ArrowColumn(name, kind, len(values), len(values) - len(present), (validity, *buffers))


def _encoded(values: Sequence[Value], present: Sequence[Value]) -> tuple[str, tuple[bytes, ...]]:
    kinds = {type(value) for value in present}
    if kinds == {bool}:
        return "b", (_bits([bool(value) for value in values]),)
    if kinds == {date}:
        return "tdD", (array("i", [_day(value) for value in values]).tobytes(),)
    if kinds == {int} and all(-_INT64 <= value < _INT64 for value in present):  # type: ignore[operator]
        return "l", (array("q", [value if isinstance(value, int) else 0 for value in values]).tobytes(),)
    if kinds and kinds <= {int, Decimal}:
        found = _decimals(values)
        if found is not None:
            return found
    # An integer beyond a double's range is text.
    if kinds and kinds <= {int, Decimal, float}:
        with suppress(OverflowError):
            return "g", (array("d", [float(value or 0) for value in values]).tobytes(),)  # type: ignore[arg-type]
    return _texts([None if value is None else text_of(value) for value in values])


def _day(value: Value) -> int:
    return value.toordinal() - _EPOCH if isinstance(value, date) else 0


def _decimals(values: Sequence[Value]) -> tuple[str, tuple[bytes, ...]] | None:
    """Decimals of 128 bits with the scale of the finest; None where one has too many digits."""
    numbers = [Decimal(value) if isinstance(value, int | Decimal) else Decimal(0) for value in values]
    scale = max([0, *(-int(number.normalize().as_tuple().exponent) for number in numbers)])
    try:
        whole = [int(number.scaleb(scale).to_integral_exact()) for number in numbers]
        if any(abs(number) >= 10**_DECIMAL_DIGITS for number in whole):
            return None
    except ArithmeticError:
        return None
    data = b"".join(number.to_bytes(16, "little", signed=True) for number in whole)
    return f"d:{_DECIMAL_DIGITS},{scale}", (data,)


def _texts(values: Sequence[str | None]) -> tuple[str, tuple[bytes, ...]]:
    encoded = [b"" if value is None else value.encode("utf-8", "surrogatepass") for value in values]
    offsets = [0]
    for text in encoded:
        offsets.append(offsets[-1] + len(text))
    kind, code = ("u", "i") if offsets[-1] <= _UTF8_BYTES else ("U", "q")
    return kind, (array(code, offsets).tobytes(), b"".join(encoded))


def _bits(flags: Sequence[bool]) -> bytes:
    """A bitmap, least significant bit first."""
    whole = 0
    for at, flag in enumerate(flags):
        whole |= flag << at
    return whole.to_bytes((len(flags) + 7) // 8, "little")


class _Kept:
    """What must stay in memory until a reader releases it, by a number that travels as `private_data`."""

    objects: ClassVar[dict[int, Any]] = {}
    numbers: ClassVar[count[int]] = count(1)

    @classmethod
    def keep(cls, *objects: Any) -> int:
        number = next(cls.numbers)
        cls.objects[number] = objects
        return number


def _schema_released(pointer: Any) -> None:
    _release(pointer.contents, _ReleaseSchema)


def _array_released(pointer: Any) -> None:
    _release(pointer.contents, _ReleaseArray)


def _release(structure: Any, callback: Any) -> None:
    """Release the children that nobody has moved away, then the structure."""
    for at in range(structure.n_children):
        child = structure.children[at]
        if child.contents.release:
            child.contents.release(child)
    _Kept.objects.pop(structure.private_data, None)
    structure.release = callback()


def _stream_released(pointer: Any) -> None:
    _Kept.objects.pop(pointer.contents.private_data, None)
    pointer.contents.release = _ReleaseStream()


def _schema_asked(stream: Any, out: Any) -> int:
    columns, _ = _Kept.objects[stream.contents.private_data]
    children = [_Schema() for _ in columns]
    for child, column in zip(children, columns, strict=True):
        _fill_schema(child, column.format, column.name, [])
    _fill_schema(out.contents, "+s", "", children)
    return 0


def _fill_schema(schema: _Schema, kind: str, name: str, children: list[_Schema]) -> None:
    pointers = (ctypes.POINTER(_Schema) * len(children))(*(ctypes.pointer(child) for child in children))
    texts = (kind.encode(), name.encode())
    schema.format, schema.name = texts
    schema.metadata = None
    schema.flags = _NULLABLE
    schema.n_children = len(children)
    schema.children = pointers
    schema.dictionary = None
    schema.release = _release_schema
    schema.private_data = _Kept.keep(texts, children, pointers)


def _batch_asked(stream: Any, out: Any) -> int:
    columns, state = _Kept.objects[stream.contents.private_data]
    if state["done"]:
        out.contents.release = _ReleaseArray()
        return 0
    state["done"] = True
    children = [_Array() for _ in columns]
    for child, column in zip(children, columns, strict=True):
        _fill_array(child, column.length, column.nulls, column.buffers, [])
    _fill_array(out.contents, state["length"], 0, (b"",), children, no_validity=True)
    return 0


def _fill_array(
    structure: _Array,
    length: int,
    nulls: int,
    buffers: tuple[bytes, ...],
    children: list[_Array],
    *,
    no_validity: bool = False,
) -> None:
    held = [ctypes.create_string_buffer(data, max(len(data), 1)) for data in buffers]
    addresses = [ctypes.addressof(one) for one in held]
    if no_validity:
        addresses[0] = None  # type: ignore[call-overload] # a null pointer: every row is there
    pointers = (ctypes.c_void_p * len(addresses))(*addresses)
    below = (ctypes.POINTER(_Array) * len(children))(*(ctypes.pointer(child) for child in children))
    structure.length = length
    structure.null_count = nulls
    structure.offset = 0
    structure.n_buffers = len(addresses)
    structure.n_children = len(children)
    structure.buffers = pointers
    structure.children = below
    structure.dictionary = None
    structure.release = _release_array
    structure.private_data = _Kept.keep(held, pointers, children, below)


def _error_asked(stream: Any) -> None:
    del stream


_CAPSULE_NAME = b"arrow_array_stream"
_Destructor = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, _Destructor]
_capsule_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)


def _capsule_gone(capsule: int) -> None:
    address = _capsule_pointer(capsule, _CAPSULE_NAME)
    stream = ctypes.cast(address, ctypes.POINTER(_Stream))
    if stream.contents.release:
        stream.contents.release(stream)
    _streams.pop(address, None)


_streams: dict[int, _Stream] = {}

# Foreign code holds these, so they live as long as the module.
_release_schema = _ReleaseSchema(_schema_released)
_release_array = _ReleaseArray(_array_released)
_release_stream = _ReleaseStream(_stream_released)
_get_schema = _GetSchema(_schema_asked)
_get_next = _GetNext(_batch_asked)
_get_last_error = _GetError(_error_asked)
_destroy = _Destructor(_capsule_gone)


def stream_capsule(columns: Sequence[ArrowColumn], *, length: int) -> object:
    """A PyCapsule named `arrow_array_stream` over one batch."""
    stream = _Stream()
    stream.get_schema = _get_schema
    stream.get_next = _get_next
    stream.get_last_error = _get_last_error
    stream.release = _release_stream
    stream.private_data = _Kept.keep(tuple(columns), {"done": False, "length": length})
    address = ctypes.addressof(stream)
    _streams[address] = stream
    return _new_capsule(address, _CAPSULE_NAME, _destroy)
