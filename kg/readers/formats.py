"""The annotation formats that kg reads, and which of them a file is in."""

from __future__ import annotations

import importlib.util
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, UsageError, similar
from kg.model import Skipped
from kg.readers import (
    bioc,
    conll,
    conllu,
    docbin,
    doccano,
    gate,
    labelstudio,
    nif,
    prodigy,
    pubannotation,
    schemaorg,
    tei,
    tokenjson,
    uima,
    webannotation,
    webannotsv,
)
from kg.readers.records import open_bytes, records
from kg.readers.refusal import PUBTATOR, is_pubtator
from kg.readers.tokendescription import is_description

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.readers.found import Found

COMPANION = "companion"
"""What `recognise` calls a file that belongs to others and holds no documents, such as a list of labels."""

# So many bytes decide whether a file can be of a format at all.
_HEAD = 1 << 16
# So many records decide which format JSON is in: a first one may be without annotations.
_SAMPLE = 20
_LABEL_STUDIO_SETTINGS = re.compile(rb"<View\b")


@dataclass(frozen=True, slots=True)
class Format:
    """An annotation format.

    Attributes:
        name: As it stands in `Document.source`.
        title: What people call it.
        files: What its files look like.
        expresses: What it can say, in the words of `kg.model`.
        extra: The extra of kg that it needs, empty where it needs none.
        package: The module that the extra brings.
    """

    name: str
    title: str
    files: str
    expresses: tuple[str, ...]
    extra: str = ""
    package: str = ""

    @property
    def installed(self) -> bool:
        """Whether it can be read here."""
        return not self.package or importlib.util.find_spec(self.package) is not None


FORMATS: tuple[Format, ...] = (
    Format(
        "brat",
        "brat standoff",
        "NAME.txt with NAME.ann, or with NAME.a1 and NAME.a2",
        ("mentions", "discontinuous mentions", "events", "relations", "attributes", "links", "sets", "notes"),
    ),
    Format(
        "label-studio",
        "Label Studio JSON",
        "JSON list of tasks",
        ("mentions", "relations", "attributes", "notes", "annotators", "metadata"),
    ),
    Format("doccano", "doccano JSON Lines", "JSON Lines or JSON", ("mentions", "relations", "annotators", "metadata")),
    Format(
        "uima",
        "UIMA CAS",
        "XMI with its type system, or JSON",
        ("mentions", "events", "relations", "attributes", "links", "sets", "metadata"),
        extra="uima",
        package="cassis",
    ),
    Format(
        "webanno-tsv",
        "WebAnno TSV 3",
        "TSV of WebAnno and INCEpTION, version 3",
        ("mentions", "events", "relations", "attributes", "links", "sets", "metadata"),
    ),
    Format(
        "prodigy",
        "Prodigy and spaCy JSON",
        "JSON Lines, or JSON list of [text, annotations]",
        ("mentions", "relations", "links", "annotators", "metadata"),
    ),
    Format(
        "docbin",
        "spaCy DocBin",
        "binary files of spaCy 3, usually .spacy",
        ("mentions", "relations", "attributes", "links", "metadata"),
        extra="spacy",
        package="spacy",
    ),
    Format(
        "web-annotation",
        "W3C Web Annotation",
        "JSON-LD, with the texts beside it",
        ("mentions", "discontinuous mentions", "relations", "attributes", "links", "notes", "annotators", "metadata"),
    ),
    Format(
        "gate",
        "GATE document",
        "XML, or bdoc JSON",
        ("mentions", "relations", "attributes", "links", "annotators", "metadata"),
    ),
    Format(
        "pubannotation",
        "PubAnnotation JSON",
        "JSON",
        ("mentions", "discontinuous mentions", "relations", "attributes", "links", "annotators", "metadata"),
    ),
    Format(
        "nif",
        "NIF 2",
        "Turtle or N-Triples",
        ("mentions", "relations", "attributes", "links", "metadata"),
    ),
    Format(
        "conllu",
        "CoNLL-U with entities",
        "CoNLL-U with Entity= as in GUM and CorefUD",
        ("mentions", "discontinuous mentions", "relations", "attributes", "links", "sets", "metadata"),
    ),
    Format(
        "bioc",
        "BioC",
        "XML, or JSON",
        ("mentions", "discontinuous mentions", "events", "relations", "attributes", "links", "metadata"),
    ),
    Format(
        "tei",
        "TEI",
        "TEI P5 and P4",
        ("mentions", "discontinuous mentions", "relations", "attributes", "links", "sets", "notes", "metadata"),
    ),
    Format(
        "html",
        "HTML with schema.org",
        "HTML with JSON-LD, microdata or RDFa",
        ("mentions", "relations", "attributes", "links", "metadata"),
        extra="html",
        package="extruct",
    ),
    Format(
        "conll",
        "CoNLL columns",
        "a line a token with tags in IOB1, IOB2, BIOES or BILOU; HIPE",
        ("mentions", "links", "metadata"),
    ),
    Format(
        "token-json",
        "research JSON that counts tokens",
        "FIRE, SpERT, CORE, CrossRE, DyGIE++, SciERC, DocRED, and what a TOML file beside it describes",
        ("mentions", "events", "relations", "attributes", "sets", "metadata"),
    ),
)

