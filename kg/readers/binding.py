"""Drafts to annotations: offsets become spans of the text, and references to what is not there are dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.model import Account, Attribute, EquivalenceSet, Event, Mention, Relation
from kg.readers import offsets
from kg.readers.draft import SAME_ID, Annotations
from kg.readers.offsets import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Argument, Link, Note, Skipped
    from kg.readers.draft import Draft

NO_TARGET = "what it refers to is not in the file"
FEW_MEMBERS = "fewer than two of its members are in the file"
NO_ARGUMENT = "none of its arguments is in the file"
DANGLING_ARGUMENT = "argument that is not in the file is left out"
DANGLING_MEMBER = "member that is not in the file is left out"
DANGLING_TRIGGER = "trigger is not in the file"


def bind(text: str, drafts: Sequence[Draft], *, marked: bool = False) -> Annotations:
    """Check the drafts of one document against its text and against each other.

    Args:
        text: The exact text.
        drafts: One a file; they may refer to each other's records. They are changed.
        marked: Whether the text file began with a byte order mark.
    """
    _drop_repeated(drafts)
    _place(text, drafts, marked=marked)
    _drop_dangling(drafts)
    return Annotations(
        mentions=tuple([record for draft in drafts for record in draft.mentions]),
        events=tuple([record for draft in drafts for record in draft.events]),
        relations=tuple([record for draft in drafts for record in draft.relations]),
        attributes=tuple([record for draft in drafts for record in draft.attributes]),
        links=tuple([record for draft in drafts for record in draft.links]),
        sets=tuple([record for draft in drafts for record in draft.sets]),
        notes=tuple([record for draft in drafts for record in draft.notes]),
        account=Account(
            read=sum(draft.read for draft in drafts),
            skipped=tuple([skip for draft in drafts for skip in sorted(draft.skipped, key=_line)]),
            repaired=tuple([skip for draft in drafts for skip in sorted(draft.repaired, key=_line)]),
        ),
    )


def _line(skip: Skipped) -> int:
    return skip.line


def _drop_repeated(drafts: Sequence[Draft]) -> None:
    """Drop records whose id another has that stands before them."""
    ids = [record.id for draft in drafts for record in _identified(draft)]
    if len(ids) == len(set(ids)):
        return
    used: set[str] = set()
    for draft in drafts:
        draft.mentions = _first_of_each(draft, draft.mentions, used)
        draft.events = _first_of_each(draft, draft.events, used)
        draft.relations = _first_of_each(draft, draft.relations, used)
        draft.attributes = _first_of_each(draft, draft.attributes, used)


_Kind = TypeVar("_Kind", Mention, Event, Relation, Attribute)


def _first_of_each(draft: Draft, records: Sequence[_Kind], used: set[str]) -> list[_Kind]:
    """The records whose ids are not used yet; `used` grows by theirs."""
    kept: list[_Kind] = []
    for record in records:
        if record.id in used:
            draft.leave_out(record, SAME_ID)
        else:
            kept.append(record)
            used.add(record.id)
    return kept


def _identified(draft: Draft) -> Iterator[Mention | Event | Relation | Attribute]:
    yield from draft.mentions
    yield from draft.events
    yield from draft.relations
    yield from draft.attributes


def _place(text: str, drafts: Sequence[Draft], *, marked: bool) -> None:
    """Turn the files' offsets into spans of the text; mentions that have no place are skipped."""
    claims = [
        Claim(mention.fragments, mention.text if mention.text or draft.must_quote else None)
        for draft in drafts
        for mention in draft.mentions
    ]
    unit = drafts[0].unit if drafts else offsets.CODE_POINTS
    places = iter(offsets.place(text, claims, declared=unit, marked=marked))
    for draft in drafts:
        placed = []
        for mention, place in zip(draft.mentions, places, strict=False):
            if not place.fragments:
                draft.leave_out(mention, place.reason)
                continue
            if place.reason:
                draft.mend(mention, place.reason)
            if place.reason or not mention.text or place.fragments != mention.fragments:
                words = offsets.words(text, place.fragments)
                mention = Mention(mention.id, mention.label, place.fragments, words, mention.line)  # noqa: PLW2901
            placed.append(mention)
        draft.mentions = placed


def _drop_dangling(drafts: Sequence[Draft]) -> None:
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
    targets |= {identifier for draft in drafts for identifier in draft.others}
    for draft in drafts:
        draft.notes = [each for each in draft.notes if _has_target(draft, each, targets)]


def _has_target(draft: Draft, record: Attribute | Link | Note, targets: set[str]) -> bool:
    if record.target in targets:
        return True
    draft.leave_out(record, NO_TARGET)
    return False


def _bound_event(draft: Draft, event: Event, fillers: set[str], mentions: set[str]) -> Event:
    trigger = event.trigger
    if trigger is not None and trigger not in mentions:
        draft.mend(event, DANGLING_TRIGGER)
        trigger = None
    arguments = _bound_arguments(draft, event, fillers)
    unchanged = trigger == event.trigger and arguments is event.arguments
    return event if unchanged else replace(event, trigger=trigger, arguments=arguments)


def _bound_relation(draft: Draft, relation: Relation, fillers: set[str]) -> Relation | None:
    if not any(filler in fillers for _, filler in relation.arguments):
        draft.leave_out(relation, NO_ARGUMENT)
        return None
    arguments = _bound_arguments(draft, relation, fillers)
    return relation if arguments is relation.arguments else replace(relation, arguments=arguments)


def _bound_arguments(draft: Draft, record: Event | Relation, fillers: set[str]) -> tuple[Argument, ...]:
    """The arguments that are there; the very same tuple where all are."""
    known = tuple([argument for argument in record.arguments if argument[1] in fillers])
    if len(known) == len(record.arguments):
        return record.arguments
    for _ in range(len(record.arguments) - len(known)):
        draft.mend(record, DANGLING_ARGUMENT)
    return known


def _bound_set(draft: Draft, record: EquivalenceSet, targets: set[str]) -> EquivalenceSet | None:
    known = tuple([member for member in record.members if member in targets])
    if len(known) < 2:  # noqa: PLR2004 - one thing is always equal to itself
        draft.leave_out(record, FEW_MEMBERS)
        return None
    for _ in range(len(record.members) - len(known)):
        draft.mend(record, DANGLING_MEMBER)
    return replace(record, members=known)
