"""brat: `annotation.conf` (what may be marked) and `visual.conf` (how it is shown)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.vocabulary import Event, Item, Vocabulary


def files(vocabulary: Vocabulary) -> dict[str, str]:
    """The two files that brat reads in the folder of a corpus."""
    return {"annotation.conf": _annotation(vocabulary), "visual.conf": _visual(vocabulary)}


def _annotation(vocabulary: Vocabulary) -> str:
    events = {event.item.name for event in vocabulary.events}
    relations = [
        f"{relation.item.name}\tArg1:{_any_of(relation.starts, events)}, Arg2:{_any_of(relation.ends, events)}"
        for relation in vocabulary.relations
    ]
    attributes = [
        f"{attribute.item.name}\tArg:{_any_of(attribute.targets, events)}, "
        f"Value:{'|'.join(code.name for code in attribute.codes)}"
        for attribute in vocabulary.attributes
    ]
    sections = {
        "entities": [item.name for item in (*vocabulary.entities, *vocabulary.values)],
        "relations": [*relations, "Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive"],
        "events": [_event(event, events) for event in vocabulary.events],
        "attributes": attributes,
    }
    return "\n".join(f"[{name}]\n" + "\n".join(lines) + "\n" for name, lines in sections.items())


def _event(event: Event, events: set[str]) -> str:
    # A role may be given several times (`partner`, `partner2`): `*` is none or more.
    roles = ", ".join(f"{role.item.name}*:{_any_of(role.fillers, events)}" for role in event.roles)
    return f"{event.item.name}\t{roles}"


def _any_of(names: tuple[str, ...], events: set[str]) -> str:
    """Alternatives in brat's words, which has one for all events."""
    return "<EVENT>" if set(names) == events else "|".join(names)


def _visual(vocabulary: Vocabulary) -> str:
    events = [event.item for event in vocabulary.events]
    spans = [*vocabulary.entities, *vocabulary.values, *events]
    arcs = {role.item.name: role.item for event in vocabulary.events for role in event.roles}
    arcs |= {relation.item.name: relation.item for relation in vocabulary.relations}
    attributes = [attribute.item for attribute in vocabulary.attributes]
    labels = [*spans, *(arcs[name] for name in sorted(arcs)), *attributes]
    drawing = [f"{item.name}\tfgColor:{_ink(item)}, bgColor:{item.colour}, borderColor:darken" for item in spans]
    for attribute in vocabulary.attributes:
        glyphs = "|".join(f"[{code.name}]" for code in attribute.codes)
        drawing.append(f"{attribute.item.name}\tglyph:{glyphs}")
    return "[labels]\n" + "\n".join(map(_label, labels)) + "\n\n[drawing]\n" + "\n".join(drawing) + "\n"


def _label(item: Item) -> str:
    return f"{item.name} | {item.label}"


def _ink(item: Item) -> str:
    """Black or white, whichever is read better on the colour (W3C relative luminance, weighted)."""
    red, green, blue = (int(item.colour[place : place + 2], 16) for place in (1, 3, 5))
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "white"  # noqa: PLR2004 (of 255)
