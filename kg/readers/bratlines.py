"""Lines of a brat annotation file, each to a record, before offsets and references are checked.

The line kinds are those of https://brat.nlplab.org/standoff.html: `T` text-bound, `E` event, `R` relation, `*`
equivalence, `A` and `M` attribute, `N` normalization, `#` note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Attribute, EquivalenceSet, Event, Link, Mention, Note, Relation
from kg.readers.draft import SAME_ID, Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Argument, Span

ARGUMENT = "argument without role or filler is left out"
CONTINUED = "rest of a quote that is broken over lines"
LINK_TYPE = "type of the link is not kept"
MALFORMED = "line does not follow the form of its kind"
NO_AUTHORITY = "link names no authority"
SPACES = "spaces where tabs should be"
UNKNOWN_KIND = "unknown kind of line"

# What normalization lines hold where an annotator looked and found no entry.
_NIL = frozenset({"", "NIL", "NONE", "NULL"})
# Kinds whose ids others refer to, or which keep their id; notes and links may repeat theirs without harm.
_IDENTIFIED = frozenset("TERAM")
# Lines whose tabs an editor has turned into spaces: id, body and, where the kind has one, the tail.
_SPACED: dict[str, re.Pattern[str]] = {
    **dict.fromkeys("ERAM", re.compile(r"([ERAM]\d+) +(\S.*)")),
    "*": re.compile(r"(\*) +(\S.*)"),
    "T": re.compile(r"(T\d+)\s+(\S+ \d+ \d+(?:;\d+ \d+)*)(?:\s(.*))?"),
    "N": re.compile(r"(N\d+)\s+(\S+ \S+ \S+)(?:\s+(.*))?"),
    "#": re.compile(r"(#\d+)\s+(\S+ \S+)(?:\s+(.*))?"),
}


@dataclass(slots=True)
class _Sheet:
    """The lines of one file, without their ends, and the draft that is made of them."""

    draft: Draft
    lines: list[str]

    def skip(self, number: int, reason: str) -> None:
        """Note that a line is not kept."""
        self.draft.skip(number, reason, self.lines[number - 1])

    def repair(self, number: int, reason: str) -> None:
        """Note that a line is kept, but not as it stands."""
        self.draft.repair(number, reason, self.lines[number - 1])


def parse(content: str, *, path: str, ids: set[str]) -> Draft:
    """Records of one annotation file; mentions carry the file's own offsets and quotes.

    Lines end at LF or CRLF only, as brat writes them: other separators may stand in quotes.

    Args:
        content: The file's text.
        path: Its name in the account.
        ids: Ids that the document's other files use; those of this file are added.
    """
    lines = content.replace("\r\n", "\n").split("\n")
    sheet = _Sheet(Draft(lambda record: lines[record.line - 1], path, must_quote=True), lines)
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        sheet.draft.read += 1
        identifier, tab, rest = line.partition("\t")
        if line[0] not in _PARSERS or not tab or " " in identifier:
            _parse_odd(sheet, number, line, ids)
            continue
        reason = _parse_line(sheet, number, identifier, rest, ids)
        if reason:
            sheet.skip(number, reason)
    return sheet.draft


def _parse_line(sheet: _Sheet, number: int, identifier: str, rest: str, ids: set[str]) -> str:
    """Add the record of a line to the draft; the reason where it has none."""
    kind = identifier[0]
    if kind in _IDENTIFIED:
        if identifier in ids:
            return SAME_ID
        if len(identifier) == 1:
            return MALFORMED
    reason = _PARSERS[kind](sheet, number, identifier, rest)
    if not reason and kind in _IDENTIFIED:
        ids.add(identifier)
    return reason


def _parse_odd(sheet: _Sheet, number: int, line: str, ids: set[str]) -> None:
    """A line of no known kind or without its tab: part of a quote, a line with spaces for tabs, or rubbish."""
    last = sheet.draft.mentions[-1] if sheet.draft.mentions else None
    if last and last.line + last.text.count("\n") == number - 1 and len(last.text) < _width(last.fragments):
        sheet.draft.mentions[-1] = Mention(last.id, last.label, last.fragments, f"{last.text}\n{line}", last.line)
        sheet.skip(number, CONTINUED)
        return
    form = _SPACED.get(line[0])
    match = form.fullmatch(line) if form else None
    if match is None:
        sheet.skip(number, MALFORMED if form else UNKNOWN_KIND)
        return
    identifier, *fields = match.groups()
    reason = _parse_line(sheet, number, identifier, "\t".join(text for text in fields if text is not None), ids)
    if reason:
        sheet.skip(number, reason)
    else:
        sheet.repair(number, SPACES)


def _width(fragments: tuple[Span, ...]) -> int:
    """How long the quote of a mention with these fragments is, in the file's unit."""
    return sum(end - start for start, end in fragments) + len(fragments) - 1


