"""Entities in brackets: `(1-person-Ada` opens a mention of group 1, `1)` closes it, `(1-person)` does both.

The grammar is that of CorefUD 1.x and GUM: fields as `# global.Entity` names them, `e5[1/2]` for parts of a
discontinuous mention, mentions nested and crossing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.model import Attribute, EquivalenceSet, Link, Mention, Relation
from kg.readers.draft import Draft
from kg.readers.irilinks import link_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Span
    from kg.readers.conllutext import ConlluText
    from kg.readers.draft import Record

NOT_OPEN = "bracket closes nothing"
NOT_CLOSED = "bracket is never closed"
EMPTY_NODE = "mention has only words that are not in the text"
NO_GROUP = "relation between groups that have no mention here"

# What GUM and CorefUD name a group of mentions, its kind, and its entry in an encyclopedia.
_GROUPS, _KINDS, _ENTRIES = ("GRP", "eid"), ("etype",), ("identity",)
_FIELDS = ("eid", "etype", "head", "other")
_PIECE = re.compile(r"\(([^()]*)(\)?)|([^()]+)\)|(.)")
_PART = re.compile(r"(.*)\[(\d+)/(\d+)\]")
_RELATIONS = {"Bridge": "bridge", "SplitAnte": "split-antecedent"}


@dataclass(slots=True)
class _Open:
    """A mention that is being read.

    Attributes:
        parts: Its fragments so far; the last one ends where the last word ended.
        last: The part that is open, counted from 1.
        whole: How many parts there are to be.
        since: Where the part that is open begins; None where only empty nodes came so far.
    """

    group: str
    values: dict[str, str]
    line: int
    shown: str
    identifier: str
    last: int
    whole: int
    parts: list[Span] = field(default_factory=list)
    since: int | None = None
    until: int = 0


@dataclass(frozen=True, slots=True)
class _Pair:
    """A relation between two groups of mentions."""

    label: str
    anaphor: str
    antecedent: str
    line: int
    shown: str


class Brackets:
    """The mentions of one document.

    Attributes:
        fields: What the parts of an opening bracket are.
        draft: What has been understood so far.
    """

    def __init__(self, text: ConlluText, fields: Sequence[str]) -> None:
        self.fields: Sequence[str] = fields or _FIELDS
        self.draft = Draft(self._shown)
        self._text = text
        self._count = 0
        self._open: list[_Open] = []
        self._waiting: list[_Open] = []
        self._done: list[_Open] = []
        self._relations: list[_Pair] = []
        self._sources: dict[Record, str] = {}

    def _shown(self, record: Record) -> str:
        return self._sources[record]

    def add(self, misc: Mapping[str, str], place: Span | None, line: int) -> None:
        """Read the brackets of one word.

        Args:
            misc: The last column.
            place: Where the word stands; None where it is not in the text.
            line: Its row.
        """
        closing: list[_Open | str] = []
        for found in _PIECE.finditer(misc.get("Entity", "")):
            opening, closes_itself, closed, stray = found.groups()
            if opening is not None:
                self._begin(opening, line)
                if closes_itself:
                    closing.append(self._open[-1])
            elif closed is not None:
                closing.append(closed)
            elif stray:
                self.draft.read += 1
                self.draft.skip(line, NOT_OPEN, stray)
        if place is not None:
            for mention in self._open:
                mention.since = place[0] if mention.since is None else mention.since
                mention.until = place[1]
        for one in closing:
            self._end(one, line)
        self._add_pairs(misc, line)

    def _add_pairs(self, misc: Mapping[str, str], line: int) -> None:
        """Read bridges and split antecedents: `1<9,3<9:part`."""
        for key, label in _RELATIONS.items():
            for pair in misc[key].split(",") if key in misc else ():
                antecedent, _, anaphor = pair.partition("<")
                anaphor, _, kind = anaphor.partition(":")
                named = f"{label}:{kind}" if kind else label
                self._relations.append(_Pair(named, anaphor, antecedent, line, pair))

    def _begin(self, content: str, line: int) -> None:
        parts = content.split("-", len(self.fields) - 1)
        values = {name: unquote(part) for name, part in zip(self.fields, parts, strict=False)}
        group = next((values[name] for name in _GROUPS if name in values), parts[0])
        part = _PART.fullmatch(group)
        group, number, whole = (part[1], int(part[2]), int(part[3])) if part else (group, 1, 1)
        if number > 1:
            for mention in self._waiting:
                if mention.group == group and mention.last == number - 1:
                    self._waiting.remove(mention)
                    mention.last = number
                    self._open.append(mention)
                    return
        self._count += 1
        self._open.append(_Open(group, values, line, f"({content}", f"T{self._count}", number, whole))

    def _end(self, one: _Open | str, line: int) -> None:
        """Close a mention, or that which was opened last by this name."""
        mention = self._named(one) if isinstance(one, str) else one
        if mention is None:
            self.draft.read += 1
            self.draft.skip(line, NOT_OPEN, f"{one})")
            return
        self._open.remove(mention)
        if mention.since is not None:
            mention.parts.append((mention.since, mention.until))
        mention.since = None
        (self._done if mention.last >= mention.whole else self._waiting).append(mention)

    def _named(self, name: str) -> _Open | None:
        part = _PART.fullmatch(name)
        group, number = (part[1], int(part[2])) if part else (name, None)
        same = (one for one in reversed(self._open) if one.group == group and number in (None, one.last))
        return next(same, None)

    def close(self) -> None:
        """Make records of everything that was read."""
        for mention in (*self._open, *self._waiting):
            self.draft.read += 1
            self.draft.skip(mention.line, NOT_CLOSED, mention.shown)
        text = self._text.text
        groups: dict[str, list[_Open]] = {}
        for mention in sorted(self._done, key=lambda one: int(one.identifier[1:])):
            self.draft.read += 1
            if not mention.parts:
                self.draft.skip(mention.line, EMPTY_NODE, mention.shown)
                continue
            groups.setdefault(mention.group, []).append(mention)
            self._add_mention(mention, text)
        for group, members in groups.items():
            if len(members) > 1:
                names = tuple(member.identifier for member in members)
                self._keep(self.draft.sets, EquivalenceSet("coreference", names, members[0].line), group)
        for number, relation in enumerate(self._relations, 1):
            self._add_relation(f"R{number}", relation, groups)

    def _keep(self, records: list[Any], record: Record, shown: str) -> None:
        if not isinstance(record, Mention):
            self.draft.read += 1
        records.append(record)
        self._sources[record] = shown

    def _add_mention(self, mention: _Open, text: str) -> None:
        label = next((mention.values[name] for name in _KINDS if mention.values.get(name)), "Entity")
        words = " ".join(text[start:end] for start, end in mention.parts)
        record = Mention(mention.identifier, label, tuple(mention.parts), words, mention.line)
        self._keep(self.draft.mentions, record, mention.shown)
        for name, value in mention.values.items():
            if name in (*_GROUPS, *_KINDS) or value in ("", "_"):
                continue
            if name in _ENTRIES:
                authority, key = link_of(value)
                link = Link(mention.identifier, authority or ("Wikipedia" if key else ""), key, "", mention.line)
                self._keep(self.draft.links, link, mention.shown)
            else:
                attribute = Attribute(f"{mention.identifier}-{name}", mention.identifier, name, value, mention.line)
                self._keep(self.draft.attributes, attribute, mention.shown)

    def _add_relation(self, identifier: str, pair: _Pair, groups: Mapping[str, list[_Open]]) -> None:
        """Add a relation between two groups: of the mention at hand, and the last one before it of the other group."""
        one = [mention for mention in groups.get(pair.anaphor, ()) if mention.line <= pair.line]
        other = [mention for mention in groups.get(pair.antecedent, ()) if mention.line <= pair.line]
        if not one or not other:
            self.draft.read += 1
            self.draft.skip(pair.line, NO_GROUP, pair.shown)
            return
        ends = (("Arg1", one[-1].identifier), ("Arg2", other[-1].identifier))
        self._keep(self.draft.relations, Relation(identifier, pair.label, ends, pair.line), pair.shown)
