"""brat standoff: `NAME.txt` with `NAME.ann`, or with `NAME.a1` and `NAME.a2` as in the BioNLP shared tasks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Account, EquivalenceSet, Event, Mention, Relation
from kg.readers import bratlines, offsets
from kg.readers.offsets import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Argument, Attribute, Link, Note, Skipped
    from kg.readers.bratlines import Draft

NO_TARGET = "what it refers to is not in the file"
FEW_MEMBERS = "fewer than two of its members are in the file"
NO_ARGUMENT = "none of its arguments is in the file"
DANGLING_ARGUMENT = "argument that is not in the file is left out"
DANGLING_MEMBER = "member that is not in the file is left out"
DANGLING_TRIGGER = "trigger is not in the file"


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the annotation files of one document say; see `kg.model.Document`."""

    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    attributes: tuple[Attribute, ...]
    links: tuple[Link, ...]
    sets: tuple[EquivalenceSet, ...]
    notes: tuple[Note, ...]
    account: Account


def parse(text: str, contents: Sequence[tuple[str, str]], *, marked: bool = False) -> Annotations:
    r"""Read annotation files against their text.

    Args:
        text: The exact text.
        contents: (path, content) of each annotation file, in the order in which ids are defined.
        marked: Whether the text file began with a byte order mark.

    Example:
        >>> parse("Orange grows", [("a.ann", "T1\tCompany 0 6\tOrange\n")]).mentions
        (Mention(id='T1', label='Company', fragments=((0, 6),), text='Orange', line=1),)
    """
    ids: set[str] = set()
    drafts = [bratlines.parse(content, path=path if len(contents) > 1 else "", ids=ids) for path, content in contents]
    _place(text, drafts, marked=marked)
    _bind(drafts)
    return Annotations(
        mentions=tuple(record for draft in drafts for record in draft.mentions),
        events=tuple(record for draft in drafts for record in draft.events),
        relations=tuple(record for draft in drafts for record in draft.relations),
        attributes=tuple(record for draft in drafts for record in draft.attributes),
        links=tuple(record for draft in drafts for record in draft.links),
        sets=tuple(record for draft in drafts for record in draft.sets),
        notes=tuple(record for draft in drafts for record in draft.notes),
        account=Account(
            read=sum(draft.read for draft in drafts),
            skipped=tuple(skip for draft in drafts for skip in sorted(draft.skipped, key=_line)),
            repaired=tuple(skip for draft in drafts for skip in sorted(draft.repaired, key=_line)),
        ),
    )


def _line(skip: Skipped) -> int:
    return skip.line


def _place(text: str, drafts: list[Draft], *, marked: bool) -> None:
    """Turn the file's offsets into spans of the text; mentions that have no place are skipped."""
    claims = [Claim(mention.fragments, mention.text) for draft in drafts for mention in draft.mentions]
    places = iter(offsets.place(text, claims, marked=marked))
    for draft in drafts:
        placed = []
        for mention, place in zip(draft.mentions, places, strict=False):
            if not place.fragments:
                draft.skip(mention.line, place.reason)
                continue
            if place.reason:
                draft.repair(mention.line, place.reason)
                words = offsets.words(text, place.fragments)
                mention = Mention(mention.id, mention.label, place.fragments, words, mention.line)  # noqa: PLW2901
            placed.append(mention)
        draft.mentions = placed


def _bind(drafts: list[Draft]) -> None:
    """Drop references to what is not there, wherever in the files it might stand."""
    mentions = {mention.id for draft in drafts for mention in draft.mentions}
    fillers = mentions | {event.id for draft in drafts for event in draft.events}
    for draft in drafts:
        draft.events = [_bound_event(draft, event, fillers, mentions) for event in draft.events]
        draft.relations = [bound for each in draft.relations if (bound := _bound_relation(draft, each, fillers))]
    targets = fillers | {relation.id for draft in drafts for relation in draft.relations}
    for draft in drafts:
        draft.attributes = [each for each in draft.attributes if _has_target(draft, each, targets)]
        draft.links = [each for each in draft.links if _has_target(draft, each, targets)]
        draft.sets = [kept for each in draft.sets if (kept := _bound_set(draft, each, targets))]
    targets |= {attribute.id for draft in drafts for attribute in draft.attributes}
    targets |= {identifier for draft in drafts for identifier in draft.link_ids}
    for draft in drafts:
        draft.notes = [each for each in draft.notes if _has_target(draft, each, targets)]


def _has_target(draft: Draft, record: Attribute | Link | Note, targets: set[str]) -> bool:
    if record.target in targets:
        return True
    draft.skip(record.line, NO_TARGET)
    return False


def _bound_event(draft: Draft, event: Event, fillers: set[str], mentions: set[str]) -> Event:
    if event.trigger is not None and event.trigger not in mentions:
        draft.repair(event.line, DANGLING_TRIGGER)
        event = replace(event, trigger=None)
    arguments = _bound_arguments(draft, event, fillers)
    return event if arguments is event.arguments else replace(event, arguments=arguments)


def _bound_relation(draft: Draft, relation: Relation, fillers: set[str]) -> Relation | None:
    arguments = _bound_arguments(draft, relation, fillers)
    if not arguments:
        draft.skip(relation.line, NO_ARGUMENT)
        return None
    return relation if arguments is relation.arguments else replace(relation, arguments=arguments)


def _bound_arguments(draft: Draft, record: Event | Relation, fillers: set[str]) -> tuple[Argument, ...]:
    """The arguments that are there; the very same tuple where all are."""
    known = tuple([argument for argument in record.arguments if argument[1] in fillers])
    if len(known) == len(record.arguments):
        return record.arguments
    for _ in range(len(record.arguments) - len(known)):
        draft.repair(record.line, DANGLING_ARGUMENT)
    return known


def _bound_set(draft: Draft, record: EquivalenceSet, targets: set[str]) -> EquivalenceSet | None:
    known = tuple([member for member in record.members if member in targets])
    if len(known) < 2:  # noqa: PLR2004 - one thing is always equal to itself
        draft.skip(record.line, FEW_MEMBERS)
        return None
    for _ in range(len(record.members) - len(known)):
        draft.repair(record.line, DANGLING_MEMBER)
    return replace(record, members=known)