READERS: Mapping[str, Callable[[str, Sequence[str]], Iterator[Found | Skipped]]] = {
    "label-studio": labelstudio.documents,
    "doccano": doccano.documents,
    "uima": uima.documents,
    "prodigy": prodigy.documents,
    "docbin": docbin.documents,
    "webanno-tsv": webannotsv.documents,
    "web-annotation": webannotation.documents,
    "gate": gate.documents,
    "pubannotation": pubannotation.documents,
    "nif": nif.documents,
    "conllu": conllu.documents,
    "bioc": bioc.documents,
    "tei": tei.documents,
    "html": schemaorg.documents,
    "conll": conll.documents,
    "token-json": tokenjson.documents,
}
"""How to read the formats whose files hold their texts: paths of a file and its companions to documents, and what in
the file is none."""

COMPANIONS: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "doccano": doccano.label_files,
    "uima": uima.type_systems,
    "web-annotation": webannotation.text_files,
    "token-json": tokenjson.descriptions_beside,
}
"""Files that a file of a format needs beside it."""

_JSON: tuple[tuple[str, Callable[[Mapping[str, Any]], bool]], ...] = (
    ("label-studio", labelstudio.is_task),
    ("web-annotation", webannotation.is_annotation),
    ("token-json", tokenjson.is_record),
    ("doccano", doccano.is_example),
    ("uima", uima.is_cas),
    ("gate", gate.is_bdoc),
    ("pubannotation", pubannotation.is_page),
    ("bioc", bioc.is_collection),
    ("prodigy", prodigy.is_row),
)


_TEXT: tuple[tuple[str, Callable[[bytes], object]], ...] = (
    (COMPANION, _LABEL_STUDIO_SETTINGS.match),
    (COMPANION, uima.is_type_system),
    (COMPANION, is_description),
    ("docbin", docbin.is_docbin),
    (PUBTATOR, is_pubtator),
    ("webanno-tsv", webannotsv.is_tsv),
    ("uima", uima.is_xmi),
    ("gate", gate.is_gate_xml),
    ("nif", nif.is_nif),
    ("conllu", conllu.is_conllu),
    ("bioc", bioc.is_bioc_xml),
    ("tei", tei.is_tei),
    ("html", schemaorg.is_html),
)


def format_named(name: str) -> Format:
    """The format of a name, in any case.

    Raises:
        UsageError: There is none.
    """
    names = {one.name: one for one in FORMATS}
    if name.lower() in names:
        return names[name.lower()]
    near = similar(name.lower(), among=names)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
    raise UsageError(f"no format is called {name!r}", hint=hint)


def recognise(path: str) -> str | None:
    """Name of the format that a file is in, by its content; None where it is in none that kg knows."""
    try:
        with open_bytes(path) as file:
            start = file.read(_HEAD)
        head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith((b"{", b"[")):
            return _json_format(path) or (COMPANION if doccano.labels_of(path) else None)
    except (InputError, OSError, EOFError, zlib.error):
        return None
    for name, matches in _TEXT:
        if matches(head):
            return name
    return "conll" if b"\0" not in head and conll.is_conll(head, whole=len(start) < _HEAD) else None


def _json_format(path: str) -> str | None:
    described = tokenjson.descriptions_beside(path)
    for count, record in enumerate(records(path, convert=prodigy.as_row)):
        if count == _SAMPLE:
            break
        if isinstance(record, Skipped):
            continue
        if tokenjson.is_record_of(record.value, described):
            return "token-json"
        for name, matches in _JSON:
            if matches(record.value):
                return name
    return None
