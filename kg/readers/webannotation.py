"""W3C Web Annotation: JSON-LD annotations on texts that stand beside the file.

The text of a target is the file that its source names (`article.txt`; `https://example.org/article` names it too), or,
where all annotations have one source, the text named like the annotations. Nothing is fetched, no context either: the
terms are those of the standard's own context. A mention is a record, and so are its links, notes and other tags.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import plain
from kg.readers.records import records, shown
from kg.readers.text import load
from kg.readers.webbodies import Page, add_annotation, add_relation, statement_of, targets_of
from kg.readers.webrecords import add_record, is_record
from kg.readers.webselectors import listed, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_TARGET = "annotation has no target"
NO_TEXT = "the text of the target is not beside the file"
NOT_AN_ANNOTATION = "object is no annotation"

_CONTEXT = "w3.org/ns/anno"
_PAGES = frozenset({"AnnotationPage", "AnnotationCollection"})


def is_annotation(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an annotation, or a collection or page of them."""
    of_context = any(_CONTEXT in str(context) for context in listed(record.get("@context")))
    kind = type_of(record)
    is_one = kind == "Annotation" and ("target" in record or of_context)
    return is_one or kind in _PAGES or (of_context and isinstance(record.get("@graph"), list))


def text_files(path: str) -> tuple[str, ...]:
    """The texts beside a file that its annotations are about."""
    ends = _ends_by_id(path)
    items = [item for _, item in _annotations(path) if isinstance(item, dict)]
    sources = {text for item in items for end in _sources(item) for text in _texts(end, ends)}
    found = {file for source in sources if (file := _text_file(path, source, only=len(sources) == 1))}
    return tuple(sorted(found))


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The texts that the annotations of a file are about, once for each creator.

    Args:
        path: The annotations.
        companions: The texts.

    Raises:
        InputError: A file cannot be read.
    """
    groups: dict[tuple[str, str], list[tuple[int, dict[str, Any]]]] = {}
    aimless: list[tuple[int, dict[str, Any]]] = []
    ends = _ends_by_id(path)
    for line, item in _annotations(path):
        if not isinstance(item, dict) or type_of(item) != "Annotation":
            yield Skipped(line, NOT_AN_ANNOTATION, shown(item))
            continue
        sources = sorted({source for end in _sources(item) for source in _texts(end, ends)})
        for source in sources:
            groups.setdefault((source, _creator(item)), []).append((line, item))
        if not sources:
            aimless.append((line, item))
    texts = {source for source, _ in groups}
    only = len(texts) == 1
    for line, item in aimless:
        if only and _sources(item):
            # Annotations that are only about each other belong to the one text that the others are about.
            groups.setdefault((min(texts), _creator(item)), []).append((line, item))
        else:
            yield Skipped(line, NO_TARGET, shown(item))
    for (source, creator), members in groups.items():
        file = _text_file(path, source, only=only)
        if file is None or file not in companions:
            for line, item in members:
                yield Skipped(line, NO_TEXT, shown(item))
        else:
            yield _found(file, source, creator, members, only=only)


def _annotations(path: str) -> Iterator[tuple[int, Any]]:
    """(line, annotation) of a file, those in collections, pages and graphs included."""
    for record in records(path):
        if isinstance(record, Skipped):
            yield record.line, record.text
        else:
            for item in _flat(record.value):
                yield record.line, item


def _flat(value: Any) -> Iterator[Any]:
    if not isinstance(value, dict):
        yield value
    elif isinstance(value.get("@graph"), list):
        for item in value["@graph"]:
            yield from _flat(item)
    elif type_of(value) in _PAGES:
        for page in (*listed(value.get("items")), *(listed(value.get("first")) if "first" in value else ())):
            yield from _flat(page)
    else:
        yield value


def _ends_by_id(path: str) -> dict[str, list[str]]:
    """The sources of annotations by their ids, for annotations that are about annotations."""
    items = [item for _, item in _annotations(path) if isinstance(item, dict)]
    return {plain(item.get("id", item.get("@id"))): _sources(item) for item in items}


def _texts(end: str, ends: Mapping[str, list[str]]) -> set[str]:
    """The texts that an annotation is about in the end, through annotations that are about annotations."""
    texts, seen, waiting = set[str](), set[str](), [end]
    while waiting:
        name = waiting.pop()
        if name not in ends:
            texts.add(name)
        elif name not in seen:
            seen.add(name)
            waiting += ends[name]
    return texts


def _sources(annotation: Mapping[str, Any]) -> list[str]:
    return [source for target in targets_of(annotation) if (source := target.source)]


def _creator(annotation: Mapping[str, Any]) -> str:
    creator = next(iter(listed(annotation.get("creator"))), "")
    if isinstance(creator, dict):
        creator = creator.get("nickname") or creator.get("name") or creator.get("id") or ""
    return plain(creator)


def _text_file(path: str, source: str, *, only: bool) -> str | None:
    """The file beside the annotations that a source names."""
    folder, parts = Path(path).parent, urlsplit(source)
    name = Path(unquote(parts.path)).name
    names = [name, f"{name}.txt", f"{Path(name).stem}.txt"] if name else []
    own = [f"{Path(path).name.partition('.')[0]}.txt"] if only else []
    candidates = (folder / name for name in (*names, *own) if name.endswith(".txt"))
    return next((str(file) for file in candidates if file.is_file()), None)


def _found(file: str, source: str, creator: str, members: Sequence[tuple[int, dict[str, Any]]], *, only: bool) -> Found:
    decoded = load(file)
    page = Page(decoded.text, source)
    statements = [statement_of(item, line) for line, item in members]
    names = {said.name: plain(said.item["kg:id"]) for said in statements if said.item.get("kg:id")}
    for said in statements:
        if is_record(said.item):
            add_record(page, said, names)
        else:
            add_annotation(page, said)
    for said in statements:
        if not is_record(said.item):
            add_relation(page, said)
    if urlsplit(source).scheme in ("http", "https"):
        page.metadata.setdefault("url", source)
    annotations = bind(decoded.text, [page.draft], marked=decoded.marked)
    return Found("" if only else Path(file).stem, decoded.text, annotations, page.metadata, creator or None)
