"""HTML with schema.org in JSON-LD, microdata and RDFa, by extruct: the extra `kg-news[html]`.

The article that a page is about gives metadata; without one, what the page says of itself (Open Graph, Dublin Core).
Other things with a name are entities: a mention where the name stands first in the text, for the markup does not say
where. Each is a record, and so are its links, its other properties (attributes) and its relations to other things.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers.binding import bind
from kg.readers.draft import Draft
from kg.readers.found import Found
from kg.readers.given import add
from kg.readers.html import render
from kg.readers.ids import Ids
from kg.readers.irilinks import links_of
from kg.readers.records import open_bytes
from kg.readers.schemaitems import UNREADABLE, Item, flat, items_of
from kg.readers.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.readers.draft import Record

NO_TEXT = "page has no text"
NOT_IN_TEXT = "name of the thing is not in the text of the page"
NO_NAME = "thing without a name"

_BEGIN = re.compile(rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_PART = re.compile(rb"<(?:article|body|div|h[1-6]|head|main|meta|ol|p|script|section|span|table|ul)\b", re.IGNORECASE)
_MARKUP = re.compile(rb"\s(?:itemscope|property|typeof|vocab)\b|application/ld\+json", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting)")
# What pages are made of.
_PARTS = ("BreadcrumbList", "ListItem", "SiteNavigationElement", "SpeakableSpecification", "WPFooter", "WPHeader")
_MEDIA = ("AudioObject", "Clip", "DataFeed", "Document", "Image", "ImageObject", "MediaObject", "VideoObject")
_WORKS = frozenset((*_PARTS, *_MEDIA, "Comment", "CreativeWork", "ReadAction", "Review", "SearchAction"))
_PAGES = frozenset({"CollectionPage", "ItemPage", "AboutPage", "ProfilePage", "WebPage", "WebPageElement", "WebSite"})
_METADATA = (
    ("title", ("headline", "name", "title")),
    ("date", ("datePublished", "published_time", "issued", "dateCreated", "created", "date")),
    ("language", ("inLanguage", "language", "locale")),
    ("publisher", ("publisher", "site_name", "sourceOrganization")),
    ("author", ("author", "creator")),
    ("url", ("url", "mainEntityOfPage")),
    ("description", ("description",)),
    ("keywords", ("keywords",)),
    ("section", ("articleSection",)),
    ("modified", ("dateModified", "modified_time", "modified")),
)
_NAMES = ("name", "prefLabel", "label", "legalName", "alternateName", "title")
_LINKS = frozenset({"sameAs", "leiCode"})


def is_html(head: bytes) -> bool:
    """Whether a file that begins so is HTML, or a part of a page that says something of things."""
    part = _PART.match(head) is not None and _MARKUP.search(head) is not None
    return part or _BEGIN.match(head[:4096]) is not None


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The page, if it has any text.

    Raises:
        InputError: It cannot be read, or extruct is not installed.
    """
    del companions
    with open_bytes(path) as file:
        data = file.read()
    items, errors = items_of(data, path=path)
    source = _decoded(data, path)
    articles = [item for item in items if any(_ARTICLES.fullmatch(kind) for kind in item.types)]
    text = _tidy(render(source).text) or next((body for item in articles if (body := item.first("articleBody"))), "")
    if not text:
        yield Skipped(0, NO_TEXT, "")
        return
    sheet = _Sheet(text, source)
    for syntax, message in errors:
        sheet.draft.read += 1
        sheet.draft.skip(0, UNREADABLE, f"{syntax}: {message}")
    for item in items:
        sheet.add(item)
    sheet.add_relations()
    yield Found("", text, bind(text, [sheet.draft]), _given(source, items, articles))


def _tidy(text: str) -> str:
    """A text as a browser shows it: white space is one space, and no line is empty."""
    return "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))


def _decoded(data: bytes, path: str) -> str:
    """The page as text: UTF-8 or UTF-16, or what it says itself."""
    try:
        return decode(data, path=path).text
    except InputError:
        said = _CHARSET.search(data[:4096])
        try:
            return data.decode(said[1].decode("ascii") if said else "utf-8")
        except (LookupError, UnicodeDecodeError) as error:
            raise InputError(f"not in the encoding that it declares: {error}", path=path) from error


def _given(source: str, items: Sequence[Item], articles: Sequence[Item]) -> dict[str, str]:
    """Metadata: of the article, else what the page says of itself, else its title and language."""
    given: dict[str, str] = {}
    pages = [item for item in items if _PAGES & set(item.types) or not (item.types or item.id)]
    for item in (*articles[:1], *pages):
        for name, properties in _METADATA:
            values = [value for key in properties for value in item.texts(key)]
            if name not in given and values:
                add(given, name, ";".join(dict.fromkeys(values)) if name in ("author", "keywords") else values[0])
    title = re.search(r"<title[^>]*>(.*?)</title>", source, re.IGNORECASE | re.DOTALL)
    language = re.search(r"<html[^>]*\slang\s*=\s*[\"']?([\w-]+)", source, re.IGNORECASE)
    add(given, "title", " ".join(render(title[1]).text.split()) if title else "")
    if "language" not in given:
        add(given, "language", language[1] if language else "")
    return given


