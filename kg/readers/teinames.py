"""The names, dates, relations and standoff annotations of one TEI text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, EquivalenceSet, Link, Mention, Note, Relation
from kg.readers.draft import Draft
from kg.readers.ids import SAME_ID, Ids
from kg.readers.irilinks import links_of
from kg.readers.offsets import words
from kg.readers.teitext import descendants, local

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from kg.model import Span
    from kg.readers.draft import Record
    from kg.readers.teitext import TeiText

NO_WORDS = "element has no words in the text"
NO_TARGET = "annotation points to nothing in the text"
NO_ENDS = "relation without ends"

ID = "{http://www.w3.org/XML/1998/namespace}id"

_NAMES = frozenset({"orgName", "persName", "placeName", "geogName", "objectName", "eventName", "name", "rs"})
_PLACES = frozenset({"bloc", "country", "region", "settlement", "district"})
_VALUES = frozenset({"date", "time", "num", "measure"})
_GENERAL = frozenset({"name", "rs"})
_TERMS = frozenset({"term"})
# An entry of a list of people, organizations, …, which names refer to.
_ENTRIES = frozenset({"person", "personGrp", "org", "place", "object", "event", "nym", "category"})
# Attributes that say how something looks or hangs together, not what it is.
_LAYOUT = frozenset({ID, "next", "prev", "part", "rend", "rendition", "style", "n", "key", "ref", "sameAs", "corresp"})


class TeiNames:
    """One text.

    Attributes:
        draft: What has been understood so far.
    """

    def __init__(
        self, root: Element, text: TeiText, lines: Mapping[Element, int], prefixes: Mapping[str, tuple[str, str]]
    ) -> None:
        self.draft = Draft(self._shown)
        self._root = root
        self._text = text
        self._whole = text.text
        self._lines = lines
        self._prefixes = prefixes
        self._ids = Ids()
        self._sources: dict[Record, Element] = {}
        self._elements = {element.get(ID, ""): element for element in descendants(root) if element.get(ID)}
        self._parents = {child: parent for parent in descendants(root) for child in parent}
        # Ids of mentions by what they are elements of, or refer to.
        self._mentions: dict[Element, str] = {}
        self._groups: dict[str, list[str]] = {}

    def _shown(self, record: Record) -> str:
        return shown(self._sources[record])

    def add_all(self) -> None:
        """Add everything: names first, then what refers to them."""
        spans = self._text.spans
        for element in sorted(descendants(self._root), key=lambda one: spans.get(one, (len(self._whole), 0))):
            if _is_name(element) and (element in spans or self._is_in_text(element)):
                self._add_name(element)
        for element in descendants(self._root):
            if local(element) in ("span", "annotation") and (element.get("target") or element.get("from")):
                self._add_standoff(element)
        for members in self._groups.values():
            if len(members) > 1:
                line = self._lines[self._root]
                self._keep(self.draft.sets, EquivalenceSet("coreference", tuple(members), line), self._root)
        for element in descendants(self._root):
            if local(element) == "relation":
                self._add_relation(element)

    def _is_in_text(self, element: Element) -> bool:
        """Whether an element without words stands where words are read."""
        while element is not self._root:
            element = self._parents[element]
            if local(element) in ("teiHeader", "standOff", "listRelation", "del", "fw", "surplus"):
                return False
            if local(element) == "text":
                return True
        return False

    def _keep(self, records: list[Any], record: Record, element: Element) -> None:
        self.draft.read += 1
        records.append(record)
        self._sources[record] = element

    def _skip(self, reason: str, element: Element) -> None:
        self.draft.read += 1
        self.draft.skip(self._lines[element], reason, shown(element))

    def _new_id(self, element: Element) -> str:
        given = element.get(ID, "")
        if self._ids.is_taken(given):
            self.draft.repair(self._lines[element], SAME_ID, shown(element))
        return self._ids.new(given, letter="T")

    def _add_name(self, element: Element) -> None:
        """Add a name, with the parts that continue it elsewhere."""
        if self._target(element.get("prev")) is not None:
            return
        parts = [element]
        while (following := self._target(parts[-1].get("next"))) is not None and following not in parts:
            parts.append(following)
        spans = tuple(self._text.spans[part] for part in parts if part in self._text.spans)
        if not spans:
            self._skip(NO_WORDS, element)
            return
        name, kind = local(element), element.get("type", "")
        general = name in _GENERAL and kind
        self._add_mention(element, kind if general else name, spans)
        identifier = self._mentions[element]
        for key, value in element.attrib.items():
            if key not in _LAYOUT and not (general and key == "type"):
                self._add_attribute(element, identifier, key.rpartition("}")[2], value)
        self._add_references(element, identifier)
        entry = self._entry_of(element)
        if entry is not None and entry.get(ID):
            self._group(f"#{entry.get(ID)}", identifier)

    def _add_mention(self, element: Element, label: str, spans: tuple[Span, ...]) -> None:
        identifier = self._new_id(element)
        ordered = tuple(sorted(spans))
        mention = Mention(identifier, label, ordered, words(self._whole, ordered), self._lines[element])
        self._mentions[element] = identifier
        self._keep(self.draft.mentions, mention, element)

    def _add_attribute(self, element: Element, target: str, name: str, value: str) -> None:
        if value.strip():
            attribute = Attribute(f"{target}-{name}", target, name, value.strip(), self._lines[element])
            self._keep(self.draft.attributes, attribute, element)

    def _add_references(self, element: Element, identifier: str) -> None:
        """Add the links of a name; those to an entry of this file are the entry's own."""
        for name in ("key", "ref", "sameAs", "corresp"):
            for pointer in (element.get(name) or "").split() if name != "key" else [element.get("key") or ""]:
                entry = self._target(pointer)
                if pointer.startswith("#"):
                    self._group(pointer, identifier)
                    self._add_entry(entry, element, identifier)
                elif pointer:
                    self._add_link(element, identifier, name, self._expanded(pointer))

    def _add_entry(self, entry: Element | None, element: Element, identifier: str) -> None:
        if entry is None or entry in self._text.spans or entry is element:
            return
        for one in entry.iter():
            pointers = [one.text or ""] if local(one) == "idno" else []
            pointers += [value for name in ("sameAs", "ref", "corresp") for value in (one.get(name) or "").split()]
            kind = one.get("type", "")
            for pointer in map(str.strip, pointers):
                named = f"{kind}:{pointer}" if kind and re.fullmatch(r"[\w.-]+", pointer) else pointer
                if pointer and not pointer.startswith("#"):
                    self._add_link(element, identifier, kind or "idno", self._expanded(named))

    def _add_link(self, element: Element, identifier: str, name: str, value: str) -> None:
        found = links_of(value)
        for authority, key in found:
            self._keep(self.draft.links, Link(identifier, authority, key, "", self._lines[element]), element)
        if not found:
            self._add_attribute(element, identifier, name, value)

    def _expanded(self, pointer: str) -> str:
        """A pointer with its prefix written out, as a `prefixDef` says."""
        prefix, colon, rest = pointer.partition(":")
        if not colon or prefix not in self._prefixes:
            return pointer
        pattern, replacement = self._prefixes[prefix]
        try:
            found = re.fullmatch(pattern, rest)
            return found.expand(re.sub(r"\$(\d)", r"\\\1", replacement)) if found else pointer
        except (re.error, IndexError):
            return pointer

    def _target(self, pointer: str | None) -> Element | None:
        return self._elements.get(pointer[1:]) if pointer and pointer.startswith("#") else None

    def _entry_of(self, element: Element) -> Element | None:
        """The entry that a name is directly the name of."""
        parent = self._parents.get(element)
        return parent if parent is not None and local(parent) in _ENTRIES else None

    def _group(self, pointer: str, identifier: str) -> None:
        members = self._groups.setdefault(pointer, [])
        if identifier not in members:
            members.append(identifier)

    def _add_standoff(self, element: Element) -> None:
        """Add a span or an annotation of elements elsewhere."""
        pointers = (element.get("target") or f"{element.get('from', '')} {element.get('to', '')}").split()
        targets = [self._target(pointer) for pointer in pointers]
        spans = [self._text.spans[target] for target in targets if target is not None and target in self._text.spans]
        if not spans:
            self._skip(NO_TARGET, element)
            return
        if element.get("from"):
            spans = [(spans[0][0], spans[-1][1])]
        group = self._parents.get(element)
        kind = element.get("type") or element.get("motivation") or (group.get("type") if group is not None else None)
        self._add_mention(element, kind or local(element), self._joined(spans))
        identifier = self._mentions[element]
        for key in ("ana", "cert", "resp"):
            self._add_attribute(element, identifier, key, element.get(key, ""))
        self._add_references(element, identifier)
        for one in element.iter():
            text = " ".join((one.text or "").split())
            if local(one) in ("note", "span") and text:
                self._keep(self.draft.notes, Note(identifier, local(one), text, self._lines[one]), one)
            if local(one) in ("ptr", "ref") and not one.get("target", "#").startswith("#"):
                self._add_link(one, identifier, "target", self._expanded(one.get("target", "")))
            elif one is not element:
                self._add_references(one, identifier)

    def _joined(self, spans: list[Span]) -> tuple[Span, ...]:
        """Spans with nothing but white space between them as one."""
        joined: list[Span] = []
        for start, end in sorted(set(spans)):
            if joined and (start <= joined[-1][1] or not self._whole[joined[-1][1] : start].strip()):
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    def _add_relation(self, element: Element) -> None:
        ends = [
            (role, self._filler(pointer))
            for role in ("active", "passive", "mutual")
            for pointer in (element.get(role) or "").split()
        ]
        if not ends:
            self._skip(NO_ENDS, element)
            return
        named = element.get("name") or re.split(r"[#/]", element.get("ref") or "")[-1] or element.get("type")
        identifier = self._ids.new(element.get(ID, ""), letter="R")
        relation = Relation(identifier, named or "relation", tuple(ends), self._lines[element])
        self._keep(self.draft.relations, relation, element)

    def _filler(self, pointer: str) -> str:
        """The mention that an end of a relation points to, or the first one of the entry that it points to."""
        target = self._target(pointer)
        if target is not None and target in self._mentions:
            return self._mentions[target]
        return next(iter(self._groups.get(pointer, ())), pointer)


def _is_name(element: Element) -> bool:
    name = local(element)
    refers = any(element.get(key) for key in ("ref", "key"))
    return name in _NAMES or name in _PLACES or name in _VALUES or (name in _TERMS and refers)


def shown(element: Element) -> str:
    """The start tag of an element, as the account shows it."""
    attributes = "".join(f' {key.rpartition("}")[2]}="{value}"' for key, value in element.attrib.items())
    return f"<{local(element)}{attributes}>"