def _text_bound(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`T1⇥Company 0 5⇥Alpha` or, discontinuous, `T1⇥Company 0 5;12 15⇥Alpha Inc`."""
    body, _, quote = rest.partition("\t")
    label, _, offsets = body.rstrip().partition(" ")
    fragments = []
    for pair in offsets.split(";"):
        start, _, end = pair.strip().partition(" ")
        if not (start.isdecimal() and end.isdecimal()):
            return _text_bound_with_spaces(sheet, number, identifier, rest)
        fragments.append((int(start), int(end)))
    if not label:
        return MALFORMED
    sheet.draft.mentions.append(Mention(identifier, label, tuple(fragments), quote, number))
    return ""


def _text_bound_with_spaces(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`T1⇥Company 0 5 Alpha`: the second tab is missing."""
    match = _SPACED["T"].fullmatch(f"{identifier}\t{rest}")
    if match is None or match[3] is None:
        return MALFORMED
    sheet.repair(number, SPACES)
    return _text_bound(sheet, number, identifier, f"{match[2]}\t{match[3]}")


def _event(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`E1⇥Merge:T3 Org:T1 Org2:E4`; the type may stand without a trigger, and an event without arguments."""
    head, *pairs = rest.split() or [""]
    label, colon, trigger = head.rpartition(":")
    if not (label or trigger) or (colon and not label):
        return MALFORMED
    arguments = _arguments(sheet, number, pairs)
    if colon:
        sheet.draft.events.append(Event(identifier, label, trigger or None, arguments, number))
    else:
        sheet.draft.events.append(Event(identifier, trigger, None, arguments, number))
    return ""


def _relation(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`R1⇥Owns Arg1:T1 Arg2:T2⇥`; the tab at the end is normal, role names are free."""
    label, *pairs = rest.split() or [""]
    if not label or ":" in label:
        return MALFORMED
    sheet.draft.relations.append(Relation(identifier, label, _arguments(sheet, number, pairs), number))
    return ""


def _arguments(sheet: _Sheet, number: int, pairs: list[str]) -> tuple[Argument, ...]:
    """(role, filler) of each `Role:filler`."""
    arguments = []
    for pair in pairs:
        role, _, filler = pair.rpartition(":")
        if role and filler:
            arguments.append((role, filler))
        else:
            sheet.repair(number, ARGUMENT)
    return tuple(arguments)


def _equivalence(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`*⇥Equiv T1 T2 T3`; the type is free."""
    del identifier
    label, *members = rest.split() or [""]
    if not label:
        return MALFORMED
    sheet.draft.sets.append(EquivalenceSet(label, tuple(members), number))
    return ""


def _attribute(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`A1⇥Status E1 planned`, or a flag: `A1⇥Negated E1`; a value may hold spaces."""
    name, *target = rest.rstrip().split(" ", 2)
    if not name or not target or not target[0]:
        return MALFORMED
    sheet.draft.attributes.append(
        Attribute(identifier, target[0], name, target[1] if len(target) > 1 else None, number)
    )
    return ""


def _link(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`N1⇥Reference T1 Wikidata:Q30⇥United States`."""
    body, _, label = rest.partition("\t")
    name, *fields = body.rstrip().split(" ", 2)
    if len(fields) < 2:  # noqa: PLR2004 - target and reference
        return MALFORMED
    authority, colon, key = fields[1].partition(":")
    if not colon or not authority:
        return NO_AUTHORITY
    if name != "Reference":
        sheet.repair(number, LINK_TYPE)
    sheet.draft.links.append(Link(fields[0], authority, None if key.upper() in _NIL else key, label, number))
    sheet.draft.others.add(identifier)
    return ""


def _note(sheet: _Sheet, number: int, identifier: str, rest: str) -> str:
    """`#1⇥AnnotatorNotes T2⇥free text`."""
    del identifier
    body, _, text = rest.partition("\t")
    name, _, target = body.strip().partition(" ")
    if not name or not target or " " in target:
        return MALFORMED
    sheet.draft.notes.append(Note(target, name, text, number))
    return ""


_PARSERS: dict[str, Callable[[_Sheet, int, str, str], str]] = {
    "T": _text_bound,
    "E": _event,
    "R": _relation,
    "*": _equivalence,
    "A": _attribute,
    "M": _attribute,
    "N": _link,
    "#": _note,
}
