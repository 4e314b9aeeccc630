"""UIMA CAS as XMI and JSON (INCEpTION, WebAnno, DKPro, cTAKES), by dkpro-cassis: the extra `kg-news[uima]`.

XMI needs a type system: one beside the file, or the one of DKPro that comes with dkpro-cassis. Feature structures of
types that it does not name are in the account. Tokens, sentences and tag sets are no records: they are the text.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of
from kg.readers.records import open_bytes
from kg.readers.uimalayers import Layers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

UNKNOWN_TYPE = "type is in no type system beside the file"
NO_TEXT = "view has no text"

_IDS = re.compile(rb'(?:xmi:id="|"%ID"\s*:\s*)(\d+)|\n')
_TYPE_SYSTEM = b"<typeSystemDescription"
_MISSING_TYPE = re.compile(r"Type with name \[(.*)\] not found")
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_NAMES = {"documentTitle": "title", "documentUri": "url", "language": "language"}
_MAIN_VIEW = "_InitialView"


def is_cas(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a CAS."""
    return "%FEATURE_STRUCTURES" in record


def is_xmi(head: bytes) -> bool:
    """Whether a file that begins so is a CAS in XMI."""
    return re.search(rb"<(\w+:)?XMI\b", head) is not None


def is_type_system(head: bytes) -> bool:
    """Whether a file that begins so describes types."""
    return _TYPE_SYSTEM in head


def type_systems(path: str) -> tuple[str, ...]:
    """The type system of an XMI file: in its folder or the one above, rather one named like it or `TypeSystem.xml`."""
    file = Path(path)
    for folder in (file.parent, file.parent.parent):
        found = [other for other in sorted(folder.glob("*.xml")) if is_type_system(_head(other))]
        named = [other for other in found if other.stem.lower() in ("typesystem", f"{file.stem}-typesystem".lower())]
        if found:
            return tuple(map(str, named[:1] or found))
    return ()


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(4096)


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The texts of a CAS, one for each view that has one.

    Args:
        path: The CAS.
        companions: Its type systems.

    Raises:
        InputError: The file is no CAS, or dkpro-cassis is not installed.
    """
    with open_bytes(path) as file:
        data = file.read()
    cas, missing = _load(data, path, companions)
    lines = _lines(data)
    if all(view.sofa.sofaString is None for view in cas.views):
        raise InputError("no view of this CAS has a text", path=path)
    for view in cas.views:
        name = view.sofa.sofaID
        text = view.sofa.sofaString
        if text is None:
            if view.get_all_fs():
                yield Skipped(0, NO_TEXT, name)
            continue
        layers = Layers(view.get_all_fs(), lines)
        draft = layers.draft
        for type_name, count in missing.items() if name == _MAIN_VIEW else ():
            for _ in range(count):
                draft.read += 1
                draft.skip(0, UNKNOWN_TYPE, type_name)
        given = _given(view.get_all_fs()) | layers.metadata
        yield Found("" if name == _MAIN_VIEW else name, text, bind(text, [draft]), given)


def _load(data: bytes, path: str, companions: Sequence[str]) -> tuple[Any, Counter[str]]:
    """The CAS, and how many feature structures have a type that is not known."""
    try:
        import cassis  # noqa: PLC0415 - an extra
        from lxml.etree import XMLSyntaxError  # noqa: PLC0415 - comes with it
    except ImportError as error:
        raise InputError("a UIMA CAS needs the extra 'uima'", path=path, hint="pip install 'kg-news[uima]'") from error
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError("declares XML entities, which kg does not expand", path=path)
    faults = (XMLSyntaxError, cassis.typesystem.TypeNotFoundError, KeyError, ValueError, TypeError, AttributeError)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            if data.lstrip().startswith(b"{"):
                cas = cassis.load_cas_from_json(BytesIO(data), lenient=True)
            else:
                types = [cassis.load_typesystem(Path(file)) for file in companions]
                system = cassis.merge_typesystems(*types) if types else cassis.load_dkpro_core_typesystem()
                cas = cassis.load_cas_from_xmi(BytesIO(data), typesystem=system, lenient=True)
        except (*faults, RecursionError) as error:
            raise InputError(f"no CAS that dkpro-cassis can read: {type(error).__name__} {error}", path=path) from error
    return cas, Counter(match[1] for item in said if (match := _MISSING_TYPE.search(str(item.message))))


def _lines(data: bytes) -> dict[int, int]:
    """1-based lines of feature structures by their ids."""
    lines: dict[int, int] = {}
    line = 1
    for match in _IDS.finditer(data):
        if match[1] is None:
            line += 1
        else:
            lines.setdefault(int(match[1]), line)
    return lines


def _given(structures: Sequence[Any]) -> dict[str, str]:
    """What DKPro's metadata and UIMA's document annotation say of the document."""
    given: dict[str, str] = {}
    for structure in structures:
        if structure.type.name in (_METADATA, "uima.tcas.DocumentAnnotation"):
            fields = {feature.name: structure[feature.name] for feature in structure.type.all_features}
            known = {_NAMES.get(name, name): value for name, value in fields.items() if isinstance(value, str)}
            if known.get("language") == "x-unspecified":
                del known["language"]
            given |= metadata_of(known)
    return given