class _Sheet:
    """The things of a page as a draft."""

    def __init__(self, text: str, source: str) -> None:
        self.draft = Draft(self._shown)
        self._text = text
        self._source = source
        self._ids = Ids()
        self._sources: dict[Record, str] = {}
        # Things by their address or else by type and name, for a page may say the same in several syntaxes.
        self._known: dict[tuple[str, ...], str] = {}
        self._seen: list[Item] = []
        self._said: set[tuple[str, str, str]] = set()
        self._pairs: list[tuple[str, str, Item]] = []

    def _shown(self, record: Record) -> str:
        return self._sources[record]

    def _keep(self, records: list[Any], record: Record, shown: str) -> None:
        self.draft.read += 1
        records.append(record)
        self._sources[record] = shown

    def add(self, item: Item) -> None:
        """Add a thing and those in it; articles, pages and what pages are made of are none."""
        if any(item is one for one in self._seen):
            return
        self._seen.append(item)
        name = item.first(*_NAMES)
        works = [kind for kind in item.types if kind in _WORKS | _PAGES or _ARTICLES.fullmatch(kind)]
        if item.types and not works:
            if name:
                self._add_thing(item, name)
            else:
                self.draft.read += 1
                self.draft.skip(0, NO_NAME, f"{' '.join(item.types)}: {flat(item)}")
        for values in item.values.values():
            for value in values:
                if isinstance(value, Item) and (value.first(*_NAMES) or not (item.types and not works)):
                    self.add(value)

    def _add_thing(self, item: Item, name: str) -> None:
        key = (item.types[0], name)
        identifier = self._known.get(key)
        shown = f"{' '.join(item.types)}: {name}"
        if identifier is None:
            identifier = self._known[key] = self._ids.new("", letter="T")
            written = next((one for one in item.texts(*_NAMES) if self._at(one) >= 0), "")
            if not written:
                self.draft.read += 1
                self.draft.skip(self._line_of(name), NOT_IN_TEXT, shown)
            else:
                at = self._at(written)
                mention = Mention(identifier, item.types[0], ((at, at + len(written)),), written, self._line_of(name))
                self._keep(self.draft.mentions, mention, shown)
        for property_, values in item.values.items():
            for value in values:
                self._add_value(identifier, property_, value, shown, name)

    def _line_of(self, name: str) -> int:
        """The line of the source on which a name stands first; 0 where it is written otherwise."""
        at = self._source.find(name)
        return self._source.count("\n", 0, at) + 1 if at >= 0 else 0

    def _at(self, name: str) -> int:
        """Where a name stands first as words of its own; -1 where it does not."""
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self._text)
        return found.start() if found else -1

    def _add_value(self, target: str, property_: str, value: Item | str, shown: str, name: str) -> None:
        if isinstance(value, Item) and value.first(*_NAMES):
            self._pairs.append((target, property_, value))
            return
        text = flat(value) if isinstance(value, Item) else value
        if not text or (property_ in _NAMES and text == name) or (target, property_, text) in self._said:
            return
        self._said.add((target, property_, text))
        links = links_of(f"LEI:{text}" if property_ == "leiCode" else text) if property_ in _LINKS else ()
        for authority, key in links:
            self._keep(
                self.draft.links, Link(target, authority, key, "", self._line_of(text)), f"{shown} {property_} {text}"
            )
        if not links:
            identifier = self._ids.new(f"{target}-{property_}", letter="A")
            attribute = Attribute(identifier, target, property_, text, self._line_of(text))
            self._keep(self.draft.attributes, attribute, f"{shown} {property_} {text}")

    def add_relations(self) -> None:
        """Add the relations between things, when all are known."""
        for target, property_, value in self._pairs:
            name = value.first(*_NAMES)
            other = self._known.get((value.types[0] if value.types else "", name))
            key = (target, property_, other or name)
            if key in self._said:
                continue
            self._said.add(key)
            if other is None:
                attribute = Attribute(self._ids.new(f"{target}-{property_}", letter="A"), target, property_, name, 0)
                self._keep(self.draft.attributes, attribute, f"{property_} {name}")
                continue
            ends = (("Arg1", target), ("Arg2", other))
            relation = Relation(self._ids.new("", letter="R"), property_, ends, self._line_of(name))
            self._keep(self.draft.relations, relation, f"{property_} {name}")
